"""The character encoder that names and facts are read with, as the model of names has it: it reads each sentence once,
and gives of each character the scores of its tags, and the states that the encoder of facts goes on from."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.core.errors import ModelError
from extractor.core.onnx import Characters, Numbers, session
from extractor.core.windows import Window, windows

_BATCH = 768  # characters, padding included: what fits the caches of a processor
_WASTE = 32  # characters of padding that cost as much as another batch

Floats = npt.NDArray[np.float32]
States = npt.NDArray[np.float16]  # half of the room, for they are kept until the facts are read


class Seen(NamedTuple):
    """What the encoder gives of the characters of a window: scores of the tags, and states (length × width)."""

    window: Window
    scores: Floats
    states: States


class CharacterEncoder:
    """The encoder in a folder: `model.onnx`, `config.json`, `vocab.txt`. Raises `ModelError` where one is no such file.

    `config` is what the file says, for whoever reads the scores. A model that gives no states, or is not asked for
    them, has the `width` 0.
    """

    def __init__(self, folder: Path, *, states: bool = True) -> None:
        try:
            self.config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self.characters = Characters(folder, self.config["special"])
            self._longest, self._overlap = int(self.config["longest"]), int(self.config["overlap"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: {type(error).__name__}: {error}") from error
        self._session = session(folder / "model.onnx")
        widths = {output.name: output.shape[-1] for output in self._session.get_outputs()}
        self.width = int(widths.get("states", 0)) if states else 0
        self._outputs = ["scores", "states"] if self.width else ["scores"]

    def cut(self, stretches: Sequence[tuple[int, int]]) -> list[Window]:
        """The windows of stretches of a text, short ones first, as they are read with the least padding."""
        found = windows(stretches, self._longest, self._overlap)
        return sorted(found, key=lambda window: (window.end - window.start, window.start))

    def read(self, ids: Numbers, cut: Sequence[Window], begin: int | None = None) -> Iterator[Seen]:
        """What the encoder says of each window, in order; `begin` stands before each of them, if not the separator."""
        separator = self.characters.separator
        lengths = [window.end - window.start for window in cut]
        for first, last in _batches(lengths):
            longest = lengths[last - 1]
            rows = np.full((last - first, longest + 2), self.characters.pad, dtype=np.int64)
            for row, window in zip(rows, cut[first:last], strict=True):
                length = window.end - window.start
                row[0], row[length + 1] = separator if begin is None else begin, separator
                row[1 : length + 1] = ids[window.start : window.end]
            scores, *states = self._session.run(self._outputs, {"ids": rows})
            of_states = states[0] if states else np.zeros((*rows.shape, 0), np.float16)
            for window, own, behind in zip(cut[first:last], scores, of_states, strict=True):
                inside = slice(1, window.end - window.start + 1)
                yield Seen(window, own[inside], behind[inside])

    def states(self, text: str, stretches: Sequence[tuple[int, int]]) -> States:
        """The states of each character of the text (length × width); naught outside of the stretches."""
        states = self.no_states(text)
        for seen in self.read(self.characters.numbers(text), self.cut(stretches)):
            keep(states, seen)
        return states

    def no_states(self, text: str) -> States:
        """Room for the states of a text."""
        return np.zeros((len(text), self.width), np.float16)


def keep(states: States, seen: Seen) -> None:
    """Writes those states of a window down that it answers for."""
    start, first, last = seen.window.start, seen.window.first, seen.window.last
    states[first:last] = seen.states[first - start : last - start]


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where batches of windows begin and end; the windows come short ones first, so that little is padding."""
    first = total = 0
    for at, length in enumerate(lengths):
        count = at - first
        if count and ((count + 1) * (length + 2) > _BATCH or count * length - total > _WASTE):
            yield first, at
            first, total = at, 0
        total += length
    if lengths:
        yield first, len(lengths)
