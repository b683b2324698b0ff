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
