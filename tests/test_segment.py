"""Tokens stand where they say, whichever analyser makes them."""

import importlib
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.errors import AlignmentError, MissingPackageError
from extractor.core.records import Token
from extractor.lang.kiwi_door import KiwiSegmenter
from extractor.lang.konlpy_door import KomoranSegmenter, MecabSegmenter, OktSegmenter
from extractor.lang.rjieba_door import RjiebaSegmenter
from extractor.lang.segment import align, load_segmenter, place, readable, stretches


def _check(text: str, tokens: tuple[Token, ...]) -> None:
    position = 0
    for token in tokens:
        assert position <= token.start < token.end
        assert text[token.start : token.end] == token.text
        position = token.end


def test_words_are_found_again_across_blanks_and_line_ends() -> None:
    assert [(t.start, t.end, t.pos) for t in align("가  나\n다", [("가", "A"), ("나", "B"), ("다", "C")])] == [
        (0, 1, "A"), (3, 4, "B"), (5, 6, "C"),
    ]  # fmt: skip


def test_a_token_that_does_not_align_is_an_error_that_says_where() -> None:
    with pytest.raises(AlignmentError, match=r"'하였다'.*offset 3.*'했다'"):
        align("말을 했다", [("말을", "N"), ("하였다", "V")])


def test_visible_text_that_no_token_covers_is_an_error() -> None:
    with pytest.raises(AlignmentError, match="'나'"):
        align("가 나", [("가", "A")])
    with pytest.raises(AlignmentError, match="'나'"):
        place("가 나 다", [(0, 1, "A"), (4, 5, "B")])


def test_spans_out_of_order_or_of_the_text_are_errors() -> None:
    for spans in ([(2, 3, "A"), (0, 1, "B")], [(0, 9, "A")]):
        with pytest.raises(AlignmentError):
            place("가 나", spans)


def test_morphemes_in_one_syllable_become_one_token_with_both_tags() -> None:
    tokens = place("했다", [(0, 1, "VV"), (0, 1, "EP"), (1, 2, "EF"), (2, 2, "VCP")])
    assert [(t.text, t.pos) for t in tokens] == [("했", "VV+EP"), ("다", "EF+VCP")]


def test_korean_tokens_have_offsets_and_tags() -> None:
    text = "장용(张勇) CEO는 지난 14일\n“36%를 넘을 것”이라고 말했다."
    tokens = load_segmenter("konlpy", "ko").tokens(text)
    _check(text, tokens)
    assert "".join(t.text for t in tokens) == "".join(text.split())
    assert ("14", "SN") in [(t.text, t.pos) for t in tokens] and ("했", "XSV+EP") in [(t.text, t.pos) for t in tokens]


def test_decomposed_hangul_and_full_width_digits_keep_their_offsets() -> None:
    text = unicodedata.normalize("NFD", "가나전자는 ３조원을 투자했다.")
    tokens = load_segmenter("konlpy", "ko").tokens(text)
    _check(text, tokens)
    assert "３" in [t.text for t in tokens]
    assert unicodedata.normalize("NFC", tokens[-2].text) == "다"


def test_control_characters_line_separators_and_lone_surrogates_move_no_token() -> None:
    text = "첫 줄이다\x00\x0b둘째\u2028셋째\x85넷째 \ud800 끝"
    for tokens in (load_segmenter("konlpy", "ko").tokens(text), load_segmenter("konlpy", "zh-Hans").tokens(text)):
        _check(text, tokens)
        assert tokens[-1].end == len(text)


def test_chinese_tokens_are_rjiebas_under_every_name_but_none() -> None:
    assert load_segmenter("kiwi", "zh-Hans").name == "rjieba"
    tokens = load_segmenter("konlpy", "zh-Hans").tokens("阿里巴巴今年营收增长48%。")
    assert ("今年", "t") in [(t.text, t.pos) for t in tokens]


def test_traditional_text_is_cut_as_simplified_and_kept_as_written() -> None:
    text, simplified = "經濟發展與國際貿易增長。", "经济发展与国际贸易增长。"
    segmenter = load_segmenter("konlpy", "zh-Hant")
    tokens, twins = segmenter.tokens(text), segmenter.tokens(simplified)
    _check(text, tokens)
    assert [(t.start, t.end, t.pos) for t in tokens] == [(t.start, t.end, t.pos) for t in twins]
    assert tokens[0].text == "經濟"


def test_the_segmenter_none_has_no_tokens() -> None:
    assert load_segmenter("none", "ko").tokens("가나다") == ()


def test_an_unknown_name_or_language_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="komoran"):
        load_segmenter("mecab", "ko")
    with pytest.raises(ValueError, match="zh-Hant"):
        load_segmenter("konlpy", "ja")


@pytest.mark.parametrize(
    ("door", "package", "remedy"),
    [
        (KiwiSegmenter, "kiwipiepy", r'pip install "kozh-extractor\[kiwi\]"'),
        (RjiebaSegmenter, "rjieba", "pip install rjieba"),
        (MecabSegmenter, "mecab_ko_dic", "pip install konlpy mecab-python3 python-mecab-ko-dic"),
        (OktSegmenter, "konlpy.tag", "pip install konlpy"),
    ],
)
def test_a_missing_package_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, door: type, package: str, remedy: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackageError, match=remedy):
        door()


@pytest.mark.parametrize("door", [OktSegmenter, KomoranSegmenter])
def test_a_missing_java_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch, door: type) -> None:
    def broken() -> None:
        raise NameError("name 'jpype' is not defined")

    monkeypatch.setattr(importlib.import_module("konlpy.tag"), door.__name__.removesuffix("Segmenter"), broken)
    with pytest.raises(MissingPackageError, match="needs Java"):
        door()


def test_the_default_segmenter_is_imported_late_and_starts_no_java() -> None:
    program = (
        "import sys; from extractor.lang.segment import load_segmenter; "
        "assert not {'konlpy', 'rjieba', 'jpype', 'MeCab'} & set(sys.modules); "
        "load_segmenter('konlpy', 'ko').tokens('말했다.'); import jpype; assert not jpype.isJVMStarted()"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@given(st.text(alphabet="가나다했 ab1.\n\u200b😀\x0b张", max_size=40), st.integers(1, 9))
def test_pieces_leave_out_nothing_but_blanks(text: str, longest: int) -> None:
    read, _ = readable(text)
    pieces = [read[start:end] for start, end in stretches(read, longest)]
    assert all(0 < len(piece) <= longest and not piece[0].isspace() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(read.split())


@given(st.text(max_size=60), st.sampled_from(["ko", "zh-Hant"]))
def test_tokens_of_any_text_stand_where_they_say(text: str, lang: str) -> None:
    _check(text, load_segmenter("konlpy", lang).tokens(text))
