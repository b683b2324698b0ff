"""Styles of numerals: how a value is drawn, and how it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from generation import numerals as n

_LARGEST = 9 * 10**14  # hundreds of 10^12: no news counts further


@dataclass(frozen=True)
class Style:
    """A style: `draw` gives a value and its numeral."""

    draw: Callable[[Random], tuple[Decimal, str]]
    ranged: bool = True  # papers write ranges in it
    infix: bool = False  # ... and some more: 200-odd
    magnitude: bool = False  # it has magnitudes, which a range may write once
    listed: bool = False  # the members of a list write it with the unit once
    spaced: bool = False  # the unit is a word of its own


def _whole(low: int, high: int, write: Callable[[int], str], step: int = 1) -> Callable[[Random], tuple[Decimal, str]]:
    def draw(chance: Random) -> tuple[Decimal, str]:
        value = chance.randint(low // step or 1, high // step) * step
        return Decimal(value), write(value)

    return draw


def _significant(
    digits: int, powers: tuple[int, int], write: Callable[[int], str]
) -> Callable[[Random], tuple[Decimal, str]]:
    """A whole number of few significant digits, as papers round it."""

    def draw(chance: Random) -> tuple[Decimal, str]:
        value = min(chance.randint(1, 10 ** chance.randint(1, digits) - 1) * 10 ** chance.randint(*powers), _LARGEST)
        return Decimal(value), write(value)

    return draw


def _decimal(
    low: int, high: int, write: Callable[[Decimal], str], places: int = 2
) -> Callable[[Random], tuple[Decimal, str]]:
    def draw(chance: Random) -> tuple[Decimal, str]:
        count = chance.randint(1, places)
        digits = chance.randint(low * 10**count, high * 10**count)
        value = Decimal(digits - (digits % 10 == 0) + (digits % 10 == 0) * 2).scaleb(-count)
        return value, write(value)

    return draw


def _scaled(
    marks: tuple[tuple[str, int], ...], write: Callable[[Decimal], str] = n.arabic
) -> Callable[[Random], tuple[Decimal, str]]:
    """A number with decimals before a magnitude: 1.5억."""
    inner = _decimal(1, 99, write)

    def draw(chance: Random) -> tuple[Decimal, str]:
        value, text = inner(chance)
        mark, power = chance.choice(marks)
        return value.scaleb(power), text + mark

    return draw


KO_MARKS, ZH_MARKS = (("만", 4), ("억", 8), ("조", 12)), (("万", 4), ("亿", 8), ("万亿", 12))

_ARABIC_STYLES: dict[str, Style] = {
    "arabic": Style(_whole(2, 999, n.arabic)),
    "small": Style(_whole(2, 99, n.arabic)),
    "wide small": Style(_whole(2, 99, n.wide)),
    "tenths": Style(_decimal(0, 99, n.arabic)),
    "commas": Style(_whole(1000, 9_999_999, n.commas)),
    "commas and tenths": Style(_decimal(1000, 99_999, n.commas)),
    "wide": Style(_whole(2, 99_999, n.wide)),
    "hundreds": Style(_whole(100, 900, n.arabic, 100), infix=True),
}

KO_STYLES: dict[str, Style] = {
    **_ARABIC_STYLES,
    "mixed": Style(_significant(5, (4, 12), n.ko_mixed), infix=False, magnitude=True, listed=True),
    "mixed, spaced": Style(_significant(5, (4, 11), lambda v: n.ko_mixed(v, gap=" "))),
    "mixed, commas": Style(_significant(6, (7, 11), lambda v: n.ko_mixed(v, gap=" ", comma=True))),
    "mixed, to the last": Style(_whole(10_000, 999_999_999, n.ko_mixed)),
    "thousands": Style(_significant(2, (3, 11), lambda v: n.ko_mixed(v, thousand=True)), infix=False),
    "point": Style(_scaled(KO_MARKS), magnitude=True, listed=True),
    "hangul": Style(_significant(3, (2, 11), n.hangul), ranged=False),
    "hangul, spaced": Style(_significant(4, (3, 11), lambda v: n.hangul(v, gap=" ")), ranged=False, spaced=True),
    "hangul, to the last": Style(_whole(1001, 99_999, n.hangul), ranged=False),
    "hangul, tenths": Style(_decimal(1, 99, n.hangul_decimal, 1), ranged=False),
}

ZH_STYLES: dict[str, Style] = {
    **_ARABIC_STYLES,
    "mixed": Style(_significant(5, (4, 6), n.zh_mixed), magnitude=True, listed=True),
    "mixed, to the last": Style(_whole(10_000, 999_999_999, n.zh_mixed)),
    "point": Style(_scaled(ZH_MARKS), magnitude=True, listed=True),
    "hanzi": Style(_significant(3, (1, 11), n.hanzi)),
    "hanzi, two": Style(_significant(2, (3, 10), lambda v: n.hanzi(v, two=True))),
    "hanzi, to the last": Style(_whole(101, 9_999_999, n.hanzi)),
    "hanzi, tenths": Style(_decimal(1, 99, n.hanzi_decimal, 1), ranged=False),
    "hanzi, point": Style(_scaled(ZH_MARKS[:2], n.hanzi_decimal)),
    "financial": Style(_significant(4, (1, 9), lambda v: n.hanzi(v, bank=True)), ranged=False),
}
