"""Tables and progress on the console: the one door to rich. Nothing is decided here."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import Protocol

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from extractor.core.records import Entity, Record
from extractor.core.values import Date, Money, Multiple, Ordinal, Percent, Quantity, Value
from extractor.entities import Entry
from extractor.evaluation.grids import Grid
from extractor.kinds.explanation import Explained, Explanation, Loser
from extractor.kinds.rules import describe as rule_says

EVERY = 100  # articles between two lines of progress where there is no terminal

_BOUNDS = {
    "exact": "",
    "approx": "about ",
    "nearly": "nearly ",
    "over": "over ",
    "at_least": "at least ",
    "under": "under ",
    "at_most": "at most ",
}
_ANCHORS = {
    "published_at": "the publication date",
    "sentence": "the sentence's period",
    "period": "the article's period",
    "day": "the article's day",
    "fiscal_year": "the article's fiscal year",
    "apposition": "the date beside it",
    "date_beside": "the date beside it",
    "currency": "the currency's evidence:",
}
_PERCENT_UNITS = {"percent": "%", "percentage_point": "percentage points", "basis_point": "basis points"}


class Ticker(Protocol):
    """Told of every article that is done, with the path that it came from."""

    def __call__(self, path: str | None, failed: str | None) -> None:
        """`failed` is why the article failed, None where it gave a record."""


@contextmanager
def progress(total: int) -> Iterator[Ticker]:
    """Shows how far a run over `total` files is, on standard error: a bar on a terminal, plain lines elsewhere."""
    console = Console(stderr=True)
    yield from _bar(console, total) if console.is_terminal else _lines()


def _bar(console: Console, total: int) -> Iterator[Ticker]:
    columns = (TextColumn("files"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[articles]}"))
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=total, articles="")
        counter = _Counter()

        def tick(path: str | None, failed: str | None) -> None:
            counter.count(path, failed)
            bar.update(task, completed=counter.files - 1, articles=escape(counter.sentence))

        yield tick
        bar.update(task, completed=total)


def _lines() -> Iterator[Ticker]:
    # Not rich's console: it would fold a line at the width of a terminal that is not there.
    counter = _Counter()

    def tick(path: str | None, failed: str | None) -> None:
        counter.count(path, failed)
        lines = [] if failed is None else [f"failed: {failed}\n"]
        if counter.articles % EVERY == 0:
            lines.append(f"{counter.sentence}\n")
        if lines and sys.stderr is not None:
            with suppress(OSError):  # nobody listens: no reason to read no further
                sys.stderr.write("".join(lines))
                sys.stderr.flush()

    yield tick


class _Counter:
    def __init__(self) -> None:
        self.articles = self.failed = self.files = 0
        self._path: str | None = None

    def count(self, path: str | None, failed: str | None) -> None:
        self.articles += 1
        self.failed += failed is not None
        if self.files == 0 or path != self._path:
            self.files, self._path = self.files + 1, path

    @property
    def sentence(self) -> str:
        return f"{self.articles} articles" + (f", {self.failed} failed" if self.failed else "")


def print_summary(articles: int, mentions: Mapping[str, int], failures: Mapping[str, int], *, stderr: bool) -> None:
    """Prints what a run gave: articles, mentions by type, failures by kind."""
    table = Table(title="records", title_justify="left")
    table.add_column("")
    table.add_column("count", justify="right")
    table.add_row("articles", f"{articles:,}", end_section=True)
    for kind, count in mentions.items():
        table.add_row(kind, f"{count:,}")
    table.add_row("mentions", f"{sum(mentions.values()):,}", end_section=True)
    for what, count in failures.items():
        table.add_row(f"failed: {escape(what)}", f"{count:,}")
    table.add_row("failures", f"{sum(failures.values()):,}")
    Console(stderr=stderr).print(table)


def print_losses(title: str, rows: Iterable[tuple[str, str, int]]) -> None:
    """Prints what a conversion left out: the name of each part, what it is, how many there were."""
    table = Table(title=escape(title), title_justify="left")
    for heading in ("part", "what"):
        table.add_column(heading, overflow="fold")
    table.add_column("count", justify="right")
    for part, what, count in rows:
        table.add_row(part, escape(what), f"{count:,}")
    Console().print(table)


def print_record(record: Record) -> None:
    """Prints the mentions of a record as a table: type, text, value, entity; its tokens below, where it has some."""
    things = {entity.id: entity for entity in record.entities}
    table = Table()
    for heading in ("type", "text", "value", "entity"):
        table.add_column(heading, overflow="fold")
    for mention in record.mentions:
        thing = things[mention.entity] if mention.entity else None
        table.add_row(mention.type, Text(mention.text), Text(describe(mention.value)), Text(name_of(thing)))
    console = Console()
    console.print(table)
    if record.tokens is not None:
        console.print(Text(" ".join(f"{token.text}/{token.pos}" for token in record.tokens)))


def print_grid(grid: Grid) -> None:
    """Prints a table of words and numbers."""
    table = Table(title=Text(grid.title), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for index, heading in enumerate(grid.headings):
        table.add_column(heading, justify="left" if index < grid.words else "right", overflow="fold")
    for row in grid.rows:
        table.add_row(*map(Text, row))
    console = Console()
    console.print(table)
    console.print()


def name_of(entity: Entity | None) -> str:
    """An entity in a few words: its number, its canonical or fullest name, its tickers, its title."""
    if entity is None:
        return ""
    known = entity.kb
    name = (known.en or known.ko or known.zh) if known else None
    parts = [entity.id, name or entity.name, *(known.tickers if known else ()), entity.title or ""]
    return " ".join(part for part in parts if part)


def print_entries(entries: Sequence[Entry]) -> None:
    """Prints rows of the knowledge base: id, type, names by language, tickers, country."""
    table = Table()
    for heading in ("id", "type", "ko", "zh", "en", "tickers", "country"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        names = (", ".join(names) for names in (entry.names_ko, entry.names_zh, entry.names_en))
        table.add_row(entry.id, entry.type, *map(Text, names), " ".join(entry.tickers), entry.country or "")
    if entries:
        Console().print(table)


def print_explanation(explanation: Explanation) -> None:
    """Prints each reading with its reasons, what lost to it, and what was not read at all."""
    table = Table(show_lines=True)
    for heading in ("text", "reading", "why"):
        table.add_column(heading, overflow="fold")
    rows = [
        (item.start, item.text, f"{item.type}\n{describe(item.value)}", _why(item)) for item in explanation.readings
    ]
    rows += [
        (name.start, name.text, f"{name.type}\n{name.entity}", [f"rule: {name.rule} ({name.confidence})"])
        for name in explanation.names
    ]
    rows += [(loser.start, loser.text, "nothing", [_lost(loser)]) for loser in explanation.unread]
    for _, text, reading, why in sorted(rows, key=lambda row: row[0]):
        table.add_row(Text(text), Text(reading), Text("\n".join(why)))
    Console().print(table)


def _why(item: Explained) -> list[str]:
    says = rule_says(item.rule)
    why = [f"rule: {item.rule}" + (f" ({says})" if says else "")]
    why += [f"row: {str(row).removeprefix('extractor/')}" for row in item.rows]
    if item.anchor is not None:
        why.append(f"from: {_ANCHORS.get(item.anchor.by, item.anchor.by)} {item.anchor.value}")
    why += [f"bound: {bound.word} ({bound.side}) says {bound.says}" for bound in item.bounds]
    return why + [_lost(loser) for loser in item.losers]


def _lost(loser: Loser) -> str:
    if loser.type is None:
        return f"not read: {loser.reason}"
    to = f" than {loser.to}" if loser.to and loser.reason in ("shorter", "later") else ""
    to = to or (f", {loser.to} has it" if loser.to else "")
    return f"not {loser.type} {loser.text} ({loser.rule}): {loser.reason}{to}"


def describe(value: Value | None) -> str:
    """What a value is, as people write it: `over 36 %`, `1,234,500,000,000 KRW`, `2016-06-14`."""
    if value is None:
        return ""
    if isinstance(value, Ordinal):
        return f"no. {_number(value.amount)}"
    if isinstance(value, Date):
        days = f" ({value.start} to {value.end})" if value.start is not None and value.start != value.timex else ""
        mod = f", {value.mod}" if value.mod else ""
        return f"{value.timex}{days}{mod}{'' if value.resolved else ', unresolved'}"
    if isinstance(value, Money | Percent | Multiple | Quantity):
        return _BOUNDS[value.bound] + _amount(value) + _unit(value)
    bound = getattr(value, "bound", "exact")
    return f"{_BOUNDS[bound]}{getattr(value, 'timex', '')}"


def _amount(value: Money | Percent | Multiple | Quantity) -> str:
    if value.amount is not None:
        return _number(value.amount)
    ends = [_number(end) for end in (value.low, value.high) if end is not None]
    return " to ".join(ends)


def _unit(value: Value) -> str:
    per = getattr(value, "per", None)
    rate = f" per {per}" if per else ""
    if isinstance(value, Money):
        return f" {value.currency}{rate}"
    if isinstance(value, Percent):
        return f" {_PERCENT_UNITS[value.unit]}"
    if isinstance(value, Quantity):
        return f" {value.unit or ''}{rate}".rstrip()
    return " ×"


def _number(amount: Decimal | str) -> str:
    return amount if isinstance(amount, str) else f"{amount:,f}"
