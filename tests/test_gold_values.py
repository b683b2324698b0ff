"""Gold that no record could hold is refused with its file, its line and its mention, and is never scored."""

import json
from pathlib import Path
from typing import Any

import pytest
from annotated_world import KOREAN, chinese, day, korean, mention, with_value, write

from extractor.evaluation.corpus import CorpusError, read_corpus, read_records

RATIO = mention(KOREAN, "8%", "multiple")


def said(path: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        read_corpus([path])
    return str(caught.value)


@pytest.mark.parametrize(
    ("surface", "fields", "why"),
    [
        ("8%", {"amount": "x"}, "amount is 'x': Input should be a valid decimal"),
        ("8%", {"amount": 8.0}, "amount is 8.0: amounts come from text, never from a float"),
        ("8%", {"amount": 8}, "amount is 8, which a record writes as '8'"),
        ("8%", {"amount": "8.0"}, "amount is '8.0', which a record writes as '8'"),
        ("8%", {"amount": "NaN"}, "amount is 'NaN': Input should be a finite number"),
        ("8%", {"amount": float("nan")}, "amount is nan: amounts come from text"),
        ("8%", {"amont": "8"}, "amont is no field of it; there are amount, low, high, unit, bound"),
        ("8%", {"bound": "about"}, "bound is 'about': Input should be 'exact', "),
        ("8%", {"low": "7"}, "it has neither an amount nor a low and a high, or both"),
        ("8%", {"amount": None, "low": "9", "high": "7"}, "high is 7, below the low 9"),
        ("120억원", {"currency": "won"}, "currency is 'won': expected a code such as KRW"),
        ("120억원", {"currency": None}, "currency is None: Input should be a valid string"),
        ("지난 14일", {"start": "14.6.2016"}, "start is '14.6.2016': expected an ISO day"),
        ("지난 14일", {"end": "2016-06-31"}, "end '2016-06-31' is not an ISO 8601 date"),
        ("지난 14일", {"end": "2016-06-13"}, "end is 2016-06-13, before the start 2016-06-14"),
        ("지난 14일", {"timex": 20160614}, "timex is 20160614: Input should be a valid string"),
    ],
)
def test_a_senseless_value_is_refused(surface: str, fields: dict[str, Any], why: str, tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [chinese(), with_value(korean(), surface, **fields)])
    told = said(path)
    assert told.startswith(f"{path}:2: mentions[")
    assert f"{surface!r}) has a wrong value: {why}" in told


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({**RATIO, "value": {"amount": "a third"}}, "amount is 'a third', which is no number"),
        ({**RATIO, "value": {"amount": "1/0"}}, "amount 1/0 divides by zero"),
        ({**RATIO, "value": "8"}, "has a value that is no object"),
        ({**RATIO, "value": []}, r"has the value \[\]"),
        (RATIO, "has no value"),
        ({**RATIO, "type": "ORG", "value": {"amount": "8"}}, "has a value, which no ORG has"),
        ({**RATIO, "type": "ORG", "entity": ["e1"]}, r"has the entity \['e1'\], which is no string"),
        ({**RATIO, "type": "ORG", "confidence": "high"}, "has the confidence 'high'"),
        ({**RATIO, "value": {"amount": "8"}, "start": True}, "has the span True:"),
    ],
)
def test_a_mention_that_no_record_could_hold_is_refused(item: dict[str, Any], why: str, tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [korean(mentions=[item])])
    with pytest.raises(CorpusError, match=rf"gold\.jsonl:1: mentions\[0\].* {why}"):
        read_corpus([path])


def test_values_that_a_record_could_hold_are_taken(tmp_path: Path) -> None:
    text = "1/3, 3배, 2~3%, 어제 8%"
    good = [
        mention(text, "1/3", "multiple", value={"amount": "1/3"}),
        mention(text, "3배", "multiple", value={"amount": "3", "low": None, "high": None, "bound": "over"}),
        mention(text, "2~3%", "percent", value={"low": "2", "high": "3"}),
        mention(text, "어제", "date", value={**day("2016-06-19"), "resolved": True, "flags": ["x"]}),
        mention(text, "8%", "percent", optional=True),
    ]
    path = write(tmp_path / "gold.jsonl", [korean(text=text, mentions=good)])
    assert len(read_corpus([path])[0].mentions) == 5


def test_records_of_another_reader_may_have_spans_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "records.jsonl", [korean(mentions=[RATIO])])
    assert len(list(read_records([path]))) == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"entities": "e1"}, "entities is no list"),
        ({"facts": {"f1": 1}}, "facts is no list"),
        ({"source": "paper"}, "source is no object"),
        ({"facts": [{"value": ["m1"]}]}, r"facts\[0\] has a value or a period that is no id"),
    ],
)
def test_a_record_whose_parts_are_of_another_kind_is_refused(changes: dict[str, Any], why: str, tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", [korean(**changes)])
    with pytest.raises(CorpusError, match=rf"gold\.jsonl:1: {why}"):
        read_corpus([path])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"id": ', "broken JSON at column 8"),
        (b'{"id": "\xff"}', "no file of articles: byte {place} is not UTF-8"),
        (b'{"id": ' + b"1" * 5000 + b"}", "Exceeds the limit"),
        (b"[" * 100_000, "maximum recursion depth exceeded"),
    ],
)
def test_a_bad_line_is_told_with_its_number(line: bytes, why: str, tmp_path: Path) -> None:
    first = b"\xef\xbb\xbf" + json.dumps(korean()).encode() + b"\n\n"
    path = tmp_path / "gold.jsonl"
    path.write_bytes(first + line + b"\n")
    assert said(path).startswith(f"{path}:3: {why.format(place=len(first) + 8)}")
