"""The door to rjieba: Chinese words with jieba's parts of speech, traditional text too."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from extractor.core.errors import MissingPackageError
from extractor.core.records import Token
from extractor.lang.segment import align, readable, stretches


class RjiebaSegmenter:
    """rjieba. Its dictionary is simplified, so traditional text is read in simplified characters, one for one."""

    name = "rjieba"

    def __init__(self) -> None:
        self._tag = _rjieba().tag

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of `text` as written there, traditional where it is, with jieba's tags (`ns`, `m`, `v`, …)."""
        read, starts = readable(text, simplify=True)
        words = ((word, tag) for start, end in stretches(read) for word, tag in self._tag(read[start:end]))
        return align(text, words, read, starts)


def dictionary_words(text: str) -> Iterator[tuple[int, int]]:
    """The words `(start, end)` of a simplified text that rjieba has in its dictionary, of two characters and more.

    None is guessed: what the dictionary lacks is single characters there. The cut is the likeliest of the whole
    sentence, so that two readings of one place do not meet. Raises `MissingPackageError`.
    """
    read, _ = readable(text)
    if len(read) != len(text):
        return
    cut = _rjieba().cut
    for start, end in stretches(read):
        at = start
        for word in cut(read[start:end], False):
            if len(word) > 1:
                yield at, at + len(word)
            at += len(word)


@lru_cache(maxsize=4096)
def word_class(word: str) -> str:
    """jieba's tag of a dictionary's word: `n` a common noun, `ns` a place, `nt` an organisation; "" of two words."""
    tagged = _rjieba().tag(word, False)
    return str(tagged[0][1]) if len(tagged) == 1 else ""


def _rjieba() -> Any:
    try:
        return import_module("rjieba")
    except ImportError as error:
        raise MissingPackageError(f"Chinese segmentation needs rjieba: pip install rjieba ({error})") from error
