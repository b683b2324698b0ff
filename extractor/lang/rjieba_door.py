"""The door to rjieba: Chinese words with jieba's parts of speech, traditional text too."""

from importlib import import_module

from extractor.core.errors import MissingPackageError
from extractor.core.records import Token
from extractor.lang.segment import align, readable, stretches


class RjiebaSegmenter:
    """rjieba. Its dictionary is simplified, so traditional text is read in simplified characters, one for one."""

    name = "rjieba"

    def __init__(self) -> None:
        try:
            self._tag = import_module("rjieba").tag
        except ImportError as error:
            raise MissingPackageError(f"Chinese segmentation needs rjieba: pip install rjieba ({error})") from error

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of `text` as written there, traditional where it is, with jieba's tags (`ns`, `m`, `v`, …)."""
        read, starts = readable(text, simplify=True)
        words = ((word, tag) for start, end in stretches(read) for word, tag in self._tag(read[start:end]))
        return align(text, words, read, starts)
