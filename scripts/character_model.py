"""The character encoder that train_encoder.py and train_entities.py train: a small Transformer over characters.

One vocabulary of characters for Korean and Chinese, so that an offset is an index. Hashed pairs and triples of
characters are embedded beside each character: they are what words would be, without a tokeniser, and they cost only a
look-up. Positions are relative (a bias per distance and head), so a window of any length reads alike.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import PretrainedConfig, PreTrainedModel

PAD, UNK, SEP, MASK = range(4)
SPECIAL = ("[PAD]", "[UNK]", "[SEP]", "[MASK]")
_PRIME = 1_000_003


def fast_halves() -> bool:
    """Whether this machine multiplies in bfloat16; one that does not emulates it, ten times slower than 32 bits."""
    return torch.cuda.is_available() or torch.cpu._is_avx512_bf16_supported()


def read_vocabulary(folder: Path) -> tuple[np.ndarray, list[str]]:
    """The number of each code point, and the characters in order."""
    vocabulary = (folder / "vocab.txt").read_text("utf-8").split("\n")[:-1]
    numbers = np.full(0x110000, UNK, np.int64)
    for number, character in enumerate(vocabulary[len(SPECIAL) :], len(SPECIAL)):
        numbers[ord(character)] = number
    return numbers, vocabulary


class CharacterConfig(PretrainedConfig):
    """Sizes of the encoder, and the tags where it is a tagger."""

    model_type = "character-encoder"

    def __init__(
        self,
        vocab_size: int = 8192,
        hidden_size: int = 256,
        num_hidden_layers: int = 4,
        num_attention_heads: int = 4,
        intermediate_size: int = 768,
        pair_buckets: int = 65536,
        pair_size: int = 64,
        triple_buckets: int = 131072,
        triple_size: int = 32,
        max_distance: int = 64,
        dropout: float = 0.1,
        tags: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        self.vocab_size, self.hidden_size, self.num_hidden_layers = vocab_size, hidden_size, num_hidden_layers
        self.num_attention_heads, self.intermediate_size = num_attention_heads, intermediate_size
        self.pair_buckets, self.pair_size = pair_buckets, pair_size
        self.triple_buckets, self.triple_size = triple_buckets, triple_size
        self.max_distance, self.dropout, self.tags = max_distance, dropout, list(tags)
        super().__init__(**kwargs)


class Embedding(nn.Module):
    """Each character with the pairs and the triple of characters that it stands in."""

    def __init__(self, config: CharacterConfig) -> None:
        super().__init__()
        self.pair_buckets, self.triple_buckets = config.pair_buckets, config.triple_buckets
        self.characters = nn.Embedding(config.vocab_size, config.hidden_size, padding_idx=PAD)
        self.pairs = nn.Embedding(config.pair_buckets, config.pair_size)
        self.triples = nn.Embedding(config.triple_buckets, config.triple_size)
        self.project = nn.Linear(2 * config.pair_size + config.triple_size, config.hidden_size)
        self.norm = nn.LayerNorm(config.hidden_size)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        before = nn.functional.pad(ids[:, :-1], (1, 0))
        after = nn.functional.pad(ids[:, 1:], (0, 1))
        left = before * _PRIME + ids
        pairs = self.pairs(left % self.pair_buckets), self.pairs((ids * _PRIME + after) % self.pair_buckets)
        triples = self.triples((left * _PRIME + after) % self.triple_buckets)
        known = self.project(torch.cat((*pairs, triples), dim=-1))
        return self.dropout(self.norm(self.characters(ids) + known))


class Layer(nn.Module):
    """Self-attention with a bias per distance, then the feed-forward part; both read normalised states."""

    def __init__(self, config: CharacterConfig) -> None:
        super().__init__()
        self.heads, size = config.num_attention_heads, config.hidden_size
        self.before_attention, self.before_feed = nn.LayerNorm(size), nn.LayerNorm(size)
        self.attend, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.distance = nn.Embedding(2 * config.max_distance + 1, self.heads)
        self.feed_in, self.feed_out = (
            nn.Linear(size, config.intermediate_size),
            nn.Linear(config.intermediate_size, size),
        )
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, states: torch.Tensor, distances: torch.Tensor, hidden: torch.Tensor | None) -> torch.Tensor:
        rows, length, size = states.shape
        mixed = self.attend(self.before_attention(states)).view(rows, length, 3, self.heads, size // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * (size // self.heads) ** -0.5
        scores = scores + self.distance(distances).permute(2, 0, 1)
        if hidden is not None:
            scores = scores.masked_fill(hidden, -1e4)
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, length, size)
        states = states + self.dropout(self.out(mixed))
        fed = self.feed_out(nn.functional.gelu(self.feed_in(self.before_feed(states))))
        return states + self.dropout(fed)


class CharacterEncoder(PreTrainedModel):
    """States of each character of a batch of windows; `PAD` fills the shorter ones."""

    config_class = CharacterConfig
    base_model_prefix = "encoder"

    def __init__(self, config: CharacterConfig) -> None:
        super().__init__(config)
        self.embedding = Embedding(config)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.norm = nn.LayerNorm(config.hidden_size)
        self.post_init()

    def _init_weights(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)
        if isinstance(module, nn.LayerNorm):
            nn.init.ones_(module.weight)
            nn.init.zeros_(module.bias)

    def forward(self, ids: torch.Tensor, padded: bool = True) -> torch.Tensor:
        return self.depths(ids, padded)[-1]

    def depths(self, ids: torch.Tensor, padded: bool = True) -> list[torch.Tensor]:
        """The states behind each layer, the last normalised."""
        places = torch.arange(ids.shape[1], device=ids.device)
        most = self.config.max_distance
        distances = (places[None, :] - places[:, None]).clamp(-most, most) + most
        hidden = (ids == PAD)[:, None, None, :] if padded else None
        states = [self.embedding(ids)]
        for layer in self.layers:
            states.append(layer(states[-1], distances, hidden))
        return [*states[1:-1], self.norm(states[-1])]


class MaskedCharacters(nn.Module):
    """The encoder with the head that guesses masked characters; used in pre-training only."""

    def __init__(self, config: CharacterConfig) -> None:
        super().__init__()
        self.encoder = CharacterEncoder(config)
        self.transform = nn.Linear(config.hidden_size, config.hidden_size)
        self.norm = nn.LayerNorm(config.hidden_size)
        self.bias = nn.Parameter(torch.zeros(config.vocab_size))

    def forward(self, ids: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        """The scores of every character at the `chosen` places (a mask of the shape of `ids`)."""
        states = self.encoder(ids, padded=False)[chosen]
        states = self.norm(nn.functional.gelu(self.transform(states)))
        return states @ self.encoder.embedding.characters.weight.T + self.bias
