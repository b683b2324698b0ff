"""When a value holds: the date that the encoder points at, or where it is not sure the date of the sentence, or of the
account before it, that the marks speak for most."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.core.facts import Kind
from extractor.core.values import Date
from extractor.facts.answer_marks import UNHEARD, climbed, of_chance
from extractor.facts.answers import Answer
from extractor.facts.candidates import family
from extractor.facts.marks import Bundle, Marks, mark
from extractor.facts.measures import Choice
from extractor.facts.period_marks import (
    of_bracket,
    of_carried,
    of_date,
    of_distance,
    of_hint,
    of_nothing,
    of_nothing_carried,
    of_previous,
    of_role,
    of_signs,
    of_size,
    of_telling,
    of_tense,
    of_text,
)
from extractor.facts.places import after, before, steps
from extractor.facts.ranking import Ranker
from extractor.facts.scene import Line, Scene, Spot, open_bracket
from extractor.facts.spoken_dates import Calendar, grain, is_day, is_term, key_of
from extractor.lang.facts import FactGrammar, concept_table

_LEFT = 14  # characters between a Chinese value and the word that says that it was left


def period_of(
    scene: Scene,
    line: Line,
    index: int,
    choice: Choice,
    kind: Kind,
    compared: Collection[str],
    calendar: Calendar,
    previous: tuple[int, Spot | None] | None,
    today: dt.date | None,
    grammar: FactGrammar,
    ranker: Ranker,
) -> Spot | None:
    """The date that a value holds for; None where none is likelier. `previous` is the value before it in the sentence
    with its period."""
    spot = line.values[index]
    answer = scene.answers.get(spot.mention.id)
    if answer is not None:
        key, chance = answer.best_period
        date = _written(scene, line, spot, answer.dates[key]) if key is not None else None
        term = date is not None and is_term(scene.text, date, grammar)
        if not term and ranker.takes("period", spot.mention.id, date, chance):
            return date
    concept = choice.concept
    kin, periods = family(concept), concept_table().periods
    hint = hinted_period(scene, line, index, compared, concept, grammar)
    if hint is None:
        hint = calendar.expected(concept)
        rule = "carried" if hint is not None else "none"
    else:
        rule = "here"
    told, yearly = _told(scene, line, spot, grammar), _yearly(scene, line, spot, grammar)
    daily = concept in periods["day"]
    expected, hinted = key_of(hint) if hint is not None else None, of_hint(rule, kin, kind)
    options: list[tuple[Spot | None, Marks]] = []
    heard = answer.periods if answer is not None else {}

    def unheard(key: str) -> bool:  # to write the marks of each date costs time
        return key != expected and heard.get(key, UNHEARD) < UNHEARD

    dates = [date for date in line.dates if not is_term(scene.text, date, grammar)]
    if dates:
        gathering = _Dates(scene, line, spot, choice, kind, kin, compared, today, grammar, told, yearly)
        for date in dates:
            key = key_of(date)
            if unheard(key):
                continue
            marks = Marks(*gathering.marks(date))
            if key == expected:
                marks.add(hinted)
            options.append((date, marks))
    carried: dict[str, tuple[Spot, Marks]] = {}
    fresh = "fresh" if calendar.paragraph != line.paragraph else "next"
    here = any(date.mention.id not in compared and date.end <= spot.start for date in line.dates)
    if previous is not None and previous[1] is not None:
        entry = carried.setdefault(key_of(previous[1]), (previous[1], Marks()))[1]
        last = line.values[previous[0]]
        far = steps(line, last.start, spot.start)
        new = any(last.end <= d.start and d.end <= spot.start for d in line.dates)
        entry.add(of_previous(far, kin, kind, new, told, choice.rule, grain(previous[1])))
    elsewhere = "later" if previous is not None else fresh
    for role, date in calendar.roles(concept):
        if unheard(key := key_of(date)):
            continue
        entry = carried.setdefault(key, (date, Marks()))[1]
        size = grain(date)
        entry.add(
            of_role(role, elsewhere, here, kind, choice.rule, told),
            of_size(role, kin, size),
            of_carried(kin, size, here, kind, told, yearly, daily, _tense(date, today)),
        )
    if expected is not None and expected in carried:
        carried[expected][1].add(hinted)
    options += carried.values()
    if answer is not None:
        options = _heard(answer, scene, options, grammar)
    nothing = Marks(of_nothing(rule, kin, concept, kind, told, here, spot.mention.type))
    nothing.add(of_nothing_carried(bool(carried), kin, previous is not None and previous[1] is None, choice.rule))
    if hint is None:
        nothing.add(mark("hint"))
    if answer is not None:
        nothing.add(of_chance(grammar.code, climbed(answer.timeless()), "nothing"))
    options.append((None, nothing))
    return ranker.rank("period", spot.mention.id, options)[0]


def _written(scene: Scene, line: Line, spot: Spot, starts: Sequence[int]) -> Spot:
    """The date among those of the same days that a value is told with: the last before it in its sentence, else one
    behind it there, else the last before, else the first."""
    dates = [scene.dates[start] for start in starts]
    before = [date for date in dates if date.end <= spot.start]
    here = [date for date in dates if line.start <= date.start < line.end]
    near = [date for date in before if date in here] or here[:1] or before or dates[:1]
    return near[-1]


def _heard(
    answer: Answer, scene: Scene, options: Sequence[tuple[Spot | None, Marks]], grammar: FactGrammar
) -> list[tuple[Spot | None, Marks]]:
    """The options with what the encoder says of each, and the date that it thinks likeliest if that is none of them."""
    out = list(options)
    best = answer.likeliest_day
    keys = {key_of(date) for date, _ in options if date is not None}
    likeliest = scene.dates.get(best) if best is not None else None
    if likeliest is not None and key_of(likeliest) not in keys and not is_term(scene.text, likeliest, grammar):
        out.append((likeliest, Marks(mark("heard"))))
    for option, marks in out:
        if option is not None:
            marks.add(of_chance(grammar.code, climbed(answer.periods.get(key_of(option), 0.0)), "date"))
    return out


@dataclass(frozen=True, slots=True)
class _Dates:
    """Marks the dates that stand in the sentence of a value."""

    scene: Scene
    line: Line
    spot: Spot
    choice: Choice
    kind: Kind
    kin: str
    compared: Collection[str]
    today: dt.date | None
    grammar: FactGrammar
    told: str
    yearly: bool

    def marks(self, date: Spot) -> Iterator[Bundle]:
        """The marks of one date."""
        spot, text, line, grammar, kind, kin = (
            self.spot,
            self.scene.text,
            self.line,
            self.grammar,
            self.kind,
            self.kin,
        )
        concept, compared, periods = self.choice.concept, self.compared, concept_table().periods
        side = "before" if date.end <= spot.start else "inside" if date.end <= spot.end else "behind"
        step, size = steps(line, date.start, spot.start), grain(date)
        if side == "before":
            order = sum(
                date.end <= d.start and d.end <= spot.start and d.mention.id not in compared for d in line.dates
            )
            values = sum(date.end <= v.start and v.end <= spot.start for v in line.values)
            gap = spot.start - date.end
        else:
            order = sum(spot.end <= d.start and d.end <= date.start for d in line.dates)
            values = sum(spot.end <= v.start and v.end <= date.start for v in line.values)
            gap = date.start - spot.end
        near = 0 if gap <= 1 else 1 if gap <= 5 else 2 if gap <= 15 else 3
        against = date.mention.id in compared
        opened = open_bracket(text, line.start, spot.start)
        follows, leads = after(text, date, line, grammar), before(text, date, line, grammar)
        since = grammar.since.match(text, date.end) is not None
        yield of_date(side, size, step, kin, kind, concept, concept in periods["span"])
        yield of_distance(near, side, step, order, min(values, 2), kind, against, spot.mention.type)
        yield of_telling(self.told, concept in periods["day"], self.yearly, size, side, near, against)
        yield of_signs(follows, leads, side, size, step, date.mention.type)
        yield of_bracket(opened is not None, opened is not None and date.start > opened, against)
        yield of_tense(_tense(date, self.today), kin, size, kind)
        yield of_text(text[date.end : date.end + 2], text[max(line.start, date.start - 1) : date.start], since)


def _told(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> str:
    """How a value is told: as left (2만원에서 1만원으로), as spoken of (20대는), as planned, or plainly."""
    text = scene.text
    if grammar.spaced:
        left = grammar.leaving.match(text, spot.end)
    else:
        left = grammar.leaving.search(text[max(line.start, spot.start - _LEFT) : spot.start])
    if left is not None:
        return "left"
    if spot.mention.type == "quantity" and grammar.topic is not None and grammar.topic.match(text, spot.end):
        return "named"
    first, last = line.clause(spot.start)
    return "planned" if grammar.status.search(text, first, last) is not None else "plain"


def _yearly(scene: Scene, line: Line, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether the clause of a value says that it is of a whole year, without naming it: 연간 매출."""
    return grammar.yearly.search(scene.text, line.clause(spot.start)[0], spot.start) is not None


