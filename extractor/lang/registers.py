"""What registers of listed companies call things: the table `lang/shared/registers.toml` and its reader."""

from functools import lru_cache

from extractor.lang.lexicon import SHARED, read_table
from extractor.lang.tables import Row


class Exchange(Row):
    """Where the companies of an exchange are, the language of Latin names there, the digits of a code."""

    country: str
    lang: str
    digits: int


class RegisterTable(Row):
    """Names of columns by role, exchanges by market name and by suffix."""

    columns: dict[str, tuple[str, ...]]
    markets: dict[str, str]
    suffixes: dict[str, str]
    exchanges: dict[str, Exchange]


@lru_cache(maxsize=1)
def register_table() -> RegisterTable:
    """The one table. Raises `TableError` with file and field where it cannot be read."""
    return read_table(SHARED, "registers", RegisterTable)
