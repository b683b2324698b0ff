"""What a change is measured from: a date that others are compared with, or a word for one (同比, 전년 대비)."""

from extractor.core.facts import Base, BaseKind
from extractor.core.values import Duration
from extractor.facts.scene import Line, Scene, Spot
from extractor.lang.facts import FactGrammar

_NEAR = 30
_SINCE = 4  # characters behind a date


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
        elif _ends_with(grammar, before):
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
    since_here = [d for d in line.dates if d.end <= spot.start and has_since(text, d, grammar)]
    if since_here:
        return Base(kind="since", mention=since_here[-1].mention.id)
    spans = any(isinstance(d.mention.value, Duration) and begin <= d.start and d.end <= spot.start for d in line.dates)
    return Base(kind="dod") if concept in ("share_price", "index_level") and not spans else None


def has_since(text: str, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether a date is one since which something is told, by a word in it or behind it."""
    return grammar.since.search(text[spot.start : spot.end + _SINCE]) is not None


def _kind(words: str, spot: Spot, grammar: FactGrammar) -> BaseKind | None:
    whole = [match for match in grammar.bases.finditer(words)]
    if whole:
        return grammar.base_words[max((m[0] for m in whole), key=len)]
    return None
