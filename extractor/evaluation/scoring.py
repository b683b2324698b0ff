"""What one article's mentions are worth against its gold, and the sum over many: section 6 of the contract.

Strict: start, end and type agree. Relaxed: the spans overlap and the types agree. End-to-end: strict, and the value is
right in the fields that are scored. A gold mention that is `optional` is neither asked nor held against anyone, and so
is whatever else was found on its place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.core.spans import overlap
from extractor.core.values import ENTITY_TYPES
from extractor.evaluation.corpus import AnnotatedArticle
from extractor.evaluation.counts import TYPES, Counts
from extractor.evaluation.fact_scores import FactError, FactScore, Key, key_of, score_facts
from extractor.evaluation.link_scores import Links, Span, links, torn

SCORED_FIELDS: Mapping[str, tuple[str, ...]] = {
    "money": ("amount", "low", "high", "currency", "bound"),
    "percent": ("amount", "low", "high", "unit", "bound"),
    "multiple": ("amount", "low", "high", "bound"),
    "quantity": ("amount", "low", "high", "unit", "bound"),
    "ordinal": ("amount",),
    "date": ("timex", "start", "end"),
    "time": ("timex",),
    "duration": ("timex",),
    "set": ("timex",),
}
NOTHING = "nothing"  # in the confusion of types: no mention on the other side

What = Literal["missed", "spurious", "wrong value"]
Mentions = dict[Key, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Error:
    """One mention that is missed, spurious or has a wrong value, with both values and what else stands on its place."""

    article: str
    lang: str
    what: What
    type: str
    start: int
    end: int
    text: str
    gold: Mapping[str, Any] | None
    found: Mapping[str, Any] | None
    fields: tuple[str, ...] = ()  # the fields in which the values differ
    instead: tuple[str, ...] = ()  # what the other side has there, as `type "text"`
    rule: str | None = None

    @property
    def place(self) -> str:
        """What this error is called from one run to the next."""
        return f"{self.what} {self.type} {self.start}:{self.end}"


@dataclass(frozen=True, slots=True)
class LinkError:
    """Mentions that are one entity in the gold and several as found (`split`), or the other way round (`merged`)."""

    article: str
    lang: str
    what: Literal["split", "merged"]
    parts: tuple[tuple[tuple[int, int, str], ...], ...]  # start, end and text, grouped by the side that has several

    @property
    def place(self) -> str:
        """What this error is called from one run to the next."""
        return f"{self.what} " + " | ".join(" ".join(f"{start}:{end}" for start, end, _ in part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Grade:
    """A mention that was found, and whether it is right: what calibration and the table of rules are made of."""

    type: str
    right: bool
    confidence: float | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """All that one article says about the reader."""

    id: str
    lang: str
    read: bool
    counts: Mapping[str, Counts]
    fields: Mapping[tuple[str, str], tuple[int, int]]  # type and field -> right, and strictly matched mentions
    confusion: Mapping[tuple[str, str], int]  # type in the gold and type found
    errors: tuple[Error, ...]
    grades: tuple[Grade, ...]
    links: Links = field(default_factory=Links)
    link_errors: tuple[LinkError, ...] = ()
    facts: FactScore = field(default_factory=FactScore)

    @property
    def all_errors(self) -> list["AnyError"]:
        """What is wrong with mentions, with their linking, and with facts."""
        return [*self.errors, *self.link_errors, *self.facts.errors]


AnyError = Error | LinkError | FactError


def score_article(gold: AnnotatedArticle, found: AnnotatedArticle | None) -> ArticleScore:
    """The score of one article; `found` is None where nothing was read, and everything is missed then."""
    asked, given = _scored(gold, found)
    matched = [key for key in asked if key in given]
    wrong = {key: differences(key[2], asked[key], given[key]) for key in matched}
    fields: dict[tuple[str, str], tuple[int, int]] = {}
    for key in matched:
        for name in SCORED_FIELDS.get(key[2], ()):
            right, total = fields.get((key[2], name), (0, 0))
            fields[key[2], name] = right + (name not in wrong[key]), total + 1
    grades = tuple(
        Grade(key[2], not wrong.get(key, ("",)), mention.get("confidence"), mention.get("rule"))
        for key, mention in given.items()
    )
    mine, other = _by_entity(asked), _by_entity(given)
    return ArticleScore(
        id=gold.id,
        lang=gold.lang[:2],
        read=found is not None,
        counts={kind: _count(kind, asked, given, wrong) for kind in TYPES},
        fields=fields,
        confusion=_confusion(asked, given),
        errors=tuple(_errors(gold, asked, given, wrong)),
        grades=grades,
        links=links(mine, other),
        link_errors=(*_torn(gold, "split", mine, other), *_torn(gold, "merged", other, mine)),
        facts=score_facts(gold, found),
    )


def pair(
    gold: Iterable[AnnotatedArticle], found: Iterable[AnnotatedArticle]
) -> Iterator[tuple[AnnotatedArticle, AnnotatedArticle | None]]:
    """Each gold article with the record of the same text, by its SHA-256; the last record of a text counts."""
    by_text = {article.sha256: article for article in found}
    for article in gold:
        yield article, by_text.get(article.sha256)


def shown(kind: str, value: Mapping[str, Any] | None) -> str:
    """A value in one line, with the fields that are scored: `amount=36 unit=percent bound=over`."""
    parts = [f"{name}={_field(value, name)}" for name in SCORED_FIELDS.get(kind, ()) if _field(value, name) is not None]
    return " ".join(parts) if value else ""


def _scored(gold: AnnotatedArticle, found: AnnotatedArticle | None) -> tuple[Mentions, Mentions]:
    """What is asked and what was given, without what the gold leaves open."""
    free = [(mention["start"], mention["end"]) for mention in gold.mentions if mention.get("optional")]
    asked = {key_of(mention): mention for mention in gold.mentions if not mention.get("optional")}
    given = {
        key: mention
        for mention in (found.mentions if found else ())
        if (key := key_of(mention)) in asked or not any(overlap(key[:2], span) for span in free)
    }
    return asked, given


def _field(value: Mapping[str, Any] | None, name: str) -> Any:
    found = (value or {}).get(name)
    return found or "exact" if name == "bound" else found


def differences(kind: str, gold: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[str, ...]:
    """The scored fields in which two mentions of one type differ."""
    mine, other = gold.get("value"), found.get("value")
    return tuple(name for name in SCORED_FIELDS.get(kind, ()) if _field(mine, name) != _field(other, name))


def _count(kind: str, asked: Mentions, given: Mentions, wrong: Mapping[Key, tuple[str, ...]]) -> Counts:
    gold = [key for key in asked if key[2] == kind]
    found = [key for key in given if key[2] == kind]
    touched = sum(any(overlap(key[:2], other[:2]) for other in found) for key in gold)
    strict = [key for key in gold if key in given]
    right = sum(not wrong[key] for key in strict)
    # Two gold mentions may overlap one that was found, which is one success and no more.
    return Counts(len(gold), len(found), len(strict), min(touched, len(found)), right)


def _confusion(asked: Mentions, given: Mentions) -> Counter[tuple[str, str]]:
    """For every gold mention the type of what shares most characters with it; what no gold mention took is spurious."""
    counts: Counter[tuple[str, str]] = Counter()
    taken = set()
    for key in asked:
        near = [other for other in given if overlap(key[:2], other[:2])]
        best = max(near, key=lambda other: (_shared(key, other), other[2] == key[2], -other[0]), default=None)
        taken.add(best)
        counts[key[2], best[2] if best else NOTHING] += 1
    counts.update((NOTHING, key[2]) for key in given if key not in taken)
    return counts


def _shared(key: Key, other: Key) -> int:
    return min(key[1], other[1]) - max(key[0], other[0])


def _errors(
    gold: AnnotatedArticle, asked: Mentions, given: Mentions, wrong: Mapping[Key, tuple[str, ...]]
) -> Iterator[Error]:
    for key in sorted(asked.keys() | given.keys()):
        if key in wrong and not wrong[key]:
            continue
        what: What = "wrong value" if key in wrong else "missed" if key in asked else "spurious"
        mine, other = asked.get(key, {}), given.get(key, {})
        there = given if what == "missed" else asked if what == "spurious" else {}
        instead = [near for near in there if overlap(key[:2], near[:2])]
        yield Error(
            article=gold.id,
            lang=gold.lang[:2],
            what=what,
            type=key[2],
            start=key[0],
            end=key[1],
            text=gold.surface(key[0], key[1]),
            gold=mine.get("value"),
            found=other.get("value"),
            fields=wrong.get(key, ()),
            instead=tuple(f'{near[2]} "{gold.surface(near[0], near[1])}"' for near in sorted(instead)),
            rule=other.get("rule"),
        )


def _torn(
    gold: AnnotatedArticle, what: Literal["split", "merged"], one: Mapping[Span, str], several: Mapping[Span, str]
) -> Iterator[LinkError]:
    for parts in torn(one, several):
        named = tuple(tuple((start, end, gold.surface(start, end)) for start, end in part) for part in parts)
        yield LinkError(gold.id, gold.lang[:2], what, named)


def _by_entity(mentions: Mentions) -> dict[tuple[int, int], str]:
    return {
        key[:2]: mention["entity"]
        for key, mention in mentions.items()
        if key[2] in ENTITY_TYPES and mention.get("entity")
    }
