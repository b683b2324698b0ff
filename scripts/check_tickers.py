"""Checks the tickers of the knowledge base against registers of listed companies.

    python scripts/check_tickers.py [REGISTERS]

REGISTERS is a folder with `krx.csv` (code, isin, name, market) and `ashare.csv` (code with suffix, name, area,
industry), by default ../shared/registers; a register that is not there is not checked. A code must be listed and its
listed name must agree with one of the row's names. Prints one line a mismatch; exit status 1 if there is any.
"""

import csv
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "extractor" / "entities" / "kb"
REGISTERS = ROOT.parent / "shared" / "registers"
SUFFIXES = {"SH": "SSE", "SZ": "SZSE", "BJ": "BSE"}


def plain(name: str) -> str:
    """A name as it is compared: half-width, upper case, letters and digits only."""
    folded = unicodedata.normalize("NFKC", name).upper()
    return "".join(character for character in folded if character.isalnum())


def listed(registers: Path) -> dict[str, dict[str, str]]:
    """The listed names by exchange and code, of the registers that exist in the folder."""
    names: dict[str, dict[str, str]] = {}
    for row in _rows(registers / "krx.csv"):
        names.setdefault("KRX", {})[row["code"]] = row["name"]
    for row in _rows(registers / "ashare.csv"):
        code, _, suffix = row["code"].partition(".")
        names.setdefault(SUFFIXES[suffix], {})[code] = row["name"]
    return names


def agrees(name: str, row: Mapping[str, str]) -> bool:
    """Whether a listed name stands in a name of the row, or one of those begins or ends it (share classes follow)."""
    wanted = plain(name)
    for column in ("ko", "zh", "en", "aliases_ko", "aliases_zh", "aliases_en"):
        for known in map(plain, row[column].split("|")):
            if known and (wanted in known or wanted.startswith(known) or wanted.endswith(known)):
                return True
    return False


def mismatches(registers: Path, tables: Path = TABLES) -> Iterator[str]:
    """One line for each ticker that a register contradicts: file, id, ticker, what the register says."""
    names = listed(registers)
    for table in sorted(tables.glob("*.tsv")):
        for row in _rows(table, "\t"):
            for ticker in filter(None, row["tickers"].split("|")):
                exchange, _, code = ticker.partition(":")
                known = names.get(exchange)
                if known is None:
                    continue
                if code not in known:
                    yield f"{table.name}: {row['id']}: {ticker} is not listed"
                elif not agrees(known[code], row):
                    yield f"{table.name}: {row['id']}: {ticker} is {known[code]}, not {row['ko']} or {row['zh']}"


def _rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as lines:
            if delimiter == "\t":  # the tables have no quoting: a quotation mark is part of a name
                yield from csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            else:
                yield from csv.DictReader(lines, delimiter=delimiter)


def main(arguments: list[str]) -> int:
    """The exit status: 1 if any ticker is contradicted."""
    found = list(mismatches(Path(arguments[0]) if arguments else REGISTERS))
    print("\n".join(found) if found else "every ticker that a register covers agrees with it")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
