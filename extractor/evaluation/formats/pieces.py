"""Tokens for formats that cannot do without: none has white space in it, and none is cut by the edge of a mention."""

import re
from collections.abc import Iterator

from extractor.evaluation.formats.shape import Annotated

Piece = tuple[int, int]

# Where a record has no tokens of its own: a run of ASCII letters and digits, else one character with what combines
# with it; the letters of a decomposed Hangul syllable are one.
_ASCII = "[0-9A-Za-z]+"
_SYLLABLE = "[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*"
_COMBINING = "[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\u200d\U000e0100-\U000e01ef]*"
_CHARACTER = re.compile(rf"(?:{_ASCII}|{_SYLLABLE}|\S){_COMBINING}")
_WORD = re.compile(r"\S+")


def pieces(record: Annotated) -> list[Piece]:
    """The spans of the record's own tokens, else of its characters, cut at the edges of mentions and at white space."""
    text = record["text"]
    edges = {edge for mention in record["mentions"] for edge in (mention["start"], mention["end"])}
    tokens = record.get("tokens")
    if tokens:
        edges.update(edge for token in tokens for edge in (token["start"], token["end"]))
    pattern = _WORD if tokens else _CHARACTER
    return [piece for match in pattern.finditer(text) for piece in _cut(match.start(), match.end(), edges)]


def _cut(start: int, end: int, edges: set[int]) -> Iterator[Piece]:
    for at in range(start + 1, end):
        if at in edges:
            yield start, at
            start = at
    yield start, end


def sentence_starts(record: Annotated) -> set[int]:
    """Where the record's sentences start, those that a mention runs over left out; of none, where lines start."""
    sentences = record.get("sentences")
    if sentences:
        starts = {sentence["start"] for sentence in sentences}
    else:
        starts = {match.end() for match in re.finditer(r"\n\s*", record["text"])}
    return {at for at in starts if not any(mention["start"] < at < mention["end"] for mention in record["mentions"])}
