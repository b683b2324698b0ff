"""A user's register of companies (a KRX listing, an A-share list) as rows of the knowledge base.

Columns are known by their names, in whatever order; tables of column names and markets are data
(`lang/shared/registers.toml`). A name that is also a common word would be found everywhere, so its row is left out
and told.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.entities.boundaries import is_han, is_hangul
from extractor.entities.knowledge import COLUMNS, KnowledgeBase, KnowledgeBaseError
from extractor.lang.everyday import is_everyday_word
from extractor.lang.registers import RegisterTable, register_table

_SHORTEST = 2  # characters of a name that is looked for in running text


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the register that gave no row. `why` is one line for people."""

    line: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A table in the form of the knowledge base, how many rows it has, and the lines that were left out."""

    table: str
    rows: int
    left_out: tuple[LeftOut, ...]


def read_register(text: str, source: str, columns: Mapping[str, str], known: KnowledgeBase) -> Imported:
    """The rows of a register. `columns` maps a role (code, name, market, name_en) to a column of the user's naming.

    `known` is the base that the rows will join: what it knows by the ticker is kept whatever its name is. Raises
    `KnowledgeBaseError` where no column is the name or the code, where a column that the user named is not there, where
    a quote that nobody closed takes in the lines behind it, and where no line gives a row.
    """
    table = register_table()
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    # Line breaks as one sign: a carriage return within a name would part the rows of the table.
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=None), dialect=dialect)
    header = _header(reader, source)
    roles = _roles(header, columns, table, source)
    rows: dict[str, list[str]] = {}
    left_out: list[LeftOut] = []
    for line, row in _lines(reader, header, source):
        cells = {role: (row.get(column) or "").strip() for role, column in roles.items()}
        made = _row(cells, table, known, rows)
        if isinstance(made, str):
            left_out.append(LeftOut(line, cells["name"], made))
        else:
            rows[made[0]] = made
    if not rows:
        first = f"; the first is line {left_out[0].line}: {left_out[0].why}" if left_out else ""
        raise KnowledgeBaseError(f"{source}: no line of it gives a row, {len(left_out)} are left out{first}")
    lines = ("\t".join(COLUMNS), *("\t".join(row) for row in rows.values()))
    return Imported("\n".join(lines) + "\n", len(rows), tuple(left_out))


def _header(reader: "csv.DictReader[str]", source: str) -> tuple[str, ...]:
    try:
        header = tuple(reader.fieldnames or ())
    except csv.Error as error:
        raise KnowledgeBaseError(f"{source}, line 1: {error}") from None
    if not header:
        raise KnowledgeBaseError(f"{source}: no line in it; the first one names the columns")
    return header


def _lines(
    reader: "csv.DictReader[str]", header: tuple[str, ...], source: str
) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The rows of the register with the 1-based lines on which they begin."""
    while True:
        before = reader.line_num
        try:
            row = next(reader, None)
        except csv.Error as error:
            quote = "; perhaps a quote on that line is not closed" if reader.line_num > before + 1 else ""
            raise KnowledgeBaseError(f"{source}, line {before + 1}: {error}{quote}") from None
        if row is None:
            return
        cells = [cell for cell in row.values() if isinstance(cell, str)]
        line = reader.line_num - sum(cell.count("\n") for cell in cells)
        # A field may be of several lines, but they are no rows: those a quote would swallow with all companies in them.
        swallowed = [
            more
            for cell in cells
            for more in cell.split("\n")[1:]
            if more.count(reader.reader.dialect.delimiter) >= len(header) - 1
        ]
        if swallowed:
            why = f"a quote is not closed there and takes in {len(swallowed)} lines behind it"
            raise KnowledgeBaseError(f"{source}, line {line}: {why}; the first is {swallowed[0][:40]!r}")
        yield line, row


def _roles(header: tuple[str, ...], columns: Mapping[str, str], table: RegisterTable, source: str) -> dict[str, str]:
    """The column of each role that the register has."""
    unknown = [name for name in columns.values() if name not in header]
    if unknown:
        raise KnowledgeBaseError(f"{source}, line 1: no column {unknown[0]!r}; there are {', '.join(header)}")
    plain = {"".join(name.split()).casefold(): name for name in header}
    roles = dict(columns)
    for role, names in table.columns.items():
        found = next((plain[key] for name in names if (key := "".join(name.split()).casefold()) in plain), None)
        if found is not None and found not in roles.values():
            roles.setdefault(role, found)
    for role in ("code", "name"):
        if role not in roles:
            there = f"no column is the {role}; there are {', '.join(header)}"
            raise KnowledgeBaseError(f"{source}, line 1: {there}. Say which: --column {role}=NAME")
    return roles


def _row(
    cells: Mapping[str, str], table: RegisterTable, known: KnowledgeBase, rows: Mapping[str, list[str]]
) -> list[str] | str:
    """The fields of a row, or why there is none."""
    name, code = cells["name"], cells["code"]
    if not name or not code:
        return "no name or no code"
    if any(sign in name + code for sign in "\t\n|"):
        return "a tab, a line break or a bar in the name or the code"
    ticker = _ticker(code, cells.get("market", ""), table)
    if ticker is None:
        return f"market unknown: code {code!r}, market {cells.get('market', '')!r}"
    kb_id = ticker.replace(":", "-").lower()
    if any(not (sign.isascii() and (sign.isalnum() or sign == "-")) for sign in kb_id):
        return f"the code {code!r} is not made of letters and digits"
    if kb_id in rows:
        return f"{ticker} stands in the register already"
    if len(name) < _SHORTEST:
        return "a name of one character would be found everywhere"
    exchange = ticker.partition(":")[0]
    script = "ko" if any(map(is_hangul, name)) else "zh" if any(map(is_han, name)) else table.exchanges[exchange].lang
    if not known.has_ticker(ticker):
        if is_everyday_word(name, script):
            return "the name is an everyday word and would be found everywhere"
        if (other := known.lookup(name)) is not None and other.type != "ORG":
            return f"the name is known as a {other.type} ({other.id})"
    fields = dict.fromkeys(COLUMNS, "") | {
        "id": kb_id, "type": "ORG", "tickers": ticker, "kind": "company", "country": table.exchanges[exchange].country,
        "en": cells.get("name_en", ""),
    }  # fmt: skip
    fields[script] = name
    return [fields[column] for column in COLUMNS]


def _ticker(code: str, market: str, table: RegisterTable) -> str | None:
    """`EXCHANGE:CODE` by the code's suffix (600519.SH), the market's name, or the code's first digits."""
    stem, _, suffix = code.partition(".")
    if (exchange := table.suffixes.get(suffix.upper())) is not None:
        return f"{exchange}:{stem}"
    if (exchange := table.markets.get("".join(market.split()).casefold())) is not None:
        return f"{exchange}:{stem.zfill(table.exchanges[exchange].digits) if stem.isdigit() else stem}"
    return None
