"""What a fact is: a value with its metric, subject, period, base, status and speaker (contract.md, section 8)."""

from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

Concept = Literal[
    "revenue", "cost", "gross_profit", "operating_profit", "operating_loss", "pretax_profit", "net_profit", "net_loss",
    "ebitda", "margin", "assets", "liabilities", "debt", "equity", "cash", "capital_increase", "capex", "investment",
    "research", "deal_value", "fund_raised", "offer_price", "fine", "tax", "subsidy", "dividend", "dividend_per_share",
    "eps", "share_price", "market_cap", "index_level", "trading_value", "trading_volume", "shares", "stake",
    "valuation", "price", "price_index", "wage", "payout", "premium", "loan", "deposit", "interest_rate", "yield",
    "exchange_rate", "default_rate", "gdp", "exports", "imports", "trade_balance", "unemployment", "budget", "tariff",
    "production", "capacity", "sales_volume", "orders", "inventory", "market_size", "market_share", "users",
    "customers", "visitors", "stores", "employees", "households", "companies", "people", "items", "discount",
    "approval", "probability", "ratio", "area", "distance", "weight", "energy", "time_share", "other",
]  # fmt: skip
Kind = Literal["level", "change", "share", "difference", "threshold"]
Direction = Literal["up", "down", "flat"]
Status = Literal["actual", "estimate", "forecast", "target", "condition"]
BaseKind = Literal["yoy", "qoq", "mom", "wow", "dod", "since", "other"]
CONCEPTS: tuple[str, ...] = get_args(Concept)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Frozen):
    """Words of the text that stand for something: `text` is the surface at `start:end`."""

    text: str
    start: int
    end: int


class Metric(_Frozen):
    """What is measured. `text` and its place are null where no word names it."""

    concept: Concept
    text: str | None = None
    start: int | None = None
    end: int | None = None


class Party(_Frozen):
    """An entity of the record, or the words that name somebody or something that is none."""

    entity: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {key: item for key, item in data.items() if item is not None}


class Base(_Frozen):
    """What a change or a difference is measured from. `mention` is the date that says so, null where none does."""

    kind: BaseKind
    mention: str | None = None


class Fact(_Frozen):
    """What the value mention `value` measures. A null field is unknown or not said, never guessed.

    `confidence` is between 0 and 1; `flags` name what does not agree with other facts of the article.
    """

    id: str
    value: str
    metric: Metric
    subject: Party | None = None
    kind: Kind
    direction: Direction | None = None
    period: str | None = None
    base: Base | None = None
    status: Status = "actual"
    speaker: Party | None = None
    rule: str
    confidence: float
    flags: tuple[str, ...] | None = None

    @model_serializer(mode="wrap")
    def _without_flags(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        if data["flags"] is None:
            del data["flags"]
        return data
