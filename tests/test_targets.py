"""The files that a run writes: nothing that it reads is overwritten, and nothing that it wrote is read."""

import json
import os
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import command
import pytest

TEXT = "지난해 네이버페이는 전년 대비 11.3% 증가한 1조5084억원의 매출을 기록했다."
LINE = json.dumps({"text": TEXT}, ensure_ascii=False) + "\n"
QUICK = ("--no-model", "--segmenter", "none", "--published-at", "2025-02-07")

run = partial(command.run, "run")


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def said(err: str) -> str:
    return " ".join(err.replace("│", " ").split())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article in each of two files, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "feed.jsonl").write_text(LINE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "arguments", "option"),
    [
        ("records.jsonl", ["."], "--output"),
        ("records.jsonl", ["*.jsonl"], "--output"),
        ("records.failures.jsonl", ["."], "--output"),
        ("out.txt", [".", "-o", "out.txt"], "--output"),
        ("facts.jsonl", [".", "--facts", "facts.jsonl"], "--facts"),
        ("x.xbrl.json", [".", "--facts", "x.xbrl.json"], "--facts"),
        ("facts.csv", ["*", "--facts", "facts.csv"], "--facts"),
    ],
)
def test_articles_in_the_way_are_not_overwritten(folder: Path, name: str, arguments: list[str], option: str) -> None:
    (folder / name).write_text(LINE, encoding="utf-8")
    code, _, err = run(*arguments, *QUICK)
    assert code == 2
    assert f"'{option}': {name} lies among the articles and holds nothing that an earlier run wrote" in said(err)
    assert (folder / name).read_text("utf-8") == LINE
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("facts", ["facts.jsonl", "facts.csv", "facts.xbrl.json"])
def test_what_an_earlier_run_wrote_into_the_folder_is_no_article(folder: Path, facts: str) -> None:
    (folder / "bad.jsonl").write_text("{\n", encoding="utf-8")
    (folder / "notes.md").touch()
    first = run(".", *QUICK, "--facts", facts)
    names = ("records.jsonl", "records.failures.jsonl", facts)
    wrote = [(folder / name).read_bytes() for name in names]
    assert (first[0], len(lines(folder / "records.jsonl"))) == (1, 2)
    assert run("*" if facts == "facts.csv" else ".", *QUICK, "--facts", facts)[0] == 1
    if facts != "facts.csv":  # a glob names every file that it finds
        assert [(folder / name).read_bytes() for name in names] == wrote
    _, _, err = run(".", *QUICK, "-o", "other/records.jsonl")
    assert len(lines(folder / "other" / "records.jsonl")) == 4, "records of another run are articles like any others"
    ours = ", 1 facts of an earlier run" if facts != "facts.csv" else ""
    assert ", 1 failures of an earlier run" in err
    assert (ours or ".csv") in err
    assert " .md" in err


def test_files_that_are_passed_over_are_told_in_one_line(folder: Path) -> None:
    for name in ("notes.md", "more.md", "image.png"):
        (folder / name).touch()
    os.mkfifo(folder / "pipe.txt")
    code, _, err = run(".", *QUICK)
    assert (code, err.splitlines()) == (0, ["passed over 4 files in folders: 2 .md, 1 .png, 1 no file"])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["a.txt", "--facts", "feed.jsonl", "feed.jsonl"], "'--facts': feed.jsonl is among the articles, too"),
        (["a.txt", "--facts", "records.jsonl"], "'--facts': records.jsonl is a file of the records, too"),
        (["a.txt", "--facts", "records.failures.jsonl"], "'--facts': records.failures.jsonl is a file of the records"),
        (["a.txt", "--facts", "folder.csv"], "'--facts': folder.csv is a folder"),
        (["a.txt", "--facts", "pipe.csv"], "'--facts': pipe.csv is no file"),
        (["a.txt", "--facts", "facts.csv", "--no-facts"], "'--facts': there are no facts with --no-facts"),
        (["a.txt", "--facts", "facts.csv", "--no-entities"], "'--facts': there are no facts with --no-entities"),
        (["./a.txt", "-o", "a.txt"], "'--output': a.txt is among the articles, too"),
        (["a.txt", "-o", "-", "--resume"], "'--resume': - is no file that a run could go on with"),
        (["a.txt", "--model", "/no/such/model"], "'--model': there is no folder /no/such/model"),
    ],
)
def test_a_target_that_cannot_be_is_wrong_usage_before_anything_is_read(
    folder: Path, arguments: list[str], why: str
) -> None:
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    before = sorted(folder.iterdir())
    code, _, err = run(*arguments, *[option for option in QUICK if "--model" not in arguments or option != QUICK[0]])
    assert code == 2
    assert why in said(err)
    assert sorted(folder.iterdir()) == before
    assert (folder / "feed.jsonl").read_text("utf-8") == LINE


def test_a_link_stays_one_and_the_file_that_it_leads_to_is_written(folder: Path) -> None:
    (folder / "out").mkdir()
    for name in ("records.jsonl", "facts.csv"):
        (folder / name).symlink_to(f"out/{name}")
    assert run("a.txt", *QUICK, "--facts", "facts.csv")[0] == 0
    assert (folder / "records.jsonl").is_symlink() and (folder / "facts.csv").is_symlink()
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["facts.csv", "records.jsonl"]


def test_a_pipe_is_written_to_and_stays_one(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append((folder / "pipe").read_bytes()))
    reader.start()
    code, out, err = run("a.txt", "gone.txt", "-o", "pipe", *QUICK)
    reader.join()
    assert (code, out) == (1, "")
    assert [json.loads(line)["id"] for line in read[0].splitlines()] == ["a"]
    assert '"what": "missing"' in err
    assert (folder / "pipe").is_fifo()
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "feed.jsonl", "pipe"]
