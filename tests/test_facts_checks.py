"""Facts that do not agree get a flag; those that do get none."""

import pytest

import extractor

READER = extractor.load(segmenter="none", model=None)


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
        (
            "ko",
            "삼성전자의 2022년 매출은 10억원이었다. 삼성전자의 2023년 매출은 12억원으로 2022년보다 5억원 늘었다.",
            {"5억원": ("change-disagrees",)},
        ),
        (
            "ko",
            "삼성전자의 2022년 매출은 10억원이었다. 삼성전자의 2023년 매출은 12억원으로 2022년보다 2억원 늘었다.",
            {},
        ),
        # Rounded levels contradict no finer one, and no change that they may come to.
        ("ko", "삼성전자의 2023년 매출은 3조7000억원이었다. 삼성전자의 2023년 매출은 3조7388억원이었다.", {}),
        ("ko", "삼성전자의 2022년 매출은 1조원이었다. 삼성전자의 2023년 매출은 2조원으로 2022년보다 85% 늘었다.", {}),
        # What one sentence tells is a movement, a range or a list.
        ("ko", "일본은행은 2024년 1월 금리를 0.25%에서 0.5%로 올렸다.", {}),
        ("ko", "삼성전자의 2023년 매출은 12억원에서 15억원 사이였다.", {}),
        # Nothing is carried into the sentences that are compared.
        ("ko", "삼성전자의 2023년 매출은 12억원이었다. 매출은 15억원이었다.", {}),
        ("ko", "점유율은 네이버가 78%, 구글이 31%다.", {"78%": ("exceeds-whole",), "31%": ("exceeds-whole",)}),
        ("ko", "점유율은 네이버가 58%, 구글이 31%다.", {}),
        ("ko", "점유율은 네이버가 69.5%, 구글이 30.6%다.", {}),
        ("ko", "네이버의 매출은 900억원이며 이 중 해외 매출이 1400억원이다.", {"1400억원": ("exceeds-whole",)}),
        ("ko", "네이버의 매출은 900억원이며 이 중 해외 매출이 400억원이다.", {}),
        ("ko", "네이버의 매출은 900억원이었다. 이 중 해외 매출이 1400억원이다.", {"1400억원": ("exceeds-whole",)}),
        ("ko", "네이버의 매출은 900억원이며 이 중 해외 이용자가 1400만명이다.", {}),
        ("ko", "매출 비중은 120%였다.", {"120%": ("exceeds-whole",)}),
        ("ko", "매출 비중은 20%였다.", {}),
        (
            "zh-Hans",
            "华为2023年营收为12亿元。华为2023年营收为15亿元。",
            {"12亿元": ("two-values",), "15亿元": ("two-values",)},
        ),
        ("zh-Hans", "华为2023年营收为12亿元。华为2022年营收为15亿元。", {}),
        ("zh-Hans", "华为2023年营收为12亿元。华为2023年净利润为15亿元。", {}),
        (
            "zh-Hans",
            "市场份额方面，宁德时代占66.8%，比亚迪占45.8%。",
            {"66.8%": ("exceeds-whole",), "45.8%": ("exceeds-whole",)},
        ),
        ("zh-Hans", "市场份额方面，宁德时代占36.8%，比亚迪占15.8%。", {}),
        ("zh-Hans", "腾讯营收120亿元，其中海外收入150亿元。", {"150亿元": ("exceeds-whole",)}),
        ("zh-Hans", "腾讯营收120亿元，其中海外收入50亿元。", {}),
        ("zh-Hans", "腾讯营收120亿元，净利润20亿元，其中投资收益为30亿元。", {}),
        (
            "zh-Hans",
            "2022年华为营收为10亿元。2023年华为营收为12亿元，较2022年增长50%。",
            {"50%": ("change-disagrees",)},
        ),
        ("zh-Hans", "利率从2024年1月的5%降至3%。", {}),
        ("zh-Hans", "海外营收占比为120%。", {"120%": ("exceeds-whole",)}),
        ("zh-Hans", "海外营收占比为20%。", {}),
    ],
)
def test_values_that_do_not_agree_are_flagged(lang: str, text: str, flagged: dict[str, tuple[str, ...]]) -> None:
    assert flags(lang, text) == flagged
