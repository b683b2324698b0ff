"""Hangul readings of Chinese names: each row of the table is a test, and so is what is no reading."""

import pytest
from entities_world import WORLD, found, groups

from extractor.core.text import fold
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import Entry
from extractor.entities.linking import Links, join_readings, node
from extractor.entities.transliteration import readings, transcriptions
from extractor.lang.transcription import Example, transcription_table

EXAMPLES = transcription_table().example


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.name)
def test_a_name_reads_both_ways(row: Example) -> None:
    han = fold(row.name, simplify=True).text
    assert "mandarin" in readings(han, row.mandarin)
    assert "sino" in readings(han, row.sino)
    assert ("sino" in readings(han, row.mandarin)) is False


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.name)
def test_readings_made_of_a_name_read_back(row: Example) -> None:
    han = fold(row.name, simplify=True).text
    forms = transcriptions(han)
    assert forms
    assert all(readings(han, form) for form in forms)


@pytest.mark.parametrize(
    ("han", "hangul"),
    [
        ("张勇", "장"),
        ("张勇", "장융홍"),
        ("张勇", "왕융"),
        ("马云", "장융"),
        ("", "장융"),
        ("张勇", ""),
        ("AB", "에이비"),
    ],
)
def test_what_leaves_a_character_or_a_syllable_over_is_no_reading(han: str, hangul: str) -> None:
    assert readings(han, hangul) == frozenset()


@pytest.mark.parametrize(("han", "hangul"), [("曾毓群", "정위췬"), ("碧桂园", "비궈이위안"), ("张勇", "쟝융")])
def test_spelling_variants_of_papers_are_alike(han: str, hangul: str) -> None:
    assert "mandarin" in readings(han, hangul)


@pytest.mark.parametrize("text", ["칭화대 동문 장펑(張鵬)이 창업한", "쉬시위안(徐熙媛)의 소식", "궁커(龔克) 소장은"])
def test_a_gloss_read_in_mandarin_after_a_surname_is_a_person(text: str) -> None:
    name, han = text.split("(")[0].split(" ")[-1], text.split("(")[1].split(")")[0]
    assert [name, han] in groups(text, "ko")
    assert (name, "PERSON") in found(text, "ko")


@pytest.mark.parametrize(
    "text", ["추하이(出海) 바람", "문화재(文化財)를", "고도(高度)라고", "연초(煙草)의 잎", "굴기(崛起)는"]
)
def test_a_gloss_of_a_common_word_stays_none(text: str) -> None:
    assert found(text, "ko") == []


def test_a_name_and_its_characters_are_one_person_without_a_gloss() -> None:
    text = "왕샤오 회장은 웃었다. 같은 자리에서 만난 王晓(Wang Xiao) 회장은 말했다."
    assert ["왕샤오", "王晓", "Wang Xiao"] in groups(text, "ko")


def test_a_reading_of_two_names_joins_neither() -> None:
    text = "왕샤오 王晓 王筱"
    names = [
        Candidate(at, at + size, "PERSON", "test", 1.0, text[at : at + size]) for at, size in ((0, 3), (4, 2), (7, 2))
    ]
    for kept, things in ((names[:2], 1), (names, 3)):
        links = Links()
        join_readings(text, kept, links)
        assert len({links.find(node(name)) for name in kept}) == things


def test_the_base_shows_what_a_reading_could_be() -> None:
    people = [
        Entry(f"zhang-yong-{n}", "PERSON", ("장용",) if n == 1 else (), ("张勇",), (f"Zhang Yong {n}",)) for n in (1, 2)
    ]
    base = WORLD.with_rows(people)
    assert [entry.id for entry in base.candidates("장융")] == ["zhang-yong-1", "zhang-yong-2"]
    assert [entry.id for entry in base.candidates("장용")] == ["zhang-yong-1", "zhang-yong-2"]
    assert base.candidates("없는이름") == ()


def test_a_row_that_shares_a_ticker_adds_its_names() -> None:
    row = Entry("krx-005930", "ORG", ("삼전", ), (), (), tickers=("KRX:005930",))  # fmt: skip
    base = WORLD.with_rows([row])
    entry = base.lookup("삼전")
    assert entry is not None
    assert entry.id == "samsung-electronics"
    assert "krx-005930" not in base.entries
