"""Which mentions are one thing: the same row, the same gloss, the same name, a shortened name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractor.entities.boundaries import is_han, is_hangul
from extractor.entities.candidates import Candidate
from extractor.entities.transliteration import readings

_GLOSSED = frozenset({"ORG", "PERSON", "PRODUCT"})
_CLOSE = frozenset("),、;")


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


def join_glossed(text: str, names: Sequence[Candidate], links: Links) -> None:
    """Join a name and the names of its bracket that are of its type and in another script: 晴川公司(Acmeway，…).

    Names that only a model found are in no gloss pair.
    """
    ends = {name.end: name for name in names}
    for name in names:
        if text[name.start - 1 : name.start] != "(" or text[name.end : name.end + 1] not in _CLOSE:
            continue
        left = ends.get(name.start - 1)
        scripts = {is_han(text[item.start]) for item in (name, left) if item is not None}
        if left is not None and left.type == name.type and left.type in _GLOSSED and len(scripts) > 1:
            links.join(left, name)


def join_readings(text: str, names: Sequence[Candidate], links: Links) -> None:
    """Join a Hangul name with the name in Chinese characters that it reads: 장융 and 张勇 are one person.

    Nothing is joined where a name reads two things of the text (산시 is 陕西 and 山西), or is read by two.
    """
    hangul = _things(text, names, links, is_hangul)
    han = _things(text, names, links, is_han)
    pairs = [
        (one, other)
        for one, (first, ours) in hangul.items()
        for other, (second, theirs) in han.items()
        if one[0] == other[0] and one != other and any(readings(a, b) for a in theirs for b in ours)
        if not (first.key.startswith("kb:") and second.key.startswith("kb:"))
    ]
    for one, other in pairs:
        if sum(one == first for first, _ in pairs) == sum(other == second for _, second in pairs) == 1:
            links.join(hangul[one][0], han[other][0])


def _things(
    text: str, names: Sequence[Candidate], links: Links, script: Callable[[str], bool]
) -> dict[tuple[str, str], tuple[Candidate, set[str]]]:
    """The things that are named in one script, each with a mention and its names in that script."""
    found: dict[tuple[str, str], tuple[Candidate, set[str]]] = {}
    for name in names:
        surface = text[name.start : name.end]
        if len(surface) > 1 and all(map(script, surface)):
            found.setdefault(links.find(node(name)), (name, set()))[1].add(surface)
    return found
