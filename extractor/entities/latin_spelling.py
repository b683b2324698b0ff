"""Latin names whatever blanks and legal forms they are written with: AcmeMotorsInc is Acme Motors.

Pages in Chinese lose the blanks of a Latin name. Its capitals still show the words.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import Entry, KnowledgeBase
from extractor.lang.entities import EntityTable

_PART = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_FUSED = re.compile("(?<![A-Za-z0-9&.@_/-])[A-Z][a-z]+(?:[A-Z][a-z]+)+(?![A-Za-z0-9@_/-]|\\.[A-Za-z0-9])")
_LATIN = re.compile("[A-Za-z][A-Za-z0-9 .,&'-]*")
_SHORTEST = 6  # letters: less is another word too easily


_YEAR = re.compile("(?<=[A-Za-z])(?:19|20)[0-9]{2}\\Z")


def end_before_year(text: str, start: int, end: int, unit: str) -> int:
    """Where a name ends to which a year is written: AcmeInc2017 before the `unit` of a year, "" where there is none."""
    year = _YEAR.search(text, start, end) if unit and text.startswith(unit, end) else None
    return year.start() if year is not None else end


class LatinSpelling:
    """Compares Latin names by the letters of their words."""

    def __init__(self, table: EntityTable, kb: KnowledgeBase) -> None:
        self._kb = kb
        forms = ("".join(_PART.findall(form)).lower() for form in table.organisation.continued)
        self._forms = frozenset(form for form in forms if form)

    def letters(self, name: str) -> str:
        """What names of one thing have in common, "" for a name that is not in Latin letters or is too short."""
        if _LATIN.fullmatch(name) is None:
            return ""
        parts = [part.lower() for part in _PART.findall(name)]
        while len(parts) > 1 and parts[-1] in self._forms:
            parts.pop()
        joined = "".join(parts).removesuffix("s")
        return joined if len(joined) >= _SHORTEST else ""

    def entry(self, name: str) -> Entry | None:
        """The row of a name that is spelled in another way there; None where several have it."""
        letters = self.letters(name)
        ids = self._ids.get(letters, ()) if letters else ()
        return self._kb.entries[ids[0]] if len(ids) == 1 else None

    def fused(self, text: str) -> Iterator[Candidate]:
        """The known names of several words that a text writes without blanks."""
        for match in _FUSED.finditer(text):
            entry = self.entry(match[0]) if self._kb.lookup(match[0]) is None else None
            if entry is not None:
                yield Candidate(*match.span(), entry.type, "kb", 0.9, f"kb:{entry.id}")

    @cached_property
    def _ids(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for entry in self._kb.entries.values():
            for name in entry.names:
                letters = self.letters(name) if name.isascii() else ""
                if letters:
                    found.setdefault(letters, {})[entry.id] = None
        return {letters: tuple(ids) for letters, ids in found.items()}
