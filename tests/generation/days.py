"""Shapes of dates: absolute, relative to the paper's day, without a year, and ranges of all of them."""

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

from generation import numerals as n
from generation.cases import Answer, Pieces, Shape
from generation.numerals import KO_DIGITS
from generation.periods import Span, day, joined, month, part, year_of

Write = Callable[[Random, dt.date], Pieces]

_PAST = {
    "ko": (
        "회사는 {} 공장을 열었다.",
        "한빛전자는 {} 계약을 맺었다.",
        "{} 판매를 시작했다.",
        "공시({})를 보면 그렇다.",
    ),
    "zh": ("公司{}开设了工厂。", "{}，公司签署了协议。", "公司于{}上市。"),
}
_YEARS = 1500  # days before the last day of a paper from which days of papers are drawn


def day_shapes() -> Iterator[Shape]:
    """The shapes of dates of both languages."""
    for lang, folder, written in (("ko", "ko", _ko()), ("zh-Hans", "zh", _zh()), ("zh-Hant", "zh", _zh())):
        for name, write in written:
            yield Shape(f"{lang} date {name}", lang, write, _PAST[folder], _YEARS)


def _date(text: str, span: Span, mod: str | None = None) -> Answer:
    timex, start, end = span
    return Answer(text, "date", {"timex": timex, "start": start.isoformat(), "end": end.isoformat(), "mod": mod})


def _any(chance: Random) -> dt.date:
    return dt.date(chance.randint(1990, 2030), chance.randint(1, 12), chance.randint(1, 28))


def _before(chance: Random, today: dt.date, days: int = 270, least: int = 1) -> dt.date:
    """A day of the past year, in another month than today's."""
    while True:
        found = today - dt.timedelta(days=chance.randint(least, days))
        if found.month != today.month:
            return found


def _absolute(write: Callable[[dt.date], str], span: Callable[[dt.date], Span] = day) -> Write:
    def written(chance: Random, _: dt.date) -> Pieces:
        drawn = _any(chance)
        return [_date(write(drawn), span(drawn))]

    return written


def _relative(*ways: tuple[str, Callable[[dt.date], Span]]) -> Write:
    def written(chance: Random, today: dt.date) -> Pieces:
        text, span = chance.choice(ways)
        return [_date(text, span(today))]

    return written


def _of_month(d: dt.date) -> Span:
    return month(d.year, d.month)


def _shift(days: int) -> Callable[[dt.date], Span]:
    return lambda today: day(today + dt.timedelta(days=days))


