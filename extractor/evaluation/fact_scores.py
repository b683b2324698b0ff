"""What one article's facts are worth against its gold: section 8 of the contract.

A gold fact is matched by the fact whose value has the same start, end and type. Core: the metric's concept and the
subject are right. Full: core, and kind, direction, period and status too. Only an article whose gold has facts is
asked. The facts of a value that the gold leaves open (`optional`) are neither asked nor held against anyone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.core.spans import overlap
from extractor.evaluation.corpus import AnnotatedArticle
from extractor.evaluation.counts import Ratio

FACT_FIELDS = ("metric", "subject", "kind", "direction", "period", "base", "status", "speaker")
CORE = frozenset(("metric", "subject"))
FULL = CORE | {"kind", "direction", "period", "status"}

What = Literal["no fact", "wrong fact", "spurious fact"]
Span = tuple[int, int]
Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class FactCounts:
    """How many facts the gold has, how many were given, how many of the gold's have one, and how many of these are
    right: in their core, in full, and by field in the order of `FACT_FIELDS`."""

    gold: int = 0
    given: int = 0
    found: int = 0
    core: int = 0
    full: int = 0
    right: tuple[int, ...] = (0,) * len(FACT_FIELDS)

    def __add__(self, other: "FactCounts") -> "FactCounts":
        return FactCounts(
            self.gold + other.gold,
            self.given + other.given,
            self.found + other.found,
            self.core + other.core,
            self.full + other.full,
            tuple(one + two for one, two in zip(self.right, other.right, strict=True)),
        )

    def ratio(self, name: str) -> Ratio:
        """Precision, recall and F1 of `found`, `core` or `full`."""
        return Ratio({"found": self.found, "core": self.core, "full": self.full}[name], self.given, self.gold)

    def accuracy(self, name: str) -> float:
        """In which part of the facts that are found a field is right; 0 where none is found."""
        return self.right[FACT_FIELDS.index(name)] / self.found if self.found else 0.0


@dataclass(frozen=True, slots=True)
class FactError:
    """A fact of the gold that is missed or wrong in a field, or a fact of a value that has none in the gold."""

    article: str
    lang: str
    what: What
    type: str  # that of the value
    start: int
    end: int
    text: str
    gold: Mapping[str, str | None] | None
    found: Mapping[str, str | None] | None
    fields: tuple[str, ...] = ()  # the fields that are wrong
    rule: str | None = None

    @property
    def place(self) -> str:
        """What this error is called from one run to the next."""
        return f"{self.what} {self.type} {self.start}:{self.end}"


@dataclass(frozen=True, slots=True)
class FactScore:
    """The counts of an article's facts, and what is wrong with them."""

    counts: FactCounts = field(default_factory=FactCounts)
    errors: tuple[FactError, ...] = ()


class Told:
    """The facts of an annotated article, by the place of their values; of several at one place the last."""

    def __init__(self, article: AnnotatedArticle | None) -> None:
        self._article = article
        # A fact points at mentions of types that need not be scored: they are those of the whole record.
        mentions: list[Mapping[str, Any]] = list((article.data.get("mentions") or ()) if article else ())
        self.mentions = {mention.get("id"): mention for mention in mentions}
        self.free = {key_of(mention) for mention in mentions if mention.get("optional")}
        self._spans: dict[str, list[Span]] = {}
        self._names: dict[str, str] = {}
        for mention in mentions:
            if mention.get("entity"):
                self._spans.setdefault(mention["entity"], []).append((mention["start"], mention["end"]))
                self._names.setdefault(mention["entity"], self.surface(mention))
        for entity in article.entities if article else ():
            self._names[entity["id"]] = entity.get("name") or self._names.get(entity["id"], entity["id"])
        self.facts = [(key_of(self.mentions[fact["value"]]), fact) for fact in (article.facts if article else ())]
        self.by_key = dict(self.facts)

    def surface(self, mention: Mapping[str, Any]) -> str:
        """The text of a mention."""
        own = self._article.surface(mention["start"], mention["end"]) if self._article else ""
        return own or mention.get("text") or ""

    def spans(self, party: Mapping[str, Any] | None, text: str) -> list[Span]:
        """Where a party stands: all mentions of its entity, its words, or wherever the text has them."""
        if party is None:
            return []
        if party.get("entity"):
            return self._spans.get(party["entity"], [])
        if party.get("start") is not None:
            return [(party["start"], party["end"])]
        words = party["text"]
        return [(at, at + len(words)) for at in range(len(text)) if text.startswith(words, at)]

    def says(self, fact: Mapping[str, Any]) -> dict[str, str | None]:
        """The fields of a fact in words, by their names in `FACT_FIELDS`."""
        period = self.mentions.get(fact.get("period"))
        return {
            "metric": (fact.get("metric") or {}).get("concept"),
            "subject": self._party(fact.get("subject")),
            "kind": fact.get("kind"),
            "direction": fact.get("direction"),
            "period": self.surface(period) if period is not None else None,
            "base": (fact.get("base") or {}).get("kind"),
            "status": fact.get("status"),
            "speaker": self._party(fact.get("speaker")),
        }

    def _party(self, party: Mapping[str, Any] | None) -> str | None:
        if party is None:
            return None
        return self._names.get(party["entity"], party["entity"]) if party.get("entity") else party.get("text")


