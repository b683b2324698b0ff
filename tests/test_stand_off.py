"""Annotations without their texts: nothing of the text is kept, and with the text everything comes back."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TEXT = "한빛전자는 매출이 3억원이라고 밝혔다."
GOLD: dict[str, Any] = {
    "id": "a",
    "lang": "ko",
    "title": "한빛전자 매출",
    "published_at": "2024-05-02",
    "text": TEXT,
    "mentions": [
        {"id": "m1", "type": "ORG", "start": 0, "end": 4, "text": "한빛전자", "entity": "e1"},
        {"id": "m2", "type": "money", "start": 10, "end": 13, "text": "3억원", "value": {"amount": "300000000"}},
    ],
    "entities": [{"id": "e1", "type": "ORG", "name": "한빛전자", "mentions": ["m1"]}],
    "facts": [
        {
            "id": "f1",
            "value": "m2",
            "metric": {"concept": "revenue", "text": "매출", "start": 6, "end": 8},
            "subject": {"entity": "e1"},
            "kind": "level",
            "speaker": {"text": "한빛전자는", "start": 0, "end": 5},
        }
    ],
}


def stand_off(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts" / "stand_off.py", *arguments]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)


def test_comes_back_with_its_text_and_keeps_no_word_of_it(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), "utf-8")
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"text": TEXT, "title": GOLD["title"]}) + "\n")
    kept = tmp_path / "kept.jsonl"
    assert not stand_off("strip", tmp_path / "gold.jsonl", "--source", "news.jsonl.gz", "--out", kept).returncode
    assert not any(word in kept.read_text("utf-8") for word in ("한빛전자", "매출", "3억원"))
    assert not stand_off("join", kept, "--shared", tmp_path, "--out", tmp_path / "joined").returncode
    assert json.loads((tmp_path / "joined" / "kept.jsonl").read_text("utf-8")) == {"schema_version": "1.0", **GOLD}


def test_an_article_of_several_paragraphs_is_a_run_of_lines_whose_first_is_its_title(tmp_path: Path) -> None:
    gold = {**GOLD, "id": "raw:2+3", "title": "머리", "text": f"머리\n{TEXT}\n{TEXT}", "facts": []}
    gold["mentions"] = [{"id": "m1", "type": "ORG", "start": 3, "end": 7, "text": "한빛전자", "entity": "e1"}]
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), "utf-8")
    with gzip.open(tmp_path / "raw.txt.gz", "wt", encoding="utf-8") as lines:
        lines.write(f"다른 글이다.\n머리\n{TEXT}\n{TEXT}\n끝\n")
    kept = tmp_path / "kept.jsonl"
    assert not stand_off("strip", tmp_path / "gold.jsonl", "--source", "raw.txt.gz", "--out", kept).returncode
    assert not stand_off("join", kept, "--shared", tmp_path, "--out", tmp_path / "joined").returncode
    assert json.loads((tmp_path / "joined" / "kept.jsonl").read_text("utf-8")) == {"schema_version": "1.0", **gold}


def test_two_articles_may_begin_with_the_same_line(tmp_path: Path) -> None:
    mention = {"id": "m1", "type": "ORG", "start": 3, "end": 7, "text": "한빛전자", "entity": "e1"}
    golds = [
        {**GOLD, "id": f"raw:1+{count}", "title": "머리", "text": text, "mentions": [mention], "facts": []}
        for count, text in ((2, f"머리\n{TEXT}"), (3, f"머리\n{TEXT}\n끝"))
    ]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(gold) + "\n" for gold in golds), "utf-8")
    with gzip.open(tmp_path / "raw.txt.gz", "wt", encoding="utf-8") as lines:
        lines.write(f"머리\n{TEXT}\n끝\n")
    kept = tmp_path / "kept.jsonl"
    assert not stand_off("strip", tmp_path / "gold.jsonl", "--source", "raw.txt.gz", "--out", kept).returncode
    joined = stand_off("join", kept, "--shared", tmp_path, "--out", tmp_path / "joined")
    assert not joined.returncode, joined.stderr
    rows = [json.loads(line) for line in (tmp_path / "joined" / "kept.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [gold["text"] for gold in golds]


def test_a_text_that_is_not_there_is_an_error_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), "utf-8")
    with gzip.open(tmp_path / "raw.txt.gz", "wt", encoding="utf-8") as lines:
        lines.write("다른 글이다.\n")
    kept = tmp_path / "kept.jsonl"
    stand_off("strip", tmp_path / "gold.jsonl", "--source", "raw.txt.gz", "--out", kept)
    failed = stand_off("join", kept, "--shared", tmp_path, "--out", tmp_path / "joined")
    assert failed.returncode == 1
    assert f"{kept}:1: no text of raw.txt.gz" in failed.stderr


@pytest.mark.skipif(not SHARED.exists(), reason="the texts lie in ../shared")
def test_every_annotation_of_the_project_finds_its_text(tmp_path: Path) -> None:
    files = sorted((ROOT / "corpora" / "standoff").glob("*.jsonl*"))
    assert files
    done = stand_off("join", *files, "--shared", SHARED, "--out", tmp_path)
    assert not done.returncode, done.stderr
    for path in files:
        for line in (tmp_path / path.name.removesuffix(".gz")).read_text("utf-8").splitlines():
            gold = json.loads(line)
            assert all(mention["text"].strip() == mention["text"] != "" for mention in gold["mentions"]), gold["id"]
