"""An argument of another kind is one clear error that names it, and never a traceback from within."""

import datetime as dt
from typing import Any

import pytest
import spacy

import extractor
from extractor.core.records import published_at
from extractor.ingest.dates import read_date

TEXT = "새길전자는 지난 14일 매출이 12억원이라고 밝혔다."


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": None}, "text is None: expected a str"),
        ({"text": 5}, "text is 5: expected a str"),
        ({"text": TEXT.encode()}, r"text is b'.*…: expected a str; decode it first"),
        ({"text": TEXT, "title": 5}, "title is 5: expected a str, or None"),
        ({"text": TEXT, "published_at": 20160620}, "published_at is 20160620: expected a date, a datetime or an ISO"),
        ({"text": TEXT, "published_at": dt.time(9)}, "published_at is datetime.time"),
    ],
)
def test_a_text_or_a_day_of_another_kind_is_a_type_error(given: dict[str, Any], why: str) -> None:
    with pytest.raises(TypeError, match=why):
        extractor.extract(**given)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"model": 5}, "model is 5: expected a str, or a Path, or None"),
        ({"kb": ["mine"]}, r"kb is \['mine'\]: expected a str"),
        ({"segmenter": None}, "segmenter is None: expected a str"),
    ],
)
def test_a_setting_of_another_kind_is_a_type_error_at_once(given: dict[str, Any], why: str) -> None:
    with pytest.raises(TypeError, match=why):
        extractor.load(**given)


@pytest.mark.parametrize(
    ("workers", "error", "why"),
    [
        ("2", TypeError, "workers is '2': expected a whole number"),
        (1.5, TypeError, "workers is 1.5: expected a whole number"),
        (None, TypeError, "workers is None: expected a whole number"),
        (0, ValueError, "workers is 0: at least one is needed"),
    ],
)
def test_a_number_of_workers_that_is_none_is_told(workers: Any, error: type[Exception], why: str) -> None:
    with pytest.raises(error, match=why):
        list(extractor.load().pipe([{"text": TEXT}], workers=workers))


@pytest.mark.parametrize("lang", ["ko", "zh"])
@pytest.mark.parametrize("text", ["", "  ", "+", "-", ",", "，", " , ", "-,", "+.", "."])
def test_a_sign_without_a_number_is_no_number(text: str, lang: str) -> None:
    assert extractor.read_number(text, lang) is None


@pytest.mark.parametrize("given", [(5, "ko"), (None, "ko"), (b"5", "ko"), ("5", None)])
def test_a_number_is_read_from_a_string(given: tuple[Any, Any]) -> None:
    with pytest.raises(TypeError, match="expected a str"):
        extractor.read_number(*given)


def test_a_doc_says_its_day_as_a_date_or_a_string() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("extractor")
    for day, error, why in (
        (20160620, TypeError, "doc._.published_at is 20160620: expected a date"),
        ("어제", ValueError, "doc._.published_at is '어제': expected an ISO 8601 date"),
    ):
        doc = nlp.make_doc("该公司14日表示，收入为12亿元。")
        doc._.published_at = day
        with pytest.raises(error, match=why):
            nlp.get_pipe("extractor")(doc)


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-01T00:00:00", "0001-01-01T00:00:00Z", dt.date(1, 1, 1)])
def test_the_null_date_of_feeds_is_no_day_of_publication(day: Any) -> None:
    assert published_at(day) is None
    assert read_date(str(day)) is None
    (record,) = extractor.load(model=None).pipe([{"text": "지난해 매출은 12억원이다.", "published_at": day}])
    assert record.published_at is None
    assert published_at("0001-01-02") is not None
