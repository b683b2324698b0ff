"""Who a value may belong to: every name and noun phrase that could be its subject, with the marks of each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import cast

from extractor.core.facts import Kind, Party
from extractor.facts.candidates import Candidate, family, may_have
from extractor.facts.groups import place_in_list
from extractor.facts.heard import Heard
from extractor.facts.hints import hinted
from extractor.facts.marks import Bundle, Marks, mark
from extractor.facts.measures import Choice, measures
from extractor.facts.owner_marks import (
    of_carried,
    of_crowd,
    of_distance,
    of_following,
    of_form,
    of_hint,
    of_leading,
    of_list,
    of_metric,
    of_nobody,
    of_particle,
    of_place,
    of_previous,
    of_quotation,
    of_rule,
    of_signs,
    of_sort,
    of_topic,
)
from extractor.facts.phrases import behind_comparison
from extractor.facts.pieces import ACTORS, Piece, Pieces, Standing, anaphors
from extractor.facts.places import steps
from extractor.facts.scene import Hit, Line, Scene
from extractor.facts.topics import Owner, Topics
from extractor.lang.facts import FactGrammar, concept_table


class Gathering:
    """Collects the candidates of one value: the same one found twice has the marks of both."""

    def __init__(
        self, scene: Scene, line: Line, index: int, choice: Choice, kind: Kind, grammar: FactGrammar, inside: Pieces,
        heard: Heard | None,
    ) -> None:  # fmt: skip
        self.scene, self.line, self.index, self.grammar = scene, line, index, grammar
        self.choice, self.kind, self.spot = choice, kind, line.values[index]
        self.family = family(choice.concept)
        self.inside, self._heard = inside, heard
        self.found: list[Candidate] = []
        self._by_entity: dict[str, Candidate] = {}
        self._by_words: list[Candidate] = []
        hit, begin = choice.hit, self.spot.start
        self._hit = hit if hit is not None and line.start <= hit.start < line.end else None
        self._clause = line.clause(begin)[0]
        self._before = [piece for piece in inside.found if piece.end <= begin]
        self._starts = [value.start for value in line.values]
        self._shapes = (
            [piece.start for piece in self._before],
            [value.start for value in line.values if value.end <= begin],
        )
        self._local, self._words = self._actors_before(), self._words_before()

    def add(self, source: str, party: Party, *marks: Bundle, shape: str = "") -> None:
        """Adds one candidate, or marks to the one that stands for the same. `source` is who found it."""
        if party.entity is not None:
            candidate = self._by_entity.get(party.entity)
        else:
            candidate = next((c for c in self._by_words if c.overlaps(party)), None)
        if candidate is None:
            candidate = Candidate(party)
            self.found.append(candidate)
            if party.entity is not None:
                self._by_entity[party.entity] = candidate
            else:
                self._by_words.append(candidate)
        candidate.marks.add(*marks)
        candidate.sources.add(source)
        candidate.shape = shape or candidate.shape

    def gather(
        self, topics: Topics, previous: tuple[int, Owner | None] | None, speaker: Party | None
    ) -> list[Candidate]:
        """All candidates, with nobody as the last one. `speaker` is who gives the value."""
        before = previous[1] if previous is not None else None
        scene, line, grammar, choice, fam = self.scene, self.line, self.grammar, self.choice, self.family
        hint = hinted(scene, line, self.index, choice, self.kind, grammar, topics, before, self.inside.sayers)
        compared = behind_comparison(scene, line, self.index, grammar) if grammar.spaced else None
        ruled = [owner.party for owner in (hint, compared) if owner is not None]
        self._gather_pieces(topics, previous, speaker, ruled)
        if hint is not None:
            self.add("hint", hint.party, of_hint(hint.rule, fam, choice.rule, hint.party.entity is None))
        if compared is not None:
            self.add("compared", compared.party, mark("compared"), mark(f"compared={self.kind}"))
        self._context(topics, previous, ruled)
        heard = self._heard
        if heard is not None and (likeliest := heard.likeliest) is not None:
            sort = "words" if likeliest.entity is None else "name"
            self.add("heard", likeliest, mark("heard"), mark(f"heard={sort}"))
        known, alone = topics.last is not None, previous is not None and before is None
        marks = Marks(of_nobody(fam, self.kind, self._local, choice.concept, hint is not None, known, alone))
        if heard is not None:
            marks.add(heard.marks_of_nobody())
            for candidate in self.found:
                candidate.marks.add(heard.marks(cast(Party, candidate.party)))
        able = (c for c in self.found if c.party is None or may_have(c.party, choice.concept, scene))
        return [*able, Candidate(None, marks)]

    def _gather_pieces(
        self, topics: Topics, previous: tuple[int, Owner | None] | None, speaker: Party | None, ruled: Sequence[Party]
    ) -> None:
        """The names and noun phrases of the sentence."""
        hit, spot, inside = self.choice.hit, self.spot, self.inside
        no_subject = self.choice.concept in concept_table().never["METRIC"]
        like = previous[1].shape if previous is not None and previous[1] is not None else ""
        fresh = self.line.values[previous[0]].end if previous is not None else 0
        heard = self._heard
        crowds = self._crowds()
        for at, (piece, standing) in enumerate(zip(inside.found, inside.standing, strict=True)):
            if no_subject and piece.sort == "metric" and hit is not None and piece.start == hit.start:
                continue
            if standing.addressed and piece.end <= spot.start:
                continue
            if heard is not None and heard.rules_out(standing.party, ruled):
                continue  # to write the marks of each costs time
            step = standing.steps(spot.start, inside.clause(spot.start))
            marks = [*self._marks(at, piece, standing, step, crowds[at])]
            if piece.mention is not None:
                marks += (mark("name"), *map(mark, topics.standing(piece.mention.entity)))
                if piece.mention.id in inside.sayers:
                    marks.append(mark(f"sayer={piece.end <= spot.start}"))
                if speaker is not None and speaker.entity == piece.mention.entity:
                    marks += map(mark, ("speaker", f"speaker={piece.follows}", f"speaker={self.family}"))
            else:
                marks += (mark("words"), mark(f"again={piece.again}={piece.sort}"))
            shape = self._shape(piece, step)
            if like and shape:
                marks.append(mark(f"parallel={like == shape}={piece.sort == 'words'}"))
                if piece.start >= fresh:
                    marks.append(mark(f"parallel-new={like == shape}={step}"))
            self.add("words" if piece.mention is None else "name", standing.party, *marks, shape=shape)

    def _crowds(self) -> list[tuple[int, int, int]]:
        """How many actors, pieces that the same follows, and pieces stand between each piece and the value."""
        pieces, spot = self.inside.found, self.spot
        crowds = [(0, 0, 0)] * len(pieces)
        for ahead in (True, False):
            actors = count = 0
            alike: dict[str, int] = {}
            for at in reversed(range(len(pieces))) if ahead else range(len(pieces)):
                piece = pieces[at]
                if ahead is (piece.end <= spot.start):
                    crowds[at] = min(actors, 2), min(alike.get(piece.follows, 0), 2), min(count, 4)
                if piece.end <= spot.start if ahead else piece.start >= spot.end:
                    count += 1
                    actors += piece.sort in ACTORS
                    alike[piece.follows] = alike.get(piece.follows, 0) + 1
        return crowds

    def _marks(
        self, at: int, piece: Piece, standing: Standing, step: int, crowd: tuple[int, int, int]
    ) -> Iterator[Bundle]:
        """The marks of a name or phrase by its place, what it is and what stands around it."""
        spot, hit, text, fam, line = self.spot, self.choice.hit, self.scene.text, self.family, self.line
        ahead = piece.end <= spot.start
        side = "a" if ahead else "b" if piece.start >= spot.end else "in"
        sort, follows, kind, rule = piece.sort, piece.follows, self.kind, self.choice.rule
        if sort == "metric" and hit is not None and hit.start == piece.start:
            sort = "chosen"
        if sort == "fused" and hit is not None and piece.start <= hit.start < piece.end:
            sort = "own"
        unit = measures(spot)[0]
        gap = spot.start - piece.end if ahead else piece.start - spot.end
        near = 0 if gap <= 1 else 1 if gap <= 4 else 2 if gap <= 12 else 3
        first, last = min(piece.end, spot.end), max(piece.start, spot.start)
        values = max(0, bisect_left(self._starts, last) - bisect_left(self._starts, first))
        yield of_sort(sort, side, step, fam, self.choice.concept, kind, rule)
        yield of_following(follows, side, step, sort)
        yield of_particle(follows, side, kind, fam, rule)
        yield of_leading(piece.leads, follows, side, step, sort)
        yield of_distance(near, side, sort, fam, spot.mention.type, unit, follows)
        yield of_crowd(*crowd, min(values, 2), side, step, sort, follows)
        yield of_form(min(piece.end - piece.start, 8), min(at, 3), unit, sort, side, step)
        if ahead:
            place = place_in_list(text, line, self.index, piece, self.inside.found, self.grammar)
            yield of_list(place, sort, spot.mention.type, rule)
        yield of_signs(text[piece.end : piece.end + 2], text[max(line.start, piece.start - 1) : piece.start], side)
        if sort == "words":
            yield mark(f"tail={text[piece.end - 1]}")
        if self._hit is not None and sort != "chosen":
            yield self._to_metric(self._hit, piece, standing, sort, side)
        elif sort != "chosen":
            yield mark(f"metric=no={sort}{side}{step}")
        within = self._quotation
        if within is not None:
            yield of_quotation(within < piece.start, side, sort, follows)
        elif any(opened < piece.start < closed for opened, closed in self.inside.quotes):
            yield mark(f"quoted=other{side}")
        if ahead and not self.grammar.spaced:
            yield mark(f"said={self.inside.speaks(standing, spot.start)}={sort}={step}")
        elif ahead and sort in ACTORS:
            yield mark(f"said={self._is_said}={sort}={follows}={within is not None}")
        if standing.opened and ")" in text[piece.end : spot.start]:  # in a bracket that the value does not stand in
            yield mark("aside")

    @cached_property
    def _latest(self) -> int:
        """Where the last piece before the metric word begins."""
        assert self._hit is not None
        return max((piece.start for piece in self.inside.found if piece.end <= self._hit.start), default=-1)

    @cached_property
    def _quotation(self) -> int | None:
        """Where the quotation around the value begins."""
        within = [first for first, last in self.inside.quotes if first < self.spot.start < last]
        return within[-1] if within else None

    @cached_property
    def _is_said(self) -> bool:
        """Whether a Korean sentence ends in a verb of speech."""
        end = self.line.end
        return self.grammar.speech.search(self.scene.text[max(self.spot.end, end - 16) : end]) is not None

    def _to_metric(self, hit: Hit, piece: Piece, standing: Standing, sort: str, side: str) -> Bundle:
        """The marks of how a piece stands to the metric word."""
        if piece.end > hit.start:
            return mark(f"metric=past={sort}={side}")
        far = hit.start - piece.end
        far = far if far <= 1 else 2 if far <= 8 else 3
        order = "before" if hit.end <= self.spot.start else "behind"
        apart = standing.steps(hit.start, self.inside.clause(hit.start))
        return of_metric(far, self._latest >= piece.end, apart, sort, order, side, self.choice.rule, piece.follows)

    def _shape(self, piece: Piece, step: int) -> str:
        """What stands around a piece before the value, with its distance in words."""
        if piece.end > self.spot.start:
            return ""
        between, values = (len(starts) - bisect_left(starts, piece.end) for starts in self._shapes)
        return f"{piece.follows} {between} {values} {step} {piece.sort}"

    def _context(self, topics: Topics, previous: tuple[int, Owner | None] | None, ruled: Sequence[Party]) -> None:
        """Those whom the text spoke of before: the owner of the value before, the topics."""
        line, spot, rule, hit, fam = self.line, self.spot, self.choice.rule, self.choice.hit, self.family
        found: Sequence[int] = anaphors(self.scene, line, self.grammar, spot.start)
        anaphor = f"{steps(line, found[-1], spot.start)}" if found else "no"
        if previous is not None and previous[1] is not None:
            last = line.values[previous[0]]
            step = steps(line, last.start, spot.start)
            fresh = hit is not None and hit.start >= last.end
            sorts = [piece.sort for piece in self._before if last.end <= piece.start]
            new = "actor" if not ACTORS.isdisjoint(sorts) else "words" if "words" in sorts else "no"
            same = "same" if last.mention.type == spot.mention.type else "other"
            sort = self._sort(previous[1])
            marks = of_previous(step, fresh, new, same, sort, rule, self.kind, fam)
            self.add("previous", previous[1].party, marks, of_carried(sort, fam))
        first = "later" if previous is not None else "fresh" if topics.paragraph != line.paragraph else "next"
        word = self.scene.text[hit.start : hit.end] if hit is not None else None
        here, concept, local, words = self._hit is not None, self.choice.concept, self._local, self._words
        heard = self._heard
        for role, owner in topics.roles(concept, word):
            if owner is not None and (heard is None or not heard.rules_out(owner.party, ruled)):
                sort = self._sort(owner)
                self.add(
                    role,
                    owner.party,
                    of_carried(sort, fam),
                    of_topic(role, sort, fam, concept),
                    of_place(role, first, local, words, anaphor),
                    of_rule(role, first, rule, local, here),
                )

    def _sort(self, owner: Owner) -> str:
        """The type of an owner that is an entity."""
        if owner.party.entity is None:
            return "words"
        entity = self.scene.entities.get(owner.party.entity)
        return entity.type if entity is not None else "ORG"

    def _actors_before(self) -> str:
        """Whether the sentence names an actor before the value, and whether in the clause of the value."""
        names = [piece.start for piece in self._before if piece.sort in ACTORS]
        return "nowhere" if not names else "clause" if names[-1] >= self._clause else "line"

    def _words_before(self) -> bool:
        """Whether the clause of the value has a noun phrase before it."""
        return any(piece.sort == "words" and self._clause <= piece.start for piece in self._before)
