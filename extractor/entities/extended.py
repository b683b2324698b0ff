"""What goes on behind a name: `Acme Motor` + `Co.`, `Acme` + `Motor`, a company + a region (某某中国), a list."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, HANGUL, Boundaries, alternation, is_latin
from extractor.entities.candidates import Candidate
from extractor.entities.proposals import is_proposed
from extractor.lang.entities import EntityTable


class Extended:
    """Makes longer candidates of found names; of a language with spaces and of one without."""

    def __init__(self, table: EntityTable, bounds: Boundaries) -> None:
        org = table.organisation
        self._bounds = bounds
        self._continued = re.compile(f"{alternation(org.continued)}(?![A-Za-z])") if org.continued else None
        # Where a model stops inside a foreign name: what goes on in capitals is the rest of it, in a Chinese text.
        self._capitals = None if bounds.spaced else re.compile(r"(?: [A-Z][a-z]+){1,2}(?![A-Za-z0-9])")
        before = r"(?:(?<![A-Za-z0-9&.-])[A-Z][A-Za-z&.-]* )+\Z"
        self._capitals_before = None if bounds.spaced else re.compile(before)
        self._legal = re.compile(f"{alternation(org.continued)}\\Z") if org.continued else None
        more = f"、([A-Z](?=[A-Za-z]*[a-z])[A-Za-z]{{2,20}}(?: [A-Z][a-z]+){{0,2}})(?=[、,。)(]|[{HAN}])"
        self._next = None if bounds.spaced else re.compile(more)
        told = f"(?=[^{HAN}A-Za-z0-9]|$|{alternation((*org.told, *org.unit_after))})"
        every = alternation((*org.units, *org.far_units))
        company = alternation(form for form in org.legal_forms if len(form) == 2)  # 某某中国公司
        far = f"{alternation(org.far_units)}(?=[^{HAN}A-Za-z0-9]|$)"
        unit = f"{alternation(org.units)}(?:{company}|{told})|{far}|\\({every}\\)"
        self._unit = re.compile(unit) if org.units else None
        self._kin = re.compile(f"{alternation(org.kin)}(?:\\({every}\\))?{told}") if org.kin else None
        self._alone = (*org.legal_forms, *org.kin, *org.suffixes)
        self._courts = org.courts
        branch = f" [{HANGUL}]{{2,4}}{alternation(org.seats)}"
        self._branch = re.compile(branch) if org.seats else None

    def find(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Longer candidates of the organisations of `found`."""
        for at, item in enumerate(found):
            if item.type != "ORG":
                continue
            yield from self._listed(text, item)
            branch = None
            if self._branch is not None and text.endswith(self._courts, item.start, item.end):
                branch = self._branch.match(text, item.end)
            if branch is not None and self._bounds.ends(text, branch.end(), place=False):
                name = text[item.start : branch.end()]
                yield Candidate(item.start, branch.end(), "ORG", "org-branch", 0.85, name)
            room = found[at + 1].start if at + 1 < len(found) else len(text)
            if is_latin(text[item.end - 1]):
                start, end = self._start_of_latin(text, item), self._end_of_latin(text, item, room)
                if end - start > item.end - item.start:
                    yield Candidate(start, end, "ORG", item.rule, item.confidence, item.key)
            elif self._unit is not None:
                unit = self._unit.match(text, item.end)
                if unit is None and self._kin is not None and not text.endswith(self._alone, item.start, item.end):
                    unit = self._kin.match(text, item.end)  # 联想创投, 首钢长钢: a company's company
                if unit is not None:
                    name = text[item.start : unit.end()]
                    yield Candidate(item.start, unit.end(), "ORG", "org-unit", 0.8, name)

    def _listed(self, text: str, item: Candidate) -> Iterator[Candidate]:
        """The names in Latin letters that a list goes on with: 高通、Acmeway、Bluecorp三家."""
        at = item.end
        while self._next is not None and (match := self._next.match(text, at)) is not None:
            yield Candidate(match.start(1), match.end(1), "ORG", "org-listed", 0.65, match[1])
            at = match.end(1)

    def _start_of_latin(self, text: str, item: Candidate) -> int:
        """Where a Latin name with a legal form begins of which a model has the end: ACME Motors GmbH."""
        if self._capitals_before is None or self._legal is None or not is_proposed(item.rule):
            return item.start
        if self._legal.search(text, item.start, item.end) is None:
            return item.start
        before = self._capitals_before.search(text, max(0, item.start - 40), item.start)
        return before.start() if before is not None else item.start

    def _end_of_latin(self, text: str, item: Candidate, room: int) -> int:
        end = item.end
        if self._capitals is not None and is_proposed(item.rule) and not text[item.start : end].isupper():
            more = self._capitals.match(text, end, room)
            end = more.end() if more else end
        form = self._continued.match(text, end) if self._continued is not None else None
        return form.end() if form else end
