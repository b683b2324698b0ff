"""Chinese names where words meet: what a dictionary's words, countries' syllables, works, branches and fleets show."""

import pytest

from extractor.entities import load_knowledge_base, read_names


def found(text: str, *types: str) -> list[str]:
    """The names of those types (of all, where none is asked for) in text order, without a model."""
    names = read_names(text, "zh-Hans", load_knowledge_base()).names
    return [text[name.start : name.end] for name in names if not types or name.type in types]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("货轮从这里出海航行三天", []),
        ("安抚受灾群众安心过年", []),
        ("新建一座人行天桥", []),
        ("亚洲象走出了森林", []),
        ("屋顶装了太阳能板", []),
        ("海航控股公布航班计划", ["海航控股"]),
        ("海航的股价上涨", ["海航"]),
        ("亚洲市场普遍上涨", ["亚洲"]),
        ("市民从辽宁沈阳出发", ["辽宁沈阳"]),
        ("美国股市收盘走高", ["美国"]),
        ("德国政府批准预算", ["德国"]),
    ],
)
def test_a_name_that_cuts_a_word_of_the_dictionary_is_none(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("以色列和黎巴嫩停火，黎以双方撤军", ["以色列", "黎巴嫩", "黎", "以"]),
        ("黎明以后再出发", []),
        ("乌克兰说，乌方已收到援助", ["乌克兰", "乌"]),
        ("乌方已收到援助", []),
        ("以色列称，以方愿意谈判", ["以色列", "以"]),
        ("以色列农民以方便食品充饥", ["以色列"]),
        ("伊朗表示，美国对伊制裁无效", ["伊朗", "美国", "伊"]),
        ("他对伊人念念不忘，去过伊朗", ["伊朗"]),
        ("全美有三千家门店", ["美"]),
        ("造型全美观大方", []),
        ("美监管机构批准新药，美国药企受益", ["美", "美国"]),
        ("美好生活就在眼前，美国游客说", ["美国"]),
    ],
)
def test_a_syllable_is_a_country_where_the_article_names_it(text: str, places: list[str]) -> None:
    assert found(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("京雄高速公路今日通车", ["京雄高速公路"]),
        ("修建高速公路带动投资", []),
        ("四川成都的工厂", ["四川成都"]),
        ("中国四川的工厂", ["中国", "四川"]),
        ("重庆四川两地合作", ["重庆", "四川"]),
        ("河北雄安新区建设提速", ["河北雄安新区"]),
        ("青岛港吞吐量增长", ["青岛港"]),
        ("青岛港股公司回购", ["青岛"]),
        ("克拉玛依油田增产", ["克拉玛依油田"]),
        ("海上油田增产", []),
        ("高铁列车从杭州东站开出", ["杭州东站"]),
        ("沪昆高铁杭州东至南昌西间提速", ["沪昆高铁", "杭州东", "南昌西"]),
        ("台风从福州南至广州登陆", ["福州", "广州"]),
        ("全国新建水库三十座", []),
    ],
)
def test_works_railways_and_towns_are_one_place(text: str, places: list[str]) -> None:
    assert found(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("财政部关税司司长出席", ["财政部关税司"]),
        ("财政部有关司局出席", ["财政部"]),
        ("清华大学公共管理学院教授撰文", ["清华大学公共管理学院"]),
        ("清华大学教授撰文", ["清华大学"]),
        ("中国银行苏州分行放款", ["中国银行苏州分行"]),
        ("法国海军派出护卫舰", ["法国海军"]),
        ("云南省委书记调研", ["云南省委"]),
        ("加拿大气象局发布预警", ["加拿大气象局"]),
        ("中国纺织联合会发布报告", ["中国纺织联合会"]),
    ],
)
def test_a_part_with_a_name_of_its_own_belongs_to_the_body(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MSCI新兴市场指数上涨", ["MSCI新兴市场指数"]),
        ("彭博商品指数下跌", ["彭博商品指数"]),
        ("KOSPI指数收涨", ["KOSPI指数"]),
        ("首尔综指跌破关口", ["首尔综指"]),
        ("彭博报道称指数基金热销", []),
    ],
)
def test_the_word_index_belongs_to_the_name(text: str, names: list[str]) -> None:
    assert found(text, "INDEX") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("长征五号乙运载火箭升空", ["长征五号乙"]),
        ("风云三号F星投入使用", ["风云三号F"]),
        ("科考船“远望”号靠港", ["远望"]),
        ("地铁“环线”号线延长", []),
        ("海军三亚舰返航", ["三亚舰"]),
        ("海军新型战舰返航", []),
        ("电视剧《江河岁月》开播", ["江河岁月"]),
        ("《乡村振兴规划》印发", []),
        ("公司旗下有花朝、青黛等品牌", ["花朝", "青黛"]),
    ],
)
def test_rockets_ships_works_and_brands_are_products(text: str, names: list[str]) -> None:
    assert found(text, "PRODUCT") == names


def test_the_short_form_of_a_full_name_is_the_company() -> None:
    text = "苏州澄泽精密科技有限公司中标。昨日澄泽精密的股东表示，苏州的订单增长。"
    reading = read_names(text, "zh-Hans", load_knowledge_base())
    groups = {text[name.start : name.end]: name.group for name in reading.names if name.type == "ORG"}
    assert list(groups) == ["苏州澄泽精密科技有限公司", "澄泽精密"]
    assert len(set(groups.values())) == 1


def test_a_common_word_is_no_short_form() -> None:
    assert found("苏州自来水集团有限公司更换居民自来水表", "ORG") == ["苏州自来水集团有限公司"]
