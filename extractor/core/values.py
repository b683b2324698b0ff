"""What mentions are worth: one frozen class per kind of value, as contract.md defines them.

Amounts are `Decimal`, made from text and written as plain decimal strings; a ratio that no decimal ends
("1/3") is a string. Absent alternatives are left out of the JSON; fields that are null on purpose stay.
"""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
)

Bound = Literal["exact", "approx", "nearly", "over", "at_least", "under", "at_most"]
CurrencyBasis = Literal["explicit", "context", "default"]
PercentUnit = Literal["percent", "percentage_point", "basis_point"]
DateMod = Literal["start", "mid", "end", "until", "since", "before", "after"]

AMOUNT_PATTERN = r"^-?[0-9]+(\.[0-9]*[1-9])?$"
RATIO_PATTERN = r"^-?[0-9]+/[0-9]+$"


def plain(amount: Decimal) -> str:
    """A decimal in plain notation: no exponent, no trailing zeros, no minus zero."""
    if not amount:
        return "0"
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("amounts come from text, never from a float")
    return value


Amount = Annotated[
    Decimal,
    BeforeValidator(_exact),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": AMOUNT_PATTERN}),
]
Ratio = Annotated[str, WithJsonSchema({"type": "string", "pattern": RATIO_PATTERN})]


class Value(BaseModel):
    """What all values share: frozen, closed, and quiet about the alternatives that they do not use."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    OPTIONAL: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        optional = self.OPTIONAL
        return {key: item for key, item in data.items() if item is not None or key not in optional}


_NUMBERS = frozenset({"amount", "low", "high", "per", "of", "currency_candidates", "flags"})


class Money(Value):
    """An amount of money. `currency` is ISO 4217; `currency_basis` says what decided it."""

    OPTIONAL = _NUMBERS
    amount: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    currency: str
    currency_basis: CurrencyBasis
    currency_candidates: tuple[str, ...] | None = None
    bound: Bound = "exact"
    per: str | None = None
    flags: tuple[str, ...] | None = None


class Percent(Value):
    """A percentage: `amount` is in the unit named, so 50 basis points are 50."""

    OPTIONAL = _NUMBERS
    amount: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    unit: PercentUnit = "percent"
    bound: Bound = "exact"


class Multiple(Value):
    """A factor or a fraction, as written: 증가 3배 stays 3; 1/3 stays a ratio."""

    OPTIONAL = _NUMBERS
    amount: Amount | Ratio | None = None
    low: Amount | Ratio | None = None
    high: Amount | Ratio | None = None
    bound: Bound = "exact"


class Quantity(Value):
    """Anything counted or measured. `unit` is as written, null for a bare level."""

    OPTIONAL = _NUMBERS
    amount: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    unit: str | None = None
    bound: Bound = "exact"
    per: str | None = None
    of: str | None = None


class Ordinal(Value):
    """A rank or a place in an order."""

    amount: Amount


class Date(Value):
    """A TIMEX3 date. `start` and `end` are inclusive ISO days, null where no anchor gives them."""

    OPTIONAL = frozenset({"flags"})
    timex: str
    start: str | None = None
    end: str | None = None
    mod: DateMod | None = None
    calendar: Literal["gregorian", "minguo"] = "gregorian"
    resolved: bool = True
    flags: tuple[str, ...] | None = None


class Time(Value):
    """A clock time: `2016-06-14T15:30`, or `T15:30` with no day."""

    timex: str


class Duration(Value):
    """A length of time in ISO 8601, with its days where the text anchors it."""

    OPTIONAL = frozenset({"start", "end"})
    timex: str
    bound: Bound = "exact"
    start: str | None = None
    end: str | None = None


class Recurrence(Value):
    """How often something comes again: the type `set` of TIMEX3."""

    timex: str


VALUE_CLASSES: dict[str, type[Value]] = {
    "money": Money,
    "percent": Percent,
    "multiple": Multiple,
    "quantity": Quantity,
    "ordinal": Ordinal,
    "date": Date,
    "time": Time,
    "duration": Duration,
    "set": Recurrence,
}
KINDS: tuple[str, ...] = tuple(VALUE_CLASSES)
ENTITY_TYPES: tuple[str, ...] = ("PERSON", "ORG", "LOC", "PRODUCT", "INDEX")
AnyValue = Money | Percent | Multiple | Quantity | Ordinal | Date | Time | Duration | Recurrence
