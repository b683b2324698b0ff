"""Chinese names by what the rest of the text shows: lists, brackets, other countries' banks, lost blanks."""

import pytest
from entities_world import Says

from extractor.entities import load_knowledge_base, read_names

FLOORS = dict.fromkeys(("ORG", "PERSON", "LOC", "PRODUCT"), 0.5)


def proposing(**words: str) -> Says:
    """A model that is sure of words, which stand apart by `|`, of each type."""
    return Says({word: (type_, 0.9) for type_, found in words.items() for word in found.split("|")}, FLOORS)


def read(text: str, model: Says | None = None) -> list[tuple[str, str, str | None, int]]:
    """Surface, type, row and thing of every name."""
    stretches = [type("S", (), {"start": 0, "end": len(text)})()]
    reading = read_names(text, "zh-Hans", load_knowledge_base(), (), stretches, model)
    return [
        (text[name.start : name.end], name.type, reading.groups[name.group].kb_id, name.group) for name in reading.names
    ]


def found(text: str, *types: str, model: Says | None = None) -> list[str]:
    return [surface for surface, type_, _, _ in read(text, model) if not types or type_ in types]


def row(text: str, surface: str, model: Says | None = None) -> str | None:
    """The row of the last mention that is written so."""
    return [kb for word, _, kb, _ in read(text, model) if word == surface][-1]


def one(text: str, first: str, second: str, model: Says | None = None) -> bool:
    things = {word: thing for word, _, _, thing in read(text, model)}
    return things[first] == things[second]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中国移动支付的规模扩大", ["中国"]),
        ("中国银行业利润增长，中国石油需求回升", ["中国", "中国"]),
        ("中国电信设备制造商减产", ["中国"]),
        ("美国银行业承压", ["美国"]),
        ("中国移动公布业绩，中国银行业务增长", ["中国移动", "中国银行"]),
        ("中国电信业绩增长，中国石油企业家座谈", ["中国电信", "中国石油"]),
    ],
)
def test_a_country_and_its_trade_are_no_company(text: str, names: list[str]) -> None:
    assert [name for name in found(text) if name in names] == names
    assert len(found(text)) <= len(names)


@pytest.mark.parametrize(
    ("text", "surface", "kb"),
    [
        ("中共国务院昨日宣布减税", "中共国务院", "state-council"),
        ("中共外交部回应此事", "中共外交部", "mfa-cn"),
        ("中共人大会议闭幕", "中共人大", "npc-cn"),
        ("中国商务部回应。美国商务部发布命令。商务部将密切关注", "商务部", "mofcom"),
        ("美国商务部发布命令。商务部还说将延期", "商务部", "us-commerce"),
        ("美联储公布纪要，央行官员主张等待", "央行", "fed"),
        ("美联储公布纪要，我国央行开展操作，央行称", "央行", "pboc"),
        ("央行今日开展操作", "央行", "pboc"),
        ("商务部长威尔伯罗斯宣布制裁", "威尔伯罗斯", "wilbur-ross"),
    ],
)
def test_whose_an_institution_is(text: str, surface: str, kb: str) -> None:
    assert row(text, surface) == kb


def test_the_last_part_of_a_foreign_name_without_its_dot_is_that_person() -> None:
    text = "商务部长威尔伯罗斯宣布制裁。记者会上，罗斯当时说可以谈。"
    assert row(text, "罗斯", proposing(PERSON="罗斯")) == "wilbur-ross"
    assert row("车手罗斯当时领先。", "罗斯", proposing(PERSON="罗斯")) is None


def test_a_full_width_stop_parts_a_foreign_name() -> None:
    assert found("投資長狄．梅洛認為，利率不變。", "PERSON") == ["狄．梅洛"]
    assert found("会议结束．特朗普离开．", "PERSON") == ["特朗普"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("美德英等国的媒体", ["美", "德", "英"]),
        ("中美两国代表，日韩等国企业", ["中", "美", "日", "韩"]),
        ("欧洲其他国家", ["欧洲"]),
        ("中国加税，对中贸易谈判敏感", ["中国", "中"]),
        ("大陆反击，美国对陆商品加税", ["大陆", "美国", "陆"]),
        ("美国宣布补贴 美再拨150亿美元", ["美国", "美"]),
        ("2020年大陆人工智慧产业", ["大陆"]),
        ("中国答对中奖，对陆续到来的客人", ["中国"]),
        ("总部设在得克萨斯州奥斯汀", ["得克萨斯州奥斯汀"]),
        ("总部设在美国奥斯汀", ["美国", "奥斯汀"]),
        ("尤其中西部地区开工增长", ["中西部地区"]),
        ("我国东部地区增速放缓", ["东部地区"]),
        ("该国东部地区降雨", []),
    ],
)
def test_countries_and_regions_by_their_neighbours(text: str, names: list[str]) -> None:
    assert found(text, "LOC") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("股东江州晴川投资合伙企业（有限合伙）拟减持", ["江州晴川投资合伙企业（有限合伙）"]),
        ("上海晴川之岭投资中心（有限合伙）宣布减持", ["上海晴川之岭投资中心（有限合伙）"]),
        ("公告称，因中兴通讯股份有限公司违约", ["中兴通讯股份有限公司"]),
        ("以日本软银集团和美国红杉资本为首", ["软银集团", "红杉资本"]),
        ("收购荷兰家乐福中国控股公司的股份", ["家乐福中国控股公司"]),
        ("将成立中兴中国公司。中兴中国的业务", ["中兴中国公司", "中兴中国"]),
        ("增量居上市银行之首", []),
        ("Bankhaus Lampe银行表示看好", ["Bankhaus Lampe银行"]),
        ("据晴川报在线了解到，价格上涨", ["晴川报在线"]),
        ("微信公众号：晴川财经。", ["晴川财经"]),
        ("微信公众号发布消息称，平台下线", []),
        ("德国《世界报》指出，订单减少", ["世界报"]),
        ("“晴川天候”报道，公司裁员。他称“虚假的事”报道太多", ["晴川天候"]),
        ("据《日经》中文网报道，出口上升", ["日经"]),
        ("科技公司OclaroInc2017年的收入", ["OclaroInc"]),
    ],
)
def test_where_an_organisation_begins_and_ends(text: str, names: list[str]) -> None:
    assert found(text, "ORG") == names


