"""`extractor convert` as a user runs it: what it prints and writes, and what becomes of what cannot be read."""

import gzip
import json
import zlib
from functools import partial
from pathlib import Path
from typing import Any

import command
import pytest
from annotated_articles import ARTICLES, article, wrote

from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.registry import FORMATS

GOOD = json.dumps(article("no values"), ensure_ascii=False)

run = partial(command.run, "convert")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    FORMATS["jsonl"].write([article(name) for name in ARTICLES], path, Conversion())
    return path


def test_what_was_lost_is_printed_and_written_as_data(records: Path, tmp_path: Path) -> None:
    code, out, err = run(records, tmp_path / "out.conll", "--report", tmp_path / "lost.json")
    assert (code, err) == (0, "")
    assert out.startswith("4 articles from jsonl to conll\nwhat conll cannot hold")
    rows = {cells[1].strip(): cells[3].strip() for line in out.splitlines() if len(cells := line.split("│")) == 5}
    assert rows["values"] == "5"
    assert rows["overlaps"] == "3"
    report = json.loads((tmp_path / "lost.json").read_text("utf-8"))
    assert report["cannot_hold"] == list(FORMATS["conll"].cannot_hold)
    assert {row["part"]: str(row["count"]) for row in report["lost"]}.items() <= rows.items()
    assert (report["from"], report["to"], report["articles"], report["failures"]) == ("jsonl", "conll", 4, {})


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_out_and_back_by_its_name(name: str, records: Path, tmp_path: Path) -> None:
    out = tmp_path / ("out" if FORMATS[name].folder else f"out{FORMATS[name].suffixes[0]}")
    assert run(records, out, "--to", name)[0] == 0
    code, printed, _ = run(out, tmp_path / "back.jsonl")
    assert code == 0
    assert printed == f"4 articles from {name} to jsonl\njsonl holds all of a record\n"
    back = [json.loads(line) for line in (tmp_path / "back.jsonl").read_text("utf-8").splitlines()]
    assert {record["id"]: record["text"] for record in back} == {
        record["id"]: record["text"] for record in map(article, ARTICLES)
    }


def test_a_bad_line_goes_to_the_failures_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl.gz"
    outside = json.dumps({"id": "x", "text": "가", "mentions": [{"type": "ORG", "start": 0, "end": 2}]})
    path.write_bytes(gzip.compress(f"{GOOD}\n\n{{bad\n{outside}\n".encode()))
    code, out, err = run(path, tmp_path / "brat", "--to", "brat")
    assert code == 1
    assert out.startswith("1 articles from jsonl to brat")
    assert f"failed: {path}:3: json: broken JSON at column 2" in err
    assert f"failed: {path}:4: span: mention 1: 0:2 is no span of a text of 1 characters" in err
    assert f"2 of 3 articles failed: see {tmp_path / 'brat.failures.jsonl'}" in err
    failures = [json.loads(line) for line in (tmp_path / "brat.failures.jsonl").read_text("utf-8").splitlines()]
    assert [(failure["path"], failure["line"], failure["what"]) for failure in failures] == [
        (str(path), 3, "json"), (str(path), 4, "span")]  # fmt: skip
    path.write_bytes(gzip.compress(GOOD.encode()))
    assert run(path, tmp_path / "brat", "--to", "brat")[0] == 0
    assert not (tmp_path / "brat.failures.jsonl").exists(), "the failures of an earlier run are gone"


