"""Korean names beside a word of what they are: `조사업체 새길리서치에 따르면`, `브랜드로는 가람, 나래, 다솜 등`."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import KnowledgeBase
from extractor.entities.nouns import CommonNouns
from extractor.lang.entities import EntityTable

_NAME = f"[{HANGUL}A-Za-z][{HANGUL}A-Za-z0-9&]{{1,11}}"
_BEFORE = 32  # characters before the words for a source in which its name and what it is stand


class Apposed:
    """Finds the sources and brands that nobody knows."""

    def __init__(self, table: EntityTable, kb: KnowledgeBase) -> None:
        self._kb, self._nouns = kb, CommonNouns(table.nouns)
        press = table.reported
        self._by = re.compile(alternation(press.by))
        kinds = f"(?P<house>{alternation(press.sources)})|(?P<site>{alternation(press.sites)})"
        self._source = re.compile(f"(?:{kinds}) [‘'“\"]?({_NAME})(?:\\([^()\\n]{{1,12}}\\))?[’'”\"]?\\Z")
        self._heads = re.compile(f"{alternation(press.brand_heads)} ")
        self._list = re.compile(f"{_NAME}(?:(?:, ?|·){_NAME}){{1,8}}(?= ?{alternation(press.rest)}(?![{HANGUL}]{{2}}))")
        self._item = re.compile(_NAME)

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The names that `known` does not hold."""
        taken = {item.start for item in known}
        for by in self._by.finditer(text):
            source = self._source.search(text, max(0, by.start() - _BEFORE), by.start())
            if source is not None and source.start(3) not in taken and not self._nouns.compose(source[3]):
                kind: Literal["ORG", "PRODUCT"] = "ORG" if source["house"] else "PRODUCT"
                yield Candidate(*source.span(3), kind, "source", 0.75, source[3])
        for head in self._heads.finditer(text):
            listed = self._list.match(text, head.end())
            if listed is not None:
                yield from self._brands(text, listed, taken)

    def _brands(self, text: str, listed: re.Match[str], taken: set[int]) -> Iterator[Candidate]:
        """The brands of a list of which the knowledge base knows one, and no company."""
        items = list(self._item.finditer(text, *listed.span()))
        types = {entry.type for item in items if (entry := self._kb.lookup(item[0])) is not None}
        if types != {"PRODUCT"}:
            return
        for item in items:
            if item.start() not in taken and not self._nouns.compose(item[0]):
                yield Candidate(*item.span(), "PRODUCT", "product-listed", 0.75, item[0])
