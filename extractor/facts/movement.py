"""Whether a value is a level, a change, a share, a difference or a threshold, and which way it moves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.core.facts import Direction
from extractor.core.values import Percent, Quantity
from extractor.facts.measures import measures
from extractor.facts.scene import Line, Scene, Spot, open_bracket
from extractor.lang.facts import FactGrammar, concept_table

_WINDOW = 26
_PARTICLE = 1
_BEHIND = 6  # characters between a value and the noun of its movement
_LED = 16  # characters between a change and the level that it leads to
_GAP = 5  # characters between an amount and its movement: 2조원 가량 줄었다
RELATIVE = ("percent", "multiple")
_LIST = 2  # values in brackets that make a list
_ITEM = 14  # characters between two of them
_COUNTS = frozenset(("people", "items", "households", "companies", "places", "vehicles", "cars", "visits"))


@dataclass(frozen=True, slots=True)
class Movement:
    """How a value moves: `leads` says that it is the level that a movement came to, `signed` that only a sign tells."""

    direction: Direction | None
    change: bool
    leads: bool
    signed: bool = False


STILL = Movement(None, False, False)


def movement(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Movement:
    """The movement of a value by the words beside it, or by its own word (翻番, 반토막)."""
    spot = line.values[index]
    if grammar.spaced and "distance" in measures(spot) and _is_far(scene.text, spot.end, grammar):
        return STILL
    own = grammar.moves.search(scene.text, spot.start, spot.end)
    if own is not None and spot.mention.type == "multiple":
        return Movement(grammar.directions[own[0]], True, False)
    swing = _swing(scene, line, index, grammar)
    if swing is not None:
        return swing
    if spot.mention.type == "multiple" and grammar.spaced and grammar.became.match(scene.text, spot.end):
        return Movement("up", True, False)
    return _behind(scene, line, index, grammar) if grammar.spaced else _ahead(scene, line, index, grammar)


def _is_far(text: str, at: int, grammar: FactGrammar) -> bool:
    """Whether a distance is that of a place: 55㎞ 떨어진 곳."""
    match = grammar.deed.match(text, at) or grammar.deed.match(text, at + 1)
    return match is not None and "distance" in grammar.deeds[match[0]]


def _swing(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Movement | None:
    """A change by the noun before it: 상승폭은 188원, 涨幅收窄至1.7%; one in points is of the noun itself."""
    spot, text = line.values[index], scene.text
    value = spot.mention.value
    if isinstance(value, Percent) and value.unit != "percent":
        return None
    begin = max(line.clause(spot.start)[0], spot.start - 12, line.values[index - 1].end if index else line.start)
    found = last_of(grammar.swing, text[begin : spot.start])
    if found is None:  # 300%的利润增幅, 12%의 성장률
        following = line.values[index + 1].start if index + 1 < len(line.values) else line.end
        of = grammar.of.match(text, spot.end)
        found = grammar.swing.search(text, of.end(), min(of.end() + _BEHIND, following)) if of is not None else None
    if found is None:
        return None
    way = grammar.moves.search(found[0])
    return Movement(grammar.directions[way[0]] if way is not None else None, True, False)


def grown(spot: Spot, concept: str, moved: Movement) -> Movement:
    """The movement of what is given in percent of the time before: GDP of 2.2% has grown by so much."""
    value = spot.mention.value
    if concept not in concept_table().changes["percent"] or not isinstance(value, Percent) or value.unit != "percent":
        return moved
    if moved.change:
        return moved
    amount = value.amount if value.amount is not None else value.low
    return Movement("down" if amount is not None and amount < 0 else "up", True, False)


def _behind(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Movement:
    """In Korean the predicate follows: `12.6% 늘어났다`, `4009억원으로 … 늘었다`; a noun may stand before, 상승률 3%.

    What is crossed or kept is a level: `200달러를 넘어섰다`.
    """
    spot, text = line.values[index], scene.text
    _, clause_end = line.clause(spot.start)
    following = line.values[index + 1].start if index + 1 < len(line.values) else line.end
    aside = _bracket_end(text, spot, line)
    if isinstance(spot.mention.value, Quantity) and (spot.mention.value.amount or 0) < 0 and _is_counted(spot):
        return Movement("down", True, False, signed=True)  # 제조업(-6만8000명)
    begin, limit = spot.end, min(following, clause_end, spot.end + _WINDOW)
    if aside is not None:
        if (sign := _signed(spot, text, aside)) is not STILL:
            return sign
        if (inner := grammar.moves.match(text[spot.end : aside].lstrip())) is not None:
            return Movement(grammar.directions[inner[0]], True, False)  # (182억원 증가)
        if grammar.base_marks.match(text, aside + 1) is not None:
            return STILL  # 한 달 전(3.02%) 대비
        begin = aside + 1  # 소폭(9만6천톤) 증가
        limit = min(following, clause_end, begin + 6)
    elif text[begin : begin + 1] == "(" and (closed := text.find(")", begin, begin + 30)) > 0:
        begin = closed + 1  # 25.27포인트(1.08%) 오른
        following = next((v.start for v in line.values if v.start >= begin), line.end)
        limit = min(following, max(clause_end, begin), begin + _WINDOW)
    tail = text[begin:limit]
    leads = grammar.to.match(tail) is not None and aside is None
    match = grammar.moves.search(tail)
    if match is not None and spot.mention.type not in RELATIVE and _other_thing(tail[: match.start()], grammar):
        match = None  # 15만명의 이자를 깎았다
    if (listed := _listed(line, index, text, grammar)) is not None:
        return listed
    if (than := _than_before(text, line, spot, tail, grammar)) is not None:
        return than
    near = match is not None and (spot.mention.type in RELATIVE or leads or len(tail[: match.start()].strip()) <= _GAP)
    if match is not None and near and not _compares(tail[: match.start()], grammar):
        kept = grammar.kept.match(tail) is not None and spot.mention.type not in RELATIVE
        if grammar.crossing.match(match[0]) is not None:
            kept = (
                spot.mention.type not in RELATIVE or grammar.kept.match(tail) is not None
            )  # 2700선 돌파, 60%를 넘었다
        direction = grammar.directions[match[0]]
        if direction == "flat":
            return Movement(direction, _is_nought(spot), leads)  # 0.0%로 보합, 3.5%로 동결
        return Movement(direction, not leads and not kept, leads or kept)
    if leads:  # the movement stands at the end of the clause, behind other values
        far = grammar.moves.search(text, spot.end, min(clause_end, spot.end + 60))
        led: Direction | None = grammar.directions[far[0]] if far else None
        return Movement(led, led == "flat" and _is_nought(spot), True)
    ahead = text[max(line.clause(spot.start)[0], spot.start - 12) : spot.start]
    led_here = index > 0 and spot.start - line.values[index - 1].end <= _LED  # 4.5bp 하락한 연 3.933%
    found = last_of(grammar.moves, ahead) if spot.mention.type == "percent" and not led_here else None
    if found is not None and len(ahead) - found.end() <= 6:
        if grammar.adnominal.search(ahead) is not None:
            return Movement(grammar.directions[found[0]], False, True)  # 소폭 하락한 74%
        return Movement(grammar.directions[found[0]], True, False)
    return _signed(spot, text, aside)


def _is_counted(spot: Spot) -> bool:
    """Whether a value counts what cannot be fewer than none."""
    return bool(_COUNTS & set(measures(spot)))


def _listed(line: Line, index: int, text: str, grammar: FactGrammar) -> Movement | None:
    """The movement of a list in brackets: 콜라(11.9%)ㆍ설탕(6.8%) 등이 올랐다, 오른 품목은 콜라(11.9%)."""
    spot = line.values[index]
    if text[spot.start - 1 : spot.start] != "(" or text[spot.end : spot.end + 1] != ")":
        return None
    same = [v for v in line.values if v.mention.type == spot.mention.type]
    at = same.index(spot)
    if spot.mention.type != "percent" or len(same) < _LIST:
        return None
    first, last = at, at
    while first and same[first].start - same[first - 1].end <= _ITEM and text[same[first - 1].end] == ")":
        first -= 1
    while last + 1 < len(same) and same[last + 1].start - same[last].end <= _ITEM and text[same[last + 1].end] == ")":
        last += 1
    if last - first + 1 < _LIST:
        return None
    head = text[max(line.clause(same[first].start)[0], same[first].start - _WINDOW) : same[first].start]
    found = grammar.moves.search(text, same[last].end, min(line.end, same[last].end + _LED))
    found = last_of(grammar.moves, head) or found
    if found is None or grammar.directions[found[0]] == "flat":
        return None
    return Movement(grammar.directions[found[0]], True, False)


def _ahead(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Movement:
    """In Chinese the movement stands before: `增长36%`, `增至12亿元`; a few words follow, `12%的增长`."""
    spot, text = line.values[index], scene.text
    begin = max(line.start, spot.start - 10, line.values[index - 1].end if index else line.start)
    head = text[begin : spot.start]
    head = head[max((head.rfind(sign) for sign in grammar.table.clauses.commas), default=-1) + 1 :]
    more = grammar.compares.search(head.rstrip())
    if more is not None and any(mark in text[line.clause(spot.start)[0] : spot.start] for mark in comparing(grammar)):
        return Movement("up" if more[0] in grammar.table.forms.more else "down", True, False)
    match = last_of(grammar.moves, head)
    if match is not None and _in_metric(line, spot.start - len(head) + match.end()):
        match = None  # 增持金额1000万元
    if match is not None:
        between = head[match.end() :]
        if between.startswith(grammar.table.subjects.possessive):
            return _signed(spot, text, None)  # 上涨的城市有7个
        leads = grammar.toward is not None and grammar.toward.search(head) is not None
        leads = leads or (grammar.toward is not None and grammar.toward.search(match[0]) is not None)
        if len(between) <= 6:
            if grammar.directions[match[0]] == "flat":
                return Movement("flat", _is_nought(spot), True)
            return Movement(grammar.directions[match[0]], not leads, leads)
    tail = text[spot.end : spot.end + 8]
    match = grammar.moves.search(tail) if grammar.of.match(tail) else None
    if match is not None and match.start() <= 2 and spot.mention.type in ("percent", "multiple"):
        return Movement(grammar.directions[match[0]], True, False)
    return _signed(spot, text, None)


def _is_nought(spot: Spot) -> bool:
    """Whether a value is a change by nothing: 0.0%."""
    value = spot.mention.value
    return isinstance(value, Percent) and value.amount is not None and not value.amount


def _in_metric(line: Line, at: int) -> bool:
    """Whether a metric word goes on at a place."""
    return any(hit.start < at < hit.end for hit in line.hits)


def comparing(grammar: FactGrammar) -> tuple[str, ...]:
    """The marks of a comparison that are one character."""
    return tuple(mark for mark in grammar.table.bases.marks if len(mark) == 1)


def _signed(spot: Spot, text: str, aside: int | None) -> Movement:
    """A change by its sign alone: (+3.2%), -1.3%, 3.2%↑ in brackets or a table."""
    value = spot.mention.value
    if text[spot.end : spot.end + 1] in ("↑", "↓"):
        return Movement("up" if text[spot.end] == "↑" else "down", True, False)
    if not isinstance(value, Percent) or value.amount is None:
        return STILL
    surface = text[spot.start : spot.end].lstrip()
    if text[spot.start - 1 : spot.start] == "+" or surface.startswith("+"):
        return Movement("up", True, False, signed=True)
    if value.amount < 0 or surface[:1] in "▽▼△":
        return Movement("down", True, False, signed=True)
    return STILL


def _other_thing(between: str, grammar: FactGrammar) -> bool:
    """Whether the words between a value and a movement name something else that moves."""
    subjects = grammar.table.subjects
    marks = (*subjects.nominative, *subjects.topic, *grammar.objects)
    return any(len(word) > _PARTICLE and word.endswith(marks) for word in between.split()[1:])


def last_of(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found: Iterator[re.Match[str]] = pattern.finditer(text)
    last = None
    for match in found:
        last = match
    return last


def _compares(between: str, grammar: FactGrammar) -> bool:
    """Whether the movement belongs to another comparison that begins behind the value: `36%보다 더 늘었다`."""
    return grammar.base_marks.match(between) is not None


def _than_before(text: str, line: Line, spot: Spot, tail: str, grammar: FactGrammar) -> Movement | None:
    """The movement of what is more or less than at an earlier day: 작년 말(1,396.8원)보다 15.5% 높다."""
    if (match := grammar.extent.match(tail)) is None:
        return None
    for date in reversed(line.dates):
        if date.end > spot.start or date.end < line.clause(spot.start)[0]:
            continue
        of = next((h.end for h in line.hits if 0 <= h.start - date.end <= 1 and h.end <= spot.start), date.end)
        closed = text.find(")", of, spot.start) + 1 if text[of : of + 1] == "(" else 0
        if grammar.base_marks.match(text, closed or of) is not None:
            return Movement("up" if match[1] is not None else "down", True, False)
    return None


def _bracket_end(text: str, spot: Spot, line: Line) -> int | None:
    """Where the bracket around a value closes; None for a value in no bracket."""
    if open_bracket(text, line.start, spot.start) is None:
        return None
    closed = text.find(")", spot.end, line.end)
    return closed if closed >= 0 else None
