"""Which of many date patterns may match at a place: one look at a character or two spares trying the others."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractor.lang.lexicon import Lexicon
from extractor.lang.patterns import beginnings, one_of

_DIGITS = re.compile(r"[0-9]{1,12}")  # more of them begin no date
_LENGTHS = {
    "year": "4", "dyear": "4", "yy": "2", "dyy": "2", "oyy": "2", "century": "2", "decade": "24", "roc": "3",
    "early": "34", "oldroc": "12", "month": "12", "dmonth": "12", "day": "12", "dday": "12", "n": "12",
    "quarter": "1", "dquarter": "1",
}  # fmt: skip
"""The slots that digits fill, and how many of them: behind a slot stands no digit."""
# The slots that numbers in words fill; weekdays and the like are tables of their own.
_IN_WORDS = {"year", "quarter", "wyear", "wyy", "wmonth", "wday", "wlate", "wcentury", "wdecade"}
_ANY = ""
_LONGEST_LIST = 200  # characters of a list whose members share the unit


@dataclass(frozen=True, slots=True)
class Alternative:
    """A pattern, and what a place begins with where it may match.

    `heads` has the characters that it may begin with, `behind` how many digits: each with the characters that may come
    next, one white space aside; "" is any.
    """

    pattern: str
    heads: Mapping[str, frozenset[str]]
    behind: Mapping[int, frozenset[str]]
    listed: bool = False  # a number whose unit stands at the end of its list


def alternative(pattern: str, say: str, listed: bool, lexicon: Lexicon) -> Alternative:
    """The alternative that a saying makes, with what it may begin with."""
    if number := _DIGITS.match(say):
        return Alternative(pattern, {}, {number.end(): frozenset({_next(say[number.end() :])})}, listed)
    if not say.startswith("{"):
        return Alternative(pattern, {say[0]: frozenset({_next(say[1:])})}, {}, listed)
    slot, _, rest = say[1:].partition("}")
    signs = {sign.lstrip()[:1] for sign in (*lexicon.numbers.ranges, *(lexicon.dates.lists if listed else ()))}
    behind = frozenset({_next(rest), *signs})
    numerals = [*lexicon.numbers.digits, *lexicon.numbers.small] if slot in _IN_WORDS else []
    words = lexicon.dates.weekdays if slot == "weekday" else lexicon.dates.nths if slot == "nth" else ()
    heads: dict[str, frozenset[str]] = {}
    for word in [*numerals, *words]:
        if not word[0].isascii():
            following = {_next(word[1:])} if len(word) > 1 else behind.union(*numerals)
            heads[word[0]] = heads.get(word[0], frozenset()) | following
    lengths = map(int, _LENGTHS.get(slot, ""))
    if any(word[0].isascii() for word in words):
        return Alternative(pattern, heads, dict.fromkeys(range(1, 13), frozenset({_ANY})), listed)
    return Alternative(pattern, heads, dict.fromkeys(lengths, behind), listed)


def words_alone(name: str, words: Iterable[str]) -> list[Alternative]:
    """The alternatives that are these words, the longest that fits, as a group of that name; one for each beginning."""
    by_head: dict[str, list[str]] = {}
    for word in words:
        by_head.setdefault(word[0], []).append(word)
    return [
        Alternative(f"(?P<{name}>{one_of(held)})", {head: frozenset(_next(word[1:]) for word in held)}, {})
        for head, held in by_head.items()
    ]


def _next(say: str) -> str:
    """The character that a saying goes on with, white space aside; "" where that may be any."""
    character = say.lstrip()[:1]
    return _ANY if character == "{" else character


def list_ahead(says: Iterable[str], numbers: Iterable[str], lexicon: Lexicon) -> re.Pattern[str]:
    """A look at what begins at a place: whether a list of numbers can stand there with the unit of one of `says`."""
    units, members = set(), {*"0123456789", *lexicon.numbers.digits, *lexicon.numbers.small}
    members.update(*numbers, *lexicon.numbers.ranges, *lexicon.dates.lists)
    for say in says:
        head, _, unit = say.partition("{")
        members.update(head)
        units.add(unit.partition("}")[2].lstrip()[:1])
    signs = {sign.lstrip()[:1] for sign in lexicon.dates.lists}  # one stands behind the first member, or no list does
    if not signs:
        return re.compile("(?!)")
    first, member, sign, unit = (
        re.escape("".join(sorted(characters))) for characters in (members - signs, members, signs, units - {""})
    )
    return re.compile(rf"(?=[\s{first}]{{1,{_LONGEST_LIST}}}[{sign}])[\s{member}]{{1,{_LONGEST_LIST}}}[{unit}]")


class Choice:
    """A pattern of many alternatives, of which the first that matches counts; it tries those that may."""

    __slots__ = ("_ahead", "_alternatives", "_behind", "_gate", "_heads")

    def __init__(self, alternatives: Iterable[Alternative], ahead: re.Pattern[str]) -> None:
        self._alternatives, self._ahead = tuple(alternatives), ahead
        held: dict[tuple[int, ...], _Few] = {}
        self._heads = _tables([a.heads for a in self._alternatives], self._alternatives, held)
        self._behind = _tables([a.behind for a in self._alternatives], self._alternatives, held)
        # A search looks for two characters: `re` skips quickly to where one of some letters stands.
        self._gate = re.compile(beginnings({head: _named(table) for head, table in self._heads.items()}))

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """The match at `position`, or None."""
        character = text[position : position + 1]
        digits = _DIGITS.match(text, position) if "0" <= character <= "9" else None
        if digits is None:
            return self._matched(self._heads.get(character), text, position, position + 1)
        return self._matched(self._behind.get(digits.end() - position), text, position, digits.end())

    def search(self, text: str, position: int = 0) -> re.Match[str] | None:
        """The first match from `position` on of an alternative that begins with no digit, or None."""
        while (found := self._gate.search(text, position)) is not None:
            position = found.start()
            match = self._matched(self._heads[text[position]], text, position, position + 1)
            if match is not None:
                return match
            position += 1
        return None

    def _matched(self, table: "_Table | None", text: str, position: int, end: int) -> re.Match[str] | None:
        """The match at `position` of those that what stands at `end` lets match."""
        if table is None:
            return None
        following = text[end : end + 1]
        few = table.get(text[end + 1 : end + 2] if following.isspace() else following) or table[_ANY]
        pattern, listed = few.pair or few.compiled()
        if listed is not None and self._ahead.match(text, position) is not None:
            pattern = listed
        return pattern.match(text, position) if pattern is not None else None


class _Few:
    """The alternatives that may match at a place, compiled when a text asks for them."""

    __slots__ = ("alternatives", "pair")

    def __init__(self, alternatives: Sequence[Alternative]) -> None:
        self.alternatives = alternatives
        self.pair: _Pair | None = None

    def compiled(self) -> "_Pair":
        """The pattern for a place where no list stands; then the one for a list, None where it is the same."""
        alone = [a.pattern for a in self.alternatives if not a.listed]
        self.pair = (
            re.compile("|".join(alone)) if alone else None,
            re.compile("|".join(a.pattern for a in self.alternatives)) if len(alone) < len(self.alternatives) else None,
        )
        return self.pair


_Pair = tuple[re.Pattern[str] | None, re.Pattern[str] | None]
_Table = dict[str, _Few]  # by the character that comes next; "" for those that no alternative names
_Key = TypeVar("_Key", str, int)


def _tables(
    begins: Sequence[Mapping[_Key, frozenset[str]]],
    alternatives: Sequence[Alternative],
    held: dict[tuple[int, ...], _Few],
) -> dict[_Key, _Table]:
    """For each beginning and what comes next the alternatives that may match; `held` has those made so far."""
    by_key: dict[_Key, list[tuple[int, frozenset[str]]]] = {}
    for index, keys in enumerate(begins):
        for key, following in keys.items():
            by_key.setdefault(key, []).append((index, following))
    tables: dict[_Key, _Table] = {}
    for key, found in by_key.items():
        tables[key] = {}
        for character in {_ANY}.union(*(following for _, following in found)):
            chosen = tuple(index for index, following in found if character in following or _ANY in following)
            few = held.setdefault(chosen, _Few([alternatives[index] for index in chosen]))
            tables[key][character] = few
    return tables


def _named(table: _Table) -> Iterable[str]:
    """What may come next where any alternative matches."""
    return table if table[_ANY].alternatives else table.keys() - {_ANY}
