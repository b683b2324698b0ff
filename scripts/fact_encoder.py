"""The encoder of facts that train_fact_encoder.py trains: it goes on from the states of the character encoder that
names are read with, and says of each value what it measures, and where its subject and its period stand.

What is done for each character is little, as every article pays for it: two mixtures of neighbours. What looks far
is done for the values alone: each asks all places of its window, and the other values, twice.
"""

import torch
from torch import nn

from extractor.core.facts import CONCEPTS
from extractor.facts.encoder import CLASSES, SORTS

WIDTH = 512  # of the states: those behind the second layer, and the last
SIZE = 128  # of what is known of a place
ASKING = 160  # of what is known of a value
HEADS = 4
SHARE = ASKING // HEADS  # of what is known of a value, for one head
ROUNDS = 2
REACHES = (1, 4)  # characters to each side that a mixture takes in
POINTERS = 4  # where the subject begins, where it ends, where the period begins, where the metric word stands
POINTED = 32  # numbers by which a place is pointed at
PAIRS = ((0, 1), (2, 3))  # pointers that judge distances alike
FARTHEST = 512  # characters between two places, to each side, and
STEPS = 40  # the steps of this distance, of which
FEW = 16  # are single characters
MOST = 6  # of sentences, values and names between two places that are told apart
LOTS = 2 * MOST + 1
ORDERS = 3


def untrained() -> "FactEncoder":
    """The encoder of this release's sorts, concepts and classes."""
    return FactEncoder(len(SORTS), len(CONCEPTS) + 1, CLASSES)


def steps() -> torch.Tensor:
    """The step of each distance from -FARTHEST to FARTHEST."""
    gaps = torch.arange(-FARTHEST, FARTHEST + 1)
    near = gaps.clamp(-FEW, FEW)
    coarse = torch.log2((gaps - near).abs().float() / FEW + 1).mul(4).long().clamp(max=STEPS - FEW)
    return near + torch.sign(gaps) * coarse + STEPS


class Mixture(nn.Module):
    """What stands at a place and to both sides of it, gated."""

    def __init__(self, reach: int, dropout: float) -> None:
        super().__init__()
        self.reach = reach
        self.norm, self.dropout = nn.LayerNorm(SIZE), nn.Dropout(dropout)
        self.mix, self.out = nn.Linear(3 * SIZE, 2 * SIZE), nn.Linear(SIZE, SIZE)

    def forward(self, places: torch.Tensor) -> torch.Tensor:
        length, reach = places.shape[1], self.reach
        wide = nn.functional.pad(self.norm(places), (0, 0, reach, reach))
        sides = [wide[:, at : at + length] for at in (0, reach, 2 * reach)]
        around = torch.cat(sides, dim=-1)
        mixed, gate = (  # in one product they would have to be cut apart
            nn.functional.linear(around, weight, bias)
            for weight, bias in zip(self.mix.weight.chunk(2), self.mix.bias.chunk(2), strict=True)
        )
        return places + self.dropout(self.out(mixed * torch.sigmoid(gate)))


