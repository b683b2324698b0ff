"""The numbers of dates as patterns: how the sayings of a table become regular expressions."""

import re

from extractor.lang.date_tables import PartRow
from extractor.lang.lexicon import Lexicon
from extractor.lang.patterns import literal, one_of

_LISTED = re.compile(r"([^{}]*)\{(w?day|w?month|quarter|year)\}([^{}]+)")
_MEMBERS = 6  # of a list that shares a unit


def spelled_numbers(lexicon: Lexicon) -> dict[str, int]:
    """Numbers up to 31 in words, as days and months are written."""
    by_value: dict[int, list[str]] = {}
    for word, value in lexicon.numbers.digits.items():
        by_value.setdefault(value, []).append(word)
    ten = next(word for word, value in lexicon.numbers.small.items() if value == 10)
    spelled: dict[str, int] = {word: value for value in range(1, 10) for word in by_value[value][:1]}
    for tens in (1, 2, 3):
        head = (by_value[tens][0] if tens > 1 else "") + ten
        spelled[head] = tens * 10
        for ones in range(1, 10):
            spelled[head + by_value[ones][0]] = tens * 10 + ones
    for head, tens in lexicon.dates.tens.items():
        spelled |= {head + (by_value[ones][0] if ones else ""): tens + ones for ones in range(min(10, 32 - tens))}
    return spelled


def slot_patterns(lexicon: Lexicon, spelled: dict[str, int]) -> dict[str, str]:
    digits = "".join(lexicon.numbers.digits)
    month_words = one_of(w for w, v in spelled.items() if v <= 12)
    day_words = one_of(w for w, v in spelled.items() if v <= 31)
    magnitudes = "".join(lexicon.numbers.small)
    year_words = (
        rf"[{digits}]{{4}}" if not magnitudes or not lexicon.numbers.native else rf"[{digits}{magnitudes}]{{3,8}}"
    )
    arabic = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
    return {
        "year": rf"(?:(?<![0-9])(?<![0-9][.,])(?:1[5-9]|20|21)[0-9][0-9]|{year_words})",
        "yy": rf"{arabic}[0-9][0-9]",
        "early": rf"{arabic}(?:1[0-4][0-9][0-9]|(?!1[0-2][0-9](?![0-9]))[1-9][0-9][0-9])",
        "era": rf"(?:[1-9][0-9]?|[{digits}{magnitudes}]{{1,3}})",
        "anno": r"[1-9][0-9]{0,3}",
        "roc": rf"{arabic}1[0-2][0-9]",
        "oldroc": rf"{arabic}[1-9][0-9]?",
        "month": r"(?:(?<![0-9])(?<![0-9][.])(?:1[0-2]|0?[1-9]))",
        "day": r"(?:(?<![0-9])(?<![0-9][.])(?:3[01]|[12][0-9]|0?[1-9]))",
        "dmonth": r"(?:1[0-2]|0?[1-9])",
        "dquarter": r"[1-4]",
        "dyear": r"(?:19|20)[0-9][0-9]",
        "dyy": r"[0-9][0-9]",
        "dday": r"(?:3[01]|[12][0-9]|0?[1-9])",
        "wmonth": month_words,
        "wday": day_words,
        "quarter": rf"(?:(?<![0-9])(?<![0-9][.])[1-4]|{one_of(w for w, v in spelled.items() if v <= 4)})",
        "weekday": one_of(lexicon.dates.weekdays),
        "wlate": one_of(w for w, v in spelled.items() if v > 10),
        "wcentury": one_of(w for w, v in spelled.items() if 10 <= v <= 22),
        "oyy": rf"{arabic}0[0-9]",
        "wyy": _spelled_pair(lexicon),
        "wyear": _spelled_thousand(lexicon),
        "nth": one_of(lexicon.dates.nths),
        "wdecade": one_of(_spelled_tens(lexicon)),
        "decade": r"(?:(?<![0-9])(?<![0-9][.,])(?:(?:1[5-9]|20)?[0-9]0))",
        "century": r"(?:(?<![0-9])(?<![0-9][.,])(?:1[0-9]|2[0-2]))",
        "n": r"(?:(?<![0-9])(?<![0-9][.,])[0-9]{1,2})",
    }


