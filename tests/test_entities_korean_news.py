"""Families of names in Korean news: withheld names, surnames, heads of institutions, sides, credits, acronyms."""

import pytest

from extractor.entities import load_knowledge_base
from extractor.entities.boundaries import boundaries
from extractor.entities.names import read_names
from extractor.entities.proposals import Proposal
from extractor.entities.recognised import Recognised
from extractor.lang.entities import entity_table


def names(text: str, *types: str) -> list[str]:
    reading = read_names(text, "ko", load_knowledge_base())
    return [text[name.start : name.end] for name in reading.names if name.type in types]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("대리점을 하던 최모씨가 냈다", ["최모"]),
        ("서모(41) 씨와 배모 전 이사가 왔다", ["서모", "배모"]),
        ("창고에서 일한 한 모 씨는 웃었다", ["한 모"]),
        ("중학생 노모(14)양이 길을 잃었다", ["노모"]),
        ("부모님을 모셨다", []),
        ("공모 대표작을 골랐다", []),
        ("규모(30)와 모양", []),
        ("어느 모 회사의 부장", []),
    ],
)
def test_a_withheld_name_is_a_surname_and_a_syllable(text: str, people: list[str]) -> None:
    assert names(text, "PERSON") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("은하늘 전 대표가 나섰다. 은 시장은 웃었다", ["은하늘", "은"]),
        ("정하람 변호사를 뽑았다. 정 후보자는 받았다", ["정하람", "정"]),
        ("최가람 대표가 왔다. 최 권한대행은 갔다", ["최가람", "최"]),
        ("이가람 교수가 말했다. 이 시장은 크다", ["이가람"]),
        ("조하늘(14)을 찾았다. 조양은 무사했다", ["조하늘", "조"]),
        ("고하늘 대표가 왔다. 고양은 넓다", ["고하늘"]),
        ("이하늘 새길은행 총재는 이가람 기자와 만났다. 이 총재는 웃었다", ["이하늘", "이가람", "이"]),
        ("최하늘 부사장이 옮겼다. 최 새길드래곤 대표이사는 웃었다", ["최하늘", "최"]),
        ("이하늘 총재와 이가람 총재가 만났다. 이 총재는 웃었다", ["이하늘", "이가람"]),
    ],
)
def test_a_surname_is_the_person_named_before(text: str, people: list[str]) -> None:
    assert names(text, "PERSON") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("형사9부(부장검사 한가람)는 불렀다", ["한가람"]),
        ("초록청(청장 서하늘)이 냈다", ["서하늘"]),
        ("구하늘(36)과 노가람(51·사진)이 왔다", ["구하늘", "노가람"]),
        ("전시회(12)와 부사장(53)", []),
        ("루이지 디 마이오(39)가 왔다", []),
        ("허하늘·문가람·서지우 의원이 왔다", ["허하늘", "문가람", "서지우"]),
        ("▲총무팀장 서하늘 ▲심사부 부부장 문가람 ◇3급", ["서하늘", "문가람"]),
        ("문하늘 부산시장이 왔다", ["문하늘"]),
        ("신제품 소비시장이 컸다", []),
        ("서하늘 하나은행장은 웃었다", ["서하늘"]),
        ("유력한 하나은행장 후보", []),
        ("에릭 트럼프는 트럼프 대통령의 아들이다", ["에릭 트럼프", "트럼프"]),
    ],
)
def test_a_bracket_an_age_a_list_or_a_place_shows_a_person(text: str, people: list[str]) -> None:
    assert names(text, "PERSON") == people


