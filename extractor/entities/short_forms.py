"""Short names that a Korean text defines in brackets: `새길연구원(새연)`, `새길학회(이하 새길)`, `새길학회(SGS)`."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.nouns import CommonNouns
from extractor.lang.entities import EntityTable

_QUOTES = "[‘’'“”\"]?"


class ShortForms:
    """Finds the short forms of organisations, and of whatever a word like 이하 defines one for."""

    def __init__(self, table: EntityTable) -> None:
        led = alternation(table.organisation.short_form)
        self._nouns = CommonNouns(table.nouns)
        self._defined = re.compile(
            f" ?\\({led}[, ]? ?{_QUOTES}([{HANGUL}A-Za-z0-9&][{HANGUL}A-Za-z0-9& ·-]{{1,20}}?){_QUOTES}\\)"
        )
        self._bracket = re.compile(f" ?\\(([{HANGUL}]{{2,5}})\\)")
        self._capitals = re.compile("[’”'\"]?\\(([A-Z][A-Z&]{1,6})\\)")
        self._particle = alternation(table.boundary.particles)
        self._bodies, self._marks = table.nouns.not_after, table.nouns.letters

    def find(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The short forms, each under the key of its name."""
        for item in found:
            defined = self._defined.match(text, item.end) if item.type in ("ORG", "PRODUCT") else None
            if defined is not None:
                yield _short(defined, item)
                continue
            capitals = self._capitals.match(text, item.end) if item.type == "ORG" else None
            if capitals is not None and self._is_name(text, item, capitals):
                yield _short(capitals, item)
                continue
            bracket = self._bracket.match(text, item.end) if item.type == "ORG" else None
            if bracket is None or self._nouns.hold(bracket[1]):
                continue
            if _shortens(bracket[1], text[item.start : item.end]):
                yield _short(bracket, item)

    def _is_name(self, text: str, item: Candidate, capitals: re.Match[str]) -> bool:
        """Whether capitals in a bracket are no code of a share: an institution has none, and a code does not act."""
        if capitals[1] in self._marks or not "\uac00" <= text[item.end - 1] <= "\ud7a3":
            return False
        if text.endswith(self._bodies, item.start, item.end):
            return True
        again = re.compile(f"(?<![A-Za-z(·]){re.escape(capitals[1])}{self._particle}(?![{HANGUL}])")
        return again.search(text) is not None


def _short(match: re.Match[str], item: Candidate) -> Candidate:
    return Candidate(*match.span(1), item.type, "short-form", 0.8, item.key)


def _shortens(short: str, name: str) -> bool:
    """Whether the syllables of `short` stand in `name` in this order, with others between them."""
    rest = iter(name)
    return len(short) < len(name) and all(sign in rest for sign in short)
