"""The explanation of a reading: its rule, its table rows, its anchor, its bounds, and the readings that lost."""

import ast
import datetime as dt
import importlib.util
import json
import re
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from test_spec import sentences
from typer.testing import CliRunner

from extractor.cli import app
from extractor.evaluation.sentences import SpecSentence
from extractor.kinds.explanation import Explained, Explanation
from extractor.kinds.reader import ValueReader
from extractor.kinds.rules import date_fields, describe

ROOT = Path(__file__).resolve().parent.parent
DAY = dt.date(2024, 5, 16)


@lru_cache(maxsize=4)
def reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def explain(text: str, lang: str = "ko", published_at: dt.date | None = DAY, **more: Any) -> Explanation:
    more.setdefault("sentences", [(0, len(text))])
    return reader(lang).explain(text, published_at=published_at, **more)


def one(text: str, lang: str = "ko", published_at: dt.date | None = DAY) -> Explained:
    """The last reading of a text."""
    return explain(text, lang, published_at).readings[-1]


@lru_cache(maxsize=1)
def write_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "scripts" / "write_docs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("row", sentences())
def test_an_explanation_has_the_readings_of_the_reader_with_rows_and_rules(row: SpecSentence) -> None:
    text, day = row.text, row.published_at
    explanation = explain(text, row.lang, day)
    read = reader(row.lang).read(text, published_at=day, sentences=[(0, len(text))])
    fields = ("type", "start", "end", "value", "rule")
    assert [[getattr(r, f) for f in fields] for r in explanation.readings] == [
        [getattr(r, f) for f in fields] for r in read
    ]
    for item in explanation.readings:
        assert item.text == text[item.start : item.end]
        assert describe(item.rule) is not None, f"extractor/kinds/rules.py does not know {item.rule}"
        assert item.rule.isascii()
        for table_row in item.rows:
            line = (ROOT / table_row.file).read_text("utf-8").splitlines()[table_row.line - 1]
            assert table_row.section in line or table_row.word in line
    for loser in explanation.unread:
        assert loser.text == text[loser.start : loser.end]


def test_a_unit_leads_to_its_row() -> None:
    (row,) = one("매출 6억 위안").rows
    assert (row.file, row.section, row.word) == ("extractor/lang/ko/money.toml", "currencies", "위안")
    lines = (ROOT / row.file).read_text("utf-8").splitlines()
    assert lines[row.line - 1] == "[[currencies]]"
    assert lines[row.line] == 'code = "CNY"'


def test_every_part_of_a_date_leads_to_its_row() -> None:
    rows = one("지난해 3분기").rows
    words = [(row.section, "".join(row.word.split())) for row in rows]
    assert words == [("parts", "지난해"), ("parts", "{quarter}분기")]


@pytest.mark.parametrize(
    ("text", "by", "value"),
    [
        ("지난해 매출", "published_at", "2024-05-16"),
        ("2015년 3분기 매출이 전년 동기", "sentence", "2015-Q3"),
        ("2015년 매출은 늘었다. 이듬해", "sentence", "2015"),
        ("5월 3일 발표했다. 이날", "day", "2024-05-03"),
        ("3년 전", "published_at", "2024-05-16"),
        ("향후 10년", "published_at", "2024-05-16"),
        ("14일 오후 3시", "date_beside", "2024-05-14"),
    ],
)
def test_the_anchor_is_what_the_value_was_resolved_against(text: str, by: str, value: str) -> None:
    anchor = one(text).anchor
    assert anchor is not None
    assert (anchor.by, anchor.value) == (by, value)


@pytest.mark.parametrize("text", ["2016년 6월 14일", "3억원", "오후 3시", "3년"])
def test_a_value_that_says_all_has_no_anchor(text: str) -> None:
    assert one(text).anchor is None


def test_a_date_that_nothing_anchors_has_no_anchor() -> None:
    assert one("지난 14일", published_at=None).anchor is None


def test_an_ambiguous_currency_says_what_decided() -> None:
    anchor = one("营收15元", "zh-Hans").anchor
    assert anchor is not None and (anchor.by, anchor.value) == ("currency", "default")


