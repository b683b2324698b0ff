"""A sentence that is a list without end is read in stretches: every value has its fact, in linear time."""

import pytest
from timing import in_proportion

import extractor
from extractor.facts.scene import Found, Scene, make_scene
from extractor.lang.facts import fact_grammar

READER = extractor.load(segmenter="none", model=None)


def scene_of(text: str, lang: str) -> Scene:
    record = READER.extract(text, lang=lang, published_at="2025-02-07")
    parts = (record.mentions, record.entities, record.sentences, record.blocks)
    return make_scene(Found(text, record.lang, *parts), fact_grammar(record.lang))


@pytest.mark.parametrize(("unit", "lang"), [("삼성전자 매출은 3억원, ", "ko"), ("华为营收3亿元，", "zh")])
def test_a_list_without_end_takes_time_in_proportion(unit: str, lang: str) -> None:
    def read(count: int) -> None:
        assert len(READER.extract(unit * count, lang=lang, published_at="2020-05-16").facts) == count

    assert in_proportion(read, 100, 400)


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("挖贝网 6月22日消息，海尔智家2019年实现营业收入1165万元。", ["海尔智家"]),
        ("挖贝网 6月9日，海尔智家2019年实现营业收入1165万元。", ["海尔智家"]),
        ("财联社2月7日电，腾讯2024年营收6603亿元。", ["腾讯"]),
        ("国家电网2月7日，宣布投资6603亿元。", ["国家电网"]),
        ("腾讯2月7日公告，2024年营收6603亿元。", ["腾讯"]),
        ("2月7日消息，腾讯2024年营收6603亿元。", ["腾讯"]),
    ],
)
def test_a_paper_that_dates_its_line_is_no_party(text: str, names: list[str]) -> None:
    assert [name.mention.text for name in scene_of(text, "zh").names] == names


def test_a_medium_that_is_only_named_for_its_news_owns_nothing() -> None:
    text = "据观澜晚报报道，华为去年营收8600亿元，同比增长9%。净利润为470亿元，同比增长5%。"
    [paper] = scene_of(text, "zh").media
    record = extractor.load(segmenter="none").extract(text, lang="zh", published_at="2025-02-07")
    assert [entity.name for entity in record.entities if entity.id == paper] == ["观澜晚报"]
    assert paper not in {fact.subject.entity for fact in record.facts if fact.subject is not None}
    assert len(record.facts) == 4
