"""`extractor evaluate` as a user runs it: what is gold and what records, what is printed and written, exit codes."""

import json
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import command
import pytest
from annotated_world import KOREAN, chinese, korean, mention, with_value, write

run = partial(command.run, "evaluate")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", [korean(), chinese()])


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Records with one value wrong, one mention missed and one too many."""
    first = with_value(korean(), "120억원", bound="approx")
    first["mentions"] = [item for item in first["mentions"] if item["text"] != "3명"]
    second = chinese()
    second["mentions"] = [*second["mentions"], mention(second["text"], "同比", "multiple", value={"amount": "2"})]
    return write(tmp_path / "records.jsonl", [first, second])


def rows(output: str, lang: str) -> dict[str, list[str]]:
    """The first table's rows of one language, by type."""
    cells = (line.split() for line in output.splitlines() if line.startswith(f"{lang} "))
    return {row[1]: row[2:] for row in cells if len(row) == 10}


def test_without_records_the_articles_are_read_here_and_now(gold: Path) -> None:
    code, out, err = run(gold)
    assert (code, err) == (0, "")
    assert out.startswith("2 articles, 2 of them read; corpus ")
    assert rows(out, "ko")["money"] == ["1", "1", "1.000", "1.000", "1.000", "1.000", "1.000", "1.000–1.000"]
    assert rows(out, "all")["VALUES"][:2] == ["8", "8"]
    assert "\x1b" not in out, "colours belong on a terminal"


def test_a_file_with_texts_of_those_before_it_is_one_of_records(gold: Path, records: Path, tmp_path: Path) -> None:
    code, out, _ = run(gold, records)
    assert code == 0
    assert run(gold, records)[2] == f"{records}: records\n"
    assert run("--records", records, gold)[1:] == (out, "")
    ko, zh = write(tmp_path / "ko.jsonl", [korean()]), write(tmp_path / "zh.jsonl", [chinese()])
    assert run(ko, zh, records)[1].splitlines()[1:] == out.splitlines()[1:]
    assert run(ko, zh)[1].startswith("2 articles, 2 of them read")
    assert run(ko, "--records", zh)[1].startswith("1 articles, 0 of them read")


def test_errors_are_printed_with_article_text_and_both_values(gold: Path, records: Path) -> None:
    out = run(gold, records)[1]
    for line in (
        '한빛-1: wrong value  money "120억원" at 17:22: bound',
        "    gold   amount=12000000000 currency=KRW bound=exact",
        "    found  amount=12000000000 currency=KRW bound=approx",
        '한빛-1: missed       quantity "3명" at 42:44',
        '蓝湾-1: spurious     multiple "同比" at 23:25',
    ):
        assert line in out.splitlines()
    short = run(gold, records, "--most", "1")[1]
    assert short.splitlines()[-1] == "… and 2 more"


def test_records_without_text_are_matched_by_their_hash(gold: Path, tmp_path: Path) -> None:
    read = tmp_path / "read.jsonl"
    feed = write(tmp_path / "feed.jsonl", [{"text": KOREAN, "date": "2016-06-20"}])
    assert command.run("run", feed, "-o", read, "--no-text")[0] == 0
    _, out, _ = run(gold, read)
    assert out.startswith("2 articles, 1 of them read")
    assert rows(out, "ko")["money"][-2] == "1.000"


