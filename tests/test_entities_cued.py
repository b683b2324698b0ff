"""Products in quotes, places with their parts, names that need evidence."""

import pytest
from entities_world import found

from extractor.entities import load_knowledge_base, read_names
from extractor.lang.entities import Guarded, entity_table

GUARDED = [(lang, rule) for lang in ("ko", "zh") for rule in entity_table("ko" if lang == "ko" else "zh").guarded]


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("앱 ‘파란장터’를 냈다. 파란장터는 쉽다.", ["파란장터", "파란장터"]),
        ("‘파란장터’ 서비스를 열었다", ["파란장터"]),
        ("인공지능 모델 ‘바다-2’를 냈다. 바다-1보다 크다.", ["바다-2", "바다-1"]),
        ("네이버의 ‘바다3’는 빠르다", ["바다3"]),
    ],
)
def test_a_korean_product_is_known_by_quotes_and_a_word_of_what_it_is(text: str, products: list[str]) -> None:
    assert [name for name, kind in found(text, "ko") if kind == "PRODUCT"] == products


@pytest.mark.parametrize(
    "text",
    ["서비스 ‘새로운 시대’를 말했다", "그는 ‘사자’를 외쳤다", "네이버의 ‘고객 우선’을 배운다", "앱 ‘쓰기가 쉽다’는 평"],
)
def test_a_korean_saying_in_quotes_is_no_product(text: str) -> None:
    assert [name for name, kind in found(text, "ko") if kind == "PRODUCT"] == []


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("高端品牌“星海”，首款车型星海007开售", ["星海", "星海007"]),
        ("基础模型“星枢3.0”发布，星枢-Lite降价", ["星枢3.0", "星枢-Lite"]),
        ("推出「星海」APP", ["星海"]),
    ],
)
def test_a_chinese_product_is_known_by_quotes_and_a_word_of_what_it_is(text: str, products: list[str]) -> None:
    assert [name for name, kind in found(text, "zh-Hans") if kind == "PRODUCT"] == products


@pytest.mark.parametrize("text", ["服务“一带一路”战略", "产品“10年不坏”", "平台“去中心化”"])
def test_a_chinese_saying_in_quotes_is_no_product(text: str) -> None:
    assert [name for name, kind in found(text, "zh-Hans") if kind == "PRODUCT"] == []


@pytest.mark.parametrize(
    ("text", "lang", "places"),
    [
        ("走进杭州市临江区，", "zh-Hans", ["杭州市临江区"]),
        ("位于杭州市临江县青石镇的厂", "zh-Hans", ["杭州市临江县青石镇"]),
        ("杭州市城市管理", "zh-Hans", ["杭州市"]),
        ("杭州地区学员", "zh-Hans", ["杭州"]),
        ("7,200萬杭州元", "zh-Hant", []),
        ("서울 2공장을 늘린다", "ko", ["서울 2공장"]),
        ("서울 공장을 늘린다", "ko", ["서울"]),
    ],
)
def test_a_place_and_the_place_in_it_are_one(text: str, lang: str, places: list[str]) -> None:
    assert [name for name, kind in found(text, lang) if kind == "LOC"] == places


def test_an_office_of_a_part_of_a_city_is_one_organisation() -> None:
    assert found("杭州市临江区人民法院", "zh-Hans") == [("杭州市临江区人民法院", "ORG")]


@pytest.mark.parametrize(("lang", "rule"), GUARDED, ids=[rule.word for _, rule in GUARDED])
def test_a_guarded_name_is_read_by_its_examples(lang: str, rule: Guarded) -> None:
    kb = load_knowledge_base()
    assert kb.entry(rule.id).type == rule.type
    assert set(rule.examples.values()) == {True, False}
    for text, is_name in rule.examples.items():
        reading = read_names(text, "ko" if lang == "ko" else "zh-Hans", kb)
        ids = [reading.groups[name.group].kb_id for name in reading.names if text[name.start : name.end] == rule.word]
        assert (rule.id in ids) is is_name, text


