"""The articles of our own for training are whole: every mention is its surface, every fact is one of the contract."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation.gold_values import wrong_fact

WRITTEN = Path(__file__).resolve().parent.parent / "corpora" / "written"


def rows(lang: str) -> list[dict[str, Any]]:
    with gzip.open(WRITTEN / f"{lang}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("lang", "least"), [("ko", 6000), ("zh", 3000)])
def test_written_articles_are_whole(lang: str, least: int) -> None:
    articles = rows(lang)
    assert sum(len(article["facts"]) for article in articles) >= least
    assert len({article["id"] for article in articles}) == len(articles)
    for article in articles:
        text, mentions = article["text"], {mention["id"]: mention for mention in article["mentions"]}
        entities = {entity["id"] for entity in article["entities"]}
        for mention in article["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"], article["id"]
        for fact in article["facts"]:
            assert wrong_fact(fact) is None, (article["id"], fact)
            assert fact["value"] in mentions
            assert fact["period"] is None or mentions[fact["period"]]["type"] in ("date", "duration")
            for party in (fact["subject"], fact["metric"]):
                if party is not None and "start" in party:
                    assert text[party["start"] : party["end"]] == party["text"], article["id"]
            if fact["subject"] is not None and "entity" in fact["subject"]:
                assert fact["subject"]["entity"] in entities
