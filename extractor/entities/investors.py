"""Investors of a financing round in a Chinese text: 由甲资本领投、乙创投和丙基金跟投, each an organisation."""

import re
from collections.abc import Iterator

from extractor.entities.boundaries import HAN, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable


class ChineseInvestors:
    """Finds the names before a verb of investing, as far as they end like investors and the list goes back."""

    def __init__(self, table: EntityTable) -> None:
        org = table.organisation
        ends, joins = alternation(org.investors), alternation(org.investor_joins)
        name = f"(?:[A-Za-z0-9]{{0,8}}[{HAN}]{{1,8}}?{ends}|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){{1,2}})"
        led = "|".join(f"(?<={re.escape(word)})" for word in org.investor_leads) or "(?!)"
        begins = f"(?:(?<![{HAN}A-Za-z0-9 ])|{led})"
        invests = f"[{HAN}]{{0,3}}{alternation(org.invests)}"
        self._list = re.compile(f"{begins}({name}(?:{joins}{name}){{0,5}})(?= ?{invests})")
        self._leads = re.compile(alternation(word for word in org.investor_leads if len(word) > 1))
        self._join = re.compile(joins)
        self._common = re.compile(alternation((*org.common, *org.not_names)))
        self._not_begun = org.not_begun
        self._breaks = re.compile(alternation(word for word in org.breaks if len(word) == 1))

    def find(self, text: str) -> Iterator[Candidate]:
        """The investors of a folded text."""
        for match in self._list.finditer(text):
            at = match.start(1)
            for join in (*self._join.finditer(match[1]), None):
                end = match.start(1) + (join.start() if join is not None else len(match[1]))
                led = self._leads.match(text, at, end)  # 老股东 and its like begin no name
                at = led.end() if led is not None else at
                for cut in self._breaks.finditer(text, at, end):
                    at = cut.end()
                name = text[at:end]
                if len(name) > 3 and not name.startswith(self._not_begun) and not self._common.fullmatch(name):
                    yield Candidate(at, end, "ORG", "org-investor", 0.75, name)
                at = match.start(1) + join.end() if join is not None else at
