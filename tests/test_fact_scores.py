"""Facts against gold: by hand on small records, and to the last digit those of the scorer that judges the project."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from annotated_world import day, mention, write
from facts_world import CHANGE, GOLD, HANBIT, LEVEL, OIL, PROFIT, TEXT, YEAR, article, card, record

from extractor.evaluation.corpus import AnnotatedArticle, CorpusError, narrowed, read_articles, read_corpus
from extractor.evaluation.diffs import error_lines
from extractor.evaluation.fact_scores import FACT_FIELDS, FactCounts, score_facts
from extractor.evaluation.scorecard import score_corpus
from extractor.pipeline import Extractor

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"


def accuracies(counts: FactCounts) -> dict[str, float]:
    return {name: counts.accuracy(name) for name in FACT_FIELDS if counts.accuracy(name) < 1}


def test_all_right_is_all_right_and_an_optional_value_is_not_asked() -> None:
    score = score_facts(article(GOLD), article(GOLD))
    assert (score.counts.gold, score.counts.given, score.counts.found) == (3, 3, 3)
    assert [score.counts.ratio(name).f1 for name in ("found", "core", "full")] == [1.0, 1.0, 1.0]
    assert score.errors == ()


def test_core_asks_metric_and_subject_and_full_what_the_fact_says_beside() -> None:
    found = record(LEVEL | {"status": "forecast"}, CHANGE | {"subject": None}, PROFIT | {"speaker": None})
    counts = score_facts(article(GOLD), article(found)).counts
    assert (counts.found, counts.core, counts.full) == (3, 2, 1)
    assert accuracies(counts) == pytest.approx({"subject": 2 / 3, "status": 2 / 3, "speaker": 2 / 3})


def test_a_missed_and_a_spurious_fact_cost_recall_and_precision() -> None:
    gold = record(LEVEL, CHANGE)
    score = score_facts(article(gold), article(record(LEVEL, PROFIT)))
    found = score.counts.ratio("found")
    assert (found.right, found.found, found.gold, found.f1) == (1, 2, 2, 0.5)
    assert [(error.what, error.text) for error in score.errors] == [("no fact", "8%"), ("spurious fact", "30억원")]


def test_direction_is_asked_of_changes_alone() -> None:
    found = record(LEVEL | {"direction": "down"}, CHANGE | {"direction": "down"}, PROFIT)
    assert accuracies(score_facts(article(GOLD), article(found)).counts) == {"direction": 2 / 3}


@pytest.mark.parametrize(
    ("party", "right"),
    [
        (OIL, True),
        ({"text": "사업"}, True),
        ({"text": "사업 이익", "start": OIL["start"] + 3, "end": OIL["end"] + 3}, True),  # the places overlap
        ({"text": "직원", "start": TEXT.index("직원"), "end": TEXT.index("직원") + 2}, False),
        (HANBIT, False),
        (None, False),
    ],
)
def test_a_subject_is_right_where_words_or_places_meet(party: dict[str, Any] | None, right: bool) -> None:
    counts = score_facts(article(record(PROFIT)), article(record(PROFIT | {"subject": party}))).counts
    assert counts.core == right


def test_entities_are_compared_by_their_mentions_and_not_by_their_numbers() -> None:
    found = record(LEVEL | {"subject": {"entity": "x"}}, entity="x")
    assert score_facts(article(record(LEVEL)), article(found)).counts.full == 1


def test_periods_are_one_where_their_days_are() -> None:
    other = mention(TEXT, "은", "date", id="m9", value=YEAR)
    late = mention(TEXT, "은", "date", id="m9", value=day("2015-01-01"))
    for extra, right in ((other, 1), (late, 0)):
        found = record(LEVEL | {"period": "m9"})
        found["mentions"] = [*found["mentions"], extra]
        assert score_facts(article(record(LEVEL)), article(found)).counts.full == right


def test_one_value_with_two_facts_is_asked_twice_and_given_once() -> None:
    gold = record(LEVEL, LEVEL | {"id": "f9", "subject": OIL})
    counts = score_facts(article(gold), article(record(LEVEL))).counts
    assert (counts.gold, counts.given, counts.found, counts.core) == (2, 1, 2, 1)


def test_only_articles_whose_gold_has_facts_count() -> None:
    without = record(id="무", text=f"{TEXT} 끝.")
    scores = card(GOLD, record(LEVEL, id="무", text=f"{TEXT} 끝."), gold=(GOLD, without))
    assert scores.facts["all"].given == 3
    assert "facts" in scores.as_json()
    assert card(gold=(without,)).as_json()["facts"] == []


def test_an_article_that_was_not_read_misses_its_facts() -> None:
    score = score_facts(article(GOLD), None)
    assert (score.counts.gold, score.counts.given, score.counts.found) == (3, 0, 0)
    assert {error.what for error in score.errors} == {"no fact"}


def test_an_error_shows_what_the_gold_says_and_what_was_found() -> None:
    found = record(LEVEL, CHANGE | {"subject": OIL, "rule": "metric.of+subject.words"}, PROFIT)
    [error] = score_facts(article(GOLD), article(found)).errors
    start = TEXT.index("8%")
    assert error_lines(error) == [
        f'wrong fact   percent "8%" at {start}:{start + 2}: subject',
        '    gold   metric=revenue subject="한빛상사" kind=change direction=up period="작년" base=yoy status=actual',
        '    found  metric=revenue subject="정유 사업" kind=change direction=up period="작년" base=yoy status=actual'
        "  (rule metric.of+subject.words)",
    ]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (["f1"], "facts\\[0\\] is no object"),
        ([{**LEVEL, "value": "m99"}], "has the value 'm99', which is no mention"),
        ([{**LEVEL, "period": "m99"}], "has the period 'm99'"),
        ([{**LEVEL, "metric": None}], "has no concept or no kind"),
        ([{**LEVEL, "subject": {"start": 1}}], "has a subject with neither an entity nor words"),
        ([{**LEVEL, "subject": "e1"}], "has a wrong field: subject is 'e1'"),
        ([{**LEVEL, "metric": "revenue"}], "has a wrong field: metric is 'revenue'"),
        ([{**LEVEL, "metric": {"concept": "turnover"}}], "has a wrong field: metric is .*turnover"),
        ([{**LEVEL, "kind": "amount"}], "has a wrong field: kind is 'amount': Input should be 'level'"),
        ([{**LEVEL, "perod": "m2"}], "has a wrong field: perod is no field of it"),
    ],
)
def test_facts_that_are_none_say_what_is_wrong(facts: list[Any], why: str) -> None:
    with pytest.raises(CorpusError, match=why):
        article(record(facts=facts))


def test_facts_are_read_only_where_the_gold_has_some() -> None:
    extractor = Extractor(segmenter="none", model=None)
    [told] = read_articles([article(GOLD)], extractor)
    [silent] = read_articles([article(record())], extractor)
    [other] = read_articles([narrowed(article(GOLD), ("money",))], extractor)
    assert isinstance(told, AnnotatedArticle) and told.facts
    assert isinstance(silent, AnnotatedArticle) and not silent.facts
    assert isinstance(other, AnnotatedArticle) and not other.facts


# the scorer that the project is judged with


def disturbed(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A record with facts lost, doubled and changed in every field, and its entities numbered anew."""
    numbers = {item: f"x{item}" for item in {m["entity"] for m in row["mentions"] if m.get("entity")}}

    def renamed(party: Any) -> Any:
        return {**party, "entity": numbers[party["entity"]]} if party and party.get("entity") else party

    mentions = [{**m, "entity": numbers[m["entity"]]} if m.get("entity") else m for m in row["mentions"]]
    values = [m["id"] for m in mentions if m["type"] in ("money", "percent", "quantity", "multiple")]
    dates = [m["id"] for m in mentions if m["type"] == "date"]
    words = {"text": row["text"][10:14]}
    choices: dict[str, list[Any]] = {
        "metric": [{"concept": "revenue"}],
        "subject": [None, words, {**words, "start": 10, "end": 14}, *({"entity": n} for n in numbers.values())],
        "speaker": [None, words, *({"entity": n} for n in numbers.values())],
        "kind": ["level", "change"],
        "direction": [None, "up", "down"],
        "period": [None, *dates],
        "base": [None, {"kind": "yoy", "mention": None}],
        "status": ["actual", "forecast"],
        "value": values or [None],
    }
    facts = []
    for given in row.get("facts") or ():
        new = {**given, "subject": renamed(given["subject"]), "speaker": renamed(given["speaker"])}
        for name, options in choices.items():
            if chance.random() < 0.12:
                new[name] = chance.choice(options)
        facts += [new] * chance.choice((0, 1, 1, 1, 1, 2))
    return {**row, "mentions": mentions, "facts": facts}


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared gold")
def test_facts_score_as_in_the_shared_scorer_to_the_last_digit(tmp_path: Path) -> None:
    gold = read_corpus([SHARED / "dev.jsonl"])
    chance = random.Random(6)
    rows = [disturbed(dict(item.data), chance) for item in gold[1:]]  # one is missing
    records = write(tmp_path / "records.jsonl", rows)
    order = [sys.executable, str(SHARED / "score_facts.py"), str(SHARED / "dev.jsonl"), str(records), "--misses"]
    printed = subprocess.run(order, capture_output=True, text=True, encoding="utf-8", check=True).stdout.splitlines()
    scores = score_corpus(gold, read_corpus([records]))
    ours = []
    for lang in ("all", "ko", "zh"):
        counts = scores.facts[lang]
        f1 = "  ".join(f"{name} F1 {counts.ratio(name).f1:.3f}" for name in ("found", "core", "full"))
        ours.append(f"{lang:4s}FACTS gold {counts.gold} pred {counts.given}  {f1}")
    fields = "  ".join(f"{name} {scores.facts['all'].accuracy(name):.3f}" for name in FACT_FIELDS)
    assert printed[: len(ours) + 1] == [*ours, f"fields on found facts: {fields}"]
    misses = sorted((what, text) for _, what, text, *_ in map(json.loads, printed[len(ours) + 1 :]))
    told = [error for error in scores.fact_errors if error.what != "spurious fact"]
    assert misses == sorted(("no fact" if e.what == "no fact" else f"wrong {','.join(e.fields)}", e.text) for e in told)
    assert 0.2 < scores.facts["all"].ratio("full").f1 < 0.8, "the records are disturbed"
