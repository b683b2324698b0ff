"""A table of words, however it is shown in the end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a title, a heading for each column, rows of cells. The first `words` columns are no numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 2
