"""The marks of a candidate are written once: what its bundles weigh is what its marks weigh, each counted once."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.facts.marks import Exact, Marks, mark, remembered
from extractor.facts.ranking import Ranker, Task, learned
from extractor.facts.reader import find_facts
from extractor.facts.scene import Found
from extractor.ingest import IngestOptions, read_path

SAMPLES = Path(__file__).parent.parent / "corpora" / "samples"


class Counter(Ranker):
    """A ranker that compares what marks weigh together with what they weigh one by one."""

    def __init__(self) -> None:
        super().__init__(learned()._weights, learned().witness)
        self.seen: set[Task] = set()
        self.wrong: set[str] = set()

    def takes(self, task: Task, mention: str, option: object, chance: float) -> bool:
        return False

    def rank(self, task: Task, mention: str, options: Sequence[tuple[Any, Collection[str]]]) -> tuple[Any, float]:
        weights = Exact(self._weights[task])
        for _, marks in options:
            if isinstance(marks, Marks):
                self.seen.add(task)
                written = [own for bundle in marks._bundles.values() for own in set(bundle)]
                self.wrong |= {own for own in written if written.count(own) > 1}
                assert self.wrong or marks.total(weights) == weights.total(frozenset(marks))
        return super().rank(task, mention, options)


def test_no_two_functions_write_the_same_mark() -> None:
    reader, counter = extractor.load(model=None, segmenter="none"), Counter()
    for path in sorted(SAMPLES.iterdir()):
        for article in read_path(path, IngestOptions()):
            record = reader.read(article)
            parts = (record.mentions, record.entities, record.sentences, record.blocks)
            day = record.published_at.day if record.published_at else None
            find_facts(Found(record.text or "", record.lang, *parts, day, record.title or ""), counter)
    assert counter.seen == {"metric", "subject", "period", "kind", "direction", "status"}
    assert counter.wrong == set()


def test_sums_are_exact_in_any_order() -> None:
    weights = Exact({"a": 0.1, "b": 0.2, "c": -0.3})
    assert weights.total("abc") == weights.total("cba") == weights.total("abcabc")
    assert weights.total("ab") / weights.scale == pytest.approx(0.3)
    assert Exact({}).total("a") == 0


@remembered
def near(place: str, size: int) -> tuple[str, ...]:
    return f"near={place}", f"near={place}={size}"


def test_the_same_candidate_found_twice_has_the_marks_of_both() -> None:
    assert near("here", 2) is near("here", 2)
    marks = Marks(near("here", 1), mark("name"))
    marks.add(near("here", 2), mark("name"))
    assert sorted(marks) == ["name", "near=here", "near=here=1", "near=here=2"]
    assert len(marks) == 4
    assert "near=here" in marks
    assert "far" not in marks
    weights = Exact({"near=here": 1.0, "near=here=1": 2.0, "near=here=2": 4.0, "name": 8.0})
    assert marks.total(weights) == 15 * weights.scale
