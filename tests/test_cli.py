"""The commands as a user runs them: what they print, what they write, their exit codes."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import run

from extractor.report import console

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "news"
KOREAN = "카카오는 지난 14일 매출이 1조 2,345억원으로 36%를 넘게 늘었다고 밝혔다."
CHINESE = "阿里巴巴集团去年净利润15亿美元。"
JAPANESE = "トヨタ自動車の昨年の売上高は前の年から三割ふえたという。"


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article that is read in each of three files, and three that cannot be."""
    inner = tmp_path / "articles" / "2016"
    inner.mkdir(parents=True)
    (inner / "b.txt").write_text(KOREAN, encoding="utf-8")
    (inner / "a.txt.gz").write_bytes(gzip.compress(KOREAN.encode("cp949")))
    (inner / "empty.txt").write_text("", encoding="utf-8")
    (inner / "ja.txt").write_text(JAPANESE, encoding="utf-8")
    (inner.parent / "feed.jsonl").write_text(f'{json.dumps({"body": CHINESE})}\n{{"body":\n', encoding="utf-8")
    (inner.parent / "notes.md").write_text("not an article", encoding="utf-8")
    return inner.parent


# run


def test_run_reads_a_folder_and_puts_what_fails_beside_the_records(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out" / "records.jsonl"
    code, out, err = run("run", folder, "-o", output, "--published-at", "2016-06-20")
    assert code == 1
    records = lines(output)
    assert [record["id"] for record in records] == ["a", "b", "feed#1"]
    assert [record["lang"] for record in records] == ["ko", "ko", "zh-Hans"]
    assert all(record["published_at"] == {"value": "2016-06-20", "basis": "user"} for record in records)
    failures = lines(tmp_path / "out" / "records.failures.jsonl")
    assert [set(failure) for failure in failures] == [{"path", "line", "what", "why"}] * 3
    assert [(Path(failure["path"]).name, failure["line"], failure["what"]) for failure in failures] == [
        ("empty.txt", None, "empty"),
        ("ja.txt", None, "language"),
        ("feed.jsonl", 2, "json"),
    ]
    assert "3 of 6 articles failed: see" in err
    assert f"failed: {folder / 'feed.jsonl'}:2: json: " in err
    assert "\x1b" not in out + err, "colours belong on a terminal"


def test_the_summary_counts_articles_mentions_by_type_and_failures(folder: Path, tmp_path: Path) -> None:
    out = run("run", folder, "-o", tmp_path / "records.jsonl")[1]
    cells = [[cell.strip() for cell in row.split("│")[1:3]] for row in out.splitlines() if row.startswith("│")]
    counts = {name: int(count) for name, count in cells}
    assert counts["articles"] == 3
    assert counts["failures"] == 3
    assert counts["failed: language"] == 1
    assert counts["money"] == 3
    assert counts["percent"] == 2
    assert counts["mentions"] == sum(len(record["mentions"]) for record in lines(tmp_path / "records.jsonl"))


def test_files_globs_folders_and_standard_input_mix(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    arguments = [folder / "2016" / "b.txt", folder / "*.jsonl", "-", folder / "2016" / "a*"]
    code, _, _ = run("run", *arguments, "-o", output, stdin=CHINESE.encode())
    assert [record["id"] for record in lines(output)] == ["b", "feed#1", "stdin", "a"]
    assert code == 1


def test_all_well_is_exit_code_0_and_no_file_of_failures(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "records.failures.jsonl").write_text("of an earlier run", encoding="utf-8")
    code, _, err = run("run", folder / "2016" / "b.txt", "-o", tmp_path / "records.jsonl")
    assert (code, err) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "records.jsonl"]


def test_the_records_of_an_earlier_run_are_no_articles(folder: Path) -> None:
    assert run("run", folder, "-o", folder / "records.jsonl")[0] == 1
    first = (folder / "records.jsonl").read_bytes()
    assert run("run", folder, "-o", folder / "records.jsonl")[0] == 1
    assert (folder / "records.jsonl").read_bytes() == first


def test_two_workers_write_the_bytes_that_one_writes(folder: Path, tmp_path: Path) -> None:
    for workers in ("1", "2"):
        run("run", folder, "-o", tmp_path / f"{workers}.jsonl", "--workers", workers)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert (tmp_path / "1.failures.jsonl").read_bytes() == (tmp_path / "2.failures.jsonl").read_bytes()


def test_options_say_what_the_record_holds(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "odd.jsonl"
    source.write_text(json.dumps({"본문": KOREAN, "text": "x", "때": "2016-06-20"}), encoding="utf-8")
    options = ["--field", "text=본문", "--field", "date=때", "--tokens", "--no-entities", "--no-text", "--lang", "ko"]
    code, _, _ = run("run", source, "-o", tmp_path / "records.jsonl", *options)
    assert code == 0
    (record,) = lines(tmp_path / "records.jsonl")
    assert record["text"] is None
    assert record["tokens"][0]["text"] == "카카오"
    assert record["entities"] == []
    assert [mention["type"] for mention in record["mentions"]] == ["date", "money", "percent"]
    assert record["published_at"] == {"value": "2016-06-20", "basis": "metadata"}


def test_records_on_standard_output_are_nothing_but_records(folder: Path) -> None:
    code, out, err = run("run", folder / "2016", "-o", "-")
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b"]
    assert '"what": "empty"' in err
    assert "articles" in err


def test_progress_is_plain_lines_where_there_is_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "EVERY", 2)
    feed = tmp_path / "feed.jsonl"
    feed.write_text("\n".join([json.dumps({"text": KOREAN})] * 4 + ["{"]), encoding="utf-8")
    err = run("run", feed, "-o", tmp_path / "records.jsonl")[2]
    assert err.splitlines()[:2] == ["2 articles", "4 articles"]
    assert err.splitlines()[2].startswith(f"failed: {feed}:5: json:")


def test_progress_is_a_bar_on_a_terminal(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes it for a terminal
    err = run("run", folder / "2016" / "b.txt", "-o", tmp_path / "records.jsonl")[2]
    assert "1/1" in err
    assert "1 articles" in err


def test_a_folder_with_nothing_to_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    code, _, err = run("run", tmp_path / "none", "-o", tmp_path / "records.jsonl")
    assert code == 1
    assert f"failed: {tmp_path / 'none'}: empty: the folder holds no file that is read: .txt" in err


def test_a_path_that_does_not_exist_is_a_failure_and_the_run_goes_on(folder: Path, tmp_path: Path) -> None:
    code, _, _ = run("run", tmp_path / "gone", folder / "2016" / "b.txt", "-o", tmp_path / "records.jsonl")
    assert code == 1
    assert [record["id"] for record in lines(tmp_path / "records.jsonl")] == ["b"]
    assert lines(tmp_path / "records.failures.jsonl")[0]["what"] == "missing"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["run"], "Missing argument"),
        (["run", "a.txt", "--published-at", "June"], "not an ISO 8601 date"),
        (["run", "a.txt", "--lang", "en"], "none of ko, zh"),
        (["run", "a.txt", "--workers", "0"], "--workers"),
        (["run", "a.txt", "--workers", "two"], "--workers"),
        (["run", "a.txt", "--field", "text"], "not ROLE=NAME"),
        (["run", "a.txt", "--field", "colour=red"], "colour"),
        (["run", "a.txt", "--segmenter", "mecab"], "'--segmenter': no segmenter 'mecab'"),
        (["run", "a.txt", "--model", "/nowhere/at/all"], "'--model': "),
        (["run", "records.jsonl", "-o", "records.jsonl"], "among the articles"),
        (["run", "a.txt", "-o", "/dev/null/records.jsonl"], "cannot write"),
        (["run", "a.txt", "-o", "/tmp"], "is a directory"),
        (["extract"], "Missing argument"),
        (["extract", KOREAN, "--published-at", "2016-06-31"], "not an ISO 8601 date"),
        (["extract", KOREAN, "--lang", "ja"], "none of ko, zh"),
        (["validate", "no-such-file.jsonl"], "does not exist"),
        (["translate"], "No such command"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_one_clear_reason(arguments: list[str], why: str) -> None:
    code, out, err = run(*arguments)
    said = " ".join(err.replace("│", " ").split())
    assert code == 2
    assert why in said
    assert out == ""


# extract


def test_extract_prints_a_table_of_type_text_value_and_entity() -> None:
    code, out, _ = run("extract", KOREAN, "--published-at", "2016-06-20")
    rows = [[cell.strip() for cell in row.split("│")[1:-1]] for row in out.splitlines() if row.startswith("│")]
    assert code == 0
    assert rows == [
        ["ORG", "카카오", "", "e1 Kakao KRX:035720"],
        ["date", "지난 14일", "2016-06-14", ""],
        ["money", "1조 2,345억원", "1,234,500,000,000 KRW", ""],
        ["percent", "36%", "over 36 %", ""],
    ]


def test_extract_json_prints_the_record_alone() -> None:
    code, out, err = run("extract", CHINESE, "--json", "--tokens", "--no-entities", "--lang", "zh")
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert record["text"] == CHINESE
    assert record["tokens"]
    assert record["entities"] == []


def test_extract_reads_standard_input() -> None:
    assert json.loads(run("extract", "-", "--json", stdin=KOREAN)[1])["text"] == KOREAN
    assert run("extract", "-", stdin="값".encode("cp949"))[0] == 1


def test_extract_of_another_language_says_so() -> None:
    code, out, err = run("extract", JAPANESE)
    assert (code, out) == (1, "")
    assert err.strip() == "language: the text is in neither Korean nor Chinese"


def test_extract_shows_tokens_below_the_table() -> None:
    assert "카카오/NNP" in run("extract", KOREAN, "--tokens")[1]


# validate and schema


def test_validate_says_that_the_records_of_a_run_are_valid(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    run("run", folder, "-o", output, "--tokens")
    assert run("validate", output)[:2] == (0, "3 records, all valid\n")


def test_validate_names_file_line_and_field(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    run("run", folder / "2016", "-o", output)
    first, second = lines(output)
    second["mentions"][1]["end"] += 1
    output.write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n", encoding="utf-8")
    code, out, _ = run("validate", output)
    assert code == 1
    assert out.startswith(f"{output}:2: mentions[1].text: is ")
    assert out.endswith("2 records, 1 problems\n")


def test_validate_prints_no_more_than_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{\n" * 5, encoding="utf-8")
    out = run("validate", tmp_path / "bad.jsonl", "--most", "2")[1].splitlines()
    assert len(out) == 4
    assert out[2] == "… and 3 more"


def test_schema_writes_two_files_or_prints_both(tmp_path: Path) -> None:
    code, out, _ = run("schema", "-o", tmp_path / "schemas")
    assert code == 0
    printed = json.loads(run("schema")[1])
    assert sorted(printed) == ["article.schema.json", "record.schema.json"]
    for name, schema in printed.items():
        assert json.loads((tmp_path / "schemas" / name).read_text(encoding="utf-8")) == schema
        assert name in out


def test_the_command_runs_in_an_interpreter_of_its_own_with_workers(folder: Path, tmp_path: Path) -> None:
    code = "from extractor.cli import app; app()"
    arguments = ["run", str(folder / "2016" / "b.txt"), "-o", str(tmp_path / "records.jsonl"), "--workers", "2"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(lines(tmp_path / "records.jsonl")) == 1


@pytest.mark.slow
@pytest.mark.skipif(not NEWS.exists(), reason="needs the shared news articles")
def test_the_records_of_all_news_articles_are_valid(tmp_path: Path) -> None:
    output = tmp_path / "records.jsonl"
    assert run("run", NEWS / "ko.jsonl.gz", NEWS / "zh.jsonl.gz", "-o", output)[0] == 0
    code, out, _ = run("validate", output)
    assert (code, out) == (0, "1972 records, all valid\n")
