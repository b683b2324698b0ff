"""Koreans whom a bracket, an age or a list shows: `(부장검사 구상엽)`, `구상엽(36)`, `정갑윤·여상규 의원`."""

import re
from collections.abc import Iterator

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable

_NAME = f"([{HANGUL}]{{3}})"
_BEGINS = f"(?<![{HANGUL}A-Za-z])"


class KoreanShown:
    """Finds words of three syllables where a name stands; whether each is one is asked elsewhere.

    `tail` is what may follow a title in its word.
    """

    def __init__(self, table: EntityTable, tail: str) -> None:
        person = table.person
        titles = (*person.titles, *person.address, *person.reporters)
        leads = alternation((*person.titles, *person.heads))
        years = f"[1-9][0-9](?:{alternation(table.gloss.age)}?\\)|[·,] ?[^()\\n]{{1,15}}\\))"
        mark, other = f"[{re.escape(person.marks)}]", f"[^{re.escape(person.marks)}\\n]"
        offices = alternation((*person.compound, *person.titles, *person.heads, *person.offices))
        # 외신캐스터나하늘PD na@…: who signs with an address.
        signed = f"(?:(?<![{HANGUL}A-Za-z])|{alternation(titles)})"
        mail = f"{signed}{_NAME}(?: ?{alternation(titles)})? ?(?=[(\\[]?[A-Za-z0-9._-]{{2,30}}@[a-z])"
        self._patterns = (
            ("person-bracket-title", re.compile(f"\\([{HANGUL}]{{0,4}}?{leads} {_NAME}(?=[),·])")),
            ("person-mail", re.compile(mail)),
            ("person-age", re.compile(f"{_BEGINS}{_NAME}\\({years}")),
            ("person-list", re.compile(f"{_BEGINS}{_NAME}(?=(?:·[{HANGUL}]{{2,4}})+ {alternation(titles)}{tail})")),
            (
                "person-appointed",
                re.compile(f"{mark}{other}{{0,30}}?{offices} {_NAME}(?= ?(?:{mark}|[(\\n,]|$))"),
            ),
        )
        self._behind_given = re.compile(
            f"(?:{alternation(person.given)}|(?<![{HANGUL}]){alternation(person.joins)}) \\Z"
        )
        self._titles, self._offices = frozenset(titles), person.compound
        self._withheld = tuple(held + address for held in person.anonymous for address in person.address)

    def find(self, text: str) -> Iterator[Candidate]:
        """The words, none that is a title (부사장(53)), the end of a foreigner's name (도널드 고스키(64)), or a name
        withheld (김모씨(36))."""
        for rule, pattern in self._patterns:
            for match in pattern.finditer(text):
                word, start = match[1], match.start(1)
                if word in self._titles or word.endswith((*self._offices, *self._withheld)):
                    continue
                if self._behind_given.search(text, max(0, start - 8), start) is None:
                    yield Candidate(start, match.end(1), "PERSON", rule, 0.75, word)
