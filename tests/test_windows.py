"""Sentences cut into windows, and tags read as names: nothing is lost, nothing is read twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.windows import windows
from extractor.entities.proposals import names_of


@given(
    lengths=st.lists(st.integers(0, 400), max_size=8),
    longest=st.integers(8, 120),
    overlap=st.integers(0, 6),
)
def test_every_character_counts_in_exactly_one_window(lengths: list[int], longest: int, overlap: int) -> None:
    stretches, at = [], 0
    for length in lengths:
        stretches.append((at, at + length))
        at += length + 1
    cut = list(windows(stretches, longest, overlap))
    counted = [place for window in cut for place in range(window.first, window.last)]
    assert counted == [place for start, end in stretches for place in range(start, end)]
    assert all(window.start <= window.first < window.last <= window.end for window in cut)
    assert all(window.end - window.start <= longest for window in cut)


def test_what_counts_in_the_middle_of_a_long_sentence_has_context_on_both_sides() -> None:
    cut = list(windows([(0, 500)], 200, 60))
    assert [(w.start, w.end) for w in cut] == [(0, 200), (140, 340), (280, 480), (420, 500)]
    assert all(w.first - w.start == 30 for w in cut[1:])
    assert all(w.end - w.last == 30 for w in cut[:-1])


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("O O O", []),
        ("B-ORG I-ORG O", [(0, 2, "ORG")]),
        ("B-ORG B-ORG I-ORG", [(0, 1, "ORG"), (1, 3, "ORG")]),
        ("B-ORG I-LOC O", [(0, 1, "ORG"), (1, 2, "LOC")]),
        ("O I-LOC I-LOC", [(1, 3, "LOC")]),
        ("B-PERSON I-PERSON", [(0, 2, "PERSON")]),
    ],
    ids=str,
)
def test_tags_are_read_as_names(tags: str, names: list[tuple[int, int, str]]) -> None:
    assert list(names_of(tags.split())) == names
