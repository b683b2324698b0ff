"""Lists of plain numbers that leave their magnitude and currency to the last: 2.8/4.6/5.6 hundred million."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.core.values import Money
from extractor.kinds.amount import signed
from extractor.kinds.number import Numeral
from extractor.kinds.view import Candidate, Measure, View

_MARK = "/"
_GAP = 3  # characters between two members


def with_lists(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The amounts in order, with the members of lists that end in one.

    A mark between numbers may be many things: a list of two needs decimals on both sides, and so does one with words.
    """
    free = {numeral.end: numeral for numeral in view.free}
    if not free:
        return list(found)
    starts = {numeral.start: numeral for numeral in view.numerals}
    made: list[Candidate] = []
    taken = {candidate.start for candidate in found}
    for candidate in found:
        last = starts.get(candidate.start)
        if last is None or not isinstance(candidate.value, Money) or candidate.value.amount != _worth(last):
            continue
        members = [n for n in _members(view, free, candidate.start, last) if n.start not in taken]
        made += [_member(view, numeral, candidate, candidate.value, last.exponent) for numeral in members]
    return sorted([*found, *made], key=lambda candidate: (candidate.start, -candidate.end)) if made else list(found)


def apart(view: View, candidate: Candidate, measure: Measure) -> tuple[Candidate, ...]:
    """Two amounts instead of one that a sign and a word would name twice, where a comma of running text parts them."""
    value, text = candidate.value, view.text
    comma = text.rfind(",", measure.start, measure.first.end)
    if comma < 0 or view.surface(comma, comma + 1) == "," or not isinstance(value, Money) or value.amount is None:
        return (candidate,)
    left, right = text[measure.start : comma], text[comma + 1 : measure.first.end]
    if not (left.isdigit() and right.isdigit()) or measure.range:
        return (candidate,)
    return (
        candidate._replace(end=comma, value=value.model_copy(update={"amount": Decimal(left)})),
        candidate._replace(start=comma + 1, value=value.model_copy(update={"amount": Decimal(right)})),
    )


def _worth(numeral: Numeral) -> Decimal | None:
    return numeral.low if numeral.low == numeral.high else None


def _members(view: View, free: dict[int, Numeral], start: int, last: Numeral) -> list[Numeral]:
    """The members left of the last one, from right to left."""
    text, members, marked = view.text, list[Numeral](), True
    fraction = "." in text[last.start : last.end]
    while (found := _left(view, free, start, words=fraction)) is not None:
        numeral, mark = found
        if not _plain(text, numeral) or (not mark and "." not in text[numeral.start : numeral.end]):
            break
        members.append(numeral)
        marked = marked and mark
        start = numeral.start
    if members and start and (text[start - 1] == _MARK or (text[start - 1].isascii() and text[start - 1].isalnum())):
        return []
    decimals = fraction and all("." in text[n.start : n.end] for n in members)
    return members if decimals or (marked and len(members) > 1) else []


def _left(view: View, free: dict[int, Numeral], start: int, *, words: bool) -> tuple[Numeral, bool] | None:
    """The numeral before a list's mark or word that ends at `start`, and whether it is the mark."""
    text = view.text
    if text[start - 1 : start] == _MARK:
        numeral = free.get(start - 1)
        return (numeral, True) if numeral is not None else None
    for length in range(1, _GAP + 1) if words else ():
        numeral = free.get(start - length)
        gap = view.grammar.list.match(text, start - length) if numeral is not None else None
        if numeral is not None and gap is not None and gap.end() == start:
            return numeral, False
    return None


def _plain(text: str, numeral: Numeral) -> bool:
    """Whether it is written in digits, and no group of them may go with the comma behind it."""
    surface = text[numeral.start : numeral.end]
    return surface.isascii() and not text.startswith(",", numeral.end)


def _member(view: View, numeral: Numeral, last: Candidate, value: Money, exponent: int) -> Candidate:
    start, negative = signed(view, numeral.start)
    amount = numeral.low * Decimal(10) ** exponent * (-1 if negative else 1)
    update = {"amount": amount, "bound": "exact"}
    return Candidate("money", start, numeral.end, value.model_copy(update=update), "money.list", 4)
