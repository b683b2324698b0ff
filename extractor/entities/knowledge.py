"""The knowledge base: what is known of organisations, people, places, products and indices before reading.

Rows are tab separated, one thing a row, in `kb/*.tsv`; they hold facts of the world and no rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from extractor.core.errors import ExtractorError
from extractor.core.text import fold
from extractor.core.values import ENTITY_TYPES
from extractor.entities.transliteration import folded_hangul, transcriptions
from extractor.lang.matcher import Matcher

COLUMNS = (
    "id", "type", "ko", "zh", "en", "aliases_ko", "aliases_zh", "aliases_en",
    "tickers", "country", "kind", "fiscal_year_end",
)  # fmt: skip
KINDS = frozenset({
    "company", "agency", "media", "bank", "university", "team", "party", "institution", "person", "country",
    "city", "region", "facility", "product", "platform", "brand", "index", "rate",
})  # fmt: skip


_UNDOTTED = 5  # characters: a shorter name may be two words without its dot


class KnowledgeBaseError(ExtractorError):
    """A row of the knowledge base that cannot be read: the message names file, line and field."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the knowledge base knows. `names_ko` and its like hold the canonical name first."""

    id: str
    type: str
    names_ko: tuple[str, ...]
    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    tickers: tuple[str, ...] = ()
    country: str | None = None
    kind: str | None = None
    fiscal_year_end: int | None = None
    ko: str | None = None
    zh: str | None = None
    en: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in every language, canonical names first in each."""
        return self.names_ko + self.names_zh + self.names_en


class KnowledgeBase:
    """The rows by id, and the names that lead to them. Read-only once made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType({entry.id: entry for entry in entries})
        ids: dict[str, list[str]] = {}
        for entry in self.entries.values():
            for name in (*entry.names, *_undotted(entry)):
                if len(name) < 2:  # a canonical name like 괌: known, but not looked for in running text
                    continue
                holders = ids.setdefault(folded_name(name), [])
                if entry.id not in holders:
                    holders.append(entry.id)
        self.ids: Mapping[str, tuple[str, ...]] = MappingProxyType({name: tuple(held) for name, held in ids.items()})

    @cached_property
    def matcher(self) -> Matcher:
        """Finds every name in a folded text; built once, at its first use."""
        return Matcher(self.ids)

    def entry(self, kb_id: str) -> Entry:
        """The row of an id. Raises `KeyError` where there is none."""
        return self.entries[kb_id]

    def lookup(self, name: str) -> Entry | None:
        """The row that bears exactly this name, in any language and either script; of several, the first."""
        ids = self.ids.get(folded_name(name))
        return self.entries[ids[0]] if ids else None

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Every row that the name could be: those that bear it, then those whose Chinese name it reads in Hangul."""
        ids = dict.fromkeys(self.ids.get(folded_name(name), ()))
        ids.update(dict.fromkeys(self._readings.get(folded_hangul(name), ())))
        return tuple(self.entries[kb_id] for kb_id in ids)

    def has_ticker(self, ticker: str) -> bool:
        """Whether a row has this ticker, `EXCHANGE:CODE`."""
        return ticker in self._by_ticker

    @cached_property
    def _by_ticker(self) -> Mapping[str, str]:
        return {ticker: entry.id for entry in self.entries.values() for ticker in entry.tickers}

    @cached_property
    def _readings(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by the Hangul forms of Chinese names; a second's work, done for whoever asks."""
        found: dict[str, dict[str, None]] = {}
        for entry in self.entries.values():
            for name in entry.names_zh:
                for form in transcriptions(folded_name(name)):
                    found.setdefault(form, {})[entry.id] = None
        return MappingProxyType({form: tuple(ids) for form, ids in found.items()})

    def with_rows(self, rows: Iterable[Entry]) -> "KnowledgeBase":
        """A base with more rows. A row with the id of another takes its place; one that shares a ticker with another
        adds its names to it, so that a register of listed companies does not make two things of one company."""
        entries = dict(self.entries)
        by_ticker = dict(self._by_ticker)
        for row in rows:
            same = next((by_ticker[ticker] for ticker in row.tickers if ticker in by_ticker), None)
            if row.id in entries or same is None:
                entries[row.id] = row
                by_ticker.update(dict.fromkeys(row.tickers, row.id))
            else:
                entries[same] = _joined(entries[same], row)
        return KnowledgeBase(entries.values())


def _undotted(entry: Entry) -> Iterable[str]:
    """The Chinese names of a foreign person as papers write them that leave out the dot (唐纳德特朗普)."""
    if entry.type == "PERSON":
        for name in entry.names_zh:
            bare = name.replace("·", "")
            if len(bare) >= _UNDOTTED < len(name):
                yield bare


def folded_name(name: str) -> str:
    """A name as it is looked up: half-width, composed, in simplified characters."""
    return fold(name, simplify=True).text


