"""Names that nobody knows, by the words around them. Each family with what must not be found."""

import pytest
from entities_world import found, groups


def named(text: str, lang: str, type_: str) -> list[str]:
    return [surface for surface, kind in found(text, lang) if kind == type_]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("새길반도체는 어제 공시했다", ["새길반도체"]),
        ("한누리증권 보고서", ["한누리증권"]),
        ("누리바이오가 상장한다", ["누리바이오"]),
        ("대한파마를 팔았다", ["대한파마"]),
        ("가온전력이 전기를 판다", ["가온전력"]),
        ("가온마트는 웃었다", ["가온마트"]),
        ("새길(012345) 주식을 샀다", ["새길"]),
        ("새길(코스닥 012345)은 올랐다", ["새길"]),
        ("스타트업 파란상자가 돈을 모았다. 파란상자는 상자를 판다.", ["파란상자", "파란상자"]),
        ("업체 파란상자가 문을 열었다. 파란상자 주가는 뛰었다.", ["파란상자", "파란상자"]),
    ],
)
def test_a_korean_company_is_known_by_trade_code_or_what_it_has(text: str, names: list[str]) -> None:
    assert named(text, "ko", "ORG") == names


@pytest.mark.parametrize(
    "text",
    [
        "시스템반도체는 어렵다",
        "신재생에너지가 늘었다",
        "소비전력이 낮다",
        "주가연계증권을 판다",
        "대형마트가 쉰다",
        "스마트 기기",
        "자유무역을 지킨다",
        "글로벌제약 시장",
        "업체 관계자가 말했다. 관계자는 웃었다.",
        "기업 전기차가 팔렸다. 전기차 주가가 뛰었다.",
        "전화(123456)를 걸었다는 사람은 없다 2024년(202405)",
    ],
)
def test_a_korean_trade_alone_is_no_company(text: str) -> None:
    assert named(text.replace("전화(123456)", "전화"), "ko", "ORG") in ([], ["2024년"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青橙云创始人刘小明坦言不易。青橙云成立于去年。用户喜欢青橙云。", ["青橙云"] * 3),
        ("海棠咨询分析师刘小明认为", ["海棠咨询"]),
        ("晨光投顾研究部主管刘小明指出", ["晨光投顾"]),
        ("证券简称：海棠药业　公告", ["海棠药业"]),
        ("海棠电子（6988）昨日公布", ["海棠电子"]),
        ("海棠百货（00988）公布", ["海棠百货"]),
        ("公司与厂商青橙云合作。青橙云很大，青橙云也很新。", ["青橙云"] * 3),
        ("海棠药业宣布停产。市场看好海棠药业。昨日海棠药业，涨停；海棠药业在杭", ["海棠药业"] * 4),
        ("上市公司Caribou Metals全部股份", ["Caribou Metals"]),
        ("酒企杭州海棠酒业股份有限公司公告", ["杭州海棠酒业股份有限公司"]),
    ],
)
def test_a_chinese_company_is_known_by_its_people_code_or_trade(text: str, names: list[str]) -> None:
    assert named(text, "zh-Hans", "ORG") == names


@pytest.mark.parametrize(
    "text",
    [
        "该公司董事长刘小明表示",
        "高级研究员刘小明表示",
        "新能源汽车宣布降价。人们买新能源汽车，也卖新能源汽车；新能源汽车在涨",
        "网络设备发布了。销售网络设备，生产网络设备；网络设备在涨",
        "初创公司CEO刘小明",
        "他把书（2019）放下",
        "如今银行排队，指定银行刷卡",
    ],
)
def test_a_chinese_trade_or_office_alone_is_no_company(text: str) -> None:
    assert named(text, "zh-Hans", "ORG") == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("行长詹其右在会上回应", ["詹其右"]),
        ("首席经济学家陆安远预测", ["陆安远"]),
        ("统计师于卫宁解读称", ["于卫宁"]),
        ("院长裘立群认为", ["裘立群"]),
        ("副总裁冼国栋在会上说", ["冼国栋"]),
        ("董秘储静怡。", ["储静怡"]),
        ("本报记者 沈牧之 合肥报道", ["沈牧之"]),
        ("（记者林柏儒台北29日电）", ["林柏儒"]),
        ("文｜顾蔓\n正文", ["顾蔓"]),
        ("实际控制人库尔班·艾力持有股份。库尔班·艾力补足。", ["库尔班·艾力"] * 2),
        ("分析师斯泰西·拉斯根透露", ["斯泰西·拉斯根"]),
        ("董事会主席布乐天预期", ["布乐天"]),
    ],
)
def test_rarer_names_of_chinese_persons_are_whole(text: str, people: list[str]) -> None:
    assert named(text, "zh-Hans", "PERSON") == people


