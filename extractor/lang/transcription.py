"""How Korean writes Chinese names: the table `lang/shared/transcription.toml` and its reader."""

from functools import lru_cache

from extractor.lang.lexicon import SHARED, read_table
from extractor.lang.tables import Row

Letters = dict[str, tuple[str, ...]]


class Buzzed(Row):
    """The vowel that pinyin does not write after these initials."""

    initials: tuple[str, ...]
    final: str


class InitialLaw(Row):
    """A letter that becomes another at the head of a word (두음법칙), before these vowels, or before any of them."""

    letter: str
    becomes: str
    vowels: tuple[str, ...] = ()


class Folding(Row):
    """Letters that a comparison takes for one."""

    palatals: tuple[str, ...]
    vowels: dict[str, str]
    consonants: dict[str, str]


class Example(Row):
    """A name and its two Hangul forms; each is a test."""

    name: str
    mandarin: str
    sino: str


class TranscriptionTable(Row):
    """The letters of pinyin in Hangul, and the readings of Hanja that a dictionary of one reading each lacks."""

    initials: Letters
    finals: Letters
    alone: Letters
    buzzed: Buzzed
    folded: Folding
    initial_law: tuple[InitialLaw, ...]
    hanja: dict[str, str]
    example: tuple[Example, ...]


@lru_cache(maxsize=1)
def transcription_table() -> TranscriptionTable:
    """The one table. Raises `TableError` with file and field where it cannot be read."""
    return read_table(SHARED, "transcription", TranscriptionTable)
