"""What facts of one article tell of each other: values that do not agree get a flag, and stay as written.

`change-disagrees`: a change that its two levels contradict; `two-values`: one metric of one subject and
period at two levels, told in different sentences; `exceeds-whole`: a part above its whole (see `parts`);
`conversion-disagrees`: an amount and its conversion that no rate of their currencies allows. A flag is for a person to
look at: a check that is not sure says nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.core.facts import Fact
from extractor.core.spans import Mention
from extractor.core.values import Money, Percent, Quantity
from extractor.facts.parts import SURE, beyond_their_whole
from extractor.facts.scene import Scene
from extractor.lang.facts import FactGrammar

_HUNDRED = Decimal(100)
_ALIKE = Decimal("0.1")  # of each other: levels that differ by more are not the same, however coarse
_ROUNDED = Decimal("0.6")  # percentage points that a rounded change may be off
# What a fact's metric and subject rest on where its own sentence names them.
_NAMED = ("metric.before", "metric.of", "metric.after", "metric.dealt")
_HERE = "subject.name"  # words may be somebody else's in each sentence

Key = tuple[str, str, str, str]
Levels = Mapping[Key, Mapping[int, set[Decimal]]]  # the amounts of each sentence


def flagged(
    facts: Sequence[Fact], mentions: Mapping[str, Mention], scene: Scene, grammar: FactGrammar
) -> tuple[Fact, ...]:
    """The facts with flags on those that do not agree."""
    levels = _levels([fact for fact in facts if fact.kind == "level" and _is_sure(fact)], mentions)
    told = _levels([fact for fact in facts if _is_told(fact, mentions)], mentions)
    beyond = beyond_their_whole(facts, mentions, scene, grammar)
    several = {fact.id for fact in facts if _is_told(fact, mentions) and _differs(fact, told, levels, mentions)}
    return tuple(_with(fact, _flags(fact, levels, mentions, several, beyond)) for fact in facts)


def _with(fact: Fact, flags: tuple[str, ...]) -> Fact:
    return fact.model_copy(update={"flags": flags}) if flags else fact


def _flags(
    fact: Fact, levels: Levels, mentions: Mapping[str, Mention], several: Collection[str], beyond: Collection[str]
) -> tuple[str, ...]:
    value = mentions[fact.value].value
    flags = []
    if isinstance(value, Money) and value.flags and "conflict" in value.flags:
        flags.append("conversion-disagrees")
    if fact.id in several:
        flags.append("two-values")
    if fact.id in beyond:
        flags.append("exceeds-whole")
    if fact.kind == "change" and _is_sure(fact) and _contradicted(fact, value, levels, mentions):
        flags.append("change-disagrees")
    return tuple(flags)


def _is_sure(fact: Fact) -> bool:
    """Whether a fact is told as so, and its metric and its subject are well supported."""
    return fact.status == "actual" and fact.confidence >= SURE


def _is_told(fact: Fact, mentions: Mapping[str, Mention]) -> bool:
    """Whether a level's own sentence names its metric, its subject and its period: nothing is carried into it."""
    if fact.kind != "level" or fact.period is None or not _is_sure(fact):
        return False
    named = fact.rule.startswith(_NAMED) and fact.rule.endswith(_HERE)
    return named and mentions[fact.period].sentence == mentions[fact.value].sentence


def _differs(fact: Fact, told: Levels, levels: Levels, mentions: Mapping[str, Mention]) -> bool:
    """Whether another sentence has the same metric, subject and period at another level.

    A sentence with several amounts tells a movement, a range or a list, and is no witness.
    """
    key, here = _key(fact, mentions, fact.period), mentions[fact.value].sentence
    if key is None:
        return False
    single = {number: amounts for number, amounts in told.get(key, {}).items() if len(levels[key][number]) == 1}
    if here not in single:
        return False
    (own,) = single[here]
    return any(not alike(own, other) for number, (other,) in single.items() if number != here)


def alike(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts may be one, the coarser rounded: 3.7 and 3.7388."""
    off = abs(one - other)
    return off < max(_last_place(one), _last_place(other)) and off <= _ALIKE * max(abs(one), abs(other))


def _last_place(amount: Decimal) -> Decimal:
    """The place of the last digit that is not nought: 100 of 1200, 0.1 of 3.7."""
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _levels(facts: Sequence[Fact], mentions: Mapping[str, Mention]) -> Levels:
    """The exact ones of some levels, by metric, subject, period and unit, and by sentence."""
    found: dict[Key, dict[int, set[Decimal]]] = {}
    for fact in facts:
        value: Any = mentions[fact.value].value
        key = _key(fact, mentions, fact.period)
        if key is not None and _is_exact(value):
            found.setdefault(key, {}).setdefault(mentions[fact.value].sentence, set()).add(value.amount)
    return found


def _is_exact(value: Any) -> bool:
    return value.bound == "exact" and isinstance(value.amount, Decimal)


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


def _contradicted(fact: Fact, value: object, levels: Levels, mentions: Mapping[str, Mention]) -> bool:
    """Whether one level then and one level now give another change than the article does, in percent or in amount."""
    if fact.base is None or fact.base.mention is None or not isinstance(value, Percent | Money | Quantity):
        return False
    relative = isinstance(value, Percent)
    if not _is_exact(value) or value.amount is None or (isinstance(value, Percent) and value.unit != "percent"):
        return False
    said = -abs(value.amount) if fact.direction == "down" else abs(value.amount)
    units: Collection[str | None] = {key[3] for key in levels} if relative else (None,)
    for unit in units:
        now, then = _key(fact, mentions, fact.period, unit), _key(fact, mentions, fact.base.mention, unit)
        last, first = (_only(levels.get(key, {})) if key is not None else None for key in (now, then))
        if now != then and last is not None and first is not None and first > 0 and last > 0:
            change = _growth(last, first) if relative else last - first
            return abs(change - said) > _slack(last, first, said, relative=relative)
    return False


def _growth(last: Decimal, first: Decimal) -> Decimal:
    return (last / first - 1) * _HUNDRED


def _slack(last: Decimal, first: Decimal, said: Decimal, *, relative: bool) -> Decimal:
    """How far a change may be off where both levels are rounded by half of their last place, and it by its own."""
    if not relative:
        return (_step(last) + _step(first)) / 2 + _step(abs(said))
    rounded = _HUNDRED * last / first * (_step(last) / last + _step(first) / first) / 2
    return max(_ROUNDED, abs(_growth(last, first)) / 50) + rounded


def _step(amount: Decimal) -> Decimal:
    """What an amount may be rounded to: its last place, but no more than a tenth of it, for 1000 may be exact."""
    return min(_last_place(amount), amount * _ALIKE)


def _only(by_sentence: Mapping[int, set[Decimal]]) -> Decimal | None:
    amounts = {amount for own in by_sentence.values() for amount in own}
    return next(iter(amounts)) if len(amounts) == 1 else None
