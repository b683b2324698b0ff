"""The model that comes with the package, on the CPU: the door to onnxruntime and numpy.

A character encoder gives each character a score for each tag, and a chain of tags makes probabilities of them. It
reads the folded text character by character, so that offsets need no thought; an unknown one is a character, too.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.core.errors import MissingPackageError
from extractor.entities.proposals import ModelError, Proposal, names_of
from extractor.entities.windows import Window, windows

_BATCH = 768  # characters, padding included: what fits the caches of a processor
_WASTE = 32  # characters of padding that cost as much as another batch
_GROUP = 256  # windows whose chains are summed together

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


class CharacterModel:
    """Proposes names by the model in a folder: `model.onnx`, `config.json`, `vocab.txt`."""

    def __init__(self, folder: Path) -> None:
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            characters = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
            special: list[str] = config["special"]
            self.tags: tuple[str, ...] = tuple(config["tags"])
            self._longest, self._overlap = int(config["longest"]), int(config["overlap"])
            self.floors: dict[str, float] = config["floors"]
            self._heat = float(config["temperature"])
            transitions = np.array(config["transitions"], dtype=np.float64)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: {type(error).__name__}: {error}") from error
        self._pad, self._unknown, self._separator = (special.index(word) for word in ("[PAD]", "[UNK]", "[SEP]"))
        self._numbers = np.full(0x110000, self._unknown, dtype=np.int16)
        for number, character in enumerate(characters[len(special) :], len(special)):
            self._numbers[ord(character)] = number
        self._begins = np.array([0.0 if tag.startswith("I-") else 1.0 for tag in self.tags])
        self._follows = np.exp(transitions / self._heat)
        self._session = _session(folder / "model.onnx")

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
        ids = self._numbers[np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)].astype(np.int64)
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
            rows = np.full((last - first, longest + 2), self._pad, dtype=np.int64)
            for row, window in enumerate(group[first:last]):
                length = window.end - window.start
                rows[row, 0] = rows[row, length + 1] = self._separator
                rows[row, 1 : length + 1] = ids[window.start : window.end]
            [given] = self._session.run(None, {"ids": rows})
            scores[first:last, :longest] = given[:, 1:-1]
        return self._marginals(scores / self._heat, lengths)

    def _marginals(self, scores: Floats, lengths: npt.NDArray[np.int_]) -> Floats:
        """Forward and backward sums over all taggings, scaled at each character."""
        count = scores.shape[1]
        weights = np.exp(np.maximum(scores - scores.max(axis=2, keepdims=True), -80.0))
        forward, backward = np.empty_like(weights), np.ones_like(weights)
        forward[:, 0] = weights[:, 0] * self._begins
        forward[:, 0] /= forward[:, 0].sum(axis=1, keepdims=True)
        for at in range(1, count):
            step = (forward[:, at - 1] @ self._follows) * weights[:, at]
            forward[:, at] = step / step.sum(axis=1, keepdims=True)
        for at in range(count - 2, -1, -1):
            step = (weights[:, at + 1] * backward[:, at + 1]) @ self._follows.T
            step /= step.sum(axis=1, keepdims=True)
            backward[:, at] = np.where((at + 1 < lengths)[:, None], step, 1.0)
        chances = forward * backward
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


def _session(path: Path) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingPackageError(f"the model needs onnxruntime: pip install onnxruntime ({error})") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes; and sums keep their order
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no class but this
        raise ModelError(f"{path}: {error}") from error
