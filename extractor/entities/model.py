"""The model of names that comes with the package: a character encoder gives each character a score for each tag, and a
chain of tags makes probabilities of them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractor.core.character_encoder import CharacterEncoder, States, keep
from extractor.core.errors import ModelError
from extractor.core.onnx import Numbers
from extractor.core.windows import Window
from extractor.entities.proposals import Proposal, Proposed, names_of

_GROUP = 256  # windows whose chains are summed together

Floats = npt.NDArray[np.float64]


class CharacterModel:
    """Proposes names by the model in a folder: `model.onnx`, `config.json`, `vocab.txt`.

    `style` is the character that stands for a public set's idea of a name (scripts/entity_sets.py), if not the
    contract's is asked for; the temperature, which makes the chances honest for that one, is for no other. `states` is
    whether the states behind the names are wanted, which takes time.
    """

    def __init__(self, folder: Path, style: str = "", *, states: bool = True) -> None:
        self.encoder = CharacterEncoder(folder, states=states)
        config = self.encoder.config
        try:
            self.tags: tuple[str, ...] = tuple(config["tags"])
            self.floors: dict[str, float] = config["floors"]
            self._heat = 1.0 if style else float(config["temperature"])
            transitions = np.array(config["transitions"], dtype=np.float64)
        except (ValueError, KeyError) as error:
            raise ModelError(f"{folder}: {type(error).__name__}: {error}") from error
        self._begin = int(self.encoder.characters.numbers(style)[0]) if style else None
        self._begins = np.array([0.0 if tag.startswith("I-") else 1.0 for tag in self.tags])
        self._follows = np.exp(transitions / self._heat)

    def read(self, text: str, stretches: Sequence[tuple[int, int]]) -> Proposed:
        """Names within the stretches, and the states behind them; see `NameModel.read`."""
        states = self.encoder.no_states(text)
        chances = self.chances(text, stretches, states)
        out = []
        for start, end in stretches:
            best = chances[start:end].argmax(axis=1)
            for first, last, type_ in names_of([self.tags[number] for number in best]):
                sure = self._confidence(chances[start:end], best, first, last)
                out.append(Proposal(start + first, start + last, type_, sure))
        return Proposed(out, states if self.encoder.width else None)

    def chances(self, text: str, stretches: Sequence[tuple[int, int]], states: States | None = None) -> Floats:
        """The chance of each of `tags` at each character of the text; naught outside of the stretches.

        `states` takes the states of the characters.
        """
        cut = self.encoder.cut(stretches)
        ids = self.encoder.characters.numbers(text)
        chances = np.zeros((len(text), len(self.tags)))
        for at in range(0, len(cut), _GROUP):
            group = cut[at : at + _GROUP]
            for window, found in zip(group, self._chances(ids, group, states), strict=True):
                chances[window.first : window.last] = found[window.first - window.start : window.last - window.start]
        return chances

    def _confidence(self, chances: Floats, best: npt.NDArray[np.intp], first: int, last: int) -> float:
        """The chance of the least sure of the characters that make the name, and of its ending there."""
        inside = float(chances[np.arange(first, last), best[first:last]].min())
        if last == len(chances):
            return inside
        goes_on = self.tags.index(f"I-{self.tags[best[first]][2:]}")
        return min(inside, 1.0 - float(chances[last, goes_on]))

    def _chances(self, ids: Numbers, group: Sequence[Window], states: States | None) -> Floats:
        """The chance of each tag at each character of each window, all other characters considered."""
        lengths = np.array([window.end - window.start for window in group])
        scores = np.zeros((len(group), int(lengths.max()), len(self.tags)))
        for row, seen in zip(scores, self.encoder.read(ids, group, self._begin), strict=True):
            row[: len(seen.scores)] = seen.scores
            if states is not None:
                keep(states, seen)
        return self._marginals(scores / self._heat, lengths)

    def _marginals(self, scores: Floats, lengths: npt.NDArray[np.int_]) -> Floats:
        """Forward and backward sums over all taggings, scaled at each character."""
        count = scores.shape[1]
        weights = np.exp(np.maximum(scores - scores.max(axis=2, keepdims=True), -80.0))
        at = np.arange(count)
        turned = np.where(at < lengths[:, None], lengths[:, None] - 1 - at, at)[:, :, None]  # each row from its own end
        both = np.stack([weights, np.take_along_axis(weights, turned, axis=1)]).transpose(2, 0, 1, 3)
        sums = np.array(both, order="C")
        sums[0, 0] *= self._begins
        sums[0] /= sums[0].sum(axis=2, keepdims=True)
        follows = np.stack([self._follows, self._follows.T])
        for place in range(1, count):
            sums[place] *= sums[place - 1] @ follows
            sums[place] /= sums[place].sum(axis=2, keepdims=True)
        forward, backward = sums.transpose(1, 2, 0, 3)
        chances = forward * np.take_along_axis(backward, turned, axis=1) / weights
        total: Floats = chances / chances.sum(axis=2, keepdims=True)
        return total