@lru_cache(maxsize=8)
def load_knowledge_base(folder: str | None = None) -> KnowledgeBase:
    """The knowledge base that comes with the package, with the rows of a user's folder; one object for each folder.

    The folder holds `*.tsv` tables in the form of the package's own; see `KnowledgeBase.with_rows` for how the rows
    meet. Raises `KnowledgeBaseError`, naming file, line and field, on the first row that is wrong.
    """
    if folder is None:
        return KnowledgeBase(_rows(files("extractor.entities").joinpath("kb")))
    path = Path(folder)
    if not path.is_dir():
        raise KnowledgeBaseError(f"{folder}: no folder of tables; `extractor kb import` makes one of a register")
    rows = _rows(path)
    if not rows:
        raise KnowledgeBaseError(f"{folder}: holds no table *.tsv with a row")
    return load_knowledge_base().with_rows(rows)


def _rows(folder: Traversable) -> list[Entry]:
    tables = sorted((item for item in folder.iterdir() if item.name.endswith(".tsv")), key=lambda item: item.name)
    entries: dict[str, Entry] = {}
    for table in tables:
        for line, entry in read_rows(_text(table), table.name):
            if entry.id in entries:
                raise KnowledgeBaseError(f"{table.name}, line {line}, id: {entry.id!r} stands in the base already")
            entries[entry.id] = entry
    return list(entries.values())


def _text(table: Traversable) -> str:
    try:
        data = table.read_bytes()
    except OSError as error:
        raise KnowledgeBaseError(f"{table.name}: cannot be read: {error.strerror or error}") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = f"byte {error.start} is not UTF-8, in which tables are written"
        raise KnowledgeBaseError(f"{table.name}, line {line}: {why}") from None


def _joined(entry: Entry, row: Entry) -> Entry:
    """A row with the names and tickers of another beside its own."""

    def both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*first, *second)))

    return replace(
        entry,
        names_ko=both(entry.names_ko, row.names_ko),
        names_zh=both(entry.names_zh, row.names_zh),
        names_en=both(entry.names_en, row.names_en),
        tickers=both(entry.tickers, row.tickers),
    )


def read_rows(text: str, source: str) -> Iterable[tuple[int, Entry]]:
    """The rows of one table with their 1-based lines. Blank lines and lines that begin with # are skipped."""
    lines = text.split("\n")
    header = tuple(lines[0].rstrip("\r").removeprefix("\ufeff").split("\t"))
    if header != COLUMNS:
        raise KnowledgeBaseError(f"{source}, line 1: the header is {header!r}, not {COLUMNS!r}")
    for number, line in enumerate(lines[1:], start=2):
        row = line.rstrip("\r")
        if row.strip() and not row.startswith("#"):
            yield number, _entry(row.split("\t"), f"{source}, line {number}")


def _entry(cells: list[str], where: str) -> Entry:
    if len(cells) != len(COLUMNS):
        raise KnowledgeBaseError(f"{where}: {len(cells)} fields, not {len(COLUMNS)}")
    row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
    if not row["id"] or any(not (c.isascii() and (c.islower() or c.isdigit() or c == "-")) for c in row["id"]):
        raise KnowledgeBaseError(f"{where}, id: {row['id']!r} is not a slug of lowercase letters, digits and hyphens")
    if row["type"] not in ENTITY_TYPES:
        raise KnowledgeBaseError(f"{where}, type: {row['type']!r} is none of {', '.join(ENTITY_TYPES)}")
    if row["kind"] and row["kind"] not in KINDS:
        raise KnowledgeBaseError(f"{where}, kind: {row['kind']!r} is none of {', '.join(sorted(KINDS))}")
    names = {code: _names(row[code], row[f"aliases_{code}"], f"{where}, {code}") for code in ("ko", "zh", "en")}
    if not any(names.values()):
        raise KnowledgeBaseError(f"{where}: {row['id']!r} has no name in any language")
    return Entry(
        id=row["id"],
        type=row["type"],
        names_ko=names["ko"],
        names_zh=names["zh"],
        names_en=names["en"],
        tickers=_tickers(row["tickers"], f"{where}, tickers"),
        country=row["country"] or None,
        kind=row["kind"] or None,
        fiscal_year_end=_month(row["fiscal_year_end"], f"{where}, fiscal_year_end"),
        ko=row["ko"] or None,
        zh=row["zh"] or None,
        en=row["en"] or None,
    )


def _names(canonical: str, aliases: str, where: str) -> tuple[str, ...]:
    others = [name.strip() for name in aliases.split("|") if name.strip()]
    for name in others:
        if len(name) < 2:
            raise KnowledgeBaseError(f"{where}: the alias {name!r} has one character and would match everywhere")
    return tuple(dict.fromkeys((canonical, *others) if canonical else others))


def _tickers(cell: str, where: str) -> tuple[str, ...]:
    tickers = tuple(item.strip() for item in cell.split("|") if item.strip())
    for ticker in tickers:
        exchange, colon, code = ticker.partition(":")
        if not (exchange and colon and code):
            raise KnowledgeBaseError(f"{where}: {ticker!r} is not EXCHANGE:CODE")
    return tickers


def _month(cell: str, where: str) -> int | None:
    if not cell:
        return None
    if not cell.isascii() or not cell.isdigit() or not 1 <= int(cell) <= 12:
        raise KnowledgeBaseError(f"{where}: {cell!r} is no month from 1 to 12")
    return int(cell)
