"""What holds of every text: spans point at their surfaces, one place has one reading, amounts read back exactly."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timing import in_proportion

from extractor.core.text import fold
from extractor.core.values import Money, Percent, plain
from extractor.kinds.arbiter import choose
from extractor.kinds.reader import Reading, ValueReader
from extractor.kinds.view import Candidate
from extractor.kinds.written import read_number

DAY = dt.date(2024, 5, 16)
LANGUAGES = ("ko", "zh-Hans", "zh-Hant")
ALPHABET = "0123456789.,~-%$()（）元원만億亿조兆월月일日년年개個명第위多여 이삼三十百\n約약이상以上지난올해去年％１２"


@lru_cache(maxsize=4)
def reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def read(lang: str, text: str, **more: object) -> list[Reading]:
    return reader(lang).read(text, published_at=DAY, sentences=[(0, len(text))])


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=300)
@given(text=st.text(alphabet=ALPHABET, max_size=60))
def test_readings_are_in_order_apart_and_inside_the_text(lang: str, text: str) -> None:
    position = 0
    for reading in read(lang, text):
        assert position <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end].strip() == text[reading.start : reading.end]
        position = reading.end


@settings(max_examples=200)
@given(text=st.text(max_size=80))
@example(text="B\u0301\u1109")  # a mark that composes with nothing, beside a decomposed syllable
def test_fold_never_moves_a_character(text: str) -> None:
    folded = fold(text, simplify=True)
    if folded.starts is None:
        assert len(folded.text) == len(text)
    else:
        assert len(folded.starts) == len(folded.text) + 1
        assert list(folded.starts) == sorted(set(folded.starts)), "no folded character has no width"
        assert folded.starts[-1] == len(text)


def test_decomposed_hangul_keeps_its_offsets() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "매출은 3조 2,500억원이다.")
    (money,) = read("ko", text)
    assert unicodedata.normalize("NFC", text[money.start : money.end]) == "3조 2,500억원"


AMOUNTS = st.integers(min_value=1, max_value=99_999_999).map(lambda n: n * 10_000)


def korean(amount: int) -> str:
    """An amount that ten thousand divides, as Korean papers write it."""
    high, low = divmod(amount, 10**8)
    trillions, high = divmod(high, 10**4)
    pieces = [f"{n}{unit}" for n, unit in ((trillions, "조"), (high, "억"), (low // 10**4, "만")) if n]
    return " ".join(pieces)


@settings(max_examples=300)
@given(amount=AMOUNTS, spaced=st.booleans())
def test_every_korean_amount_reads_back(amount: int, spaced: bool) -> None:
    text = korean(amount) if spaced else korean(amount).replace(" ", "")
    assert read_number(text, "ko") == Decimal(amount)
    (money,) = read("ko", f"매출은 {text}원이다.")
    assert isinstance(money.value, Money) and money.value.amount == amount


@settings(max_examples=300)
@given(amount=AMOUNTS)
def test_every_chinese_amount_reads_back(amount: int) -> None:
    high, low = divmod(amount, 10**8)
    text = (f"{high}亿" if high else "") + (f"{low // 10**4}万" if low else "")
    (money,) = read("zh-Hans", f"营收{text}元。")
    assert isinstance(money.value, Money) and money.value.amount == amount


@settings(max_examples=200)
@given(amount=st.decimals(min_value=-999, max_value=9999, places=2, allow_nan=False))
def test_every_percentage_reads_back(amount: Decimal) -> None:
    for lang, text in (("ko", f"증가율은 {plain(amount)}%였다."), ("zh-Hans", f"增长{plain(amount)}%。")):
        (percent,) = read(lang, text)
        assert isinstance(percent.value, Percent) and percent.value.amount == amount


@settings(max_examples=300)
@given(day=st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2049, 12, 31)))
def test_every_date_reads_back(day: dt.date) -> None:
    korean_text = f"{day.year}년 {day.month}월 {day.day}일"
    for lang, text in (
        ("ko", korean_text),
        ("zh-Hans", f"{day.year}年{day.month}月{day.day}日"),
        ("ko", day.isoformat()),
    ):
        (found,) = read(lang, text)
        assert found.value.model_dump()["timex"] == day.isoformat()


def test_a_number_too_long_to_be_exact_has_no_worth() -> None:
    assert read_number("1" * 40, "ko") is None
    assert read("ko", "1" * 40 + "원") == []


def test_a_third_has_no_decimal() -> None:
    assert read_number("1/3", "ko") is None
    assert read_number("1/4", "ko") == Decimal("0.25")


@pytest.mark.parametrize(
    ("text", "lang", "amount"),
    [
        ("100K", "zh-Hans", "100000"), ("-2.5 M", "zh-Hans", "-2500000"), ("-127.32e13", "ko", "-1273200000000000"),
        ("10万万", "zh-Hans", "1000000000"), ("四万四千亿", "zh-Hans", "4400000000000"), ("百분", "ko", None),
        ("5G", "ko", None), ("백스물다섯", "ko", "125"), ("백천스물", "ko", None),
    ],
)  # fmt: skip
def test_a_whole_string_is_one_number_or_none(text: str, lang: str, amount: str | None) -> None:
    assert read_number(text, lang) == (Decimal(amount) if amount is not None else None)


def test_a_row_of_amounts_is_read_one_by_one() -> None:
    found = read("ko", "매출은 1억원 2억원 3억 4억원이다.")
    assert [r.value.amount for r in found if isinstance(r.value, Money)] == [10**8, 2 * 10**8, 4 * 10**8]


def test_the_longer_reading_keeps_the_place() -> None:
    short = Candidate("quantity", 4, 7, None, "short", priority=9)
    long = Candidate("money", 2, 9, None, "long")
    assert choose([short, long]) == [long]
    assert choose([short, long], names=[(0, 12)]) == []
    assert choose([short, long], names=[(7, 8)]) == [long]
    assert choose([short], names=[(4, 7)]) == []


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "억" * 50_000, "1조 " * 15_000, "(" * 50_000, "3억원 " * 10_000, "2024年" * 10_000]
)
def test_reading_time_grows_no_faster_than_the_text(text: str) -> None:
    assert in_proportion(
        lambda size: [read(lang, text[:size]) for lang in ("ko", "zh-Hans")], len(text) // 4, len(text)
    )
