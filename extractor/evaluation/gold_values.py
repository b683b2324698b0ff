"""What is wrong with the value or the fact of an annotation: one that no record could hold is never right, nor wrong.

The classes of `core` are asked, and a value must stand as they write it: the scorer compares what is written.
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.core.facts import Fact
from extractor.core.values import AMOUNT_PATTERN, RATIO_PATTERN, VALUE_CLASSES
from extractor.evaluation.invariants import broken_value

# What annotators are not asked for; a record always has it.
_NOT_ASKED: Mapping[str, Mapping[str, Any]] = {
    "money": {"currency_basis": "explicit"},
    "fact": {"rule": "", "confidence": 1.0},
}
_NUMBERS = ("amount", "low", "high")
_CURRENCY = re.compile("[A-Z]{3}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(f"{AMOUNT_PATTERN}|{RATIO_PATTERN}")


def wrong_value(kind: str, value: Any) -> str | None:
    """What is wrong with the value of a mention of this type, as the end of a sentence about it; None if nothing is.

    A value that is missing is no wrong one: who marks spans alone has none.
    """
    shape = VALUE_CLASSES.get(kind)
    if not value:
        return None if value in (None, {}) else f"has the value {value!r}"
    if not isinstance(value, dict):
        return "has a value that is no object"
    if shape is None:
        return f"has a value, which no {kind} has"
    why, written = _read(shape, kind, value)
    why = why or _senseless(written, "low" in shape.model_fields)
    return f"has a wrong value: {why}" if why else None


def wrong_fact(fact: Mapping[str, Any]) -> str | None:
    """What is wrong with the fields of a fact, as the end of a sentence about it; None if nothing is."""
    why, _ = _read(Fact, "fact", fact)
    return f"has a wrong field: {why}" if why else None


def _read(shape: type[BaseModel], kind: str, given: Mapping[str, Any]) -> tuple[str | None, Mapping[str, Any]]:
    """Why the class does not take the fields that are given, and how it writes them."""
    try:
        written = shape.model_validate({**_NOT_ASKED.get(kind, {}), **given}).model_dump(mode="json")
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else kind
        if first["type"] == "extra_forbidden":
            return (
                f"{'.'.join(map(str, first['loc']))} is no field of it; there are {', '.join(shape.model_fields)}",
                {},
            )
        if first["type"] == "missing":
            return f"{'.'.join(map(str, first['loc']))} is missing", {}
        return f"{field} is {given.get(field)!r}: {first['msg'].removeprefix('Value error, ')}", {}
    for field, item in given.items():
        if kind != "fact" and written.get(field) != item:
            return f"{field} is {item!r}, which a record writes as {written.get(field)!r}", {}
    return None, written


def _senseless(value: Mapping[str, Any], ranges: bool) -> str | None:
    """What the classes do not say of their fields and the schema of records does."""
    numbers = {field: value[field] for field in _NUMBERS if value.get(field) is not None}
    if ranges and set(numbers) not in ({"amount"}, {"low", "high"}):
        return "it has neither an amount nor a low and a high, or both"
    for field, number in numbers.items():
        if not _NUMBER.match(number):
            return f"{field} is {number!r}, which is no number as records write them"
    if "currency" in value and not _CURRENCY.fullmatch(value["currency"]):
        return f"currency is {value['currency']!r}: expected a code such as KRW"
    for field in ("start", "end"):
        if value.get(field) is not None and not _DAY.fullmatch(value[field]):
            return f"{field} is {value[field]!r}: expected an ISO day such as 2016-06-20"
    return next((f"{field[1:]} {why}" for field, why in broken_value("", value)), None)
