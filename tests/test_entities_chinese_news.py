"""Chinese names that readers of real articles missed: models behind series, place and company, syllables."""

import pytest

from extractor.entities import load_knowledge_base, read_names


def found(text: str, *types: str, lang: str = "zh-Hans") -> list[str]:
    """The names of those types (of all, where none is asked for) in text order, without a model."""
    names = read_names(text, lang, load_knowledge_base()).names
    return [text[name.start : name.end] for name in names if not types or name.type in types]


def one(text: str, *surfaces: str) -> bool:
    """Whether the first mentions of the surfaces are one thing."""
    reading = read_names(text, "zh-Hans", load_knowledge_base())
    groups = {text[name.start : name.end]: name.group for name in reversed(reading.names)}
    return len({groups[surface] for surface in surfaces}) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("新平板用上麒麟8000e，跑分提高", ["麒麟8000e"]),
        ("游戏本搭载酷睿i9和锐龙9，", ["酷睿i9", "锐龙9"]),
        ("首发骁龙7 Gen3的手机", ["骁龙7 Gen3"]),
        ("骁龙300万片的订单", ["骁龙"]),
        ("小米14 Ultra、iPhone 15 Pro Max降价", ["小米14 Ultra", "iPhone 15 Pro Max"]),
        ("文心一言3.5，比上一代快", ["文心一言3.5"]),
        ("麒麟是神话里的动物", []),
    ],
)
def test_the_number_behind_a_series_is_part_of_the_name(text: str, names: list[str]) -> None:
    assert found(text, "PRODUCT") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("子公司青岛立昂、无锡立昂停产", ["青岛立昂", "无锡立昂"]),
        ("标的公司苏州晟澜已交割", ["苏州晟澜"]),
        ("子公司重庆晟澜房地产8亿元贷款", ["重庆晟澜房地产"]),
        ("公司在青岛立足，在无锡建厂", []),
        ("杭州市房产局发布通知", ["杭州市房产局"]),
        ("法国国家网络安全局发出警告", ["法国国家网络安全局"]),
        ("成都市委宣传部召开会议", ["成都市委宣传部"]),
    ],
)
def test_a_place_and_what_is_named_after_it_are_one_organisation(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("展会在长沙国际会展中心开幕", ["长沙国际会展中心"]),
        ("南昌万达广场客流大增", ["南昌万达广场"]),
        ("香港国际金融中心地位稳固", ["香港"]),
        ("杭州杭州两地", ["杭州", "杭州"]),
        ("中西部城市的房价回落", ["中西部"]),
    ],
)
def test_a_facility_is_one_place_with_its_city(text: str, places: list[str]) -> None:
    assert found(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("代表团将赴美磋商", ["美"]),
        ("企业在华生产汽车", ["华"]),
        ("总统访华期间", ["华"]),
        ("美贸易代表团抵达", ["美"]),
        ("对中小企业减税，在中高端市场竞争", []),
        ("对美好生活的向往，在日常工作里", []),
        ("他在美的集团上班", []),
    ],
)
def test_a_syllable_behind_a_verb_stands_for_a_country_where_no_word_begins_with_it(
    text: str, places: list[str]
) -> None:
    assert found(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("写了篇评论报道称", []),
        ("晴川股份(600000)下跌。(维权)", ["晴川股份"]),
        ("公司公布业绩。(lh)", []),
        ("公司公布业绩。(晴川财经)", ["晴川财经"]),
        ("亚洲最大咖啡贸易商晴川集团上市", ["晴川集团"]),
        ("CBOT小麦期货收涨，ICE棉花收跌", ["CBOT", "ICE"]),
        ("乘坐ICE列车旅行", []),
        ("移动、联通和电信下调资费", ["移动", "联通", "电信"]),
        ("每经记者了解到", ["每经"]),
        ("每经AI快讯，股价上涨", ["每经"]),
        ("屋里有3台电脑，博士和硕士都能报名", []),
    ],
)
def test_common_words_and_codes_are_no_organisations(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


def test_a_known_name_before_a_word_each_time_is_no_longer_name() -> None:
    text = "中兴贡献了利润。去年中兴贡献了收入，今年中兴贡献下降。"
    assert found(text, "ORG") == ["中兴"] * 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“晴川读书”等违规网站被约谈", ["晴川读书"]),
        ("“晴川读书”“云峦论坛”等12家网站被约谈", ["晴川读书", "云峦论坛"]),
        ("“晴川读书”等活动举行", []),
    ],
)
def test_a_list_in_quotes_is_of_the_kind_behind_it(text: str, names: list[str]) -> None:
    assert found(text, "PRODUCT") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("晴川网编辑王左涛\n李晚\n正文开始", ["王左涛", "李晚"]),
        ("董事长林凡表示看好。林总还说不易。", ["林凡", "林"]),
        ("董事长林凡表示看好。王总还说不易。", ["林凡"]),
    ],
)
def test_further_editors_and_a_surname_before_a_title_are_persons(text: str, names: list[str]) -> None:
    assert found(text, "PERSON") == names


def test_the_stock_code_makes_an_organisation_of_a_sea() -> None:
    assert found("推荐：买入太平洋(601099)", "ORG") == ["太平洋"]
    assert found("台风在太平洋(西部)生成", "LOC")[0] == "太平洋"


def test_a_listed_company_is_not_the_company_that_holds_it() -> None:
    text = "晴川达(002999)公告，控股股东江州晴川达投资有限公司减持。"
    assert not one(text, "晴川达", "江州晴川达投资有限公司")
    text = "晴川达(002999)公告，江州晴川达科技股份有限公司减持回购。"
    assert one(text, "晴川达", "江州晴川达科技股份有限公司")


def test_a_foreign_name_stands_for_short_without_its_last_word() -> None:
    assert one("拳头游戏Riot Games开发新作，Riot的员工离职", "Riot Games", "Riot")


def test_a_ministry_of_one_syllable_is_the_ministry() -> None:
    assert one("美国商务部宣布调查，美商务部称", "美国商务部", "美商务部")
    assert one("上海嘉定的工厂，嘉定的园区", "上海嘉定", "嘉定")
