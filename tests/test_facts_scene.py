"""A sentence that is a list without end is read in stretches: every value has its fact, in linear time."""

import time

import pytest

import extractor

READER = extractor.load(segmenter="none", model=None)


@pytest.mark.parametrize(("unit", "lang"), [("삼성전자 매출은 3억원, ", "ko"), ("华为营收3亿元，", "zh")])
def test_a_list_without_end_takes_time_in_proportion(unit: str, lang: str) -> None:
    def seconds(count: int) -> float:
        before = time.process_time()
        record = READER.extract(unit * count, lang=lang, published_at="2020-05-16")
        assert len(record.facts) == count
        return time.process_time() - before

    seconds(10)  # loads the tables
    assert any(seconds(400) < 4 * max(seconds(200), 0.05) for _ in range(3))


@pytest.mark.parametrize("count", [39, 40, 41, 81])
def test_no_value_is_lost_where_a_stretch_ends(count: int) -> None:
    record = READER.extract("매출은 3억원, " * count, lang="ko", published_at="2020-05-16")
    assert [fact.metric.concept for fact in record.facts] == ["revenue"] * count


def test_the_lowest_since_a_day_is_not_of_that_day_and_a_day_goes_on_otherwise() -> None:
    periods = []
    for text in (
        "道琼斯指数下跌0.9%，报25126点，为2月11日以来最低。标普500指数下跌1.3%。",
        "恒生指数3月5日收报18000点。国企指数下跌1.3%。",
    ):
        record = READER.extract(text, lang="zh-Hans", published_at="2024-05-16")
        surfaces = {mention.id: mention.text for mention in record.mentions}
        periods.append(surfaces.get(record.facts[-1].period or ""))
    assert periods == [None, "3月5日"]
