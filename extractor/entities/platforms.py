"""Platforms that no table has, by the words that say what they are: 某某P2P网贷平台, 借贷平台某某, 平台名称：某某.

A platform is a product, whoever runs it; a company of the same name is named so where no such word stands.
"""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable


class ChinesePlatforms:
    """Finds them in a text without spaces."""

    def __init__(self, table: EntityTable) -> None:
        platform = table.platform
        kinds, word = alternation(platform.kinds), f"[{HAN}A-Za-z0-9]"
        left = f"(?<!{word})"
        self._plain = re.compile(f"{alternation(platform.plain)}|^[0-9]")
        self._patterns = (
            re.compile(f"{left}({word}{{2,8}}?)(?={kinds})"),
            re.compile(f"{kinds}({word}{{2,8}}?)(?={alternation(platform.follow)})"),
            re.compile(
                f"{alternation(platform.labels)}[:：] ?({word}{{2,10}}?)(?={alternation(platform.ends)}|(?!{word})|$)"
            ),
        )
        self._national = re.compile(
            f"{alternation(platform.national)}[{HAN}0-9]{{2,16}}?{alternation(platform.services)}(?:{alternation(platform.whole)})"
        )
        self._breaks = re.compile(alternation(word for word in table.organisation.breaks if len(word) == 1))
        names = f"({word}{{2,8}}(?:、{word}{{2,8}}?)+)"
        self._list = re.compile(f"{left}{names}{alternation(platform.rest)}[0-9]{{0,3}}[{HAN}]{{0,5}}{kinds}")
        self._named = re.compile(alternation(platform.named))

    def find(self, text: str, known: Sequence[Candidate], words: Words) -> Iterator[Candidate]:
        """The platforms of a folded text; `known` are the places that may stand there (浙江宁波P2P平台)."""
        places = frozenset(item.end for item in known if item.type == "LOC")
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                yield from self._platform(text, *match.span(1), places, words)
        for match in self._list.finditer(text):
            at = match.start(1)
            for name in match[1].split("、"):
                yield from self._platform(text, at, at + len(name), places, words)
                at += len(name) + 1

        for match in self._national.finditer(text):
            if not self._breaks.search(match[0]):
                yield Candidate(*match.span(), "PRODUCT", "product-platform", 0.8, match[0])

    def is_called(self, text: str, end: int) -> bool:
        """Whether the name that ends at a place is called a platform there: 某某平台."""
        return self._named.match(text, end) is not None

    def _platform(self, text: str, start: int, end: int, places: frozenset[int], words: Words) -> Iterator[Candidate]:
        name = text[start:end]
        if end not in places and not self._plain.search(name) and not words.is_common(name):
            yield Candidate(start, end, "PRODUCT", "product-platform", 0.8, name)
