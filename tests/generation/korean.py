"""Shapes that are Korean alone: native counts, 할 and 푼, fractions, signs, bands."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from generation import numerals as n
from generation.answers import fuzzy, money, multiple, ordinal, part, percent, quantity, ratio, signed_money, tenths
from generation.cases import Answer, Pieces

Named = tuple[str, str, Callable[[Random], Pieces]]  # a name, the carriers' kind, and how it is written


def korean() -> Iterator[Named]:
    """The shapes, each with its name and the kind of its carriers."""
    yield "quantity native", "quantity", lambda c: [_native(c, ("명", "곳", "개", "가지", "마리"))]
    yield "quantity native, to 99", "quantity", lambda c: [_older(c)]
    yield "multiple native", "multiple", lambda c: [multiple(n.native(x := c.randint(2, 9)) + " 배", Decimal(x))]
    yield "multiple fraction", "multiple", lambda c: _ko_part(c, False)
    yield "multiple fraction in words", "multiple", lambda c: _ko_part(c, True)
    yield "multiple slash", "multiple", lambda c: [_slash(c)]
    yield "percent in tenths", "percent", lambda c: [percent(f"{(x := c.randint(1, 9))}할", x * 10)]
    yield (
        "percent in hundredths",
        "percent",
        lambda c: [percent(f"{(x := c.randint(1, 9))}할{c.choice(('', ' '))}{(y := c.randint(1, 9))}푼", x * 10 + y)],
    )
    yield "percent signed", "percent", lambda c: [_minus(c)]
    yield "percent falling", "percent", lambda c: [percent(f"△{(x := c.randint(1, 99))}%", -x)]
    yield "percent in words", "percent", lambda c: [percent(n.hangul(x := c.randint(11, 99)) + " 퍼센트", x)]
    yield "percent point in words", "percent", lambda c: [_ko_point(c)]
    yield "percent band", "percent", lambda c: [percent(f"{(x := c.randint(2, 99))}%", x, "approx"), "대"]
    yield "percent per mille", "percent", lambda c: [percent(f"{(x := c.randint(1, 9))}‰", Decimal(x) / 10)]
    yield "money sign", "money", lambda c: [signed_money(c, ("억", 8), ("만", 4))]
    yield "money band", "money", lambda c: _band(c)
    yield "money fuzzy", "money", lambda c: [_ko_fuzzy(c)]
    yield (
        "money per share",
        "money",
        lambda c: ["주당 ", money(f"{(x := c.randint(100, 9999))}원", x, "KRW", per="share")],
    )
    yield (
        "money per tonne",
        "money",
        lambda c: ["톤당 ", money(f"{(x := c.randint(10, 999))}달러", x, "USD", per="tonne")],
    )
    yield "money converted", "money", lambda c: _ko_converted(c)
    yield "money loss", "money", lambda c: [money(f"-{(x := c.randint(2, 999))}억원", -x * 10**8, "KRW")]
    yield "money per household", "money", lambda c: _per_household(c)
    yield "quantity fuzzy", "quantity", lambda c: [fuzzy(f"{c.choice(('수', '몇'))}십 명", "quantity", 1, unit="명")]
    yield "quantity fuzzy thousands", "quantity", lambda c: [fuzzy("수천 명", "quantity", 3, unit="명")]
    yield "quantity about native", "quantity", lambda c: [_about(c)]
    yield "ordinal rank", "rank", lambda c: [ordinal(f"{(x := c.randint(1, 200))}위", x)]
    yield "ordinal native", "round", lambda c: [ordinal(n.native(x := c.randint(2, 19)) + " 번째", x)]
    yield (
        "ordinal native, hundreds",
        "round",
        lambda c: [ordinal("백" + n.native(x := c.randint(21, 99)) + " 번째", 100 + x)],
    )
    yield "ordinal arabic", "round", lambda c: [ordinal(f"{(x := c.randint(2, 99))}번째", x)]
    yield (
        "ordinal prefix",
        "round",
        lambda c: [ordinal(f"제{(x := c.randint(1, 99))}{c.choice(('회', '차', '기', '단계'))}", x)],
    )
    yield "ordinal stage", "round", lambda c: [ordinal(f"{(x := c.randint(1, 9))}단계", x)]


def _native(chance: Random, units: tuple[str, ...]) -> Answer:
    value, unit = chance.randint(2, 10), chance.choice(units)
    return quantity(f"{n.native(value)} {unit}", value, unit)


def _older(chance: Random) -> Answer:
    value, unit = chance.randint(11, 99), chance.choice(("명", "개", "살", "가지"))
    return quantity(f"{n.native(value)} {unit}", value, unit)


def _about(chance: Random) -> Answer:
    word, low, high = chance.choice((("두세", 2, 3), ("서너", 3, 4), ("대여섯", 5, 6), ("예닐곱", 6, 7)))
    unit = chance.choice(("명", "곳", "개"))
    value = {"amount": None, "low": Decimal(low), "high": Decimal(high), "unit": unit}
    return Answer(f"{word} {unit}", "quantity", value)


def _ko_part(chance: Random, words: bool) -> Pieces:
    upper, lower = part(chance)
    text = f"{n.hangul(lower)}분의 {n.hangul(upper)}" if words else f"{lower}분의 {upper}"
    return [multiple(text, ratio(upper, lower))]


def _slash(chance: Random) -> Answer:
    upper, lower = part(chance)
    lower = lower if upper == 1 else 4  # 1/N, 3/4: what papers write so
    upper = min(upper, lower - 1) if upper != 2 else 3
    return multiple(f"{upper}/{lower}", ratio(upper, lower))


def _minus(chance: Random) -> Answer:
    value = Decimal(chance.randint(1, 999)) / 10
    return percent(f"{chance.choice(('-', '마이너스 ', '−'))}{value}%", -value)


def _ko_point(chance: Random) -> Answer:
    value = tenths(chance, 1, 9)
    return percent(n.hangul_decimal(value) + " 퍼센트", value)


def _band(chance: Random) -> Pieces:
    value, mark, power = chance.randint(2, 90), *chance.choice((("만", 4), ("억", 8), ("조", 12)))
    return [money(f"{value}{mark}원", value * 10**power, "KRW", bound="approx"), "대"]


def _ko_fuzzy(chance: Random) -> Answer:
    word, power = chance.choice(
        (("수십억", 9), ("수백억", 10), ("수천만", 7), ("수백만", 6), ("수조", 12), ("수십조", 13))
    )
    return fuzzy(f"{word}{chance.choice(('', ' '))}원", "money", power, currency="KRW")


def _ko_converted(chance: Random) -> Pieces:
    dollars = chance.randint(2, 99)
    won = dollars * chance.randint(1200, 1450)
    first = money(f"{dollars}억 달러", dollars * 10**8, "USD")
    return [first, "(약 ", money(f"{n.ko_mixed(won * 10**8)}원", won * 10**8, "KRW", bound="approx"), ")"]


def _per_household(chance: Random) -> Pieces:
    value = chance.randint(1, 90)
    return ["가구당 ", money(f"{value}만원", value * 10**4, "KRW", per="household")]
