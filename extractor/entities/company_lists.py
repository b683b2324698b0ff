"""Listed companies that no table has, in a list of such: 晴川股份、江州新阳、远岭智造等多股涨停."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import KnowledgeBase
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable

_MAINLAND = ("SSE:", "SZSE:", "BSE:")  # where names have four characters, seldom three
_ENOUGH = 2  # known companies that make a list one of companies


class CompanyLists:
    """Finds what stands in a list of listed companies and is no common word."""

    def __init__(self, table: EntityTable, kb: KnowledgeBase) -> None:
        org = table.organisation
        self._kb = kb
        # A list has no sign but the one between its members.
        self._list = re.compile('[^、,。;:!?()"“”‘’《》<> \n]*(?:、[^、,。;:!?()"“”‘’《》<> \n]+){2,}')
        self._member = re.compile(f"[{HAN}]{{3,4}}")
        self._last = re.compile(f"([{HAN}]{{3,4}}){alternation(table.unspaced.list_after)}")
        self._common = re.compile(alternation((*org.common, *org.not_names, *org.tails, *org.plain)))

    def find(self, text: str, found: Sequence[Candidate], words: Words) -> Iterator[Candidate]:
        """The companies of a folded text that `found` lacks, or has but for the place that they begin with."""
        listed = {item.end for item in found if item.type == "ORG" and self._is_listed(item)}
        taken = {item.end for item in found if item.type != "LOC"}
        for match in self._list.finditer(text) if len(listed) >= _ENOUGH else ():
            at, members = match.start(), []
            for member in match[0].split("、"):
                members.append((at, at + len(member)))
                at += len(member) + 1
            known = sum(any(end in listed for end in range(start + 2, stop + 1)) for start, stop in members)
            for number, (start, stop) in enumerate(members[1:], start=2) if known >= _ENOUGH else ():
                last = self._last.match(text, start, stop) if number == len(members) else None
                end = last.end(1) if last is not None else stop
                word = text[start:end]
                plain = self._common.fullmatch(word) or words.is_common(word) or words.over(end)
                if self._member.fullmatch(word) and not plain and end not in taken:
                    yield Candidate(start, end, "ORG", "org-listed", 0.7, word)

    def _is_listed(self, item: Candidate) -> bool:
        entry = self._kb.entries.get(item.kb_id or "")
        return entry is not None and any(ticker.startswith(_MAINLAND) for ticker in entry.tickers)
