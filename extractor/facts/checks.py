"""What facts of one article tell of each other: values that do not agree get a flag, and stay as written.

`change-disagrees`: a change in percent that its two levels contradict; `two-values`: one metric of one subject and
period at two levels; `exceeds-whole`: a share above its whole; `conversion-disagrees`: an amount and its conversion
whose rate the article's other conversions contradict.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.core.facts import Fact
from extractor.core.spans import Mention
from extractor.core.values import Money, Percent, Quantity

_HUNDRED = Decimal(100)
_SURE = 0.7  # facts less sure than this tell nothing of others
_ALIKE = Decimal("0.01")  # of each other: levels that differ by less are the same, rounded
_ROUNDED = Decimal("0.6")  # percentage points that rounded levels may be off

Key = tuple[str, str, str, str]


def flagged(facts: Sequence[Fact], mentions: Mapping[str, Mention]) -> tuple[Fact, ...]:
    """The facts with flags on those that do not agree."""
    levels = _levels(facts, mentions)
    return tuple(_with(fact, _flags(fact, levels, mentions)) for fact in facts)


def _with(fact: Fact, flags: tuple[str, ...]) -> Fact:
    return fact.model_copy(update={"flags": flags}) if flags else fact


def _flags(fact: Fact, levels: Mapping[Key, set[Decimal]], mentions: Mapping[str, Mention]) -> tuple[str, ...]:
    value = mentions[fact.value].value
    flags = []
    if isinstance(value, Money) and value.flags and "conflict" in value.flags:
        flags.append("conversion-disagrees")
    key = _key(fact, mentions, fact.period)
    if _is_sure(fact) and fact.kind == "level" and key is not None and _differ(levels.get(key, set())):
        flags.append("two-values")
    if fact.kind == "share" and isinstance(value, Percent) and value.amount is not None and value.amount > _HUNDRED:
        flags.append("exceeds-whole")
    if fact.kind == "change" and _is_sure(fact) and _contradicted(fact, value, levels, mentions):
        flags.append("change-disagrees")
    return tuple(flags)


def _is_sure(fact: Fact) -> bool:
    """Whether a fact is told as so, and its metric and its subject are well supported."""
    return fact.status == "actual" and fact.confidence >= _SURE


def _differ(amounts: set[Decimal]) -> bool:
    """Whether amounts are more than one, also when rounded."""
    return bool(amounts) and max(amounts) - min(amounts) > _ALIKE * abs(max(amounts, key=abs))


def _levels(facts: Sequence[Fact], mentions: Mapping[str, Mention]) -> dict[Key, set[Decimal]]:
    """Exact levels by metric, subject, period and unit."""
    found: dict[Key, set[Decimal]] = {}
    for fact in facts:
        value: Any = mentions[fact.value].value
        key = _key(fact, mentions, fact.period)
        if (
            fact.kind != "level"
            or not _is_sure(fact)
            or key is None
            or value.bound != "exact"
            or not isinstance(value.amount, Decimal)
        ):
            continue
        found.setdefault(key, set()).add(value.amount)
    return found


def _key(fact: Fact, mentions: Mapping[str, Mention], period: str | None, unit: str | None = None) -> Key | None:
    """What makes two values comparable; None where the subject or the period is not known."""
    if fact.subject is None or period is None:
        return None
    when: Any = mentions[period].value
    value = mentions[fact.value].value
    if unit is None:
        unit = value.currency if isinstance(value, Money) else (value.unit or "") if isinstance(value, Quantity) else ""
    words = fact.metric.text or ""
    return f"{fact.metric.concept} {words}", fact.subject.entity or fact.subject.text or "", str(when.timex), unit


def _contradicted(
    fact: Fact, value: object, levels: Mapping[Key, set[Decimal]], mentions: Mapping[str, Mention]
) -> bool:
    """Whether one level then and one level now give another change in percent than the article does."""
    if not isinstance(value, Percent) or value.unit != "percent" or not isinstance(value.amount, Decimal):
        return False
    if fact.base is None or fact.base.mention is None or value.bound != "exact":
        return False
    for unit in {key[3] for key in levels}:
        now, then = _key(fact, mentions, fact.period, unit), _key(fact, mentions, fact.base.mention, unit)
        if now is None or then is None or len(levels.get(now, ())) != 1 or len(levels.get(then, ())) != 1:
            continue
        (last,), (first,) = levels[now], levels[then]
        if first > 0:
            change = (last / first - 1) * _HUNDRED
            said = abs(value.amount) if fact.direction != "down" else -abs(value.amount)
            return abs(change - said) > max(_ROUNDED, abs(change) / 50)
    return False
