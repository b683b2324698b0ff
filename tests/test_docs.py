"""The pages for people say what is true: their code runs, their commands exist, their links lead somewhere."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from annotated_world import PLUGIN

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(ROOT.glob("docs/**/*.md"))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def _blocks(language: str) -> list[object]:
    return [
        pytest.param(
            match[2], id=f"{page.relative_to(ROOT)}:{page.read_text('utf-8')[: match.start()].count(chr(10)) + 1}"
        )
        for page in PAGES
        for match in _FENCE.finditer(page.read_text("utf-8"))
        if match[1] == language
    ]


@pytest.mark.parametrize("code", _blocks("python"))
def test_the_python_of_the_pages_runs(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "page", "exec"), {"__name__": "page"})


@pytest.mark.parametrize("block", _blocks("console"))
def test_the_commands_of_the_pages_run(block: str, tmp_path: Path) -> None:
    for name in ("corpora", "Makefile", "pyproject.toml", "scripts", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "demo").mkdir()
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    assert commands
    for command in commands:
        words = shlex.split(command, comments=True)
        match words[0]:
            case "extractor":
                words[:1] = [sys.executable, "-c", "from extractor.cli import app; app()"]
            case "pytest":
                words[:1] = [sys.executable, "-m", "pytest", *PLUGIN]
            case "make":
                words.insert(1, "--dry-run")
            case other:
                pytest.fail(f"{other}: no test runs this command")
        done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr or done.stdout}"


@pytest.mark.parametrize("table", _blocks("toml"))
def test_the_tables_of_the_pages_are_toml(table: str) -> None:
    assert tomllib.loads(table)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_and_paths_of_the_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    dead = [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    named = re.findall(r"`((?:extractor|corpora|tests|scripts|docs|models)/[\w./-]+)`", text)
    assert dead + [path for path in named if not (ROOT / path).exists()] == []


def test_every_fence_of_the_pages_is_run_or_read_by_a_test() -> None:
    kinds = {match[1] for page in PAGES for match in _FENCE.finditer(page.read_text("utf-8"))}
    assert kinds <= {"python", "console", "toml", "text"}


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_tells_of_the_version_that_is_built() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
