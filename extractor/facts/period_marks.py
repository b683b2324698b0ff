"""The marks of a period: what a date is, and how it stands to a value; see `owner_marks` for how they are grouped.

`side` is where a date of the sentence stands, before the value, in it or behind it; `size` is its grain, `against`
whether others are compared with it. A date of an earlier sentence has a `role` instead.
"""

from collections.abc import Iterator

from extractor.facts.marks import remembered, remembered_by_role, remembered_in


@remembered
def of_date(side: str, size: str, step: int, family: str, kind: str, concept: str, reported: bool) -> Iterator[str]:
    """What the date is, beside what is measured."""
    yield f"date={side}"
    yield f"date={side}={size}"
    yield f"date={side}={step}"
    yield f"date={side}={step}={family}"
    yield f"date={family}={size}"
    yield f"date={side}={family}={size}"
    yield f"date={side}={kind}={size}"
    yield f"date={concept}={size}"
    yield f"reported={reported}={size}={side}"


@remembered
def of_distance(
    near: int, side: str, step: int, order: int, values: int, kind: str, against: bool, type_: str
) -> Iterator[str]:
    """How far the date is from the value, and how many dates and values stand between."""
    yield f"date={side}={order}={step}"
    yield f"date={side}={order}={against}"
    yield f"date={side}={near}={against}"
    yield f"date={side}={near}={kind}={against}"
    yield f"date={values}={side}={step}"
    yield f"against={against}={kind}"
    yield f"against={against}={near}={type_}"


@remembered
def of_telling(told: str, daily: bool, yearly: bool, size: str, side: str, near: int, against: bool) -> Iterator[str]:
    """How the value is told."""
    yield f"daily={daily}={size}={side}"
    yield f"yearly={yearly}={size}={side}"
    yield f"told={told}={side}={near}"
    yield f"told={told}={size}"
    yield f"told={told}={against}"


@remembered
def of_signs(follows: str, leads: str, side: str, size: str, step: int, type_: str) -> Iterator[str]:
    """What stands around the date."""
    yield f"date={side}={follows}"
    yield f"date={side}={leads}"
    yield f"date={size}={follows}"
    yield f"date={follows}={step}"
    yield f"inside={side}={type_}"


@remembered
def of_bracket(bracket: bool, inside: bool, against: bool) -> Iterator[str]:
    """Whether the value stands in a bracket, and the date in the same."""
    yield f"bracket={bracket}={inside}={against}"


@remembered
def of_tense(tense: str, family: str, size: str, kind: str) -> Iterator[str]:
    """Whether the date lies before, around or after the day of publication."""
    yield f"tense={tense}={family}"
    yield f"tense={tense}={size}={kind}"


@remembered
def of_text(following: str, ahead: str, since: bool) -> Iterator[str]:
    """The characters around the date: two behind it, one before."""
    yield f"next={following[:1]}"
    yield f"next={following}"
    yield f"led={ahead}"
    yield f"since={since}"


@remembered
def of_hint(rule: str, family: str, kind: str) -> Iterator[str]:
    """The one that the plain rules would have."""
    yield "hint"
    yield f"hint={rule}"
    yield f"hint={rule}={family}"
    yield f"hint={rule}={kind}"


@remembered
def of_previous(step: int, family: str, kind: str, new: bool, told: str, rule: str, size: str) -> Iterator[str]:
    """The period of the value before."""
    yield "previous"
    yield f"previous={step}"
    yield f"previous={family}"
    yield f"previous={kind}"
    yield f"previous={new}={step}"
    yield f"previous={told}"
    yield f"previous={rule}"
    yield f"previous={size}={family}"


@remembered_by_role
def of_role(role: str, elsewhere: str, here: bool, kind: str, rule: str, told: str) -> Iterator[str]:
    """A date of an earlier sentence. `here` is whether the sentence has a date before the value."""
    yield role
    yield f"{role}={elsewhere}"
    yield f"{role}={here}"
    yield f"{role}={kind}"
    yield f"{role}={rule}={elsewhere}"
    yield f"{role}={told}"


@remembered_by_role
def of_size(role: str, family: str, size: str) -> Iterator[str]:
    """How long a date of an earlier sentence is."""
    yield f"{role}={family}={size}"
    yield f"{role}={size}"


@remembered
def of_carried(
    family: str, size: str, here: bool, kind: str, told: str, yearly: bool, daily: bool, tense: str
) -> Iterator[str]:
    """A date of an earlier sentence, whatever its role."""
    yield f"carried={family}={size}={here}"
    yield f"carried={kind}={size}"
    yield f"carried={told}={size}"
    yield f"carried={yearly}={size}"
    yield f"carried={daily}={size}"
    yield f"carried={tense}={size}"


@remembered_in("nothing")
def of_nothing(rule: str, family: str, concept: str, kind: str, told: str, here: bool, type_: str) -> Iterator[str]:
    """No period at all: what is measured, and how it is told."""
    yield "none"
    yield f"none=hint={rule}"
    yield f"none=hint={rule}={family}"
    yield f"none={family}"
    yield f"none={concept}"
    yield f"none={kind}"
    yield f"none={family}={kind}"
    yield f"none={told}"
    yield f"none={told}={family}"
    yield f"none={told}={here}"
    yield f"none={type_}={family}"
    yield f"none={here}"
    yield f"none={family}={here}"


@remembered_in("nothing")
def of_nothing_carried(carried: bool, family: str, alone: bool, choice: str) -> Iterator[str]:
    """No period at all: whether there is an earlier one, and whether the value before has none either."""
    yield f"none={carried}"
    yield f"none={family}={carried}"
    yield f"none={alone}"
    yield f"none={alone}={family}"
    yield f"none={choice}"