def test_a_market_and_its_index_are_two_things() -> None:
    reading = read_names("코스피는 올랐고 유가증권시장은 붐볐다. 코스피지수다.", "ko", load_knowledge_base())
    assert [group.kb_id for group in reading.groups] == ["kospi", "kospi-market"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("서울시 가람동에서는", ["서울", "가람동"]),
        ("서울시 가람읍 나루리의 밭", ["서울", "가람읍", "나루리"]),
        ("서울시 활동이 늘었다", ["서울"]),
        ("서울시 금리는 낮다", ["서울"]),
    ],
)
def test_a_ward_behind_its_city_is_a_place_of_its_own(text: str, places: list[str]) -> None:
    names = [name.removesuffix("시") for name, kind in found(text, "ko") if kind == "LOC"]
    assert names == places


def test_what_is_launched_in_quotes_is_a_product() -> None:
    assert ("파란상자", "PRODUCT") in found("과일을 배송하는 ‘파란상자’를 선보였다", "ko")
    assert ("파란상자", "PRODUCT") not in found("아이들은 ‘파란상자’를 읽었다", "ko")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("公司收到临水县水务局的通知", [("临水县水务局", "ORG")]),
        ("由省财政厅负责", [("省财政厅", "ORG")]),
        ("城市交通部件", []),
        ("美国商务部长刘小明表示", [("美国", "LOC"), ("刘小明", "PERSON")]),
        ("中国外交部长期关注", [("中国外交部", "ORG")]),
    ],
)
def test_offices_of_places_and_ministers(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text, "zh-Hans") == names


@pytest.mark.parametrize("text", ["김 국회의원은", "‘맥주다움’이란 무엇인가"])
def test_words_that_hold_a_name_are_none(text: str) -> None:
    kb = load_knowledge_base()
    assert [text[n.start : n.end] for n in read_names(text, "ko", kb).names if n.type in ("ORG", "LOC")] == []


@pytest.mark.parametrize(
    ("text", "lang", "products"),
    [
        ("네이버의 x1과 추론 모델 R2를 비교했다. R2는 빠르다", "ko", ["x1", "R2", "R2"]),
        ("삼성전자의 HBM4와 카카오의 B2B", "ko", []),
        ("올해 3분기 M2는 늘었다", "ko", []),
        ("阿里巴巴3系、腾讯C级轿车", "zh", ["3系", "C级"]),
        ("发布AxoM9新品旗舰手机", "zh", ["AxoM9"]),
        ("V4超级充电桩开放", "zh", ["V4超级充电桩"]),
        ("5G手机和B2B新车，阿里巴巴3系列", "zh", []),
    ],
)
def test_a_code_beside_its_maker_or_kind_is_a_product(text: str, lang: str, products: list[str]) -> None:
    assert [name for name, kind in found(text, lang) if kind == "PRODUCT"] == products


@pytest.mark.parametrize(
    ("text", "funds"),
    [
        ("ETF인 TIGER 한국나스닥30은 싸다", ["TIGER 한국나스닥30"]),
        ("ETF ‘SOL 미국S&P900 엔화노출(H)’을 샀다", ["SOL 미국S&P900 엔화노출(H)"]),
        ("KODEX 바다금리액티브(합성)의 보수, ETF 시장", ["KODEX 바다금리액티브(합성)"]),
        ("TIGER ETF는 TIGER 차이나와", ["TIGER", "TIGER 차이나"]),
        ("ETF가 아닌 SOL 트래블 카드와 PLUS 알파", []),
        ("TIGER 한국나스닥30은 싸다", []),
    ],
)
def test_a_fund_is_one_product_under_its_whole_name(text: str, funds: list[str]) -> None:
    assert [name for name, kind in found(text, "ko") if kind == "PRODUCT"] == funds
