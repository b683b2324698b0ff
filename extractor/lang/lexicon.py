"""The reader of the language tables.

One folder of TOML files per language; `tables.py` and `date_tables.py` say what a row may hold. A row that does not
fit is a `TableError` that names the file, the row and the field.
"""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.core.errors import TableError
from extractor.lang.date_tables import DateTable, DurationTable
from extractor.lang.number_tables import NumberTable
from extractor.lang.tables import (
    CurrencyTable,
    LanguageTable,
    MoneyTable,
    PercentTable,
    Row,
    UnitTable,
)  # fmt: skip

TABLE_FOLDERS = {"ko": "ko", "zh-Hans": "zh", "zh-Hant": "zh"}
SHARED = "shared"

_T = TypeVar("_T", bound=Row)


def read_table(folder: str, name: str, shape: type[_T]) -> _T:
    """The table `lang/<folder>/<name>.toml` as `shape`. Raises `TableError` naming file, row and field."""
    path = resources.files("extractor.lang") / folder / f"{name}.toml"
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return shape.model_validate(data)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"lang/{folder}/{name}.toml: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise TableError(f"lang/{folder}/{name}.toml: {where}: {first['msg']}") from error


class Lexicon(BaseModel):
    """All tables of one language."""

    model_config = ConfigDict(frozen=True)

    lang: str
    language: LanguageTable
    numbers: NumberTable
    money: MoneyTable
    currencies: CurrencyTable
    percent: PercentTable
    units: UnitTable
    dates: DateTable
    durations: DurationTable


@lru_cache(maxsize=4)
def load_lexicon(lang: str) -> Lexicon:
    """The tables of `lang` ("ko", "zh-Hans", "zh-Hant"). Raises `TableError` for an unknown language."""
    folder = TABLE_FOLDERS.get(lang)
    if folder is None:
        raise TableError(f"no tables for the language {lang!r}: there are {', '.join(TABLE_FOLDERS)}")
    return Lexicon(
        lang=lang,
        language=read_table(folder, "language", LanguageTable),
        numbers=read_table(folder, "numbers", NumberTable),
        money=read_table(folder, "money", MoneyTable),
        currencies=read_table(SHARED, "currencies", CurrencyTable),
        percent=read_table(folder, "percent", PercentTable),
        units=read_table(folder, "units", UnitTable),
        dates=read_table(folder, "dates", DateTable),
        durations=read_table(folder, "durations", DurationTable),
    )
