"""When a value holds, and what a change is measured from: the dates of the sentence, or those spoken of before."""

from collections.abc import Collection

from extractor.core.facts import Base, BaseKind
from extractor.core.values import Date
from extractor.facts.scene import Line, Scene, Spot
from extractor.lang.facts import FactGrammar, concept_table

_NEAR = 30


def compared_dates(scene: Scene, line: Line, grammar: FactGrammar) -> dict[str, Spot]:
    """The dates of a line that others are compared with, by mention id: 전년 in 전년 대비, 去年同期 in 较去年同期."""
    text = scene.text
    found = {}
    for spot in line.dates:
        before = text[max(line.start, spot.start - 3) : spot.start]
        if grammar.spaced:
            behind = text[spot.end : spot.end + 24]
            bracket = behind.find(")") if behind.startswith("(") else -1
            of = bracket >= 0 and behind[bracket + 1 :].startswith(grammar.table.subjects.possessive)
            if of or grammar.base_marks.match(behind[bracket + 1 :]) is not None:
                found[spot.mention.id] = spot
            beside = next((v for v in line.values if 0 < v.start - spot.end <= 2), None)
            if beside is not None and grammar.base_marks.match(text, beside.end):
                found[spot.mention.id] = spot  # 전년 1080억원보다
        elif (match := _ends_with(grammar, before)) is not None and match:
            found[spot.mention.id] = spot
    return found


def _ends_with(grammar: FactGrammar, before: str) -> bool:
    return any(before.endswith(mark) for mark in grammar.table.bases.marks if len(mark) <= 2)


def base_of(
    scene: Scene, line: Line, index: int, grammar: FactGrammar, compared: dict[str, Spot], concept: str
) -> Base | None:
    """What a change is measured from: a date that is compared with, or a word for one (同比, 전년 대비)."""
    spot, text = line.values[index], scene.text
    begin = line.clause(spot.start)[0]
    near = [date for date in compared.values() if date.end <= spot.start]
    mention = near[-1] if near and (near[-1].end >= begin or spot.start - near[-1].end <= _NEAR) else None
    if mention is not None:
        words = text[mention.start : mention.end]
        return Base(kind=_kind(words, mention, grammar) or "since", mention=mention.mention.id)
    head = text[max(line.start, spot.start - _NEAR, begin if grammar.spaced else line.start) : spot.start]
    matches = [match for match in grammar.bases.finditer(head)]
    if grammar.spaced:
        matches = [m for m in matches if grammar.base_marks.match(head, m.end())]
    if matches:
        return Base(kind=grammar.base_words[matches[-1][0]])
    if since := [d for d in line.dates if d.end <= spot.start and grammar.since.match(text, d.end)]:
        return Base(kind="since", mention=since[-1].mention.id)
    since_here = [d for d in line.dates if d.end <= spot.start and _has_since(text, d, grammar)]
    if since_here:
        return Base(kind="since", mention=since_here[-1].mention.id)
    return Base(kind="dod") if concept in ("share_price", "index_level") else None


def _has_since(text: str, spot: Spot, grammar: FactGrammar) -> bool:
    return grammar.since.search(text[spot.start : spot.end + 4]) is not None


def _kind(words: str, spot: Spot, grammar: FactGrammar) -> BaseKind | None:
    whole = [match for match in grammar.bases.finditer(words)]
    if whole:
        return grammar.base_words[max((m[0] for m in whole), key=len)]
    return None


def is_day(spot: Spot) -> bool:
    """Whether a date is a day and no month, quarter or year."""
    value = spot.mention.value
    return isinstance(value, Date) and len(value.timex) == len("2016-06-14") and "/" not in value.timex


def period_of(
    scene: Scene, line: Line, index: int, compared: Collection[str], concept: str, grammar: FactGrammar
) -> Spot | None:
    """The date that a value holds for: in its clause before it, in its bracket, else in its sentence.

    What is reported for a quarter or a year does not hold for the day on which it is told.
    """
    spot, text = line.values[index], scene.text
    free = [d for d in line.dates if d.mention.id not in compared and _is_a_day(d)]
    opened = text.rfind("(", line.start, spot.start)
    if opened >= 0 and ")" not in text[opened : spot.start]:
        inside = [d for d in line.dates if opened < d.start < spot.start and _is_a_day(d)]
        if inside:
            return inside[-1]
        beside = [
            d for d in line.dates if 0 <= opened - d.end <= 1
        ]  # 1년 전(3613만원): the date is outside the bracket
        if beside:
            return beside[-1]
    # A date right before a level is its period, also where others are compared with it: 较上年同期173亿千瓦时增长.
    close = [d for d in line.dates if _is_a_day(d) and d.end <= spot.start and spot.start - d.end <= 2]
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


def _is_a_day(spot: Spot) -> bool:
    value = spot.mention.value
    return isinstance(value, Date)


def _in_bracket(text: str, date: Spot, spot: Spot) -> bool:
    """Whether a date stands in a bracket that closes before the value: an aside of its own."""
    closed = text.find(")", date.end, spot.start)
    opened = text.rfind("(", max(0, date.start - 40), date.start)
    return closed >= 0 and opened >= 0 and text.find(")", opened, date.start) < 0
