"""What the seed article must give, on our own article with the same facts and on the real one where it lies."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.core.records import Entity, Record
from extractor.core.spans import Mention
from extractor.core.values import KINDS

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpora" / "samples" / "alibaba-investor-day.txt"
SEED = ROOT.parent / "shared" / "seed"
PUBLISHED_AT = "2016-06-20"
ARTICLES = [SAMPLE, *sorted(SEED.glob("*.txt"))]
article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)

CNY = {"currency": "CNY", "bound": "exact"}
FY2017 = {"timex": "FY2017", "end": "2017-03-31"}
MUST_GIVE = [
    ("지난 14일", "date", {"timex": "2016-06-14", "start": "2016-06-14", "end": "2016-06-14", "resolved": True}),
    ("2014년 9월", "date", {"timex": "2014-09", "start": "2014-09-01", "end": "2014-09-30"}),
    ("올해 5월", "date", {"timex": "2016-05", "start": "2016-05-01", "end": "2016-05-31"}),
    ("2017년 회계연도", "date", FY2017),
    ("2017년 3월", "date", {"timex": "2017-03", "mod": "until"}),
    ("48%", "percent", {"amount": "48", "unit": "percent", "bound": "exact"}),
    ("36%", "percent", {"amount": "36", "unit": "percent", "bound": "over"}),
    ("33%", "percent", {"amount": "33", "unit": "percent"}),
    ("1.5억명", "quantity", {"amount": "150000000", "unit": "명", "bound": "exact"}),
    ("2000만명", "quantity", {"amount": "20000000", "unit": "명", "bound": "exact"}),
    ("1000만 개", "quantity", {"amount": "10000000", "unit": "개", "bound": "exact"}),
    ("20억 명", "quantity", {"amount": "2000000000", "unit": "명", "bound": "exact"}),
    ("600개", "quantity", {"amount": "600", "unit": "개", "bound": "exact"}),
    ("4만 개", "quantity", {"amount": "40000", "unit": "개", "bound": "exact"}),
    ("7.2회", "quantity", {"amount": "7.2", "unit": "회", "bound": "exact"}),
    ("18페이지뷰", "quantity", {"amount": "18", "unit": "페이지뷰", "bound": "exact"}),
    ("200여명", "quantity", {"amount": "200", "unit": "명", "bound": "over"}),
    ("189위안", "money", {"amount": "189", **CNY}),
    ("123위안", "money", {"amount": "123", **CNY}),
    ("171위안", "money", {"amount": "171", **CNY}),
    ("62위안", "money", {"amount": "62", **CNY}),
    ("6억 위안", "money", {"amount": "600000000", **CNY}),
    ("향후 10년", "duration", {"timex": "P10Y"}),
    ("세 자릿수", "quantity", {"low": "100", "high": "999", "bound": "approx"}),
    ("3위", "ordinal", {"amount": "3"}),
]
GLOSSES = [("장용", "张勇"), ("클라우드", "阿里云"), ("신화망", "新华网"), ("알리마마", "阿里妈妈")]


@lru_cache(maxsize=4)
def record(path: Path, published_at: str | None = PUBLISHED_AT) -> Record:
    return extractor.load().extract(path.read_text(encoding="utf-8"), published_at=published_at)


def occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Every place where `surface` stands, digits to its left aside: 33% does not stand in 133%."""
    start = text.find(surface)
    while start >= 0:
        if not (surface[0].isdigit() and text[start - 1 : start].isdigit()):
            yield start, start + len(surface)
        start = text.find(surface, start + 1)


def mention(rec: Record, start: int, end: int) -> Mention | None:
    return next((m for m in rec.mentions if (m.start, m.end) == (start, end)), None)


def entity(rec: Record, found: Mention) -> Entity:
    return next(e for e in rec.entities if e.id == found.entity)


def glossed(rec: Record, korean: str, chinese: str) -> tuple[Mention, Mention]:
    """The two mentions of `한글(漢字)`; fails where one of them is missing."""
    assert rec.text is not None
    at = rec.text.index(f"{korean}({chinese})")
    name = mention(rec, at, at + len(korean))
    gloss = mention(rec, at + len(korean) + 1, at + len(korean) + 1 + len(chinese))
    assert name is not None, f"{korean} in {korean}({chinese}) is no mention"
    assert gloss is not None, f"{chinese} in {korean}({chinese}) is no mention"
    return name, gloss


