"""Chinese products that no quotes of a maker show: rockets and satellites, ships, works in 《》, brands in a list."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable


class ChineseThings:
    """Finds `长征二号丙`, `“雪龙”号`, `长白山舰`, `电视剧《北上》`, `旗下有甲、乙等品牌`."""

    def __init__(self, table: EntityTable) -> None:
        thing = table.thing
        digits, mark = f"[{thing.digits}0-9]{{1,4}}", thing.mark
        self._series = re.compile(f"{alternation(thing.series)}{digits}{mark}(?:[{thing.variants}]|[A-Z](?![A-Za-z]))?")
        self._quoted = re.compile(f'[“"「]([{HAN}A-Za-z0-9]{{2,8}})[”"」]{mark}{_no(thing.not_after_mark)}')
        self._craft = re.compile(f"{mark}(?={alternation(thing.craft)})")
        self._ship = re.compile(f"{thing.ship}(?![{HAN}]?{thing.ship})" if thing.ship else "(?!)")
        self._fleet = re.compile(alternation(thing.fleet))
        self._works = re.compile(f"{alternation(thing.works)}《([^《》\n]{{1,20}})》")
        self._books = re.compile(f"《([^《》\n]{{0,12}}{alternation(thing.books)})》")
        word = f"[{HAN}A-Za-z0-9 ]{{2,10}}"
        count = f"[0-9{thing.digits}]{{0,3}}[{HAN}]{{0,5}}"
        names = f"((?:{word}?、)*{word}?(?:[{thing.joins}]{word}?)?)"
        self._list = re.compile(f"{alternation(thing.lists)}{names}{thing.rest}{count}{alternation(thing.brands)}")
        self._cut = re.compile(f"[、{thing.joins}]")

    def find(self, text: str, known: Sequence[Candidate], words: Words) -> Iterator[Candidate]:
        """The products; `known` are the places that ships are named after."""
        for match in self._series.finditer(text):
            if words.over(match.start()) is None:
                yield _product(text, *match.span())
        for pattern, rule in (
            (self._quoted, "product-thing"),
            (self._works, "product-work"),
            (self._books, "product-work"),
        ):
            for match in pattern.finditer(text):
                yield _product(text, *match.span(1), rule)
        for match in self._craft.finditer(text):
            start = words.stem(match.start(), "")
            if start >= 0:
                yield _product(text, start, match.end())
        yield from self._ships(text, known, words)
        for match in self._list.finditer(text):
            at = match.start(1)
            for name in self._cut.split(match[1]):
                if len(name) > 1:
                    yield _product(text, at, at + len(name))
                at += len(name) + 1

    def _ships(self, text: str, known: Sequence[Candidate], words: Words) -> Iterator[Candidate]:
        if not self._fleet.search(text):
            return
        places = {item.end: item.start for item in known if item.type == "LOC"}
        for match in self._ship.finditer(text):
            start = places.get(match.start(), -1)
            start = start if start >= 0 or words.over(match.start()) else words.stem(match.start(), "")
            if start >= 0:
                yield _product(text, start, match.end())


def _product(text: str, start: int, end: int, rule: str = "product-thing") -> Candidate:
    return Candidate(start, end, "PRODUCT", rule, 0.8, text[start:end])


def _no(words: Sequence[str]) -> str:
    return f"(?!{alternation(words)})" if words else ""
