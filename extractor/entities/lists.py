"""Names in a list that writes their ending once: each is a name of its own, `가람·나래증권`, `은행(가람·나래)`."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import KnowledgeBase
from extractor.lang.entities import EntityTable


class SharedEndings:
    """Reads the stems before an organisation that ends with a trade, where the knowledge base knows one of them so."""

    def __init__(self, table: EntityTable, kb: KnowledgeBase) -> None:
        self._kb = kb
        org = table.organisation
        self._ending = re.compile(f"{alternation((*org.siblings, *org.shared))}$")
        word = f"[{HANGUL}A-Za-z0-9&]{{2,6}}"
        self._bracket = re.compile(f"({alternation((*org.siblings, *org.shared))})\\(((?:{word}·)+{word})\\)")
        self._head = re.compile(f"[A-Z]{{2,4}}(?=[{HANGUL}])")
        self._stems = re.compile(f"(?<![{HANGUL}A-Za-z0-9])(?:{word}·)+\\Z")

    def find(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The stems, left to right, before each organisation of `found`, and those in a bracket behind a trade."""
        for match in self._bracket.finditer(text):
            yield from self._named(match.start(2), match[2].split("·"), match[1])
        for item in found:
            ending = self._ending.search(text[item.start : item.end]) if item.type == "ORG" else None
            if ending is None or text[item.start - 1 : item.start] != "·":
                continue
            stems = self._stems.search(text, max(0, item.start - 60), item.start)
            if stems is not None:
                yield from self._named(stems.start(), stems[0].split("·")[:-1], ending[0])

    def _named(self, at: int, words: Sequence[str], ending: str) -> Iterator[Candidate]:
        known = [self._known(word, ending) for word in words]
        for word, key in zip(words, known, strict=True) if any(known) else ():
            # What the list says of a short name goes before whom it names elsewhere: 은행(가람·나래).
            yield Candidate(at, at + len(word), "ORG", "org-shared-ending", 0.96 if key else 0.8, key or word + ending)
            at += len(word) + 1

    def _known(self, word: str, ending: str) -> str | None:
        head = self._head.match(word) if self._kb.lookup(word) is None else None
        for name in (word, head[0]) if head is not None else (word,):  # KB국민 of the holdings is KB
            entry = self._kb.lookup(name + ending)
            if entry is not None and entry.type == "ORG":
                return f"kb:{entry.id}"
        return None
