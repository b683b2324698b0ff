"""Values that a sentence deals out: 매출과 영업이익은 각각 3.3%, 83.4%; 营收、净利润分别为7.75亿元、3382万元."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.facts.listed import is_sign, joined, tail, themselves, written
from extractor.facts.measures import Choice, fits
from extractor.facts.pieces import ACTORS, Piece, Pieces
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.facts.topics import Owner
from extractor.lang.facts import FactGrammar

_BESIDE = 2  # characters of a blank and a bracket
_NEAR = 14  # characters between a word for 'each' and the values
_PARTICLE = 3  # characters of a particle and a blank
_WORD = 3  # characters of a word before each of several values
_NEW = ("topic", "nominative")  # with these somebody new is spoken of
_SURE = 0.9  # how sure it is that values are dealt to the metrics told before


@dataclass(frozen=True, slots=True)
class Run:
    """Indices of joined values, with the metrics, owners or dates that stand joined before them, as many as they.

    `each` says whether there is a word for 'each'.
    """

    indices: tuple[int, ...]
    each: bool = False
    metrics: tuple[Hit, ...] = ()
    owners: tuple[Piece, ...] = ()
    dates: tuple[Spot, ...] = ()

    @property
    def is_dealt(self) -> bool:
        """Whether there is something that the values are dealt to."""
        return bool(self.metrics or self.owners or self.dates)

    def metric(self, at: int) -> Hit | None:
        """The metric word of the value at a place of the run."""
        return self.metrics[at] if self.metrics else None

    def owner(self, at: int) -> Piece | None:
        """The name or noun phrase that the value at a place of the run belongs to."""
        return self.owners[at] if self.owners else None

    def date(self, at: int) -> Spot | None:
        """The date of the value at a place of the run."""
        return self.dates[at] if self.dates else None


def runs(scene: Scene, line: Line, grammar: FactGrammar, inside: Pieces) -> list[Run]:
    """The runs of a line: values joined by commas or 'and'; with a word for 'each' what they are dealt to.

    What one run is dealt to, the next of as many values is, too, where nothing new is named between: 휘발유와
    경유가 각각 5.8원과 6.2원 오른 1,582.3원, 1,381.2원.
    """
    found: list[Run] = []
    last: Run | None = None
    for indices in _neighbours(scene, line, grammar):
        each = _each(scene, line, indices, grammar)
        if each is None:
            metrics = _unsaid(indices, scene, line, grammar)
            owners = () if metrics else _beside(indices, scene, line, grammar, inside.found)
            run = Run(indices, metrics=metrics, owners=owners)
        else:
            run = _dealt(indices, each, scene, line, grammar, inside.found)
        if last is not None and len(last.indices) == len(indices) and not run.is_dealt:
            run = _like(last, run, line, inside.found)
        found.append(run)
        last = run if run.is_dealt else None
    return found


def _each(scene: Scene, line: Line, indices: Sequence[int], grammar: FactGrammar) -> int | None:
    """Where a word for 'each' stands before the values or, in Korean, right behind them; None without one."""
    first, last = line.values[indices[0]].start, line.values[indices[-1]].end
    ahead = grammar.respectively.search(scene.text, max(line.start, first - _NEAR), first)
    if ahead is not None:
        return ahead.start()
    behind = grammar.spaced and grammar.respectively.match(scene.text[last : last + _NEAR].lstrip()) is not None
    return first if behind else None


def _dealt(
    indices: tuple[int, ...], each: int, scene: Scene, line: Line, grammar: FactGrammar, pieces: Sequence[Piece]
) -> Run:
    """The run of values behind a word for 'each', with what stands joined before it, as many as its values."""
    first, size = line.values[indices[0]].start, len(indices)
    metrics = tail(line.hits, first, scene, grammar)
    if len(metrics) == size:
        own = themselves(metrics, pieces)
        return Run(indices, metrics=() if own else tuple(metrics), owners=own, each=True)
    owners = [] if grammar.spaced else written(scene, line, each, size, grammar, pieces)
    owners = owners or joined(pieces, first, size, scene, grammar)
    dates = tail(line.dates, first, scene, grammar)
    if len(dates) == size:
        near = owners if owners and owners[-1].end > dates[0].start else ()
        return Run(indices, owners=tuple(near), dates=tuple(dates), each=True)
    return Run(indices, owners=tuple(owners), each=True)


def _unsaid(indices: tuple[int, ...], scene: Scene, line: Line, grammar: FactGrammar) -> tuple[Hit, ...]:
    """The metrics of as many values right behind them, without a word for each: 营收和净利润同比增长19.9%、40%."""
    first = line.values[indices[0]]
    metrics = tail(line.hits, first.start, scene, grammar)
    if not len({hit.concept for hit in metrics}) == len(metrics) == len(indices):
        return ()
    far = _NEAR if first.mention.type == "percent" else _PARTICLE
    return tuple(metrics) if first.start - metrics[-1].end <= far else ()


def _beside(
    indices: tuple[int, ...], scene: Scene, line: Line, grammar: FactGrammar, pieces: Sequence[Piece]
) -> tuple[Piece, ...]:
    """The owners of as many Korean values right behind them, without a word for each: 외국인과 개인은 11억원, 9억원."""
    first = line.values[indices[0]].start
    owners = joined(pieces, first, len(indices), scene, grammar) if grammar.spaced else []
    told = owners and owners[-1].follows in _NEW and first - owners[-1].end <= _PARTICLE
    return tuple(owners) if told else ()


def _like(last: Run, run: Run, line: Line, pieces: Sequence[Piece]) -> Run:
    """The run, dealt to what the last one is dealt to unless something new is named between them."""
    start, end = line.values[last.indices[-1]].end, line.values[run.indices[0]].start
    if any(start <= hit.start < end for hit in line.hits):
        return run
    new = (piece for piece in pieces if start <= piece.start < end)
    if any(piece.sort in ACTORS or piece.follows in _NEW for piece in new):
        return run
    return replace(run, metrics=last.metrics, owners=last.owners, dates=last.dates)


def owners_before(run: Run, line: Line, told: Sequence[Owner | None], begin: int, inside: Pieces) -> list[Owner]:
    """The owners of as many values told before, where a run is dealt out and names nobody: A 5309억원, B 2108억원이고
    이익은 각각 818억원, 659억원.

    `told` are the owners before the run, `begin` is where the text behind their values begins.
    """
    size, end = len(run.indices), line.values[run.indices[0]].start
    owners = [owner for owner in told[-size:] if owner is not None]
    known = {(owner.party.entity, owner.party.start) for owner in owners}
    if not run.each or run.is_dealt or not len(known) == len(owners) == size:
        return []
    new = (piece for piece in inside.found if begin <= piece.start < end)
    if any(piece.sort in ACTORS or (piece.sort == "words" and piece.follows in _NEW) for piece in new):
        return []
    return owners


def metrics_before(run: Run, line: Line, told: Sequence[Choice], begin: int, change: bool) -> list[Choice]:
    """The metrics of as many values told before, where a run is dealt out and names none: 营收25亿元，净利润3亿元，
    分别增长19.9%、40%; without a word for 'each' where these values are the last of the sentence.

    `told` are the metrics before the run, `begin` is where the text behind their values begins, `change` whether the
    run says movements.
    """
    spots = [line.values[index] for index in run.indices]
    each = [choice for at, choice in enumerate(told) if not at or choice.concept != told[at - 1].concept]
    last = each[-len(spots) :]
    if run.is_dealt or len({choice.concept for choice in last}) < len(spots):
        return []
    if not run.each and not (change and _are_levels(line, run.indices)):
        return []
    if any(begin <= hit.start < spots[0].start for hit in line.hits):
        return []
    fitting = all(fits(choice.concept, spot, change=change) for choice, spot in zip(last, spots, strict=True))
    return [replace(choice, confidence=_SURE, rule="metric.dealt") for choice in last] if fitting else []


def _are_levels(line: Line, indices: Sequence[int]) -> bool:
    """Whether percentages stand behind as many values that are none."""
    ahead = line.values[max(0, indices[0] - len(indices)) : indices[0]]
    percent = line.values[indices[0]].mention.type == "percent"
    return percent and len(ahead) == len(indices) and all(value.mention.type != "percent" for value in ahead)


def place_in_list(
    text: str, line: Line, index: int, piece: Piece, pieces: Sequence[Piece], grammar: FactGrammar
) -> str:
    """How a piece before a value is told with it: `item` or `first` of a list (고졸 51%, 대졸 41%; 카레(4%)·라면(2%)),
    `beside` it, or `no`."""
    spot, values = line.values[index], line.values
    if not _is_beside(text, piece, spot):
        return "no"
    last = values[index - 1] if index else None
    if last is not None and last.end <= piece.start and is_sign(text[last.end : piece.start].lstrip(")"), grammar):
        return "item"
    if index + 1 < len(values):
        following = values[index + 1]
        told = next((p for p in pieces if spot.end <= p.start and p.end <= following.start), None)
        joined = told is not None and is_sign(text[spot.end : told.start].lstrip(")"), grammar)
        if told is not None and joined and _is_beside(text, told, following):
            return "first"
    return "beside"


def _is_beside(text: str, piece: Piece, spot: Spot) -> bool:
    """Whether nothing but a blank and a bracket stands between a piece and a value behind it."""
    return spot.start - piece.end <= _BESIDE and not text[piece.end : spot.start].strip(" (")


def _neighbours(scene: Scene, line: Line, grammar: FactGrammar) -> list[tuple[int, ...]]:
    """Indices of neighbouring values of one type with nothing but a sign of joining between them, and a word that
    stands before the first, too: 연 2.670%, 연 2.664%."""
    groups: list[list[int]] = []
    for index, spot in enumerate(line.values):
        if groups:
            last = line.values[groups[-1][-1]]
            gap = scene.text[last.end : spot.start]
            led = scene.text[max(line.start, last.start - _WORD - 1) : last.start].split()
            if led and gap.endswith((led[-1], f"{led[-1]} ")) and len(led[-1]) <= _WORD:
                gap = gap.rstrip().removesuffix(led[-1])
            if last.mention.type == spot.mention.type and is_sign(gap, grammar):
                groups[-1].append(index)
                continue
        groups.append([index])
    return [tuple(group) for group in groups if len(group) > 1]
