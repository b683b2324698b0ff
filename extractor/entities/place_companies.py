"""Chinese companies named after a place by two more characters, where a word says that it is one: 子公司江州兆盛."""

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.entities.boundaries import HAN, Boundaries, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable

_PLACES = ("city", "region")


class PlaceCompanies:
    """Finds a place with two characters of no word behind it, after what a company is or before what one does."""

    def __init__(self, table: EntityTable, bounds: Boundaries) -> None:
        org = table.organisation
        self._bounds = bounds
        self._led = re.compile(f'{alternation(org.local_leads)}[“"]?\\Z')
        self._told = re.compile(f'[”"]?(?:{alternation(org.local_told)}|\\([0-9]{{6}}\\))')
        self._trade = re.compile(
            f"{alternation((*org.tails, *org.short_form_drops))}+(?=[^{HAN}]|$|{alternation(org.local_told)})"
        )
        self._rest = re.compile(f"[{HAN}]{{2}}")

    def find(
        self, text: str, found: Sequence[Candidate], words: Words, kinds: Callable[[Candidate], str]
    ) -> Iterator[Candidate]:
        """The companies; `kinds` says what the knowledge base calls a place of `found`.

        What one place has behind it is a company behind another, too: 江州兆盛、湖州兆盛.
        """
        shown: set[str] = set()
        open_: list[Candidate] = []
        for item in found:
            if item.type != "LOC" or kinds(item) not in _PLACES or self._rest.match(text, item.end) is None:
                continue
            end = item.end + 2
            if any(words.at(at) or words.over(at) for at in (item.end, item.end + 1)) or words.over(end):
                continue
            trade = self._trade.match(text, end)
            if trade is not None and words.over(trade.end()) is None:
                whole = Candidate(item.start, trade.end(), "ORG", "org-of-place", 0.7, text[item.start : trade.end()])
                if self._led.search(text, max(0, item.start - 8), item.start) is not None:
                    yield whole  # 子公司江州兆盛房地产
            company = Candidate(item.start, end, "ORG", "org-of-place", 0.7, text[item.start : end])
            led = self._led.search(text, max(0, item.start - 8), item.start) is not None
            told = self._told.match(text, end) is not None
            if (led or told) and self._bounds.ends(text, end, place=False):
                shown.add(text[item.end : end])
                yield company
            else:
                open_.append(company)
        for company in open_:
            if text[company.end - 2 : company.end] in shown and self._bounds.ends(text, company.end, place=False):
                yield company
