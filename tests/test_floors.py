"""Floors: what breaks one, what the message says, and that none sinks without a reason that is kept."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from annotated_world import chinese, korean, with_value, write

from extractor.evaluation.corpus import annotated
from extractor.evaluation.floors import (
    Baseline,
    BaselineError,
    broken_floor,
    broken_floors,
    dump,
    pin,
    read_baseline,
    wrong_corpus,
)
from extractor.evaluation.scorecard import Scorecard, score_corpus

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "pin_baseline.py"


def card(*found: dict[str, Any], gold: tuple[dict[str, Any], ...] = ()) -> Scorecard:
    rows = gold or (korean(), chinese())
    return score_corpus([annotated(row, "gold") for row in rows], [annotated(row, "found") for row in found])


def without(row: dict[str, Any], surface: str) -> dict[str, Any]:
    return {**row, "mentions": [mention for mention in row["mentions"] if mention["text"] != surface]}


def test_floors_are_pinned_by_language_and_type_with_the_hash_of_the_corpus() -> None:
    good = card(korean(), chinese())
    baseline = pin(good, "gold", None)
    assert set(baseline.floors["ko"]) == {"money", "percent", "quantity", "date"}
    assert set(baseline.floors["zh"]) == {"money", "percent", "date", "ORG"}
    assert baseline.corpus is not None
    assert (baseline.corpus.sha256, baseline.corpus.articles, baseline.corpus.path) == (good.sha256, 2, "gold")
    assert broken_floors(good, baseline) == []
    assert wrong_corpus(good, baseline) is None


def test_a_floor_is_cut_to_four_digits_and_never_above_the_score() -> None:
    two_thirds = card(korean(), without(chinese(), "去年"))
    baseline = pin(two_thirds, "gold", None)
    assert baseline.floors["zh"]["date"] == 0.6666
    assert broken_floors(two_thirds, baseline) == []


def test_a_broken_floor_names_the_new_errors_with_article_mention_and_both_values() -> None:
    before = card(korean(), without(chinese(), "去年"))
    after = card(korean(), with_value(without(chinese(), "去年"), "6月3日", timex="2015-06-03"))
    [broken] = broken_floors(after, pin(before, "gold", None))
    assert str(broken).splitlines() == [
        "zh date: end-to-end F1 0.0000 is below its floor 0.6666 (gold 2, found 1, right 0);"
        " 1 new since the floor was pinned:",
        '蓝湾-1: wrong value  date "6月3日" at 4:8: timex',
        "    gold   timex=2016-06-03 start=2016-06-03 end=2016-06-03",
        "    found  timex=2015-06-03 start=2016-06-03 end=2016-06-03",
    ]


def test_floors_written_by_hand_hold_for_sums_and_all_languages_and_name_all_errors() -> None:
    baseline = Baseline.model_validate({"floors": {"all": {"VALUES": 0.99}, "ko": {"time": 0.1}}})
    values, time = broken_floors(card(without(korean(), "8%"), chinese()), baseline)
    assert "errors:" in str(values)
    assert '한빛-1: missed       percent "8%"' in str(values)
    assert str(time) == "ko time: end-to-end F1 0.0000 is below its floor 0.1000 (gold 0, found 0, right 0)"


def test_a_floor_of_linking_names_what_was_split() -> None:
    text = "네이버와 네이버파이낸셜. 네이버는"
    spans = ((0, 3), (14, 17))

    def linked(*entities: str) -> dict[str, Any]:
        mentions = [
            {"type": "ORG", "start": a, "end": b, "text": text[a:b], "entity": e}
            for (a, b), e in zip(spans, entities, strict=True)
        ]
        return {"id": "네이버-1", "lang": "ko", "text": text, "mentions": mentions}

    gold = (linked("e1", "e1"),)
    baseline = pin(card(linked("a", "a"), gold=gold), "gold", None)
    broken = broken_floor(card(linked("a", "b"), gold=gold), baseline, "ko", "linking")
    assert str(broken).splitlines()[1:] == [
        "네이버-1: split        entity",
        '    gold   "네이버" 0:3, "네이버" 14:17',
        '    found  "네이버" 0:3 / "네이버" 14:17',
    ]


def test_another_corpus_has_no_floors() -> None:
    baseline = pin(card(korean(), chinese()), "gold", None)
    why = wrong_corpus(card(gold=(korean(),)), baseline)
    assert why is not None
    assert "pinned for another corpus: 2 articles" in why


def test_no_floor_sinks_without_leave_and_a_reason() -> None:
    old = pin(card(korean(), chinese()), "gold", None)
    worse = card(without(korean(), "8%"), chinese())
    for arguments in ({}, {"allow_regression": True}, {"allow_regression": True, "reason": " "}, {"reason": "so"}):
        with pytest.raises(BaselineError, match=r"ko percent: 1\.0000 -> 0\.0000"):
            pin(worse, "gold", old, **arguments)
    new = pin(worse, "gold", old, allow_regression=True, reason="a trap costs more than it saves")
    assert new.floors["ko"]["percent"] == 0
    assert [row.model_dump() for row in new.reasons] == [
        {"floor": "ko percent", "before": 1.0, "after": 0.0, "reason": "a trap costs more than it saves"}
    ]
    again = pin(card(korean(), chinese()), "gold", new)
    assert again.reasons == new.reasons, "reasons stay when the floor has risen again"


def test_a_kind_that_leaves_the_corpus_is_a_floor_that_sinks() -> None:
    old = pin(card(korean(), chinese()), "gold", None)
    smaller = card(korean(), gold=(korean(),))
    with pytest.raises(BaselineError, match=r"zh date: 1\.0000 -> no such mention"):
        pin(smaller, "gold", old)


def test_the_file_says_what_is_wrong_in_it(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    for content, why in (
        ("{", "Invalid JSON"),
        ("{}", "floors: Field required"),
        ('{"floors": {"ko": {"money": 97}}}', r"floors.ko.money: Input should be less than or equal to 1"),
        ('{"floors": {}, "floor": 1}', "floor: Extra inputs"),
    ):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(BaselineError, match=why):
            read_baseline(path)
    with pytest.raises(BaselineError, match="No such file"):
        read_baseline(tmp_path / "gone.json")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    baseline = pin(card(without(korean(), "8%"), chinese()), "gold", None)
    path = tmp_path / "baseline.json"
    path.write_text(dump(baseline), encoding="utf-8")
    assert read_baseline(path) == baseline


# scripts/pin_baseline.py


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pin_baseline", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_pins_raises_and_refuses(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, baseline = tmp_path / "gold", tmp_path / "baseline.json"
    arguments = ["--corpus", str(gold), "--baseline", str(baseline)]
    write(gold / "ko.jsonl", [with_value(korean(), "8%", amount="9"), chinese()])
    assert script.main(arguments) == 0
    assert read_baseline(baseline).floors["ko"]["percent"] == 0

    write(gold / "ko.jsonl", [korean(), chinese()])
    assert script.main(arguments) == 0
    assert "ko percent: 0.0 -> 1.0" in capsys.readouterr().out
    first = baseline.read_bytes()
    assert json.loads(first)["corpus"]["path"] == "gold"

    write(gold / "ko.jsonl", [with_value(korean(), "8%", amount="9"), chinese()])
    assert script.main(arguments) == 1
    assert "ko percent: 1.0000 -> 0.0000" in capsys.readouterr().err
    assert baseline.read_bytes() == first, "nothing is written where a floor would sink"

    with pytest.raises(SystemExit):
        script.main([*arguments, "--allow-regression"])
    assert script.main([*arguments, "--allow-regression", "--reason", "the gold was wrong"]) == 0
    assert read_baseline(baseline).reasons[0].reason == "the gold was wrong"
