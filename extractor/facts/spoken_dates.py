"""The dates that a text has spoken of, from sentence to sentence, and what a date is like."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.core.values import Date
from extractor.facts.bases import has_since
from extractor.facts.candidates import family
from extractor.facts.scene import Line, Spot
from extractor.lang.facts import FactGrammar, concept_table

_RECENT = 4
_DAY = len("2016-06-14")


@dataclass(slots=True)
class Calendar:
    """The dates that a text has spoken of, and the periods of its values, from sentence to sentence."""

    last: Spot | None = None  # of the value before
    last_concept: str = ""
    span: Spot | None = None
    day: Spot | None = None
    opened: Spot | None = None  # of the first value of the paragraph
    paragraph: int = -1
    by_concept: dict[str, Spot | None] = field(default_factory=dict)  # and by family
    known: Spot | None = None  # the last that was not none
    lead: list[Spot] = field(default_factory=list)  # the dates of the first sentences
    seen: list[Spot] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def roles(self, concept: str) -> Iterator[tuple[str, Spot]]:
        """The dates of earlier sentences, by the part that they play."""
        named = [("last", self.last), ("span", self.span), ("day", self.day), ("opened", self.opened)]
        named += [("concept", self.by_concept.get(concept)), ("family", self.by_concept.get(f" {family(concept)}"))]
        named += [("known", self.known)]
        named += [(f"lead{at}", date) for at, date in enumerate(self.lead[:2])]
        named += [(f"seen{at}", date) for at, date in enumerate(reversed(self.seen[-_RECENT:]))]
        if self.counts:
            most = max(self.counts, key=lambda key: self.counts[key])
            named += [("most", next((d for d in self.seen if key_of(d) == most), None))]
        yield from ((role, date) for role, date in named if date is not None)

    def expected(self, concept: str) -> Spot | None:
        """The period that goes on for a concept: what is reported by spans, quoted by days, or told just before."""
        reported = concept_table().periods
        if concept in reported["span"]:
            return self.span
        if concept in reported["day"]:
            return self.day
        return self.last if self.last_concept == concept else None

    def remember(self, line: Line, concept: str, period: Spot | None) -> None:
        """Takes note of the period of a value."""
        if line.paragraph != self.paragraph:
            self.paragraph, self.opened = line.paragraph, period
        self.last, self.last_concept = period, concept
        self.by_concept[concept] = period
        if period is None:
            return
        self.by_concept[f" {family(concept)}"] = self.known = period
        self.counts[key_of(period)] = self.counts.get(key_of(period), 0) + 1
        if is_day(period):
            self.day = period
        else:
            self.span = period

    def close(self, line: Line, text: str, grammar: FactGrammar) -> None:
        """Takes note of the dates of a sentence that has been read; the lowest since a day is not of that day."""
        for date in line.dates:
            if is_term(text, date, grammar):
                continue
            if is_day(date) and has_since(text, date, grammar):
                continue
            if not self.lead or (len(self.lead) < 2 and line.number < 3):
                self.lead.append(date)
            self.seen = [d for d in self.seen if key_of(d) != key_of(date)] + [date]


def key_of(spot: Spot) -> str:
    """What two mentions of one date have in common."""
    value = spot.mention.value
    start = getattr(value, "start", None)
    return f"{start} {getattr(value, 'end', None)}" if start else spot.mention.id


def is_term(text: str, date: Spot, grammar: FactGrammar) -> bool:
    """Whether a date or a duration is no period of anything: 3년 만기, 3월 인도분, 9개월 연속, 5年期."""
    return grammar.terms.match(text, date.end) is not None


def is_day(spot: Spot) -> bool:
    """Whether a date is a day and no month, quarter or year."""
    value = spot.mention.value
    return isinstance(value, Date) and len(value.timex) == _DAY and "/" not in value.timex


def grain(spot: Spot) -> str:
    """The length of a date: day, month, year, part of a year, range; or that it is a duration."""
    value = spot.mention.value
    if not isinstance(value, Date):
        return spot.mention.type
    timex = value.timex
    if "/" in timex:
        return "range"
    for sign, name in (("W", "week"), ("Q", "quarter"), ("H", "half")):
        if sign in timex:
            return name
    return {4: "year", 7: "month", _DAY: "day"}.get(len(timex), "other")
