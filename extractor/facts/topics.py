"""Whom the text speaks of from sentence to sentence."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from extractor.core.facts import Party
from extractor.facts.scene import Line, Scene

_BODIES = frozenset(("ORG", "PRODUCT", "INDEX"))
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """A subject, how sure the evidence is, and what it rests on."""

    party: Party
    confidence: float
    rule: str
    shape: str = ""  # how it stands to its value, for values that are told alike


def _nobody() -> Owner | None:
    """No owner."""
    return None


@dataclass(slots=True)
class Topics:
    """Whom the text spoke of last, whom it named last, whom its paragraph began with, and whom the article is about."""

    counts: Counter[str]
    titled: frozenset[str]
    main: Owner | None = None
    last: Owner | None = None
    named: Owner | None = None
    opened: Owner | None = None
    by_metric: dict[str, Owner | None] = field(default_factory=dict)  # by concept, and by the word for it
    earlier: list[Owner] = field(default_factory=list)
    paragraph: int = -1
    # What the sentence before began with, and the first one of the paragraph: asked for only where a value follows.
    headed: Callable[[], Owner | None] = _nobody
    started: Callable[[], Owner | None] = _nobody
    begun: int = -1
    land: Owner | None = None  # the place named last
    home: Owner | None = None  # the place named most

    @classmethod
    def of(cls, scene: Scene, title: str) -> "Topics":
        """The topics of an article before its first sentence."""
        counts: Counter[str] = Counter()
        weights: dict[str, float] = {}
        places: dict[str, int] = {}
        titled = set()
        for line in scene.lines:
            for name in line.names:
                entity = name.mention.entity
                if entity is None:
                    continue
                counts[entity] += 1
                if name.mention.text in title:
                    titled.add(entity)
                behind = scene.text[name.end : name.end + 3]
                listed = behind[:1] == "(" and behind[1:2].isdigit()
                if name.mention.type in _BODIES:
                    weights[entity] = weights.get(entity, 0.0) + 1.0 + 2.0 * listed + (name.mention.text in title)
                if name.mention.type == "LOC":
                    places[entity] = places.get(entity, 0) + 1 + (name.mention.text in title)
        best = max(weights, key=lambda entity: weights[entity]) if weights else None
        main = Owner(Party(entity=best), 0.6, "subject.main") if best is not None else None
        most = max(places, key=lambda entity: places[entity]) if places else None
        home = Owner(Party(entity=most), 0.4, "subject.home") if most is not None else None
        return cls(counts, frozenset(titled), main, home=home)

    def standing(self, entity: str | None) -> Iterator[str]:
        """Marks of how much an article makes of an entity."""
        if entity is None:
            return
        if self.main is not None and self.main.party.entity == entity:
            yield "standing=main"
        if entity in self.titled:
            yield "standing=title"
        count = self.counts[entity]
        yield f"standing={'often' if count >= _OFTEN else 'twice' if count == _OFTEN - 1 else 'once'}"

    def roles(self, concept: str, word: str | None) -> Iterator[tuple[str, Owner | None]]:
        """Those whom the text spoke of, by the part that they play."""
        yield "last", self.last
        yield "named", self.named
        yield "main", self.main
        yield "opened", self.opened
        yield "headed", self.headed()
        yield "started", self.started()
        yield "land", self.land
        yield "home", self.home
        yield "concept", self.by_metric.get(concept)
        if word is not None:
            yield "word", self.by_metric.get(f" {word}")
        for at, owner in enumerate(reversed(self.earlier[-3:])):
            yield f"earlier{at}", owner

    def remember(self, line: Line, owner: Owner | None, concept: str, word: str | None) -> None:
        """Takes note of the owner of a value, of its metric and the word for it."""
        self.by_metric[concept] = owner
        if word is not None:
            self.by_metric[f" {word}"] = owner
        if line.paragraph != self.paragraph:
            self.paragraph, self.opened = line.paragraph, owner
        if owner is None:
            return
        self.last = owner
        if owner.party.entity is not None and owner.rule == "subject.name":
            self.named = owner
        if not self.earlier or self.earlier[-1].party != owner.party:
            self.earlier.append(owner)

    def close(self, line: Line, head: Callable[[], Owner | None]) -> None:
        """Takes note of what a sentence that has been read began with."""
        if line.paragraph != self.begun:
            self.begun, self.started = line.paragraph, head
        self.headed = head
        places = [name.mention.entity for name in line.names if name.mention.type == "LOC"]
        if places:
            self.land = Owner(Party(entity=places[-1]), 0.4, "subject.land")

    def pass_by(self, line: Line) -> None:
        """Takes note of a sentence without values: it may name whom the next ones speak of."""
        names = [n for n in line.names if n.mention.type in _BODIES]
        if names and (self.named is None or line.headline or names[0].start - line.start <= 2):
            self.last = self.named = Owner(Party(entity=names[0].mention.entity), 0.7, "subject.name")
