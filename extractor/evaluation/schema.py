"""JSON Schemas (draft 2020-12) of what goes in and what comes out, made from the classes of `core`.

pydantic writes down what it accepts. A record says more: which fields are always there, which are left out rather than
null, and which class of value belongs to which type of mention.
"""

from typing import Any

from extractor.core.facts import Fact, Party
from extractor.core.records import SCHEMA_VERSION, Article, Entity, Record
from extractor.core.spans import Mention
from extractor.core.values import ENTITY_TYPES, VALUE_CLASSES
from extractor.lang.lexicon import TABLE_FOLDERS
from extractor.pipeline import LANGUAGES

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

# Fields that a record leaves out where they would be null; every other field is always there.
_LEFT_OUT: dict[str, frozenset[str]] = {
    Record.__name__: frozenset({"tokens"}),
    Mention.__name__: frozenset({"value", "entity", "confidence", "rule"}),
    Entity.__name__: frozenset({"title", "affiliation", "kb"}),
    Fact.__name__: frozenset({"flags"}),
    Party.__name__: frozenset({"entity", "text", "start", "end"}),
    **{shape.__name__: shape.OPTIONAL for shape in VALUE_CLASSES.values()},
}
_NEVER: Schema = {"not": {}}
_OFFSET: Schema = {"minimum": 0}
_DAY: Schema = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_CURRENCY: Schema = {"pattern": "^[A-Z]{3}$"}
# What the classes do not say of their fields.
_NARROWER: dict[str, dict[str, Schema]] = {
    "Block": {"start": _OFFSET, "end": _OFFSET},
    "Sentence": {"start": _OFFSET, "end": _OFFSET},
    "Token": {"start": _OFFSET, "end": _OFFSET},
    "Mention": {"start": _OFFSET, "end": _OFFSET, "sentence": _OFFSET, "confidence": {"minimum": 0, "maximum": 1}},
    "Source": {"sha256": {"pattern": "^[0-9a-f]{64}$"}},
    "Entity": {"names": {"propertyNames": {"enum": ["ko", "zh", "en"]}}, "mentions": {"minItems": 1}},
    "Fact": {"confidence": {"minimum": 0, "maximum": 1}, "flags": {"minItems": 1}},
    "Metric": {"start": _OFFSET, "end": _OFFSET},
    "Party": {"start": _OFFSET, "end": _OFFSET},
    "Money": {"currency": _CURRENCY},
    "Date": {"start": _DAY, "end": _DAY},
    "Duration": {"start": _DAY, "end": _DAY},
    "Record": {"lang": {"enum": list(TABLE_FOLDERS)}},
}


def record_schema() -> Schema:
    """The schema of a record, as `extractor run` writes it."""
    schema = Record.model_json_schema()
    definitions: dict[str, Schema] = schema["$defs"]
    for name, shape in [(Record.__name__, schema), *definitions.items()]:
        _as_written(name, shape)
    mention = definitions[Mention.__name__]
    mention["properties"]["value"] = {"type": "object"}  # which class it is, the type says
    mention["allOf"] = [_of_type(kind) for kind in (*VALUE_CLASSES, *ENTITY_TYPES)]
    return _headed(schema, "record")


def article_schema() -> Schema:
    """The schema of an article, as `Extractor.pipe` takes it as a dict."""
    schema = Article.model_json_schema()
    _each_property(schema, _without_title)
    for shape in schema["$defs"].values():
        _each_property(shape, _without_title)
    fields = schema["properties"]
    fields["published_at"]["anyOf"].insert(0, {"type": "string", "description": "An ISO 8601 date or date and time."})
    fields["lang"] = {"enum": [*LANGUAGES, None], "default": None}
    return _headed(schema, "article")


def schemas() -> dict[str, Schema]:
    """Both schemas by the names of their files."""
    return {"record.schema.json": record_schema(), "article.schema.json": article_schema()}


def _headed(schema: Schema, name: str) -> Schema:
    return {"$schema": DIALECT, "$id": f"urn:kozh-extractor:{name}:{SCHEMA_VERSION}", **schema}


def _as_written(name: str, shape: Schema) -> None:
    """Makes the schema of what a class accepts that of what it writes."""
    left_out = _LEFT_OUT.get(name, frozenset())
    fields: dict[str, Schema] = shape["properties"]
    _each_property(shape, _without_title)
    for field, schema in fields.items():
        schema.pop("default", None)
        if field in left_out and "anyOf" in schema:
            alternatives = [item for item in schema.pop("anyOf") if item != {"type": "null"}]
            schema.update(alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives})
        _narrow(schema, _NARROWER.get(name, {}).get(field, {}))
    shape["required"] = [field for field in fields if field not in left_out]
    if {"amount", "low", "high"} <= fields.keys():
        shape["oneOf"] = [{"required": ["amount"]}, {"required": ["low", "high"]}]
        shape["dependentRequired"] = {"low": ["high"], "high": ["low"]}


def _narrow(schema: Schema, more: Schema) -> None:
    """Adds keywords to a field, to its one alternative that is not null where it has alternatives."""
    for alternative in schema.get("anyOf", ()):
        if alternative != {"type": "null"}:
            alternative.update(more)
            return
    schema.update(more)


def _each_property(shape: Schema, change: Any) -> None:
    for schema in shape["properties"].values():
        change(schema)


def _without_title(schema: Schema) -> None:
    """Drops the title that pydantic makes of a field's own name."""
    schema.pop("title", None)


def _of_type(kind: str) -> Schema:
    shape = VALUE_CLASSES.get(kind)
    if shape is None:
        then: Schema = {"required": ["entity"], "properties": {"value": _NEVER}}
    else:
        value = {"$ref": f"#/$defs/{shape.__name__}"}
        then = {"required": ["value"], "properties": {"value": value, "entity": _NEVER}}
    return {"if": {"properties": {"type": {"const": kind}}, "required": ["type"]}, "then": then}
