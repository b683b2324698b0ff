"""What a fact is made of: values, names, dates and metric words of one sentence, in the folded text."""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.core.character_encoder import States
from extractor.core.facts import Concept
from extractor.core.records import Block, Entity, Sentence
from extractor.core.spans import Mention, overlap
from extractor.core.text import Folded, fold
from extractor.facts.answers import Answer
from extractor.facts.datelines import without_paper
from extractor.lang.facts import SYLLABLE, FactGrammar, concept_table

MEASURES = frozenset(("money", "percent", "multiple", "quantity"))
_DAYS = frozenset(("date", "duration"))
_MOST = 40  # values, dates and names of a sentence that are read together
_HEADING = 50  # a line of so many characters may be a heading or the head of a table
_RATES = ("tax", "tariff", "interest_rate", "yield", "stake", "market_share", "margin")  # 关税率 is a tariff
_MEDIUM = "medium"  # the rule that finds names of media by their news: 据…报道, a line of its own
_ADJACENT = 4  # characters between a count and the noun that it counts


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention at its place in the folded text."""

    start: int
    end: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Hit:
    """A metric word at its place in the folded text. `word` is the one of the tables that it ends with."""

    start: int
    end: int
    concept: Concept
    verbal: bool
    word: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with what stands in it, in text order. `clauses` are the starts of its clauses."""

    number: int
    paragraph: int
    start: int
    end: int
    values: tuple[Spot, ...]
    dates: tuple[Spot, ...]
    names: tuple[Spot, ...]
    hits: tuple[Hit, ...]
    clauses: tuple[int, ...]
    headline: bool

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around a place begins and ends."""
        index = bisect_right(self.clauses, at)
        return self.clauses[index - 1], self.clauses[index] if index < len(self.clauses) else self.end

    def touched(self, start: int, end: int, *, names: bool = True) -> bool:
        """Whether a metric word, a date, a value or, with `names`, a name shares a character with a stretch."""
        spots = (*self.dates, *self.values, *(self.names if names else ()))
        spans = [(spot.start, spot.end) for spot in spots] + [(hit.start, hit.end) for hit in self.hits]
        return any(overlap((start, end), span) for span in spans)


@dataclass(frozen=True)
class Scene:
    """An article as facts are read from it."""

    source: str
    folded: Folded
    lines: tuple[Line, ...]
    entities: dict[str, Entity] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)  # of the metric words, by concept
    answers: Mapping[str, Answer] = field(default_factory=dict)  # of the encoder, by the id of the value's mention
    states: States | None = None  # of the character encoder, of each character of the folded text

    @cached_property
    def names(self) -> list[Spot]:
        """The names of all lines, in text order."""
        return [name for line in self.lines for name in line.names]

    @cached_property
    def media(self) -> frozenset[str | None]:
        """The entities that are papers and stations wherever they are named."""
        rules: dict[str | None, set[str | None]] = {}
        for name in self.names:
            rules.setdefault(name.mention.entity, set()).add(name.mention.rule)
        return frozenset(entity for entity, found in rules.items() if found == {_MEDIUM})

    @cached_property
    def dates(self) -> dict[int, Spot]:
        """The dates and durations by where they begin, in text order."""
        return {date.start: date for line in self.lines for date in line.dates}

    def line_at(self, place: int) -> Line | None:
        """The line that holds a place; None for a place in none."""
        at = bisect_right(self.lines, place, key=lambda line: line.start) - 1
        return self.lines[at] if at >= 0 and place < self.lines[at].end else None

    def name_at(self, start: int, end: int) -> Spot | None:
        """The name that holds a stretch, or ends it; None where it is no name's."""
        line = self.line_at(start)
        names = line.names if line is not None else ()
        held = [n for n in names if (n.start <= start and end <= n.end) or (start <= n.start and n.end == end)]
        return held[-1] if held else None

    @property
    def text(self) -> str:
        """The folded text that all offsets of the scene point into."""
        return self.folded.text


