"""Values that hold for each of several: SK海力士与三星电子均跌逾7%; 현대차와 기아가 각각 지분 50%를 보유."""

from extractor.core.facts import Concept, Kind
from extractor.facts.listed import is_sign
from extractor.facts.phrases import party_of
from extractor.facts.pieces import Piece, Pieces
from extractor.facts.scene import Line, Scene
from extractor.facts.topics import Owner
from extractor.lang.facts import FactGrammar

_QUOTED = ("share_price", "index_level")  # several are told in one breath: 阿里巴巴、京东跌超2%
_LESS = 0.95  # how much less sure the others are


def sharers(
    scene: Scene,
    line: Line,
    index: int,
    owner: Owner,
    kind: Kind,
    concept: Concept,
    grammar: FactGrammar,
    inside: Pieces,
) -> list[Owner]:
    """The owners of a value in text order where it holds for each of a list that its owner stands in; else its owner.

    A list with a word for 'and so on' or for a sum behind it is one owner. Without a word for 'each' or 'all' it is a
    list of names, and the value a move of theirs.
    """
    spot, text = line.values[index], scene.text
    moves = concept in _QUOTED and kind == "change"
    apiece = text.startswith(grammar.apiece, spot.end)
    if owner.rule == "subject.dealt" or not (
        moves or apiece or grammar.each.search(text[line.start : spot.start]) is not None
    ):
        return [owner]
    ahead = [piece for piece in inside.found if line.start <= piece.start and piece.end <= spot.start]
    own = [at for at, piece in enumerate(ahead) if _is(piece, owner, scene)]
    if not own:
        return [owner]
    first = last = own[-1]
    while first and _are_joined(ahead[first - 1], ahead[first], text, grammar):
        first -= 1
    while last + 1 < len(ahead) and _are_joined(ahead[last], ahead[last + 1], text, grammar):
        last += 1
    between = text[ahead[last].end : spot.start]
    each = apiece or grammar.each.search(between) is not None
    moves = moves and ahead[first].mention is not None
    if first == last or not (each or moves) or grammar.summed.search(between) is not None:
        return [owner]
    if any(value.start >= ahead[last].end for value in line.values[:index]):
        return [owner]
    return [
        owner if at == own[-1] else _other(owner, scene, piece)
        for at, piece in enumerate(ahead[first : last + 1], first)
    ]


def _is(piece: Piece, owner: Owner, scene: Scene) -> bool:
    """Whether an owner stands at a piece."""
    if piece.mention is not None:
        return owner.party.entity == piece.mention.entity
    start = owner.party.start
    return piece.sort == "words" and start is not None and scene.folded.folded(start) == piece.start


def _are_joined(piece: Piece, following: Piece, text: str, grammar: FactGrammar) -> bool:
    """Whether a sign of joining and nothing else stands between two things of one sort."""
    return piece.sort == following.sort and is_sign(text[piece.end : following.start], grammar)


def _other(owner: Owner, scene: Scene, piece: Piece) -> Owner:
    party = party_of(scene, piece.mention, piece.start, piece.end)
    return Owner(party, owner.confidence * _LESS, "subject.shared", owner.shape)
