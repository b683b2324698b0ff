"""Whether a file of records is what the contract says: the schema, then the invariants that no schema can state."""

import codecs
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, NoReturn, cast

from extractor.evaluation.invariants import broken_invariants
from extractor.evaluation.schema import record_schema

_LONGEST = 160  # characters of a message: jsonschema quotes the whole of what is wrong
_WORDS = {  # what jsonschema says of these helps nobody
    "oneOf": "has neither an amount nor a low and a high, or both",
    "dependentRequired": "has a low without a high, or the other way round",
    "not": "does not belong to a mention of this type",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file of records. `line` is 1-based; `field` is a path such as `mentions[3].value.amount`."""

    line: int
    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.line}: {self.field or 'record'}: {self.why}"


def check_file(path: Path) -> Iterator[tuple[int, list[Problem]]]:
    """Every line of a JSON Lines file (or one with .gz) with what is wrong in it; blank lines are skipped.

    Raises `OSError` where the file cannot be read.
    """
    with _open(path) as file:
        yield from check_lines(file)


def check_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, list[Problem]]]:
    """The number of every line that is not blank, with what is wrong in it. A byte order mark before them is no part of
    the first, as it is none for whoever else reads records."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield number, [Problem(number, field, why) for field, why in check_line(line)]


def check_line(line: bytes) -> list[tuple[str, str]]:
    """What is wrong in one line, as pairs of a field and a sentence. The invariants are asked once the schema holds."""
    try:
        # As decimals, so that no 3.0 passes for an offset.
        record = json.loads(line.decode("utf-8"), parse_float=Decimal, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        return [("", f"byte {error.start} is not UTF-8")]
    except json.JSONDecodeError as error:
        return [("", f"broken JSON at column {error.colno}: {error.msg}")]
    except ValueError as error:
        return [("", str(error))]
    except RecursionError:
        return [("", "the JSON is nested too deeply")]
    wrong = list(_broken_schema(record))
    return wrong or list(broken_invariants(record))


def _broken_schema(record: Any) -> Iterator[tuple[str, str]]:
    record_validator, by_type = _validators()
    yield from _errors(record_validator, record, [])
    mentions = record.get("mentions") if isinstance(record, dict) else None
    for index, mention in enumerate(mentions if isinstance(mentions, list) else ()):
        kind = mention.get("type") if isinstance(mention, dict) else None
        validator = by_type.get(kind) if isinstance(kind, str) else None
        yield from _errors(validator or by_type[""], mention, ["mentions", index])


def _errors(validator: Any, data: Any, at: list[str | int]) -> Iterator[tuple[str, str]]:
    for error in validator.iter_errors(data):
        if error.validator == "anyOf":  # a type or null: what is wrong by the type
            error = error.context[0]
        why = _WORDS.get(error.validator, error.message)
        if len(why) > _LONGEST:
            why = f"{why[: _LONGEST // 2]} … {why[-_LONGEST // 2 :]}"
        yield _field([*at, *error.absolute_path]), why


def _field(parts: Iterable[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")


@lru_cache(maxsize=1)
def _validators() -> tuple[Any, dict[str, Any]]:
    """The schema of a record taken apart: one validator for all but the mentions, one for each type of mention.

    Asking every mention the fourteen questions of its `allOf` takes four times as long. The type "" stands for a
    mention of no known type.
    """
    from jsonschema import Draft202012Validator

    schema = record_schema()
    mention = schema["$defs"]["Mention"]
    rules = mention.pop("allOf")
    schema["properties"]["mentions"] = {"type": "array"}
    by_type = {"": Draft202012Validator(mention)}
    for rule in rules:
        then = rule["then"]
        fields = {field: _inline(more, schema["$defs"]) for field, more in then["properties"].items()}
        merged = {**mention, "required": [*mention["required"], *then["required"]]}
        merged["properties"] = {**mention["properties"], **fields}
        by_type[rule["if"]["properties"]["type"]["const"]] = Draft202012Validator(merged)
    return Draft202012Validator(schema), by_type


def _inline(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    return definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
