"""Which values measure nothing and have no fact: denominators, definitions, ranks, and counts that only say which."""

from extractor.core.values import Percent, Quantity
from extractor.facts.implied import is_age
from extractor.facts.scene import Line, Scene
from extractor.lang.facts import FactGrammar

_RANKS = 100  # 3대 전략, 100대 기업
_PROPORTION = 10  # 10명 중 6명
_SHORT = 6


def counts_nothing(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> bool:
    """Whether a value has no fact: 3대 전략, 100엔당, 每10股, 1bp는 0.01%포인트, 这两家公司."""
    spot, text = line.values[index], scene.text
    value = spot.mention.value
    head, tail = text[max(line.start, spot.start - 8) : spot.start], text[spot.end : spot.end + 24]
    if _is_denominator(head, tail, grammar) or _defines(line, index, text):
        return True
    if not isinstance(value, Quantity):
        return False
    if value.unit in grammar.uncounted or tail.startswith(grammar.aspects):
        return True
    if value.unit in grammar.ranked and not is_age(spot, line, scene, grammar):
        if tail[:1] == " " and (value.amount or 0) < _RANKS and not tail[1:2].isdigit():
            return True
        if tail.lstrip()[:1] == "1" and (value.amount or 0) == 1:  # 1대1 상담
            return True
    if grammar.chosen.search(head.rstrip()) is not None and _is_word(head.rstrip(), grammar):
        return (value.amount or 0) < _RANKS
    return _is_proportion(line, index, text, grammar)


def _is_denominator(head: str, tail: str, grammar: FactGrammar) -> bool:
    """Whether other values are given per this one: 100엔당, 1TEU(20피트 컨테이너 1개)당, 每10股."""
    if not grammar.spaced:
        return grammar.per_before.search(head) is not None
    closed = tail.find(")") + 1 if tail.startswith("(") else 0
    return tail[closed:].lstrip().startswith(grammar.per_marks)


def _defines(line: Line, index: int, text: str) -> bool:
    """Whether a value is part of a definition in brackets: 25bp(1bp는 0.01%포인트)."""

    def is_one(at: int) -> bool:
        value = line.values[at].mention.value
        opened = text[line.values[at].start - 1 : line.values[at].start] == "("
        return isinstance(value, Percent) and value.unit == "basis_point" and value.amount == 1 and opened

    if is_one(index):
        return True
    return index > 0 and is_one(index - 1) and line.values[index].start - line.values[index - 1].end <= _SHORT


def _is_word(head: str, grammar: FactGrammar) -> bool:
    """Whether the mark at the end is a whole word, where words are spaced."""
    if not grammar.spaced:
        return True
    match = grammar.chosen.search(head)
    return match is not None and (match.start() == 0 or not head[match.start() - 1].isalnum())


def _is_proportion(line: Line, index: int, text: str, grammar: FactGrammar) -> bool:
    """Whether a count is a set of which so many are taken, or, of ten, the part: 10명 중 6명."""

    def takes(at: int) -> bool:
        if at + 1 >= len(line.values):
            return False
        first, second = line.values[at], line.values[at + 1]
        one, other = first.mention.value, second.mention.value
        if not isinstance(one, Quantity) or not isinstance(other, Quantity) or one.unit != other.unit:
            return False
        return grammar.among.fullmatch(text, first.end, second.start) is not None

    if takes(index):
        return True
    if index == 0 or not takes(index - 1):
        return False
    whole = line.values[index - 1].mention.value
    return grammar.spaced and isinstance(whole, Quantity) and (whole.amount or 0) <= _PROPORTION
