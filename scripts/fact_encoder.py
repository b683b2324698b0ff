"""The encoder of facts that train_fact_encoder.py trains: the character encoder, told what is known of the text, and
heads that say of each value what it measures, and where its subject and its period stand."""

import torch
from character_model import CharacterConfig, CharacterEncoder
from torch import nn

from extractor.core.facts import CONCEPTS
from extractor.facts.encoder import CLASSES, SORTS

HIDDEN = 96
POINTERS = 4  # where the subject begins, where it ends, where the period begins, where the metric word stands
FARTHEST = 32  # steps of a distance in characters, to each side
MOST = 6  # of sentences, values and names between two places that are told apart
ORDERS = 3
FEW = 16  # characters of a distance that are counted one by one


def untrained(characters: int) -> "FactEncoder":
    """The encoder of this release's sorts, concepts and classes, with a vocabulary of so many characters."""
    return FactEncoder(CharacterConfig(vocab_size=characters), len(SORTS), len(CONCEPTS) + 1, CLASSES)


class FactEncoder(nn.Module):
    """Reads a window once; each of its values asks for its answers.

    A place is scored by its state, that of the value, and how many characters, sentences, values and names lie between
    them. The concept is one of all, or copied from the metric word that the value points at.
    """

    def __init__(self, config: CharacterConfig, sorts: int, concepts: int, classes: int) -> None:
        super().__init__()
        size = config.hidden_size
        self.count = concepts
        self.encoder = CharacterEncoder(config)
        self.sorts, self.concepts = nn.Embedding(sorts, size), nn.Embedding(concepts, size)
        for table in (self.sorts, self.concepts):
            nn.init.normal_(table.weight, std=0.1)
        self.dropout = nn.Dropout(config.dropout)
        self.value = nn.Linear(2 * size, size)
        self.classes = nn.Linear(size, classes)
        self.copies = nn.Linear(size, 1)
        self.ask, self.answer = nn.Linear(size, HIDDEN), nn.Linear(size, HIDDEN)
        self.far = nn.Embedding(2 * FARTHEST + 1, HIDDEN)
        self.between = nn.ModuleList(nn.Embedding(2 * MOST + 1, HIDDEN) for _ in range(ORDERS))
        self.point = nn.Linear(HIDDEN, POINTERS)
        self.match = nn.Linear(size, POINTERS * 32)
        self.matched = nn.Linear(size, POINTERS * 32)

    def states(self, ids: torch.Tensor, sorts: torch.Tensor, concepts: torch.Tensor) -> torch.Tensor:
        """The states of each place of a batch of windows (rows × length)."""
        known = self.sorts(sorts) + self.concepts(concepts)
        return self.dropout(self.encoder(ids, padded=ids.shape[0] > 1, known=known))

    def heads(
        self, states: torch.Tensor, concepts: torch.Tensor, orders: torch.Tensor, values: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Of one window (length × size) and its values (count × 2: first and last place): the log chances of the
        concept beside the scores of the other classes (count × classes), and the log chances of the places that are
        pointed at (3 × count × length). `orders` (3 × length) counts sentences, values and names up to a place."""
        first = values[:, 0]
        own = torch.cat((states[first], states[values[:, 1]]), dim=-1)
        own = self.dropout(nn.functional.gelu(self.value(own)))
        places = torch.arange(states.shape[0], device=states.device)
        gap = places[None, :] - first[:, None]
        near = gap.clamp(-FEW, FEW)
        coarse = torch.log2((gap - near).abs().float() / FEW + 1).mul(4).long().clamp(max=FARTHEST - FEW)
        seen = self.far(near + torch.sign(gap) * coarse + FARTHEST)
        for order, table in zip(orders, self.between, strict=True):
            seen = seen + table((order[None, :] - order[first][:, None]).clamp(-MOST, MOST) + MOST)
        seen = seen + self.ask(own)[:, None] + self.answer(states)[None]
        scores = self.point(nn.functional.gelu(seen)).permute(2, 0, 1)
        asked = self.match(own).view(-1, POINTERS, 32).transpose(0, 1)
        given = self.matched(states).view(-1, POINTERS, 32).permute(1, 2, 0)
        pointed = (scores + asked @ given * 32**-0.5).float().log_softmax(-1)
        classes = self.classes(own).float()
        whole = classes[:, : self.count].log_softmax(-1)
        copied = nn.functional.one_hot(concepts, self.count).float()
        copied = copied * (torch.arange(self.count, device=copied.device) > 0)  # most places have no metric word
        copied = torch.log(pointed[3].exp() @ copied + 1e-6)
        gate = self.copies(own).float()
        mixed = torch.stack(
            (whole + nn.functional.logsigmoid(gate), copied + nn.functional.logsigmoid(-gate))
        ).logsumexp(0)
        return torch.cat((mixed, classes[:, self.count :]), dim=-1), pointed[:3]

    def forward(
        self,
        ids: torch.Tensor,
        sorts: torch.Tensor,
        concepts: torch.Tensor,
        orders: torch.Tensor,
        values: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The heads of a single window (1 × length), as the package asks for them."""
        return self.heads(self.states(ids, sorts, concepts)[0], concepts[0], orders, values)
