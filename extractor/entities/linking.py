"""Which mentions are one thing: the same row, the same gloss, the same name, a shortened name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.entities.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that a text names. `affiliation` is the place of its organisation among the groups."""

    type: str
    kb_id: str | None
    title: str | None = None
    affiliation: int | None = None


class Links:
    """Joins candidates' keys; a key is one thing, and joined keys are the same thing."""

    def __init__(self) -> None:
        self._parents: dict[tuple[str, str], tuple[str, str]] = {}

    def find(self, node: tuple[str, str]) -> tuple[str, str]:
        """The representative of a key: the first that was joined, a row of the knowledge base before others."""
        parent = self._parents.get(node, node)
        if parent == node:
            return node
        root = self.find(parent)
        self._parents[node] = root
        return root

    def join(self, a: Candidate, b: Candidate) -> None:
        """Make two candidates one thing; two different rows of the knowledge base stay two."""
        first, second = self.find(node(a)), self.find(node(b))
        if first == second or first[0] != second[0]:
            return
        if first[1].startswith("kb:") and second[1].startswith("kb:"):
            return
        if second[1].startswith("kb:"):
            first, second = second, first
        self._parents[second] = first


def node(item: Candidate) -> tuple[str, str]:
    """What groups are made by: type and key."""
    return item.type, item.key


def group(names: Sequence[Candidate], links: Links) -> tuple[list[int], list[tuple[str, str]]]:
    """The group number of each name, and each group's key, in the order of first mention."""
    order: dict[tuple[str, str], int] = {}
    numbers = [order.setdefault(links.find(node(name)), len(order)) for name in names]
    return numbers, list(order)


def join_same_names(text: str, names: Iterable[Candidate], links: Links) -> None:
    """Join names of one type that are written alike, whatever rule found them."""
    first: dict[tuple[str, str], Candidate] = {}
    for name in names:
        links.join(first.setdefault((name.type, text[name.start : name.end]), name), name)
