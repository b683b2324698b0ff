"""Hours and minutes ago: counted from the time of publication where it is known, else a length of time."""

import pytest

import extractor

CASES = [
    ("ko", "2시간 전 발표됐다.", "2시간 전", "2016-06-20T12"),
    ("ko", "30분 뒤 재개된다.", "30분 뒤", "2016-06-20T15:00"),
    ("zh", "五分钟前停牌。", "五分钟前", "2016-06-20T14:25"),
    ("zh", "半小時後復牌。", "半小時後", "2016-06-20T15:00"),
    ("zh", "十秒钟后开始。", "十秒钟后", "2016-06-20T14:30:10"),
]


@pytest.fixture(scope="module")
def reader() -> extractor.Extractor:
    return extractor.load(entities=False, segmenter="none")


@pytest.mark.parametrize(("lang", "text", "surface", "timex"), CASES, ids=[case[1] for case in CASES])
def test_hours_ago_are_counted_from_the_time_of_publication(
    reader: extractor.Extractor, lang: str, text: str, surface: str, timex: str
) -> None:
    (mention,) = reader.extract(text, lang=lang, published_at="2016-06-20T14:30:00").mentions
    assert (mention.type, mention.text) == ("time", surface)
    assert mention.value is not None
    assert mention.value.timex == timex  # type: ignore[union-attr]  # times and durations have one


@pytest.mark.parametrize("published_at", ["2016-06-20", "2016-06-20T00:00:00", None])
def test_hours_ago_are_a_length_of_time_where_nobody_knows_the_time_of_publication(
    reader: extractor.Extractor, published_at: str | None
) -> None:
    (mention,) = reader.extract("2시간 전 발표됐다.", lang="ko", published_at=published_at).mentions
    assert (mention.type, mention.text) == ("duration", "2시간")
    assert mention.value is not None
    assert mention.value.timex == "PT2H"  # type: ignore[union-attr]  # as above
