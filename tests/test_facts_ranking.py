"""Candidates are chosen by the weights of their marks, in a way that does not depend on the order of the marks."""

import math

import pytest

from extractor.facts.ranking import Ranker, Task, learned

TASKS: tuple[Task, ...] = ("subject", "period")
WEIGHTS = {"subject": {"near": 2.0, "far": -1.0, "none": 0.5}}
OPTIONS = [("a", ["far"]), ("b", ["near", "far"]), (None, ["none"])]


def test_the_best_option_wins_with_its_probability() -> None:
    best, probability = Ranker(WEIGHTS).rank("subject", "m1", OPTIONS)
    assert best == "b"
    assert probability == pytest.approx(math.e / (math.exp(-1) + math.e + math.exp(0.5)))


def test_each_task_has_weights_of_its_own() -> None:
    assert Ranker(WEIGHTS).rank("period", "m1", OPTIONS) == ("a", pytest.approx(1 / 3))


def test_a_confidence_is_bent_by_the_calibration() -> None:
    assert Ranker({}).calibrated(0.7) == 0.7
    assert Ranker({"calibration": {"slope": 1.0, "shift": -1.0}}).calibrated(0.7) < 0.5


def test_of_equal_options_the_first_wins() -> None:
    assert Ranker(WEIGHTS).rank("subject", "m1", [(1, ["near"]), (2, ["near"])]) == (1, 0.5)


def test_the_package_has_weights_for_both_tasks() -> None:
    for task in TASKS:
        _, probability = learned().rank(task, "m1", [(1, ["hint"]), (2, [])])
        assert probability > 0.5


def test_what_the_encoder_is_sure_enough_of_is_taken() -> None:
    ranker = Ranker(WEIGHTS)
    assert ranker.takes("subject", "m1", None, 0.5)
    assert not ranker.takes("subject", "m1", None, 0.49)
    assert ranker.takes("kind", "m1", "level", 0.8)
    assert not ranker.takes("metric", "m1", "revenue", 0.79)
