"""What may be a name: candidates of all rules, and the choice of the outermost among those that overlap."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at a place of the folded text. `key` says which candidates name the same thing.

    A key is `kb:<id>`, or the core of an unknown name (without its corporate forms).
    """

    start: int
    end: int
    type: str
    rule: str
    confidence: float
    key: str

    @property
    def kb_id(self) -> str | None:
        """The id in the knowledge base, None for a thing that it does not know."""
        return self.key[3:] if self.key.startswith("kb:") else None


def keep_outermost(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates that share no character, in text order: the longest first, then the surest.

    Nested names count once, as the outermost (contract.md, section 4).
    """
    kept: list[Candidate] = []
    starts: list[int] = []
    for item in sorted(candidates, key=lambda c: (c.start - c.end, -c.confidence, c.start, c.type, c.key)):
        at = bisect_left(starts, item.start)
        before = at > 0 and kept[at - 1].end > item.start
        after = at < len(kept) and kept[at].start < item.end
        if not before and not after:
            kept.insert(at, item)
            starts.insert(at, item.start)
    return kept


def add_outermost(kept: Sequence[Candidate], more: Iterable[Candidate]) -> list[Candidate]:
    """`keep_outermost` of names that share no character, in text order, and of more."""
    added = tuple(more)
    return keep_outermost((*kept, *added)) if added else list(kept)
