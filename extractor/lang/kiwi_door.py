"""The door to kiwipiepy, an optional Korean analyser without Java."""

from collections.abc import Iterator
from importlib import import_module

from extractor.core.errors import MissingPackageError
from extractor.core.records import Token
from extractor.lang.segment import place, readable, stretches


class KiwiSegmenter:
    """kiwipiepy with its own model; tags are its Sejong set."""

    name = "kiwi"

    def __init__(self) -> None:
        try:
            kiwipiepy = import_module("kiwipiepy")
        except ImportError as error:
            raise MissingPackageError(
                f'the segmenter kiwi needs kiwipiepy: pip install "kozh-extractor[kiwi]" ({error})'
            ) from error
        self._kiwi = kiwipiepy.Kiwi(num_workers=1)  # threads would change no result, only the load

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The morphemes of `text`; those that share a syllable are one token with both tags."""
        read, starts = readable(text)
        return place(text, self._spans(read), read, starts)

    def _spans(self, read: str) -> Iterator[tuple[int, int, str]]:
        for start, end in stretches(read):
            for token in self._kiwi.tokenize(read[start:end]):
                yield start + token.start, start + token.end, token.tag
