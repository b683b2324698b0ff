"""Koreans by their surname alone: `김 회장`, `文 대통령`, `마 회장` after `마윈`, and the withheld name `김모 씨`."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable


class KoreanSurnames:
    """Finds them by what stands behind the surname. `tail` is what may follow a title in its word."""

    def __init__(self, table: EntityTable, tail: str) -> None:
        person = table.person
        titles = (*person.titles, *person.address, *person.reporters)
        one = alternation(word for word in person.surnames if len(word) == 1)
        self._sole = re.compile(
            f"(?<![{HANGUL}A-Za-z·])(?:{alternation(person.sole_surnames)}(?= {alternation(titles)}{tail})"
            f"|{one}(?= {alternation(person.former[:3])} {alternation(titles)}{tail})"
            f"|{one}(?= ?{alternation(person.address[:1])}{tail}))"
        )
        self._sinograph = re.compile(
            f"(?<![{HAN}{HANGUL}])([{person.sinographs}])(?={alternation(person.sinographs_before)})"
        )
        # Apart from the surname (한 모 씨), and where both are a word (공모 대표), the withheld name needs an address
        # behind it; else a title or an age is enough.
        years = f"\\([0-9]{{1,3}}{alternation(table.gloss.age)}?(?:\\)|[,·][^()\\n]{{0,12}}\\)?)"
        address = f"(?: ?{years})? ?{alternation((*person.address[:1], *person.minors))}{tail}"
        titled = f"{years}|(?: ?{years})? (?:{alternation(person.former)} )?{alternation(titles)}{tail}"
        held = alternation(person.anonymous)
        sure = alternation(word for word in person.surnames if len(word) == 1 and word not in person.not_withheld)
        self._anonymous = re.compile(
            f"(?<![{HANGUL}A-Za-z])(?:{one} ?{held}(?={address})|{sure}{held}(?={titled})|{sure} {held}(?={years}))"
        )
        surname = alternation((*person.surnames, *person.short_surnames))
        former = f"(?:{alternation(person.former)} )?"
        titled = f" {former}{alternation((*titles, *person.surname_titles))}{tail}"
        addressed = f"{alternation(person.address[:1])}{tail}"  # written to the surname: 김모씨 … 김씨
        self._again = re.compile(f"(?<![{HANGUL}A-Za-z]){surname}(?={titled}|{addressed})")
        self._title = re.compile(f" {former}({alternation((*titles, *person.surname_titles))}){tail}")
        sole = alternation(person.sole_surnames)
        self._far = re.compile(f"(?<![{HANGUL}A-Za-z]){sole}(?= [{HANGUL}A-Za-z&]{{3,14}}{titled})")
        minors = f"{alternation(person.minors)}{tail}"
        self._minor = re.compile(f"(?<![{HANGUL}A-Za-z]){alternation(person.minor_surnames)}(?={minors})")
        self._market = re.compile(f" {alternation(person.surname_titles)}")
        self._not_bare = person.not_bare

    def find(self, text: str) -> Iterator[Candidate]:
        """Those that need no fuller name elsewhere."""
        for match in self._sinograph.finditer(text):
            yield _person(match, match[1], 0.8)
        for match in self._sole.finditer(text):
            yield _person(match, match[0], 0.6)
        for match in self._anonymous.finditer(text):
            yield Candidate(*match.span(), "PERSON", "person-anonymous", 0.8, match[0])

    def again(self, text: str, people: Sequence[Candidate]) -> Iterator[Candidate]:
        """A surname with a title, where one person of that surname stands before it."""
        first: dict[str, dict[str, int]] = {}  # surname -> person -> where named first
        for item in people:
            for size in (1, 2):
                first.setdefault(text[item.start : item.start + size], {}).setdefault(item.key, item.start)
        for surname, people_of_it in first.items():
            at = text.find(surname)
            while at >= 0:
                match = self._again.match(text, at) or self._minor.match(text, at) or self._far.match(text, at)
                if (
                    match is not None
                    and match.end() == at + len(surname)
                    and not self._is_word(text, surname, match.end())
                ):
                    named = [key for key, start in people_of_it.items() if start < at]
                    if len(named) > 1:
                        named = self._of_title(text, match.end(), [item for item in people if item.key in named])
                    if len(named) == 1:
                        yield Candidate(at, match.end(), "PERSON", "person-surname", 0.75, named[0])
                at = text.find(surname, at + 1)

    def _is_word(self, text: str, surname: str, end: int) -> bool:
        """Whether the surname is a word here and the title another: 이 시장."""
        return surname in self._not_bare and self._market.match(text, end) is not None

    def _of_title(self, text: str, end: int, people: Sequence[Candidate]) -> list[str]:
        """The one of several that the text names with the title that stands here: 이주열 한국은행 총재 … 이 총재."""
        title = self._title.match(text, end)
        if title is None:
            return []
        behind = re.compile(f"(?:\\([^()\\n]{{1,20}}\\))?[^.,·\\n]{{0,12}}{re.escape(title[1])}")
        return list(dict.fromkeys(item.key for item in people if item.end <= end and behind.match(text, item.end)))


def _person(match: re.Match[str], key: str, confidence: float) -> Candidate:
    return Candidate(*match.span(), "PERSON", "person-surname", confidence, key)
