"""The facts of an article: one for each value that measures something, in text order."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar, cast

from extractor.core.facts import Base, Direction, Fact, Kind, Metric, Party
from extractor.facts.answer_marks import climbed, of_field
from extractor.facts.bases import base_of, compared_dates
from extractor.facts.checks import flagged
from extractor.facts.choices import Columns, chosen, columns_of
from extractor.facts.claims import status_of
from extractor.facts.groups import Run, owners_before, runs
from extractor.facts.kind import defines_a_set, kind_of, side_of, told_behind
from extractor.facts.marks import Marks
from extractor.facts.measures import Choice
from extractor.facts.movement import Movement, movement
from extractor.facts.periods import period_of
from extractor.facts.phrases import party_of
from extractor.facts.pieces import Pieces
from extractor.facts.ranking import Ranker, Task, learned
from extractor.facts.scene import Found, Line, Scene, Spot, make_scene
from extractor.facts.sharing import sharers
from extractor.facts.speakers import Speakers
from extractor.facts.spoken_dates import Calendar
from extractor.facts.subjects import subject_of
from extractor.facts.topics import Owner, Topics
from extractor.facts.trace import Made
from extractor.lang.facts import FactGrammar, concept_table, fact_grammar

_HEADING = 30  # a line without values that is not longer heads what follows
FLOOR = 0.2  # below it a field is null
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A fact in the making."""

    line: Line
    index: int
    choice: Choice
    moved: Movement
    kind: Kind
    owner: Owner | None
    period: Spot | None
    speaker: Party | None


def find_facts(found: Found, ranker: Ranker | None = None) -> tuple[Fact, ...]:
    """The facts f1, f2 … of an article whose mentions are known, in the order of their values.

    `ranker` has the encoder that is heard and chooses where it is not sure; by default the one of the package.
    """
    ranker = ranker or learned()
    return facts_of(witnessed(found, ranker), found, ranker, [])


def witnessed(found: Found, ranker: Ranker) -> Scene:
    """The scene of an article with what the encoder of a ranker says of its values, if it has one."""
    scene = make_scene(found, fact_grammar(found.lang))
    return scene if ranker.witness is None else replace(scene, answers=ranker.witness.read(scene))


def facts_of(scene: Scene, found: Found, ranker: Ranker, made: list[Made]) -> tuple[Fact, ...]:
    """The facts of a scene that is `witnessed`; `made` takes what each was made of."""
    grammar = fact_grammar(found.lang)
    return _Reader(scene, grammar, found.published_on, found.title, ranker).read(made)