def test_a_persons_title_beats_the_firm_of_his_name() -> None:
    text = "마이클 블룸버그가 나섰다. 블룸버그 전 시장은 웃었다. 블룸버그 통신은 썼다"
    assert names(text, "PERSON") == ["마이클 블룸버그", "블룸버그"]
    assert names(text, "ORG") == ["블룸버그 통신"]


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("금융감독원장이 왔다", ["금융감독원"]),
        ("국회의장과 국회의원", ["국회"]),
        ("새길학회장을 지냈다", ["새길학회"]),
        ("서울 강북경찰서는 잡았다", ["서울 강북경찰서"]),
        ("전북 익산경찰서는 잡았다", ["익산경찰서"]),
        ("미국 하원을 지나 상원에서 막혔다", ["미국 하원", "상원"]),
        ("상원의원이 말했다", []),
        ("‘초록숲 참사 특별수사단(특수단)’을 꾸렸다. 특수단은", ["초록숲 참사 특별수사단", "특수단", "특수단"]),
        ("동물권단체 ‘다솜숲’의 회원", ["다솜숲"]),
        ("국회 무지개특별위원회 회의", ["국회 무지개특별위원회"]),
        ("국회 특별위원회 회의", ["국회"]),
        ("하나證은 올렸다", ["하나證"]),
        ("중앙銀이 올렸다", []),
        ("강남구청은 밝혔다", ["강남구청"]),
        ("서초동 대법원에서", ["대법원"]),
        ("새길농업학회(SGA)는 밝혔다", ["새길농업학회", "SGA"]),
        ("주택금융공사(HF)는 밝혔다. HF는 웃었다", ["주택금융공사", "HF", "HF"]),
        ("김앤장 변호사가 맡았다", ["김앤장"]),
        ("[ⓒ 세계일보 & Segye.com, 무단전재 금지]", ["세계일보", "Segye.com"]),
    ],
)
def test_institutions_with_heads_cities_bodies_and_acronyms(text: str, organisations: list[str]) -> None:
    assert names(text, "ORG") == organisations


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("남북 정상이 만났다", ["남", "북"]),
        ("북·미 정상회담", ["북", "미"]),
        ("북미 관계가 풀렸다", ["북", "미"]),
        ("북미 시장이 컸다", ["북미"]),
        ("동서남북으로 뻗었다", []),
        ("대북 제재를 풀었다", ["북"]),
        ("대중 관세를 올렸다", ["중"]),
        ("대중(對中) 관세를 올렸다", ["중", "中"]),
        ("대중교통과 대중의 눈", []),
        ("대미를 장식했다", []),
        ("한-체코 협력", ["한", "체코"]),
        ("韓증시가 올랐다", ["韓"]),
        ("서울시내의 가게와 서울시 청사", ["서울", "서울시"]),
        ("‘초록숲 래미안’ 청약이 끝났다. 초록숲 래미안은 크다", ["초록숲 래미안", "초록숲 래미안"]),
        ("‘래미안’을 지었다. ‘래미안 갤러리’에 갔다", []),
    ],
)
def test_sides_of_one_syllable(text: str, places: list[str]) -> None:
    assert names(text, "LOC") == places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("정상들이 웃고 있다. 연합뉴스미국 증시는 올랐다", ["연합뉴스", "미국"]),
        ("캡처/뉴시스베이징 당국은", ["뉴시스", "베이징"]),
        ("그는 말했다. 연합뉴스는 전했다", ["연합뉴스"]),
    ],
)
def test_a_credit_ends_where_the_article_begins(text: str, found: list[str]) -> None:
    assert names(text, "ORG", "LOC") == found


def test_an_index_is_named_without_the_noun_apart_from_it() -> None:
    assert names("S&P500 지수와 S&P500지수", "INDEX") == ["S&P500", "S&P500지수"]


@pytest.mark.parametrize("word", ["종신보험", "A사", "B위원", "교육청", "뱅크런"])
def test_a_common_noun_that_a_model_proposes_is_no_name(word: str) -> None:
    recognised = Recognised(entity_table("ko"), boundaries("ko"), "ko", lambda name: False, lambda name, at: False)
    proposals = [Proposal(0, len(word), "ORG", 0.99)]
    assert list(recognised.find(f"{word}은 늘었다", proposals, [], {"ORG": 0.5})) == []


def test_a_title_is_nobodys_name() -> None:
    recognised = Recognised(entity_table("ko"), boundaries("ko"), "ko", lambda name: False, lambda name, at: False)
    proposals = [Proposal(0, 2, "PERSON", 0.99)]
    assert list(recognised.find("전무가 왔다", proposals, [], {"PERSON": 0.5})) == []
