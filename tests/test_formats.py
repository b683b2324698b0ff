"""What every format keeps, loses and refuses: a record that went out and came back is what its format can hold."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from annotated_articles import ARTICLES, article, articles
from hypothesis import HealthCheck, given, settings

import extractor
from extractor.core.records import Record
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.convert import convert
from extractor.evaluation.formats.guess import format_of
from extractor.evaluation.formats.parts import PARTS, strip
from extractor.evaluation.formats.registry import FORMATS, Format

ROOT = Path(__file__).parent.parent
each_format = pytest.mark.parametrize("known", FORMATS.values(), ids=FORMATS.keys())


def out_of(known: Format, folder: Path) -> Path:
    return folder / "out" if known.folder else folder / f"out{known.suffixes[0]}"


def there_and_back(
    known: Format, records: list[dict[str, Any]], folder: Path
) -> tuple[list[dict[str, Any]], Conversion]:
    conversion = Conversion()
    out = out_of(known, folder)
    known.write(records, out, conversion)
    back = list(known.read(out, conversion))
    assert conversion.failures == []
    assert conversion.unread == Counter()
    return back, conversion


def by_id(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda record: str(record["id"]))


@each_format
def test_what_comes_back_is_what_the_format_can_hold(known: Format, tmp_path: Path) -> None:
    records = [article(name) for name in ARTICLES]
    back, _ = there_and_back(known, records, tmp_path)
    assert by_id(back) == by_id([strip(record, known.cannot_hold)[0] for record in records])
    assert all(mention["text"] == record["text"][mention["start"] : mention["end"]]
               for record in back for mention in record["mentions"])  # fmt: skip


@each_format
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=articles())
def test_any_article_comes_back(
    known: Format, record: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    back, conversion = there_and_back(known, [record], folder)
    kept, lost = strip(record, known.cannot_hold)
    assert back == [kept]
    assert conversion.lost == lost


@each_format
def test_the_records_of_the_pipeline_come_back_and_are_records(known: Format, tmp_path: Path) -> None:
    texts = {
        "ko": "카카오(Kakao) 홍은택 대표는 지난 14일 매출이 10~20억원으로 36% 늘었다.\n\n올해 😀 이용자는 2천만명이다.",
        "zh": "阿里巴巴集团去年净利润15亿美元，同比增长三成。\r\n今年5月用户达2000万人。",
    }
    reader = extractor.load()
    records = [json.loads(reader.extract(text, published_at="2016-06-20", title="제목").model_dump_json())
               for text in texts.values()]  # fmt: skip
    back, _ = there_and_back(known, records, tmp_path)
    assert by_id(back) == by_id([strip(record, known.cannot_hold)[0] for record in records])
    if not known.cannot_hold:
        assert by_id([Record.model_validate(record).model_dump(mode="json") for record in back]) == by_id(records)


@each_format
def test_the_same_records_are_the_same_bytes(known: Format, tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        out = out_of(known, tmp_path / name)
        known.write([article(name) for name in ARTICLES], out, Conversion())
        files = sorted(out.rglob("*")) if known.folder else [out]
        written.append([(file.name, file.read_bytes()) for file in files])
    assert written[0] == written[1]
    assert not [name for name, _ in written[0] if name.endswith(".part")]


@each_format
def test_a_format_is_told_from_its_own_files(known: Format, tmp_path: Path) -> None:
    out = out_of(known, tmp_path)
    known.write([article("emoji")], out, Conversion())
    assert format_of(out) is known


def test_every_part_of_a_record_is_lost_by_some_format_and_counted(tmp_path: Path) -> None:
    assert {part for known in FORMATS.values() for part in known.cannot_hold} == PARTS.keys()
    record = article("emoji")
    _, lost = strip({**record, "sentences": [{"start": 0, "end": 39}]}, [*FORMATS["timex3"].cannot_hold, "title"])
    assert lost == {
        "types": 5, "days": 1, "ids": 1, "lang": 1, "title": 1, "basis": 1, "about": 2, "structure": 1, "facts": 1,
    }  # fmt: skip
    assert strip(article("nfd"), ["overlaps"])[1] == {"overlaps": 3}
    assert strip(record, ["values", "links", "optional", "reading", "published_at"])[1] == {
        "values": 3, "links": 2, "optional": 1, "reading": 1, "published_at": 1,
    }  # fmt: skip


@each_format
def test_gold_articles_come_back(known: Format, tmp_path: Path) -> None:
    conversion = Conversion()
    records = list(FORMATS["jsonl"].read(ROOT / "corpora" / "gold", conversion))[::3]
    assert conversion.failures == []
    assert len(records) > 15
    back, _ = there_and_back(known, records, tmp_path)
    assert by_id(back) == by_id([strip(record, known.cannot_hold)[0] for record in records])


@pytest.mark.parametrize("name", ["brat", "conll", "timex3"])
def test_with_the_records_that_went_out_what_the_format_lost_comes_back(name: str, tmp_path: Path) -> None:
    known = FORMATS[name]
    read = extractor.load().extract("카카오는 지난 14일 36% 늘었다.", published_at="2016-06-20", title="실적")
    records = [json.loads(read.model_dump_json()), article("emoji"), article("nfd")]
    before, out = tmp_path / "records.jsonl", out_of(known, tmp_path)
    FORMATS["jsonl"].write(records, before, Conversion())
    convert(before, out, FORMATS["jsonl"], known, Conversion())
    conversion = Conversion()
    convert(out, tmp_path / "back.jsonl", known, FORMATS["jsonl"], conversion, before)
    back = [json.loads(line) for line in (tmp_path / "back.jsonl").read_text("utf-8").splitlines()]
    assert (conversion.unread, conversion.failures) == (Counter(), [])
    assert by_id(back) == by_id(records)


def test_what_an_annotator_took_away_stays_away_and_what_is_new_is_kept(tmp_path: Path) -> None:
    before, folder = tmp_path / "records.jsonl", tmp_path / "brat"
    FORMATS["jsonl"].write([article("emoji")], before, Conversion())
    convert(before, folder, FORMATS["jsonl"], FORMATS["brat"], Conversion())
    [annotations] = folder.glob("*.ann")
    lines = [
        line for line in annotations.read_text("utf-8").splitlines() if "T1" not in line.replace("\t", " ").split()
    ]
    annotations.write_text("\n".join([*lines, "T1\tPRODUCT 31 32\t🚀\n"]), encoding="utf-8")
    convert(folder, tmp_path / "back.jsonl", FORMATS["brat"], FORMATS["jsonl"], Conversion(), before)
    back = json.loads((tmp_path / "back.jsonl").read_text("utf-8"))
    assert [mention["id"] for mention in back["mentions"]] == ["m2", "m3", "m4", "m7", "m5", "m6"]
    assert back["mentions"][3]["text"] == "🚀"
    assert back["publisher"] == "경제 신문"
    assert back["facts"] == article("emoji")["facts"]


def test_with_records_of_another_text_nothing_is_given_back(tmp_path: Path) -> None:
    before = tmp_path / "records.jsonl"
    FORMATS["jsonl"].write([{**article("bare"), "id": "emoji"}], before, Conversion())
    FORMATS["brat"].write([article("emoji")], tmp_path / "brat", Conversion())
    conversion = Conversion()
    convert(tmp_path / "brat", tmp_path / "back.jsonl", FORMATS["brat"], FORMATS["jsonl"], conversion, before)
    assert conversion.unread == {"unmatched": 1}


def test_the_page_says_of_every_format_what_the_registry_says() -> None:
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (.*?) \| (.*?) \| (.*?) \| (.*?) \|$", page, re.MULTILINE)
    said = {name: (title, unit, cannot, refuses) for name, title, unit, cannot, refuses in rows}
    assert said == {
        known.name: (
            known.title,
            known.unit,
            " ".join(f"`{part}`" for part in known.cannot_hold) or "nothing",
            known.refuses or "nothing",
        )
        for known in FORMATS.values()
    }
    for part, what in PARTS.items():
        assert f"| `{part}` | {what} |" in page
