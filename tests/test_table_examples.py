"""Every row of a language table that means something carries its example, and the example is read here."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest

from extractor.core.values import Date, Duration, Money, Multiple, Ordinal, Percent, Quantity, plain
from extractor.kinds.reader import Reading, ValueReader
from extractor.kinds.written import read_number
from extractor.lang.lexicon import load_lexicon
from extractor.lang.money_tables import load_amounts

DAY = dt.date(2024, 5, 16)  # a Thursday
LANGUAGES = ("ko", "zh-Hans")


@lru_cache(maxsize=4)
def reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def read(lang: str, text: str, kind: str) -> list[Reading]:
    readings = reader(lang).read(text, published_at=DAY, sentences=[(0, len(text))])
    return [reading for reading in readings if reading.type == kind]


def rows(select: str) -> list[Any]:
    """The (language, text, expected) triples of a table, with the text as the test's id."""
    params = []
    for lang in LANGUAGES:
        lexicon = load_lexicon(lang)
        tables: dict[str, list[dict[str, str]]] = {
            "number": [lexicon.numbers.examples],
            "money": [row.example for row in lexicon.money.currencies],
            "percent": [row.example for row in (*lexicon.percent.percents, *lexicon.percent.before)],
            "quantity": [row.example for row in lexicon.units.units],
            "multiple": [row.example for row in (*lexicon.units.multiples, *lexicon.units.fixed)],
            "ordinal": [row.example for row in lexicon.units.ordinals],
            "date": [row.examples for row in lexicon.dates.parts],
            "duration": [lexicon.durations.examples, *(row.example for row in lexicon.durations.units)],
            "bound": [{row.example: row.bound for row in lexicon.language.bounds}],
        }
        for examples in tables[select]:
            params += [pytest.param(lang, text, expected, id=f"{lang} {text}") for text, expected in examples.items()]
    return params


@pytest.mark.parametrize(("lang", "text", "expected"), rows("number"))
def test_a_numeral_is_worth_what_its_row_says(lang: str, text: str, expected: str) -> None:
    assert read_number(text, lang) == Decimal(expected)


@pytest.mark.parametrize(("lang", "text", "expected"), rows("money"))
def test_a_currency_word_gives_its_amount_and_code(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "money")
    assert isinstance(found.value, Money) and found.value.amount is not None
    assert f"{plain(found.value.amount)} {found.value.currency}" == expected
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(("lang", "text", "expected"), rows("percent"))
def test_a_percentage_word_gives_its_amount_and_unit(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "percent")
    assert isinstance(found.value, Percent) and found.value.amount is not None
    assert f"{plain(found.value.amount)} {found.value.unit}" == expected


@pytest.mark.parametrize(("lang", "text", "expected"), rows("quantity"))
def test_a_unit_counts_and_is_kept_as_written(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "quantity")
    assert isinstance(found.value, Quantity) and found.value.amount is not None
    assert f"{plain(found.value.amount)} {found.value.unit}" == expected


@pytest.mark.parametrize(("lang", "text", "expected"), rows("multiple"))
def test_a_multiple_is_a_factor(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "multiple")
    assert isinstance(found.value, Multiple) and isinstance(found.value.amount, Decimal)
    assert plain(found.value.amount) == expected


@pytest.mark.parametrize(("lang", "text", "expected"), rows("ordinal"))
def test_an_ordinal_has_its_rank(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "ordinal")
    assert isinstance(found.value, Ordinal)
    assert plain(found.value.amount) == expected


@pytest.mark.parametrize(("lang", "text", "expected"), rows("date"))
def test_a_date_phrase_means_what_its_row_says(lang: str, text: str, expected: str) -> None:
    found = read(lang, text, "date")[-1]  # examples that lean on another date give that first
    assert isinstance(found.value, Date)
    assert found.value.timex == expected
    assert found.end == len(text)


@pytest.mark.parametrize(("lang", "text", "expected"), rows("duration"))
def test_a_duration_has_its_length(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "duration")
    assert isinstance(found.value, Duration)
    assert found.value.timex == expected


@pytest.mark.parametrize(("lang", "text", "expected"), rows("bound"))
def test_a_bound_word_bounds_the_value_beside_it(lang: str, text: str, expected: str) -> None:
    (found,) = reader(lang).read(text, published_at=DAY, sentences=[(0, len(text))])
    assert found.value.model_dump()["bound"] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_recurrence_word_is_read_as_a_set(lang: str) -> None:
    for word, expected in load_lexicon(lang).durations.sets.items():
        (found,) = read(lang, word, "set")
        assert found.value.model_dump()["timex"] == expected, word


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fixed_length_of_time_is_read(lang: str) -> None:
    for word, expected in load_lexicon(lang).durations.fixed.items():
        (found,) = read(lang, word, "duration")
        assert found.value.model_dump()["timex"] == expected, word


SHARED_FOLDER = {"ko": "ko", "zh-Hans": "zh-Hant"}  # evidence speaks where the language itself does not decide
SAID = {
    "least",
    "large",
    "bare",
    "firm",
    "prefer",
    "evidence",
    "parts",
    "per",
    "examples",
    "unnamed",
}  # not lists of words


def said(reading: Reading) -> str:
    """An amount as the examples write it."""
    value = reading.value
    assert isinstance(value, Money)
    ends = [value.amount] if value.amount is not None else [value.low, value.high]
    return "..".join(plain(end) for end in ends if end is not None) + f" {value.currency}"


def amounts(select: str) -> list[Any]:
    """The (language, text, expected) triples of `amounts.toml`."""
    params = []
    for lang in LANGUAGES:
        table = load_amounts(lang)
        examples: dict[str, list[dict[str, str]]] = {
            "per": [row.examples for row in table.per],
            "parts": [row.examples for row in table.parts],
            "evidence": [row.examples for row in table.evidence],
            "lists": [table.examples],
        }
        params += [
            pytest.param(lang, text, expected, id=f"{lang} {text}")
            for row in examples[select]
            for text, expected in row.items()
        ]
    return params


@pytest.mark.parametrize(("lang", "text", "expected"), amounts("per"))
def test_a_denominator_is_what_one_of_costs_the_amount(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "money")
    assert isinstance(found.value, Money) and found.value.per == expected


@pytest.mark.parametrize(("lang", "text", "expected"), amounts("parts"))
def test_a_part_of_a_unit_counts_its_share(lang: str, text: str, expected: str) -> None:
    (found,) = read(lang, text, "money")
    assert isinstance(found.value, Money) and found.value.amount == Decimal(expected)
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(("lang", "text", "expected"), amounts("evidence"))
def test_a_word_of_a_place_decides_a_shared_currency_word(lang: str, text: str, expected: str) -> None:
    assert said(read(SHARED_FOLDER[lang], text, "money")[-1]) == expected


@pytest.mark.parametrize(("lang", "text", "expected"), amounts("lists"))
def test_the_words_around_amounts_do_what_their_list_says(lang: str, text: str, expected: str) -> None:
    assert "; ".join(said(reading) for reading in read(lang, text, "money")) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_list_of_words_around_amounts_has_an_example(lang: str) -> None:
    table = load_amounts(lang)
    texts = [text.replace(" ", "") for text in table.examples]
    for name, words in table:
        if name in SAID or not words:
            continue
        assert any(word.replace(" ", "") in text for word in words for text in texts), name
