"""The pytest plugin in folders outside of the project: what is collected, what fails, and what the failure says."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from annotated_world import CHINESE, KOREAN, MODULE, PLUGIN, chinese, korean, with_value, write

from extractor.evaluation.collection import Corpora
from extractor.evaluation.sentences import read_sentences
from extractor.pipeline import Extractor

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent

SPEC = """
[[sentence]]
text = "매출은 120억원이다."
mentions = [{ type = "money", text = "120억원", amount = "12000000000", currency = "KRW" }]

[[sentence]]
text = "净利润增长8%。"
published_at = "2016-06-20"
mentions = [{ type = "percent", text = "8%", amount = "9" }]
"""


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """pytester forgets the modules that its run imports: loaded here, they and their tables stay from test to test."""
    assert Corpora and read_sentences
    for text in (KOREAN, CHINESE):
        Extractor(segmenter="none").extract(text)


def run(pytester: pytest.Pytester, *arguments: str | Path) -> tuple[dict[str, int], str]:
    """Outcomes and output of a pytest run in the folder."""
    # Without hypothesis, whose summary loads the whole of it once a run.
    result = pytester.runpytest_inprocess(*PLUGIN, "-p", "no:hypothesispytest", *map(str, arguments))
    return result.parseoutcomes(), result.stdout.str() + result.stderr.str()


def wrong_korean() -> dict[str, object]:
    """The Korean article where the gold asks for what the reader does not say: one of each sort of error."""
    row = with_value(korean(), "120억원", amount="13000000000")
    mentions = [item for item in row["mentions"] if item["text"] != "3명"]
    plus = {"type": "percent", "start": 0, "end": 2, "text": "한빛", "value": {"amount": "1", "unit": "percent"}}
    return {**row, "mentions": [plus, *(item for item in mentions if not item.get("optional"))]}


def test_one_gold_file_and_no_configuration_is_enough(pytester: pytest.Pytester) -> None:
    write(pytester.path / "gold.jsonl", [korean(), chinese()])
    outcomes, output = run(pytester, "--extractor-corpus", "gold.jsonl")
    assert outcomes == {"passed": 2}
    assert "extractor corpus: " in output


def test_a_failing_article_shows_its_id_the_mentions_and_both_values(pytester: pytest.Pytester) -> None:
    write(pytester.path / "gold.jsonl", [wrong_korean(), chinese()])
    outcomes, output = run(pytester, "--extractor-corpus", "gold.jsonl")
    assert outcomes == {"passed": 1, "failed": 1}
    assert "in 한빛-1" in output
    for line in (
        'wrong value  money "120억원" at 17:22: amount',
        "    gold   amount=13000000000 currency=KRW bound=exact",
        "    found  amount=12000000000 currency=KRW bound=exact  (rule money.krw)",
        'missed       percent "한빛" at 0:2',
        'spurious     quantity "3명" at 42:44',
        "    found  amount=3 unit=명 bound=exact",
    ):
        assert line in output
    assert "Traceback" not in output


def test_articles_join_other_tests_from_outside_of_testpaths(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ntestpaths = tests")
    tests = pytester.mkdir("tests")
    (tests / "test_one.py").write_text("def test_one(): pass", encoding="utf-8")
    write(pytester.path / "gold" / "ko" / "a.jsonl", [korean()])
    write(pytester.path / "gold" / "zh" / "b.jsonl", [chinese()])
    (pytester.path / "gold" / "README.md").write_text("not an article", encoding="utf-8")
    assert run(pytester, "--extractor-corpus", "gold")[0] == {"passed": 3}
    assert run(pytester)[0] == {"passed": 1}


def test_a_corpus_that_lies_elsewhere_is_collected(
    pytester: pytest.Pytester, tmp_path_factory: pytest.TempPathFactory
) -> None:
    far = write(tmp_path_factory.mktemp("far") / "gold.jsonl", [korean()])
    assert run(pytester, "--extractor-corpus", far)[0] == {"passed": 1}


def test_one_article_can_be_chosen(pytester: pytest.Pytester) -> None:
    write(pytester.path / "gold" / "all.jsonl", [korean(), chinese()])
    arguments = ["--extractor-corpus", "gold"]
    assert run(pytester, *arguments, "gold/all.jsonl::蓝湾-1", "-v")[0] == {"passed": 1}
    assert run(pytester, *arguments, "gold/all.jsonl")[0] == {"passed": 2}
    assert run(pytester, *arguments, "-k", "한빛")[0] == {"passed": 1, "deselected": 1}


def test_the_ini_file_names_corpora_for_runs_that_name_no_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nextractor_corpus = ["gold"]\ntestpaths = ["tests"]')
    write(pytester.path / "gold" / "ko.jsonl", [korean()])
    tests = pytester.mkdir("tests")
    (tests / "test_one.py").write_text("def test_one(): pass", encoding="utf-8")
    assert run(pytester)[0] == {"passed": 2}
    assert run(pytester, "tests/test_one.py")[0] == {"passed": 1}
    assert run(pytester, "gold")[0] == {"passed": 1}


def test_articles_that_are_annotated_for_some_types_are_asked_for_these(pytester: pytest.Pytester) -> None:
    row = chinese()
    write(pytester.path / "gold.jsonl", [{**row, "mentions": [m for m in row["mentions"] if m["type"] == "money"]}])
    assert run(pytester, "--extractor-corpus", "gold.jsonl")[0] == {"failed": 1}
    arguments = ["--extractor-corpus", "gold.jsonl", "--extractor-types", "money,time"]
    assert run(pytester, *arguments)[0] == {"passed": 1}
    pytester.makeini("[pytest]\nextractor_corpus = gold.jsonl\nextractor_types = money time")
    assert run(pytester)[0] == {"passed": 1}


def test_with_floors_an_article_only_tells_and_the_broken_floor_fails(pytester: pytest.Pytester) -> None:
    write(pytester.path / "gold.jsonl", [wrong_korean(), chinese()])
    floors = '{"floors": {"ko": {"money": 0.5, "date": 1.0}, "zh": {"money": 1.0}}}'
    (pytester.path / "floors.json").write_text(floors, encoding="utf-8")
    arguments = ["--extractor-corpus", "gold.jsonl", "--extractor-baseline", "floors.json"]
    outcomes, output = run(pytester, *arguments, "-rP")
    assert outcomes == {"passed": 4, "failed": 1}
    assert "ko money: end-to-end F1 0.0000 is below its floor 0.5000 (gold 1, found 1, right 0)" in output
    assert '한빛-1: wrong value  money "120억원" at 17:22: amount' in output
    assert 'spurious     quantity "3명" at 42:44' in output, "what an article misses is told with -rP"
    assert run(pytester, *arguments, "floors.json::zh money")[0] == {"passed": 1}


def test_floors_of_another_corpus_fail(pytester: pytest.Pytester) -> None:
    write(pytester.path / "gold.jsonl", [korean()])
    floors = '{"corpus": {"path": "gold.jsonl", "sha256": "00", "articles": 2}, "floors": {"ko": {"money": 0.5}}}'
    (pytester.path / "floors.json").write_text(floors, encoding="utf-8")
    outcomes, output = run(pytester, "--extractor-corpus", "gold.jsonl", "--extractor-baseline", "floors.json")
    assert outcomes == {"passed": 2, "failed": 1}
    assert "the floors are pinned for another corpus" in output


def test_sentences_with_answers_are_tests_too(pytester: pytest.Pytester) -> None:
    folder = pytester.mkdir("corpus")
    (folder / "money.toml").write_text(SPEC, encoding="utf-8")
    (folder / "other.toml").write_text("[tool]\nname = 1", encoding="utf-8")
    write(folder / "gold.jsonl", [korean()])
    outcomes, output = run(pytester, "--extractor-corpus", "corpus")
    assert outcomes == {"passed": 2, "failed": 1}
    assert "wrong     percent '8%' is amount=8, should be amount=9" in output


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"text": "값"', "gold.jsonl:1: broken JSON at column"),
        ('{"text": "값", "lang": "ko"}', "gold.jsonl:1: not an annotated article"),
        ('{"source": {"sha256": "00"}, "lang": "ko", "mentions": []}', "has no text"),
    ],
)
def test_a_broken_corpus_is_an_error_of_collection(pytester: pytest.Pytester, content: str, why: str) -> None:
    (pytester.path / "gold.jsonl").write_text(content, encoding="utf-8")
    outcomes, output = run(pytester, "--extractor-corpus", "gold.jsonl")
    assert outcomes == {"errors": 1}
    assert why in output
    assert "Traceback" not in output


def test_an_article_that_cannot_be_read_fails_with_floors_too(pytester: pytest.Pytester) -> None:
    write(pytester.path / "gold.jsonl", [korean(lang="ja")])
    (pytester.path / "floors.json").write_text('{"floors": {}}', encoding="utf-8")
    outcomes, output = run(pytester, "--extractor-corpus", "gold.jsonl", "--extractor-baseline", "floors.json")
    assert outcomes == {"failed": 1}
    assert "한빛-1: not read: language: 'ja' is not read" in output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--extractor-corpus", "gone.jsonl"], "no such file or folder"),
        (["--extractor-corpus", ".", "--extractor-types", "sum"], "'sum' is no type of mention"),
        (["--extractor-baseline", "floors.json"], "there is no --extractor-corpus"),
    ],
)
def test_wrong_usage_says_so(pytester: pytest.Pytester, arguments: list[str], why: str) -> None:
    result = pytester.runpytest_inprocess(*PLUGIN, *arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert why in result.stderr.str()


def test_a_pytest_without_a_corpus_loads_nothing_of_the_house(tmp_path: Path) -> None:
    code = (
        f"import sys, pytest; pytest.main([*{PLUGIN!r}, '--collect-only', '-q', '-W', 'error']); "
        "print(sorted(name for name in sys.modules if name.startswith('extractor.')), 'pydantic' in sys.modules)"
    )
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=_environment(), check=True)
    expected = sorted({"extractor.evaluation", MODULE})
    assert done.stdout.splitlines()[-1] == f"{expected} False"


def test_no_warning_comes_up_where_warnings_are_errors(tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", [korean(), chinese()])
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nfilterwarnings = error\naddopts = --strict-config", encoding="utf-8"
    )
    command = [sys.executable, "-W", "error", "-m", "pytest", *PLUGIN, "--extractor-corpus", "gold.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=_environment(), check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_the_entry_point_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"extractor": MODULE}
