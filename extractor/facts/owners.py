"""Who a value may belong to: every name and noun phrase that could be its subject, with the marks of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.core.facts import Kind, Party
from extractor.facts.hints import hinted
from extractor.facts.measures import Choice, measures
from extractor.facts.phrases import behind_comparison, words_party
from extractor.facts.pieces import Piece, Pieces, anaphors
from extractor.facts.places import steps
from extractor.facts.scene import Line, Scene, is_aside
from extractor.facts.topics import Owner, Topics
from extractor.lang.facts import FactGrammar, concept_table

_ACTORS = frozenset(("ORG", "PRODUCT", "INDEX", "PERSON"))


@dataclass(slots=True)
class Candidate:
    """Somebody or something that a value may belong to; None stands for nobody. `shape` says how it stands to it."""

    party: Party | None
    marks: set[str] = field(default_factory=set)
    shape: str = ""

    def matches(self, party: Party) -> bool:
        """Whether both stand for the same: one entity, or words that overlap."""
        mine = self.party
        if mine is None or mine.entity != party.entity:
            return False
        if mine.entity is not None:
            return True
        start, end = mine.start or 0, mine.end or 0
        return start < (party.end or 0) and (party.start or 0) < end


def family(concept: str) -> str:
    """The family of a concept, by which subjects and periods differ."""
    return next((name for name, members in concept_table().families.items() if concept in members), "other")


class Gathering:
    """Collects the candidates of one value: the same one found twice has the marks of both."""

    def __init__(
        self, scene: Scene, line: Line, index: int, choice: Choice, kind: Kind, grammar: FactGrammar, inside: Pieces
    ) -> None:
        self.scene, self.line, self.index, self.grammar = scene, line, index, grammar
        self.choice, self.kind, self.spot = choice, kind, line.values[index]
        self.family = family(choice.concept)
        self.pieces = inside.found
        self.sayers = inside.sayers
        self.quotes = inside.quotes
        self.found: list[Candidate] = []

    def add(self, party: Party, *marks: str, shape: str = "") -> None:
        """Adds one candidate, or marks to the one that stands for the same."""
        candidate = next((c for c in self.found if c.matches(party)), None)
        if candidate is None:
            candidate = Candidate(party)
            self.found.append(candidate)
        candidate.marks.update(marks)
        candidate.shape = shape or candidate.shape

    def gather(
        self, topics: Topics, previous: tuple[int, Owner | None] | None, speaker: Party | None
    ) -> list[Candidate]:
        """All candidates, with nobody as the last one. `speaker` is who gives the value."""
        hit = self.choice.hit
        no_subject = self.choice.concept in concept_table().never["METRIC"]
        for at, piece in enumerate(self.pieces):
            if no_subject and piece.sort == "metric" and hit is not None and piece.start == hit.start:
                continue
            marks = set(self._marks(at, piece))
            if piece.mention is not None:
                party = Party(entity=piece.mention.entity)
                marks.add("name")
                marks.update(topics.standing(piece.mention.entity))
                if piece.mention.id in self.sayers:
                    marks.add(f"sayer={piece.end <= self.spot.start}")
                if speaker is not None and speaker.entity == piece.mention.entity:
                    marks |= {"speaker", f"speaker={piece.follows}", f"speaker={self.family}"}
            else:
                party = words_party(self.scene, piece.start, piece.end)
                marks.add("words")
                marks.add(f"again={piece.again}={piece.sort}")
            shape = self._shape(piece)
            if previous is not None and previous[1] is not None and previous[1].shape and shape:
                marks.add(f"parallel={previous[1].shape == shape}={piece.sort == 'words'}")
                if piece.start >= self.line.values[previous[0]].end:
                    marks.add(
                        f"parallel-new={previous[1].shape == shape}={steps(self.line, piece.start, self.spot.start)}"
                    )
            self.add(party, *marks, shape=shape)
        before = previous[1] if previous is not None else None
        hint = hinted(
            self.scene, self.line, self.index, self.choice, self.kind, self.grammar, topics, before, self.sayers
        )
        if hint is not None:
            self.add(
                hint.party,
                "hint",
                f"hint={hint.rule}",
                f"hint={hint.rule}={self.family}",
                f"hint={hint.rule}={self.choice.rule}",
                f"hint={hint.rule}={hint.party.entity is None}",
            )
        compared = behind_comparison(self.scene, self.line, self.index, self.grammar) if self.grammar.spaced else None
        if compared is not None:
            self.add(compared.party, "compared", f"compared={self.kind}")
        self._context(topics, previous)
        local, fam, kind = self._local(), self.family, self.kind
        marks = {"none", f"none={fam}", f"none={kind}", f"none={local}", f"none={self.choice.concept}"}
        marks |= {f"none=hint={hint is None}"}
        if hint is None:
            marks.add("hint")
        marks |= {f"none={topics.last is not None}", f"none={previous is not None and previous[1] is None}"}
        return [*(c for c in self.found if self._may(c)), Candidate(None, marks)]

    def _may(self, candidate: Candidate) -> bool:
        """Whether an entity of its type can have the metric."""
        entity = self.scene.entities.get(candidate.party.entity or "") if candidate.party is not None else None
        return entity is None or self.choice.concept not in concept_table().never.get(entity.type, ())

    def _marks(self, at: int, piece: Piece) -> Iterator[str]:
        """The marks of a name or phrase by its place, what it is and what stands around it."""
        spot, hit, text, fam = self.spot, self.choice.hit, self.scene.text, self.family
        side = "a" if piece.end <= spot.start else "b" if piece.start >= spot.end else "in"
        step, sort, follows, leads, kind = (
            steps(self.line, piece.start, spot.start),
            piece.sort,
            piece.follows,
            piece.leads,
            self.kind,
        )
        here = hit is not None and self.line.start <= hit.start < self.line.end
        if sort == "metric" and hit is not None and hit.start == piece.start:
            sort = "chosen"
        if sort == "fused" and hit is not None and piece.start <= hit.start < piece.end:
            sort = "own"
        unit = measures(spot)[0]
        gap = spot.start - piece.end if side == "a" else piece.start - spot.end
        near = 0 if gap <= 1 else 1 if gap <= 4 else 2 if gap <= 12 else 3
        if side == "a":
            between = [p for p in self.pieces[at + 1 :] if p.end <= spot.start]
        else:
            between = [p for p in self.pieces[:at] if p.start >= spot.end]
        actors = sum(p.sort in _ACTORS for p in between)
        alike = sum(p.follows == follows for p in between)
        values = sum(min(piece.end, spot.end) <= v.start < max(piece.start, spot.start) for v in self.line.values)
        yield from (
            f"sort={sort}{side}", f"sort={sort}{side}{step}", f"sort={sort}={fam}",
            f"sort={sort}={self.choice.concept}",
            f"sort={sort}{side}={kind}", f"sort={sort}={self.choice.rule}",
            f"follows={follows}{side}", f"follows={follows}{side}{step}", f"follows={follows}{side}={sort}",
            f"follows={follows}={kind}{side}", f"follows={follows}={fam}{side}",
            f"follows={follows}{side}{step}={sort}",
            f"follows={follows}={self.choice.rule}",
            f"leads={leads}{side}={sort}", f"leads={leads}{side}{step}", f"leads={leads}={follows}={sort}{side}",
            f"near={near}{side}={sort}", f"near={near}{side}={fam}", f"near={near}{side}={spot.mention.type}={sort}",
            f"actors={min(actors, 2)}{side}={sort}", f"actors={min(actors, 2)}{side}{step}",
            f"alike={min(alike, 2)}={follows}{side}", f"pieces={min(len(between), 4)}{side}={sort}",
            f"values={min(values, 2)}{side}{step}", f"values={min(values, 2)}{side}={sort}",
            f"size={min(piece.end - piece.start, 8)}={sort}",
            f"unit={unit}={sort}{side}", f"unit={unit}={sort}={step}", f"order={min(at, 3)}={sort}{side}",
            f"near={near}{side}={unit}={sort}", f"near={near}{side}={follows}={sort}",
            f"next={text[piece.end : piece.end + 1]}{side}", f"next={text[piece.end : piece.end + 2]}{side}",
            f"ahead={text[max(self.line.start, piece.start - 1) : piece.start]}{side}",
        )  # fmt: skip
        if sort == "words":
            yield f"tail={text[piece.end - 1]}"
        if here and hit is not None and sort != "chosen":
            order = "before" if hit.end <= spot.start else "behind"
            if piece.end <= hit.start:
                far = hit.start - piece.end
                mid = any(piece.end <= p.start and p.end <= hit.start for p in self.pieces)
                far = 0 if far == 0 else 1 if far <= 1 else 2 if far <= 8 else 3
                apart = steps(self.line, piece.start, hit.start)
                yield from (
                    f"metric={far}={mid}={sort}",
                    f"metric={far}={mid}={order}={side}",
                    f"metric={far}={self.choice.rule}",
                    f"metric={mid}={follows}",
                    f"metric={apart}={sort}",
                )
            else:
                yield f"metric=past={sort}={side}"
        elif sort != "chosen":
            yield f"metric=no={sort}{side}{step}"
        quotes = self.quotes
        within = [(first, last) for first, last in quotes if first < spot.start < last]
        if within:
            yield f"quoted={within[-1][0] < piece.start}{side}={sort}"
            yield f"quoted={within[-1][0] < piece.start}={follows}"
        elif any(first < piece.start < last for first, last in quotes):
            yield f"quoted=other{side}"
        end = self.line.clause(piece.end)[1]
        if side == "a" and not self.grammar.spaced:
            speech = self.grammar.speech.search(text, piece.end, min(end, spot.start))
            yield f"said={speech is not None}={sort}={step}"
        elif side == "a" and sort in _ACTORS:
            tail = text[max(spot.end, self.line.end - 16) : self.line.end]
            speech = self.grammar.speech.search(tail)
            yield f"said={speech is not None}={sort}={follows}={bool(within)}"
        if is_aside(text, self.line, piece.start, piece.end, spot):
            yield "aside"

    def _shape(self, piece: Piece) -> str:
        """What stands around a piece before the value, with its distance in words."""
        if piece.end > self.spot.start:
            return ""
        between = sum(piece.end <= p.start and p.end <= self.spot.start for p in self.pieces)
        values = sum(piece.end <= v.start and v.end <= self.spot.start for v in self.line.values)
        return f"{piece.follows} {between} {values} {steps(self.line, piece.start, self.spot.start)} {piece.sort}"

    def _context(self, topics: Topics, previous: tuple[int, Owner | None] | None) -> None:
        """Those whom the text spoke of before: the owner of the value before, the topics."""
        line, spot, rule = self.line, self.spot, self.choice.rule
        found: Sequence[int] = anaphors(self.scene, line, self.grammar, spot.start)
        anaphor = f"{steps(line, found[-1], spot.start)}" if found else "no"
        local, words = self._local(), self._words()
        if previous is not None and previous[1] is not None:
            last = line.values[previous[0]]
            step = steps(line, last.start, spot.start)
            hit = self.choice.hit
            fresh = hit is not None and hit.start >= last.end
            between = [p for p in self.pieces if last.end <= p.start and p.end <= spot.start]
            new = (
                "actor"
                if any(p.sort in _ACTORS for p in between)
                else "words"
                if any(p.sort == "words" for p in between)
                else "no"
            )
            same = "same" if last.mention.type == spot.mention.type else "other"
            self._topic(previous[1], "previous", f"{step}", f"{step}={fresh}={new}", rule, self.kind, f"new={new}",
                        f"new={new}={same}", f"{step}={same}", f"{fresh}={new}", f"{self.family}")  # fmt: skip
        first = "later" if previous is not None else "fresh" if topics.paragraph != line.paragraph else "next"
        hit = self.choice.hit
        word = self.scene.text[hit.start : hit.end] if hit is not None else None
        fresh_hit = hit is not None and line.start <= hit.start < line.end
        for role, owner in topics.roles(self.choice.concept, word):
            if owner is not None:
                self._topic(
                    owner, role, first, f"{first}={local}", f"{first}={anaphor}", f"{first}={rule}",
                    f"{local}={words}", f"{self.family}", f"{self.choice.concept}", f"{anaphor}={local}",
                    f"{first}={words}", f"{fresh_hit}={local}",
                )  # fmt: skip

    def _topic(self, owner: Owner, role: str, *facets: str) -> None:
        sort = "words"
        if owner.party.entity is not None:
            entity = self.scene.entities.get(owner.party.entity)
            sort = entity.type if entity is not None else "ORG"
        self.add(
            owner.party,
            role,
            f"{role}={sort}",
            f"carried={sort}={self.family}",
            *(f"{role}={facet}" for facet in facets),
        )

    def _local(self) -> str:
        """Whether the sentence names an actor before the value, and whether in the clause of the value."""
        clause = self.line.clause(self.spot.start)[0]
        names = [p for p in self.pieces if p.sort in _ACTORS and p.end <= self.spot.start]
        return "clause" if any(n.start >= clause for n in names) else "line" if names else "nowhere"

    def _words(self) -> bool:
        """Whether the clause of the value has a noun phrase before it."""
        clause = self.line.clause(self.spot.start)[0]
        return any(p.sort == "words" and clause <= p.start and p.end <= self.spot.start for p in self.pieces)


def head_of(scene: Scene, inside: Pieces) -> Owner | None:
    """What a sentence begins with: its first name or noun phrase."""
    first = next((p for p in inside.found if p.sort in _ACTORS or p.sort == "words"), None)
    if first is None:
        return None
    return Owner(party_of(scene, first), 0.5, "subject.headed")


def party_of(scene: Scene, piece: Piece) -> Party:
    """Whom a name or a noun phrase stands for."""
    entity = piece.mention.entity if piece.mention is not None else None
    return Party(entity=entity) if entity is not None else words_party(scene, piece.start, piece.end)
