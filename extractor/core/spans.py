"""Where things stand: half-open spans of code points, and the mention that a record carries."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer, model_validator

from extractor.core.values import VALUE_CLASSES, AnyValue, Value

MentionType = Literal[
    "money", "percent", "multiple", "quantity", "ordinal", "date", "time", "duration", "set",
    "PERSON", "ORG", "LOC", "PRODUCT", "INDEX",
]  # fmt: skip

_put = object.__setattr__  # the models are frozen


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


class Mention(BaseModel):
    """One thing found: `text` is the surface at `start:end`, `value` its worth or `entity` its thing.

    Exactly one of `value` and `entity` is given. `rule` is the stable id of the rule or lexicon row that read it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    type: MentionType
    start: int
    end: int
    text: str
    sentence: int
    value: AnyValue | None = None
    entity: str | None = None
    confidence: float | None = None
    rule: str | None = None

    @classmethod
    def of_value(
        cls, id: str, type: MentionType, start: int, end: int, text: str, sentence: int, value: Value, rule: str
    ) -> "Mention":
        """The mention of a value of that type at its place, which nobody looks at again: whoever calls has the text.

        A record has hundreds, and looking through the classes of values for each is a twentieth of all reading.
        """
        fields: dict[str, Any] = {
            "id": id, "type": type, "start": start, "end": end, "text": text, "sentence": sentence, "value": value,
            "entity": None, "confidence": None, "rule": rule,
        }  # fmt: skip
        mention = cls.__new__(cls)
        _put(mention, "__dict__", fields)
        _put(mention, "__pydantic_fields_set__", {"id", "type", "start", "end", "text", "sentence", "value", "rule"})
        _put(mention, "__pydantic_extra__", None)
        _put(mention, "__pydantic_private__", None)
        return mention

    @model_validator(mode="before")
    @classmethod
    def _value_of_its_type(cls, data: Any) -> Any:
        # The classes of value overlap in their fields, so the mention's type says which one to read.
        if isinstance(data, dict) and isinstance(data.get("value"), dict) and data.get("type") in VALUE_CLASSES:
            data = {**data, "value": VALUE_CLASSES[data["type"]].model_validate(data["value"])}
        return data

    @model_validator(mode="after")
    def _worth_or_thing(self) -> "Mention":
        expected: type[Value] | None = VALUE_CLASSES.get(self.type)
        if expected is None and (self.value is not None or self.entity is None):
            raise ValueError(f"a {self.type} mention has an entity and no value")
        if expected is not None and (type(self.value) is not expected or self.entity is not None):
            raise ValueError(f"a {self.type} mention has a {expected.__name__} value and no entity")
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit the surface {self.text!r}")
        return self

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {key: item for key, item in data.items() if item is not None}
