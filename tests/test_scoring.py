"""Scores by hand on a small gold, and to the last digit those of the scorer that the project is judged with."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation.calibration import calibrate
from extractor.evaluation.corpus import (
    AnnotatedArticle,
    CorpusError,
    annotated,
    corpus_sha256,
    read_articles,
    read_corpus,
)
from extractor.evaluation.counts import Counts
from extractor.evaluation.intervals import intervals
from extractor.evaluation.scorecard import Scorecard, score_corpus
from extractor.evaluation.scoring import Grade, score_article, shown
from extractor.pipeline import Extractor, Failure

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"

TEXT = "한빛전자는 지난 14일 매출이 약 120억원, 이익률이 8%라고 밝혔다. 한빛전자 주가는 3% 올랐다."


def mention(surface: str, kind: str, nth: int = 1, text: str = TEXT, **fields: Any) -> dict[str, Any]:
    start = -1
    for _ in range(nth):
        start = text.index(surface, start + 1)
    return {"type": kind, "start": start, "end": start + len(surface), "text": surface, **fields}


def article(*mentions: dict[str, Any], text: str = TEXT, lang: str = "ko", name: str = "한빛") -> AnnotatedArticle:
    return annotated({"id": name, "lang": lang, "text": text, "mentions": list(mentions)}, name)


DATE = {"timex": "2016-06-14", "start": "2016-06-14", "end": "2016-06-14"}
MONEY = {"amount": "12000000000", "currency": "KRW", "bound": "approx"}
GOLD = article(
    mention("한빛전자", "ORG", entity="e1"),
    mention("지난 14일", "date", value=DATE),
    mention("120억원", "money", value=MONEY),
    mention("8%", "percent", value={"amount": "8", "unit": "percent"}),
    mention("한빛전자", "ORG", 2, entity="e1"),
    mention("3%", "percent", value={"amount": "3", "unit": "percent", "bound": "exact"}, optional=True),
)
FOUND = article(
    mention("한빛전자", "ORG", entity="a", confidence=0.9, rule="kb"),
    mention("14일", "date", value=DATE, rule="date.d"),
    mention("120억원", "money", value={**MONEY, "bound": "exact"}, rule="money.KRW"),
    mention("8%", "percent", value={"amount": "8", "unit": "percent", "bound": "exact"}, rule="percent"),
    mention("한빛전자", "ORG", 2, entity="b", confidence=0.4, rule="kb"),
    mention("주가", "PRODUCT", entity="c", confidence=0.2),
    mention("3%", "multiple", value={"amount": "3", "bound": "exact"}),
)


def test_counts_of_one_article_are_those_done_by_hand() -> None:
    counts = score_article(GOLD, FOUND).counts
    assert counts["date"] == Counts(gold=1, found=1, strictly=0, relaxedly=1, wholly=0)
    assert counts["money"] == Counts(gold=1, found=1, strictly=1, relaxedly=1, wholly=0)
    assert counts["percent"] == Counts(1, 1, 1, 1, 1), "a bound that is not given is exact"
    assert counts["ORG"] == Counts(2, 2, 2, 2, 2)
    assert counts["PRODUCT"] == Counts(0, 1, 0, 0, 0)
    assert counts["multiple"] == Counts(), "what stands where the gold is optional counts neither way"


def test_sums_over_values_and_entities_are_those_done_by_hand() -> None:
    sums = Scorecard((score_article(GOLD, FOUND),), "").counts
    assert sums["ko", "VALUES"] == sums["all", "VALUES"] == Counts(3, 3, 2, 3, 1)
    ratio = sums["ko", "ENTITIES"].end_to_end
    assert (ratio.precision, ratio.recall, ratio.f1) == (2 / 3, 1.0, 0.8)
    assert ("ko", "multiple") not in sums


def test_errors_name_the_mention_and_both_values() -> None:
    missed, spurious, wrong, product = score_article(GOLD, FOUND).errors
    assert (missed.what, missed.type, missed.text, missed.instead) == ("missed", "date", "지난 14일", ('date "14일"',))
    assert (spurious.what, spurious.text, spurious.instead) == ("spurious", "14일", ('date "지난 14일"',))
    assert (wrong.what, wrong.text, wrong.fields, wrong.rule) == ("wrong value", "120억원", ("bound",), "money.KRW")
    assert shown(wrong.type, wrong.gold) == "amount=12000000000 currency=KRW bound=approx"
    assert shown(wrong.type, wrong.found) == "amount=12000000000 currency=KRW bound=exact"
    assert (product.what, product.type, product.text) == ("spurious", "PRODUCT", "주가")


def test_fields_are_asked_of_mentions_that_match_strictly() -> None:
    fields = score_article(GOLD, FOUND).fields
    assert fields["money", "amount"] == (1, 1)
    assert fields["money", "bound"] == (0, 1)
    assert fields["percent", "unit"] == (1, 1)
    assert ("date", "timex") not in fields


def test_the_confusion_says_which_type_stands_on_the_place_of_which() -> None:
    gold = article(mention("한빛전자", "ORG", entity="e"), mention("8%", "percent", value={"amount": "8"}))
    found = article(mention("한빛전자", "PERSON", entity="e"), mention("주가", "PRODUCT", entity="f"))
    confusion = score_article(gold, found).confusion
    assert confusion == {("ORG", "PERSON"): 1, ("percent", "nothing"): 1, ("nothing", "PRODUCT"): 1}


def test_two_gold_mentions_on_one_that_was_found_are_one_success_and_no_more() -> None:
    text = "각각 10억, 20억원이다."
    gold = article(mention("10억", "money", text=text), mention("20억원", "money", text=text), text=text)
    found = article(mention("10억, 20억원", "money", text=text), text=text)
    assert score_article(gold, found).counts["money"] == Counts(2, 1, 0, 1, 0)


def test_an_article_that_was_not_read_misses_everything() -> None:
    score = score_article(GOLD, None)
    assert not score.read
    assert {error.what for error in score.errors} == {"missed"}
    assert score.counts["ORG"] == Counts(2, 0, 0, 0, 0)


def test_linking_by_pairs_and_by_mentions_is_that_done_by_hand() -> None:
    text = "가나 다라 마바 사아 자차"
    names = text.split()

    def linked(*entities: str) -> AnnotatedArticle:
        things = zip(names, entities, strict=True)
        return article(*(mention(name, "ORG", text=text, entity=e) for name, e in things if e), text=text)

    # The worked example of Bagga and Baldwin (1998), smaller: gold {1 2 3} {4 5}, found {1 2} {3 4} and 5 not found.
    score = score_article(linked("a", "a", "a", "b", "b"), linked("x", "x", "y", "y", ""))
    links = score.links
    assert (links.pairs_gold, links.pairs_found, links.pairs_right) == (4, 2, 1)
    assert links.pairwise == (0.5, 0.25, 1 / 3)
    precision, recall = (1 + 1 + 1 / 2 + 1 / 2) / 4, (2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 0) / 5
    assert links.b_cubed[:2] == pytest.approx((precision, recall))


def test_calibration_is_that_done_by_hand() -> None:
    grades = [Grade("ORG", right, confidence, None) for right, confidence in
              ((True, 0.95), (True, 0.91), (False, 0.92), (True, 0.42), (False, 0.48), (True, 1.0))]  # fmt: skip
    calibration = calibrate(
        [*grades, Grade("money", True, None, "money.KRW"), Grade("money", False, None, "money.KRW")]
    )
    low, high = calibration.bins
    assert (low.low, low.mentions, low.right, low.kept, low.kept_right) == (0.4, 2, 1, 6, 4)
    assert (high.high, high.mentions, high.right, high.kept) == (1.0, 4, 3, 4)
    assert calibration.error == pytest.approx(2 / 6 * abs(0.5 - 0.45) + 4 / 6 * abs(0.75 - 0.945))
    assert calibration.rules == (("money", 1, 2),)


def test_intervals_hold_the_score_and_are_the_same_every_time() -> None:
    right, wrong = score_article(GOLD, GOLD), score_article(GOLD, None)
    scores = [right, wrong, right, right]
    counts = Scorecard(tuple(scores), "").counts
    groups = list(counts)
    first = intervals(scores, groups)
    assert first == intervals(scores, groups)
    low, high = first["ko", "money"]
    assert low < counts["ko", "money"].end_to_end.f1 < high == 1.0
    assert intervals([right] * 3, [("ko", "money")]) == {("ko", "money"): (1.0, 1.0)}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ([], "not an annotated article"),
        ({"text": TEXT, "lang": "ko"}, "not an annotated article"),
        ({"text": TEXT, "mentions": []}, "its lang is missing"),
        ({"lang": "ko", "mentions": []}, "its text is missing"),
        ({"text": TEXT, "lang": "ko", "mentions": [{"type": "sum"}]}, r"mentions\[0\] has the unknown type 'sum'"),
        ({"text": TEXT, "lang": "ko", "mentions": [{"type": "money", "start": 3, "end": 3}]}, "has the span 3:3"),
        (
            {"text": TEXT, "lang": "ko", "mentions": [{"type": "ORG", "start": 1, "end": 5, "text": "한빛전자"}]},
            "says '한빛전자' where",
        ),
        ({"text": TEXT, "lang": "ko", "mentions": [], "published_at": "June"}, "expected an ISO 8601 date"),
    ],
)
def test_a_corpus_that_is_none_says_what_is_wrong(row: Any, why: str) -> None:
    with pytest.raises(CorpusError, match=why):
        annotated(row, "gold.jsonl:1")


def test_the_hash_of_a_corpus_knows_its_annotations_and_not_its_files(tmp_path: Path) -> None:
    rows = [dict(GOLD.data), {"id": "둘", "lang": "ko", "text": "값은 3원이다.", "mentions": []}]
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    (two / "deep").mkdir(parents=True)
    (one / "all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    for index, row in enumerate(rows):
        name = two / "deep" / f"{9 - index}.jsonl"
        name.write_text(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n\n", encoding="utf-8")
    digest = corpus_sha256(read_corpus([one]))
    assert digest == corpus_sha256(read_corpus([two]))
    rows[0]["mentions"] = rows[0]["mentions"][1:]
    (one / "all.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert digest != corpus_sha256(read_corpus([one]))
    with pytest.raises(CorpusError, match="stands in"):
        read_corpus([one, two])


def _lines_of_the_shared_scorer(card: Scorecard) -> list[str]:
    """Our scores as ../shared/gold/score.py prints its own."""
    lines = []
    for (lang, kind), counts in sorted(card.counts.items()):
        if lang == "all" and kind not in ("VALUES", "ENTITIES"):
            continue
        whole = counts.end_to_end
        lines.append(
            f"{lang:4s}{kind:10s} gold {counts.gold:5d} pred {counts.found:5d}  strict F1 {counts.strict.f1:.3f}"
            f"  relaxed {counts.relaxed.f1:.3f}  end-to-end F1 {whole.f1:.3f}"
            f" (P {whole.precision:.3f} R {whole.recall:.3f})"
        )
    links = card.links["all"]
    read = sum(score.read for score in card.articles)
    lines.append(
        f"linking pairwise F1 {links.pairwise[2]:.3f} ({links.pairs_gold} gold pairs)"
        f"  articles {len(card.articles)}, predicted {read}"
    )
    return lines


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared gold")
def test_scores_are_those_of_the_shared_scorer_to_the_last_digit(tmp_path: Path) -> None:
    gold = read_corpus([SHARED / "dev.jsonl"])
    found = [item for item in read_articles(gold, Extractor(segmenter="none")) if not isinstance(item, Failure)]
    records = tmp_path / "records.jsonl"
    # One article is left out, so that a missing record is compared, too.
    records.write_text("".join(json.dumps(item.data) + "\n" for item in found[1:]), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "dev.jsonl"), str(records), "--misses"]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout.splitlines()
    card = score_corpus(gold, read_corpus([records]))
    ours = _lines_of_the_shared_scorer(card)
    assert printed[: len(ours)] == ours
    misses = Counter((what, tuple(key), text) for _, what, key, text, *_ in map(json.loads, printed[len(ours) :]))
    assert misses == Counter((e.what, (e.start, e.end, e.type), e.text) for e in card.errors)
