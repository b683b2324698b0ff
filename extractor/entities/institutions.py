"""Which ministry a bare word names: `법무부` after `미 법무부` is that one, and not the one at home."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.entities.boundaries import alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable

AGAIN = "institution-again"


class InstitutionsAgain:
    """Gives bare institutions the key of the one that the text named last."""

    def __init__(self, table: EntityTable, *, spaced: bool) -> None:
        self._spaced = spaced
        self._institution = re.compile(f"({alternation(table.organisation.institutions)})$")

    def revised(self, text: str, found: Sequence[Candidate]) -> list[Candidate]:
        """The names. A Chinese text that names the ministry at home in full (中国商务部) means it by the bare word."""
        latest: dict[str, Candidate] = {}
        out: list[Candidate] = []
        named = [(text[name.start : name.end], name.key) for name in found if name.type == "ORG"]
        for name in found:
            surface = text[name.start : name.end]
            if name.type == "ORG" and surface in latest:
                whole = (key == name.key and word.endswith(surface) and word != surface for word, key in named)
                if self._spaced or not any(whole):
                    name = replace(name, rule=AGAIN, key=latest[surface].key)
            elif name.type == "ORG" and (match := self._institution.search(surface)) and match.start():
                latest[match[1]] = name
            out.append(name)
        return out
