"""The xBRL-JSON report of facts: its structure by a schema of our own, what each part says, and what is left out."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import extractor
from extractor.batch.facts_xbrl import XbrlWriter, xbrl_facts
from extractor.cli import app
from extractor.core.records import Record

TEXT = (
    "지난해 네이버페이는 전년 대비 11.3% 증가한 1조5084억원의 매출을 기록했다. "
    "네이버의 올해 1분기 영업이익은 3000억~4000억원이다. 지난달 서울 아파트 매매가격은 0.3% 올랐다."
)
READER = extractor.load(segmenter="none", model=None)
_MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
_NAME = "^[a-z][a-z0-9]*:[^\\s:/]+$"

# What the specification of xBRL-JSON 1.0 asks of the structure of a report, as far as we write it.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["documentInfo", "facts"],
    "additionalProperties": False,
    "properties": {
        "documentInfo": {
            "type": "object",
            "required": ["documentType", "taxonomy"],
            "additionalProperties": False,
            "properties": {
                "documentType": {"const": "https://xbrl.org/2021/xbrl-json"},
                "namespaces": {
                    "type": "object",
                    "propertyNames": {"pattern": "^[a-z][a-z0-9]*$"},
                    "additionalProperties": {"type": "string", "format": "uri", "minLength": 1},
                },
                "taxonomy": {"type": "array", "items": {"type": "string"}},
            },
        },
        "facts": {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_.-]*$"},
            "additionalProperties": {
                "type": "object",
                "required": ["value", "dimensions"],
                "additionalProperties": False,
                "properties": {
                    "value": {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"},
                    "decimals": {"type": "integer"},
                    "dimensions": {
                        "type": "object",
                        "required": ["concept", "entity", "period"],
                        "properties": {
                            "concept": {"pattern": _NAME},
                            "entity": {"pattern": _NAME},
                            "period": {"pattern": f"^{_MOMENT}(/{_MOMENT})?$"},
                            "unit": {"pattern": "^[a-z0-9]+:[^\\s:/]+(/[a-z0-9]+:[^\\s:/]+)?$"},
                        },
                        "patternProperties": {"^kz:[a-z]+$": {"type": "string", "minLength": 1}},
                        "additionalProperties": False,
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def record() -> Record:
    return READER.extract(TEXT, lang="ko", published_at="2025-02-07")


def written(path: Path, *records: Record) -> dict[str, Any]:
    with XbrlWriter(path) as report:
        for one in records:
            report.write(one)
        assert not path.exists()  # only a run that comes to its end gives the file its name
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    Draft202012Validator(SCHEMA).validate(data)
    prefixes = data["documentInfo"]["namespaces"]
    for fact in data["facts"].values():
        names = [*fact["dimensions"], *(fact["dimensions"][key] for key in ("concept", "entity"))]
        assert {name.partition(":")[0] for name in names if ":" in name} <= set(prefixes), "every prefix is declared"
    return data


def test_a_report_has_the_structure_of_xbrl_json(record: Record, tmp_path: Path) -> None:
    facts = written(tmp_path / "facts.xbrl.json", record)["facts"]
    change, level, low, high = facts.values()
    article = record.id
    assert level == {
        "value": "1508400000000",
        "decimals": -8,
        "dimensions": {
            "concept": "kz:revenue",
            "entity": level["dimensions"]["entity"],
            "period": "2024-01-01T00:00:00/2025-01-01T00:00:00",
            "unit": "iso4217:KRW",
            "kz:kind": "level",
            "kz:status": "actual",
            "kz:bound": "exact",
            "kz:article": article,
        },
    }
    assert (change["value"], change["decimals"], change["dimensions"]["kz:base"]) == ("0.113", 3, "yoy")
    assert "unit" not in change["dimensions"], "a percentage is a pure number"
    assert (low["value"], low["dimensions"]["kz:bound"], low["dimensions"]["kz:range"]) == (
        "300000000000",
        "at_least",
        "low",
    )
    assert high["dimensions"]["period"] == "2025-01-01T00:00:00/2025-04-01T00:00:00"
    assert set(facts) == {f"a{record.source.sha256[:16]}-{end}" for end in ("f1", "f2", "f3-low", "f3-high")}


def test_what_has_no_place_in_a_report_is_counted(record: Record, tmp_path: Path) -> None:
    report = XbrlWriter(tmp_path / "facts.xbrl.json")
    with report:
        report.write(record)
    said = sum(report.left_out.values())
    ranges = sum(getattr(m.value, "low", None) is not None for m in record.mentions)
    assert said + report.written == len(record.facts) + ranges
    assert said > 0
    assert report.summary().startswith(f"{report.written} facts; left out: ")


def test_a_text_that_comes_twice_has_other_ids_and_the_same_bytes_come_again(record: Record, tmp_path: Path) -> None:
    facts = written(tmp_path / "a.xbrl.json", record, record)["facts"]
    assert len(facts) == 8
    assert sum(name.endswith("-2") for name in facts) == 4
    written(tmp_path / "b.xbrl.json", record, record)
    assert (tmp_path / "a.xbrl.json").read_bytes() == (tmp_path / "b.xbrl.json").read_bytes()


def test_a_run_without_facts_is_a_report_without_facts(tmp_path: Path) -> None:
    assert written(tmp_path / "facts.xbrl.json")["facts"] == {}


@pytest.mark.parametrize(
    ("text", "lang", "unit", "value"),
    [
        ("삼성전자의 지난해 주당 배당금은 1444원이었다.", "ko", "iso4217:KRW/xbrli:shares", "1444"),
        ("네이버의 지난해 이용자는 300만명이었다.", "ko", "unit:명", "3000000"),
        ("한국은행은 지난해 기준금리를 0.25%포인트 올렸다.", "ko", "unit:percentage_point", "0.25"),
        ("삼성전자의 지난해 공장 면적은 300㎡였다.", "ko", "unit:㎡".replace("㎡", "u33a1"), "300"),
        ("腾讯2023年营收6090亿元。", "zh-Hans", "iso4217:CNY", "609000000000"),
    ],
)
def test_units_are_names(text: str, lang: str, unit: str, value: str) -> None:
    found = [item for item in xbrl_facts(READER.extract(text, lang=lang, published_at="2025-02-07")) if item[0]]
    facts = [item[1] for item in found if not isinstance(item, str)]
    assert [(fact["dimensions"].get("unit"), fact["value"]) for fact in facts] == [(unit, value)], found


def test_the_command_writes_the_report_and_says_what_is_left_out(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, "utf-8")
    facts = tmp_path / "facts.xbrl.json"
    arguments = ["run", str(article), "-o", str(tmp_path / "records.jsonl"), "--facts", str(facts), "--no-model"]
    done = CliRunner().invoke(app, [*arguments, "--published-at", "2025-02-07"])
    assert done.exit_code == 0, done.output
    assert "facts.xbrl.json: 4 facts; left out: " in done.stderr
    Draft202012Validator(SCHEMA).validate(json.loads(facts.read_text("utf-8")))