def score_facts(gold: AnnotatedArticle, found: AnnotatedArticle | None) -> FactScore:
    """The score of one article's facts; nothing where its gold has none. `found` is None where nothing was read."""
    if not gold.facts:
        return FactScore()
    mine, other, text = Told(gold), Told(found), gold.text or ""
    given = [key for key in other.by_key if key not in mine.free]
    asked = [(key, fact) for key, fact in mine.facts if key not in mine.free]
    counts, errors = FactCounts(given=len(given)), []
    for key, fact in asked:
        counts += FactCounts(gold=1)
        answer = other.by_key.get(key)
        if answer is None:
            errors.append(_error(gold, "no fact", key, mine.says(fact), None))
            continue
        right = right_fields(mine, fact, other, answer, text)
        counts += FactCounts(
            found=1, core=right >= CORE, full=right >= FULL, right=tuple(name in right for name in FACT_FIELDS)
        )
        if not right >= FULL:
            wrong = tuple(name for name in FACT_FIELDS if name not in right)
            errors.append(
                _error(gold, "wrong fact", key, mine.says(fact), other.says(answer), wrong, answer.get("rule"))
            )
    for key in given:
        if key not in mine.by_key:
            answer = other.by_key[key]
            errors.append(_error(gold, "spurious fact", key, None, other.says(answer), rule=answer.get("rule")))
    return FactScore(counts, tuple(sorted(errors, key=lambda error: (error.start, error.end))))


def right_fields(
    mine: Told, fact: Mapping[str, Any], other: Told, answer: Mapping[str, Any], text: str
) -> frozenset[str]:
    """The fields of `FACT_FIELDS` in which an answer is right. A direction is asked of changes alone."""
    says, said = mine.says(fact), other.says(answer)
    right = {name for name in ("metric", "kind", "base", "status") if says[name] == said[name]}
    if fact["kind"] != "change" or says["direction"] == said["direction"]:
        right.add("direction")
    right |= {name for name in ("subject", "speaker") if _same(mine, fact.get(name), other, answer.get(name), text)}
    if _when(mine, fact.get("period"), other, answer.get("period")):
        right.add("period")
    return frozenset(right)


def key_of(mention: Mapping[str, Any]) -> Key:
    """What values are matched by: start, end, type."""
    return mention["start"], mention["end"], mention["type"]


def _same(mine: Told, one: Mapping[str, Any] | None, other: Told, two: Mapping[str, Any] | None, text: str) -> bool:
    """Whether two parties are one: words that hold each other, or places that share a character."""
    if one is None or two is None:
        return one is None and two is None
    first, second = one.get("text"), two.get("text")
    if first and second and (first in second or second in first):
        return True
    there = other.spans(two, text)
    return any(overlap(span, near) for span in mine.spans(one, text) for near in there)


def _when(mine: Told, one: str | None, other: Told, two: str | None) -> bool:
    """Whether two periods are one: the same mention, or the same days."""
    if not one or not two:
        return not one and not two
    first, second = mine.mentions[one], other.mentions.get(two)
    if second is None:
        return False
    if (first["start"], first["end"]) == (second["start"], second["end"]):
        return True
    days = _days(first)
    return bool(days[0]) and days == _days(second)


def _days(mention: Mapping[str, Any]) -> tuple[str | None, str | None]:
    value = mention.get("value") or {}
    return value.get("start"), value.get("end")


def _error(
    gold: AnnotatedArticle,
    what: What,
    key: Key,
    says: Mapping[str, str | None] | None,
    said: Mapping[str, str | None] | None,
    fields: tuple[str, ...] = (),
    rule: str | None = None,
) -> FactError:
    start, end, kind = key
    text = gold.surface(start, end)
    return FactError(gold.id, gold.lang[:2], what, kind, start, end, text, says, said, fields, rule)


def in_words(says: Mapping[str, str | None] | None) -> Iterator[str]:
    """A fact's fields that say something, in one line's pieces: `metric=revenue subject="한빛상사" kind=level`."""
    for name, item in (says or {}).items():
        if item is not None:
            yield f'{name}="{item}"' if name in ("subject", "period", "speaker") else f"{name}={item}"
