"""What the Korean press shows beside a name: homonyms, events, two words that are one, former names, lists."""

import pytest
from entities_world import Says

from extractor.core.records import Sentence
from extractor.entities import load_knowledge_base
from extractor.entities.names import read_names


def names(text: str, *types: str) -> list[str]:
    reading = read_names(text, "ko", load_knowledge_base())
    return [text[name.start : name.end] for name in reading.names if name.type in types]


def things(text: str, *types: str) -> list[tuple[str, str | None]]:
    reading = read_names(text, "ko", load_knowledge_base())
    return [
        (text[name.start : name.end], reading.groups[name.group].kb_id) for name in reading.names if name.type in types
    ]


def proposed(text: str, word: str, type_: str) -> list[tuple[str, str]]:
    sentences = (Sentence(start=0, end=len(text)),)
    reading = read_names(
        text, "ko", load_knowledge_base(), (), sentences, Says({word: (type_, 1.0)}, {"ORG": 0.7, "PERSON": 0.7})
    )
    return [(text[name.start : name.end], name.type) for name in reading.names]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("30분당 5만 주씩 팔렸다", []),
        ("성남시 분당에 짓는다", ["성남시", "분당"]),
        ("두 회사의 AI 대전이 벌어졌다", []),
        ("제2차 세계 대전 때", []),
        ("반도체 대전 공장을 늘린다", ["대전"]),
        ("대전에서 열렸다", ["대전"]),
        ("서울 중구 새길타워에서 열렸다", ["서울", "중구", "새길타워"]),
        ("고층빌딩과 컨트롤타워", []),
        ("미국선 ‘긴 줄’이 섰다", ["미국"]),
        ("북중미 시장을 넓힌다", ["북중미"]),
        ("전남 무안에서 열렸다", ["전남", "무안"]),
        ("무안을 주었다", []),
        ("일본 NHK가 보도했다", ["일본"]),
    ],
)
def test_places_that_are_words_and_words_that_are_places(text: str, places: list[str]) -> None:
    assert names(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("네이버 클라우드가 지었다", ["네이버 클라우드"]),
        ("SK 하이닉스가 올랐다", ["SK 하이닉스"]),
        ("CNBC 방송은 전했다", ["CNBC"]),
        ("네이버 사용자가 늘었다", ["네이버"]),
        ("지에스(GS)25가 열었다", ["지에스(GS)25"]),
        ("GS 25곳을 열었다", ["GS"]),
        ("대만 TSMC가 늘렸다", ["TSMC"]),
        ("미국 상무부가 밝혔다", ["미국 상무부"]),
        ("‘새길 성장2021 사모투자 합자회사’가 팔았다", ["새길 성장2021 사모투자 합자회사"]),
        ("국민연금·퇴직연금·개인연금을 더한다", []),
        ("국민연금은 팔았다", ["국민연금"]),
        ("신용평가사 피치가 내렸다. 피치는 낮췄다", ["피치", "피치"]),
        ("투수의 피치가 빨랐다", []),
    ],
)
def test_organisations_in_two_words_in_brackets_and_by_evidence(text: str, organisations: list[str]) -> None:
    assert names(text, "ORG") == organisations


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("‘새길배달’이라는 이름으로 운영한다. 새길배달은 빠르다", ["새길배달", "새길배달"]),
        ("‘느림보’라는 오명을 얻었다", []),
        ("대출 상품인 ‘새길론’의 금리", ["새길론"]),
        ("‘위기론’이 나왔다", []),
        ("금융상품 ‘새길통장’이 나왔다", ["새길통장"]),
        ("딥시크 R1이 나왔다. R1은 싸다", ["R1", "R1"]),
        ("R1 구역에 짓는다", []),
        ("자신의 페이스북에 글을 올렸다", ["페이스북"]),
        ("페이스북은 매출이 늘었다", []),
    ],
)
def test_products_by_what_is_said_of_them(text: str, products: list[str]) -> None:
    assert names(text, "PRODUCT") == products


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("외신캐스터나하늘PD na@example.com", ["나하늘"]),
        ("문의 사무국 office@example.com", []),
        ("AI 전문가 그레고리 새길은 말했다", ["그레고리 새길"]),
        ("리브스 영국 재무장관은 말했다", ["리브스"]),
        ("배우 리브스가 왔다", []),
    ],
)
def test_persons_by_address_role_and_evidence(text: str, people: list[str]) -> None:
    assert names(text, "PERSON") == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5대 은행(KB국민·신한·하나)", ["kb-kookmin-bank", "shinhan-bank", "hana-bank"]),
        (
            "4대 금융지주(KB국민·신한·하나·우리)",
            ["kb-financial", "shinhan-financial", "hana-financial", "woori-financial"],
        ),
        ("현대건설·DL이앤씨·GS건설", ["hyundai-ec", "dl-enc", "gs-ec"]),
        ("현대차그룹은 늘리고 현대차는 줄였다", ["hyundai-motor-group", "hyundai-motor"]),
        ("LG그룹 지주사인 ㈜LG", ["lg-group", "lg-corp"]),
        ("새마을금고중앙회는 밝혔다. 중앙회는 새마을금고를", ["mg-federation", "mg-federation", "mg-community"]),
        ("다우존스가 집계한 예상", ["dow-jones-company"]),
        ("SKS프라이빗에쿼티가 팔았다. SKS PE는", ["sks-pe", "sks-pe"]),
    ],
)
def test_short_forms_lists_and_holdings_are_the_right_thing(text: str, expected: list[str]) -> None:
    assert [kb_id for _, kb_id in things(text, "ORG")] == expected


