"""What the amounts of a text say of each other: tables, currencies, lists; and that reading them takes linear time."""

from functools import lru_cache

import pytest
from timing import in_proportion

from extractor.core.values import Money, plain
from extractor.kinds.reader import ValueReader


@lru_cache(maxsize=4)
def reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def amounts(lang: str, text: str) -> list[tuple[str, str]]:
    """The surfaces of the amounts in a text of one line a sentence, with their worth and currency."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    found = []
    for reading in reader(lang).read(text, published_at=None, sentences=lines):
        if isinstance(value := reading.value, Money):
            ends = [value.amount] if value.amount is not None else [value.low, value.high]
            worth = "..".join(plain(end) for end in ends if end is not None)
            found.append((text[reading.start : reading.end], f"{worth} {value.currency}"))
    return found


def test_a_column_has_the_unit_of_its_head_and_brackets_are_a_minus() -> None:
    table = "연도\t매출(억원)\t이익(백만 달러)\t직원(명)\n합계\t1,200\t(3)\t350"
    assert amounts("ko", table) == [("1,200", "120000000000 KRW"), ("(3)", "-3000000 USD")]


def test_a_table_ends_where_its_rows_do() -> None:
    table = (
        "(단위: 억원)\n매출 300\n\n이익 20\n회사는 내년에 더 큰 성장을 예상한다.\n건물 45 동쪽에 공장이 있다.\n매출 77"
    )
    assert [surface for surface, _ in amounts("ko", table)] == ["300", "20"]


def test_columns_and_rows_of_ratios_hold_no_money() -> None:
    table = "单位：万元\n科目 | 本期 | 增减率\n收入 | 1,200.5 | 33.3\n毛利率 | 12.5 | 1.1\n费用 | 900 | 8.0"
    assert [surface for surface, _ in amounts("zh-Hans", table)] == ["1,200.5", "900"]


def test_brackets_in_running_text_declare_no_table() -> None:
    assert amounts("ko", "원(元)과 위안(元)은 다르다.\n회원 300") == []


def test_the_unit_of_a_heading_is_no_amount() -> None:
    assert amounts("ko", "(단위: 만원)\n표를 참고하라.") == []
    assert amounts("ko", "1만원을 냈다.") == [("1만원", "10000 KRW")]


def test_a_unit_is_not_taken_from_the_next_line() -> None:
    assert amounts("ko", "(단위: 억원)\n개발비 300\n개발자 20") == [
        ("300", "30000000000 KRW"),
        ("20", "2000000000 KRW"),
    ]


def test_an_amount_and_its_conversion_that_cannot_be_the_same_are_flagged() -> None:
    found = reader("ko").read("3억 달러(약 4억 원)를 냈다.", published_at=None, sentences=[(0, 20)])
    flags = [reading.value.flags for reading in found if isinstance(reading.value, Money)]
    assert flags == [("conflict",), ("conflict",)]


@pytest.mark.parametrize(
    "piece",
    [
        "(억원)\n",
        "(억원) 300\n",
        "(亿元)\t",
        "3/",
        "1억, 가 ",
        "3억원(약 ",
        "1억에서 ",
        "10~30억 ",
        "-3억~",
        "4.8亿、",
        "五元三角",
        "3만~2",
    ],
)
@pytest.mark.parametrize("lang", ["ko", "zh-Hans"])
def test_reading_takes_time_in_proportion_to_the_text(lang: str, piece: str) -> None:
    def read(count: int) -> None:
        text = piece * count
        reader(lang).read(text, published_at=None, sentences=[(0, len(text))])

    assert in_proportion(read, 1000, 4000)
