"""Facts that do not agree get a flag; those that do get none."""

import pytest

import extractor

READER = extractor.load(segmenter="none")


def flags(lang: str, text: str) -> dict[str, tuple[str, ...]]:
    """The flags by the text of the value."""
    record = READER.extract(text, lang=lang, published_at="2024-05-16")
    texts = {mention.id: mention.text for mention in record.mentions}
    return {texts[fact.value]: fact.flags for fact in record.facts or () if fact.flags}


@pytest.mark.parametrize(
    ("lang", "text", "flagged"),
    [
        (
            "ko",
            "삼성전자의 2023년 매출은 12억원이었다. 삼성전자의 2023년 매출은 15억원이었다.",
            {"12억원": ("two-values",), "15억원": ("two-values",)},
        ),
        ("ko", "삼성전자의 2023년 매출은 12억원이었다. 삼성전자의 2023년 매출은 12억원이다.", {}),
        ("ko", "삼성전자의 2023년 매출은 12억원이었다. 삼성전자의 2022년 매출은 15억원이었다.", {}),
        ("ko", "삼성전자의 2023년 매출은 12억원이었다. 삼성전자의 2023년 영업이익은 15억원이었다.", {}),
        (
            "ko",
            "삼성전자의 2022년 매출은 10억원이었다. 삼성전자의 2023년 매출은 12억원으로 2022년보다 50% 늘었다.",
            {"50%": ("change-disagrees",)},
        ),
        ("ko", "삼성전자의 2022년 매출은 10억원이었다. 삼성전자의 2023년 매출은 12억원으로 2022년보다 20% 늘었다.", {}),
        ("ko", "매출 비중은 120%였다.", {"120%": ("exceeds-whole",)}),
        ("ko", "매출 비중은 20%였다.", {}),
        (
            "zh-Hans",
            "华为2023年营收为12亿元。华为2023年营收为15亿元。",
            {"12亿元": ("two-values",), "15亿元": ("two-values",)},
        ),
        ("zh-Hans", "华为2023年营收为12亿元。华为2022年营收为15亿元。", {}),
        ("zh-Hans", "华为2023年营收为12亿元。华为2023年净利润为15亿元。", {}),
        ("zh-Hans", "海外营收占比为120%。", {"120%": ("exceeds-whole",)}),
        ("zh-Hans", "海外营收占比为20%。", {}),
    ],
)
def test_values_that_do_not_agree_are_flagged(lang: str, text: str, flagged: dict[str, tuple[str, ...]]) -> None:
    assert flags(lang, text) == flagged
