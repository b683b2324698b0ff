"""Short forms that a Chinese text does not announce: 自然堂 of 自然堂全球控股有限公司, Acme of Acme Games."""

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.entities.boundaries import Boundaries, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable

_SHORTEST = 3  # characters: two are an accident too often


class ChineseShortForms:
    """Finds what is left of a full legal name without its trades, with and without the place that it begins with."""

    def __init__(
        self, table: EntityTable, bounds: Boundaries, is_place: Callable[[str], bool], is_name: Callable[[str], bool]
    ) -> None:
        org = table.organisation
        self._bounds, self._is_place, self._is_name = bounds, is_place, is_name
        self._full = tuple(form for form in org.legal_forms if len(form) > 2)
        self._trade = re.compile(f"(?:{alternation((*org.tails, *org.short_form_drops))}|\\([^()]*\\))\\Z")
        self._common = re.compile(alternation((*org.common, *org.not_names, *org.plain)))
        self._latin = re.compile(f"([A-Z][A-Za-z]{{3,}}) {alternation(org.latin_forms)}")

    def find(self, text: str, found: Sequence[Candidate], words: Words) -> Iterator[Candidate]:
        """Further mentions of the companies of `found`, under the key of the full name."""
        stems: dict[str, str] = {}
        for item in found:
            name = text[item.start : item.end]
            form = next((form for form in self._full if name.endswith(form)), None)
            if item.type == "ORG" and form is not None:
                for stem in (s for s in self._stems(name.removesuffix(form)) if not words.is_common(s)):
                    stems.setdefault(stem, item.key)
        for item in found:
            latin = self._latin.fullmatch(text, item.start, item.end) if item.type == "ORG" else None
            if latin is not None and not self._is_name(latin[1]):
                alone = f"(?<![A-Za-z0-9&.-])(?<![A-Za-z] ){latin[1]}(?![A-Za-z0-9&.-]| [A-Z])"
                for match in re.finditer(alone, text):
                    yield Candidate(*match.span(), "ORG", "org-short-form", 0.97, item.key)
        for stem, key in stems.items():
            at = text.find(stem)
            while at >= 0:
                end = at + len(stem)
                if self._bounds.ends(text, end, place=False) and words.over(at) is None and words.over(end) is None:
                    yield Candidate(at, end, "ORG", "org-short-form", 0.7, key)
                at = text.find(stem, end)

    def _stems(self, name: str) -> Iterator[str]:
        place = next((size for size in (4, 3, 2) if self._is_place(name[:size])), 0)
        stems = [name]
        while (trade := self._trade.search(stems[-1], place + 2)) is not None:
            stems.append(stems[-1][: trade.start()])
        for word in dict.fromkeys(word for stem in stems[1:] or stems for word in (stem, stem[place:])):
            rest = word.removeprefix(name[:place])
            plain = self._common.fullmatch(rest) or self._is_place(rest) or len(rest) < 2
            if len(word) >= _SHORTEST and not plain and not self._is_place(word) and not self._is_two(word):
                yield word

    def _is_two(self, word: str) -> bool:
        """Whether the word is two known names: 华为中兴."""
        parts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        return any(self._is_name(one) and not self._is_place(one) and self._is_name(other) for one, other in parts)
