"""The proof by generation: what is written from a value in every shape of both languages is read back as that value."""

from random import Random

import pytest
from generation import PENDING, Shape, misread, shapes
from hypothesis import given, settings
from hypothesis import strategies as st

SHAPES = shapes()
READ = [shape for shape in SHAPES if shape.name not in PENDING]
CASES = 12  # of each shape in every run; `pytest -m slow` and scripts/prove.py write 100,000


def params() -> list[object]:
    """All shapes as parameters; those that the reader is known to miss must miss."""
    return [
        pytest.param(
            shape,
            id=shape.name,
            marks=pytest.mark.xfail(reason=PENDING[shape.name], strict=True) if shape.name in PENDING else (),
        )
        for shape in SHAPES
    ]


def misses(shape: Shape, seed: int, cases: int) -> list[str]:
    """What is misread of so many cases of a shape."""
    chance = Random(f"{seed} {shape.name}")
    return [miss for _ in range(cases) if (miss := misread(shape.case(chance))) is not None]


@pytest.mark.parametrize("shape", params())
def test_what_is_written_in_a_shape_is_read_back(shape: Shape) -> None:
    missed = misses(shape, 1, CASES)
    assert not missed, "\n".join(missed[:3])


@settings(max_examples=500)
@given(st.sampled_from(READ), st.randoms(use_true_random=False))
def test_any_value_in_any_shape_is_read_back(shape: Shape, chance: Random) -> None:
    missed = misread(shape.case(chance))
    assert missed is None, missed


def test_what_is_pending_is_a_shape() -> None:
    assert set(PENDING) <= {shape.name for shape in SHAPES}


def test_a_wrong_reading_is_noticed() -> None:
    case = next(shape for shape in READ if shape.name == "ko money mixed").case(Random(1))
    start, end, kind, value = case.answers[0]
    for wrong in ((start, end - 1, kind, value), (start, end, kind, {**value, "amount": value["amount"] + 1})):
        assert misread(type(case)(case.lang, case.text, (wrong,), case.published_at)) is not None
    assert misread(type(case)(case.lang, case.text, (), case.published_at)) is not None


@pytest.mark.slow
def test_a_hundred_thousand_cases_are_read_back() -> None:
    each = -(-100_000 // len(READ))
    missed = [miss for shape in READ for miss in misses(shape, 2, each)]
    assert not missed, f"{len(missed)} missed\n" + "\n".join(missed[:20])
