"""Facts in floors, in the comparison of two runs, in the command and in the pytest plugin."""

import json
from functools import partial
from pathlib import Path

import command
import pytest
from annotated_world import PLUGIN, write
from facts_world import CHANGE, GOLD, LEVEL, PROFIT, STAFF, TEXT, article, card, record

from extractor.evaluation.changes import change_lines, compare
from extractor.evaluation.floors import BaselineError, broken_floors, dump, pin, read_baseline

run = partial(command.run, "evaluate")


# floors


def test_floors_of_facts_are_pinned_and_a_broken_one_names_the_facts_that_cost_it() -> None:
    baseline = pin(card(GOLD), "gold", None)
    names = ("found", "core", "full", "kind", "direction", "period", "status")
    assert {kind for kind in baseline.floors["ko"] if kind.startswith("facts")} == {f"facts {name}" for name in names}
    worse = card(record(LEVEL | {"kind": "share"}, CHANGE | {"subject": None}, PROFIT))
    core, full, kind = broken_floors(worse, baseline)
    assert str(core).startswith(
        "ko facts core: F1 0.6667 is below its floor 1.0000 (gold 3, given 3, right 2); 1 errors:"
    )
    assert [error.text for error in full.errors] == ["120억원", "8%"]
    assert str(kind).startswith("ko facts kind: accuracy 0.6667 is below its floor 1.0000")
    assert [error.text for error in kind.errors] == ["120억원"]
    with pytest.raises(BaselineError, match=r"ko facts core: 1\.0000 -> 0\.6666"):
        pin(worse, "gold", baseline)
    assert pin(worse, "gold", None).misses == {"한빛-1": tuple(e.place for e in worse.fact_errors)}


def test_floors_of_facts_may_be_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"floors": {"all": {"facts speaker": 0.9}}}', encoding="utf-8")
    [broken] = broken_floors(card(record(LEVEL, CHANGE, PROFIT | {"speaker": None})), read_baseline(path))
    assert str(broken).startswith("all facts speaker: accuracy 0.6667 is below its floor 0.9000 (found 3, right 2)")
    path.write_text('{"floors": {"all": {"facts luck": 0.9}}}', encoding="utf-8")
    with pytest.raises(BaselineError, match="facts luck"):
        read_baseline(path)


# comparison of two runs


def test_facts_that_changed_are_told_with_the_verdict_of_the_gold() -> None:
    old = article(record(LEVEL, CHANGE | {"subject": None}, STAFF))
    new = article(record(CHANGE, PROFIT | {"metric": {"concept": "cost"}}, STAFF | {"kind": "share"}))
    changes = compare([old], [new], [article(GOLD)]).changes
    assert [(change.what, change.text, change.verdict) for change in changes] == [
        ("lost", "120억원", "worse"),
        ("changed fact", "8%", "better"),
        ("gained", "30억원", "worse"),  # wrong in its core: no fact was better
        ("changed fact", "3명", "neither"),
    ]
    assert change_lines(changes[1])[0].startswith('한빛-1: changed fact    fact "8%" at')
    assert {change.verdict for change in compare([old], [new]).changes} == {None}
    same = article(record(CHANGE, entity="x", facts=[CHANGE | {"subject": {"entity": "x"}}]))
    assert compare([article(record(CHANGE))], [same]).changes == ()


# the command and the plugin


def test_the_command_prints_scores_fields_and_misses_of_facts(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", [GOLD])
    records = write(tmp_path / "records.jsonl", [record(LEVEL, CHANGE | {"subject": None}, PROFIT)])
    code, out, _ = run(gold, records, "--json", tmp_path / "card.json", "--markdown", tmp_path / "card.md")
    assert code == 0
    assert "Facts; core: metric and subject are right" in out
    assert f'한빛-1: wrong fact   percent "8%" at {TEXT.index("8%")}' in out
    data = json.loads((tmp_path / "card.json").read_text("utf-8"))
    ko, _all = data["facts"]
    assert (ko["core"]["f1"], ko["accuracy"]["subject"], len(data["fact_errors"])) == (2 / 3, 2 / 3, 1)
    assert "## Errors of facts\n\n1 wrong fact" in (tmp_path / "card.md").read_text("utf-8")
    assert "Facts;" not in run(gold, records, "--types", "money")[1]
    alone = run(gold, records, "--types", "facts")[1]
    assert "Facts;" in alone and "Scores:" not in alone


pytest_plugins = ["pytester"]


def test_a_fact_that_is_wrong_fails_its_article_and_floors_are_tests(pytester: pytest.Pytester) -> None:
    forecast = [LEVEL | {"status": "forecast"}]
    write(pytester.path / "gold.jsonl", [record(facts=forecast)])
    result = pytester.runpytest_subprocess(*PLUGIN, "--extractor-corpus", "gold.jsonl", "--extractor-types", "facts")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["1 wrong fact* in 한빛-1", 'wrong fact   money "120억원" *: status'])
    floors = {"floors": {"ko": {"facts core": 0.1, "facts status": 0.9}}}
    (pytester.path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    arguments = (
        "--extractor-corpus",
        "gold.jsonl",
        "--extractor-types",
        "facts",
        "--extractor-baseline",
        "floors.json",
    )
    result = pytester.runpytest_subprocess(*PLUGIN, *arguments)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["ko facts status: accuracy 0.0000 is below its floor 0.9000*"])


def test_what_is_pinned_is_read_back(tmp_path: Path) -> None:
    baseline = pin(card(GOLD), "gold", None)
    (tmp_path / "floors.json").write_text(dump(baseline), encoding="utf-8")
    assert read_baseline(tmp_path / "floors.json") == baseline
