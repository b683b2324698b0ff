"""How sure the article is of a value, and who gives it: actual or expected, 밝혔다 and 据 to their speaker."""

import datetime as dt
from collections.abc import Collection

from extractor.core.facts import Party, Status
from extractor.core.values import Date
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar

_SOURCE = 24
_BESIDE = 6  # characters before a value in which a noun names its status
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
    if _supposed(scene, line, spot, grammar):
        return "condition"
    named = _named(scene, line, index, grammar, hit)
    if named is not None:
        return named
    if leaves_from(scene, line, index, grammar):
        return "actual"
    start, end = _days(period.mention.value if period is not None and line.start <= period.start < line.end else None)
    past = end is not None and today is not None and end < today
    later = start is not None and today is not None and start > today
    near, far = (
        _korean_status(scene, line, spot, grammar) if grammar.spaced else _chinese_status(scene, line, index, grammar)
    )
    found = near or far
    if found is None:
        return _to_come(scene, line, spot, grammar, later=later)
    if past and found in ("forecast", "target") and near is None:
        return "actual"
    return found


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
    if hit is not None and line.start <= hit.start:
        words.append(text[hit.start : hit.end])
    for part in words:
        for match in grammar.status.finditer(part):
            if grammar.statuses[match[0]] in ("target", "forecast", "estimate"):
                return grammar.statuses[match[0]]
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
    near = _first(grammar, text[spot.end : clause_end])
    closed = grammar.past.search(text, spot.end, clause_end) is not None
    return near, None if closed else _first(grammar, text[spot.end : line.end])


def _chinese_status(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> tuple[Status | None, Status | None]:
    """The last words before a value in its clause, and in its sentence back to a semicolon."""
    text, spot = scene.text, line.values[index]
    begin = max(line.start, max((text.rfind(sign, line.start, spot.start) for sign in _STOPS), default=-1))
    ends = {value.end for value in line.values[:index]}
    near = _last(grammar, text, line.clause(spot.start)[0], spot.start, ends)
    return near, _last(grammar, text, begin, spot.start, ends)


def _first(grammar: FactGrammar, text: str) -> Status | None:
    for match in grammar.status.finditer(text):
        if grammar.statuses[match[0]] != "actual":
            return grammar.statuses[match[0]]
    return None


def _last(grammar: FactGrammar, text: str, begin: int, end: int, ends: Collection[int]) -> Status | None:
    """The status of the last words in a part of a text, but for those that name the value right before them."""
    found = None
    for match in grammar.status.finditer(text, begin, end):
        if grammar.statuses[match[0]] != "actual" and match.start() not in ends:
            found = grammar.statuses[match[0]]
    return found


def speaker_of(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Party | None:
    """Who gives a value: the source of 에 따르면 and 据, or the subject of a verb of speech in the same sentence."""
    return _korean(scene, line, index, grammar) if grammar.spaced else _chinese(scene, line, index, grammar)


def _korean(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Party | None:
    spot, text = line.values[index], scene.text
    for match in grammar.according.finditer(text, line.start, spot.start):
        return _source(scene, line, line.start, match.start(), grammar)
    tail = text[spot.end : line.end]
    if grammar.speech.search(tail[-14:]) is None:
        return None
    topic = next((n for n in line.names if n.end <= spot.start and _is_topic(text, n, grammar)), None)
    return _party(scene, topic) if topic is not None else None


def _chinese(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Party | None:
    spot, text = line.values[index], scene.text
    for match in grammar.speech.finditer(text, line.start, spot.start):
        begin = match.start()
        named = [n for n in line.names if line.start <= n.end <= begin and begin - n.end <= 12]
        if named:
            return _party(scene, named[0] if len(named) == 1 else named[-1])
        source = [m for m in grammar.sources.finditer(text, max(line.start, begin - 8), begin)]
        if source:
            return _words(scene, source[-1].start(), source[-1].end())
    return None


def _source(scene: Scene, line: Line, begin: int, end: int, grammar: FactGrammar) -> Party | None:
    """The last name before the mark, else the words of the source."""
    names = [n for n in line.names if begin <= n.start and n.end <= end and end - n.end <= _SOURCE]
    if names:
        return _party(scene, names[-1])
    start = max(scene.text.rfind(" ", begin, max(begin, end - 1)) + 1, begin)
    return _words(scene, start, end) if end > start else None


def _is_topic(text: str, name: Spot, grammar: FactGrammar) -> bool:
    tail = text[name.end : name.end + 14]
    close = tail.find(")") + 1 if tail.startswith("(") else 0
    rest = tail[close:]
    return grammar.topic is not None and (grammar.topic.match(rest) is not None or _titled(rest, grammar))


def _titled(rest: str, grammar: FactGrammar) -> bool:
    """Whether a title with its particle follows: 김원배 본부장은."""
    word = rest.lstrip().split(" ")[0] if rest[:1] == " " else ""
    return grammar.topic is not None and bool(word) and any(word.endswith(t) for t in grammar.table.subjects.topic)


def _party(scene: Scene, spot: Spot) -> Party:
    return Party(entity=spot.mention.entity)


def _words(scene: Scene, start: int, end: int) -> Party:
    first, last = scene.folded.start(start), scene.folded.end(end)
    return Party(text=scene.source[first:last], start=first, end=last)
