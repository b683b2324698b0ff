"""When a value holds: the date of its sentence, or of the account before it, that the marks speak for most."""

import datetime as dt
from collections.abc import Collection, Iterator

from extractor.core.facts import Kind
from extractor.core.values import Date
from extractor.facts.measures import Choice
from extractor.facts.owners import family
from extractor.facts.places import after, before, steps
from extractor.facts.ranking import Ranker
from extractor.facts.scene import Line, Scene, Spot, open_bracket
from extractor.facts.spoken_dates import Calendar, grain, is_day, key_of
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
    kin = family(choice.concept)
    hint = hinted_period(scene, line, index, compared, choice.concept, grammar)
    if hint is None:
        hint = calendar.expected(choice.concept)
        rule = "carried" if hint is not None else "none"
    else:
        rule = "here"
    options: list[tuple[Spot | None, set[str]]] = [
        (date, set(_marks(scene, line, index, date, choice, kind, kin, compared, today, grammar)))
        for date in line.dates
    ]
    for date, marks in options:
        if hint is not None and date is not None and key_of(date) == key_of(hint):
            marks |= {"hint", f"hint={rule}", f"hint={rule}={kin}", f"hint={rule}={kind}"}
    carried: dict[str, tuple[Spot, set[str]]] = {}
    fresh = "fresh" if calendar.paragraph != line.paragraph else "next"
    told, yearly = _told(scene, line, spot, grammar), _yearly(scene, line, spot, grammar)
    daily = choice.concept in concept_table().periods["day"]
    here = sum(date.mention.id not in compared and date.end <= spot.start for date in line.dates)
    if previous is not None and previous[1] is not None:
        entry = carried.setdefault(key_of(previous[1]), (previous[1], set()))[1]
        step = steps(line, line.values[previous[0]].start, spot.start)
        new = any(line.values[previous[0]].end <= d.start and d.end <= spot.start for d in line.dates)
        entry |= {"previous", f"previous={step}", f"previous={kin}", f"previous={kind}", f"previous={new}={step}",
                  f"previous={told}", f"previous={choice.rule}", f"previous={grain(previous[1])}={kin}"}  # fmt: skip
    elsewhere = "later" if previous is not None else fresh
    for role, date in calendar.roles(choice.concept):
        entry = carried.setdefault(key_of(date), (date, set()))[1]
        size = grain(date)
        entry |= {role, f"{role}={elsewhere}", f"{role}={kin}={size}", f"{role}={here > 0}", f"{role}={size}",
                  f"{role}={kind}", f"{role}={choice.rule}={elsewhere}", f"carried={kin}={size}={here > 0}",
                  f"{role}={told}", f"carried={told}={size}", f"carried={yearly}={size}", f"carried={daily}={size}",
                  f"carried={kind}={size}",
                  f"carried={_tense(date, today)}={size}"}  # fmt: skip
    if hint is not None and key_of(hint) in carried:
        carried[key_of(hint)][1].update({"hint", f"hint={rule}", f"hint={rule}={kin}", f"hint={rule}={kind}"})
    options += list(carried.values())
    options.append(
        (
            None,
            {"none", f"none=hint={rule}", f"none=hint={rule}={kin}", f"none={kin}", f"none={choice.concept}",
             f"none={kind}", f"none={kin}={kind}", f"none={told}", f"none={told}={kin}", f"none={told}={here > 0}",
             f"none={spot.mention.type}={kin}", f"none={here > 0}", f"none={kin}={here > 0}", f"none={bool(carried)}",
             f"none={kin}={bool(carried)}", f"none={previous is not None and previous[1] is None}",
             f"none={previous is not None and previous[1] is None}={kin}", f"none={choice.rule}"},
        )
    )  # fmt: skip
    if hint is None:
        options[-1][1].add("hint")
    return ranker.rank("period", spot.mention.id, options)[0]