def _in_quarter(d: dt.date) -> Span:
    return part(d.year, "Q", (d.month - 1) // 3 + 1, 3)


def _in_half(d: dt.date) -> Span:
    return part(d.year, "H", (d.month - 1) // 6 + 1, 6)


def _week(days: int) -> Callable[[dt.date], Span]:
    def span(today: dt.date) -> Span:
        monday = today - dt.timedelta(days=today.weekday() - days)
        year, week, _ = monday.isocalendar()
        return f"{year}-W{week:02}", monday, monday + dt.timedelta(days=6)

    return span


def _ko_half(d: dt.date) -> str:
    return f"{d.year}년 {'상' if d.month < 7 else '하'}반기"


def _ko() -> Iterator[tuple[str, Write]]:
    yield "day", _absolute(lambda d: f"{d.year}년 {d.month}월 {d.day}일")
    yield "day, unspaced", _absolute(lambda d: f"{d.year}년{d.month}월{d.day}일")
    yield "day, dots", _absolute(lambda d: f"{d.year}.{d.month}.{d.day}")
    yield "day, padded dots", _absolute(lambda d: f"{d.year}.{d.month:02}.{d.day:02}")
    yield "day, hyphens", _absolute(lambda d: d.isoformat())
    yield "month", _absolute(lambda d: f"{d.year}년 {d.month}월", _of_month)
    yield "year", _absolute(lambda d: f"{d.year}년", lambda d: year_of(d.year))
    yield "short year", _absolute(lambda d: f"’{d.year % 100:02}년", lambda d: year_of(d.year))
    yield "quarter", _absolute(lambda d: f"{d.year}년 {(d.month - 1) // 3 + 1}분기", _in_quarter)
    yield "half", _absolute(_ko_half, _in_half)
    yield "years", lambda c, _: [_date(f"{(y := c.randint(1990, 2015))}~{y + 3}년", joined(year_of(y), year_of(y + 3)))]
    yield "years, both written", lambda c, _: [
        _date(f"{(y := c.randint(1990, 2015))}년부터 {y + 3}년", joined(year_of(y), year_of(y + 3)), "until"), "까지",
    ]  # fmt: skip
    yield "days", lambda c, _: _ko_days(c, 0)
    yield "days, both months", lambda c, _: _ko_days(c, 1)
    yield "months", lambda c, _: _months(c, "{y}년 {a}~{b}월")
    yield "year, relative", _relative(
        ("지난해", lambda t: year_of(t.year - 1)), ("작년", lambda t: year_of(t.year - 1)),
        ("올해", lambda t: year_of(t.year)), ("내년", lambda t: year_of(t.year + 1)),
        ("재작년", lambda t: year_of(t.year - 2)),
    )  # fmt: skip
    yield "month, relative", _relative(
        ("지난달", lambda t: month(t.year, t.month - 1)), ("이달", lambda t: month(t.year, t.month)),
        ("다음 달", lambda t: month(t.year, t.month + 1)), ("내달", lambda t: month(t.year, t.month + 1)),
    )  # fmt: skip
    yield (
        "day, relative",
        _relative(
            ("어제", _shift(-1)), ("오늘", _shift(0)), ("내일", _shift(1)), ("그저께", _shift(-2)), ("모레", _shift(2))
        ),
    )
    yield "week, relative", _relative(("지난주", _week(-7)), ("이번 주", _week(0)), ("다음 주", _week(7)))
    yield "month of last year", lambda c, t: [_date(f"지난해 {(m := c.randint(1, 12))}월", month(t.year - 1, m))]
    yield (
        "quarter of last year",
        lambda c, t: [
            _date(f"{c.choice(('지난해', '작년'))} {(q := c.randint(1, 4))}분기", part(t.year - 1, "Q", q, 3))
        ],
    )
    yield (
        "half of this year",
        _relative(("올해 상반기", lambda t: part(t.year, "H", 1, 6)), ("올 하반기", lambda t: part(t.year, "H", 2, 6))),
    )
    yield (
        "day of last month",
        lambda c, t: [_date(f"지난달 {(d := c.randint(1, 28))}일", day(month(t.year, t.month - 1)[1].replace(day=d)))],
    )
    yield "day, no year", lambda c, t: [_date(f"{(d := _before(c, t)).month}월 {d.day}일", day(d))]
    yield "last day of a number", _last_day
    yield "month, no year", lambda c, t: [_date(f"{(d := _before(c, t)).month}월", _of_month(d))]
    yield "years ago", lambda c, t: [_date(f"{(k := c.randint(2, 30))}년 전", year_of(t.year - k))]
    yield "end of a year", lambda c, t: [_date("지난해 말", year_of(t.year - 1), "end")]
    yield "start of a month", lambda c, _: [_date(f"{(d := _any(c)).year}년 {d.month}월 초", _of_month(d), "start")]
    yield (
        "decade",
        lambda c, _: [
            _date(f"{(y := c.randint(195, 202))}0년대", (str(y), dt.date(y * 10, 1, 1), dt.date(y * 10 + 9, 12, 31)))
        ],
    )
    yield (
        "weekday in brackets",
        lambda c, _: [_date(f"{(d := _any(c)).year}년 {d.month}월 {d.day}일", day(d)), "(현지시간)"],
    )
    yield (
        "month in words",
        lambda c, _: [
            _date(
                f"{(d := _any(c).replace(month=c.choice((1, 3, 6, 10)))).year}년 {_ko_month(d.month)}월", _of_month(d)
            )
        ],
    )
    yield "November in words", lambda c, _: [_date(f"{(d := _any(c).replace(month=11)).year}년 십일월", _of_month(d))]


def _ko_month(number: int) -> str:
    return {6: "유", 10: "시"}.get(number) or n.hangul(number) or KO_DIGITS[0]


def _last_day(chance: Random, today: dt.date) -> Pieces:
    back = today - dt.timedelta(days=chance.randint(1, 25))
    return [_date(f"지난 {back.day}일", day(back))]


def _ko_days(chance: Random, more: int) -> Pieces:
    left = _any(chance).replace(day=chance.randint(1, 14))
    right = left.replace(day=left.day + chance.randint(1, 14))
    if more:
        right = month(right.year, right.month + 1)[1].replace(day=right.day)
        tail = (
            f"{right.year}년 {right.month}월 {right.day}일"
            if right.year != left.year
            else f"{right.month}월 {right.day}일"
        )
        return [_date(f"{left.year}년 {left.month}월 {left.day}일~{tail}", joined(day(left), day(right)))]
    return [_date(f"{left.year}년 {left.month}월 {left.day}~{right.day}일", joined(day(left), day(right)))]


def _months(chance: Random, form: str) -> Pieces:
    year, first = chance.randint(1990, 2030), chance.randint(1, 9)
    last = first + chance.randint(1, 3)
    return [_date(form.format(y=year, a=first, b=last), joined(month(year, first), month(year, last)))]


def _zh() -> Iterator[tuple[str, Write]]:
    yield "day", _absolute(lambda d: f"{d.year}年{d.month}月{d.day}日")
    yield "day, spaced", _absolute(lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日")
    yield "day, in words", _absolute(lambda d: f"{n.hanzi_year(d.year)}年{n.hanzi(d.month)}月{n.hanzi(d.day)}日")
    yield "day, hyphens", _absolute(lambda d: d.isoformat())
    yield "day, slashes", _absolute(lambda d: f"{d.year}/{d.month}/{d.day}")
    yield "day, padded slashes", _absolute(lambda d: f"{d.year}/{d.month:02}/{d.day:02}")
    yield "month", _absolute(lambda d: f"{d.year}年{d.month}月", _of_month)
    yield "year", _absolute(lambda d: f"{d.year}年", lambda d: year_of(d.year))
    yield "year in words", _absolute(lambda d: f"{n.hanzi_year(d.year)}年", lambda d: year_of(d.year))
    yield "quarter", _absolute(lambda d: f"{d.year}年第{n.hanzi((d.month - 1) // 3 + 1)}季度", _in_quarter)
    yield "quarter, short", _absolute(lambda d: f"{d.year}年{n.hanzi((d.month - 1) // 3 + 1)}季度", _in_quarter)
    yield "half", _absolute(lambda d: f"{d.year}年{'上' if d.month < 7 else '下'}半年", _in_half)
    yield "first months", lambda c, _: [
        _date(f"{(y := c.randint(1990, 2030))}年前{n.hanzi(q := c.choice((2, 3)))}季度",
              joined(part(y, "Q", 1, 3), part(y, "Q", q, 3)))
    ]  # fmt: skip
    yield (
        "years",
        lambda c, _: [
            _date(
                f"{(y := c.randint(1990, 2015))}{c.choice(('-', '至', '—'))}{y + 3}年",
                joined(year_of(y), year_of(y + 3)),
            )
        ],
    )
    yield "months", lambda c, _: _months(c, "{y}年{a}至{b}月")
    yield "months, hyphen", lambda c, _: _months(c, "{y}年{a}-{b}月")
    yield "days", lambda c, _: _zh_days(c, 0)
    yield "days, both months", lambda c, _: _zh_days(c, 1)
    yield "year, relative", _relative(
        ("去年", lambda t: year_of(t.year - 1)), ("今年", lambda t: year_of(t.year)),
        ("明年", lambda t: year_of(t.year + 1)), ("前年", lambda t: year_of(t.year - 2)),
    )  # fmt: skip
    yield "month, relative", _relative(
        ("上个月", lambda t: month(t.year, t.month - 1)), ("本月", lambda t: month(t.year, t.month)),
        ("下个月", lambda t: month(t.year, t.month + 1)), ("上月", lambda t: month(t.year, t.month - 1)),
    )  # fmt: skip
    yield (
        "day, relative",
        _relative(
            ("昨天", _shift(-1)), ("今天", _shift(0)), ("明天", _shift(1)), ("前天", _shift(-2)), ("昨日", _shift(-1))
        ),
    )
    yield "week, relative", _relative(("上周", _week(-7)), ("本周", _week(0)), ("下周", _week(7)))
    yield "month of last year", lambda c, t: [_date(f"去年{(m := c.randint(1, 12))}月", month(t.year - 1, m))]
    yield (
        "quarter of last year",
        lambda c, t: [_date(f"去年第{n.hanzi(q := c.randint(1, 4))}季度", part(t.year - 1, "Q", q, 3))],
    )
    yield (
        "half of this year",
        _relative(("今年上半年", lambda t: part(t.year, "H", 1, 6)), ("今年下半年", lambda t: part(t.year, "H", 2, 6))),
    )
    yield "day, no year", lambda c, t: [_date(f"{(d := _before(c, t)).month}月{d.day}日", day(d))]
    yield "month, no year", lambda c, t: [_date(f"{(d := _before(c, t)).month}月", _of_month(d))]
    yield "month long past", lambda c, t: [_date(f"{(d := _before(c, t, 320, 280)).month}月", _of_month(d))]
    yield "years ago", lambda c, t: [_date(f"{n.hanzi(k := c.randint(3, 30))}年前", year_of(t.year - k))]
    yield "end of a year", lambda c, t: [_date("去年年底", year_of(t.year - 1), "end")]
    yield "start of a month", lambda c, _: [_date(f"{(d := _any(c)).year}年{d.month}月初", _of_month(d), "start")]


def _zh_days(chance: Random, more: int) -> Pieces:
    left = _any(chance).replace(day=chance.randint(1, 14))
    right = left.replace(day=left.day + chance.randint(1, 14))
    sign = chance.choice(("至", "-", "到"))
    if more:
        right = month(right.year, right.month + 1)[1].replace(day=right.day)
        head = f"{right.year}年" if right.year != left.year else ""
        text = f"{left.year}年{left.month}月{left.day}日{sign}{head}{right.month}月{right.day}日"
        return [_date(text, joined(day(left), day(right)))]
    text = f"{left.year}年{left.month}月{left.day}{'日' if sign != '-' else ''}{sign}{right.day}日"
    return [_date(text, joined(day(left), day(right)))]
