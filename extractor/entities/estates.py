"""Housing estates in quotes, by the builder's brand in their name: `‘초록숲 래미안’`, `‘힐스테이트 새길 2단지’`."""

import re
from collections.abc import Iterator

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable


class Estates:
    """Finds what quotes hold where a brand of flats stands in it and is not all of it."""

    def __init__(self, table: EntityTable) -> None:
        brand = f"{alternation(table.place.estates)}(?![{HANGUL} ]{{0,3}}(?:{alternation(table.place.not_estates)}))"
        word = "[^‘’'“”\"「」『』\\n,.()]"
        self._quoted = re.compile(f"[‘'“\"]((?={word}{{0,20}}{brand}){word}{{2,30}})(?:\\([^()\\n]{{1,30}}\\))?[’'”\"]")
        self._brand = re.compile(alternation(table.place.estates))

    def find(self, text: str) -> Iterator[Candidate]:
        """The estates; the text's further mentions of them are then found by the words themselves."""
        for match in self._quoted.finditer(text):
            if self._brand.fullmatch(match[1]) is None:
                yield Candidate(*match.span(1), "LOC", "place-estate", 0.8, match[1])