def _tense(date: Spot, today: dt.date | None) -> str:
    """Whether a date lies before, around or after the day of publication."""
    value = date.mention.value
    if not isinstance(value, Date) or today is None or not value.start or not value.end:
        return "unknown"
    day = _iso(today)
    return "past" if value.end < day else "future" if value.start > day else "now"


@lru_cache(maxsize=8)
def _iso(day: dt.date) -> str:
    return day.isoformat()


def hinted_period(
    scene: Scene, line: Line, index: int, compared: Collection[str], concept: str, grammar: FactGrammar
) -> Spot | None:
    """The date that a value holds for: in its clause before it, in its bracket, else in its sentence.

    What is reported for a quarter or a year does not hold for the day on which it is told.
    """
    spot, text = line.values[index], scene.text
    dates = [date for date in line.dates if _is_date(date) and not is_term(text, date, grammar)]
    free = [d for d in dates if d.mention.id not in compared]
    opened = open_bracket(text, line.start, spot.start)
    if opened is not None:
        inside = [d for d in dates if opened < d.start < spot.start]
        if inside:
            return inside[-1]
        beside = [d for d in dates if 0 <= opened - d.end <= 1]  # 1년 전(3613만원): the date is outside the bracket
        if beside:
            return beside[-1]
    # A date right before a level is its period, also where others are compared with it: 较上年同期173亿千瓦时增长.
    close = [d for d in dates if d.end <= spot.start and spot.start - d.end <= 2]
    if close and spot.mention.type != "percent":
        return close[-1]
    before = [d for d in free if d.end <= spot.start and not _in_bracket(text, d, spot)]
    if concept in concept_table().periods["span"]:
        spans = [d for d in before if not is_day(d)]
        before = spans or [d for d in before if d.start >= line.clause(spot.start)[0]]
    if before:
        return before[-1]
    end = line.clause(spot.start)[1]
    after = [d for d in free if spot.end <= d.start < end]
    return after[0] if after else None


def _is_date(spot: Spot) -> bool:
    value = spot.mention.value
    return isinstance(value, Date)


def _in_bracket(text: str, date: Spot, spot: Spot) -> bool:
    """Whether a date stands in a bracket that closes before the value: an aside of its own."""
    closed = text.find(")", date.end, spot.start)
    opened = text.rfind("(", max(0, date.start - 40), date.start)
    return closed >= 0 and opened >= 0 and text.find(")", opened, date.start) < 0
