"""How sure the article is of a value: actual, estimated, expected, aimed at or supposed."""

import datetime as dt
from collections.abc import Collection

from extractor.core.facts import Status
from extractor.core.values import Date
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar

_BESIDE = 6  # characters before a value in which a noun names its status
_NAMED = 24  # characters before a value in which a forecast is named
_FAR = 14  # characters between where a movement begins and where it ends
_LAST = 4  # the end of a sentence, where its predicate stands
_STOPS = "；;。"


def status_of(
    scene: Scene,
    line: Line,
    index: int,
    grammar: FactGrammar,
    period: Spot | None,
    today: dt.date | None,
    hit: Hit | None = None,
) -> Status:
    """The status of a value: words of its clause, then of its sentence where the clause does not close with a fact."""
    spot = line.values[index]
    leaving = leaves_from(scene, line, index, grammar)
    named = _named(scene, line, index, grammar, hit)
    if leaving and grammar.spaced and named is None:
        return "actual"
    if _supposed(scene, line, spot, grammar):
        return "condition"
    if named is not None:
        return named
    if leaving:
        return "actual"
    start, end = _days(
        period.mention.value if period is not None and (grammar.spaced or line.start <= period.start) else None
    )
    past = end is not None and today is not None and end < today
    later = start is not None and today is not None and start > today
    near, far = (
        _korean_status(scene, line, spot, grammar) if grammar.spaced else _chinese_status(scene, line, index, grammar)
    )
    found = near or far
    if found is None:
        return _to_come(scene, line, spot, grammar, later=later)
    if past and found in ("forecast", "target") and near is None and not _is_foretold(scene, line, period, grammar):
        return "actual"
    return found


def _is_foretold(scene: Scene, line: Line, period: Spot | None, grammar: FactGrammar) -> bool:
    """Whether a word of what is expected leads to a Chinese period, which may be over by then: 预计2024年净利润."""
    if grammar.spaced or period is None or not line.start <= period.start:
        return False
    led = grammar.status.finditer(scene.text, max(line.start, period.start - _BESIDE), period.start)
    return any(match.end() == period.start and grammar.statuses[match[0]] == "forecast" for match in led)