class Round(nn.Module):
    """The values look at the places of their window, then at one another."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.before_places, self.before_peers, self.before_feed = (nn.LayerNorm(ASKING) for _ in range(3))
        self.ask, self.given = nn.Linear(ASKING, ASKING), nn.Linear(SIZE, 2 * ASKING)
        self.peers = nn.Linear(ASKING, 3 * ASKING)
        self.seen, self.heard = nn.Linear(ASKING, ASKING), nn.Linear(ASKING, ASKING)
        self.feed_in, self.feed_out = nn.Linear(ASKING, 2 * ASKING), nn.Linear(2 * ASKING, ASKING)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, own: torch.Tensor, places: torch.Tensor, far: torch.Tensor, between: torch.Tensor
    ) -> torch.Tensor:
        own = own + self.dropout(self.seen(self.looked(self.ask(self.before_places(own)), places, far)))
        query, key, value = self.peers(self.before_peers(own)).chunk(3, dim=-1)
        own = own + self.dropout(self.heard(attended(query, key, value, between)))
        return own + self.dropout(self.feed_out(nn.functional.gelu(self.feed_in(self.before_feed(own)))))

    def looked(self, query: torch.Tensor, places: torch.Tensor, far: torch.Tensor) -> torch.Tensor:
        """What values see (count × ASKING) that look at places with a bias. As there are fewer values than places,
        what `given` would make of each place is made of what is asked, and of what is seen."""
        key, value = self.given.weight.view(2, HEADS, SHARE, SIZE).unbind()
        asked = headed(query) @ key  # a bias of the keys would be the same for all places
        scores = (asked.flatten(0, 1) @ places.T).view(HEADS, query.shape[0], -1) * SHARE**-0.5 + far
        mixed = (scores.softmax(-1).flatten(0, 1) @ places).view(HEADS, -1, SIZE) @ value.transpose(1, 2)
        return joined(mixed) + self.given.bias[ASKING:]


def headed(numbers: torch.Tensor) -> torch.Tensor:
    """What is known of values (count × ASKING) by head (HEADS × count × SHARE)."""
    return numbers.view(-1, HEADS, SHARE).transpose(0, 1)


def joined(numbers: torch.Tensor) -> torch.Tensor:
    """What `headed` has parted (count × ASKING)."""
    return numbers.transpose(0, 1).reshape(-1, ASKING)


def attended(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """Attention of HEADS heads (count × ASKING) with a bias (HEADS × count × length)."""
    scores = headed(query) @ headed(key).transpose(1, 2) * SHARE**-0.5 + bias
    mixed = scores.softmax(-1) @ headed(value)
    return joined(mixed)


class FactEncoder(nn.Module):
    """Reads a window once; each of its values asks for its answers.

    A place is scored by what is known of it and of the value, and by how many characters, sentences, values and names
    lie between them. The concept is one of all, or copied from the metric word that the value points at.
    """

    def __init__(self, sorts: int, concepts: int, classes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.count = concepts
        self.project = nn.Linear(WIDTH, SIZE)
        self.sorts, self.concepts = nn.Embedding(sorts, SIZE), nn.Embedding(concepts, SIZE)
        self.mixtures = nn.ModuleList(Mixture(reach, dropout) for reach in REACHES)
        self.after, self.dropout = nn.LayerNorm(SIZE), nn.Dropout(dropout)
        self.value = nn.Linear(2 * SIZE, ASKING)
        columns = HEADS + POINTERS
        self.far = nn.Embedding(2 * STEPS + 1, columns)
        self.between = nn.ModuleList(nn.Embedding(LOTS, columns) for _ in range(ORDERS))
        self.peers = nn.ModuleList(nn.Embedding(LOTS, HEADS) for _ in range(2))
        for table in (self.sorts, self.concepts, self.far, *self.between, *self.peers):
            nn.init.normal_(table.weight, std=0.3)
        self.rounds = nn.ModuleList(Round(dropout) for _ in range(ROUNDS))
        self.asking = nn.LayerNorm(ASKING)
        self.classes, self.copies = nn.Linear(ASKING, classes), nn.Linear(ASKING, 1)
        self.match, self.matched = nn.Linear(ASKING, POINTERS * POINTED), nn.Linear(SIZE, POINTERS * POINTED)
        self.likely = nn.Linear(SIZE, POINTERS)
        self.own_far = nn.Linear(ASKING, len(PAIRS) * (2 * STEPS + 1))
        self.own_sentences = nn.Linear(ASKING, len(PAIRS) * LOTS)
        self.register_buffer("steps", steps(), persistent=False)

    def places(self, states: torch.Tensor, sorts: torch.Tensor, concepts: torch.Tensor) -> torch.Tensor:
        """What is known of each place of a batch of windows (rows × length × SIZE)."""
        known = self.dropout(self.project(states) + self.sorts(sorts) + self.concepts(concepts))
        for mixture in self.mixtures:
            known = mixture(known)
        return self.after(known)

    def heads(
        self, places: torch.Tensor, concepts: torch.Tensor, orders: torch.Tensor, values: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Of one window (length × SIZE) and its values (count × 2: first and last place): the log chances of the
        concept beside the scores of the other classes (count × classes), and the log chances of the places that are
        pointed at (3 × count × length). `orders` (3 × length) counts sentences, values and names up to a place."""
        first, count, length = values[:, 0], values.shape[0], places.shape[0]
        own = nn.functional.gelu(self.value(torch.cat((places[first], places[values[:, 1]]), dim=-1)))
        gaps = (torch.arange(length)[None, :] - first[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        apart = [(order[None, :] - order[first][:, None]).clamp(-MOST, MOST) + MOST for order in orders.unbind()]
        strides = self.steps.expand(count, -1).gather(1, gaps)
        bias = self.far(strides) + self.crossed()[(apart[0] * LOTS + apart[1]) * LOTS + apart[2]]
        bias = bias.permute(2, 0, 1)
        rank = torch.arange(count)
        ranks = (rank[None, :] - rank[:, None]).clamp(-MOST, MOST) + MOST
        among = (self.peers[0](ranks) + self.peers[1](apart[0][:, first])).permute(2, 0, 1)
        for looking in self.rounds:
            own = looking(own, places, bias[:HEADS], among)
        own = self.asking(own)
        asked = self.match(own).view(-1, POINTERS, POINTED).transpose(0, 1)
        asked = asked @ self.matched.weight.view(POINTERS, POINTED, SIZE) * POINTED**-0.5 + self.likely.weight[:, None]
        scores = (asked.flatten(0, 1) @ places.T).view(POINTERS, count, -1) + bias[HEADS:]
        far = self.own_far(own).view(-1, len(PAIRS), 2 * STEPS + 1)
        sentences = self.own_sentences(own).view(-1, len(PAIRS), LOTS)
        judged = [
            far[:, pair].gather(1, strides) + sentences[:, pair].gather(1, apart[0])
            for pair, pointers in enumerate(PAIRS)
            for _ in pointers
        ]
        pointed = (scores + torch.stack(judged)).log_softmax(-1)
        return self.classed(own, concepts, pointed[3]), pointed[:3]

    def crossed(self) -> torch.Tensor:
        """The bias of each count of sentences, values and names together (LOTS³ × columns)."""
        one, two, three = (table.weight for table in self.between)
        return (one[:, None, None] + two[None, :, None] + three[None, None, :]).flatten(0, 2)

    def classed(self, own: torch.Tensor, concepts: torch.Tensor, pointed: torch.Tensor) -> torch.Tensor:
        """The log chances of the concept, by the value or by the metric words pointed at, and the other classes."""
        classes = self.classes(own)
        whole = classes[:, : self.count].log_softmax(-1)
        named = concepts.nonzero()[:, 0]  # most places have no metric word
        copied = nn.functional.one_hot(concepts[named], self.count).float()
        copied = torch.log(pointed[:, named].exp() @ copied + 1e-6)
        gate = self.copies(own)
        mixed = torch.stack(
            (whole + nn.functional.logsigmoid(gate), copied + nn.functional.logsigmoid(-gate))
        ).logsumexp(0)
        return torch.cat((mixed, classes[:, self.count :]), dim=-1)

    def forward(
        self,
        states: torch.Tensor,
        sorts: torch.Tensor,
        concepts: torch.Tensor,
        orders: torch.Tensor,
        values: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The heads of a single window (1 × length); its states have 16 bits."""
        return self.heads(self.places(states.float(), sorts, concepts)[0], concepts[0], orders, values)


class Places(nn.Module):
    """The part of an encoder that the package asks once an article."""

    def __init__(self, encoder: FactEncoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, states: torch.Tensor, sorts: torch.Tensor, concepts: torch.Tensor) -> torch.Tensor:
        """What is known of each place (length × SIZE) of a stretch (1 × length)."""
        return self.encoder.places(states.float(), sorts, concepts)[0]


class Values(nn.Module):
    """The part of an encoder that the package asks for the values of each window."""

    def __init__(self, encoder: FactEncoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, places: torch.Tensor, concepts: torch.Tensor, orders: torch.Tensor, values: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The heads of a window."""
        return self.encoder.heads(places, concepts, orders, values)
