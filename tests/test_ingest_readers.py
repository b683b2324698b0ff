"""Files, folders and streams in; every failure is one value that says what and where."""

import gzip
import io
import json
from pathlib import Path

import pytest

from extractor.core.errors import ArticleError
from extractor.core.records import Article, PublishedAt
from extractor.ingest import IngestOptions, find_paths, read_path, read_stream

TEXT = "가람전자는 지난 14일 신제품을 공개했다. 값은 189위안이다."
PARAGRAPHS = "".join(f"<p>{TEXT} 회사는 앞으로 {n}년 동안 투자를 이어 가겠다고 밝혔다.</p>" for n in range(1, 9))
PAGE = f"""<html><head><title>가람전자, 신제품 공개 | 하늘뉴스</title>
<meta property="og:title" content="가람전자, 신제품 공개">
<meta property="article:published_time" content="2016-06-20T14:30:00+09:00">
<meta property="og:site_name" content="하늘뉴스">
</head><body><article><h1>가람전자, 신제품 공개</h1>{PARAGRAPHS}</article></body></html>"""
SHARED = Path(__file__).resolve().parents[2] / "shared"


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def article(path: Path, options: IngestOptions | None = None) -> Article:
    (result,) = read_path(path, options)
    assert isinstance(result, Article), result
    return result


def failure(path: Path, options: IngestOptions | None = None) -> ArticleError:
    (result,) = read_path(path, options)
    assert isinstance(result, ArticleError), result
    return result


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_a_text_is_its_decoded_bytes_and_its_id_is_the_stem(tmp_path: Path, name: str) -> None:
    data = ("\ufeff" + TEXT + "\r\n").encode()
    found = article(write(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data))
    assert (found.text, found.id, found.encoding) == (TEXT + "\r\n", "a", "utf-8")
    assert found.path == str(tmp_path / name)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.html.gz"])
def test_a_page_gives_its_main_text_and_metadata(tmp_path: Path, name: str) -> None:
    data = PAGE.encode("cp949")
    found = article(write(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data))
    assert TEXT in found.text
    assert "<p>" not in found.text
    assert (found.title, found.publisher, found.encoding) == ("가람전자, 신제품 공개", "하늘뉴스", "cp949")
    assert found.published_at == PublishedAt(value="2016-06-20T14:30:00", basis="metadata")
    assert found.media_type == "text/html"


@pytest.mark.parametrize(
    "row",
    [
        {"text": TEXT, "title": "제목", "date": "2016-06-20", "author": "이가람", "publisher": "하늘뉴스"},
        {"maintext": TEXT, "title": "제목", "date_publish": "2016-06-20", "authors": ["이가람"],
         "source_name": "하늘뉴스"},
        {"articleBody": TEXT, "headline": "제목", "datePublished": "2016-06-20", "author": {"name": "이가람"},
         "publisher": {"name": "하늘뉴스"}},
        {"본문": TEXT, "제목": "제목", "일자": 20160620, "기고자": "이가람", "언론사": "하늘뉴스"},
        {"正文": TEXT, "标题": "제목", "发布时间": "2016年6月20日", "作者": "이가람", "来源": "하늘뉴스"},
    ],
)  # fmt: skip
def test_fields_are_found_by_their_usual_names(tmp_path: Path, row: dict[str, object]) -> None:
    found = article(write(tmp_path / "a.json", json.dumps(row, ensure_ascii=False)))
    assert (found.text, found.title, found.authors, found.publisher) == (TEXT, "제목", ("이가람",), "하늘뉴스")
    assert found.published_at == PublishedAt(value="2016-06-20", basis="metadata")


