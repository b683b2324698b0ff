"""Tenths and hundredths of a currency's unit, written behind the whole: dollars and cents, five yuan three jiao."""

from decimal import Decimal

from extractor.core.values import Money
from extractor.kinds.number import Numeral
from extractor.kinds.view import Candidate, View
from extractor.lang.grammar import strongest
from extractor.lang.money_patterns import MoneyPatterns

_TENTH = Decimal("0.1")


class Parts:
    """The parts of amounts in a view."""

    def __init__(self, view: View, signs: MoneyPatterns) -> None:
        self._view, self._signs = view, signs
        self._starts = {numeral.start: numeral for numeral in view.numerals} if signs.part is not None else {}

    def read(self, end: int, word: str) -> tuple[Decimal, int]:
        """What is written behind an amount in `word` that ends at `end`, in units of it, and where that ends."""
        text, signs = self._view.text, self._signs
        amount, last = Decimal(0), Decimal(1)
        while signs.part is not None and end < len(text):
            digits, behind = self._digits(end)
            if digits is None:
                break
            match = signs.part.match(text, behind)
            word = "".join(match[1].split()) if match is not None else word
            share = Decimal(signs.shares[word]) if match is not None else last
            if match is None and word in signs.spoken and digits < 10 and not _letter(text, behind):
                return amount + digits * last * _TENTH, behind  # a last digit counts the next lower part
            if match is None or share >= last or digits * share >= last:
                break
            amount, end, last = amount + digits * share, match.end(), share
        return amount, end

    def _digits(self, at: int) -> tuple[Decimal | None, int]:
        """The whole number at `at`, also a single digit that alone would be another word, and where it ends."""
        numeral: Numeral | None = self._starts.get(at)
        if self._view.grammar.spaced:  # syllables behind a currency are its particles
            plain = numeral is not None and numeral.digits is not None
            return (numeral.low if numeral is not None and plain else None), numeral.end if numeral is not None else at
        if numeral is not None:
            return (numeral.low if numeral.whole else None), numeral.end
        digit = self._signs.digits.get(self._view.text[at])
        return (Decimal(digit) if digit is not None else None), at + 1


def _letter(text: str, at: int) -> bool:
    return at < len(text) and text[at].isalnum()


def with_parts(view: View, whole: Candidate, share: Decimal, end: int) -> Candidate:
    """The amount with the parts that `Parts.read` found behind it."""
    value = whole.value
    if not isinstance(value, Money) or value.amount is None or end == whole.end:
        return whole
    sign = -1 if value.amount < 0 else 1
    bound = strongest(view.grammar.bounds(view.text, whole.start, end))
    value = value.model_copy(update={"amount": value.amount + sign * share, "bound": bound})
    return whole._replace(end=end, value=value, rule=whole.rule + ".parts", priority=6)


def with_cents(view: View, whole: Candidate, part: Candidate) -> Candidate | None:
    """Dollars and cents written one after the other, as one amount."""
    a, b = whole.value, part.value
    if not isinstance(a, Money) or not isinstance(b, Money) or a.amount is None or b.amount is None:
        return None
    if view.text[whole.end : part.start].strip() or b.amount >= 1 or a.amount != a.amount.to_integral():
        return None
    value = a.model_copy(update={"amount": a.amount + b.amount, "bound": strongest([a.bound, b.bound])})
    return part._replace(start=whole.start, value=value, rule=whole.rule + ".cents", priority=6)
