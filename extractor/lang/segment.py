"""Tokens with their places in the text, whatever analyser makes them.

Analysers give words and tags; `align` finds them in the text that they were made from and refuses what does
not fit, so a token never points at other characters than its own.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Protocol

from extractor.core.errors import AlignmentError
from extractor.core.records import Token
from extractor.core.text import fold
from extractor.lang.segmenter_table import base_language
from extractor.lang.sentences import split_sentences

__all__ = [
    "SEGMENTERS",
    "NoSegmenter",
    "Segmenter",
    "align",
    "load_segmenter",
    "place",
    "readable",
    "split_sentences",
    "stretches",
]

SEGMENTERS: tuple[str, ...] = ("konlpy", "okt", "komoran", "kiwi", "none")
_DOORS: dict[str, str] = {
    "konlpy": "konlpy_door:MecabSegmenter",
    "okt": "konlpy_door:OktSegmenter",
    "komoran": "konlpy_door:KomoranSegmenter",
    "kiwi": "kiwi_door:KiwiSegmenter",
    "rjieba": "rjieba_door:RjiebaSegmenter",
}


class Segmenter(Protocol):
    """Cuts a text into tokens in text order that do not overlap and leave out nothing but white space."""

    @property
    def name(self) -> str:
        """The name that `load_segmenter` knows it by."""

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of `text`; `text[token.start:token.end] == token.text`. Raises `AlignmentError`."""


class NoSegmenter:
    """The segmenter `none`: no tokens at all."""

    name = "none"

    def tokens(self, text: str) -> tuple[Token, ...]:
        """No tokens."""
        return ()


@lru_cache(maxsize=8)
def load_segmenter(name: str, lang: str) -> Segmenter:
    """The segmenter of that name for a language, loaded once in a process.

    Chinese has one, rjieba, which every name but `none` gives. Raises `ValueError` on an unknown name or
    language and `MissingPackageError` where the analyser is not installed.
    """
    if name not in SEGMENTERS:
        raise ValueError(f"no segmenter {name!r}: expected one of {', '.join(SEGMENTERS)}")
    base = base_language(lang)
    if name == "none":
        return NoSegmenter()
    module, attribute = _DOORS["rjieba" if base == "zh" else name].split(":")
    segmenter: Segmenter = getattr(import_module(f"extractor.lang.{module}"), attribute)()
    return segmenter


def readable(text: str, *, simplify: bool = False) -> tuple[str, tuple[int, ...] | None]:
    """`text` as an analyser should read it, and the original offset of each character (None: the same).

    Hangul is composed and full width folded; control characters, which analysers drop or cut at, are blanks.
    """
    folded = fold(text, simplify=simplify)
    if folded.text.isprintable():
        return folded.text, folded.starts
    clean = "".join(c if c.isprintable() else "?" if "\ud800" <= c <= "\udfff" else " " for c in folded.text)
    return clean, folded.starts


def stretches(text: str, longest: int = 4000) -> Iterator[tuple[int, int]]:
    """Pieces of at most `longest` characters, cut at blanks where there are any; none begins with a blank.

    Analysers hold a lattice of everything they are given, so an article comes to them in pieces; Komoran counts
    its offsets from the first visible character.
    """
    start = _past_blanks(text, 0)
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            blank = text.rfind(" ", start + 1, end)
            end = blank if blank > start else end
        yield start, end
        start = _past_blanks(text, end)


def align(
    text: str, words: Iterable[tuple[str, str]], read: str | None = None, starts: tuple[int, ...] | None = None
) -> tuple[Token, ...]:
    """Tokens for `words`, pairs of a word and its tag, that spell `text` in order but for white space.

    `read` is what the analyser read where that is not `text` itself, `starts` its way back to `text`. Raises
    `AlignmentError` on a word that does not stand next in the text, and on visible text that no word covers.
    """
    source = text if read is None else read
    spans: list[tuple[int, int, str]] = []
    position = 0
    for word, tag in words:
        word = word.strip()
        if not word:
            continue
        position = _past_blanks(source, position)
        if not source.startswith(word, position):
            raise AlignmentError(
                f"token {word!r} ({tag}) does not stand at offset {_origin(position, starts)}, "
                f"where the text goes {source[position : position + 20]!r}"
            )
        spans.append((position, position + len(word), tag))
        position += len(word)
    return place(text, spans, source, starts)


def place(
    text: str, spans: Iterable[tuple[int, int, str]], read: str | None = None, starts: tuple[int, ...] | None = None
) -> tuple[Token, ...]:
    """Tokens for spans with tags, in order; spans that overlap become one token with tags joined by `+`.

    Offsets are into `read` where that is given. Raises `AlignmentError` on a span outside of the text, one that
    goes back behind the last, and on visible text that no span covers.
    """
    source = text if read is None else read
    merged: list[tuple[int, int, str]] = []
    position = 0
    for start, end, tag in spans:
        if not 0 <= start <= end <= len(source) or (merged and start < merged[-1][0]):
            raise AlignmentError(f"token at {start}:{end} ({tag}) is out of order or outside of the text")
        if merged and start < merged[-1][1]:
            before = merged[-1]
            merged[-1] = (before[0], max(end, before[1]), f"{before[2]}+{tag}")
        elif start == end:  # a morpheme that the writing swallowed belongs to the token before it
            if merged:
                merged[-1] = (*merged[-1][:2], f"{merged[-1][2]}+{tag}")
            continue
        else:
            _all_blank(source, position, start, starts)
            merged.append((start, end, tag))
        position = merged[-1][1]
    _all_blank(source, position, len(source), starts)
    tokens = ((_origin(start, starts), _origin(end, starts), tag) for start, end, tag in merged)
    return tuple(Token(start=start, end=end, text=text[start:end], pos=tag) for start, end, tag in tokens)


def _past_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _all_blank(text: str, start: int, end: int, starts: tuple[int, ...] | None) -> None:
    missing = text[start:end].strip()
    if missing:
        raise AlignmentError(f"no token covers {missing[:20]!r} near offset {_origin(start, starts)}")


def _origin(offset: int, starts: tuple[int, ...] | None) -> int:
    return offset if starts is None else starts[offset]
