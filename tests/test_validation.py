"""What `extractor validate` says of a record that somebody broke."""

import copy
import gzip
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.core.records import Article
from extractor.evaluation.schema import record_schema, schemas
from extractor.evaluation.validation import check_file, check_line, check_lines

TEXT = "카카오(Kakao) 홍은택 대표는 지난 14일 매출이 10~20억원으로 36% 늘었고 1/3이 광고라고 밝혔다. 향후 10년은 3위다."
Change = Callable[[dict[str, Any]], object]


@lru_cache(maxsize=1)
def line() -> str:
    return extractor.load(tokens=True).extract(TEXT, published_at="2016-06-20", title="실적").model_dump_json()


def broken(change: Change) -> list[tuple[str, str]]:
    """What is said of the record after a change."""
    record = json.loads(line())
    change(record)
    return check_line(json.dumps(record).encode())


def at(record: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(mention for mention in record["mentions"] if mention["type"] == kind)
    return found


def index(kind: str) -> int:
    return [mention["type"] for mention in json.loads(line())["mentions"]].index(kind)


def test_the_schemas_are_schemas() -> None:
    for schema in schemas().values():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"].endswith("2020-12/schema")


def test_a_record_of_ours_is_valid_by_the_checks_and_by_the_published_schema() -> None:
    record = json.loads(line())
    assert {mention["type"] for mention in record["mentions"]} >= {"ORG", "date", "money", "percent"}
    assert check_line(line().encode()) == []
    assert list(Draft202012Validator(record_schema()).iter_errors(record)) == []
    assert check_line(extractor.load(text=False).extract(TEXT).model_dump_json().encode()) == []


def test_an_article_fits_the_schema_of_articles() -> None:
    validator = Draft202012Validator(schemas()["article.schema.json"])
    given = {"text": TEXT, "published_at": "2016-06-20", "lang": "zh", "authors": ["김효정"]}
    whole = json.loads(Article.model_validate(given).model_dump_json())
    assert validator.is_valid(given)
    assert validator.is_valid(whole)
    assert not validator.is_valid({"title": "no text"})
    assert not validator.is_valid({"text": TEXT, "body": TEXT})


BROKEN_SCHEMA: dict[str, tuple[Change, str, str]] = {
    "float": (lambda r: at(r, "percent")["value"].update(amount=36.0), "mentions[{percent}].value.amount", "string"),
    "exponent": (
        lambda r: at(r, "percent")["value"].update(amount="3.6E1"),
        "mentions[{percent}].value.amount",
        "match",
    ),
    "zeros": (lambda r: at(r, "percent")["value"].update(amount="36.0"), "mentions[{percent}].value.amount", "match"),
    "bound": (lambda r: at(r, "percent")["value"].update(bound="around"), "mentions[{percent}].value.bound", "one of"),
    "no bound": (
        lambda r: at(r, "percent")["value"].pop("bound"),
        "mentions[{percent}].value",
        "'bound' is a required",
    ),
    "currency": (lambda r: at(r, "money")["value"].update(currency="won"), "mentions[{money}].value.currency", "match"),
    "no amount": (lambda r: at(r, "percent")["value"].pop("amount"), "mentions[{percent}].value", "neither an amount"),
    "half a range": (lambda r: at(r, "money")["value"].pop("high"), "mentions[{money}].value", "neither an amount"),
    "null": (lambda r: at(r, "percent")["value"].update(low=None), "mentions[{percent}].value.low", "None"),
    "other kind": (
        lambda r: at(r, "percent").update(type="money"),
        "mentions[{percent}].value",
        "'currency' is a required",
    ),
    "entity of a value": (
        lambda r: at(r, "percent").update(entity="e1"),
        "mentions[{percent}].entity",
        "does not belong",
    ),
    "value of a name": (lambda r: at(r, "ORG").update(value={}), "mentions[{ORG}].value", "does not belong"),
    "no value": (lambda r: at(r, "percent").pop("value"), "mentions[{percent}]", "'value' is a required"),
    "unknown type": (lambda r: at(r, "percent").update(type="amount"), "mentions[{percent}].type", "one of"),
    "no type": (lambda r: at(r, "percent").pop("type"), "mentions[{percent}]", "'type' is a required"),
    "offset of a float": (lambda r: at(r, "percent").update(start=3.0), "mentions[{percent}].start", "integer"),
    "negative offset": (lambda r: at(r, "percent").update(start=-3), "mentions[{percent}].start", "minimum"),
    "day": (lambda r: at(r, "date")["value"].update(start="14.6.2016"), "mentions[{date}].value.start", "match"),
    "unknown field": (lambda r: r.update(colour="red"), "", "'colour' was unexpected"),
    "no facts": (lambda r: r.pop("facts"), "", "'facts' is a required"),
    "version": (lambda r: r.update(schema_version="2.0"), "schema_version", "'1.0' was expected"),
    "language": (lambda r: r.update(lang="ja"), "lang", "one of"),
    "names": (lambda r: r["entities"][0]["names"].update(ja=["カカオ"]), "entities[0].names", "'ja'"),
    "mentions": (lambda r: r.update(mentions={}), "mentions", "array"),
    "one mention": (lambda r: r["mentions"].insert(0, "money"), "mentions[0]", "object"),
}


@pytest.mark.parametrize("case", BROKEN_SCHEMA)
def test_what_breaks_the_schema_is_told_with_its_field(case: str) -> None:
    change, field, why = BROKEN_SCHEMA[case]
    kinds = {kind: index(kind) for kind in ("percent", "money", "date", "ORG")}
    said = [reason for where, reason in broken(change) if where == field.format(**kinds)]
    assert any(why in reason for reason in said), broken(change)


@pytest.mark.parametrize("case", BROKEN_SCHEMA)
def test_the_schema_taken_apart_refuses_what_the_whole_one_refuses(case: str) -> None:
    record = json.loads(line())
    BROKEN_SCHEMA[case][0](record)
    if case != "offset of a float":  # 3.0 is an integer in JSON Schema; no offset of ours is written so
        assert not Draft202012Validator(record_schema()).is_valid(record)


def shift(record: dict[str, Any], kind: str) -> None:
    at(record, kind)["start"] += 1
    at(record, kind)["end"] += 1


BROKEN_INVARIANT: dict[str, tuple[Change, str, str]] = {
    "surface": (lambda r: shift(r, "percent"), "mentions[{percent}].text", "'36%' where text["),
    "longer than its surface": (
        lambda r: at(r, "percent").update(text="36"),
        "mentions[{percent}].text",
        "is '36' where",
    ),
    "behind the text": (
        lambda r: at(r, "ordinal").update(end=4000),
        "mentions[{ordinal}].end",
        "behind the end of the text",
    ),
    "empty span": (lambda r: at(r, "percent").update(end=0), "mentions[{percent}].end", "not behind the start"),
    "sentence": (lambda r: at(r, "percent").update(sentence=1), "mentions[{percent}].sentence", "does not hold"),
    "no sentence": (lambda r: at(r, "percent").update(sentence=9), "mentions[{percent}].sentence", "has 2 sentences"),
    "order": (lambda r: r["mentions"].reverse(), "mentions[1].start", "before"),
    "twice": (lambda r: r["mentions"].insert(1, copy.deepcopy(r["mentions"][0])), "mentions[1].id", "given before"),
    "range": (
        lambda r: at(r, "money")["value"].update(low="3000000000"),
        "mentions[{money}].value.high",
        "below the low",
    ),
    "ratio": (
        lambda r: at(r, "multiple")["value"].update(amount="1/0"),
        "mentions[{multiple}].value.amount",
        "by zero",
    ),
    "days": (
        lambda r: at(r, "date")["value"].update(end="2016-01-01"),
        "mentions[{date}].value.end",
        "before the start",
    ),
    "no day": (lambda r: at(r, "date")["value"].update(end="2016-06-31"), "mentions[{date}].value.end", "not an ISO"),
    "publication": (lambda r: r["published_at"].update(value="yesterday"), "published_at.value", "not an ISO"),
    "digest": (lambda r: r["source"].update(sha256="0" * 64), "source.sha256", "where the text has"),
    "sentences": (lambda r: r["sentences"].reverse(), "sentences[1].start", "before"),
    "blocks": (lambda r: r["blocks"][0].update(end=4000), "blocks[0].end", "behind the end of the text"),
    "tokens": (lambda r: r["tokens"][0].update(text="카카요"), "tokens[0].text", "is '카카요' where"),
    "no entity": (lambda r: at(r, "ORG").update(entity="e9"), "mentions[{ORG}].entity", "no such entity"),
    "not its mention": (
        lambda r: r["entities"][0]["mentions"].append("m99"),
        "entities[0].mentions[2]",
        "no mention of",
    ),
    "not listed": (lambda r: r["entities"][0]["mentions"].pop(0), "mentions[{ORG}].entity", "does not list"),
    "name": (lambda r: r["entities"][0].update(name="네이버"), "entities[0].name", "none of its mentions"),
    "affiliation": (lambda r: r["entities"][0].update(affiliation="e9"), "entities[0].affiliation", "no such entity"),
}


@pytest.mark.parametrize("case", BROKEN_INVARIANT)
def test_what_breaks_an_invariant_is_told_with_its_field(case: str) -> None:
    change, field, why = BROKEN_INVARIANT[case]
    kinds = {kind: index(kind) for kind in ("percent", "money", "date", "ORG", "multiple", "ordinal")}
    said = [reason for where, reason in broken(change) if where == field.format(**kinds)]
    assert any(why in reason for reason in said), broken(change)


def test_without_the_text_a_surface_still_has_the_length_of_its_span() -> None:
    def change(record: dict[str, Any]) -> None:
        record["text"] = None
        at(record, "percent")["text"] = "36"

    assert broken(change) == [(f"mentions[{index('percent')}].end", "makes 3 characters of '36'")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "broken JSON at column 2"),
        (b'{"a": NaN}', "NaN is not JSON"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "not of type 'object'"),
    ],
)
def test_a_line_that_is_no_record_is_told(data: bytes, why: str) -> None:
    ((field, said),) = check_line(data)
    assert field == ""
    assert why in said


def test_problems_have_the_number_of_their_line_and_blank_lines_count() -> None:
    good, bad = line().encode(), line().replace('"lang":"ko"', '"lang":"ja"').encode()
    found = [(number, [str(problem) for problem in wrong]) for number, wrong in check_lines([good, b"\n", bad])]
    assert found[0] == (1, [])
    assert found[1][0] == 3
    assert found[1][1][0].startswith("3: lang: 'ja' is not one of")


def test_a_zipped_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl.gz").write_bytes(gzip.compress(line().encode()))
    assert list(check_file(tmp_path / "records.jsonl.gz")) == [(1, [])]


def test_a_byte_order_mark_is_no_part_of_the_first_record() -> None:
    assert [wrong for _, wrong in check_lines([b"\xef\xbb\xbf" + line().encode()])] == [[]]


def test_a_file_without_a_record_is_told_and_not_called_valid(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_bytes(b"\n")
    done = CliRunner().invoke(app, ["validate", str(path)])
    assert (done.exit_code, done.stderr) == (0, f"{path}: no record in it\n")
    assert done.stdout == "0 records, nothing to check\n"
