"""The wheel works alone: in a fresh environment, from an empty folder, with every table that it needs."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from annotated_world import chinese, korean, write

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    [path] = out.glob("kozh_extractor-*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; its dependencies are those of this one, which lends no package of ours."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    # The path of a .pth is added after the environment's own, and no .pth inside it (the editable install) counts.
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_the_wheel_holds_every_module_table_model_and_sample(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    folders = {ROOT / "extractor": "extractor", ROOT / "models": "extractor/models"}
    folders[ROOT / "corpora" / "samples"] = "extractor/samples"
    expected = {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for folder, name in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected - held == set()
    assert {name for name in held if not name.startswith(("extractor/", "kozh_extractor-"))} == set()


def test_the_command_reads_korean_and_chinese_from_an_empty_folder(python: Path, tmp_path: Path) -> None:
    command = python.with_name("extractor")
    for text, surface, amount in (
        ("카카오는 올해 5월 1조 2,345억원을 투자했다.", "1조 2,345억원", "1234500000000"),
        ("阿里巴巴集团今年5月净利润达15亿美元。", "15亿美元", "1500000000"),
    ):
        record = json.loads(_run(command, "extract", text, "--json", "--published-at", "2016-06-20", cwd=tmp_path))
        [money] = [mention for mention in record["mentions"] if mention["type"] == "money"]
        assert (money["text"], money["value"]["amount"]) == (surface, amount)
        assert record["entities"]
        assert money["text"] == text[money["start"] : money["end"]]
    assert list(tmp_path.iterdir()) == []


def test_spacy_finds_the_component_and_the_korean_tokenizer_by_itself(python: Path, tmp_path: Path) -> None:
    code = (
        "import spacy; nlp = spacy.blank('ko'); nlp.add_pipe('extractor'); import extractor; "
        "print(extractor.__file__); print([s._.value['amount'] for s in nlp('매출이 36% 늘었다.').ents])"
    )
    where, amounts = _run(python, "-W", "error::UserWarning", "-c", code, cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(python.parent.parent)
    assert amounts == "['36']"


def test_pytest_finds_the_plugin_by_itself(python: Path, tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", [korean(), chinese()])
    said = _run(python, "-W", "error", "-m", "pytest", "--extractor-corpus", "gold.jsonl", cwd=tmp_path)
    assert "2 passed" in said
