"""The model of names that comes with the package: a character encoder gives each character a score for each tag, and a
chain of tags makes probabilities of them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.core.errors import ModelError
from extractor.core.onnx import Characters, Numbers, session
from extractor.entities.proposals import Proposal, names_of
from extractor.entities.windows import Window, windows

_BATCH = 768  # characters, padding included: what fits the caches of a processor
_WASTE = 32  # characters of padding that cost as much as another batch
_GROUP = 256  # windows whose chains are summed together

Floats = npt.NDArray[np.float64]


class CharacterModel:
    """Proposes names by the model in a folder: `model.onnx`, `config.json`, `vocab.txt`.

    `style` is the character that stands for a public set's idea of a name (scripts/entity_sets.py), if not the
    contract's is asked for; the temperature, which makes the chances honest for that one, is for no other.
    """

    def __init__(self, folder: Path, style: str = "") -> None:
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._characters = Characters(folder, config["special"])
            self.tags: tuple[str, ...] = tuple(config["tags"])
            self._longest, self._overlap = int(config["longest"]), int(config["overlap"])
            self.floors: dict[str, float] = config["floors"]
            self._heat = 1.0 if style else float(config["temperature"])
            self._begin = int(self._characters.numbers(style)[0]) if style else self._characters.separator
            transitions = np.array(config["transitions"], dtype=np.float64)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: {type(error).__name__}: {error}") from error
        self._begins = np.array([0.0 if tag.startswith("I-") else 1.0 for tag in self.tags])
        self._follows = np.exp(transitions / self._heat)
        self._session = session(folder / "model.onnx")

    def propose(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[Proposal]:
        """Names within the stretches, in text order; see `NameModel.propose`."""
        chances = self.chances(text, stretches)
        out = []
        for start, end in stretches:
            best = chances[start:end].argmax(axis=1)
            for first, last, type_ in names_of([self.tags[number] for number in best]):
                sure = self._confidence(chances[start:end], best, first, last)
                out.append(Proposal(start + first, start + last, type_, sure))
        return out

    def chances(self, text: str, stretches: Sequence[tuple[int, int]]) -> Floats:
        """The chance of each of `tags` at each character of the text; naught outside of the stretches."""
        cut = sorted(windows(stretches, self._longest, self._overlap), key=lambda w: (w.end - w.start, w.start))
        ids = self._characters.numbers(text)
        chances = np.zeros((len(text), len(self.tags)))
        for at in range(0, len(cut), _GROUP):
            group = cut[at : at + _GROUP]
            for window, found in zip(group, self._chances(ids, group), strict=True):
                chances[window.first : window.last] = found[window.first - window.start : window.last - window.start]
        return chances

    def _confidence(self, chances: Floats, best: npt.NDArray[np.intp], first: int, last: int) -> float:
        """The chance of the least sure of the characters that make the name, and of its ending there."""
        inside = float(chances[np.arange(first, last), best[first:last]].min())
        if last == len(chances):
            return inside
        goes_on = self.tags.index(f"I-{self.tags[best[first]][2:]}")
        return min(inside, 1.0 - float(chances[last, goes_on]))

    def _chances(self, ids: Numbers, group: Sequence[Window]) -> Floats:
        """The chance of each tag at each character of each window, all other characters considered."""
        lengths = np.array([window.end - window.start for window in group])
        scores = np.zeros((len(group), int(lengths.max()), len(self.tags)))
        for first, last in _batches(lengths.tolist()):
            longest = int(lengths[last - 1])
            rows = np.full((last - first, longest + 2), self._characters.pad, dtype=np.int64)
            for row, window in enumerate(group[first:last]):
                length = window.end - window.start
                rows[row, 0], rows[row, length + 1] = self._begin, self._characters.separator
                rows[row, 1 : length + 1] = ids[window.start : window.end]
            [given] = self._session.run(None, {"ids": rows})
            scores[first:last, :longest] = given[:, 1:-1]
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


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where batches of windows begin and end; the windows come short ones first, so that little is padding."""
    first = total = 0
    for at, length in enumerate(lengths):
        count = at - first
        if count and ((count + 1) * (length + 2) > _BATCH or count * length - total > _WASTE):
            yield first, at
            first, total = at, 0
        total += length
    yield first, len(lengths)
