"""Shapes of durations, clock times and what comes again."""

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

from generation import numerals as n
from generation.cases import Answer, Pieces, Shape

Write = Callable[[Random, dt.date], Pieces]

_LASTS = {
    "ko": ("공사는 {} 동안 이어졌다.", "회사는 {} 동안 투자했다.", "{} 만에 흑자로 돌아섰다."),
    "zh": ("工程历时{}。", "谈判持续了{}。", "合同期限为{}。"),
}
_PLAIN = {"ko": ("투자는 {} 이어진다.", "{} 가격이 올랐다."), "zh": ("{}，公司不断投资。", "{}价格都在上涨。")}
_CLOCK = {"ko": ("은행은 {}에 문을 닫는다.", "장은 {}에 끝난다."), "zh": ("会议于{}开始。", "市场{}收盘。")}
_AGAIN = {"ko": ("회사는 {} 보고서를 낸다.", "{} 값이 바뀐다."), "zh": ("公司{}发布报告。", "{}都有变化。")}


def span_shapes() -> Iterator[Shape]:
    """The shapes of both languages."""
    for lang, folder, written in (("ko", "ko", _ko()), ("zh-Hans", "zh", _zh()), ("zh-Hant", "zh", _zh())):
        for name, carriers, write in written:
            yield Shape(f"{lang} {name}", lang, write, carriers[folder])


def _duration(text: str, timex: str, bound: str = "exact") -> Answer:
    return Answer(text, "duration", {"timex": timex, "bound": bound})


def _time(hour: int, minute: int, text: str) -> Answer:
    return Answer(text, "time", {"timex": f"T{hour:02}:{minute:02}"})


def _again(*ways: tuple[str, str]) -> Write:
    def written(chance: Random, _: dt.date) -> Pieces:
        text, timex = chance.choice(ways)
        return [Answer(text, "set", {"timex": timex})]

    return written


def _fixed(*ways: tuple[str, str]) -> Write:
    def written(chance: Random, _: dt.date) -> Pieces:
        return [_duration(*chance.choice(ways))]

    return written


_KO_UNITS = (("년", "P{}Y"), ("개월", "P{}M"), ("주", "P{}W"), ("일", "P{}D"), ("시간", "PT{}H"), ("분", "PT{}M"))
_ZH_UNITS = (("年", "P{}Y"), ("个月", "P{}M"), ("周", "P{}W"), ("天", "P{}D"), ("小时", "PT{}H"), ("分钟", "PT{}M"))


def _counted(units: tuple[tuple[str, str], ...], write: Callable[[int], str] = str, least: int = 1) -> Write:
    def written(chance: Random, _: dt.date) -> Pieces:
        value = chance.randint(least, 59)
        word, timex = chance.choice(units)
        return [_duration(write(value) + word, timex.format(value))]

    return written


def _ranged(units: tuple[tuple[str, str], ...], signs: tuple[str, ...]) -> Write:
    def written(chance: Random, _: dt.date) -> Pieces:
        low = chance.randint(1, 20)
        high = low + chance.randint(1, 10)
        word, timex = chance.choice(units)
        return [_duration(f"{low}{chance.choice(signs)}{high}{word}", f"{timex.format(low)}/{timex.format(high)}")]

    return written


