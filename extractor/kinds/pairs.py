"""Two neighbouring numbers with a mark between them that stand for one about so large: four, five hundred people."""

from decimal import Decimal

from extractor.kinds.number import Numeral
from extractor.lang.number_tables import NumberTable

_TEN = 10
_ENDS = "\n。;:!?"  # behind these stands the number of a heading


def with_pairs(text: str, numerals: list[Numeral], table: NumberTable) -> list[Numeral]:
    """The numerals, such pairs as one with two ends. A list of three, and what an ordinal begins, stays apart."""
    if not table.pair or table.pair not in text:
        return numerals
    found: list[Numeral] = []
    for numeral in numerals:
        pair = _pair(text, found[-1], numeral, table) if found else None
        if pair is None:
            found.append(numeral)
        else:
            found[-1] = pair
    return found


def _pair(text: str, left: Numeral, right: Numeral, table: NumberTable) -> Numeral | None:
    if right.start != left.end + len(table.pair) or not text.startswith(table.pair, left.end):
        return None
    if not left.start or text[left.start - 1] in _ENDS or text.startswith(table.pair, right.end):
        return None
    if (
        text.endswith((table.pair, *table.not_paired), 0, left.start)
        or left.low != left.high
        or right.low != right.high
    ):
        return None
    counted = text.startswith(table.paired, right.end) and not text.startswith(table.not_paired, right.end)
    if left.digits is not None:
        tens = left.low % _TEN == 0 and right.low - left.low == _TEN and right.digits is not None
        return right._replace(start=left.start, low=left.low, digits=None) if tens and counted else None
    if not left.lone or not right.word or not 1 < left.low < _TEN:
        return None
    surface = text[right.start : right.end]
    scaled = all(
        character in table.small or character in table.large or character in table.infix for character in surface[1:]
    )
    if not scaled or table.digits.get(surface[0]) != left.low + 1 or not (counted or right.low >= _TEN):
        return None
    low = right.low / (left.low + 1) * left.low if right.low >= _TEN else left.low
    return right._replace(start=left.start, low=Decimal(low), lone=False)
