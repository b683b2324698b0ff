"""Runs that are stopped from outside, and runs with odd standard streams: each in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.batch.stops import Stopped, whole
from extractor.cli.endings import stoppable

ROOT = Path(__file__).resolve().parent.parent
CODE = "from extractor.cli import app; app()"
COMMAND = [sys.executable, "-W", "error", "-c", CODE]
TEXT = "하이브의 지난해 매출은 1조 2,345억원이었다. 값은 人民币 3亿元이다."
QUICK = ("--no-model", "--no-entities", "--segmenter", "none")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which processes there are")


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """More articles than are read while a test waits."""
    path = tmp_path / "feed.jsonl"
    path.write_text((json.dumps({"text": TEXT}, ensure_ascii=False) + "\n") * 200_000, encoding="utf-8")
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def started(feed: Path) -> "subprocess.Popen[str]":
    """A run with two workers that has written its first records."""
    command = [*COMMAND, "run", str(feed), "-o", str(feed.parent / "records.jsonl"), "--workers", "2", *QUICK]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=heeding)
    part = feed.parent / "records.jsonl.part"
    until(lambda: part.exists() and part.stat().st_size > 0)
    return process


def heeding() -> None:
    """Lets a process end at its signals, also where the tests run in the background and ignore them."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not done():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.1)


def children(process: int) -> list[int]:
    listing = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(number) for number in listing.split()]


def alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_a_run_that_is_told_to_end_says_where_its_records_lie_and_leaves_no_worker(
    feed: Path, number: signal.Signals
) -> None:
    process = started(feed)
    workers = children(process.pid)
    assert len(workers) >= 2
    process.send_signal(number)
    err = process.communicate(timeout=120)[1]
    assert process.returncode == 128 + number
    assert err.splitlines()[-1].startswith(f"stopped; what was read lies in {feed.parent / 'records.jsonl.part'}: ")
    assert "Traceback" not in err
    until(lambda: not any(map(alive, workers)))


def test_workers_end_with_a_parent_that_is_killed(feed: Path) -> None:
    process = started(feed)
    workers = children(process.pid)
    process.kill()
    process.communicate(timeout=120)
    until(lambda: not any(map(alive, workers)))


# standard streams


def shell(line: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    command = " ".join(f"'{part}'" for part in COMMAND)
    return subprocess.run(
        ["sh", "-c", line.replace("extractor", command)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_closed_streams_do_not_end_a_run(article: Path, closed: str) -> None:
    records = article.parent / "records.jsonl"
    done = shell(f"extractor run {article} gone.txt -o {records} {' '.join(QUICK)} {closed}")
    assert done.returncode == 1
    assert [json.loads(line)["text"] for line in records.read_text("utf-8").splitlines()] == [TEXT]
    assert len((article.parent / "records.failures.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_closed_standard_input_holds_nothing_and_a_closed_standard_output_is_wrong_usage(article: Path) -> None:
    done = shell(f"extractor run - -o - {' '.join(QUICK)} <&-")
    assert (done.returncode, b'"what": "empty"' in done.stderr) == (1, True)
    done = shell(f"extractor run {article} -o - {' '.join(QUICK)} >&-")
    assert (done.returncode, b"standard output is closed" in done.stderr) == (2, True)


@pytest.mark.parametrize("arguments", ["run {} -o -", 'extract "$(cat {})" --json'])
def test_json_on_standard_output_is_utf8_whatever_the_terminal_speaks(article: Path, arguments: str) -> None:
    done = shell(f"extractor {arguments.format(article)} {' '.join(QUICK)}", PYTHONIOENCODING="cp949")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["text"] == TEXT


def test_a_table_in_an_encoding_without_its_characters_is_printed_nevertheless(article: Path) -> None:
    done = shell(f'extractor extract "$(cat {article})" {" ".join(QUICK)}', PYTHONIOENCODING="cp949")
    assert done.returncode == 0, done.stderr
    assert "1조 2,345억원" in done.stdout.decode("cp949")


def test_a_signal_in_the_middle_of_a_record_is_heard_at_its_end() -> None:
    done = []
    with pytest.raises(Stopped) as stopped, stoppable():
        with whole():
            signal.raise_signal(signal.SIGTERM)
            done.append("record")
        done.append("next")
    assert (done, stopped.value.code) == (["record"], 128 + signal.SIGTERM)
    with pytest.raises(Stopped), stoppable():
        signal.raise_signal(signal.SIGTERM)
        done.append("next")
    assert done == ["record"]
