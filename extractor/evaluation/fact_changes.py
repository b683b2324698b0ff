"""What changed in the facts of two versions' records of one text, and whether the gold says that it is better."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from extractor.evaluation.corpus import AnnotatedArticle
from extractor.evaluation.fact_scores import CORE, FULL, Key, Told, right_fields

FACT = "fact"  # the type of such a change

What = Literal["gained", "lost", "changed fact"]
Verdict = Literal["better", "worse", "neither"]
Says = Mapping[str, str | None]

_MISSING = (1,)  # worth more than a fact with a wrong metric or subject: no value beats a wrong value


class FactChange(NamedTuple):
    """A fact that only one version has, or has otherwise; `key` is that of its value."""

    key: Key
    what: What
    old: Says | None
    new: Says | None
    verdict: Verdict | None


def fact_changes(old: AnnotatedArticle, new: AnnotatedArticle, gold: AnnotatedArticle | None) -> Iterator[FactChange]:
    """The facts that differ in a field, in text order. There is no verdict where the gold has no facts."""
    before, after = Told(old), Told(new)
    answers = Told(gold) if gold is not None and gold.facts else None
    text = new.text or old.text or (gold.text if gold is not None else None) or ""
    for key in sorted(before.by_key.keys() | after.by_key.keys()):
        was = before.says(before.by_key[key]) if key in before.by_key else None
        now = after.says(after.by_key[key]) if key in after.by_key else None
        if was != now:
            what: What = "gained" if was is None else "lost" if now is None else "changed fact"
            verdict = _verdict(key, before, after, answers, text) if answers is not None else None
            yield FactChange(key, what, was, now, verdict)


def _verdict(key: Key, before: Told, after: Told, answers: Told, text: str) -> Verdict:
    was, now = _worth(key, before, answers, text), _worth(key, after, answers, text)
    if key in answers.free or was == now:
        return "neither"
    return "better" if now > was else "worse"


def _worth(key: Key, told: Told, answers: Told, text: str) -> tuple[int, ...]:
    """How right the fact of a value is: its core, then all of it, then by the number of its right fields."""
    if key not in told.by_key:
        return _MISSING
    rights = [right_fields(answers, fact, told, told.by_key[key], text) for at, fact in answers.facts if at == key]
    return max(((2 * (right >= CORE), right >= FULL, len(right)) for right in rights), default=(0, 0, 0))
