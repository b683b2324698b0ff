"""The facts of a run as one xBRL-JSON report: the Open Information Model's JSON form, version 1.0.

There is no taxonomy behind it: concepts, units and dimensions have names of our own (docs/formats.md). A fact without
an entity for its subject or without a period that is resolved to days has no place in a report: it is counted, and
left out.
"""

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self

from extractor.batch.writers import part_of, real
from extractor.core.facts import Fact
from extractor.core.records import Entity, Record
from extractor.core.spans import Mention
from extractor.core.values import Money, Percent

SUFFIX = ".xbrl.json"
DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-json"
NAMESPACES: Mapping[str, str] = {
    "kz": "urn:kozh-extractor:facts",
    "unit": "urn:kozh-extractor:units",
    "kb": "urn:kozh-extractor:kb",
    "name": "urn:kozh-extractor:names",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
}
_PERCENT = 2  # places by which a percentage is shifted: 36 % is 0.36

LeftOut = Literal["without an entity for a subject", "without a period of days", "with an amount that no decimal ends"]


def xbrl_facts(record: Record) -> Iterator[tuple[str, dict[str, Any]] | LeftOut]:
    """The facts of a record by their ids in the report, or why one has no place in it.

    A range is two facts, its low and its high end.
    """
    mentions = {mention.id: mention for mention in record.mentions}
    entities = {entity.id: entity for entity in record.entities}
    for fact in record.facts:
        entity = entities.get(fact.subject.entity or "") if fact.subject is not None else None
        period = _period(mentions.get(fact.period or ""))
        if entity is None:
            yield "without an entity for a subject"
        elif period is None:
            yield "without a period of days"
        else:
            yield from _facts(record, fact, mentions[fact.value], entity, period)


def _facts(
    record: Record, fact: Fact, mention: Mention, entity: Entity, period: str
) -> Iterator[tuple[str, dict[str, Any]] | LeftOut]:
    value: Any = mention.value
    for end, bound in (("amount", value.bound), ("low", "at_least"), ("high", "at_most")):
        amount = getattr(value, end)
        if amount is None:
            continue
        if not isinstance(amount, Decimal):  # a third
            yield "with an amount that no decimal ends"
            continue
        if isinstance(value, Percent) and value.unit == "percent":
            amount = amount.scaleb(-_PERCENT)
        own = {
            "kind": fact.kind,
            "direction": fact.direction,
            "status": fact.status,
            "base": fact.base.kind if fact.base is not None else None,
            "bound": bound,
            "range": end if end != "amount" else None,
        }
        dimensions = {
            "concept": f"kz:{fact.metric.concept}",
            "entity": _named(entity),
            "period": period,
            "unit": _unit(value),
            **{f"kz:{name}": item for name, item in own.items()},
            "kz:article": record.id,
        }
        name = f"a{record.source.sha256[:16]}-{fact.id}" + ("" if end == "amount" else f"-{end}")
        yield (
            name,
            {
                "value": format(amount, "f"),
                "decimals": _decimals(amount),
                "dimensions": {key: item for key, item in dimensions.items() if item is not None},
            },
        )


def _named(entity: Entity) -> str:
    """An entity as scheme and identifier: its id in the knowledge base, else its name, with no blank in it."""
    return f"kb:{entity.kb.id}" if entity.kb is not None else f"name:{'_'.join(entity.name.split())}"


def _period(mention: Mention | None) -> str | None:
    """From the first moment of the first day to the first moment of the day after the last."""
    value: Any = mention.value if mention is not None else None
    start, end = getattr(value, "start", None), getattr(value, "end", None)
    if not start or not end:
        return None
    after = dt.date.fromisoformat(end) + dt.timedelta(days=1)
    return f"{start}T00:00:00/{after.isoformat()}T00:00:00"


def _unit(value: Any) -> str | None:
    """A currency, a unit of our own, with what it is counted per; None for a pure number, as a share or a multiple."""
    per = getattr(value, "per", None)
    if isinstance(value, Money):
        unit: str | None = f"iso4217:{value.currency}"
    elif isinstance(value, Percent):
        return None if value.unit == "percent" else f"unit:{value.unit}"
    else:
        unit = _own_unit(getattr(value, "unit", None))
    return f"{unit or 'xbrli:pure'}/{'xbrli:shares' if per == 'share' else _own_unit(per)}" if per else unit


def _own_unit(unit: str | None) -> str | None:
    """A unit as written; signs that no name can hold are told by their code points: ㎡ is u33a1."""
    if not unit:
        return None
    return "unit:" + "".join(c if c.isalnum() or c in "_-" else f"u{ord(c):x}" for c in unit)


def _decimals(amount: Decimal) -> int:
    """The place of the last digit that is not nought: how far an amount is told. -8 for 1508400000000."""
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


class XbrlWriter:
    """A context manager that writes the facts of records to `output` as one report.

    It lies in `facts.xbrl.json.part` until the run comes to its end. `left_out` counts the facts without a place in it.
    """

    def __init__(self, output: Path) -> None:
        self.output = real(output)
        self.left_out: Counter[str] = Counter()
        self.written = 0
        self._file: IO[str] | None = None
        self._texts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self.output.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._part.open("w", encoding="utf-8", newline="\n")
        head = {"documentType": DOCUMENT_TYPE, "namespaces": dict(NAMESPACES), "taxonomy": []}
        self._file.write(f'{{"documentInfo": {json.dumps(head)},\n"facts": {{')
        return self

    @property
    def _part(self) -> Path:
        return part_of(self.output)

    def write(self, record: Record) -> None:
        """Writes a record's facts. The ids of a text that comes again end in its number."""
        assert self._file is not None
        self._texts[record.source.sha256] += 1
        times = self._texts[record.source.sha256]
        for item in xbrl_facts(record):
            if isinstance(item, str):
                self.left_out[item] += 1
                continue
            name, fact = item
            line = json.dumps({name if times == 1 else f"{name}-{times}": fact}, ensure_ascii=False)[1:-1]
            self._file.write(f"{',' if self.written else ''}\n{line}")
            self.written += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._file is not None
        self._file.write("\n}}\n")
        self._file.close()
        if kind is None:
            os.replace(self._part, self.output)

    def summary(self) -> str:
        """How many facts the report has, and how many have no place in it, and why."""
        parts = [f"{number} {why}" for why, number in sorted(self.left_out.items())]
        return f"{self.written} facts" + (f"; left out: {', '.join(parts)}" if parts else "")
