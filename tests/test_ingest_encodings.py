"""Bytes become the text that was written, whatever the declaration says; what is no text is refused."""

import gzip
import json
from pathlib import Path

import pytest

from extractor.core.errors import ArticleError
from extractor.ingest.encodings import decode

KOREAN = (
    "가람전자는 올해 3분기 매출이 지난해 같은 기간보다 12.5% 늘어난 1조 2,000억원이라고 밝혔다. 시장은 이를 반겼다."
)
SIMPLIFIED = "该公司今年第三季度的营业收入为12.5亿元，同比增长3%，这是五年来的最高水平。分析师对此表示欢迎。"
TRADITIONAL = "該公司今年第三季的營業收入為12.5億元，年增3%，這是五年來的最高水準。分析師對此表示歡迎。"
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (KOREAN, "utf-8", "utf-8"),
        (KOREAN, "cp949", "cp949"),
        (KOREAN, "johab", "johab"),
        (KOREAN, "iso2022_kr", "iso2022_kr"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "gbk", "gb18030"),
    ],
)
def test_an_encoding_without_a_declaration_is_seen_in_the_characters(text: str, written: str, read: str) -> None:
    decoded = decode(text.encode(written))
    assert (decoded.text, decoded.encoding) == (text, read)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(KOREAN.encode(encoding)).text == KOREAN


@pytest.mark.parametrize(("declared", "actual"), [("euc-kr", "utf-8"), ("utf-8", "cp949"), ("gb2312", "cp949")])
def test_a_page_that_lies_is_read_as_what_it_is(declared: str, actual: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{KOREAN}</body></html>'
    decoded = decode(page.encode(actual), declared=True, lenient=True)
    assert (decoded.text, decoded.encoding) == (page, actual)


def test_line_breaks_and_full_width_digits_stay_as_they_are() -> None:
    text = "매출은 １２억원\r\n이익은 ３억원\r\n"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 \x00\x01", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
        (bytes(range(256)) * 8, "binary"),
        (KOREAN.encode() + b"\xff\xfe\xfd" + KOREAN.encode(), "encoding"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data)
    assert caught.value.what == what


def test_a_page_with_one_bad_byte_is_forgiven_and_a_text_is_not() -> None:
    data = (KOREAN * 40).encode() + b"\xff" + (KOREAN * 40).encode()
    assert decode(data, lenient=True).text.count("\ufffd") == 1
    with pytest.raises(ArticleError):
        decode(data)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(KOREAN, "cp949"), (KOREAN, "utf-8"), (SIMPLIFIED, "gb18030"), (SIMPLIFIED, "utf-8"), (TRADITIONAL, "big5hkscs")],
)
def test_a_text_with_a_bad_byte_is_refused_with_its_encoding_and_the_place(text: str, encoding: str) -> None:
    whole = ("\n" + text).encode(encoding)
    cut = whole.rstrip(".。".encode(encoding))[:-1]
    at = len("\n12.5".encode(encoding)) + whole.index(b"12.5") - 1  # the first byte behind the amount
    bad = whole[:at] + b"\xff" + whole[at + 1 :]
    for data, place in ((cut, f"byte {len(cut) - (2 if encoding == 'utf-8' else 1)} "), (bad, f"byte {at} (0xff")):
        with pytest.raises(ArticleError) as caught:
            decode(data)
        assert caught.value.what == "encoding"
        assert f"in {encoding}, but cut or damaged: {place}" in caught.value.why
        assert "line 2" in caught.value.why


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("L'été à Genève : où est le café ? Très bien.", "latin-1"),
        ("Экономика России выросла на три процента.", "cp1251"),
        ("GDP 3.5 % – ok", "cp1252"),
    ],
)
def test_a_guess_is_an_encoding_of_the_languages_that_are_read(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    first = next(place for place, byte in enumerate(data) if byte > 127)
    with pytest.raises(ArticleError, match=rf"no encoding of Korean or Chinese .* byte {first} \("):
        decode(data)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared material is not here")
def test_the_shared_files_decode_right_without_their_declarations() -> None:
    codecs = {"Big5": "big5hkscs", "CP949": "cp949", "EUC-KR": "cp949", "GB2312": "gb18030", "Johab": "johab"}
    paths = [path for path in sorted((SHARED / "encodings").glob("*/*")) if path.parent.name in codecs]
    wrong = [
        path.name
        for path in paths
        if decode(path.read_bytes(), lenient=path.suffix != ".txt").encoding != codecs[path.parent.name]
    ]
    assert paths
    assert not wrong


@pytest.mark.skipif(not SHARED.exists(), reason="the shared material is not here")
def test_the_shared_pages_that_lie_decode_to_what_they_are() -> None:
    pages = json.loads((SHARED / "html" / "expected.json").read_text(encoding="utf-8"))
    for page in pages:
        data = gzip.decompress((SHARED / "html" / (page["file"] + ".gz")).read_bytes())
        expected = {"euc-kr": "cp949"}.get(page["actual_encoding"], page["actual_encoding"])
        assert decode(data, declared=True, lenient=True).encoding == expected, page["file"]
