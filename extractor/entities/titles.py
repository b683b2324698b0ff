"""What stands beside a person: the title and the organisation."""

import re
from collections.abc import Callable, Sequence

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.linking import Group
from extractor.lang.entities import EntityTable


class Titles:
    """Reads title and affiliation of each person group from the words beside its mentions."""

    def __init__(self, table: EntityTable, *, spaced: bool) -> None:
        person = table.person
        titles = alternation((*person.titles, *person.reporters))
        gloss = r"(?: ?\([^()]{1,30}\))?"
        particles = alternation(table.boundary.particles)
        self._spaced = spaced
        end = f"(?=[^{HANGUL}]|$|{alternation(table.boundary.nouns)}|{particles})" if spaced else ""
        words = f"(?:[{HANGUL}A-Za-z0-9·&]+ ){{0,2}}?([{HANGUL}A-Za-z0-9·&]*{titles})" if spaced else f"({titles})"
        self._after = re.compile(f"{gloss}[ ,]{{0,2}}{words}{end}" if spaced else f"{gloss} ?({titles})")
        self._direct = re.compile(
            f"{gloss} ?([{HANGUL}A-Za-z0-9·&]*?{titles}){end}" if spaced else f"{gloss} ?({titles})"
        )
        self._before = re.compile(f"({titles})[:： ]{{0,2}}$")
        self._between = re.compile(f"^[{HANGUL}]? ?$")

    def groups(
        self,
        text: str,
        names: Sequence[Candidate],
        numbers: Sequence[int],
        keys: Sequence[tuple[str, str]],
        surface: Callable[[int, int], str],
    ) -> list[Group]:
        """The groups in order, each person with the first title and organisation that stand beside it.

        `surface` gives the untouched text of a folded span: a title is kept as it is written.
        """
        titles: dict[int, str] = {}
        affiliations: dict[int, int] = {}
        for index, name in enumerate(names):
            if name.type == "PERSON":
                title, organisation = self._beside(text, names, index)
                if title is not None:
                    titles.setdefault(numbers[index], surface(*title))
                if organisation is not None:
                    affiliations.setdefault(numbers[index], numbers[organisation])
        return [
            Group(type_, key[3:] if key.startswith("kb:") else None, titles.get(i), affiliations.get(i))
            for i, (type_, key) in enumerate(keys)
        ]

    def _beside(self, text: str, names: Sequence[Candidate], index: int) -> tuple[tuple[int, int] | None, int | None]:
        name = names[index]
        following = self._next_organisation(text, names, index)
        if following is not None:  # 최수연 네이버 대표
            match = self._after.match(text, names[following].end)
            if match:
                return match.span(1), following
        match = self._direct.match(text, name.end)
        preceding = index - 1 if index and names[index - 1].type == "ORG" else None
        if match:
            near = preceding is not None and self._near(text[names[preceding].end : name.start])
            return match.span(1), preceding if near else None
        before = self._before.search(text, max(0, name.start - 12), name.start) if not self._spaced else None
        if before:
            near = preceding is not None and names[preceding].end in (before.start(), before.start() - 1)
            return before.span(1), preceding if near else None
        return None, None

    def _near(self, between: str) -> bool:
        return self._between.match(between) is not None

    def _next_organisation(self, text: str, names: Sequence[Candidate], index: int) -> int | None:
        if not self._spaced:
            return None
        at = names[index].end
        while index + 1 < len(names) and text.startswith("(", at) and names[index + 1].start == at + 1:
            index += 1  # the gloss of the name itself
            at = text.find(")", names[index].end) + 1 or at
        following = index + 1
        if following < len(names) and names[following].type == "ORG" and text[at : names[following].start] == " ":
            return following
        return None
