"""The metrics of all values of a sentence: what words, lists, headings and columns say of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.facts.groups import Run, metrics_before
from extractor.facts.measures import Choice, fits, meant
from extractor.facts.metrics import choose
from extractor.facts.movement import STILL, Movement, grown
from extractor.facts.ranking import Ranker
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.facts.uncounted import counts_nothing
from extractor.lang.facts import FactGrammar, concept_table

_CELL = re.compile(r" / | ?\| ?|\t| {3,}")
_GAP = 12
_SURE = 0.9  # a metric of its own that is surer than this stays
_LIST = 30  # characters between the values of a list that move alike
_GUESSED = frozenset(("metric.unknown", "metric.topic", "metric.unit", "metric.small", "metric.share-price"))
_TOLD = frozenset(("metric.after", "metric.deed", "metric.object", "metric.of"))


@dataclass(frozen=True, slots=True)
class Columns:
    """The metric words of a table's head, by cell; a line of the table has as many cells."""

    size: int
    hits: dict[int, Hit]


def columns_of(scene: Scene, line: Line) -> Columns | None:
    """The columns that a line without values heads: 점포 수 / 아메리카노 가격; None for a line that is no such head."""
    ends = [match.start() for match in _CELL.finditer(scene.text, line.start, line.end)]
    if not ends or not line.hits:
        return None
    return Columns(len(ends) + 1, {sum(end <= hit.start for end in ends): hit for hit in line.hits})


def chosen(
    scene: Scene,
    line: Line,
    grammar: FactGrammar,
    ranker: Ranker,
    moves: list[Movement],
    dealt: dict[int, tuple[Run, int]],
    topic: Choice | None,
    told: Sequence[Choice],
    columns: Columns | None,
) -> dict[int, tuple[Choice, Movement]]:
    """The metric and the movement of each value of a line that measures something, by its place.

    `topic` is the metric of the last value of the text, `told` are those of the last line of the paragraph.
    """
    found: dict[int, tuple[Choice, Movement]] = {}
    before: Choice | None = None
    earlier: dict[int, Choice] = {}
    moves = _chained(scene, line, moves, grammar)
    for index, spot in enumerate(line.values):
        if counts_nothing(scene, line, index, grammar):
            continue
        moved = moves[index]
        group = dealt.get(index)
        if group is not None and not moved.change:
            shown = moves[group[0].indices[-1 if grammar.spaced else 0]]
            moved = _signed_like(shown, spot) if shown.change or shown.leads else moved
        if group is not None and group[1] == 0:
            begin = line.values[max(found)].end if found else line.start
            known = [*told, *(choice for choice, _ in found.values())]
            known = metrics_before(group[0], line, known, begin, moved.change)
            earlier = dict(zip(group[0].indices, known, strict=True)) if known else {}
        choice = earlier.get(index) or _in_column(scene, line, spot, columns)
        if choice is None:
            choice = choose(scene, line, index, grammar, ranker, change=moved.change, before=before, topic=topic)
        if group is not None and (hit := group[0].metric(group[1])) is not None:
            choice = Choice(meant(hit, spot, grammar, change=moved.change), hit, 0.92, "metric.dealt")
        if choice is None:
            continue
        found[index] = choice, grown(spot, choice.concept, moved)
        before = choice
    for index in sorted(found, reverse=True):
        if index + 1 in found:
            choice, moved = found[index]
            following = found[index + 1][0]
            if index in dealt and index + 1 in dealt and dealt[index][0] is dealt[index + 1][0]:
                choice = _of_the_run(line, index, choice, following, grammar)
            found[index] = _of_the_next(scene, line, index, choice, moved, following, grammar), moved
    return found


def _chained(scene: Scene, line: Line, moves: list[Movement], grammar: FactGrammar) -> list[Movement]:
    """The movements of a line, those of a list included: 매출 12%, 순이익 5% 증가; 亚洲增长12%、欧洲8%."""
    chained = list(moves)
    places = [at for at, spot in enumerate(line.values) if spot.mention.type == "percent"]
    pairs = list(pairwise(places))
    for one, two in reversed(pairs) if grammar.spaced else pairs:
        here, there = (one, two) if grammar.spaced else (two, one)
        first, second = line.values[one], line.values[two]
        if chained[here] != STILL or not chained[there].change or second.start - first.end > _LIST:
            continue
        hits = [hit for hit in line.hits if line.clause(first.start)[0] <= hit.start < second.start]
        if hits and (
            "percent" in concept_table().concepts[hits[0].concept]
            or (not grammar.spaced and hits[-1].start >= first.end)
        ):
            continue
        gap = scene.text[first.end : second.start]
        joint = grammar.joint.match(gap.lstrip(")"))
        joined = joint is not None and joint[0].strip()
        if joined and not grammar.share.search(gap) and grammar.past.search(gap) is None:
            chained[here] = _signed_like(replace(chained[there], signed=False), line.values[here])
    return chained


def _of_the_next(
    scene: Scene, line: Line, index: int, choice: Choice, moved: Movement, following: Choice, grammar: FactGrammar
) -> Choice:
    """A metric behind a later value: 11.3% 증가한 1조5084억원의 매출, 외국인은 20억원, 기관은 77억원을 순매수."""
    spot, behind = line.values[index], line.values[index + 1]
    if not grammar.spaced:
        return choice
    close = behind.start - spot.end <= _GAP
    unsure = choice.rule in _GUESSED or choice.confidence <= _SURE
    if moved.change and following.rule == "metric.of" and unsure and close:
        return following
    alike = spot.mention.type == behind.mention.type and fits(following.concept, spot, change=moved.change) == 1.0
    if choice.rule in _GUESSED and following.rule in _TOLD and alike:
        return replace(following, confidence=0.75, rule="metric.behind")
    return choice


def _of_the_run(line: Line, index: int, choice: Choice, following: Choice, grammar: FactGrammar) -> Choice:
    """A metric told behind the last of joined values, where one only has that of another clause: 외국인은 순매도했고
    개인과 기관은 각각 2억원, 1억원을 순매수했다."""
    own = choice.hit is not None and line.clause(line.values[index].start)[0] <= choice.hit.start < line.end
    if not grammar.spaced or own or choice.rule == "metric.dealt" or following.rule not in (*_TOLD, "metric.behind"):
        return choice
    return replace(following, confidence=0.8, rule="metric.behind")


def _in_column(scene: Scene, line: Line, spot: Spot, columns: Columns | None) -> Choice | None:
    """The metric that heads the column of a value in a line of a table."""
    if columns is None:
        return None
    ends = [match.start() for match in _CELL.finditer(scene.text, line.start, line.end)]
    if len(ends) + 1 != columns.size:
        return None
    hit = columns.hits.get(sum(end <= spot.start for end in ends))
    if hit is None or not fits(hit.concept, spot, change=False):
        return None
    return Choice(hit.concept, hit, 0.9, "metric.column")


def _signed_like(first: Movement, spot: Spot) -> Movement:
    """The movement of a run's first value, turned round where a later one is negative."""
    amount = getattr(spot.mention.value, "amount", None)
    if amount is not None and not isinstance(amount, str) and amount < 0:
        return replace(first, direction="down")
    return first