def test_json_holds_everything(gold: Path, records: Path, tmp_path: Path) -> None:
    run(gold, records, "--json", tmp_path / "out" / "card.json")
    card = json.loads((tmp_path / "out" / "card.json").read_text(encoding="utf-8"))
    assert card["corpus"] | {"sha256": ""} == {"articles": 2, "read": 2, "sha256": ""}
    [money] = [row for row in card["scores"] if (row["lang"], row["type"]) == ("ko", "money")]
    assert money["strict"] == {"right": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert money["end_to_end"] == {"right": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    fields = {(row["lang"], row["type"], row["field"]): row["accuracy"] for row in card["fields"]}
    assert (fields["ko", "money", "amount"], fields["ko", "money", "bound"]) == (1.0, 0.0)
    assert {"lang": "ko", "gold": "quantity", "found": "nothing", "mentions": 1} in card["confusion"]
    assert [(error["article"], error["what"]) for error in card["errors"]] == [
        ("한빛-1", "wrong value"), ("한빛-1", "missed"), ("蓝湾-1", "spurious"),
    ]  # fmt: skip
    assert {row["lang"] for row in card["linking"]} == {"ko", "zh", "all"}
    code, out, _ = run(gold, records, "--json", "-")
    assert (code, json.loads(out)) == (0, card)


def test_the_same_files_give_the_same_bytes(gold: Path, records: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run(gold, records, "--json", tmp_path / f"{name}.json", "--markdown", tmp_path / f"{name}.md")
    for ending in ("json", "md"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_markdown_and_junit_are_reports_for_continuous_integration(gold: Path, records: Path, tmp_path: Path) -> None:
    page, xml = tmp_path / "report.md", tmp_path / "report.xml"
    run(gold, records, "--markdown", page, "--junit", xml)
    text = page.read_text(encoding="utf-8")
    assert "| ko | money | 1 | 1 | 1.000 | 1.000 | 0.000 | 0.000 | 0.000 | 0.000–0.000 |" in text
    assert "### 한빛-1" in text
    [articles] = ElementTree.parse(xml).getroot()
    assert articles.attrib == {"name": "articles", "tests": "2", "failures": "2"}
    assert [case.get("name") for case in articles] == ["한빛-1", "蓝湾-1"]
    assert "bound=approx" in (articles[0][0].text or "")


def test_junit_with_floors_fails_by_floors_alone(gold: Path, records: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"floors": {"ko": {"money": 1.0, "date": 1.0}}}', encoding="utf-8")
    code, _, err = run(gold, "--records", records, "--baseline", floors, "--junit", tmp_path / "report.xml")
    assert code == 1
    assert err.startswith("ko money: end-to-end F1 0.0000 is below its floor 1.0000 (gold 1, found 1, right 0)")
    assert '한빛-1: wrong value  money "120억원" at 17:22: bound' in err
    articles, of_floors = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert articles.get("failures") == "0"
    assert {case.get("name"): case.find("failure") is not None for case in of_floors} == {
        "corpus": False, "ko money": True, "ko date": False,
    }  # fmt: skip


def test_floors_that_hold_are_exit_code_0_and_another_corpus_is_not(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"floors": {"ko": {"money": 1.0}}}', encoding="utf-8")
    assert run(gold, "--baseline", floors)[0] == 0
    pinned = {"corpus": {"path": "gold", "sha256": "00", "articles": 2}, "floors": {"ko": {"money": 1.0}}}
    floors.write_text(json.dumps(pinned), encoding="utf-8")
    code, _, err = run(gold, "--baseline", floors)
    assert code == 1
    assert err.startswith("the floors are pinned for another corpus")


def test_compare_shows_what_changed_mention_by_mention(records: Path, tmp_path: Path) -> None:
    old, answers = write(tmp_path / "old.jsonl", [korean(), chinese()]), write(tmp_path / "g.jsonl", [korean()])
    code, out, _ = run("--compare", old, records)
    lines = out.splitlines()
    assert code == 0
    assert '한빛-1: changed value   money "120억원" at 17:22' in lines
    assert "    old    amount=12000000000 currency=KRW bound=exact" in lines
    assert "    new    amount=12000000000 currency=KRW bound=approx" in lines
    assert '한빛-1: lost            quantity "3명" at 42:44' in lines
    assert '蓝湾-1: gained          multiple "同比" at 23:25' in lines
    out = run("--compare", old, records, answers, "--markdown", tmp_path / "changes.md")[1]
    assert '한빛-1: changed value   money "120억원" at 17:22  (worse)' in out
    assert "| ko | money | 0 | 0 | 1 | 0 | 0 | 0 | 1 | 0 |" in (tmp_path / "changes.md").read_text(encoding="utf-8")
    back = run("--compare", records, old, answers)[1]
    assert '한빛-1: changed value   money "120억원" at 17:22  (better)' in back
    assert '한빛-1: gained          quantity "3명" at 42:44  (better)' in back


def test_compare_tells_the_verdict_on_what_is_wrong_both_times(tmp_path: Path) -> None:
    def with_percent(*mentions: dict[str, Any]) -> dict[str, Any]:
        return {**korean(), "mentions": list(mentions)}

    def percent(amount: str) -> dict[str, Any]:
        return mention(KOREAN, "8%", "percent", value={"amount": amount, "unit": "percent", "bound": "exact"})

    name = mention(KOREAN, "한빛상사", "PERSON", entity="e1")
    nothing, wrong, other = with_percent(), with_percent(percent("80")), with_percent(percent("800"))
    versions = {"nothing": nothing, "wrong": wrong, "other": other, "name": with_percent(name)}
    files = {key: write(tmp_path / f"{key}.jsonl", [row]) for key, row in versions.items()}
    answers = write(tmp_path / "gold.jsonl", [korean()])
    for old, new, verdict in (
        ("nothing", "wrong", "worse"),  # no value beats a wrong value
        ("wrong", "nothing", "better"),
        ("wrong", "other", "neither"),
        ("nothing", "name", "neither"),  # the gold leaves this place open
    ):
        out = run("--compare", files[old], files[new], answers)[1]
        assert f"({verdict})" in out, f"{old} -> {new}"


def test_compare_tells_which_names_became_another_entity(tmp_path: Path) -> None:
    def named(kb: str | None) -> dict[str, Any]:
        entity = {"id": "e1", "type": "ORG", "name": "蓝湾集团", "mentions": ["m1"]}
        return {**chinese(), "entities": [entity | ({"kb": {"id": kb}} if kb else {})]}

    old, new = write(tmp_path / "old.jsonl", [named(None)]), write(tmp_path / "new.jsonl", [named("org:blue-bay")])
    out = run("--compare", old, new)[1]
    assert (
        '蓝湾-1: changed entity  ORG "蓝湾集团" at 0:4\n    old    entity=蓝湾集团\n    new    entity=org:blue-bay'
        in out
    )
    assert "changed" not in run("--compare", old, old)[1].partition("\n\n")[2]


def test_only_the_types_that_are_asked_for_are_scored(gold: Path, records: Path) -> None:
    out = run(gold, records, "--types", "date,ORG")[1]
    assert set(rows(out, "ko")) == {"date", "VALUES"}
    assert set(rows(out, "zh")) == {"date", "VALUES", "ORG", "ENTITIES"}
    assert "money" not in out


def test_an_article_that_cannot_be_read_is_exit_code_1(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [korean(lang="ja"), chinese()])
    code, out, err = run(path)
    assert code == 1
    assert f"failed: {path}:1: 한빛-1: language: 'ja' is not read" in err
    assert "1 of 2 articles could not be read" in err
    assert out.startswith("2 articles, 1 of them read")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "name the gold"),
        (["gone.jsonl"], "gone.jsonl: no such file or folder"),
        (["gold.jsonl", "--baseline", "gone.json"], "gone.json: No such file"),
        (["gold.jsonl", "--compare", "gold.jsonl", "gold.jsonl", "--records", "gold.jsonl"], "--compare brings"),
        (["--compare", "gold.jsonl", "gold.jsonl", "--junit", "a.xml"], "need the gold"),
        (["gold.jsonl", "--json", "/dev/null/a.json"], "cannot write"),
        (["gold.jsonl", "--types", "money,sum"], "'sum' is no type of mention"),
        (["broken.jsonl"], "broken.jsonl:1: broken JSON"),
        (["broken.json"], "broken.json: broken JSON at line 2, column 1"),
        (["program.jsonl"], "program.jsonl:1: no file of articles: byte 1 is not UTF-8"),
        (["empty.jsonl"], "empty.jsonl: no annotated article in it"),
        (["gold.jsonl", "--baseline", "floors.json"], "floors.json: floors.ko.cash: expected one of money"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_one_clear_reason(
    gold: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], why: str
) -> None:
    monkeypatch.chdir(gold.parent)
    files = {
        "broken.jsonl": b"{\n",
        "broken.json": b"[\n",
        "program.jsonl": b"\x7f\xd0",
        "empty.jsonl": b"\n",
        "floors.json": b'{"floors": {"ko": {"cash": 0.5}}}',
    }
    for name, content in files.items():
        Path(name).write_bytes(content)
    code, _, err = run(*arguments)
    assert code == 2
    assert why in " ".join(err.replace("│", " ").split())
