"""Odd input: numbers and lists that Python does not bear, pipes among the files, streams that begin badly."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from extractor.core.errors import ArticleError
from extractor.core.records import Article
from extractor.ingest import IngestOptions, find_paths, read_path, read_stream
from extractor.ingest import readers as ingest_readers
from extractor.ingest.html import read_html

TEXT = "가람전자는 지난 14일 신제품을 공개했다. 값은 189위안이다."
PARAGRAPHS = "".join(f"<p>{TEXT} 회사는 앞으로 {n}년 동안 투자를 이어 가겠다고 밝혔다.</p>" for n in range(1, 9))
GOOD = json.dumps({"text": TEXT}, ensure_ascii=False)
ODD = {
    "a number of 5000 digits": '"views": ' + "9" * 5000,
    "a date of 5000 digits": '"date": ' + "9" * 5000,
    "a date of 400 digits": '"date": ' + "9" * 400,
    "a date below all": '"date": -' + "9" * 400,
    "a date that is infinite": '"date": 1e999',
    "a date that is no number": '"date": NaN',
    "a date within 400 lists": f'"date": {"[" * 400}"2016-06-20"{"]" * 400}',
    "a date within 400 objects": '"date": ' + '{"value": ' * 400 + "1" + "}" * 400,
    "an author within 400 lists": f'"author": {"[" * 400}"이가람"{"]" * 400}',
}


def told(results: list[Article | ArticleError]) -> list[Any]:
    return [(r.what, r.line) if isinstance(r, ArticleError) else r.line for r in results]


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_odd_field_costs_neither_its_article_nor_the_next(tmp_path: Path, odd: str) -> None:
    line = f"{{{odd}, {GOOD.removeprefix('{')}"
    (tmp_path / "a.jsonl").write_text(f"{GOOD}\n{line}\n{GOOD}\n", encoding="utf-8")
    assert told(list(read_path(tmp_path / "a.jsonl"))) == [1, 2, 3]
    (tmp_path / "a.json").write_text(f"[{GOOD}, {line}, {GOOD}]", encoding="utf-8")
    assert [result.id for result in read_path(tmp_path / "a.json") if isinstance(result, Article)] == [
        "a#1", "a#2", "a#3",
    ]  # fmt: skip


def test_a_line_that_is_nested_too_deeply_is_one_failure(tmp_path: Path) -> None:
    deep = f'{{"author": {"[" * 100_000}{"]" * 100_000}, "text": "가"}}'
    (tmp_path / "a.jsonl").write_text(f"{GOOD}\n{deep}\n{GOOD}\n", encoding="utf-8")
    assert told(list(read_path(tmp_path / "a.jsonl"))) == [1, ("json", 2), 3]


def test_an_error_that_nobody_foresaw_is_one_failure_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ingest_readers.make_article

    def make_article(draft: Any, place: Any, options: IngestOptions) -> Article:
        if draft.text == "둘째":
            raise ZeroDivisionError("oops")
        return made(draft, place, options)

    monkeypatch.setattr(ingest_readers, "make_article", make_article)
    rows = [{"text": TEXT}, {"text": "둘째"}, {"text": TEXT}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert told(list(read_path(tmp_path / "a.jsonl"))) == [1, ("internal", 2), 3]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    second = list(read_path(tmp_path / "a.json"))[1]
    assert isinstance(second, ArticleError)
    assert second.why.startswith("member 2 of the list: ZeroDivisionError: oops (test_ingest_odd.py:")


@pytest.mark.parametrize(
    "linked",
    [
        "[" * 5000 + "]" * 5000,
        '{"headline": "x", "author": ' + "[" * 400 + '"이가람"' + "]" * 400 + "}",
        '{"headline": "x", "datePublished": ' + "9" * 400 + "}",
        '{"headline": "x", "datePublished": ' + "9" * 5000 + "}",
    ],
    ids=["lists", "author", "date of 400 digits", "date of 5000 digits"],
)
def test_what_a_page_says_in_odd_json_does_not_cost_the_page(linked: str) -> None:
    script = f'<script type="application/ld+json">{linked}</script>'
    assert TEXT in read_html(f"<html><head>{script}</head><body><article>{PARAGRAPHS}</article></body></html>").text


# where JSON is broken, and in which encoding it is


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("a.json", '{"text": ', "column 9: Expecting value"),
        ("a.json", '{"text": \n', "column 9: Expecting value"),
        ("a.json", '\n\n{"text" 1}', "line 3, column 9: Expecting ':'"),
        ("a.json", '{\n"text": "가"\n"title": 1}', "line 3, column 1: Expecting ','"),
        ("a.jsonl", '{"text": \r\n', "column 9: Expecting value"),
    ],
)
def test_the_place_where_json_is_broken_is_told(tmp_path: Path, name: str, data: str, where: str) -> None:
    (tmp_path / name).write_bytes(data.encode())
    (result,) = read_path(tmp_path / name)
    assert isinstance(result, ArticleError)
    assert f"broken JSON at {where}" in result.why


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_lines_say_which_encoding_they_are_in(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(f"{GOOD}\n{GOOD}\n".encode(encoding))
    found = [result.encoding for result in read_path(tmp_path / "a.jsonl") if isinstance(result, Article)]
    assert found == [encoding + ("-le" if encoding == "utf-16" else "")] * 2


# streams


@pytest.mark.parametrize("first", ['{"text": "cut o', "[1]", "log: 2 articles", "\n", '{"text": "가",\n', "null"])
def test_a_stream_that_begins_badly_is_still_lines(first: str) -> None:
    results = list(read_stream(io.BytesIO(f"{first}\n{GOOD}\n{GOOD}\n".encode())))
    assert [result.text for result in results if isinstance(result, Article)] == [TEXT, TEXT]
    assert sum(isinstance(result, ArticleError) for result in results) == (0 if first == "\n" else 1)


def test_a_stream_of_lines_that_begins_badly_has_no_largest_size() -> None:
    options = IngestOptions(max_bytes=1000, max_line_bytes=200)
    results = list(read_stream(io.BytesIO(b'{"text": "cut\n' + f"{GOOD}\n".encode() * 50), options))
    assert len([result for result in results if isinstance(result, Article)]) == 50
    results = list(read_stream(io.BytesIO(b'{"text": "' + b"a" * 300 + b'"}\n' + f"{GOOD}\n".encode() * 50), options))
    assert told(results) == [("too large", 1), *range(2, 52)]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (f"[\n{GOOD},\n{GOOD}\n]\n", [TEXT, TEXT]),
        (f'{{"articles": [\n{GOOD}\n]}}\n', [TEXT]),
        (f"다음은 예이다.\n{GOOD}\n끝이다.\n", [f"다음은 예이다.\n{GOOD}\n끝이다.\n"]),
    ],
)
def test_one_json_of_many_lines_and_a_text_with_an_example_are_no_lines(data: str, texts: list[str]) -> None:
    results = list(read_stream(io.BytesIO(data.encode())))
    assert [result.text for result in results if isinstance(result, Article)] == texts


# files


def test_what_is_no_file_is_passed_over_and_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("a.txt", "notes.md", "bare"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    passed: list[tuple[str, str]] = []
    found = find_paths([str(tmp_path)], lambda path, why: passed.append((path.name, why)))
    assert [path.name for path in found] == ["a.txt", "gone.txt"]
    assert passed == [("bare", "no suffix"), ("notes.md", ".md"), ("pipe.txt", "no file")]
    assert [path.name for path in find_paths([str(tmp_path / "[ap]*.txt")])] == ["a.txt"]
    assert [path.name for path in find_paths([str(tmp_path / "pipe.txt")])] == ["pipe.txt"], "it was asked for"


def test_linked_folders_are_walked_once_and_links_in_a_circle_end(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    (root / "in").mkdir(parents=True)
    other.mkdir()
    (root / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (other / "b.txt").write_text(TEXT, encoding="utf-8")
    (root / "aside").symlink_to(root / "in")
    (root / "more").symlink_to(other)
    (root / "zzz").symlink_to(other)
    (other / "back").symlink_to(root)
    (root / "in" / "up").symlink_to(root)
    found = [path.relative_to(root).as_posix() for path in find_paths([str(root)])]
    assert found == ["in/a.txt", "more/b.txt"]


def test_a_file_comes_once_by_whichever_way_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    monkeypatch.chdir(tmp_path)
    names = ["a.txt", "./a.txt", str(tmp_path / "a.txt"), f"../{tmp_path.name}/a.txt", "b.txt", "."]
    assert list(map(str, find_paths(names))) == ["a.txt", "b.txt"], "a name of its own is an article of its own"
