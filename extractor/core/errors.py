"""The errors that a caller may meet; each says what is wrong and where."""

import traceback
from pathlib import PurePath


class ExtractorError(Exception):
    """Any error that this library raises on purpose."""


class TableError(ExtractorError):
    """A language table that cannot be read: the message names the file and the row."""


class MissingPackageError(ExtractorError):
    """An optional package that is not installed: the message says how to install it."""


class ModelError(ExtractorError):
    """A model that cannot be read: the message names it and what is wrong."""


class FormatError(ExtractorError):
    """A format of annotated articles that is not known, or cannot be told from a file."""


class ArticleError(ExtractorError):
    """An article that cannot be read. `what` is the kind of failure, `why` a sentence for people.

    `line` is the 1-based line of a JSON Lines file, None where the whole file failed.
    """

    def __init__(self, what: str, why: str, line: int | None = None) -> None:
        super().__init__(f"{what}: {why}")
        self.what = what
        self.why = why
        self.line = line

    def __reduce__(self) -> tuple[type["ArticleError"], tuple[str, str, int | None]]:
        return type(self), (self.what, self.why, self.line)


def unforeseen(error: Exception) -> ArticleError:
    """What an error that nobody foresaw is to an article: `internal`, with the place in the code where it happened."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return ArticleError("internal", f"{type(error).__name__}: {error} ({PurePath(last.filename).name}:{last.lineno})")


class AlignmentError(ExtractorError):
    """Tokens of a segmenter that do not spell the text that they were made from."""