def test_a_list_of_listed_companies_shows_the_others() -> None:
    text = "贵州茅台、晴川岭股、五粮液、江州新阳等多股涨停"
    assert found(text, "ORG") == ["贵州茅台", "晴川岭股", "五粮液", "江州新阳"]
    assert found("贵州茅台、晴川岭股、江州新阳等", "ORG") == ["贵州茅台"]
    assert found("贵州茅台、新能源、五粮液、人工智能走强", "ORG") == ["贵州茅台", "五粮液"]


@pytest.mark.parametrize("name", ["LumentumHoldingsInc", "LumentumHoldings", "AcaciaCommunicationInc"])
def test_a_latin_name_that_lost_its_blanks_is_known(name: str) -> None:
    kb = row(f"供应商{name}的股价下跌", name, proposing(ORG=name))
    assert kb in ("lumentum", "acacia")
    assert row("议员MarcoRubio发言", "MarcoRubio") == "marco-rubio"


def test_spellings_of_an_unknown_latin_name_are_one_thing() -> None:
    model = proposing(ORG="TelewayNetwork|Teleway Network|Bluecorp")
    text = "TelewayNetwork起诉，Teleway Network胜诉，Bluecorp败诉"
    assert one(text, "TelewayNetwork", "Teleway Network", model)
    assert not one(text, "TelewayNetwork", "Bluecorp", model)


def test_a_bracket_glosses_a_name_that_only_a_model_found() -> None:
    model = proposing(ORG="晴川光电公司|Acmephotonics|江州通信")
    text = "晴川光电公司（Acmephotonics，江州通信）供货"
    assert one(text, "晴川光电公司", "Acmephotonics", model)
    assert not one("晴川光电公司和江州通信（Acmephotonics）", "晴川光电公司", "Acmephotonics", model)


def test_a_group_is_the_company_whose_full_name_has_it() -> None:
    text = "控股股东江州晴鼎控股（集团）股份有限公司拟减持，晴鼎集团表示"
    assert one(text, "江州晴鼎控股（集团）股份有限公司", "晴鼎集团")
    assert not one("江州晴鼎食品股份有限公司拟减持，晴鼎集团表示", "江州晴鼎食品股份有限公司", "晴鼎集团")


@pytest.mark.parametrize(
    ("text", "model", "names"),
    [
        (
            "易湘为晴川环境董事长。晴川环境表示，易湘在任",
            proposing(ORG="易湘为晴川环境|晴川环境", PERSON="易湘"),
            ["易湘", "晴川环境", "晴川环境", "易湘"],
        ),
        ("邱茂期系公司董事长，邱茂期表示", proposing(ORG="邱茂期系公司", PERSON="邱茂期"), ["邱茂期"] * 2),
        ("晴川河以北（含晴川河）", proposing(LOC="晴川河|含晴川河"), ["晴川河"] * 2),
        ("国有六大车厂减产", proposing(ORG="六大车厂"), []),
        ("收购ACME Sealing Systems GmbH的股权", proposing(ORG="Sealing Systems GmbH"), ["ACME Sealing Systems GmbH"]),
        ("基站支持4G和5G", proposing(LOC="4G|5G"), []),
    ],
)
def test_what_a_model_takes_into_a_name_is_cut(text: str, model: Says, names: list[str]) -> None:
    assert [name for name in found(text, model=model) if name in text] == names


@pytest.mark.parametrize(("text", "names"), [("(编译/露天)", ["露天"]), ("(编译/综合)", []), ("(图/露天)", [])])
def test_who_signs_in_a_bracket_is_a_person(text: str, names: list[str]) -> None:
    assert found(text, "PERSON") == names
