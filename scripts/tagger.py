"""The tagger that train_entities.py trains: the character encoder, a score for each tag, and a chain over the tags."""

import numpy as np
import torch
from character_model import PAD, CharacterConfig, CharacterEncoder
from entity_sets import TAGS
from torch import nn

NEVER = -1e4


def may_follow() -> torch.Tensor:
    """Which tag may stand behind which: I-X only behind B-X and I-X."""
    allowed = torch.ones(len(TAGS), len(TAGS), dtype=torch.bool)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            for row, before in enumerate(TAGS):
                allowed[row, column] = before[2:] == tag[2:]
    return allowed


class Tagger(nn.Module):
    """Scores of every tag at every character, and the loss of the tags that are allowed there."""

    def __init__(self, config: CharacterConfig) -> None:
        super().__init__()
        self.encoder = CharacterEncoder(config)
        self.dropout = nn.Dropout(config.dropout)
        self.tags = nn.Linear(config.hidden_size, len(TAGS))
        self.chain = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("possible", may_follow(), persistent=False)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """The scores of the tags; `ids` begin and end with the separator, which has scores too."""
        return self.tags(self.dropout(self.encoder(ids))).float()

    def transitions(self) -> torch.Tensor:
        """The score of each tag behind each other, impossible pairs out of reach."""
        return self.chain.float().masked_fill(~self.possible, NEVER)

    def loss(self, ids: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
        """Minus the log of the probability of all allowed taggings, a sentence on average."""
        scores = self(ids)[:, 1:-1]
        inside = (ids[:, 1:-1] != PAD) & (allowed > 0)
        bits = torch.arange(len(TAGS), device=ids.device)
        permitted = (allowed[:, :, None] >> bits & 1).bool()
        permitted = torch.cat((torch.ones_like(permitted), permitted))
        scores = torch.cat((scores, scores)).masked_fill(~permitted, NEVER)
        total, right = self._sum(scores, torch.cat((inside, inside))).chunk(2)
        return (total - right).mean()

    def _sum(self, scores: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        transitions = self.transitions()
        starts = torch.tensor([NEVER if tag.startswith("I-") else 0.0 for tag in TAGS], device=scores.device)
        sums = starts + scores[:, 0]
        for at in range(1, scores.shape[1]):
            new = torch.logsumexp(sums[:, :, None] + transitions, dim=1) + scores[:, at]
            sums = torch.where(inside[:, at, None], new, sums)
        return torch.logsumexp(sums, dim=1)


def decode(scores: np.ndarray, transitions: np.ndarray, lengths: list[int]) -> list[list[int]]:
    """The best tags of each sentence; `scores` begin with its first character."""
    starts = np.array([NEVER if tag.startswith("I-") else 0.0 for tag in TAGS])
    best = starts + scores[:, 0]
    back = []
    bests = [best]
    for at in range(1, scores.shape[1]):
        paths = best[:, :, None] + transitions
        back.append(paths.argmax(1))
        best = paths.max(1) + scores[:, at]
        bests.append(best)
    out = []
    for row, length in enumerate(lengths):
        tag = int(bests[length - 1][row].argmax())
        tags = [tag]
        for at in range(length - 2, -1, -1):
            tag = int(back[at][row, tag])
            tags.append(tag)
        out.append(tags[::-1])
    return out


def spans(tags: list[int]) -> set[tuple[int, int, str]]:
    """The names `(start, end, type)` that a row of tags says."""
    found, start, type_ = set(), 0, ""
    for at, number in enumerate([*tags, 0]):
        tag = TAGS[number]
        if type_ and tag != f"I-{type_}":
            found.add((start, at, type_))
            type_ = ""
        if tag != "O" and not type_:
            start, type_ = at, tag[2:]
    return found