def _marks(
    scene: Scene, line: Line, index: int, date: Spot, choice: Choice, kind: Kind, kin: str,
    compared: Collection[str], today: dt.date | None, grammar: FactGrammar,
) -> Iterator[str]:  # fmt: skip
    """The marks of a date that stands in the sentence of the value."""
    spot, text = line.values[index], scene.text
    side = "before" if date.end <= spot.start else "inside" if date.end <= spot.end else "behind"
    step, size = steps(line, date.start, spot.start), grain(date)
    reported = choice.concept in concept_table().periods["span"]
    follows, leads = after(text, date, line, grammar), before(text, date, line, grammar)
    if side == "before":
        order = sum(date.end <= d.start and d.end <= spot.start and d.mention.id not in compared for d in line.dates)
        values = sum(date.end <= v.start and v.end <= spot.start for v in line.values)
    else:
        order = sum(spot.end <= d.start and d.end <= date.start for d in line.dates)
        values = sum(spot.end <= v.start and v.end <= date.start for v in line.values)
    gap = spot.start - date.end if side == "before" else date.start - spot.end
    near = 0 if gap <= 1 else 1 if gap <= 5 else 2 if gap <= 15 else 3
    against = date.mention.id in compared
    told, yearly = _told(scene, line, spot, grammar), _yearly(scene, line, spot, grammar)
    daily = choice.concept in concept_table().periods["day"]
    opened = open_bracket(text, line.start, spot.start)
    bracket = opened is not None
    inside = opened is not None and date.start > opened
    yield from (
        f"date={side}",
        f"date={side}={size}",
        f"date={side}={step}",
        f"date={side}={step}={kin}",
        f"date={kin}={size}",
        f"date={side}={kin}={size}",
        f"date={side}={order}={step}",
        f"date={side}={order}={against}",
        f"date={side}={near}={against}",
        f"date={side}={near}={kind}={against}",
        f"date={min(values, 2)}={side}={step}",
        f"against={against}={kind}",
        f"against={against}={near}={spot.mention.type}",
        f"reported={reported}={size}={side}",
        f"daily={daily}={size}={side}",
        f"yearly={yearly}={size}={side}",
        f"told={told}={side}={near}",
        f"told={told}={size}",
        f"told={told}={against}",
        f"date={side}={follows}",
        f"date={side}={leads}",
        f"date={size}={follows}",
        f"date={follows}={step}",
        f"date={side}={kind}={size}",
        f"bracket={bracket}={inside}={against}",
        f"tense={_tense(date, today)}={kin}",
        f"tense={_tense(date, today)}={size}={kind}",
        f"date={choice.concept}={size}",
        f"next={text[date.end : date.end + 1]}",
        f"next={text[date.end : date.end + 2]}",
        f"led={text[max(line.start, date.start - 1) : date.start]}",
        f"inside={side}={date.mention.type}",
        f"since={grammar.since.match(text, date.end) is not None}",
    )


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
    day = today.isoformat()
    return "past" if value.end < day else "future" if value.start > day else "now"


def hinted_period(
    scene: Scene, line: Line, index: int, compared: Collection[str], concept: str, grammar: FactGrammar
) -> Spot | None:
    """The date that a value holds for: in its clause before it, in its bracket, else in its sentence.

    What is reported for a quarter or a year does not hold for the day on which it is told.
    """
    spot, text = line.values[index], scene.text
    free = [d for d in line.dates if d.mention.id not in compared and _is_date(d)]
    opened = open_bracket(text, line.start, spot.start)
    if opened is not None:
        inside = [d for d in line.dates if opened < d.start < spot.start and _is_date(d)]
        if inside:
            return inside[-1]
        beside = [
            d for d in line.dates if 0 <= opened - d.end <= 1
        ]  # 1년 전(3613만원): the date is outside the bracket
        if beside:
            return beside[-1]
    # A date right before a level is its period, also where others are compared with it: 较上年同期173亿千瓦时增长.
    close = [d for d in line.dates if _is_date(d) and d.end <= spot.start and spot.start - d.end <= 2]
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
