"""Of many date patterns only those are tried that may match: the match is that of all of them together."""

import re
import tomllib
from pathlib import Path

import pytest

from extractor.core.text import fold
from extractor.kinds.calendar import nth_of_year, nth_week, nth_weekday
from extractor.lang.date_choice import Choice
from extractor.lang.date_patterns import date_patterns

SPEC = Path(__file__).resolve().parent.parent / "corpora" / "spec"


def texts(folder: str) -> list[str]:
    """The sentences of the spec about dates, times and durations."""
    paths = [path for path in sorted((SPEC / folder).glob("*.toml")) if path.stem.startswith(("date", "none", "traps"))]
    return [row["text"] for path in paths for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]]


@pytest.mark.parametrize(("lang", "folder"), [("ko", "ko"), ("zh-Hans", "zh"), ("zh-Hant", "zh")])
@pytest.mark.parametrize("name", ["numbered", "follow"])
def test_a_choice_matches_as_all_its_alternatives_do(lang: str, folder: str, name: str) -> None:
    choice: Choice = getattr(date_patterns(lang), name)
    whole = re.compile("|".join(alternative.pattern for alternative in choice._alternatives))
    found = 0
    for text in texts(folder):
        folded = fold(text, simplify=lang != "ko").text
        for position, character in enumerate(folded):
            if name == "numbered" and not character.isdigit():
                continue
            ours, theirs = choice.match(folded, position), whole.match(folded, position)
            assert (ours and (ours.span(), ours.lastgroup)) == (theirs and (theirs.span(), theirs.lastgroup)), folded
            found += theirs is not None
    assert found > 50


@pytest.mark.parametrize(("lang", "folder"), [("ko", "ko"), ("zh-Hans", "zh"), ("zh-Hant", "zh")])
def test_a_choice_finds_as_all_its_alternatives_do(lang: str, folder: str) -> None:
    choice = date_patterns(lang).worded
    patterns = [alternative.pattern for alternative in choice._alternatives if alternative.heads]
    whole = re.compile("|".join(pattern.replace("?P<trap>", "?:") for pattern in patterns))
    found = 0
    for text in texts(folder):
        folded = fold(text, simplify=lang != "ko").text
        position: int | None = 0
        while position is not None:
            ours, theirs = choice.search(folded, position), whole.search(folded, position)
            assert (ours and ours.span()) == (theirs and theirs.span()), folded
            position = None
            if ours is not None and theirs is not None:
                assert ours.lastgroup == (theirs.lastgroup or "trap")
                position, found = ours.start() + 1, found + 1
    assert found > 50


@pytest.mark.parametrize(
    ("year", "month", "nth", "timex"),
    [(2025, 2, 1, "2025-W06"), (2025, 1, 2, "2025-01-W02"), (2025, 1, -1, "2025-W05"), (2024, 12, -1, "2024-12-WXX")],
)
def test_the_nth_week_of_a_month_has_days_only_where_all_ways_of_counting_agree(
    year: int, month: int, nth: int, timex: str
) -> None:
    assert nth_week(year, month, nth).timex == timex


def test_weekdays_are_counted_from_either_end_of_a_month() -> None:
    first, last = nth_weekday(2025, 3, 0, 1), nth_weekday(2025, 3, 0, -1)
    assert (first and first.timex, last and last.timex) == ("2025-03-03", "2025-03-31")
    assert nth_weekday(2025, 2, 0, 5) is None
    assert nth_of_year(2015, -1).timex == "2015-W53"