def _ko() -> Iterator[tuple[str, dict[str, tuple[str, ...]], Write]]:
    yield "duration", _LASTS, _counted(_KO_UNITS)
    yield "duration range", _LASTS, _ranged(_KO_UNITS, ("~", "∼", "-"))
    yield (
        "duration of two units",
        _LASTS,
        lambda c, _: [_duration(f"{(y := c.randint(1, 9))}년 {(m := c.randint(1, 11))}개월", f"P{y}Y{m}M")],
    )
    yield (
        "duration of hours and minutes",
        _LASTS,
        lambda c, _: [_duration(f"{(h := c.randint(1, 9))}시간 {(m := c.randint(1, 59))}분", f"PT{h}H{m}M")],
    )
    yield (
        "duration in words",
        _LASTS,
        _fixed(
            ("사흘", "P3D"),
            ("나흘", "P4D"),
            ("이틀", "P2D"),
            ("열흘", "P10D"),
            ("보름", "P15D"),
            ("일주일", "P1W"),
            ("반년", "P6M"),
        ),
    )
    yield "duration native", _LASTS, lambda c, _: [_duration(f"{n.native(x := c.randint(2, 10))} 시간", f"PT{x}H")]
    yield (
        "duration of months native",
        _LASTS,
        lambda c, _: [
            _duration(f"{'석' if (x := c.randint(2, 9)) == 3 else '넉' if x == 4 else n.native(x)} 달", f"P{x}M")
        ],
    )
    yield (
        "duration ahead",
        _PLAIN,
        lambda c, _: [_duration(f"{c.choice(('향후', '앞으로'))} {(x := c.randint(2, 30))}년", f"P{x}Y"), "간"],
    )
    yield (
        "duration behind",
        _PLAIN,
        lambda c, _: [_duration(f"{c.choice(('최근', '지난'))} {(x := c.randint(2, 30))}년", f"P{x}Y"), "간"],
    )
    yield (
        "duration bounded",
        _PLAIN,
        lambda c, _: [_duration(f"{(x := c.randint(2, 30))}년", f"P{x}Y", "at_least"), " 이상"],
    )
    yield "time", _CLOCK, lambda c, _: [_ko_time(c, minutes=True)]
    yield "time of an hour", _CLOCK, lambda c, _: [_ko_time(c, minutes=False)]
    yield "time with a colon", _CLOCK, _with_colon
    yield (
        "set",
        _AGAIN,
        _again(("매일", "P1D"), ("매년", "P1Y"), ("매달", "P1M"), ("매주", "P1W"), ("매 분기", "P3M"), ("매월", "P1M")),
    )


def _with_colon(chance: Random, _: dt.date) -> Pieces:
    hour, minute = chance.randint(0, 23), chance.randint(0, 59)
    return [_time(hour, minute, f"{hour:02}:{minute:02}")]


def _ko_time(chance: Random, *, minutes: bool) -> Answer:
    hour, minute = chance.randint(1, 11), chance.randint(1, 59) if minutes else 0
    word, add = chance.choice((("오전", 0), ("오후", 12)))
    return _time(hour + add, minute, f"{word} {hour}시" + (f" {minute}분" if minutes else ""))


def _zh() -> Iterator[tuple[str, dict[str, tuple[str, ...]], Write]]:
    yield "duration", _LASTS, _counted(_ZH_UNITS[1:])
    yield "duration in words", _LASTS, _counted(_ZH_UNITS[1:], n.hanzi, 3)
    yield "duration of years", {"zh": ("合同期限为{}。", "工程历时{}。")}, _counted(_ZH_UNITS[:1], n.hanzi, 3)
    yield "duration range", _LASTS, _ranged(_ZH_UNITS[1:], ("~", "-", "至", "到"))
    yield (
        "duration of two units",
        _LASTS,
        lambda c, _: [_duration(f"{(h := c.randint(1, 9))}小时{(m := c.randint(1, 59))}分钟", f"PT{h}H{m}M")],
    )
    yield "duration of halves", _LASTS, _fixed(("半年", "P6M"), ("两年半", "P2Y6M"), ("两周", "P2W"), ("两天", "P2D"))
    yield "duration ahead", _PLAIN, lambda c, _: [_duration(f"未来{n.hanzi(x := c.randint(3, 30))}年", f"P{x}Y")]
    yield "duration behind", _PLAIN, lambda c, _: [_duration(f"过去{n.hanzi(x := c.randint(3, 30))}年", f"P{x}Y")]
    yield (
        "duration bounded",
        _PLAIN,
        lambda c, _: [_duration(f"{(x := c.randint(3, 90))}天", f"P{x}D", "at_least"), "以上"],
    )
    yield "time", _CLOCK, lambda c, _: [_zh_time(c, minutes=True)]
    yield "time of an hour", _CLOCK, lambda c, _: [_zh_time(c, minutes=False)]
    yield "time with a colon", _CLOCK, _with_colon
    yield (
        "set",
        _AGAIN,
        _again(("每年", "P1Y"), ("每月", "P1M"), ("每周", "P1W"), ("每季度", "P3M"), ("每天", "P1D"), ("每日", "P1D")),
    )


def _zh_time(chance: Random, *, minutes: bool) -> Answer:
    hour, minute = chance.randint(1, 11), chance.randint(1, 59) if minutes else 0
    word, add = chance.choice((("上午", 0), ("下午", 12)))
    digits = n.hanzi(hour) if chance.random() < 0.3 and not minutes and hour != 2 else str(hour)
    return _time(
        hour + add, minute, f"{word}{digits}{'点' if minutes is False else '时'}" + (f"{minute}分" if minutes else "")
    )
