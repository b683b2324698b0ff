"""The marks of what the encoder says of a candidate: how likely it is, in steps, by where the candidate comes from."""

from bisect import bisect_right
from collections.abc import Iterator

from extractor.facts.marks import remembered

_STEPS = (0.003, 0.01, 0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.82, 0.92, 0.98)
UNHEARD = _STEPS[2]  # a chance below it is none


def climbed(chance: float) -> int:
    """How many steps a chance has climbed."""
    return bisect_right(_STEPS, chance)


@remembered
def of_chance(lang: str, reached: int, source: str) -> Iterator[str]:
    """The steps that a candidate's chance has climbed, each a mark, so that near chances weigh alike."""
    for number in range(reached):
        yield f"encoder>{number}"
        yield f"{lang}:encoder>{number}"
    yield f"encoder={reached}={source}"


@remembered
def of_field(lang: str, word: str, reached: int, ruled: bool, beside: str) -> Iterator[str]:
    """The steps of a class of a field; `ruled` for the one that the words give, `beside` what it depends on."""
    for number in range(reached):
        yield f"encoder>{number}"
    yield f"encoder={reached}={word}"
    yield f"is={word}"
    yield f"{lang}:is={word}"
    if ruled:
        yield "hint"
        yield f"hint={word}"
        yield f"{lang}:hint={word}"
        yield f"hint={beside}"
