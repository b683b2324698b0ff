"""Shapes that are Chinese alone: words before their number, 成, fractions, 第."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from generation import numerals as n
from generation.answers import fuzzy, money, multiple, ordinal, part, percent, quantity, ratio, signed_money, tenths
from generation.cases import Answer, Pieces

Named = tuple[str, str, Callable[[Random], Pieces]]  # a name, the carriers' kind, and how it is written


def chinese() -> Iterator[Named]:
    """The shapes, each with its name and the kind of its carriers."""
    yield "quantity words", "quantity", lambda c: [_zh_count(c)]
    yield "quantity 两", "quantity", lambda c: [quantity(f"两{(u := c.choice(('家', '名', '次', '个')))}", 2, u)]
    yield "multiple words", "multiple", lambda c: [multiple(f"{n.hanzi(x := c.randint(3, 99))}倍", Decimal(x))]
    yield "multiple fraction in words", "multiple", lambda c: [_zh_part(c, True)]
    yield "multiple fraction", "multiple", lambda c: [_zh_part(c, False)]
    yield "percent in words", "percent", lambda c: [percent("百分之" + n.hanzi(x := c.randint(1, 100)), x)]
    yield "percent point in words", "percent", lambda c: [_zh_point(c)]
    yield "percent behind its words", "percent", lambda c: [percent(f"百分之{(x := c.randint(1, 99))}", x)]
    yield "percent range in words", "percent", lambda c: [_zh_range(c)]
    yield "percent in tenths", "percent", lambda c: [percent(n.ZH_DIGITS[x := c.randint(1, 9)] + "成", x * 10)]
    yield "percent in tenths, arabic", "percent", lambda c: [percent(f"{(x := c.randint(1, 9))}成", x * 10)]
    yield (
        "percent in hundredths",
        "percent",
        lambda c: [percent(n.ZH_DIGITS[x := c.randint(1, 9)] + "成" + n.ZH_DIGITS[y := c.randint(1, 9)], x * 10 + y)],
    )
    yield "percent in tenths, range", "percent", lambda c: [_zh_tenths(c)]
    yield "percent signed", "percent", lambda c: [percent(f"-{(x := Decimal(c.randint(1, 999)) / 10)}%", -x)]
    yield "percent per mille", "percent", lambda c: [percent(f"{(x := c.randint(1, 9))}‰", Decimal(x) / 10)]
    yield (
        "percent, thousandths in words",
        "percent",
        lambda c: [percent("千分之" + n.hanzi(x := c.randint(1, 99)), Decimal(x) / 10)],
    )
    yield "money sign", "money", lambda c: [signed_money(c, ("亿", 8), ("万", 4))]
    yield "money fuzzy", "money", lambda c: [_zh_fuzzy(c)]
    yield (
        "money per share",
        "money",
        lambda c: ["每股", money(f"{(x := Decimal(c.randint(2, 999)) / 100)}美元", x, "USD", per="share")],
    )
    yield (
        "money per tonne",
        "money",
        lambda c: ["每吨", money(f"{(x := c.randint(2, 9999))}美元", x, "USD", per="tonne")],
    )
    yield "money converted", "money", lambda c: _zh_converted(c)
    yield "money yuan named", "money", lambda c: [money(f"人民币{(x := c.randint(2, 999))}亿元", x * 10**8, "CNY")]
    yield (
        "money Taiwan dollar named",
        "money",
        lambda c: [money(f"新台币{(x := c.randint(2, 999))}亿元", x * 10**8, "TWD")],
    )
    yield "quantity fuzzy", "quantity", lambda c: [fuzzy(f"{c.choice(('几', '数'))}十人", "quantity", 1, unit="人")]
    yield (
        "quantity fuzzy thousands",
        "quantity",
        lambda c: [fuzzy(f"{c.choice(('几', '数'))}千人", "quantity", 3, unit="人")],
    )
    yield "quantity pair of digits", "quantity", lambda c: [_zh_about(c)]
    yield "ordinal", "rank", lambda c: [ordinal(f"第{(x := c.randint(1, 99))}{c.choice(('名', '位', ''))}", x)]
    yield (
        "ordinal in words",
        "rank",
        lambda c: [ordinal(f"第{n.hanzi(x := c.randint(1, 99))}{c.choice(('名', '位'))}", x)],
    )
    yield (
        "ordinal counter",
        "round",
        lambda c: [ordinal(f"第{n.hanzi(x := c.randint(1, 19))}{c.choice(('轮', '次', '批', '期'))}", x)],
    )
    yield (
        "ordinal counter, arabic",
        "round",
        lambda c: [ordinal(f"第{(x := c.randint(1, 99))}{c.choice(('轮', '次', '批', '期'))}", x)],
    )


def _zh_count(chance: Random) -> Answer:
    value, unit = chance.randint(3, 99), chance.choice(("家", "名", "次", "人", "个", "户"))
    return quantity(f"{n.hanzi(value)}{unit}", value, unit)


def _zh_part(chance: Random, words: bool) -> Answer:
    upper, lower = part(chance)
    text = f"{n.hanzi(lower)}分之{n.hanzi(upper)}" if words else f"{upper}/{lower}"
    if not words and (upper, lower) not in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5)):
        upper, lower = 1, lower
        text = f"{upper}/{lower}"
    return multiple(text, ratio(upper, lower))


def _zh_point(chance: Random) -> Answer:
    value = tenths(chance, 0, 99)
    return percent("百分之" + n.hanzi_decimal(value), value)


def _zh_range(chance: Random) -> Answer:
    low = chance.randint(1, 89)
    high = low + chance.randint(1, 10)
    head = chance.choice(("百分之", ""))
    value = {"amount": None, "low": Decimal(low), "high": Decimal(high), "unit": "percent", "bound": "exact"}
    return Answer(f"百分之{n.hanzi(low)}至{head}{n.hanzi(high)}", "percent", value)


def _zh_tenths(chance: Random) -> Answer:
    low = chance.randint(1, 7)
    high = low + chance.randint(1, 2)
    middle = chance.choice(("至", "到", "成至", "成到"))
    value = {"amount": None, "low": Decimal(low * 10), "high": Decimal(high * 10), "unit": "percent"}
    return Answer(f"{n.ZH_DIGITS[low]}{middle}{n.ZH_DIGITS[high]}成", "percent", value)


def _zh_fuzzy(chance: Random) -> Answer:
    word, power = chance.choice((("十亿", 9), ("百亿", 10), ("千万", 7), ("百万", 6), ("千亿", 11), ("十万", 5)))
    return fuzzy(f"{chance.choice(('几', '数'))}{word}美元", "money", power, currency="USD")


def _zh_about(chance: Random) -> Answer:
    low = chance.choice((2, 3, 5, 6, 7))
    first = "两" if low == 2 else n.ZH_DIGITS[low]
    unit = chance.choice(("家", "名", "次"))
    value = {"amount": None, "low": Decimal(low), "high": Decimal(low + 1), "unit": unit}
    return Answer(f"{first}{n.ZH_DIGITS[low + 1]}{unit}", "quantity", value)


def _zh_converted(chance: Random) -> Pieces:
    dollars = chance.randint(2, 99)
    yuan = dollars * 7
    second = money(f"{yuan}亿元人民币", yuan * 10**8, "CNY", bound="approx")
    return [money(f"{dollars}亿美元", dollars * 10**8, "USD"), "（约合", second, "）"]