BROKEN: dict[str, tuple[str, dict[str, str | bytes], str]] = {
    "brat offset": ("brat", {"a.txt": "삼성전", "a.ann": "T1\tORG 0 2\t삼성\nT2\tORG 1 3\t전\n"}, "a.ann:2: span: "),
    "brat span": ("brat", {"a.txt": "삼성", "a.ann": "T1\tORG 0-2\t삼성\n"}, "a.ann:1: ann: '0-2' is no span"),
    "brat text": ("brat", {"a.ann": "T1\tORG 0 2\t삼성\n"}, "a.ann: missing: a.txt: there is no such file"),
    "brat note": (
        "brat",
        {"a.txt": "삼성", "a.ann": "T1\tORG 0 2\t삼성\n#1\tAnnotatorNotes T1\t{value\n"},
        "a.ann:2: ann: the note of T1 has broken JSON",
    ),
    "conll column": ("conll", {"a.conll": "가\tO\n나\n"}, "a.conll:2: conll: no second column in '나'"),
    "conll tag": ("conll", {"a.conll": "가\tO\n나\tORG\n"}, "a.conll:2: conll: 'ORG' is no BIO tag"),
    "conll bytes": ("conll", {"a.conll": b"a\tO\n\xff\tO\n"}, "a.conll:2: encoding: byte 0 is not UTF-8"),
    "conll label": ("conll", {"a.conll": "가\tB-PS\n"}, "--label PS=ORG"),
    "doccano span": ("doccano", {"a.jsonl": '{"text": "a", "label": [[0, "ORG"]]}'}, "a.jsonl:1: json: [0, 'OR"),
    "studio": ("label-studio", {"a.json": '[\n{"data": {}}]'}, "a.json: no-text: member 1 of the list: "),
    "studio JSON": ("label-studio", {"a.json": '[\n{"data": {}}\n{}]'}, "a.json:3: json: broken JSON at column 1"),
    "xmi": ("cas-xmi", {"a.xmi": "<xmi>\n<a></xmi>"}, "a.xmi:2: xml: broken XML"),
    "xmi offset": (
        "cas-xmi",
        {
            "a.xmi": '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
            'xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore">'
            '<type:NamedEntity xmi:id="5" sofa="1" begin="1" end="3" value="ORG"/>'
            '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="😀가"/>'
            '<cas:View sofa="1" members="5"/></xmi:XMI>'
        },
        "a.xmi: span: Not mapping external offset [1]",
    ),
    "docbin": ("docbin", {"a.spacy": b"no"}, "a.spacy: docbin: this is no DocBin"),
    "docbin bytes": ("docbin", {"a.spacy": zlib.compress(b"no")}, "a.spacy: docbin: this is no DocBin"),
    "annotation": ("web-annotation", {"a.jsonld": '{"type": "AnnotationPage", "items": []}'}, "a.jsonld: no-text: "),
    "timex3": ("timex3", {"a.tml": "<TimeML>\n<TEXT>a</TimeML>"}, "a.tml:2: xml: broken XML: mismatched tag"),
    "timex3 text": ("timex3", {"a.tml": "<TimeML>a</TimeML>"}, "a.tml: xml: there is no element TEXT"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_in_a_file_is_told_with_file_and_line(case: str, tmp_path: Path) -> None:
    name, files, said = BROKEN[case]
    folder = tmp_path / "in"
    folder.mkdir()
    for file, content in files.items():
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    source = folder if FORMATS[name].folder else folder / next(iter(files))
    code, _, err = run(source, tmp_path / "out.jsonl", "--from", name)
    assert code == 1
    assert said in err
    assert "1 of 1 articles failed" in err


def test_what_a_format_refuses_is_told_with_the_article(tmp_path: Path) -> None:
    broken: list[dict[str, Any]] = [
        {"id": "a", "text": "가\x01나", "mentions": []},
        {"id": "b", "text": "가 나", "mentions": [{"type": "ORG", "start": 0, "end": 2}]},
        {"id": "c", "text": "가\n", "mentions": [{"type": "ORG", "start": 0, "end": 2}]},
        {"id": "d" * 300, "text": "가", "mentions": []},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, broken)), encoding="utf-8")
    for name, ids in {"cas-xmi": "ad", "timex3": "ad", "conll": "bc", "docbin": "b", "brat": "cd"}.items():
        code, _, err = run(path, tmp_path / name, "--to", name)
        assert code == 1
        assert [line.split(": ")[3][0] for line in err.splitlines() if line.startswith("failed")] == list(ids)
    assert "XML cannot hold the character U+0001" in run(path, tmp_path / "x", "--to", "timex3")[2]