@pytest.mark.parametrize(
    ("text", "lang", "side", "word", "says"),
    [
        ("약 10억원", "ko", "left", "약", "approx"),
        ("100여 명", "ko", "inside", "여", "over"),
        ("36%를 넘는", "ko", "right", "를 넘", "over"),
        ("超过15亿美元", "zh-Hans", "left", "超过", "over"),
        ("6月底", "zh-Hans", "inside", "底", "end"),
    ],
)
def test_a_bound_names_its_word_and_side(text: str, lang: str, side: str, word: str, says: str) -> None:
    (bound,) = one(text, lang).bounds
    assert (bound.side, bound.says) == (side, says)
    assert word in bound.word or bound.word in word


def test_a_loser_says_to_what_it_lost_and_why() -> None:
    (loser,) = one("지난해 3분기").losers
    assert (loser.type, loser.text, loser.rule, loser.reason) == ("duration", "3분기", "duration.unit", "shorter")
    assert loser.to == "date.y-1.q 지난해 3분기"


@pytest.mark.parametrize(
    ("text", "lang", "more", "reason"),
    [
        ("2월 31일에", "ko", {}, "not in the calendar"),
        ("매출 3억원", "ko", {"names": [(0, 6)]}, "inside a name"),
        ("http://a.cn/3亿元/", "zh-Hans", {}, "inside an address"),
        ("3\n억원", "ko", {"sentences": [(0, 1), (2, 4)]}, "crosses a sentence"),
    ],
)
def test_what_is_not_read_at_all_says_why(text: str, lang: str, more: dict[str, Any], reason: str) -> None:
    explanation = explain(text, lang, **more)
    assert explanation.readings == ()
    assert reason in [loser.reason for loser in explanation.unread]


def test_a_number_that_no_kind_reads_is_shown_as_such() -> None:
    (loser,) = explain("코드 12345 참조").unread
    assert (loser.type, loser.text, loser.reason) == (None, "12345", "no rule takes this number")


def test_ids_that_no_rule_has_are_not_described() -> None:
    assert describe("money.krw.cents") is not None
    assert describe("date.y-1.q.to.q") is not None
    assert [describe(rule) for rule in ("money", "money.krw.sous", "date.x", "date.", "weather.rain")] == [None] * 5


def test_the_page_of_rules_is_what_the_script_writes_and_lists_every_rule_met() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert page == write_docs().page(), "run scripts/write_docs.py"
    assert [field for field in date_fields() if f"`{field}`" not in page] == []


def test_the_command_shows_rule_row_anchor_bound_losers_and_names() -> None:
    text = "삼성전자는 지난해 3분기 매출이 약 10억원"
    result = CliRunner().invoke(app, ["explain", text, "--published-at", "2024-05-16"])
    said = " ".join("".join(c for c in result.stdout if c not in "│┃━─").split())
    assert result.exit_code == 0
    for part in ("rule: kb", "date.y-1.q", "lang/ko/dates.toml:", "2024-05-16", "약 (left) says approx", "duration"):
        assert part in said


def test_the_command_prints_the_same_as_json() -> None:
    result = CliRunner().invoke(app, ["explain", "-", "--json", "--lang", "zh"], input="去年净利润15亿美元")
    explanation = json.loads(result.stdout)
    assert set(explanation) == {"readings", "unread", "names", "facts", "unlinked"}
    assert [item["rule"] for item in explanation["readings"]] == ["date.y-1", "money.usd"]
    assert explanation["readings"][1]["value"]["amount"] == "1500000000"


def test_wrong_usage_of_explain_is_one_clear_reason() -> None:
    assert CliRunner().invoke(app, ["explain", "3억원", "--lang", "ja"]).exit_code == 2
    assert CliRunner().invoke(app, ["explain", "トヨタ自動車の昨年の売上高は"]).exit_code == 1


def test_every_rule_that_the_code_names_is_described() -> None:
    named = re.compile(r"(?:money|percent|multiple|quantity|ordinal|date|duration|set|time)\.[a-z_]+")
    literals = {
        node.value
        for path in (ROOT / "extractor" / "kinds").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and named.fullmatch(node.value)
    }
    assert "money.noun" in literals
    assert [rule for rule in sorted(literals) if describe(rule) is None] == []
