"""Readings made into mentions and entities."""

from decimal import Decimal
from typing import Any

import pytest

from extractor.assembly import assemble
from extractor.core.records import Sentence
from extractor.core.spans import Mention
from extractor.core.values import Quantity
from extractor.entities import Group, Name, NameReading
from extractor.kinds.reader import Reading


def a_name(start: int, end: int, group: int = 0, kind: str = "ORG") -> Name:
    return Name(start, end, kind, group, "fake", 0.9)


def a_count(start: int, end: int) -> Reading:
    return Reading("quantity", start, end, Quantity(amount=Decimal(3)), "fake")


def test_a_name_that_touches_a_value_is_no_mention_and_its_entity_vanishes() -> None:
    names = NameReading((a_name(0, 3, 0), a_name(4, 6, 1)), (Group("LOC", None), Group("ORG", None)))
    mentions, entities = assemble("홍콩달러 가나 다라", "ko", [a_count(2, 4)], names, [Sentence(start=0, end=10)])
    assert [(m.id, m.type, m.start) for m in mentions] == [("m1", "quantity", 2), ("m2", "ORG", 4)]
    assert [(e.id, e.type, e.mentions) for e in entities] == [("e1", "ORG", ("m2",))]


def test_an_entity_has_its_names_by_script_and_its_longest_one_first() -> None:
    text = "장용(张勇, Daniel Zhang) 장용 トヨタ 360"
    spans = [(0, 2), (3, 5), (7, 19), (21, 23), (24, 27), (28, 31)]
    names = NameReading(
        tuple(a_name(start, end, kind="PERSON") for start, end in spans), (Group("PERSON", None, "CEO"),)
    )
    (entity,) = assemble(text, "ko", [], names, [Sentence(start=0, end=31)])[1]
    assert entity.name == "Daniel Zhang"
    assert entity.names == {"ko": ("장용", "360"), "zh": ("张勇",), "en": ("Daniel Zhang",)}
    assert entity.mentions == ("m1", "m2", "m3", "m4", "m5", "m6")
    assert entity.title == "CEO"


def test_an_affiliation_is_the_id_of_an_entity_that_is_still_there() -> None:
    groups = (Group("PERSON", None, None, 1), Group("ORG", None), Group("PERSON", None, None, 3), Group("ORG", None))
    names = NameReading((a_name(4, 6, 1), a_name(0, 2, 0, "PERSON"), a_name(7, 9, 2, "PERSON")), groups)
    entities = assemble("가나 - 다라 마바", "ko", [], names, [Sentence(start=0, end=10)])[1]
    assert [(e.id, e.affiliation) for e in entities] == [("e1", "e2"), ("e2", None), ("e3", None)]


def test_a_mention_made_without_a_second_look_is_the_one_that_the_constructor_makes() -> None:
    value = Quantity(amount=Decimal(3))
    fields: dict[str, Any] = {
        "id": "m1",
        "type": "quantity",
        "start": 2,
        "end": 4,
        "text": "3명",
        "sentence": 0,
        "rule": "fake",
    }
    made, looked_at = Mention.of_value(**fields, value=value), Mention(**fields, value=value)
    assert made == looked_at
    assert made.model_dump_json() == looked_at.model_dump_json()
    assert (made.model_fields_set, hash(made)) == (looked_at.model_fields_set, hash(looked_at))


@pytest.mark.parametrize(("start", "end"), [(3, 5), (5, 7), (0, 2)])
def test_a_reading_outside_of_the_sentences_is_a_bug_that_is_told(start: int, end: int) -> None:
    sentences = [Sentence(start=2, end=4), Sentence(start=6, end=9)]
    with pytest.raises(RuntimeError, match=f"quantity at {start}:{end} .* does not lie within a sentence"):
        assemble("가나다라마바사아자", "ko", [a_count(start, end)], NameReading((), ()), sentences)
