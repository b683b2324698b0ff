"""The names of a sentence but that of a paper at its head, which speaks of others: 挖贝网 6月22日消息."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from extractor.core.spans import Mention
from extractor.lang.facts import FactGrammar


class _Placed(Protocol):
    """A mention at its place in the folded text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def mention(self) -> Mention: ...


_Spot = TypeVar("_Spot", bound=_Placed)


def without_paper(text: str, start: int, spots: Sequence[_Spot], grammar: FactGrammar) -> Sequence[_Spot]:
    """The names among the spots of a sentence that begins at `start`, in text order."""
    names = [spot for spot in spots if spot.mention.entity is not None]
    at_head = bool(names) and names[0].start == start
    return names[1:] if at_head and _is_paper(text, names[0], spots, grammar) else names


def _is_paper(text: str, name: _Spot, spots: Sequence[_Spot], grammar: FactGrammar) -> bool:
    """Whether what stands behind a name is a dateline: places, days, and a word for news."""
    if grammar.dateline is None:
        return False
    speech, at, dated = grammar.table.speech, name.end, False
    for spot in spots:
        if spot.start >= at and not text[at : spot.start].strip():
            at, dated = spot.end, dated or spot.mention.type == "date"
    named = text[name.start : name.end]
    if dated and text[at : at + 1] == "," and named.endswith(speech.papers):
        return not named.endswith(speech.no_papers)
    return grammar.dateline.match(text, at) is not None