def test_a_source_beside_an_empty_publisher_is_no_publisher(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.json", json.dumps({"text": TEXT, "source": "하늘뉴스"}))).publisher == "하늘뉴스"
    row = {"text": TEXT, "source": "some/dataset", "publisher": None}
    assert article(write(tmp_path / "b.json", json.dumps(row))).publisher is None


def test_a_field_that_the_user_names_wins(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps({"text": "다른 글이다.", "data": {"글": TEXT}}))
    assert article(path, IngestOptions(fields={"text": "data.글"})).text == TEXT
    with pytest.raises(ValueError, match="txet"):
        IngestOptions(fields={"txet": "글"})


def test_a_list_of_objects_is_several_articles_and_a_bad_member_spoils_no_other(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.json", json.dumps({"articles": [{"id": 7, "text": TEXT}, {"title": "x"}, {"text": TEXT}]})
    )
    first, second, third = read_path(path)
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert (first.id, third.id) == ("7", "a#3")
    assert isinstance(second, ArticleError)
    assert (second.what, "member 2" in second.why) == ("no text", True)


def test_a_broken_line_is_one_failure_with_its_number(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT}, ensure_ascii=False)
    lines = [good.encode(), b"", b'{"text": "', good.encode("cp949"), b"[1]", b'{"text": "  "}', b'{"text": "\\ud800"}']
    results = list(read_path(write(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + b"\n".join(lines))))
    assert [(r.what, r.line) if isinstance(r, ArticleError) else (r.id, r.line) for r in results] == [
        ("a#1", 1), ("json", 3), ("a#4", 4), ("json", 5), ("empty", 6), ("encoding", 7),
    ]  # fmt: skip


