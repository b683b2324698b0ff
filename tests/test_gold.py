"""The floors of corpora/baseline.json hold on corpora/gold; a broken one names articles, mentions and both values."""

from pathlib import Path

import pytest

from extractor.evaluation.collection import Corpora
from extractor.evaluation.floors import broken_floor, floor_names, read_baseline, wrong_corpus

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpora" / "gold"
BASELINE = ROOT / "corpora" / "baseline.json"
AGAIN = "scripts/pin_baseline.py pins the floors anew"


@pytest.fixture(scope="module")
def corpora() -> Corpora:
    return Corpora([GOLD], BASELINE)


def test_every_article_of_the_gold_is_read(corpora: Corpora) -> None:
    assert [score.id for score in corpora.card.articles if not score.read] == []


def test_the_floors_are_pinned_for_this_corpus(corpora: Corpora) -> None:
    why = wrong_corpus(corpora.card, corpora.floors)
    assert why is None, f"{why}; {AGAIN}"


@pytest.mark.parametrize("floor", floor_names(read_baseline(BASELINE)), ids=" ".join)
def test_a_floor_holds(corpora: Corpora, floor: tuple[str, str]) -> None:
    broken = broken_floor(corpora.card, corpora.floors, *floor)
    if broken is not None:
        pytest.fail(f"{broken}\nIf it has to be so: {AGAIN} with --allow-regression and --reason", pytrace=False)


def test_every_kind_that_the_gold_has_has_a_floor(corpora: Corpora) -> None:
    asked = {(s.lang, kind) for s in corpora.card.articles for kind, counts in s.counts.items() if counts.gold}
    assert asked - set(floor_names(corpora.floors)) == set()


def test_no_two_articles_of_the_gold_have_one_id(corpora: Corpora) -> None:
    ids = [score.id for score in corpora.card.articles]
    assert len(set(ids)) == len(ids)
