"""What changed between two versions' records of the same texts, by mention and by fact, and whether it is better."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from extractor.core.spans import overlap
from extractor.evaluation.corpus import AnnotatedArticle
from extractor.evaluation.counts import TYPES
from extractor.evaluation.fact_changes import FACT, FactChange, Verdict, fact_changes
from extractor.evaluation.fact_scores import key_of
from extractor.evaluation.grids import Grid
from extractor.evaluation.scoring import differences

What = Literal["gained", "lost", "changed value", "changed entity", "changed fact"]


@dataclass(frozen=True, slots=True)
class Change:
    """A mention that only one version has, or has with another value. `verdict` is what the gold says of it, if asked.

    `neither`: wrong before and after, or a place that the gold leaves open. A change of the type `fact` is one of the
    fact of a value, whose place it has; `old` and `new` are the fact's fields in words.
    """

    article: str
    lang: str
    what: What
    type: str
    start: int
    end: int
    text: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes, and the texts that only one version has."""

    changes: tuple[Change, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        return {
            "changes": [asdict(change) for change in self.changes],
            "only_old": list(self.only_old),
            "only_new": list(self.only_new),
        }


def compare(
    old: Iterable[AnnotatedArticle], new: Iterable[AnnotatedArticle], gold: Sequence[AnnotatedArticle] = ()
) -> Changes:
    """What is different in `new`, in its order. Articles are matched by their texts' SHA-256."""
    before, answers = {item.sha256: item for item in old}, {item.sha256: item for item in gold}
    after = {item.sha256: item for item in new}
    changes = [
        change
        for digest, article in after.items()
        if digest in before
        for change in (
            *_changes(before[digest], article, answers.get(digest)),
            *(_of_fact(article, it) for it in fact_changes(before[digest], article, answers.get(digest))),
        )
    ]
    return Changes(
        tuple(changes),
        tuple(item.id for digest, item in before.items() if digest not in after),
        tuple(item.id for digest, item in after.items() if digest not in before),
    )


def change_grid(changes: Changes) -> Grid:
    """How much changed, by language and type."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for change in changes.changes:
        counts[change.lang, change.type, change.what] += 1
        counts[change.lang, change.type, change.verdict or ""] += 1
    names = ("gained", "lost", "changed value", "changed entity", "changed fact", "better", "worse", "neither")
    types = (*TYPES, FACT)
    groups = sorted({(lang, kind) for lang, kind, _ in counts}, key=lambda group: (group[0], types.index(group[1])))
    rows = tuple((lang, kind, *(str(counts[lang, kind, name]) for name in names)) for lang, kind in groups)
    return Grid("Changes", ("lang", "type", *names), rows)


def change_lines(change: Change) -> list[str]:
    """One change in three lines, with whole values: fields that are not scored may be what changed."""
    verdict = f"  ({change.verdict})" if change.verdict else ""
    first = (
        f'{change.article}: {change.what:<14}  {change.type} "{change.text}" at {change.start}:{change.end}{verdict}'
    )
    old = "nothing" if change.what == "gained" else _whole(change.old)
    new = "nothing" if change.what == "lost" else _whole(change.new)
    return [first, f"    old    {old}", f"    new    {new}"]


def _whole(value: Mapping[str, Any] | None) -> str:
    return " ".join(f"{name}={item}" for name, item in (value or {}).items() if item is not None) or "a name"


def _changes(old: AnnotatedArticle, new: AnnotatedArticle, gold: AnnotatedArticle | None) -> Iterator[Change]:
    before = {key_of(mention): mention for mention in old.mentions}
    after = {key_of(mention): mention for mention in new.mentions}
    things = _things(old), _things(new)
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        what = _what(one, other, things)
        if what is None:
            continue
        yield Change(
            article=new.id,
            lang=new.lang[:2],
            what=what,
            type=key[2],
            start=key[0],
            end=key[1],
            text=(other or one or {}).get("text") or new.surface(key[0], key[1]),
            old=_worth(one, things[0]),
            new=_worth(other, things[1]),
            verdict=_verdict(key, one, other, gold) if gold and what != "changed entity" else None,
        )


def _of_fact(article: AnnotatedArticle, changed: FactChange) -> Change:
    start, end, _ = changed.key
    return Change(
        article=article.id,
        lang=article.lang[:2],
        what=changed.what,
        type=FACT,
        start=start,
        end=end,
        text=article.surface(start, end),
        old=changed.old,
        new=changed.new,
        verdict=changed.verdict,
    )


def _things(article: AnnotatedArticle) -> dict[str, str]:
    """What each entity is called: its id in the knowledge base, or its name."""
    return {item["id"]: (item.get("kb") or {}).get("id") or item.get("name", "") for item in article.entities}


def _worth(mention: Mapping[str, Any] | None, things: Mapping[str, str]) -> Mapping[str, Any] | None:
    """The value of a mention, or what its entity is called."""
    if mention is None:
        return None
    named = things.get(mention.get("entity", ""))
    return mention.get("value") or ({"entity": named} if named else None)


def _what(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, things: tuple[Mapping[str, str], Mapping[str, str]]
) -> What | None:
    if old is None or new is None:
        return "gained" if old is None else "lost"
    if old.get("value") != new.get("value"):
        return "changed value"
    return "changed entity" if _worth(old, things[0]) != _worth(new, things[1]) else None


def _verdict(
    key: tuple[int, int, str],
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    gold: AnnotatedArticle,
) -> Verdict:
    answer = next((mention for mention in gold.mentions if key_of(mention) == key), None)
    free = (
        answer.get("optional")
        if answer
        else any(
            mention.get("optional") and overlap(key[:2], (mention["start"], mention["end"]))
            for mention in gold.mentions
        )
    )
    was = old is not None and answer is not None and not differences(key[2], answer, old)
    is_ = new is not None and answer is not None and not differences(key[2], answer, new)
    if free or (was == is_ and old and new):
        return "neither"
    if was != is_:
        return "better" if is_ else "worse"
    return "better" if old else "worse"  # wrong both times: it is good that it went, and bad that it came