def test_the_date_is_the_users_then_the_metadatas_then_the_file_names_then_the_texts(tmp_path: Path) -> None:
    text = f"입력 2016.06.23 14:30\n{TEXT}"
    row = json.dumps({"text": text, "date": "2016-06-21"}, ensure_ascii=False)
    user = IngestOptions(published_at=PublishedAt(value="2016-06-20", basis="user"))
    cases = [
        (article(write(tmp_path / "2016-06-22.json", row), user), "2016-06-20", "user"),
        (article(tmp_path / "2016-06-22.json"), "2016-06-21", "metadata"),
        (article(write(tmp_path / "2016-06-22.txt", text)), "2016-06-22", "filename"),
        (article(write(tmp_path / "a.txt", text)), "2016-06-23T14:30", "text"),
    ]
    for found, value, basis in cases:
        assert found.published_at is not None
        assert (found.published_at.value, found.published_at.basis) == (value, basis)
    assert article(write(tmp_path / "b.txt", TEXT)).published_at is None


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 99, "binary"),
        ("a.txt", TEXT.encode() + b"\xff\xff", "encoding"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
        ("a.json", b'{"text": ', "json"),
        ("a.json", b"[]", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt.gz", b"no gzip at all", "gzip"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-9], "gzip"),
        ("a.docx", b"PK\x03\x04", "unknown format"),
    ],
)
def test_bad_input_is_one_failure_that_says_what(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    assert failure(write(tmp_path / name, data)).what == what


def test_a_file_that_is_gone_is_a_failure_and_so_is_a_folder(tmp_path: Path) -> None:
    assert failure(tmp_path / "gone.txt").what == "missing"
    assert failure(tmp_path / "gone").what == "missing"
    assert failure(tmp_path).what == "empty"


def test_a_folder_with_nothing_to_read_is_given_so_that_reading_says_so(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "notes.md").touch()
    assert list(find_paths([str(tmp_path / "none")])) == [tmp_path / "none"]
    assert list(find_paths([str(tmp_path / "n*")])) == [tmp_path / "none"]
    assert "no file that is read" in failure(tmp_path / "none").why


def test_a_file_larger_than_the_limit_is_not_read_into_memory(tmp_path: Path) -> None:
    options = IngestOptions(max_bytes=1000, max_line_bytes=200)
    assert failure(write(tmp_path / "a.txt", b"a" * 1001), options).what == "too large"
    assert failure(write(tmp_path / "bomb.txt.gz", gzip.compress(b"a" * 5_000_000)), options).what == "too large"
    row = json.dumps({"text": TEXT}, ensure_ascii=False).encode()
    long = b'{"text": "' + b"a" * 500 + b'"}'
    results = list(read_path(write(tmp_path / "a.jsonl", b"\n".join([row] * 9 + [long, row])), options))
    assert [result.line for result in results] == list(range(1, 12))
    assert [isinstance(result, Article) for result in results] == [True] * 9 + [False, True]


@pytest.mark.parametrize(
    ("data", "texts", "media_type"),
    [
        (TEXT.encode(), [TEXT], "text/plain"),
        (f"[하늘투데이 이가람 기자] {TEXT}".encode(), [f"[하늘투데이 이가람 기자] {TEXT}"], "text/plain"),
        (json.dumps({"text": TEXT}, indent=1).encode(), [TEXT], "application/json"),
        (json.dumps([{"text": TEXT}, {"text": "둘째 글이다."}]).encode(), [TEXT, "둘째 글이다."], "application/json"),
        (b'{"text": "one"}\n{"text": "two"}\n', ["one", "two"], "application/jsonl"),
        (gzip.compress(TEXT.encode()), [TEXT], "text/plain"),
    ],
)
def test_a_stream_is_what_its_content_says(data: bytes, texts: list[str], media_type: str) -> None:
    results = [result for result in read_stream(io.BytesIO(data)) if isinstance(result, Article)]
    assert [(result.text, result.media_type) for result in results] == [(text, media_type) for text in texts]
    assert str(results[0].id).startswith("stdin")


def test_a_stream_of_html_is_a_page_and_a_broken_first_line_leaves_the_rest() -> None:
    (page,) = read_stream(io.BytesIO(PAGE.encode()))
    assert isinstance(page, Article)
    assert page.media_type == "text/html"
    first, second = read_stream(io.BytesIO(b'{"text": "one"\n{"text": "two"}\n'))
    assert isinstance(first, ArticleError)
    assert first.line == 1
    assert isinstance(second, Article)


def test_folders_are_walked_in_order_and_hidden_and_unknown_files_are_left_out(tmp_path: Path) -> None:
    names = ["b.txt", "a.html", "sub/c.json.gz", ".hidden.txt", ".git/x.txt", "image.png", "sub/d.jsonl"]
    for name in names:
        write(tmp_path / name, TEXT)
    found = [path.relative_to(tmp_path).as_posix() for path in find_paths([str(tmp_path)])]
    assert found == ["a.html", "b.txt", "sub/c.json.gz", "sub/d.jsonl"]


def test_a_named_file_is_given_whatever_it_is_called_and_only_once(tmp_path: Path) -> None:
    write(tmp_path / "image.png", b"x")
    write(tmp_path / "a.txt", TEXT)
    arguments = [
        str(tmp_path / "image.png"),
        str(tmp_path / "gone"),
        str(tmp_path / "*.txt"),
        str(tmp_path / "a.txt"),
        "-",
    ]
    assert [path.name for path in find_paths(arguments)] == ["image.png", "gone", "a.txt", "-"]


def test_a_title_an_author_and_a_paper_are_taken_from_the_text_where_nothing_else_names_them(tmp_path: Path) -> None:
    text = f"가람전자, 신제품을 공개하다\n\n[하늘투데이 이가람 기자] {TEXT} 회사는 이를 반겼다."
    found = article(write(tmp_path / "a.txt", text))
    assert (found.title, found.publisher, found.authors) == ("가람전자, 신제품을 공개하다", "하늘투데이", ("이가람",))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared material is not here")
@pytest.mark.parametrize("name", ["ko", "zh"])
def test_every_line_of_the_shared_news_is_an_article_with_its_day(name: str) -> None:
    path = SHARED / "news" / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for result, line in zip(read_path(path), lines, strict=True):
            row = json.loads(line)
            assert isinstance(result, Article), result
            assert (result.text, result.id) == (row["text"], row["id"])
            if row["date"] and len(row["date"].split()[0]) == 10:
                assert result.published_at is not None
                assert (result.published_at.value[:10], result.published_at.basis) == (row["date"][:10], "metadata")
