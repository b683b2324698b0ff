"""Chinese names that go on behind a body's own name: its institute, its branch, its index.

`财政部科教和文化司`, `某某大学税务学院`, `某某银行南京分行`, `MSCI亚太股票指数`.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.entities.boundaries import HAN, Boundaries, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable


class ChineseBranches:
    """Makes longer candidates of found names, in a text without spaces."""

    def __init__(self, table: EntityTable, bounds: Boundaries) -> None:
        org, index = table.organisation, table.index
        self._bounds, self._not_begun, self._plain = bounds, org.not_begun, tuple(org.legal_forms)
        run = f"([{HAN}]{{0,10}}?)"
        self._heads = {kind: re.compile(run + alternation(heads)) for kind, heads in org.branches.items()}
        self._ends = {kind: tuple(ends) for kind, ends in org.branch_owners.items()}
        # A body's own name has 和 in it, as no company's has.
        self._breaks = re.compile(alternation(word for word in org.breaks if word not in org.branch_joins))
        self._index = re.compile(
            f"([{HAN}A-Za-z0-9 ]{{0,8}}?){alternation(index.endings)}(?!{alternation(index.not_after)})"
        )
        self._makers, self._indices = frozenset(index.makers), re.compile(f"( ?){alternation(index.endings)}")
        self._mission = re.compile(alternation(org.missions))
        self._mark = org.mission_mark
        self._city = re.compile(f"(){alternation(index.city_endings)}")

    def find(
        self, text: str, found: Sequence[Candidate], words: Words, kinds: Callable[[Candidate], str]
    ) -> Iterator[Candidate]:
        """The longer names; `kinds` says what the knowledge base calls a thing."""
        starts = {item.start: item for item in found if item.type == "LOC"}
        for item in found:
            end, type_ = -1, item.type
            host = starts.get(item.end + len(self._mark)) if text.startswith(self._mark, item.end) else None
            mission = self._mission.match(text, host.end) if host is not None else None
            if mission is not None and kinds(item) == "country":
                name = text[item.start : mission.end()]
                yield Candidate(item.start, mission.end(), "ORG", "branch", 0.8, name)
            if item.type == "ORG":
                end = self._branch(text, item, kinds(item))
                if end < 0 and text[item.start : item.end] in self._makers:
                    end, type_ = self._end(text, item, self._index), "INDEX"
            elif item.type == "INDEX":
                end = self._end(text, item, self._indices)
            elif kinds(item) in ("city", "country", "region"):
                end, type_ = self._end(text, item, self._city), "INDEX"
            if end > item.end and self._bounds.ends(text, end, place=False) and words.over(end) is None:
                key = item.key if item.type == "INDEX" else text[item.start : end]
                yield Candidate(item.start, end, type_, "branch", 0.8, key)

    def _branch(self, text: str, item: Candidate, kind: str) -> int:
        name = text[item.start : item.end]
        owner = next((owner for owner, ends in self._ends.items() if name.endswith(ends)), kind)
        heads = self._heads.get(owner)
        return self._end(text, item, heads) if heads is not None else -1

    def _end(self, text: str, item: Candidate, pattern: re.Pattern[str]) -> int:
        match = pattern.match(text, item.end)
        if match is None or text.startswith(self._not_begun, item.end):
            return -1
        if self._breaks.search(match[1]) or match[0].startswith(self._plain, len(match[1]) - 1):
            return -1  # 公司 is no 司
        return match.end()
