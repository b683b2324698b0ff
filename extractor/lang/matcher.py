"""Finds thousands of names in one pass over a text: the door to pyahocorasick."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Hit(NamedTuple):
    """A name at its place in the folded text, with the ids that bear it."""

    start: int
    end: int
    ids: tuple[str, ...]


class Matcher:
    """All names in one automaton. It knows nothing of word boundaries: hits overlap and lie inside words."""

    def __init__(self, ids: Mapping[str, tuple[str, ...]]) -> None:
        import ahocorasick

        self._automaton: Any = ahocorasick.Automaton()
        for name, held in ids.items():
            self._automaton.add_word(name, (len(name), held))
        self._filled = bool(ids)
        if self._filled:
            self._automaton.make_automaton()

    def hits(self, text: str) -> Iterator[Hit]:
        """Every occurrence of every name, in the order of their ends."""
        if self._filled:
            for last, (length, ids) in self._automaton.iter(text):
                yield Hit(last + 1 - length, last + 1, ids)