def test_a_former_name_in_a_bracket_makes_one_thing_of_both() -> None:
    assert things("28일 X(옛 트위터)에 올렸다", "PRODUCT") == [("X", "twitter-service"), ("트위터", "twitter-service")]
    assert things("엑스(X·옛 트위터)에 올렸다", "PRODUCT")[-2:] == [
        ("X", "twitter-service"),
        ("트위터", "twitter-service"),
    ]
    assert things("새길오션(옛 대우조선해양)은 흑자다", "ORG")[0][0] == "새길오션"
    assert things("회사(옛 대우조선해양)는 흑자다", "ORG")[0][0] == "대우조선해양"


def test_capitals_stand_for_the_last_word_of_a_name_later() -> None:
    text = "업체 ‘새길프라이빗에쿼티’가 샀다. 새길 PE는 밝혔다. 달빛PE는 아니다"
    reading = read_names(text, "ko", load_knowledge_base())
    assert [text[name.start : name.end] for name in reading.names] == ["새길프라이빗에쿼티", "새길 PE"]
    assert len({name.group for name in reading.names}) == 1


@pytest.mark.parametrize(
    ("text", "word", "type_", "expected"),
    [
        ("할인 행사인 ‘새길위크’를 연다", "새길위크", "ORG", []),
        ("업체인 ‘새길위크’를 연다", "새길위크", "ORG", [("새길위크", "ORG")]),
        ("무지개소(NF3) 사업을 판다", "무지개소", "ORG", []),
        ("무지개소(NF) 사업을 판다", "무지개소", "ORG", [("무지개소", "ORG")]),
        ("하르빈스 영국 재무장관은", "하르빈스", "ORG", [("하르빈스", "PERSON"), ("영국", "LOC")]),
        ("벤처캐피털(VC) 하르빈스를 찾았다", "하르빈스", "PERSON", [("하르빈스", "ORG")]),
        ("벤처캐피털(VC) 하르빈스 회장을 찾았다", "하르빈스", "PERSON", [("하르빈스", "PERSON")]),
    ],
)
def test_what_stands_beside_a_proposal_refutes_it_or_tells_its_type(
    text: str, word: str, type_: str, expected: list[tuple[str, str]]
) -> None:
    assert proposed(text, word, type_) == expected