def _spelled_tens(lexicon: Lexicon) -> list[str]:
    ten = next(word for word, value in lexicon.numbers.small.items() if value == 10)
    return [ten, *(word + ten for word, value in lexicon.numbers.digits.items() if 1 < value < 10)]


def _spelled_pair(lexicon: Lexicon) -> str:
    """Two digits in words that are a year's last: with a nought, which no number below a hundred has beside another."""
    noughts = "".join(w for w, v in lexicon.numbers.digits.items() if v == 0)
    ones = "".join(w for w, v in lexicon.numbers.digits.items() if 0 < v < 10 and len(w) == 1)
    late = "".join(w for w, v in lexicon.numbers.digits.items() if 6 <= v < 10 and len(w) == 1)
    return f"(?:[{noughts}][{ones}]|[{late}][{noughts}])" if noughts else "(?!)"


def _spelled_thousand(lexicon: Lexicon) -> str:
    """A year of this century spelled as a number: two thousand and something."""
    thousand = next((word for word, value in lexicon.numbers.small.items() if value == 1000), "")
    two = "".join(w for w, v in lexicon.numbers.digits.items() if v == 2 and len(w) == 1)
    rest = "".join([*lexicon.numbers.digits, *(w for w, v in lexicon.numbers.small.items() if v == 10)])
    return f"[{two}]{thousand}[{rest}]{{2,4}}" if thousand else "(?!)"


def say_pattern(say: str, index: int, slots: dict[str, str], ranges: str) -> str:
    """The pattern of one saying; its last number may be the right end of a range."""
    pieces = re.split(r"\{([a-z]+)\}", say)
    last = max(
        (i for i in range(1, len(pieces), 2) if pieces[i] not in ("weekday", "decade", "century", "yy")), default=0
    )
    dashed = any(piece and piece in "-./" for piece in pieces[::2])
    out: list[str] = []
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            # Some papers set a space between a number and its unit.
            apart = r"\s?" if i and piece[:1].isalpha() else ""
            out.append(apart + literal(piece))
            continue
        name = f"p{index}_{piece}"
        ranged = i == last and not dashed and piece in ("month", "day", "quarter", "year", "early", "wmonth", "n")
        if ranged:
            out.append(rf"(?:(?P<{name}_first>{slots[piece]})\s?(?:{ranges})\s?)?")
        out.append(rf"(?P<{name}>{slots[piece]})")
    closing = r"(?![0-9])" if say.endswith("}") else ""
    return "(?:" + "".join(out) + f"{closing}(?P<p{index}>))"


def listed_pattern(say: str, row: PartRow, index: int, slots: dict[str, str], lexicon: Lexicon) -> str | None:
    """The pattern of a number whose unit only the last of its list writes; None for a saying that is not so shared."""
    match = _LISTED.fullmatch(say)
    if match is None or row.before or row.needs or "(" in say:
        return None
    head, slot, unit = literal(match[1]), match[2], literal(match[3])
    ranges, gap = one_of(lexicon.numbers.ranges), rf"\s?(?:{one_of(lexicon.dates.lists)})\s?"
    name, number = f"p{index}_{slot}", slots[slot]
    member = rf"(?:{head})?{number}(?:\s?(?:{ranges})\s?{number})?"
    lasting = rf"(?!\s?(?:{one_of(lexicon.dates.duration_after)}))" if row.lasts else ""
    alone = "" if head else r"(?<![A-Za-z])"
    first = rf"(?:(?P<{name}_first>{number})\s?(?:{ranges})\s?)?"
    more = rf"(?=(?:{gap}{member}){{0,{_MEMBERS}}}{gap}{member}\s?{unit}{lasting})"
    return rf"(?:{alone}{head}{first}(?P<{name}>{number}){more}(?P<p{index}>))"
