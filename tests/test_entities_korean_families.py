"""Families of Korean names: common nouns that are none, short forms, quoted works and firms, codes, headlines."""

import pytest

from extractor.entities import load_knowledge_base
from extractor.entities.names import read_names
from extractor.entities.nouns import CommonNouns
from extractor.lang.entities import entity_table


def names(text: str, *types: str) -> list[str]:
    reading = read_names(text, "ko", load_knowledge_base())
    return [text[name.start : name.end] for name in reading.names if name.type in types]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("여행사 대표는 웃었다", []),
        ("박스권 팀장급 회의", []),
        ("조국진 대표는 웃었다", ["조국진"]),
        ("배하늘 전 사령관이 출석했다. 배 전 사령관은 부인했다", ["배하늘", "배"]),
        ("샛별운용 글로벌 헤드에 해리엇 브룩 임명", ["해리엇 브룩"]),
        ("해리엇 브룩(Harriet Brook)은 웃었다", ["해리엇 브룩", "Harriet Brook"]),
        ("文대통령이 돌아왔다", ["文"]),
        ("文化 행사", []),
    ],
)
def test_persons_by_rank_hire_and_headline(text: str, people: list[str]) -> None:
    assert names(text, "PERSON") == people


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("새길교통연구원(새교연)은 밝혔다. 새교연은 조사했다", ["새길교통연구원", "새교연", "새교연"]),
        ("새길교통연구원(이하 새길)은 밝혔다. 새길은 조사했다", ["새길교통연구원", "새길", "새길"]),
        ("새길교통연구원(서울)은 밝혔다", ["새길교통연구원"]),
        ("엘지(LG)전자가 올랐다", ["엘지(LG)전자"]),
        ("폐쇄회로(CC)TV를 봤다", []),
        ("걸그룹 ‘트와이라잇’이 섰다", ["트와이라잇"]),
        ("업체 ‘경쟁력’을 높였다", []),
        ("수원지법 성남지원이 선고했다", ["수원지법 성남지원"]),
        ("수원지법 지원을 받았다", ["수원지법"]),
        ("미 공군은 밝혔다", ["미 공군"]),
        ("한국 검찰이 나섰다", ["한국 검찰"]),
        ("애틀랜타 연은 총재가 말했다", ["애틀랜타 연은"]),
    ],
)
def test_organisations_by_short_form_quote_and_country(text: str, organisations: list[str]) -> None:
    assert names(text, "ORG") == organisations


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("드라마 ‘그 바다를 이기는’을 봤다", ["그 바다를 이기는"]),
        ("드라마를 ‘재미’로 봤다", []),
        ("검색 서비스인 ‘초록눈’을 공개했다", ["초록눈"]),
        ("호가 서비스인 ‘초록눈(Green Eye)’을 도입했다", ["초록눈", "Green Eye"]),
        ("저장 서비스 ‘스톡 그림(stock picture)’이 늘었다", ["스톡 그림"]),
        ("미사일 XQ-15와 XQ-10이 나왔다. 부속 AB-10도 있다", ["XQ-15", "XQ-10"]),
        ("바이오시밀러 2종(QB4·QB2)의 시험", ["QB4", "QB2"]),
    ],
)
def test_products_by_work_and_code(text: str, products: list[str]) -> None:
    assert names(text, "PRODUCT") == products


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("북미정상회담이 열렸다", ["북", "미"]),
        ("北, 회담 취소", ["北"]),
        ('공사는 "이란과 다른 나라"라고 했다', ["이란"]),
        ('"간다"이란 말', []),
    ],
)
def test_countries_of_one_syllable_and_after_a_quote(text: str, places: list[str]) -> None:
    assert names(text, "LOC") == places


@pytest.mark.parametrize(("word", "common"), [("여행사", True), ("핀테크", True), ("초록별", False)])
def test_a_counted_noun_is_one_word(word: str, common: bool) -> None:
    assert CommonNouns(entity_table("ko").nouns).hold(word) is common
