"""Each row of the tables of facts has an example, which is its test."""

import pytest

import extractor
from extractor.core.facts import CONCEPTS, Fact
from extractor.lang.fact_tables import BaseRow, DeedRow, MetricRow, MovementRow, SenseRow, StatusRow
from extractor.lang.facts import concept_table, fact_grammar

READER = extractor.load(segmenter="none", model=None)
LANGUAGES = {"ko": "ko", "zh": "zh-Hans"}
DAY = "2020-05-16"


def first(lang: str, text: str) -> Fact:
    record = READER.extract(text, lang=lang, published_at=DAY)
    assert record.facts, f"no fact in {text!r}"
    return record.facts[0]


def rows(name: str) -> list[object]:
    return [
        pytest.param(LANGUAGES[folder], row, id=f"{folder}: {row.example}")
        for folder in LANGUAGES
        for row in getattr(fact_grammar(LANGUAGES[folder]).table, name)
    ]


@pytest.mark.parametrize(("lang", "row"), rows("metric"))
def test_a_metric_is_read_in_its_example(lang: str, row: MetricRow) -> None:
    fact = first(lang, row.example)
    assert fact.metric.concept == row.concept
    assert fact.metric.text in row.words


@pytest.mark.parametrize(("lang", "row"), rows("sense"))
def test_a_word_has_another_sense_in_its_example(lang: str, row: SenseRow) -> None:
    grammar = fact_grammar(lang)
    assert first(lang, row.example).metric.concept == row.concept
    assert any(grammar.concepts[word] != row.concept for word in row.words), "a sense that every word has anyhow"


@pytest.mark.parametrize(("lang", "row"), rows("deed"))
def test_a_deed_is_read_in_its_example(lang: str, row: DeedRow) -> None:
    assert first(lang, row.example).metric.concept == row.concept


@pytest.mark.parametrize(("lang", "row"), rows("movement"))
def test_a_movement_is_read_in_its_example(lang: str, row: MovementRow) -> None:
    fact = first(lang, row.example)
    assert (fact.kind, fact.direction) == ("change", row.direction)


@pytest.mark.parametrize(("lang", "row"), rows("status"))
def test_a_status_is_read_in_its_example(lang: str, row: StatusRow) -> None:
    assert first(lang, row.example).status == row.status


@pytest.mark.parametrize(("lang", "row"), rows("base"))
def test_a_base_is_read_in_its_example(lang: str, row: BaseRow) -> None:
    fact = first(lang, row.example)
    assert fact.base is not None
    assert fact.base.kind == row.kind


def test_every_concept_has_words_in_both_languages() -> None:
    for lang in LANGUAGES.values():
        named = set(fact_grammar(lang).concepts.values())
        assert set(CONCEPTS) - named <= {"items", "time_share"}, lang


def test_no_word_names_two_concepts() -> None:
    for lang in LANGUAGES.values():
        seen: dict[str, str] = {}
        for row in fact_grammar(lang).table.metric:
            for word in row.words:
                assert seen.setdefault(word, row.concept) == row.concept, word


def test_senses_are_of_measures_that_there_are() -> None:
    known = {row.class_ for row in concept_table().unit} | {"money", "percent", "multiple", "bare"}
    for lang in LANGUAGES.values():
        assert {row.measure for row in fact_grammar(lang).table.sense} <= known


def test_units_belong_to_concepts_that_they_can_measure() -> None:
    table = concept_table()
    for row in table.unit:
        assert row.class_ in {measure for own in table.concepts.values() for measure in own} or row.class_ == "volume"
