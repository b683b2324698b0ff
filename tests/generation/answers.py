"""Answers that shapes of one language share: what is written, and its value."""

from decimal import Decimal
from random import Random

from generation.cases import Answer


def money(text: str, amount: Decimal | int, currency: str, **fields: object) -> Answer:
    """An amount of money."""
    return Answer(text, "money", {"amount": Decimal(amount), "currency": currency, "bound": "exact", **fields})


def percent(text: str, amount: Decimal | int, bound: str = "exact") -> Answer:
    """A percentage."""
    return Answer(text, "percent", {"amount": Decimal(amount), "unit": "percent", "bound": bound})


def quantity(text: str, amount: Decimal | int, unit: str, bound: str = "exact") -> Answer:
    """A count."""
    return Answer(text, "quantity", {"amount": Decimal(amount), "unit": unit, "bound": bound})


def fuzzy(text: str, kind: str, power: int, **fields: object) -> Answer:
    """From two to nine of a power of ten."""
    low = Decimal(10) ** power
    return Answer(text, kind, {"amount": None, "low": low * 2, "high": low * 9, "bound": "approx", **fields})


def multiple(text: str, amount: Decimal | str) -> Answer:
    """A factor or a part."""
    return Answer(text, "multiple", {"amount": amount, "bound": "exact"})


def ordinal(text: str, amount: int) -> Answer:
    """A rank."""
    return Answer(text, "ordinal", {"amount": Decimal(amount)})


def ratio(upper: int, lower: int) -> Decimal | str:
    """A fraction as a decimal where one ends it, else as it is written."""
    rest = lower
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    top = upper
    for prime in (3, 7):  # what the numerator cancels
        while rest % prime == 0 and top % prime == 0:
            rest, top = rest // prime, top // prime
    return Decimal(upper) / Decimal(lower) if rest == 1 else f"{upper}/{lower}"


def tenths(chance: Random, low: int, high: int) -> Decimal:
    """A number with one decimal that is not zero."""
    return Decimal(chance.randint(low, high)) + Decimal(chance.randint(1, 9)) / 10


def part(chance: Random) -> tuple[int, int]:
    """A numerator and its denominator."""
    lower = chance.randint(2, 10)
    return chance.randint(1, lower - 1), lower


def signed_money(chance: Random, *marks: tuple[str, int]) -> Answer:
    """An amount behind the sign of its currency."""
    sign, code = chance.choice((("US$", "USD"), ("HK$", "HKD"), ("NT$", "TWD"), ("€", "EUR"), ("£", "GBP")))
    value, (mark, power) = chance.randint(2, 999), chance.choice(marks)
    return money(f"{sign}{value}{mark}", value * 10**power, code)
