"""Who says so: behind titles, across the sentences of one quotation, by pronouns; nobody where the article speaks."""

import pytest

import extractor

READER = extractor.load(segmenter="none", model=None)


def speakers(lang: str, text: str) -> list[str | None]:
    """The speaker of each fact, in text order."""
    record = READER.extract(text, lang=lang, published_at="2024-05-16")
    names = {entity.id: entity.name for entity in record.entities}
    found = []
    for fact in record.facts or ():
        party = fact.speaker
        found.append(None if party is None else party.text if party.entity is None else names[party.entity])
    return found


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ko", "삼성전자는 매출이 12억원이라고 밝혔다.", ["삼성전자"]),
        ("ko", "삼성전자에 따르면 매출은 12억원이다.", ["삼성전자"]),
        ("ko", "삼성전자의 매출은 12억원이다.", [None]),
        ("ko", "삼성전자는 12억원을 투자했다.", [None]),
        ("ko", "업계 관계자는 매출이 12억원이라고 말했다.", ["업계 관계자"]),
        ("ko", "한국은행은 “성장률은 2.1%다. 물가는 3% 올랐다”고 말했다.", ["한국은행", "한국은행"]),
        ("zh-Hans", "华为表示，营收为12亿元。", ["华为"]),
        ("zh-Hans", "华为的营收为12亿元。", [None]),
        ("zh-Hans", "投行人士提醒，成功率为12%。", ["投行人士"]),
        ("zh-Hans", "数据显示，营收为12亿元。", ["数据"]),
        ("zh-Hans", "华为公布营收为12亿元。公司表示，净利润为3亿元。", ["华为", "华为"]),
    ],
)
def test_the_speaker_of_a_value(lang: str, text: str, expected: list[str | None]) -> None:
    assert speakers(lang, text) == expected
