"""The kind of a fact: a level, a change, a share, a difference, or a threshold."""

from fractions import Fraction

from extractor.core.facts import Direction, Kind
from extractor.core.values import Money, Multiple, Percent
from extractor.facts.implied import is_age, told_of_age
from extractor.facts.measures import measures
from extractor.facts.movement import RELATIVE, Movement, comparing, last_of
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar, concept_table

_WHOLE = 100
_SPREADS = ("margin", "interest_rate")  # what is itself a distance between two rates
_SIDE = 8  # characters between a difference and the word that says which way it is
_FEW = 14  # characters before and behind a value in which words tell its kind
_NEAR = 20  # characters between the noun of a limit and its value
_QUOTED = "'\u2019\u201d\""


def kind_of(
    scene: Scene, line: Line, index: int, grammar: FactGrammar, moved: Movement, concept: str, hit: Hit | None = None
) -> Kind:
    """The kind of a fact, by what stands around its value and what it measures."""
    spot, text = line.values[index], scene.text
    value = spot.mention.value
    begin = max(line.start, spot.start - _FEW, line.values[index - 1].end if index else line.start)
    head, tail = text[begin : spot.start], _behind(text, line, index)
    relative = spot.mention.type in RELATIVE
    if is_limit(scene, line, index, grammar, hit) or (
        not moved.change and _is_named_limit(scene, line, index, grammar)
    ):
        return "threshold"
    led = moved.leads and moved.direction is not None
    if not led and spot.mention.type != "quantity" and _is_gap(line, index, text, grammar):
        return "difference"  # 격차는 2.4%포인트
    if (told := told_behind(scene, line, index, grammar, moved)) is not None:
        return told
    if isinstance(value, Money) and _is_dearer(scene, line, spot, grammar):
        return "difference"  # 시세보다 520만원 비쌌다
    if isinstance(value, Percent) and value.unit != "percent":
        if concept in _SPREADS and not moved.change and not grammar.compared.search(tail):
            return "level"  # 예대금리차는 1.8%포인트
        if moved.change:
            return "difference" if _is_against(scene, line, spot, grammar) else "change"
        return "difference" if grammar.compared.search(tail) else "change"
    if relative and not moved.change and _of_the_past(scene, line, spot, grammar):
        return "difference"
    if relative and not moved.change and grammar.level_of.match(tail) and "percent" not in _own(concept):
        part = hit is not None and text[hit.end : spot.start].strip() in grammar.table.subjects.possessive
        return "share" if part else "difference"  # 매출의 40% 수준
    if relative and not moved.change and _is_answer(text, spot, grammar):
        return "share"
    if concept in ("stake", "market_share") and relative and not moved.change:
        return "share"
    if relative and not moved.change and (grammar.share.search(head) or grammar.share.search(tail)):
        return "share"
    if moved.change and relative and _is_against(scene, line, spot, grammar):
        return "difference"
    if moved.change and not (moved.signed and "percent" in _own(concept)):
        return "change"
    if concept in ("index_level", "exchange_rate") and not relative and grammar.compared.match(tail.lstrip()):
        return "change"  # 17.63포인트 높은 2,360.70
    marked = grammar.kept.match(tail) is not None and grammar.exceeding.search(tail) is not None  # 3%를 밑돌았다
    if relative and not led and not marked and _differs(head, tail, grammar):
        return "difference"
    if isinstance(value, Multiple) and concept not in ("valuation", "ratio"):
        return "share" if value.amount is not None and _is_fraction(str(value.amount)) else "difference"
    if isinstance(value, Percent) and "percent" not in _own(concept):
        beyond = value.amount is not None and value.amount > _WHOLE
        return "difference" if beyond else "share"  # no part: 承诺目标9842万元的311%
    return "level"


def _behind(text: str, line: Line, index: int) -> str:
    """The characters behind a value, before the next one."""
    following = line.values[index + 1].start if index + 1 < len(line.values) else line.end
    return text[line.values[index].end : min(following, line.values[index].end + _FEW)]


def told_behind(scene: Scene, line: Line, index: int, grammar: FactGrammar, moved: Movement) -> Kind | None:
    """The kind that a word right behind a value tells: 전망치를 37.5% 웃돌았다, 전월보다 30% 적다."""
    spot, text = line.values[index], scene.text
    tail = _behind(text, line, index).lstrip()
    if moved.leads or spot.mention.type == "quantity":
        return None
    if grammar.exceeding.match(tail):
        return "difference"
    if not grammar.spaced or spot.mention.type not in RELATIVE or not grammar.compared.match(tail):
        return None
    first, last = line.clause(spot.start)[0], line.values[index - 1].end if index else line.start
    days = (date for date in line.dates if max(first, last) <= date.start and date.end <= spot.start)
    return "change" if any(grammar.base_marks.match(text, date.end) for date in days) else "difference"


def _is_gap(line: Line, index: int, text: str, grammar: FactGrammar) -> bool:
    """Whether the noun before a value is of a distance between two: 격차는 2.4%포인트, 相差5个百分点."""
    spot = line.values[index]
    begin = max(line.clause(spot.start)[0], spot.start - 10, line.values[index - 1].end if index else line.start)
    return grammar.gap.search(text, begin, spot.start) is not None


