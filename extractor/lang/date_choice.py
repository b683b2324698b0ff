"""Which of many date patterns may match at a place: one look at a character or two spares trying the others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.lang.lexicon import Lexicon

_DIGITS = re.compile(r"[0-9]{1,12}\s?")  # more of them begin no date
# The slots that digits fill, and those that numbers in words fill; weekdays and the like are tables of their own.
_IN_DIGITS = {
    "year", "yy", "roc", "oldroc", "oyy", "month", "day", "quarter", "decade", "century", "n",
    "dmonth", "dday", "dyear", "dyy", "dquarter",
}  # fmt: skip
_IN_WORDS = {"year", "quarter", "wyear", "wyy", "wmonth", "wday", "wlate", "wcentury", "wdecade"}
_ANY = ""
_LONGEST_LIST = 200  # characters of a list whose members share the unit


@dataclass(frozen=True, slots=True)
class Alternative:
    """A pattern, the characters that it may begin with, and those that may stand behind digits that it begins with.

    `behind` is None where it begins with no digits, and holds "" where anything may stand behind them.
    """

    pattern: str
    heads: frozenset[str]
    behind: frozenset[str] | None
    listed: bool = False  # a number whose unit stands at the end of its list


def alternative(pattern: str, say: str, listed: bool, lexicon: Lexicon) -> Alternative:
    """The alternative that a saying makes, with what it may begin with."""
    if not say.startswith("{"):
        return Alternative(pattern, frozenset(say[0]), None, listed)
    slot, _, rest = say[1:].partition("}")
    words: list[str] = []
    if slot in _IN_WORDS:
        words += [*lexicon.numbers.digits, *lexicon.numbers.small]
    words += lexicon.dates.weekdays if slot == "weekday" else lexicon.dates.nths if slot == "nth" else ()
    heads = frozenset(word[0] for word in words if not word[0].isascii())
    if slot not in _IN_DIGITS:
        some = any(word[0].isascii() for word in words)
        return Alternative(pattern, heads, frozenset({_ANY}) if some else None, listed)
    signs = {sign.lstrip()[:1] for sign in (*lexicon.numbers.ranges, *(lexicon.dates.lists if listed else ()))}
    return Alternative(pattern, heads, frozenset({rest.lstrip()[:1], *signs}), listed)


def list_ahead(says: Iterable[str], numbers: Iterable[str], lexicon: Lexicon) -> re.Pattern[str]:
    """A look at what begins at a place: whether a list of numbers can stand there with the unit of one of `says`."""
    units, members = set(), {*"0123456789", *lexicon.numbers.digits, *lexicon.numbers.small}
    members.update(*numbers, *lexicon.numbers.ranges, *lexicon.dates.lists)
    for say in says:
        head, _, unit = say.partition("{")
        members.update(head)
        units.add(unit.partition("}")[2].lstrip()[:1])
    escaped = (re.escape("".join(sorted(characters))) for characters in (members, units - {""}))
    return re.compile(rf"[\s{next(escaped)}]{{1,{_LONGEST_LIST}}}[{next(escaped)}]")


class Choice:
    """A pattern of many alternatives, of which the first that matches counts; it tries those that may."""

    __slots__ = ("_ahead", "_alternatives", "_behind", "_heads")

    def __init__(self, alternatives: Iterable[Alternative], ahead: re.Pattern[str]) -> None:
        self._alternatives, self._ahead = tuple(alternatives), ahead
        self._heads: dict[str, _Pair] = {}
        self._behind: dict[str, _Pair] = {}

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """The match at `position`, or None."""
        digits = _DIGITS.match(text, position)
        if digits is None:
            chosen, key = self._heads, text[position : position + 1]
        else:
            chosen, key = self._behind, text[digits.end() : digits.end() + 1]
        try:
            pattern, listed = chosen[key]
        except KeyError:
            pattern, listed = chosen[key] = self._compiled(key, digits is not None)
        if listed is not None and self._ahead.match(text, position) is not None:
            pattern = listed
        return pattern.match(text, position) if pattern is not None else None

    def _compiled(self, key: str, digits: bool) -> "_Pair":
        """The pattern for a place where no list stands; then the one for a list, None where it is the same."""
        if digits:
            found = [a for a in self._alternatives if a.behind is not None and a.behind & {key, _ANY}]
        else:
            found = [a for a in self._alternatives if key in a.heads]
        alone = [a.pattern for a in found if not a.listed]
        return (
            re.compile("|".join(alone)) if alone else None,
            re.compile("|".join(a.pattern for a in found)) if len(alone) < len(found) else None,
        )


_Pair = tuple[re.Pattern[str] | None, re.Pattern[str] | None]