@dataclass(frozen=True, slots=True)
class Found:
    """An article whose values and names have been found, as facts are read from it.

    `states` are those of the character encoder; whoever has none leaves it to the encoder of facts to ask for them.
    """

    text: str
    lang: str
    mentions: Sequence[Mention]
    entities: Sequence[Entity]
    sentences: Sequence[Sentence]
    blocks: Sequence[Block]
    published_on: dt.date | None = None
    title: str = ""
    states: States | None = None


def make_scene(found: Found, grammar: FactGrammar) -> Scene:
    """The scene of an article; values of boilerplate and sentences without a value are left out of it."""
    folded = fold(found.text, simplify=True)
    spots = [Spot(folded.folded(m.start), folded.folded(m.end), m) for m in found.mentions]
    blocks, starts = found.blocks, [block.start for block in found.blocks]
    by_sentence: dict[int, list[Spot]] = {}
    for spot in spots:
        by_sentence.setdefault(spot.mention.sentence, []).append(spot)
    lines = []
    for number, sentence in enumerate(found.sentences):
        inside = by_sentence.get(number, [])
        at = bisect_right(starts, sentence.start) - 1
        kind = blocks[at].kind if at >= 0 else "paragraph"
        if kind == "boilerplate" or (not inside and sentence.end - sentence.start > _HEADING):
            continue
        short = sentence.end - sentence.start <= _HEADING
        whole = folded.folded(sentence.start), folded.folded(sentence.end)
        for start, end, part in _stretches(inside, *whole):
            values = tuple(s for s in part if s.mention.type in MEASURES)
            lines.append(
                Line(
                    number=number,
                    paragraph=at,
                    start=start,
                    end=end,
                    values=values,
                    dates=tuple(s for s in part if s.mention.type in _DAYS),
                    names=tuple(without_paper(folded.text, start, part, grammar)),
                    hits=tuple(_hits(folded.text, start, end, grammar, part)) if values or short else (),
                    clauses=tuple(_clauses(folded.text, start, end, grammar, part)) if values else (start,),
                    headline=kind in ("headline", "heading"),
                )
            )
    counts: Counter[str] = Counter(hit.concept for line in lines for hit in line.hits)
    entities = {entity.id: entity for entity in found.entities}
    return Scene(found.text, folded, tuple(lines), entities, counts, states=found.states)


def open_bracket(text: str, begin: int, at: int) -> int | None:
    """Where the bracket that a place behind `begin` stands in was opened; None for a place in no bracket."""
    opened = text.rfind("(", begin, at)
    return opened if opened >= 0 and ")" not in text[opened:at] else None


def is_aside(text: str, line: Line, start: int, end: int, spot: Spot) -> bool:
    """Whether a stretch stands in a bracket that the value behind it does not stand in."""
    return open_bracket(text, line.start, start) is not None and ")" in text[end : spot.start]


def _stretches(spots: Sequence[Spot], start: int, end: int) -> Iterator[tuple[int, int, Sequence[Spot]]]:
    """A sentence as its stretches: one, or where it is a list without end, as many as keep the time in proportion.

    Every value is compared with all that stands in its stretch, so that a table read as one sentence would cost the
    square of its length.
    """
    for first in range(0, max(len(spots), 1), _MOST):
        last = first + _MOST
        begin = start if first == 0 else spots[first].start
        yield begin, end if last >= len(spots) else spots[last].start, spots[first:last]


