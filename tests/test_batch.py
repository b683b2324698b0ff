"""Runs over files: what is written where, in which order, and what is left after a crash."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import run as batch
from extractor.batch.writers import RecordWriter, failures_path
from extractor.core.records import Article, Record
from extractor.ingest import IngestOptions
from extractor.pipeline import Extractor, Failure

KOREAN = "매출이 1조 2,345억원으로 36% 늘었다."
JAPANESE = "トヨタ自動車の昨年の売上高は前の年から三割ふえたという。"
FAILURE = Failure("a.txt", None, "empty", "the file is empty")


@pytest.fixture
def record() -> Record:
    return Extractor().extract(KOREAN)


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("output", "failures"),
    [
        ("out/records.jsonl", "out/records.failures.jsonl"),
        ("records.jsonl.gz", "records.failures.jsonl"),
        ("2016.06.jsonl", "2016.06.failures.jsonl"),
        ("records", "records.failures.jsonl"),
    ],
)
def test_failures_go_beside_the_records(output: str, failures: str) -> None:
    assert failures_path(Path(output)) == Path(failures)


def test_a_run_without_failures_leaves_only_the_records(tmp_path: Path, record: Record) -> None:
    output = tmp_path / "new" / "records.jsonl"
    output.parent.mkdir()
    failures_path(output).write_text("of an earlier run\n", encoding="utf-8")
    with RecordWriter(output) as writer:
        writer.write(record)
    assert [path.name for path in output.parent.iterdir()] == ["records.jsonl"]
    assert output.read_text(encoding="utf-8") == record.model_dump_json() + "\n"


def test_a_failure_is_one_line_of_path_line_what_and_why(tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    with RecordWriter(output) as writer:
        writer.fail(FAILURE)
        writer.fail(Failure("\udcff.jsonl", 3, "json", "broken"))
    assert lines(tmp_path / "records.failures.jsonl") == [
        {"path": "a.txt", "line": None, "what": "empty", "why": "the file is empty"},
        {"path": "\\udcff.jsonl", "line": 3, "what": "json", "why": "broken"},
    ]
    assert output.read_text(encoding="utf-8") == ""


def test_after_a_crash_everything_lies_in_the_parts_and_the_last_whole_file_is_untouched(
    tmp_path: Path, record: Record
) -> None:
    output = tmp_path / "records.jsonl"
    output.write_text("yesterday\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), RecordWriter(output) as writer:
        writer.write(record)
        writer.fail(FAILURE)
        raise ZeroDivisionError
    assert output.read_text(encoding="utf-8") == "yesterday\n"
    assert lines(tmp_path / "records.jsonl.part")[0]["id"] == record.id
    assert len(lines(tmp_path / "records.failures.jsonl.part")) == 1


def test_every_line_is_on_the_disk_as_soon_as_it_is_written(tmp_path: Path, record: Record) -> None:
    with RecordWriter(tmp_path / "records.jsonl") as writer:
        for count in (1, 2, 3):
            writer.write(record)
            assert writer.part is not None and len(lines(writer.part)) == count


def test_a_zipped_file_has_the_same_bytes_each_time(tmp_path: Path, record: Record) -> None:
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        with RecordWriter(tmp_path / name) as writer:
            writer.write(record)
    first, second = ((tmp_path / name).read_bytes() for name in ("a.jsonl.gz", "b.jsonl.gz"))
    assert first == second
    assert gzip.decompress(first).decode() == record.model_dump_json() + "\n"


def test_without_a_file_records_go_to_standard_output(capsys: pytest.CaptureFixture[str], record: Record) -> None:
    with RecordWriter(None) as writer:
        writer.write(record)
        writer.fail(FAILURE)
    out, err = capsys.readouterr()
    assert out == record.model_dump_json() + "\n"
    assert json.loads(err)["what"] == "empty"


def test_a_writer_knows_its_own_files(tmp_path: Path) -> None:
    writer = RecordWriter(tmp_path / "records.jsonl")
    (tmp_path / "records.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "records.jsonl")
    assert writer.writes(tmp_path / "records.jsonl")
    assert writer.writes(tmp_path / "records.failures.jsonl")
    assert writer.writes(tmp_path / "link.jsonl")
    assert not writer.writes(tmp_path / "other.jsonl")


def test_articles_come_from_files_and_standard_input_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(KOREAN, encoding="utf-8")
    feed = "\n".join([json.dumps({"text": KOREAN, "id": "x"}), "{", json.dumps({"text": KOREAN, "id": "z"})])
    (tmp_path / "feed.jsonl").write_text(feed, encoding="utf-8")
    paths = [tmp_path / "feed.jsonl", Path("-"), tmp_path / "gone.txt", tmp_path / "one.txt"]
    found = list(batch.read_articles(paths, IngestOptions(), io.BytesIO(KOREAN.encode())))
    assert [item.id if isinstance(item, Article) else (item.path, item.line, item.what) for item in found] == [
        "x",
        (str(tmp_path / "feed.jsonl"), 2, "json"),
        "z",
        "stdin",
        (str(tmp_path / "gone.txt"), None, "missing"),
        "one",
    ]


def test_a_bug_in_the_reader_of_one_file_fails_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_path(path: Path, options: IngestOptions) -> Iterator[Article]:
        yield Article(text=KOREAN, path=str(path))
        if path.name == "b.txt":
            raise UnboundLocalError("oops")

    monkeypatch.setattr(batch, "read_path", read_path)
    found = list(batch.read_articles([Path("a.txt"), Path("b.txt"), Path("c.txt")], IngestOptions(), io.BytesIO()))
    assert [type(item).__name__ for item in found] == ["Article", "Article", "Failure", "Article"]
    failure = found[2]
    assert isinstance(failure, Failure) and failure.path == "b.txt"
    assert failure.why.startswith("UnboundLocalError: oops (test_batch.py:")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_writes_all_it_can_and_counts_the_rest(tmp_path: Path, workers: int) -> None:
    articles: list[Article | Failure] = [
        Article(text=KOREAN, id="first"),
        FAILURE,
        Article(text=JAPANESE, path="ja.txt"),
        Article(text=KOREAN, id="last"),
    ]
    seen: list[str] = []
    with RecordWriter(tmp_path / "records.jsonl") as writer:
        summary = batch.run(Extractor(), articles, writer, workers, lambda outcome: seen.append(type(outcome).__name__))
    assert [record["id"] for record in lines(tmp_path / "records.jsonl")] == ["first", "last"]
    assert [failure["what"] for failure in lines(tmp_path / "records.failures.jsonl")] == ["empty", "language"]
    assert seen == ["Record", "Failure", "Failure", "Record"]
    assert (summary.articles, summary.failed, dict(summary.failures)) == (2, 2, {"empty": 1, "language": 1})
    assert {kind: count for kind, count in summary.mentions.items() if count} == {"money": 2, "percent": 2}
