"""Which day or period a date was resolved against: the calendar and the context, watched while they are read."""

import datetime as dt
from dataclasses import dataclass, field, fields

from extractor.kinds.calendar import Period
from extractor.kinds.resolution import Calendar
from extractor.kinds.spec import Context, Spec, Tense

PUBLISHED = "anchor"  # the calendar's name for the day of publication
_COUNTS = {"unplanned", "travel_at", "stated_at"}  # places in the text, from which nothing is counted
_FIELDS = frozenset(item.name for item in fields(Context)) - _COUNTS | {PUBLISHED}


@dataclass(slots=True)
class Step:
    """One date resolved: what was read for it, in order, and what came of it."""

    spec: Spec
    tense: Tense
    reads: list[tuple[str, object]]
    period: Period | None = None


@dataclass(slots=True)
class Trace:
    """What the resolver read. `reads` are those outside of the calendar: of times ago, and of the text's own order."""

    steps: list[Step] = field(default_factory=list)
    reads: list[tuple[str, object]] = field(default_factory=list)
    open: list[Step] = field(default_factory=list)

    def saw(self, name: str, value: object) -> None:
        """Notes that a field was read; one that holds nothing decides nothing."""
        if name in _FIELDS and value is not None and value is not False:
            (self.open[-1].reads if self.open else self.reads).append((name, value))

    def of(self, spec: Spec) -> Step | None:
        """The last step that resolved this very spec."""
        return next((step for step in reversed(self.steps) if step.spec is spec), None)


class WatchedContext(Context):
    """A context that tells a trace of every field that is read."""

    __slots__ = ("trace",)
    trace: Trace

    def __getattribute__(self, name: str) -> object:
        value = object.__getattribute__(self, name)
        if name in _FIELDS:
            object.__getattribute__(self, "trace").saw(name, value)
        return value


class WatchedCalendar(Calendar):
    """A calendar that tells a trace of every date that it resolves."""

    trace: Trace

    def __init__(self, anchor: dt.date | None, trace: Trace) -> None:
        self.trace = trace
        super().__init__(anchor)

    def __getattribute__(self, name: str) -> object:
        value = object.__getattribute__(self, name)
        if name == PUBLISHED:
            object.__getattribute__(self, "trace").saw(name, value)
        return value

    def resolve(self, spec: Spec, context: Context, *, tense: Tense) -> Period | None:
        """As the calendar does, with a step in the trace."""
        step = Step(spec, tense, [])
        self.trace.steps.append(step)
        self.trace.open.append(step)
        try:
            step.period = super().resolve(spec, context, tense=tense)
        finally:
            self.trace.open.pop()
        return step.period


def watched_context(trace: Trace) -> WatchedContext:
    """A context at the beginning of an article that tells `trace` what is read of it."""
    context = WatchedContext()
    context.trace = trace
    return context
