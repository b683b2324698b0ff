"""The facts of a run as one flat table: a row a fact, in CSV that a spreadsheet opens, JSON Lines, or Parquet."""

import csv
import json
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from extractor.batch.writers import part_of, real
from extractor.core.errors import MissingPackageError
from extractor.core.facts import Fact, Party
from extractor.core.records import Entity, Record
from extractor.core.spans import Mention

COLUMNS = (
    "article", "published_at", "subject", "subject_kb", "ticker", "metric", "concept", "kind", "direction",
    "amount", "low", "high", "unit", "bound", "period", "period_start", "period_end", "base", "base_start", "status",
    "speaker", "confidence", "flags", "sentence", "start", "end", "value", "rule",
    "path", "sha256",
)  # fmt: skip
SUFFIXES = (".csv", ".jsonl", ".parquet")
_GROUP = 50_000  # rows of a group in a Parquet file


def fact_rows(record: Record) -> Iterator[dict[str, str | int | float | None]]:
    """The facts of a record as rows of the table, in text order; amounts are decimal strings, days ISO."""
    mentions = {mention.id: mention for mention in record.mentions}
    entities = {entity.id: entity for entity in record.entities}
    for fact in record.facts:
        yield _row(record, fact, mentions, entities)


def _row(
    record: Record, fact: Fact, mentions: dict[str, Mention], entities: dict[str, Entity]
) -> dict[str, str | int | float | None]:
    spot = mentions[fact.value]
    value: Any = spot.value
    period: Any = mentions[fact.period].value if fact.period is not None else None
    base: Any = mentions[fact.base.mention].value if fact.base is not None and fact.base.mention is not None else None
    entity = entities.get(fact.subject.entity or "") if fact.subject is not None else None
    known = entity.kb if entity is not None else None
    sentence = record.sentences[spot.sentence]
    amounts = {name: getattr(value, name, None) for name in ("amount", "low", "high")}
    return {
        "article": record.id,
        "published_at": record.published_at.value if record.published_at is not None else None,
        "subject": _named(fact.subject, entities),
        "subject_kb": known.id if known is not None else None,
        "ticker": " ".join(known.tickers) or None if known is not None else None,
        "metric": fact.metric.text,
        "concept": fact.metric.concept,
        "kind": fact.kind,
        "direction": fact.direction,
        **{name: None if amount is None else _plain(amount) for name, amount in amounts.items()},
        "unit": getattr(value, "currency", None) or getattr(value, "unit", None),
        "bound": value.bound,
        "period": getattr(period, "timex", None),
        "period_start": getattr(period, "start", None),
        "period_end": getattr(period, "end", None),
        "base": fact.base.kind if fact.base is not None else None,
        "base_start": getattr(base, "start", None),
        "status": fact.status,
        "speaker": _named(fact.speaker, entities),
        "confidence": fact.confidence,
        "flags": " ".join(fact.flags) if fact.flags else None,
        "sentence": None if record.text is None else record.text[sentence.start : sentence.end],
        "start": spot.start,
        "end": spot.end,
        "value": spot.text,
        "rule": fact.rule,
        # Articles may have the same id: files of one name in two folders have.
        "path": record.source.path,
        "sha256": record.source.sha256,
    }


def _plain(amount: object) -> str:
    """An amount as the record writes it."""
    return amount if isinstance(amount, str) else format(amount, "f")


def _named(party: Party | None, entities: dict[str, Entity]) -> str | None:
    if party is None:
        return None
    return entities[party.entity].name if party.entity is not None else party.text


class FactsWriter:
    """A context manager that writes the facts of records to `output`, by its suffix; with None it writes nothing.

    The table lies in `facts.csv.part` until the run comes to its end. CSV begins with a byte-order mark, without which
    spreadsheets take UTF-8 for something else. Raises `ValueError` on another suffix and `MissingPackageError` where
    Parquet is asked for and pyarrow is not installed.
    """

    def __init__(self, output: Path | None) -> None:
        if output is not None and output.suffix not in SUFFIXES:
            raise ValueError(f"{output}: a file of facts ends in {', '.join(SUFFIXES)} or .xbrl.json")
        if output is not None and output.suffix == ".parquet":
            _pyarrow()
        self.output = None if output is None else real(output)
        self._file: IO[str] | None = None
        self._rows: Any = None
        self._parquet: Any = None
        self._held: list[dict[str, Any]] = []

    def summary(self) -> str | None:
        """None: a table has all of the facts, and there is nothing to say."""
        return None

    def __enter__(self) -> Self:
        if self.output is None:
            return self
        self.output.parent.mkdir(parents=True, exist_ok=True)
        if self.output.suffix == ".parquet":
            self._parquet = _pyarrow().parquet.ParquetWriter(self._part, _schema())
            return self
        encoding = "utf-8-sig" if self.output.suffix == ".csv" else "utf-8"
        self._file = self._part.open("w", encoding=encoding, newline="")
        if self.output.suffix == ".csv":
            self._rows = csv.DictWriter(self._file, COLUMNS)
            self._rows.writeheader()
        return self

    @property
    def _part(self) -> Path:
        assert self.output is not None
        return part_of(self.output)

    def write(self, record: Record) -> None:
        """Writes the rows of a record's facts."""
        if self.output is None:
            return
        for row in fact_rows(record):
            if self._rows is not None:
                self._rows.writerow({name: _cell(item) for name, item in row.items()})
            elif self._file is not None:
                self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                self._held.append(row)
        if len(self._held) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            self._parquet.write_table(_pyarrow().Table.from_pylist(self._held, schema=_schema()))
            self._held = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.output is None:
            return
        if self._parquet is not None:
            self._flush()
            self._parquet.close()
        if self._file is not None:
            self._file.close()
        if kind is None:
            os.replace(self._part, self.output)


def _cell(item: str | int | float | None) -> str | int | float | None:
    """A cell that no spreadsheet runs: text that begins like a formula is quoted with an apostrophe."""
    if not isinstance(item, str) or item[:1] not in ("=", "@", "\t", "+", "-") or _is_number(item):
        return item
    return f"'{item}"


def _is_number(text: str) -> bool:
    return text[0] in "+-" and text[1:].replace(".", "", 1).isdigit()


def _pyarrow() -> Any:
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise MissingPackageError(f"Parquet needs pyarrow: pip install 'kozh-extractor[parquet]' ({error})") from error


def _schema() -> Any:
    arrow = _pyarrow()
    types = {"confidence": arrow.float64(), "start": arrow.int64(), "end": arrow.int64()}
    return arrow.schema([(name, types.get(name, arrow.string())) for name in COLUMNS])
