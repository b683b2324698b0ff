"""The shape of `segmenter.toml`, one in each language's folder, and its reader."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extractor.core.errors import TableError

LANGUAGES: tuple[str, ...] = ("ko", "zh")


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pairs(_Closed):
    """Signs that open and close. A stretch longer than `longest` characters is taken for a mistake of the writer."""

    pairs: tuple[str, ...]
    straight: str = ""
    apostrophes: str = ""
    asides: str = ""
    longest: int = Field(gt=0)

    @field_validator("pairs")
    @classmethod
    def _two_signs(cls, pairs: tuple[str, ...]) -> tuple[str, ...]:
        for pair in pairs:
            if len(pair) != 2 or pair[0] == pair[1]:
                raise ValueError(f"a pair is an opening and a closing sign, not {pair!r}")
        return pairs


class Stops(_Closed):
    """What ends a sentence. `finals` are the syllables after which a stop ends it even with no blank behind."""

    full: str
    marks: str
    points: str
    ellipses: str
    finals: tuple[str, ...] = ()
    not_final: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    bullets: str = ""
    starters: str = ""


class GoesOn(_Closed):
    """What shows that a sentence goes on after a quotation that ends in a stop.

    `words` stand alone, `beginnings` begin a word, `after_stop` follow a stop with no quotation mark; with
    `letters_touching` any letter of the language that touches the quotation goes on. `speech` verbs end the
    few words that say who spoke.
    """

    punctuation: str
    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    after_stop: tuple[str, ...] = ()
    letters_touching: bool = False
    speech: tuple[str, ...] = ()


class Detection(_Closed):
    """The letters of the language, as ranges of two characters, and letters that only a neighbour writes."""

    letters: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    foreign_characters: str = ""

    @field_validator("letters", "foreign")
    @classmethod
    def _range(cls, ranges: tuple[str, ...]) -> tuple[str, ...]:
        for pair in ranges:
            if len(pair) != 2 or pair[0] > pair[1]:
                raise ValueError(f"a range is its first and its last character, not {pair!r}")
        return ranges


class SegmenterTable(_Closed):
    """Everything that a language says about cutting its texts."""

    quotations: Pairs
    brackets: Pairs
    stops: Stops
    goes_on: GoesOn
    detection: Detection


def base_language(lang: str) -> str:
    """The folder of a language: `zh` for `zh-Hant`. Raises `ValueError` on a language that has none."""
    base = lang.split("-")[0]
    if base not in LANGUAGES:
        raise ValueError(f"no language {lang!r}: expected one of ko, zh-Hans, zh-Hant")
    return base


@lru_cache(maxsize=len(LANGUAGES))
def load_table(base: str) -> SegmenterTable:
    """The table of a base language (`ko`, `zh`). Raises `TableError` naming the file and the key."""
    path = files("extractor.lang") / base / "segmenter.toml"
    try:
        return SegmenterTable.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise TableError(f"lang/{base}/segmenter.toml: {error}") from error