def leaves_from(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> bool:
    """Whether a value is where a movement begins: 42%에서 45%로, 由33.5%收窄至31.1%."""
    if index + 1 >= len(line.values):
        return False
    text, spot, following = scene.text, line.values[index], line.values[index + 1]
    if following.mention.type != spot.mention.type or following.start - spot.end > _FAR:
        return False
    if grammar.spaced:
        return grammar.leaving.match(text, spot.end, following.start) is not None
    return grammar.leaving.search(text, max(line.start, spot.start - _FAR), spot.start) is not None


def _days(value: object) -> tuple[dt.date | None, dt.date | None]:
    if not isinstance(value, Date) or value.start is None or value.end is None:
        return None, None
    return dt.date.fromisoformat(value.start), dt.date.fromisoformat(value.end)


def _supposed(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether a condition holds a value or goes before it: 행사되면 조달액은 7억달러로, 若油价涨1倍."""
    text = scene.text
    begin = line.start
    if grammar.spaced:
        limit = line.clause(spot.start)[1]
    else:
        limit = spot.start
        begin = max(begin, max((text.rfind(sign, line.start, spot.start) for sign in _STOPS), default=-1))
    return any(match[1] for match in grammar.ifs.finditer(text, begin, limit))


def _named(scene: Scene, line: Line, index: int, grammar: FactGrammar, hit: Hit | None) -> Status | None:
    """The status by a noun beside the value: 연간 목표 32억달러, 목표주가를 3만2천원, 30万辆目标."""
    text, spot = scene.text, line.values[index]
    words = [text[max(line.start, spot.start - _BESIDE) : spot.start]] if grammar.spaced else []
    begin = max(line.clause(spot.start)[0], spot.start - _NAMED, line.values[index - 1].end if index else line.start)
    for match in grammar.expected.finditer(text, begin, spot.start):
        if not _is_object(text, match.end(), grammar):
            return "forecast"  # 컨센서스(증권사 추정치 평균) 296억원
    if hit is not None and line.start <= hit.start:
        words.append(text[hit.start : hit.end])
    for part in words:
        for match in grammar.status.finditer(part):
            if grammar.expected.match(match[0]) and _is_object(part, match.end(), grammar):
                continue  # 컨센서스를 5% 상회했다
            if grammar.statuses[match[0]] in ("target", "forecast", "estimate"):
                return grammar.statuses[match[0]]
    if grammar.spaced and grammar.topic is not None:  # 목표는 3년 뒤 회원 30만 명이다
        for match in grammar.status.finditer(text, line.clause(spot.start)[0], spot.start):
            if grammar.statuses[match[0]] == "target" and grammar.topic.match(text, match.end()):
                return "target"
    behind = grammar.status.match(text, spot.end) if not grammar.spaced else None
    if behind is not None and grammar.statuses[behind[0]] == "target":
        return "target"
    return None


def _to_come(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar, *, later: bool) -> Status:
    """The status where no word tells: a present tense with a day to come is a plan, a period to come a forecast."""
    if grammar.spaced:
        text = scene.text
        _, clause_end = line.clause(spot.start)
        closed = grammar.past.search(text, spot.end, clause_end) is not None
        plain = grammar.plain.search(text, max(spot.end, line.end - _LAST), line.end) is not None
        if not closed and plain and (later or grammar.future.search(text, line.start, spot.start)):
            return "target"
        if closed:
            return "actual"
    return "forecast" if later else "actual"


def _korean_status(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> tuple[Status | None, Status | None]:
    """The first words behind a value in its clause, and in its sentence unless the clause closes with a fact."""
    text = scene.text
    _, clause_end = line.clause(spot.start)
    starts = {value.start for value in line.values}
    near = _first(grammar, text, spot.end, clause_end, starts)
    closed = grammar.past.search(text, spot.end, clause_end) is not None
    return near, None if closed else _first(grammar, text, spot.end, line.end, starts)


def _chinese_status(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> tuple[Status | None, Status | None]:
    """The last words before a value in its clause, and in its sentence back to a semicolon."""
    text, spot = scene.text, line.values[index]
    begin = max(line.start, max((text.rfind(sign, line.start, spot.start) for sign in _STOPS), default=-1))
    ends = {value.end for value in line.values[:index]}
    clause = line.clause(spot.start)[0]
    near = _last(grammar, text, clause, spot.start, ends)
    said = [m for m in grammar.status.finditer(text, begin, clause) if m.end() + 1 == clause]
    if near is None and said and grammar.statuses[said[-1][0]] != "actual":
        near = grammar.statuses[said[-1][0]]  # 他预计，零售约173万辆
    return near, _last(grammar, text, begin, spot.start, ends)


def _is_object(text: str, at: int, grammar: FactGrammar) -> bool:
    """Whether a noun is only what a value is compared with: 예상치를 밑돌았다, 전망치보다."""
    particles = grammar.table.forms.kept[:2] + grammar.table.subjects.objects[2:3]
    return grammar.base_marks.match(text, at) is not None or text.startswith(particles, at)


def _behind_mean(text: str, at: int, grammar: FactGrammar) -> int:
    """Where the words go on behind 평균 and the amount in brackets that follow a noun: 전망치 평균(1220억원)을."""
    at += max((len(word) + 1 for word in grammar.modifiers if text.startswith(f" {word}", at)), default=0)
    closed = text.find(")", at, at + _NAMED) if text[at : at + 1] == "(" else -1
    return max(at, closed + 1)


def _first(grammar: FactGrammar, text: str, begin: int, end: int, starts: Collection[int]) -> Status | None:
    """The status of the first words in a part of a text, but for those that name another value: 연간 목표 32억달러."""
    for match in grammar.status.finditer(text, begin, end):
        if grammar.expected.match(match[0]) and _is_object(text, _behind_mean(text, match.end(), grammar), grammar):
            continue  # 1461억원으로 시장 예상치를 밑돌았다
        if grammar.statuses[match[0]] != "actual" and not {match.end(), match.end() + 1} & set(starts):
            return grammar.statuses[match[0]]
    return None


def _last(grammar: FactGrammar, text: str, begin: int, end: int, ends: Collection[int]) -> Status | None:
    """The status of the last words in a part of a text, but for those that name the value right before them."""
    found = None
    for match in grammar.status.finditer(text, begin, end):
        if grammar.statuses[match[0]] != "actual" and match.start() not in ends:
            found = grammar.statuses[match[0]]
    return found
