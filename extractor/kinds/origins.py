"""Where a reading comes from: the row of the language's tables whose word gave the unit, the phrase or the part."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from extractor.kinds.date import DateDraft
from extractor.kinds.view import Candidate, View
from extractor.lang.lexicon import SHARED, TABLE_FOLDERS, Lexicon, load_lexicon
from extractor.lang.money_tables import load_amounts

# The sections of the tables in which the words of each kind stand, a file and a key.
_SECTIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "money": (
        ("money", "currencies"), ("currencies", "signs"), ("currencies", "codes"),
        ("amounts", "nouns_before"), ("amounts", "nouns_after"), ("amounts", "unit_heads"),
    ),
    "percent": (("percent", "percents"), ("percent", "before"), ("percent", "fixed")),
    "multiple": (("units", "multiples"), ("units", "fixed"), ("units", "doublings"), ("numbers", "fractions")),
    "quantity": (
        ("units", "units"), ("units", "places"), ("units", "level_before"), ("amounts", "counted_before"),
    ),
    "ordinal": (
        ("units", "ordinals"), ("units", "ordinal_words"), ("units", "ordinal_before"), ("units", "rank_before"),
    ),
    "date": (("dates", "parts"), ("durations", "units"), ("durations", "fixed")),
    "duration": (("durations", "units"), ("durations", "fixed"), ("durations", "some")),
    "set": (("durations", "sets"), ("durations", "daily"), ("durations", "units")),
    "time": (
        ("durations", "dayparts"), ("durations", "clocks"), ("durations", "hours"), ("durations", "weak_hours"),
    ),
}  # fmt: skip
_WORDS = ("words", "before", "signs", "say")  # the columns of a row in which words stand
_SHOWN = 4
_LEFT = 24  # characters left of a reading in which the word that makes it one may stand


class TableRow(BaseModel):
    """A row of a language table: its file in the package, its line there, and the word of it that was met."""

    model_config = ConfigDict(frozen=True)

    file: str
    line: int
    section: str
    word: str
    words: tuple[str, ...]  # all words of the row

    def __str__(self) -> str:
        shown = list(self.words[:_SHOWN])
        if self.word not in shown:
            shown = [self.word, *shown[: _SHOWN - 1]]
        more = " …" if len(self.words) > len(shown) else ""
        return f"{self.file}:{self.line} {self.section}: {' | '.join(shown)}{more}"


class _Entry(BaseModel):
    """A word of a table, ready to be looked for. `index` counts the rows of a section that is a list of tables."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    key: str
    word: str
    file: str
    section: str
    index: int | None
    row: object
    words: tuple[str, ...]


def rows_of(candidate: Candidate, view: View) -> tuple[TableRow, ...]:
    """The rows that gave a candidate, in the order of the text; none for a shape that only digits make (15:30)."""
    entries = _entries(view.lang)[candidate.kind]
    if isinstance(candidate.value, DateDraft) and candidate.value.parts:
        found = [e for part in candidate.value.parts for e in entries if e.row is part.row and e.word == part.say]
    else:
        found = list(_measured(candidate, view, entries)) or _written(candidate, view, entries)
    return tuple(dict.fromkeys(_located(entry, view.lang) for entry in found))


def _measured(candidate: Candidate, view: View, entries: tuple[_Entry, ...]) -> Iterator[_Entry]:
    """The units of the measures inside a candidate; of several rows that one word has, the first of the kind."""
    kinds = {candidate.kind} | ({"duration"} if candidate.kind in ("date", "set") else set())
    for measure in view.measures:
        if candidate.start <= measure.start and measure.end <= candidate.end:
            units = [unit for unit in measure.units if unit.kind in kinds]
            yield from [e for unit in units for e in entries if e.row is unit.row and e.word == unit.word][:1]


def _written(candidate: Candidate, view: View, entries: tuple[_Entry, ...]) -> list[_Entry]:
    """The longest word inside a candidate, else the one closest to its left."""
    surface = "".join(view.text[candidate.start : candidate.end].split())
    inside = [entry for entry in entries if entry.key in surface]
    if inside:
        return [max(inside, key=lambda entry: len(entry.key))]
    left = "".join(view.text[max(0, candidate.start - _LEFT) : candidate.start].split())
    before = [entry for entry in entries if entry.key in left and entry.section.endswith("before")]
    return [max(before, key=lambda entry: (left.rfind(entry.key), len(entry.key)))] if before else []


@lru_cache(maxsize=4)
def _entries(lang: str) -> Mapping[str, tuple[_Entry, ...]]:
    lexicon = load_lexicon(lang)
    return {kind: tuple(e for file, key in where for e in _of(lexicon, file, key)) for kind, where in _SECTIONS.items()}


def _of(lexicon: Lexicon, file: str, section: str) -> Iterator[_Entry]:
    table = load_amounts(lexicon.lang) if file == "amounts" else getattr(lexicon, file)
    for index, row in enumerate(rows := getattr(table, section)):
        if isinstance(row, str):
            yield _entry(row, file, section, None, None, tuple(rows))
            continue
        words = tuple(word for column in _WORDS for word in getattr(row, column, ()))
        for word in words:
            yield _entry(word, file, section, index, row, words)


def _entry(word: str, file: str, section: str, index: int | None, row: object, words: tuple[str, ...]) -> _Entry:
    return _Entry(
        key="".join(word.split()), word=word, file=file, section=section, index=index, row=row, words=words
    )  # fmt: skip


def _located(entry: _Entry, lang: str) -> TableRow:
    folder = SHARED if entry.file == "currencies" else TABLE_FOLDERS[lang]
    line = line_of(folder, entry.file, entry.section, entry.index, entry.word)
    file = f"extractor/lang/{folder}/{entry.file}.toml"
    return TableRow(file=file, line=line, section=entry.section, word=entry.word, words=entry.words)


@lru_cache(maxsize=1024)
def line_of(folder: str, file: str, section: str, index: int | None, word: str) -> int:
    """The line, from 1, on which a row begins, or a key that holds a list or table of words."""
    lines = (resources.files("extractor.lang") / folder / f"{file}.toml").read_text(encoding="utf-8").splitlines()
    if index is not None:
        heads = [number for number, line in enumerate(lines, 1) if line.strip() == f"[[{section}]]"]
        return heads[index]
    key = next(number for number, line in enumerate(lines, 1) if line.startswith((f"{section} =", f"[{section}]")))
    return next((number for number, line in enumerate(lines, 1) if number >= key and f'"{word}"' in line), key)
