"""A run that is gone on with writes the bytes that an uninterrupted one writes, and loses nothing."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import command
import pytest

from extractor.batch import resume
from extractor.batch import run as batch
from extractor.batch.resume import ResumeError
from extractor.batch.writers import RecordWriter, UnfinishedError
from extractor.core.records import Article
from extractor.pipeline import Extractor, Failure

KOREAN = "네이버의 지난해 매출이 1조 2,345억원으로 36% 늘었다."
ARTICLES: list[Article | Failure] = [
    Article(text=KOREAN, id="1", path="a.jsonl", line=1),
    Failure("a.jsonl", 2, "json", "broken"),
    Article(text="トヨタ自動車の昨年の売上高は前の年から三割ふえたという。", path="a.jsonl", line=3),
    Article(text=KOREAN, id="4", path="a.jsonl", line=4),
    Article(text="네이버는 흑자를 냈다.", path="b.txt"),
    Failure("c.txt", None, "empty", "the file is empty"),
]
EXTRACTOR = Extractor(segmenter="none", model=None)

run = partial(command.run, "run")


class Crash(Exception):
    """What ends a run before its time."""


def upto(number: int, articles: list[Article | Failure] = ARTICLES) -> Iterator[Article | Failure]:
    """The articles up to the one at which the run crashes, if there is one."""
    yield from articles[:number]
    if number < len(articles):
        raise Crash


def read(output: Path, articles: Iterator[Article | Failure], again: bool = False) -> batch.Summary:
    with RecordWriter(output, again) as writer:
        return batch.run(EXTRACTOR, articles, writer)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
@pytest.mark.parametrize("number", range(len(ARTICLES)))
def test_the_bytes_are_those_of_an_uninterrupted_run(tmp_path: Path, name: str, number: int) -> None:
    whole = read(tmp_path / "whole" / name, upto(len(ARTICLES)))
    with pytest.raises(Crash):
        read(tmp_path / "cut" / name, upto(number))
    for path in (tmp_path / "cut").iterdir():
        if "failures" not in path.name and number % 2:  # a crash in the middle of a line
            path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Crash):  # and once more, a little later
        read(tmp_path / "cut" / name, upto(number + 1 if number + 1 < len(ARTICLES) else number), again=True)
    assert read(tmp_path / "cut" / name, upto(len(ARTICLES)), again=True) == whole
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")


def test_what_an_earlier_run_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Crash):
        read(tmp_path / "records.jsonl", upto(4))
    asked: list[object] = []
    monkeypatch.setattr(Extractor, "outcome", lambda self, item: asked.append(item) or Failure(None, None, "x", "x"))
    read(tmp_path / "records.jsonl", upto(len(ARTICLES)), again=True)
    assert asked == ARTICLES[4:]


def test_a_run_over_what_an_earlier_one_left_is_refused_and_wipes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Crash):
        read(tmp_path / "records.jsonl", upto(3))
    before = contents(tmp_path)
    with pytest.raises(UnfinishedError, match=r"records\.jsonl\.part holds what an earlier run had read .* --resume"):
        read(tmp_path / "records.jsonl", upto(len(ARTICLES)))
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("articles", "why"),
    [
        (
            [ARTICLES[3], *ARTICLES[:3]],
            r"records\.jsonl\.part\.before:1 is not of a\.jsonl:4: resume with the articles",
        ),
        ([ARTICLES[0], ARTICLES[3]], r"records\.jsonl\.part\.before:3 has more than these articles"),
        ([Article(text="다른 글이다.", id="1", path="a.jsonl", line=1)], r"records\.jsonl\.part\.before:1 is not of"),
    ],
)
def test_other_articles_are_told_and_what_was_left_stays(
    tmp_path: Path, articles: list[Article | Failure], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume, "_TAIL", 1)  # more than this was read before
    three: list[Article | Failure] = [ARTICLES[0], ARTICLES[3], ARTICLES[4]]
    with pytest.raises(Crash):
        read(tmp_path / "records.jsonl", upto(3, [*three, ARTICLES[5]]))
    before = contents(tmp_path)
    with pytest.raises(ResumeError, match=why):
        read(tmp_path / "records.jsonl", iter(articles), again=True)
    assert contents(tmp_path) == before


def test_a_run_that_is_killed_while_it_takes_over_loses_nothing(tmp_path: Path) -> None:
    with pytest.raises(Crash):
        read(tmp_path / "records.jsonl", upto(5))
    left = contents(tmp_path)
    for name in left:  # as they lie then: the old part aside, of the new one only the first bytes
        (tmp_path / name).rename(tmp_path / f"{name}.before")
        (tmp_path / name).write_bytes(left[name][:20])
    with pytest.raises(UnfinishedError):
        read(tmp_path / "records.jsonl", upto(len(ARTICLES)))
    assert contents(tmp_path) == left


def test_the_command_goes_on_and_writes_all_facts(tmp_path: Path) -> None:
    for name in ("whole", "cut"):
        (tmp_path / name).mkdir()
    feed = tmp_path / "feed.jsonl"
    rows = [json.dumps({"text": KOREAN, "id": str(number)}, ensure_ascii=False) for number in range(4)]
    feed.write_text("\n".join([*rows[:2], "{", *rows[2:]]), encoding="utf-8")
    quick = ("--no-model", "--segmenter", "none", "--published-at", "2025-02-07")
    whole, cut = (
        (feed, "-o", tmp_path / name / "records.jsonl", "--facts", tmp_path / name / "facts.csv", *quick)
        for name in ("whole", "cut")
    )
    code, _, err = run(*whole, "--resume")
    assert (code, "earlier" in err) == (1, False), "with nothing to go on with it is a run like any other"
    done = (tmp_path / "whole" / "records.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "cut" / "records.jsonl.part").write_text("".join(done[:2]) + done[2][:50], encoding="utf-8")
    assert run(*cut)[0] == 2
    code, _, err = run(*cut, "--resume")
    assert code == 1
    assert "2 of the articles were read by an earlier run" in err
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
