"""Chinese places that no table has: works and landscapes by their last word, railways by the places that they join.

`小浪底水库`, `京雄高速公路`, `杭州东至长沙南`, `贵州黔东南州榕江县`: one place each, and two stations.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from extractor.entities.boundaries import Boundaries, alternation, not_before
from extractor.entities.candidates import Candidate
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable

_NEAR = 60  # characters


class ChineseFacilities:
    """Finds them by the dictionary's words before the last word, in a text without spaces."""

    def __init__(self, table: EntityTable, bounds: Boundaries, is_country: Callable[[str], bool]) -> None:
        place = table.place
        self._bounds, self._is_country = bounds, is_country
        self._works = re.compile(f"({alternation(place.works)}){not_before(place.not_works)}")
        self._behind = re.compile(f"{alternation(place.works_of_place)}{not_before(place.not_works)}")
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
        self._more = re.compile(
            f"(?:{alternation(place.towns)}|{alternation(place.works_of_place)}){not_before(place.not_works)}"
        )
        self._sights = (*place.towns, *(word for word in place.works_of_place if len(word) == 1))
        self._county = re.compile(alternation(place.counties))
        self._not_towns = frozenset((*place.not_towns, *place.not_stems))
        self._institution = re.compile(alternation(table.organisation.institutions))
        self._wholes, self._towns, self._states = place.parted, place.towns, table.unspaced.states

    def find(
        self, text: str, known: Sequence[Candidate], words: Words, kinds: Callable[[Candidate], str]
    ) -> Iterator[Candidate]:
        """The places; `known` are those that one may begin with, `kinds` what the knowledge base calls them."""
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
        every = {item.start: item for item in known if item.type == "LOC"}
        towns = {start: item for start, item in every.items() if kinds(item) != "city"}
        for item in known:
            if item.type != "LOC" or self._is_country(text[item.start : item.end]):
                continue
            works = self._behind.match(text, item.end)
            if works is not None and words.over(item.end) in (None, (item.start, works.end())):
                yield from self._place(text, item.start, works.end(), "place-works", words)
            station = self._station_end(text, item, lines)
            if station > 0:  # 东至 is a county, too: no word of the dictionary tells
                yield Candidate(item.start, station, "LOC", "place-station", 0.8, text[item.start : station])
            elif text[item.start : item.end] in self._provinces:
                yield from self._within(text, item, every, words)
            elif kinds(item) == "city":  # two cities in a row are two
                yield from self._within(text, item, towns, words)

    def _station_end(self, text: str, item: Candidate, lines: Sequence[int]) -> int:
        """Where the station ends that is named after a city; -1 where no railway is near (大邱南至釜山)."""
        if not any(abs(at - item.start) < _NEAR for at in lines):
            return -1
        behind = self._joined.search(text, max(0, item.start - 1), item.start) is not None
        station = (self._station_behind if behind else self._station).match(text, item.end)
        return station.end() if station is not None else -1

    def _start(self, works: re.Match[str], words: Words) -> int:
        """Where the name begins whose last word is found; -1 where none does."""
        over, short = words.over(works.start()), len(works[1]) == 1
        if over is not None and over[1] == works.end():  # the dictionary has it whole
            place = words.is_place(*over) and over[1] - over[0] > 2 if short else words.is_proper(*over)
            return over[0] if place else -1
        if short and words.before(works.start()) is not None:
            return -1  # 火山岛
        return words.stem(works.start(), self._plain)

    def _within(self, text: str, item: Candidate, places: Mapping[int, Candidate], words: Words) -> Iterator[Candidate]:
        """A province or city with the place behind it, which the dictionary may know alone: 广东徐闻, 宜宾长宁县."""
        town = places.get(item.end)
        end = item.end
        while (last := self._town(text, end, places, words)) > end:
            end = last
        if end > item.end:
            key = town.key if town is not None and town.end == end else text[item.start : end]
            yield Candidate(item.start, end, "LOC", "place-part", 0.85, key)
            body = self._institution.match(text, end)
            if body is not None and self._bounds.ends(text, body.end(), place=False):
                name = text[item.start : body.end()]
                yield Candidate(item.start, body.end(), "ORG", "place-institution", 0.85, name)

    def _town(self, text: str, start: int, places: Mapping[int, Candidate], words: Words) -> int:
        """Where the place ends that begins at `start`; -1 where none begins that lies in another."""
        town, county = words.at(start), self._county.match(text, start)
        end = places[start].end if start in places else -1
        if end < 0 and county is not None and words.over(county.end()) is None:
            end = county.end()
        elif end < 0 and town is not None and text.endswith(self._sights, start + 2, town[1]) and words.is_town(*town):
            end = town[1]
        name = text[start:end]
        if (
            end < 0
            or name == text[start - len(name) : start]
            or name in self._provinces
            or name in self._not_towns
            or self._is_country(name)
        ):
            return -1
        more = self._more.match(text, end)
        end = more.end() if more is not None and words.over(more.end()) is None else end
        return end if self._bounds.ends(text, end, place=True) else -1

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
        if name == whole or name in self._provinces or kinds(item) == "country" or kinds(last) == "country":
            return False
        state = kinds(last) == "region" and whole.endswith(self._states)
        if whole in self._provinces or whole.endswith(self._wholes) or state:
            return kinds(item) in ("city", "") or name.endswith(self._towns)
        city = kinds(last) == "city" and last.rule != "place-part"
        return city and (kinds(item) == "" or name.endswith(self._towns))

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
