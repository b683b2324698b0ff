"""Why a text reads as it does: each reading with its rule, rows, anchor and bounds, and what lost to it and why."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, SerializeAsAny

from extractor.core.spans import Mention
from extractor.core.values import Date, Duration, Money, Time, Value
from extractor.kinds.arbiter import Loss, choose
from extractor.kinds.calendar import Period
from extractor.kinds.date import DateDraft
from extractor.kinds.origins import TableRow, rows_of
from extractor.kinds.trace import PUBLISHED, Trace, WatchedCalendar, watched_context
from extractor.kinds.view import Candidate, View, addresses

if TYPE_CHECKING:
    from extractor.kinds.resolver import Reading, Resolver

Reason = Literal[
    "shorter", "lower priority", "later", "inside a name", "inside an address", "crosses a sentence",
    "not in the calendar", "no rule takes this number",
]  # fmt: skip
_WINDOW = 14  # characters beside a value in which its bounding words stand
# What a date was resolved against, by the field of the context that held it.
_ANCHORS = {
    PUBLISHED: "published_at", "day": "day", "day_timex": "day", "prefixed_day": "day", "period": "period",
    "stated": "period", "travel": "period", "planned": "day", "sentence_last": "day", "sentence_day": "day",
    "sentence_period": "sentence", "sentence_year": "sentence", "fiscal": "fiscal_year",
}  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Anchor(_Part):
    """What a value was resolved against. `by` is `published_at`, `sentence`, `period` or `day` (which the article spoke
    of last), `fiscal_year`, `apposition` (the date behind), `date_beside` (of a time) or `currency` (its evidence).
    """

    by: str
    value: str


class BoundWord(_Part):
    """A word that bounds a value or a date, and on which side of it the word stands."""

    side: Literal["left", "inside", "right"]
    word: str
    says: str


class Loser(_Part):
    """A candidate that is no mention. `to` is the rule and text that took its place, where one did."""

    type: str | None
    start: int
    end: int
    text: str
    rule: str | None
    reason: Reason
    to: str | None = None


class Explained(_Part):
    """A reading and its reasons. Offsets are those of the record."""

    type: str
    start: int
    end: int
    text: str
    value: SerializeAsAny[Value]
    rule: str
    rows: tuple[TableRow, ...]
    anchor: Anchor | None
    bounds: tuple[BoundWord, ...]
    losers: tuple[Loser, ...]


class Explanation(_Part):
    """All readings of a text with their reasons, and the candidates that lost where nothing is read at all."""

    readings: tuple[Explained, ...]
    unread: tuple[Loser, ...]
    names: tuple[Mention, ...] = ()  # those of the record, inside which no value was read


def explain(
    view: View, candidates: Sequence[Candidate], across: Sequence[Candidate], names: Sequence[tuple[int, int]],
    resolver: "Resolver",
) -> Explanation:  # fmt: skip
    """The readings that `resolver` makes of the candidates, explained; `across` are those that cross a sentence."""
    lost: list[Loss] = []
    kept = choose(candidates, names, lost)
    trace = Trace()
    resolver.calendar, resolver.context = WatchedCalendar(resolver.anchor, trace), watched_context(trace)
    readings = list(_resolved(view, kept, resolver, trace))
    read = {id(candidate) for candidate, _, _ in readings}
    losers = [loser for loss in lost if (loser := _beaten(view, loss)) is not None]
    losers += [_loser(view, candidate, "crosses a sentence") for candidate in across]
    losers += [_loser(view, candidate, "not in the calendar") for candidate in kept if id(candidate) not in read]
    losers = sorted(dict.fromkeys(losers), key=lambda loser: (loser.start, loser.end, loser.rule or ""))
    explained = tuple(
        Explained(
            type=reading.type, start=reading.start, end=reading.end, text=view.raw[reading.start : reading.end],
            value=reading.value, rule=reading.rule, rows=rows_of(candidate, view), anchor=anchor,
            bounds=tuple(_bounds(view, candidate, reading.value)),
            losers=tuple(loser for loser in losers if loser.start < reading.end and reading.start < loser.end),
        )
        for candidate, reading, anchor in readings
    )  # fmt: skip
    taken = {loser for item in explained for loser in item.losers}
    alone = [loser for loser in losers if loser not in taken]
    unread = sorted([*alone, *_numbers(view, explained, alone)], key=_place)
    return Explanation(readings=explained, unread=tuple(unread))


def _place(loser: Loser) -> tuple[int, int, str]:
    return loser.start, loser.end, loser.rule or ""


def _resolved(
    view: View, kept: list[Candidate], resolver: "Resolver", trace: Trace
) -> Iterator[tuple[Candidate, "Reading", Anchor | None]]:
    """The readings beside their candidates, with what each was resolved against."""
    waiting = iter(kept)
    for reading in resolver.readings(kept):
        candidate = next(c for c in waiting if view.folded.start(c.start) == reading.start)
        yield candidate, reading, _anchor(candidate, reading.value, resolver.anchor, trace)
        trace.reads.clear()


def _anchor(candidate: Candidate, value: Value, published_at: dt.date | None, trace: Trace) -> Anchor | None:
    published = Anchor(by="published_at", value=str(published_at)) if published_at is not None else None
    if isinstance(value, Money):
        return None if value.currency_basis == "explicit" else Anchor(by="currency", value=value.currency_basis)
    if isinstance(value, Duration):
        return published if value.start is not None else None
    if isinstance(value, Time):
        if candidate.rule == "time.ago":
            return published
        return None if value.timex.startswith("T") else Anchor(by="date_beside", value=value.timex.partition("T")[0])
    if not isinstance(value, Date) or not isinstance(candidate.value, DateDraft) or not value.resolved:
        return None
    draft = candidate.value
    step = trace.of(draft.left)
    if step is None:  # so long ago: from the period or day that the text has just named, else from the publication
        reads = [read for read in trace.reads if read[0] in ("sentence_period", "day")]
        return _described(*reads[-1]) if reads else published
    left = value.timex.partition("/")[0] if draft.right is not None else value.timex
    if step.period is not None and not step.period.timex.startswith(left):
        return Anchor(by="apposition", value=value.timex)
    return _described(*step.reads[-1]) if step.reads else None


def _described(name: str, value: object) -> Anchor:
    return Anchor(by=_ANCHORS.get(name, name), value=value.timex if isinstance(value, Period) else str(value))


def _bounds(view: View, candidate: Candidate, value: Value) -> Iterator[BoundWord]:
    """The words that made the bound or the modifier of a value."""
    text, grammar, start, end = view.text, view.grammar, candidate.start, candidate.end
    if isinstance(value, Date):
        if value.mod is not None:
            yield from _mods(view, candidate, value.mod)
        return
    if getattr(value, "bound", "exact") == "exact":
        return
    left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    for says in grammar.bounds(left, len(left), len(left)):
        words = [(left.rfind(word), len(word), word) for word in _bounding(view, says, "before")]
        if (last := max(words, default=(-1, 0, "")))[0] >= 0:
            yield BoundWord(side="left", word=last[2], says=says)
    infix = grammar.lexicon.numbers.infix
    for numeral in view.numerals:
        if start <= numeral.start and numeral.end <= end and numeral.bound is not None:
            inside = [word.strip() for word in infix if text.endswith(word.strip(), 0, numeral.end)]
            yield from (BoundWord(side="inside", word=word, says=numeral.bound) for word in sorted(inside)[-1:])
    for says in grammar.bounds(right, 0, 0):
        words = [(-right.find(word), len(word), word) for word in _bounding(view, says, "after") if word in right]
        if words:
            yield BoundWord(side="right", word=max(words)[2], says=says)


def _bounding(view: View, says: str, side: Literal["before", "after"]) -> list[str]:
    rows = view.grammar.lexicon.language.bounds
    return [word.strip() for row in rows if row.bound == says for word in getattr(row, side)]


def _mods(view: View, candidate: Candidate, mod: str) -> Iterator[BoundWord]:
    """The words that made the modifier of a date: before it, at the end of it or of its left end, or behind it."""
    text, start, end = view.text, candidate.start, candidate.end
    before = "".join(text[max(0, start - _WINDOW) : start].split())
    inside, after = "".join(text[start:end].split()), "".join(text[end : end + _WINDOW].split())
    for row in view.grammar.lexicon.dates.mods:
        for word in sorted(row.words, key=len, reverse=True) if row.mod == mod else ():
            key = "".join(word.split())
            if row.place == "before" and before.endswith(key):
                yield BoundWord(side="left", word=word.strip(), says=mod)
            elif row.place == "inside" and key in inside:
                yield BoundWord(side="inside", word=word.strip(), says=mod)
            elif row.place == "after" and after.startswith(key):
                yield BoundWord(side="right", word=word.strip(), says=mod)
            else:
                continue
            break


def _beaten(view: View, loss: Loss) -> Loser | None:
    """The loser of a contest; None for one that says what the winner says."""
    loser, winner = loss.candidate, loss.winner
    if winner is None:
        spans = addresses(view.text)
        inside = any(start < loser.end and loser.start < end for start, end in spans)
        return _loser(view, loser, "inside an address" if inside else "inside a name")
    if (loser.kind, loser.start, loser.end, loser.rule) == (winner.kind, winner.start, winner.end, winner.rule):
        return None
    shorter = loser.end - loser.start < winner.end - winner.start
    reason: Reason = "shorter" if shorter else "lower priority" if loser.priority < winner.priority else "later"
    return _loser(view, loser, reason, f"{winner.rule} {view.surface(winner.start, winner.end)}")


def _loser(view: View, candidate: Candidate, reason: Reason, to: str | None = None) -> Loser:
    span: dict[str, Any] = {"start": view.folded.start(candidate.start), "end": view.folded.end(candidate.end)}
    text = view.surface(candidate.start, candidate.end)
    return Loser(type=candidate.kind, text=text, rule=candidate.rule, reason=reason, to=to, **span)


def _numbers(view: View, explained: Sequence[Explained], losers: Sequence[Loser]) -> Iterator[Loser]:
    """The numerals that stand in no candidate at all."""
    spans = [(item.start, item.end) for item in explained] + [(item.start, item.end) for item in losers]
    for numeral in view.numerals:
        start, end = view.folded.start(numeral.start), view.folded.end(numeral.end)
        if not any(a < end and start < b for a, b in spans):
            text = view.raw[start:end]
            yield Loser(type=None, start=start, end=end, text=text, rule=None, reason="no rule takes this number")
