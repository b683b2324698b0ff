"""The flat table of facts: a row a fact, in three forms, safe to open in a spreadsheet."""

import csv
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

import extractor
from extractor.batch.facts_table import COLUMNS, FactsWriter, fact_rows
from extractor.cli import app
from extractor.core.errors import MissingPackageError
from extractor.core.records import Record

TEXT = "지난해 네이버페이는 전년 대비 11.3% 증가한 1조5084억원의 매출을 기록했다."


@pytest.fixture(scope="module")
def record() -> Record:
    return extractor.load(segmenter="none", model=None).extract(TEXT, lang="ko", published_at="2025-02-07")


def test_a_row_holds_what_the_fact_and_its_value_say(record: Record) -> None:
    change, level = fact_rows(record)
    assert tuple(level) == COLUMNS
    assert (level["subject"], level["metric"], level["concept"], level["kind"]) == (
        "네이버페이",
        "매출",
        "revenue",
        "level",
    )
    assert (level["amount"], level["unit"], level["bound"]) == ("1508400000000", "KRW", "exact")
    assert (level["period"], level["period_start"], level["period_end"]) == ("2024", "2024-01-01", "2024-12-31")
    assert (change["amount"], change["direction"], change["base"]) == ("11.3", "up", "yoy")
    assert record.text is not None
    assert record.text[int(str(level["start"])) : int(str(level["end"]))] == level["value"]
    assert level["sentence"] == TEXT
    assert (level["path"], level["sha256"]) == (None, record.source.sha256), "which article, where ids are the same"


def test_csv_begins_with_a_mark_that_spreadsheets_need(record: Record, tmp_path: Path) -> None:
    with FactsWriter(tmp_path / "facts.csv") as table:
        table.write(record)
        assert not (tmp_path / "facts.csv").exists()  # only a run that comes to its end gives the file its name
    assert (tmp_path / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["concept"] for row in rows] == ["revenue", "revenue"]


def test_no_cell_is_a_formula(record: Record, tmp_path: Path) -> None:
    evil = record.model_copy(update={"id": "=cmd|' /C calc'!A0"})
    with FactsWriter(tmp_path / "facts.csv") as table:
        table.write(evil)
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert {row["article"][0] for row in csv.DictReader(lines)} == {"'"}


def test_lines_of_json_hold_the_same_rows(record: Record, tmp_path: Path) -> None:
    with FactsWriter(tmp_path / "facts.jsonl") as table:
        table.write(record)
    rows = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text("utf-8").splitlines()]
    assert rows == list(fact_rows(record))


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="the extra parquet is not installed")
def test_parquet_holds_the_same_rows(record: Record, tmp_path: Path) -> None:
    from pyarrow import parquet

    with FactsWriter(tmp_path / "facts.parquet") as table:
        table.write(record)
    assert parquet.read_table(tmp_path / "facts.parquet").to_pylist() == list(fact_rows(record))


@pytest.mark.skipif(find_spec("pyarrow") is not None, reason="the extra parquet is installed")
def test_parquet_without_its_package_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(MissingPackageError, match=r"pip install 'kozh-extractor\[parquet\]'"):
        FactsWriter(tmp_path / "facts.parquet")


def test_the_command_writes_the_table_beside_the_records(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, "utf-8")
    run = CliRunner().invoke
    records, facts = tmp_path / "records.jsonl", tmp_path / "facts.jsonl"
    done = run(app, ["run", str(article), "-o", str(records), "--facts", str(facts), "--no-model"])
    assert done.exit_code == 0, done.output
    assert len(facts.read_text("utf-8").splitlines()) == 2
    assert run(app, ["run", str(article), "-o", str(records), "--facts", str(tmp_path / "facts.xls")]).exit_code == 2
    done = run(app, ["extract", TEXT, "--json", "--no-facts", "--no-model"])
    assert json.loads(done.output)["facts"] == []


def test_without_names_there_are_no_facts() -> None:
    assert extractor.load(entities=False, segmenter="none").extract(TEXT, lang="ko").facts == ()
    assert extractor.load(facts=False, segmenter="none", model=None).extract(TEXT, lang="ko").facts == ()
