"""What a model proposes is made to fit the contract; what the rules know wins."""

import pytest
from entities_world import WORLD, Says

from extractor.core.records import Sentence
from extractor.entities.names import read_names
from extractor.entities.proposals import Proposed

FLOORS = {"ORG": 0.7, "ko-PERSON": 0.6, "PERSON": 0.9, "LOC": 0.6, "PRODUCT": 0.6}


def found(text: str, lang: str, **words: tuple[str, float]) -> list[tuple[str, str]]:
    reading = read_names(text, lang, WORLD, (), (Sentence(start=0, end=len(text)),), Says(words, FLOORS))
    return [(text[name.start : name.end], name.type) for name in reading.names]


@pytest.mark.parametrize(
    ("text", "lang", "proposed", "name", "type_"),
    [
        ("한빛소재가 공장을 짓는다.", "ko", "한빛소재", "한빛소재", "ORG"),
        ("한빛소재그룹은 공장을 짓는다.", "ko", "한빛소재", "한빛소재그룹", "ORG"),
        ("㈜한빛소재와 손잡았다.", "ko", "한빛소재", "㈜한빛소재", "ORG"),
        ("'한빛소재'를 인수한다.", "ko", "'한빛소재'", "한빛소재", "ORG"),
        ("会上，顾澜作关于预算的报告。", "zh-Hans", "顾澜作", "顾澜", "PERSON"),
        ("会上，顾澜毕表示同意。", "zh-Hans", "顾澜毕", "顾澜毕", "PERSON"),
        ("스타트업 한빛소재가 투자를 유치했다.", "ko", "스타트업 한빛소재", "한빛소재", "ORG"),
        ("蓝桥股份有限公司昨日公告。", "zh-Hans", "蓝桥", "蓝桥股份有限公司", "ORG"),
        ("远山资本集团昨日公告。", "zh-Hans", "远山资本", "远山资本集团", "ORG"),
        ("도윤재 부회장이 말했다.", "ko", "도윤재 부회장", "도윤재", "PERSON"),
    ],
)
def test_a_proposal_gets_the_bounds_of_the_contract(text: str, lang: str, proposed: str, name: str, type_: str) -> None:
    assert found(text, lang, **{proposed: (type_, 0.95)}) == [(name, type_)]


@pytest.mark.parametrize(
    ("text", "lang", "proposed", "type_"),
    [
        ("主席发来贺电。", "zh-Hans", "贺电", "PERSON"),
        ("헬스케어 시장이 커졌다.", "ko", "헬스케어", "ORG"),
        ("한빛산 사과가 팔린다.", "ko", "한빛", "LOC"),
        ("한빛인이 늘었다.", "ko", "한빛", "LOC"),
        ("青丘人很多。", "zh-Hans", "青丘", "LOC"),
        ("그룹은 공장을 짓는다.", "ko", "그룹", "ORG"),
        ("2024년이다.", "ko", "2024", "PRODUCT"),
        ("미국산 소고기가 팔린다.", "ko", "미국산", "LOC"),
        ("NIM 하락이 이어졌다.", "ko", "NIM", "ORG"),
        ("물류비지수가 올랐다.", "ko", "물류비지수", "ORG"),
        ("白酒企业涨价。", "zh-Hans", "白酒企业", "ORG"),
        ("신한빛소재가 짓는다.", "ko", "한빛소재", "ORG"),
    ],
)
def test_a_proposal_that_cannot_be_a_name_is_dropped(text: str, lang: str, proposed: str, type_: str) -> None:
    assert found(text, lang, **{proposed: (type_, 0.99)}) == []


def test_the_knowledge_base_wins_over_a_proposal() -> None:
    text = "네이버 지도가 새로워졌다."
    assert found(text, "ko", **{"네이버 지도": ("PRODUCT", 0.99)}) == [("네이버", "ORG")]


def test_a_name_below_the_floor_is_none_and_the_floor_may_differ_by_language() -> None:
    assert found("한빛소재가 짓는다.", "ko", 한빛소재=("ORG", 0.69)) == []
    assert found("도윤재가 말했다.", "ko", 도윤재=("PERSON", 0.7)) == [("도윤재", "PERSON")]
    assert found("杜允在说话。", "zh-Hans", 杜允在=("PERSON", 0.7)) == []


def test_a_name_accepted_once_is_found_at_its_other_mentions() -> None:
    class Once(Says):
        def read(self, text: str, stretches: object) -> Proposed:
            return Proposed(super().read(text, stretches).names[:1])

    text = "한빛소재가 공장을 짓는다. 시장은 한빛소재의 실적을 본다."
    reading = read_names(
        text, "ko", WORLD, (), (Sentence(start=0, end=len(text)),), Once({"한빛소재": ("ORG", 0.9)}, FLOORS)
    )
    assert [text[name.start : name.end] for name in reading.names] == ["한빛소재", "한빛소재"]
    assert len(reading.groups) == 1


def test_the_same_word_has_one_type_in_one_article() -> None:
    class Torn(Says):
        def read(self, text: str, stretches: object) -> Proposed:
            first, second, third = super().read(text, stretches).names
            return Proposed([first, second._replace(type="LOC", confidence=0.75), third])

    text = "한빛소재가 짓는다. 한빛소재에 간다. 한빛소재는 회사다."
    reading = read_names(
        text, "ko", WORLD, (), (Sentence(start=0, end=len(text)),), Torn({"한빛소재": ("ORG", 0.9)}, FLOORS)
    )
    assert [name.type for name in reading.names] == ["ORG", "ORG", "ORG"]


@pytest.mark.parametrize(
    ("text", "lang", "proposed", "type_", "sure", "name"),
    [
        ("③北湖光电股价大涨", "zh", "③北湖光电", "ORG", 0.9, "北湖光电"),
        ("阿里商业与阿里商业部", "zh", "阿里商业", "ORG", 0.6, "阿里商业"),
        ("阿里商业与人", "zh", "阿里商业", "ORG", 0.95, "阿里"),
        ("塔里特朗普是谁", "zh", "里特朗普", "PERSON", 0.95, "里特朗普"),
        ("网页?id=北湖光电", "zh", "北湖光电", "ORG", 0.9, "北湖光电"),
        ("애플 가르덴가 밝혔다", "ko", "애플 가르덴", "ORG", 0.95, "애플 가르덴"),
        ("애플 가르덴가 밝혔다", "ko", "애플 가르덴", "ORG", 0.8, "애플"),
    ],
)
def test_a_sure_proposal_is_the_whole_of_a_known_name(
    text: str, lang: str, proposed: str, type_: str, sure: float, name: str
) -> None:
    assert found(text, lang, **{proposed: (type_, sure)})[0] == (name, type_)


def test_a_place_that_is_two_is_two() -> None:
    names = found(
        "从青山酒店至观海大桥段，沿澄水河以北", "zh", 青山酒店至观海大桥=("LOC", 0.9), 澄水河以北=("LOC", 0.9)
    )
    assert [name for name, _ in names] == ["青山酒店", "观海大桥", "澄水河"]
