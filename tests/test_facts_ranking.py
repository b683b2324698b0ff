"""Candidates are chosen by the weights of their marks, in a way that does not depend on the order of the marks."""

import math

import pytest

from extractor.facts.ranking import Ranker, Task, answered, learned

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


def test_a_decision_is_the_rank_of_its_answers_and_the_plain_rules_win_where_nothing_speaks() -> None:
    ranker = Ranker({"kind": {"hint": 1.0, "share|part": 1.5, "level|part": -0.2, "change|moved": 3.0}})
    for marks in (["part"], ["moved"], ["part", "moved"], []):
        options = answered(("level", "change", "share"), "level", marks)
        assert (
            ranker.decide("kind", "m1", ("level", "change", "share"), "level", marks)
            == ranker.rank("kind", "m1", options)[0]
        )
    assert Ranker({}).decide("kind", "m1", ("change", "level"), "level", ["part"]) == "level"