@article
@pytest.mark.parametrize(("surface", "kind", "value"), MUST_GIVE, ids=[surface for surface, _, _ in MUST_GIVE])
def test_the_seed_gives_every_value_wherever_it_stands(
    path: Path, surface: str, kind: str, value: dict[str, Any]
) -> None:
    rec = record(path)
    assert rec.text is not None
    places = list(occurrences(rec.text, surface))
    assert places, f"{surface} does not stand in {path.name}"
    for start, end in places:
        around = rec.text[max(0, start - 20) : end + 20]
        found = mention(rec, start, end)
        assert found is not None, f"missed: {kind} {surface} in …{around}…"
        assert found.type == kind, f"{surface} in …{around}… is read as {found.type}"
        assert found.value is not None
        got = found.value.model_dump(mode="json")
        assert {key: got.get(key) for key in value} == value, f"{surface} in …{around}…"


@article
@pytest.mark.parametrize("surface", ["알리바바 2.0", "2.0 버전", "1.0 버전", "B2B", "더블 H"])
def test_a_number_in_a_name_or_version_is_no_value(path: Path, surface: str) -> None:
    rec = record(path)
    assert rec.text is not None
    for start, end in occurrences(rec.text, surface):
        inside = [m.text for m in rec.mentions if m.type in KINDS and m.start < end and start < m.end]
        assert not inside, f"{inside} in {surface}"


@article
@pytest.mark.parametrize(("korean", "chinese"), GLOSSES, ids=[korean for korean, _ in GLOSSES])
def test_a_korean_name_and_its_chinese_gloss_are_one_entity(path: Path, korean: str, chinese: str) -> None:
    rec = record(path)
    name, gloss = glossed(rec, korean, chinese)
    assert name.entity == gloss.entity
    names = entity(rec, name).names
    assert korean in names["ko"]
    assert chinese in names["zh"]


@article
def test_jang_yong_is_a_person_with_the_title_ceo(path: Path) -> None:
    name, gloss = glossed(record(path), "장용", "张勇")
    assert name.type == gloss.type == "PERSON"
    assert entity(record(path), name).title == "CEO"


@article
def test_ma_yun_is_a_person_with_the_title_chairman(path: Path) -> None:
    rec = record(path)
    assert rec.text is not None
    places = [place for place in occurrences(rec.text, "마윈") if rec.text[place[1] :].startswith(" 회장")]
    assert places
    for start, end in places:
        found = mention(rec, start, end)
        assert found is not None
        assert found.type == "PERSON"
        assert entity(rec, found).title == "회장"


@article
def test_the_reporter_is_no_product(path: Path) -> None:
    assert not [m.text for m in record(path).mentions if m.type == "PRODUCT" and "효정" in m.text]


@article
def test_the_parts_of_the_article_are_blocks(path: Path) -> None:
    rec = record(path)
    assert rec.text is not None
    marks = {
        "■": "heading",
        "▲": "caption",
        "저작권자": "boilerplate",
        "관련기사": "boilerplate",
        "효정 기자": "byline",
    }
    for mark, kind in marks.items():
        places = list(occurrences(rec.text, mark))
        assert places, f"{mark} does not stand in {path.name}"
        for start, _ in places:
            at = [b.kind for b in rec.blocks if b.start <= start < b.end]
            assert at == [kind], f"{mark} at {start} is in {at}, not in a {kind}"


@article
def test_without_a_publication_date_a_day_stays_open(path: Path) -> None:
    rec = record(path, None)
    assert rec.text is not None
    start, end = next(occurrences(rec.text, "지난 14일"))
    found = mention(rec, start, end)
    assert found is not None and found.value is not None
    got = found.value.model_dump(mode="json")
    assert (got["timex"], got["start"], got["end"], got["resolved"]) == ("XXXX-XX-14", None, None, False)


@article
def test_every_surface_of_the_seed_stands_where_its_mention_says(path: Path) -> None:
    rec = record(path)
    assert rec.text == path.read_text(encoding="utf-8")
    assert rec.mentions
    for found in rec.mentions:
        assert rec.text[found.start : found.end] == found.text