def test_two_articles_of_one_id_are_not_one_file(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(f"{GOOD}\n{GOOD}\n", encoding="utf-8")
    for name in ("brat", "cas-xmi", "timex3"):
        code, _, err = run(tmp_path / "in.jsonl", tmp_path / name, "--to", name)
        assert (code, "another article has this id" in err) == (1, True)


def test_labels_are_renamed_left_out_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("마윈 B-PS\n은 O\n알리바바 B-OG\n", encoding="utf-8")
    code, out, _ = run(tmp_path / "a.conll", tmp_path / "a.jsonl", "--label", "PS=PERSON", "--label", "OG=")
    assert (code, "labels" in out) == (0, True)
    [mention] = json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["mentions"]
    assert (mention["type"], mention["text"]) == ("PERSON", "마윈")
    code, _, err = run(tmp_path / "a.conll", tmp_path / "a.jsonl", "--label", "PS")
    assert (code, "'PS' is not OLD=NEW" in err) == (2, True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"title": "x"}', "cannot tell the format by the fields of the first object"),
        ("[]", "cannot tell the format by the fields"),
        ("\n{bad\n", "a.json:2: cannot tell the format: the first line is no JSON"),
    ],
)
def test_a_format_that_is_not_certain_is_asked_for(content: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    code, _, err = run(tmp_path / "a.json", tmp_path / "a.spacy")
    assert (code, why in err) == (2, True)


def test_a_folder_of_files_of_records_is_read_and_one_of_two_formats_is_not(records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    (folder / "ko").mkdir(parents=True)
    (folder / "b.jsonl").write_text(GOOD, encoding="utf-8")
    (folder / "b.failures.jsonl").write_text("{}", encoding="utf-8")
    (folder / "ko" / "a.jsonl").write_bytes(records.read_bytes())
    code, out, _ = run(folder, tmp_path / "all.jsonl")
    assert (code, out.splitlines()[0]) == (0, "5 articles from jsonl to jsonl")
    wrote("doccano", folder)
    assert "the files are of several formats: doccano, jsonl" in run(folder, tmp_path / "all.jsonl")[2]


def test_a_folder_of_two_formats_an_unknown_name_and_the_same_file_are_told(records: Path, tmp_path: Path) -> None:
    folder = wrote("brat", tmp_path)
    wrote("timex3", tmp_path)
    assert "cannot tell the format: name it with --from" in run(folder, tmp_path / "a.jsonl")[2]
    assert "name it with --to" in run(records, tmp_path / "folder")[2]
    assert "no format 'bart': expected one of jsonl, brat" in run(records, tmp_path / "x", "--to", "bart")[2]
    assert run(records, records)[0] == 2
    (tmp_path / "empty").mkdir()
    code, _, err = run(tmp_path / "empty", tmp_path / "a.jsonl", "--from", "brat")
    assert (code, "holds no article in the format brat" in err) == (1, True)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(records, tmp_path / "file" / "out", "--to", "brat")[0] == 2


def test_what_cannot_be_written_is_told_with_its_place_in_what_was_read(records: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    path.write_text(f"{GOOD}\n\n{GOOD}\n", encoding="utf-8")
    for more in ((), ("--with", str(records))):
        code, _, err = run(path, tmp_path / "brat", "--to", "brat", *more)
        assert code == 1
        assert f"failed: {path}:3: id: no values: another article has this id" in err
    (failure,) = (json.loads(line) for line in (tmp_path / "brat.failures.jsonl").read_text("utf-8").splitlines())
    assert (failure["path"], failure["line"]) == (str(path), 3)


def test_files_that_lay_in_the_folder_before_are_told(records: Path, tmp_path: Path) -> None:
    assert run(records, tmp_path / "brat", "--to", "brat")[2] == ""
    assert run(records, tmp_path / "brat", "--to", "brat")[2] == "", "all of them were written anew"
    (tmp_path / "one.jsonl").write_text(GOOD, encoding="utf-8")
    code, _, err = run(tmp_path / "one.jsonl", tmp_path / "brat", "--to", "brat")
    assert (code, err.strip()) == (
        0,
        f"{tmp_path / 'brat'} holds 3 files that were there before, too: name a new folder for these articles alone",
    )
