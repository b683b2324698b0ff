"""Dates that lie out of the calendar are unresolved, and a sentence of dates is read in linear time."""

import datetime as dt

import pytest
from timing import in_proportion

from extractor.core.values import Date, Duration
from extractor.kinds.reader import ValueReader

EDGES = [dt.date(1, 1, 2), dt.date(1, 2, 1), dt.date(9999, 12, 31), dt.datetime(9999, 12, 31, 23, 59)]
TEXTS = {
    "ko": "지난해 3분기, 지난달 14일, 어제, 내일, 지난주, 다음 주 금요일, 3년 전, 5개월 뒤, 2주 뒤, 향후 5년간, "
    "지난 3개월, 3시간 뒤, 이튿날, 24시",
    "zh-Hans": "去年第三季度，上月14日，昨天，明天，上周，下周五，3年前，5个月后，两周后，未来5年，近3个月，次日，24时",
}


@pytest.mark.parametrize("day", EDGES)
@pytest.mark.parametrize("lang", TEXTS)
def test_dates_are_read_from_both_edges_of_the_calendar(lang: str, day: dt.date) -> None:
    text = TEXTS[lang]
    for piece in (text, *text.replace("，", ",").split(",")):
        ValueReader(lang).read(piece, published_at=day, sentences=[(0, len(piece))])


@pytest.mark.parametrize(
    ("text", "day", "timex"),
    [
        ("지난해 매출", dt.date(1, 6, 1), "XXXX"),
        ("어제 발표했다", dt.date.min, "XXXX-XX-XX"),
        ("내일 발표한다", dt.date.max, "XXXX-XX-XX"),
        ("지난달 14일 발표했다", dt.date(1, 1, 20), "XXXX-XX-14"),
        ("다음 주 발표한다", dt.date.max, "XXXX-WXX"),
        ("3년 전 발표했다", dt.date(2, 1, 1), "XXXX"),
        ("올해 매출", dt.date.max, "9999"),
    ],
)
def test_a_date_out_of_the_calendar_is_unresolved(text: str, day: dt.date, timex: str) -> None:
    *_, last = ValueReader("ko").read(text, published_at=day, sentences=[(0, len(text))])
    assert isinstance(last.value, Date)
    assert (last.value.timex, last.value.resolved) == (timex, "X" not in timex)


def test_a_length_of_time_that_runs_out_of_the_calendar_has_no_days() -> None:
    (last,) = ValueReader("ko").read("향후 5년간", published_at=dt.date.max, sentences=[(0, 6)])
    assert isinstance(last.value, Duration)
    assert (last.value.timex, last.value.start, last.value.end) == ("P5Y", None, None)


@pytest.mark.parametrize("word", ["14일 ", "‘14일 ", "“14일” ", "14일 '"])
def test_a_sentence_of_dates_is_read_in_linear_time(word: str) -> None:
    def read(count: int) -> None:
        text = word * count
        ValueReader("ko").read(text, published_at=dt.date(2016, 6, 20), sentences=[(0, len(text))])

    assert in_proportion(read, 1000, 8000)  # it was sixty times as long
