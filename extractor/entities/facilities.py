"""Chinese places that no table has: works and landscapes by their last word, railways by the places that they join.

`小浪底水库`, `京雄高速公路`, `杭州东至长沙南`, `贵州黔东南州榕江县`: one place each, and two stations.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.entities.boundaries import Boundaries, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable

_NEAR = 60  # characters


class ChineseFacilities:
    """Finds them by the dictionary's words before the last word, in a text without spaces."""

    def __init__(self, table: EntityTable, bounds: Boundaries, is_country: Callable[[str], bool]) -> None:
        place = table.place
        self._bounds, self._is_country = bounds, is_country
        self._works = re.compile(f"({alternation(place.works)}){_no(place.not_works)}")
        self._behind = re.compile(f"{alternation(place.works_of_place)}{_no(place.not_works)}")
        self._plain, self._not_stems = place.not_in_stem, frozenset(place.not_stems)
        self._line = re.compile(f"[{place.line_syllables}]{{2,3}}{alternation(place.lines)}")
        self._lines, joins = re.compile(alternation(place.lines)), alternation(place.joins)
        self._joined = re.compile(f"{joins}\\Z")
        sides = f"[{place.station_sides}]"
        self._station = re.compile(f"{sides}(?:{alternation(place.stations)}|(?={joins}))")
        self._station_behind = re.compile(
            f"{sides}(?:{alternation(place.stations)}|(?={alternation(place.stretches)}))"
        )
        self._provinces = frozenset(f"{name}{end}" for name in place.provinces for end in ("", *place.local))
        self._wholes, self._towns = place.parted, place.towns

    def find(self, text: str, known: Sequence[Candidate], words: Words) -> Iterator[Candidate]:
        """The places; `known` are those that one may begin with."""
        for match in self._works.finditer(text):
            start = self._start(match, words)
            stem = text[start : match.start()]
            if start >= 0 and stem not in self._not_stems and not self._is_country(stem):
                yield from self._place(text, start, match.end(), "place-works", words)
        for match in self._line.finditer(text):
            if self._bounds.ends(text, match.end(), place=True):
                yield Candidate(*match.span(), "LOC", "place-line", 0.8, match[0])
        lines = [match.start() for match in self._lines.finditer(text)]
        for match in self._lines.finditer(text):
            yield from self._between(text, match, words)
        for item in known:
            if item.type != "LOC" or self._is_country(text[item.start : item.end]):
                continue
            works = self._behind.match(text, item.end)
            if works is not None and words.over(item.end) in (None, (item.start, works.end())):
                yield from self._place(text, item.start, works.end(), "place-works", words)
            if not any(abs(at - item.start) < _NEAR for at in lines):
                continue  # 大邱南至釜山 are no stations where no railway is near
            behind = self._joined.search(text, max(0, item.start - 1), item.start) is not None
            station = (self._station_behind if behind else self._station).match(text, item.end)
            if station is not None:  # 东至 is a county, too: no word of the dictionary tells
                yield Candidate(
                    item.start, station.end(), "LOC", "place-station", 0.8, text[item.start : station.end()]
                )

    def _start(self, works: re.Match[str], words: Words) -> int:
        """Where the name begins whose last word is found; -1 where none does."""
        over, short = words.over(works.start()), len(works[1]) == 1
        if over is not None and over[1] == works.end():  # the dictionary has it whole
            place = words.is_place(*over) and over[1] - over[0] > 2 if short else words.is_proper(*over)
            return over[0] if place else -1
        if short and words.before(works.start()) is not None:
            return -1  # 火山岛
        return words.stem(works.start(), self._plain)

    def joined(
        self, text: str, found: Sequence[Candidate], words: Words, kinds: Callable[[Candidate], str]
    ) -> Iterator[Candidate]:
        """A province with the town in it, which are one place; `kinds` says what the knowledge base calls a place."""
        start, last = -1, None
        for item in (item for item in found if item.type == "LOC"):
            near = last is not None and item.start == last.end and words.over(item.end) is None
            if last is not None and near and self._lies_in(text, item, last, kinds):
                start = last.start if start < 0 else start
                yield Candidate(start, item.end, "LOC", "place-part", 0.85, item.key)
            else:
                start = -1
            last = item

    def _lies_in(self, text: str, item: Candidate, last: Candidate, kinds: Callable[[Candidate], str]) -> bool:
        name, whole = text[item.start : item.end], text[last.start : last.end]
        if (
            name in self._provinces
            or self._works.search(name)
            or not (whole in self._provinces or whole.endswith(self._wholes))
        ):
            return False
        return kinds(item) == "city" or name.endswith(self._towns)

    def _between(self, text: str, line: re.Match[str], words: Words) -> Iterator[Candidate]:
        """A railway named by two places of which the dictionary knows both: 苍梧至容县高速公路."""
        second = words.before(line.start())
        if second is None or not words.is_proper(*second) or self._joined.search(text, 0, second[0]) is None:
            return
        first = words.before(second[0] - 1)
        if first is not None and words.is_proper(*first):
            yield from self._place(text, first[0], line.end(), "place-line", words)

    def _place(self, text: str, start: int, end: int, rule: str, words: Words) -> Iterator[Candidate]:
        over = words.over(end)
        if over is None and words.over(start) is None and self._bounds.ends(text, end, place=True):
            yield Candidate(start, end, "LOC", rule, 0.8, text[start:end])


def _no(words: Sequence[str]) -> str:
    return f"(?!{alternation(words)})" if words else ""
