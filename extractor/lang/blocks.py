"""The reader of the block tables: words for bylines, captions, copyright lines, lists of other articles, headings.

Tables hold words, never patterns; `extractor.ingest.blocks` holds the forms that they stand in.
"""

from functools import lru_cache

from extractor.core.errors import TableError
from extractor.lang.lexicon import SHARED, TABLE_FOLDERS, read_table
from extractor.lang.tables import Row, Words


class BlockTable(Row):
    """The words of one language that tell what a line is for."""

    reporters: Words  # behind a name
    reporters_with_address: Words  # those of `reporters` that need an e-mail address beside them
    reporters_before: Words  # before one or more names
    editors: Words  # those of `reporters_before` who are no authors
    before_reporter: Words  # "our" before a reporter: not the name of a publisher
    works: Words  # what a reporter did, behind the names
    media_endings: Words
    places: Words
    wires: Words  # what closes a dateline
    wire_traps: Words  # words that begin like a wire
    wire_months: str
    wire_days: str
    wire_after: Words
    titles: Words  # opens a line that repeats the title
    sources: Words  # opens the name of the source
    heading_marks: Words
    heading_numerals: Words | str
    caption_marks: Words
    caption_starts: Words
    caption_credits: Words
    caption_ends: Words
    caption_makers: Words  # ends a short line, or the words behind its last full stop
    copyrights: Words
    copyright_starts: Words
    notices: Words
    related: Words
    published: Words
    modified: Words
    forenoon: Words
    afternoon: Words


class FieldTable(Row):
    """Names of JSON fields by role, the likelier first."""

    text: Words
    title: Words
    date: Words
    authors: Words
    publisher: Words
    id: Words
    lang: Words
    list: Words
    name: Words


ROLES: tuple[str, ...] = ("text", "title", "date", "authors", "publisher", "id", "lang")


@lru_cache(maxsize=4)
def load_blocks(lang: str) -> BlockTable:
    """The block words of `lang`. Raises `TableError` for a language that has no tables."""
    folder = TABLE_FOLDERS.get(lang)
    if folder is None:
        raise TableError(f"no tables for the language {lang!r}: there are {', '.join(TABLE_FOLDERS)}")
    return read_table(folder, "blocks", BlockTable)


@lru_cache(maxsize=1)
def load_fields() -> FieldTable:
    """The names of JSON fields that all languages share."""
    return read_table(SHARED, "fields", FieldTable)