def _hits(text: str, start: int, end: int, grammar: FactGrammar, spots: Sequence[Spot]) -> Iterator[Hit]:
    """Metric words that no value and no name holds, the longest of those that overlap."""
    moves = [match.span() for match in grammar.moves.finditer(text, start, end)]
    masks = [match.span() for match in grammar.masked.finditer(text, start, end)]
    counts = [s for s in spots if s.mention.type == "quantity"]
    found = []
    for hit in grammar.metrics.hits(text[start:end]):
        first, last = start + hit.start, start + hit.end
        word = text[first:last]
        concept = grammar.concepts[word]
        listed = last
        last, concept = _compound(text, first, last, concept, grammar)
        word = word if concept == grammar.concepts[word] else ""
        if grammar.spaced and grammar.word_end.match(text, last) is None:
            continue
        if text[first].isascii() and (text[first - 1 : first].isascii() and text[first - 1 : first].isalnum()):
            continue
        if any(s.start < last and first < s.end and not (s.start >= first and s.end <= last) for s in spots):
            continue
        if any(s < last and first < e and e - s > last - first for s, e in (*moves, *masks)):
            continue
        if word in grammar.whole and SYLLABLE.match(text, first - 1, first) and all(s.end != first for s in spots):
            continue  # 등급 is no size
        if concept in concept_table().counted["concepts"] and not _beside(text, first, last, counts):
            continue
        found.append((first, last, concept, last > listed, word))
    yield from _longest(text, start, sorted(found, key=lambda hit: (hit[0], -hit[1], hit[3])), grammar, spots)


def _longest(
    text: str,
    start: int,
    found: Sequence[tuple[int, int, Concept, bool, str]],
    grammar: FactGrammar,
    spots: Sequence[Spot],
) -> Iterator[Hit]:
    """One hit where several overlap; the last of those that make a compound: 工资补贴 is a subsidy."""
    free = start
    kept: list[tuple[int, int, Concept, str]] = []
    for first, last, concept, _, word in found:
        if first < free:
            continue
        free = last
        if kept and kept[-1][1] == first and not grammar.spaced and text[first:last] not in grammar.sharing:
            begin, _, head, own = kept.pop()
            led = concept == "other" or text[first:last] in grammar.weak
            kept.append((begin, last, head, own) if led else (begin, last, concept, word))
        else:
            kept.append((first, last, concept, word))
    for first, last, concept, word in kept:
        if grammar.spaced:
            first = _word_start(text, first, max(start, *(s.end for s in spots if s.end <= first), start))
        yield Hit(first, last, concept, grammar.spaced and grammar.particles_end.match(text, last) is None, word)


def _compound(text: str, first: int, last: int, concept: Concept, grammar: FactGrammar) -> tuple[int, Concept]:
    """Where a compound ends that a metric word begins, and its concept: 费用率 is a ratio, 매출증가율 is revenue."""
    if (growth := grammar.growth.match(text, last)) is not None:
        return growth.end(), concept
    if (rate := grammar.rate.match(text, last)) is not None:
        part = text[first - 1 : first] in grammar.sharing or text[first : first + 1] in grammar.sharing
        return rate.end(), concept if part or concept in _RATES else "ratio"
    if (tail := grammar.tail.match(text, last)) is not None:
        return tail.end(), concept
    return last, concept


def _beside(text: str, first: int, last: int, counts: Sequence[Spot]) -> bool:
    """Whether a word stands beside a count: 3家公司, 직원은 120명."""
    return any(0 <= first - c.end <= _ADJACENT or 0 <= c.start - last <= _ADJACENT for c in counts)


def _word_start(text: str, at: int, floor: int) -> int:
    """Where the Korean word that ends in a metric begins: 희망퇴직금, 외부결제액."""
    while at > floor and "\uac00" <= text[at - 1] <= "\ud7a3":
        at -= 1
    return at


def _clauses(text: str, start: int, end: int, grammar: FactGrammar, spots: Sequence[Spot]) -> Iterator[int]:
    """The starts of the clauses: a sign inside a mention or between brackets ends none."""
    yield start
    depth, at = 0, start
    for match in grammar.clause_end.finditer(text, start, end):
        depth += text.count("(", at, match.start()) - text.count(")", at, match.start())
        at = match.start()
        if depth <= 0 and not any(s.start < match.end() and match.start() < s.end for s in spots):
            yield match.end()
