"""What holds of every text: spans point at their surfaces, one place has one reading, amounts read back exactly."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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
@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=ALPHABET, max_size=60))
def test_readings_are_in_order_apart_and_inside_the_text(lang: str, text: str) -> None:
    position = 0
    for reading in read(lang, text):
        assert position <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end].strip() == text[reading.start : reading.end]
        position = reading.end


@settings(max_examples=200, deadline=None)
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


@settings(max_examples=300, deadline=None)
@given(amount=AMOUNTS, spaced=st.booleans())
def test_every_korean_amount_reads_back(amount: int, spaced: bool) -> None:
    text = korean(amount) if spaced else korean(amount).replace(" ", "")
    assert read_number(text, "ko") == Decimal(amount)
    (money,) = read("ko", f"매출은 {text}원이다.")
    assert isinstance(money.value, Money) and money.value.amount == amount


@settings(max_examples=300, deadline=None)
@given(amount=AMOUNTS)
def test_every_chinese_amount_reads_back(amount: int) -> None:
    high, low = divmod(amount, 10**8)
    text = (f"{high}亿" if high else "") + (f"{low // 10**4}万" if low else "")
    (money,) = read("zh-Hans", f"营收{text}元。")
    assert isinstance(money.value, Money) and money.value.amount == amount


@settings(max_examples=200, deadline=None)
@given(amount=st.decimals(min_value=-999, max_value=9999, places=2, allow_nan=False))
def test_every_percentage_reads_back(amount: Decimal) -> None:
    for lang, text in (("ko", f"증가율은 {plain(amount)}%였다."), ("zh-Hans", f"增长{plain(amount)}%。")):
        (percent,) = read(lang, text)
        assert isinstance(percent.value, Percent) and percent.value.amount == amount


@settings(max_examples=300, deadline=None)
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
    import time

    def seconds(piece: str) -> float:
        started = time.process_time()
        for lang in ("ko", "zh-Hans"):
            read(lang, piece)
        return time.process_time() - started

    seconds(text[:1000])
    assert seconds(text) < 12 * max(
        seconds(text[: len(text) // 4]), 0.02
    )  # four times the text: 4 if linear, 16 if not