class _Reader:
    """What is carried from sentence to sentence: the topic, the last metric, the last period."""

    def __init__(self, scene: Scene, grammar: FactGrammar, today: dt.date | None, title: str, ranker: Ranker) -> None:
        self._scene, self._grammar, self._today, self._ranker = scene, grammar, today, ranker
        self._topics, self._calendar = Topics.of(scene, title), Calendar()
        self._speakers = Speakers(scene, grammar)
        self._metric: Choice | None = None
        self._columns: Columns | None = None
        self._base: Base | None = None
        # The paragraph of the last line with facts, whose they are, and what they measure.
        self._told: tuple[int, list[tuple[Owner | None, Choice]]] = (-1, [])

    def read(self, made: list[Made]) -> tuple[Fact, ...]:
        facts: list[Fact] = []
        for line in self._scene.lines:
            for draft in self._line(line):
                for owner in self._owners(line, draft):
                    fact = self._fact(f"f{len(facts) + 1}", replace(draft, owner=owner))
                    facts.append(fact)
                    made.append(Made(fact, line, draft.index, draft.choice, draft.moved, owner, draft.period))
        mentions = {spot.mention.id: spot.mention for spot in self._spots()}
        return flagged(facts, mentions, self._scene, self._grammar)

    def _owners(self, line: Line, draft: _Draft) -> list[Owner | None]:
        """Whose the value is: of nobody, of one, or of each of several."""
        if draft.owner is None or draft.owner.confidence < FLOOR:
            return [draft.owner]
        concept, inside = draft.choice.concept, self._inside
        return [*sharers(self._scene, line, draft.index, draft.owner, draft.kind, concept, self._grammar, inside)]

    def _spots(self) -> Iterator[Spot]:
        for line in self._scene.lines:
            yield from (*line.values, *line.dates)

    def _line(self, line: Line) -> Iterator[_Draft]:
        inside = Pieces(self._scene, line, self._grammar)
        if line.values:
            for draft in self._drafts(line, inside):
                self._remember(line, draft)
                yield draft
        self._calendar.close(line, self._scene.text, self._grammar)
        self._topics.close(line, lambda: inside.head)
        if not line.values:
            self._head(line)
            self._topics.pass_by(line)

    def _drafts(self, line: Line, inside: Pieces) -> list[_Draft]:
        """What becomes of each value of a line."""
        self._inside = inside
        self._compared = compared_dates(self._scene, line, self._grammar)
        moves = [movement(self._scene, line, index, self._grammar) for index in range(len(line.values))]
        drafts: dict[int, _Draft] = {}
        last: tuple[int, Owner | None, Spot | None] | None = None
        groups = runs(self._scene, line, self._grammar, inside)
        dealt = {index: (group, at) for group in groups for at, index in enumerate(group.indices)}
        before = self._told[1] if self._told[0] == line.paragraph else []
        metrics = [choice for _, choice in before]
        made = chosen(
            self._scene, line, self._grammar, self._ranker, moves, dealt, self._metric, metrics, self._columns
        )
        told = [owner for owner, _ in before]
        earlier: dict[int, Owner] = {}
        for index, (choice, moved) in made.items():
            group = dealt.get(index)
            if group is not None and group[1] == 0:
                begin = line.values[last[0]].end if last is not None else line.start
                known = owners_before(group[0], line, told, begin, inside)
                earlier = dict(zip(group[0].indices, known, strict=True)) if known else {}
            draft = self._draft(line, index, choice, moved, group, last)
            if index in earlier:
                draft = replace(draft, owner=replace(earlier[index], confidence=0.8, rule="subject.dealt"))
            drafts[index], last = draft, (index, draft.owner, draft.period)
            told.append(draft.owner)
        if drafts:
            self._told = line.paragraph, [(draft.owner, draft.choice) for draft in drafts.values()]
        for index in sorted(drafts, reverse=True):
            drafts[index] = _owned_by_the_next(drafts, index)
        return list(drafts.values())

    def _draft(
        self,
        line: Line,
        index: int,
        choice: Choice,
        moved: Movement,
        group: tuple[Run, int] | None,
        previous: tuple[int, Owner | None, Spot | None] | None,
    ) -> _Draft:
        scene, grammar = self._scene, self._grammar
        kind = self._kind(line, index, choice, moved)
        before = previous[:2] if previous is not None else None
        speaker = self._speakers.speaker(line, index, self._topics)
        owner = subject_of(
            scene, line, index, choice, kind, grammar, self._topics, before, self._ranker, self._inside, speaker
        )
        then = (previous[0], previous[2]) if previous is not None else None
        period = period_of(
            scene, line, index, choice, kind, self._compared, self._calendar, then, self._today, grammar, self._ranker
        )
        if group is not None:
            run, at = group
            if (piece := run.owner(at)) is not None:
                owner = Owner(party_of(scene, piece.mention, piece.start, piece.end), 0.92, "subject.dealt")
            period = run.date(at) or period
        return _Draft(line, index, choice, moved, kind, owner, period, speaker)

    def _head(self, line: Line) -> None:
        """A heading or the head of a table says what the lines under it are of."""
        self._columns = columns_of(self._scene, line)
        if line.hits and (line.headline or line.end - line.start <= _HEADING):
            hit = line.hits[-1]
            self._metric = Choice(hit.concept, hit, 0.8, "metric.heading")

    def _remember(self, line: Line, draft: _Draft) -> None:
        self._metric = draft.choice
        hit = draft.choice.hit
        word = self._scene.text[hit.start : hit.end] if hit is not None else None
        self._topics.remember(line, draft.owner, draft.choice.concept, word)
        self._calendar.remember(line, draft.choice.concept, draft.period)

    def _fact(self, number: str, draft: _Draft) -> Fact:
        spot = draft.line.values[draft.index]
        scene, grammar, line = self._scene, self._grammar, draft.line
        base: Base | None = None
        if draft.kind == "change":
            base = base_of(scene, line, draft.index, grammar, self._compared, draft.choice.concept)
            if base is None and self._base is not None and draft.choice.concept in concept_table().periods["span"]:
                base = Base(kind=self._base.kind)
            elif base is not None and base.kind in ("yoy", "qoq", "mom"):
                self._base = base
        elif draft.kind == "difference":
            base = Base(kind="other")
        ruled = partial(status_of, scene, line, draft.index, grammar, draft.period, self._today, draft.choice.hit)
        status = self._decided("status", spot, ruled, draft.kind)
        kind = draft.kind
        bound = getattr(spot.mention.value, "bound", "exact")
        bounded = bound in ("at_least", "at_most", "over", "under") and not draft.moved.leads
        if status == "condition" and kind == "level" and bounded:
            kind = "threshold"
        elif kind == "threshold" and (status == "actual" or defines_a_set(scene, line, spot, grammar)):
            status = "condition"
        owner = draft.owner if draft.owner is not None and draft.owner.confidence >= FLOOR else None
        confidence = draft.choice.confidence * (owner.confidence if owner is not None else 0.6)
        return Fact(
            id=number,
            value=spot.mention.id,
            metric=self._metric_of(draft.choice),
            subject=owner.party if owner is not None else None,
            kind=kind,
            direction=self._direction(line, spot, kind, draft.moved.direction),
            period=draft.period.mention.id if draft.period is not None else None,
            base=base,
            status=status,
            speaker=draft.speaker,
            rule=f"{draft.choice.rule}+{owner.rule if owner is not None else 'subject.none'}",
            confidence=round(self._ranker.calibrated(confidence), 4),
        )

    def _kind(self, line: Line, index: int, choice: Choice, moved: Movement) -> Kind:
        """The kind of a fact: a word right behind its value is stronger than what the encoder says."""
        scene, grammar = self._scene, self._grammar
        ruled = partial(kind_of, scene, line, index, grammar, moved, choice.concept, choice.hit)
        behind = told_behind(scene, line, index, grammar, moved)
        if behind is not None and ruled() == behind:
            return behind
        return self._decided("kind", line.values[index], ruled, choice.concept)

    def _direction(self, line: Line, spot: Spot, kind: Kind, ruled: Direction | None) -> Direction | None:
        """The direction: of a change by the words and what the encoder says, else the one that the predicate names."""
        if ruled is None and kind in ("change", "difference"):
            side = side_of(self._scene, line, spot, self._grammar)
            if kind == "difference" or (side is not None and self._grammar.spaced):
                return side
        if kind != "change":
            return ruled
        said = self._decided("direction", spot, lambda: ruled or "none", kind)
        return None if said == "none" else said

    def _decided(self, task: Task, spot: Spot, ruling: Callable[[], _Word], beside: str) -> _Word:
        """The class of a field: the one that the encoder is sure of, else the likeliest by it and by the one that the
        words give, which `ruling` asks for; without an encoder that one. `beside` is what the field depends on most.
        """
        answer = self._scene.answers.get(spot.mention.id)
        if answer is None:
            return ruling()
        best, sure = answer.tops[task]
        if self._ranker.takes(task, spot.mention.id, best, sure):
            return cast(_Word, best)
        ruled = ruling()
        options = [
            (word, Marks(of_field(self._grammar.code, word, climbed(chance), word == ruled, beside)))
            for word, chance in answer.fields[task].items()
        ]
        return cast(_Word, self._ranker.rank(task, spot.mention.id, options)[0])

    def _metric_of(self, choice: Choice) -> Metric:
        if choice.hit is None:
            return Metric(concept=choice.concept)
        start, end = self._scene.folded.start(choice.hit.start), self._scene.folded.end(choice.hit.end)
        return Metric(concept=choice.concept, text=self._scene.source[start:end], start=start, end=end)


def _owned_by_the_next(drafts: dict[int, _Draft], index: int) -> _Draft:
    """A change with the metric of the level that it leads to has its owner too."""
    draft, following = drafts[index], drafts.get(index + 1)
    dealt = draft.owner is not None and draft.owner.rule == "subject.dealt"
    if following is None or dealt or not draft.moved.change or draft.choice is not following.choice:
        return draft
    return replace(draft, owner=following.owner) if following.choice.rule == "metric.of" else draft
