"""Families of Chinese names found by reading articles: places in places, bodies and their parts, platforms, markup."""

import pytest

from extractor.entities import load_knowledge_base, read_names


def found(text: str, *types: str) -> list[str]:
    """The names of those types (of all, where none is asked for) in text order, without a model."""
    names = read_names(text, "zh-Hans", load_knowledge_base()).names
    return [text[name.start : name.end] for name in names if not types or name.type in types]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("用户可以用京东白条付款，白条有免息期", ["京东", "白条", "白条"]),
        ("支付宝花呗和借呗上调额度", ["支付宝", "花呗", "借呗"]),
        ("店家拒绝打白条", []),
        ("百度地图更新了导航", ["百度地图"]),
    ],
)
def test_an_owner_and_its_product_are_two_names(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("晴川贷P2P网贷平台数据分析", ["晴川贷"]),
        ("借贷平台晴川钱袋的利率为9%", ["晴川钱袋"]),
        ("平台名称:晴川理财 平台网址", ["晴川理财"]),
        ("多地网贷平台的利率下降", []),
        ("浙江宁波P2P平台数量减少", []),
    ],
)
def test_a_platform_is_a_product_by_what_it_is_called(text: str, names: list[str]) -> None:
    assert found(text, "PRODUCT") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("开源大模型Zephyra 3上线", ["Zephyra 3"]),
        ("公司更换两台Zephyra发动机", ["Zephyra"]),
        ("公司推出GPU芯片", []),
        ("该公司的AI大模型降价", []),
    ],
)
def test_a_kind_beside_it_makes_a_latin_name_a_product(text: str, names: list[str]) -> None:
    assert found(text, "PRODUCT") == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("茶农在贵州湄潭采茶", ["贵州湄潭"]),
        ("记者来到宜宾长宁县采访", ["宜宾长宁县"]),
        ("项目落户广州南沙区", ["广州南沙区"]),
        ("北京城市总体规划获批", ["北京"]),
        ("英国伦敦的商店", ["英国", "伦敦"]),
        ("西北地区降水增多", ["西北地区"]),
        ("雕像立在广场西北角", []),
    ],
)
def test_a_place_in_a_province_or_city_is_one_with_it(text: str, places: list[str]) -> None:
    assert found(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("论坛在京召开", ["京"]),
        ("公司赴港上市", ["港"]),
        ("他在京东上班", []),
        ("方便港澳台居民出行", ["港", "澳", "台"]),
        ("跨鄂豫皖三省的山区", ["鄂", "豫", "皖"]),
        ("沪深两市成交放大", []),
    ],
)
def test_a_syllable_stands_for_a_province(text: str, places: list[str]) -> None:
    assert found(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("北京市公安局海淀分局立案侦查", ["北京市公安局海淀分局"]),
        ("河北省图书馆馆员", ["河北省图书馆"]),
        ("法国驻日本大使馆发表声明", ["法国驻日本大使馆"]),
        ("央视综合频道今晚播出", ["央视综合频道"]),
        ("国务院常务会议部署工作", ["国务院"]),
        ("中新网海口4月8日电", ["中新网"]),
        ("甘肃兰州的图书馆藏书", []),
    ],
)
def test_a_part_of_a_body_belongs_to_its_name(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本轮融资由联想控股领投，腾讯金融跟投", ["联想控股", "腾讯金融"]),
        ("旗下有腾讯资本、阿里健康", ["腾讯资本", "阿里健康"]),
        ("腾讯金融业务增长", ["腾讯"]),
        ("*ST苏宁易购公告", ["*ST苏宁易购"]),
    ],
)
def test_a_companys_company_is_one_name_where_nothing_goes_on(text: str, names: list[str]) -> None:
    assert [name for name in found(text, "ORG") if name in names or "腾讯" in name or "苏宁" in name] == names


def test_markup_in_a_text_is_no_name() -> None:
    text = "腾讯（以下简称&ldquo;公司&rdquo;）&nbsp;公告{IMG:3}"
    assert found(text) == ["腾讯"]
    assert read_names(text, "zh-Hans", load_knowledge_base()).names[0].start == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本轮融资由晴川资本领投，老股东云峦创投和江月基金跟投", ["晴川资本", "云峦创投", "江月基金"]),
        ("多家基金跟投失败", []),
        ("公司发布了新车。（晴川财经）", ["晴川财经"]),
        ("公司发布了新车。（王小明）", []),
        ("全资子公司江苏晟澜拟投资", ["江苏晟澜"]),
        ("江苏居民排队领券", []),
    ],
)
def test_what_stands_beside_it_makes_an_organisation(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副总裁林凡毕业于名校", ["林凡"]),
        ("副总裁王左涛上任", ["王左涛"]),
        ("嫌疑人王某军、李某等人落网", ["王某军", "李某"]),
    ],
)
def test_a_given_name_ends_where_a_longer_word_begins(text: str, names: list[str]) -> None:
    assert found(text, "PERSON") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("*ST晴川:股东减持", ["*ST晴川"]),
        ("退市风险加大，*ST澜江收到警示函", ["*ST澜江"]),
        ("S*ST晟川重组获批，ST澜江新，停牌", ["S*ST晟川", "ST澜江新"]),
        ("ST晴川上涨5%", ["ST晴川"]),
        ("*ST晟通B(200999)停牌", ["*ST晟通B"]),
        ("BEST奖颁给了学生", []),
    ],
)
def test_a_stock_under_warning_has_its_star(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names