def _is_dearer(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether an amount is how much more or less something is than something else, not than at an earlier day."""
    text = scene.text
    tail = text[spot.end : spot.end + 8].lstrip()
    for word in grammar.table.forms.after_to:
        if tail.startswith(word):
            tail = tail[len(word) :].lstrip()
            break
    return (
        grammar.spaced
        and grammar.compared.match(tail) is not None
        and not any(d.end <= spot.start and grammar.base_marks.match(text, d.end) for d in line.dates)
    )


def side_of(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> Direction | None:
    """Which way a difference is: 10% 저렴한 is down, 高出3个百分点 up; None where no word says so."""
    text = scene.text
    begin, end = max(line.start, spot.start - _SIDE), min(line.end, spot.end + _SIDE)
    match = grammar.compared.search(text, spot.end, end)
    if not grammar.spaced:
        match = next(reversed(list(grammar.compared.finditer(text, begin, spot.start))), match)
    if match is None:
        return None
    return "down" if grammar.below.match(text, match.start()) else "up"


def is_limit(scene: Scene, line: Line, index: int, grammar: FactGrammar, hit: Hit | None) -> bool:
    """Whether a value is a limit: 공제 한도는 70%, 2%的警戒线, 10억원 초과 소득, 65세 이상."""
    spot, text = line.values[index], scene.text
    if hit is not None and grammar.limit.search(text, hit.start, hit.end):
        return True
    begin = max(line.clause(spot.start)[0], spot.start - 8, line.values[index - 1].end if index else line.start)
    if grammar.limit.search(text, begin, spot.start) and not grammar.spaced:
        return True
    if defines_a_set(scene, line, spot, grammar):
        return True
    of = grammar.of.match(text, spot.end)
    return of is not None and grammar.limit.search(text, of.end(), min(of.end() + 6, line.end)) is not None


def _is_named_limit(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> bool:
    """Whether the subject of a Korean clause is a limit: 한도는 현행 50억원에서, 자기자본 요건은 주식 200억원."""
    spot, text = line.values[index], scene.text
    if grammar.nominative is None or grammar.topic is None:
        return False
    begin = max(line.clause(spot.start)[0], spot.start - _NEAR)
    return any(
        grammar.topic.match(text, match.end()) or grammar.nominative.match(text, match.end())
        for match in grammar.limit.finditer(text, begin, spot.start)
    )


def _is_answer(text: str, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether a percentage is so many of those asked: 66.2%가 찬성했다, '기타'(14.1%)."""
    if text[spot.start - 1 : spot.start] == "(" and text[spot.start - 2 : spot.start - 1] in _QUOTED:
        return True
    particle = grammar.nominative.match(text, spot.end) if grammar.nominative is not None else None
    return (
        particle is not None
        and text[particle.end() : particle.end() + 1] == " "
        and grammar.crossing.match(text, particle.end() + 1) is None
        and grammar.became.match(text, spot.end) is None
    )


def defines_a_set(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether an amount says who belongs to a set: 10억원 초과 소득, 65세 이상."""
    bound = getattr(spot.mention.value, "bound", "exact")
    group = (
        bound in ("at_least", "at_most", "over", "under") or grammar.particles.match(scene.text, spot.end) is not None
    )
    group = group or told_of_age(spot, line)
    if group and is_age(spot, line, scene, grammar):
        return True  # 20대는 12%다, but 20대 남성
    if "age" in measures(spot) and (bound in ("at_least", "at_most", "over", "under") or _is_range(spot)):
        return True
    behind = grammar.limit_behind.match(scene.text, spot.end)
    if behind is None:
        return False
    # 售价10万元以上的车型 is a set, 八成以上的受访者 a part of one.
    open_ended = spot.mention.type in RELATIVE and behind[0].endswith(grammar.table.subjects.possessive)
    return grammar.spaced or not open_ended


def _is_range(spot: Spot) -> bool:
    return getattr(spot.mention.value, "low", None) is not None


def _is_against(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether a change is measured from what was expected: 较去年11月预测上修0.08个百分点."""
    head = scene.text[line.clause(spot.start)[0] : spot.start]
    at = max((head.find(mark) for mark in comparing(grammar)), default=-1)
    return at >= 0 and not grammar.spaced and grammar.against.search(head, at) is not None


def _of_the_past(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether a value is so much of an earlier one or of a target: 1년 전의 3분의 2, 去年同期的四分之三, 目标的49%."""
    text = scene.text
    for mark in grammar.table.subjects.possessive:
        head = text[max(line.start, spot.start - 8) : spot.start].rstrip()
        if not head.endswith(mark):
            continue
        at = max(line.start, spot.start - 8) + len(head) - len(mark)
        if any(d.end == at for d in line.dates):
            return True
        return any(
            m.end() == at and grammar.statuses[m[0]] in ("target", "forecast")
            for m in grammar.status.finditer(text, max(line.start, at - 6), at)
        )
    return False


def _is_fraction(amount: str) -> bool:
    return amount.startswith("0.") or ("/" in amount and Fraction(amount) < 1)


def _own(concept: str) -> tuple[str, ...]:
    return concept_table().concepts[concept]


def _differs(head: str, tail: str, grammar: FactGrammar) -> bool:
    if grammar.spaced:
        return grammar.compared.search(tail[:10]) is not None
    found = last_of(grammar.compared, head)
    undone = found is not None and head[found.end() :].startswith(grammar.table.forms.not_compared)
    return found is not None and not undone and len(head) - found.end() <= 3