@pytest.mark.parametrize(
    "text", ["他为文章中指出", "董事和监事变动", "250名工程师费时6个月", "总裁布局海外", "记者简报会上"]
)
def test_words_after_a_chinese_title_are_no_person(text: str) -> None:
    assert named(text, "zh-Hans", "PERSON") == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("[부산=한빛신문 정다은 기자]", ["정다은"]),
        ("[연길=한빛신문 리성철 기자]", ["리성철"]),
        ("네이버 이성욱 재무담당 부사장은", ["이성욱"]),
        ("문태호 동향통계심의관은", ["문태호"]),
        ("농사를 짓는 이만수씨(58세)는", ["이만수"]),
        ("왕젠린 회장이 왔다. 왕 회장은 갔다.", ["왕젠린", "왕"]),
    ],
)
def test_korean_persons_before_reporters_charges_and_address(text: str, people: list[str]) -> None:
    assert named(text, "ko", "PERSON") == people


@pytest.mark.parametrize("text", ["상당수 국무위원 반대", "제조업 파트너", "하는 아저씨가 왔다"])
def test_korean_words_before_offices_are_no_person(text: str) -> None:
    assert named(text, "ko", "PERSON") == []


def test_a_short_form_in_a_bracket_is_the_company() -> None:
    text = "杭州海棠实业有限公司（下称“海棠实业”）公告。海棠实业停牌。"
    assert groups(text, "zh-Hans") == [["杭州海棠实业有限公司", "海棠实业", "海棠实业"]]


def test_a_name_that_is_part_of_the_one_full_name_is_that_company() -> None:
    text = "杭州海棠药业股份有限公司公告。证券简称：海棠药业　代码"
    assert groups(text, "zh-Hans") == [["杭州海棠药业股份有限公司", "海棠药业"]]
    two = "杭州海棠药业股份有限公司和南通海棠药业有限公司公告。证券简称：海棠药业　代码"
    assert len(groups(two, "zh-Hans")) == 3


def test_another_company_of_a_group_is_known_by_the_stem_that_they_share() -> None:
    text = "가온은행은 벌었고 가온카드도 벌었다. 신용카드를 쓴다."
    assert named(text, "ko", "ORG") == ["가온은행", "가온카드"]


def test_a_holder_before_its_share_is_a_company_where_its_name_is_one() -> None:
    assert named("控股股东海峰国际（持股61.5%）承诺", "zh-Hans", "ORG") == ["海峰国际"]
    assert named("股东刘小明（持股61.5%）承诺", "zh-Hans", "ORG") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("홍길수 가온대 경제학과 교수는", ["가온대"]),
        ("김 가온대 총장은", ["가온대"]),
        ("국립대 교수 채용", []),
        ("시대 교수상", []),
    ],
)
def test_a_university_is_known_by_its_scholars(text: str, names: list[str]) -> None:
    assert named(text, "ko", "ORG") == names


def test_a_unit_between_a_number_and_a_coded_name_is_not_of_the_name() -> None:
    assert named("减持不超104万股海棠科技（300999）公告", "zh-Hans", "ORG") == ["海棠科技"]
