"""The benchmark runs: with the bundled articles alone, and beside the peers where they are installed."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SMALL = ("--chars", "1600", "--peer-chars", "800", "--largest", "600")


def run(*arguments: str, root: Path = ROOT) -> str:
    """What the benchmark prints."""
    done = subprocess.run(
        [sys.executable, root / "scripts" / "benchmark.py", *SMALL, *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stdout + done.stderr  # how fast a busy machine is, is no test's question
    assert "steepest:" in done.stdout
    return done.stdout


def test_the_benchmark_runs_on_the_bundled_articles_alone(tmp_path: Path) -> None:
    root = tmp_path / "project"  # beside which there is no ../shared
    root.mkdir()
    (root / "scripts").mkdir()
    (root / "scripts" / "benchmark.py").write_bytes((ROOT / "scripts" / "benchmark.py").read_bytes())
    (root / "corpora").symlink_to(ROOT / "corpora")
    printed = run("--no-peers", root=root)
    assert "corpora/samples, repeated" in printed
    for row in ("ko: values alone", "zh: values alone", "ko: nested brackets", "zh: one line of news"):
        assert row in printed


@pytest.mark.peers
def test_the_benchmark_compares_with_the_peers_that_are_installed() -> None:
    printed = run()
    assert "ko: konlpy's Mecab alone" in printed
    assert ("zh: JioNLP, money and time" in printed) == (find_spec("jionlp") is not None)
