"""The encoder of facts: it reads the sentences of values with what stands around them, and says of each value what it
measures, what kind of amount it is, and where its subject and its period stand.

It is one witness beside the words and places that the marks tell of: its answers are chances, and the ranking, which
has learned how far to trust them, decides.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from extractor.core.errors import ModelError
from extractor.core.facts import CONCEPTS, Direction, Kind, Status
from extractor.core.onnx import Characters, Numbers, session
from extractor.facts.answers import Answer, Floats
from extractor.facts.scene import Scene
from extractor.facts.windows import Window, windows

TYPES = ("money", "percent", "multiple", "quantity", "date", "duration", "ORG", "PERSON", "LOC", "PRODUCT", "INDEX")
SORTS = ("none", *(f"{edge}{type_}" for type_ in (*TYPES, "other") for edge in ("B-", "I-")))
FIELDS: dict[str, tuple[str, ...]] = {
    "concept": ("none", *CONCEPTS),
    "kind": get_args(Kind),
    "direction": ("none", *get_args(Direction)),
    "status": get_args(Status),
}
_VALUES, _NAMES = (
    [SORTS.index(f"B-{type_}") for type_ in TYPES if type_.isupper() is upper and type_ not in ("date", "duration")]
    for upper in (False, True)
)
CLASSES = sum(map(len, FIELDS.values()))


class FactEncoder:
    """The model in a folder: `model.onnx`, `config.json`, `vocab.txt`."""

    def __init__(self, folder: Path) -> None:
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._characters = Characters(folder, config["special"])
            asked = {field: tuple(words) for field, words in config["fields"].items()}
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: {type(error).__name__}: {error}") from error
        if asked != FIELDS or tuple(config["sorts"]) != SORTS:
            raise ModelError(f"{folder}: made for other fields than this release has")
        self._session = session(folder / "model.onnx")

    def read(self, scene: Scene) -> dict[str, Answer]:
        """What the encoder says of each value of an article, by the id of its mention."""
        ids = self._characters.numbers(scene.text)
        sorts, concepts = features(scene)
        answers: dict[str, Answer] = {}
        all_dates = list(scene.dates.values())
        for window in windows(scene):
            at, given = numbered(window, ids, sorts, concepts, self._characters.separator)
            rows = {name: given[name][None] for name in ("ids", "sorts", "concepts")}
            classes, pointed = self._session.run(None, {**given, **rows})
            chances = np.exp(pointed)
            dates = [date.start for date in window.within(all_dates)]
            names: dict[str, list[tuple[int, int]]] = {}
            for name in window.within(scene.names):
                names.setdefault(name.mention.entity or "", []).append((name.start, name.end))
            for index, spot in enumerate(window.values):
                fields = dict(_fields(classes[index]))
                starts, ends, days = chances[:, index]
                answers[spot.mention.id] = Answer(fields, at, starts, ends, days, names, dates)
        return answers


def features(scene: Scene) -> tuple[Numbers, Numbers]:
    """Of each character of the folded text: the sort of its mention, and the concept of its metric word, by number."""
    sorts, concepts = (np.zeros(len(scene.text), np.int64) for _ in range(2))
    for line in scene.lines:
        for spot in (*line.values, *line.dates, *line.names):
            type_ = spot.mention.type if spot.mention.type in TYPES else "other"
            first = SORTS.index(f"B-{type_}")
            sorts[spot.start : spot.end] = first + 1
            sorts[spot.start] = first
        for hit in line.hits:
            concepts[hit.start : hit.end] = 1 + CONCEPTS.index(hit.concept)
    return sorts, concepts


def numbered(
    window: Window, ids: Numbers, sorts: Numbers, concepts: Numbers, separator: int
) -> tuple[dict[int, int], dict[str, Numbers]]:
    """Where in a window each place of the folded text is, and what the encoder is given of the window.

    `ids`, `sorts` and `concepts` are of each character of the text; so are those of the window (length), with `orders`
    (3 × length) and `values` (count × 2).
    """
    where = window.places()
    at = {place: index for index, place in enumerate(where) if place >= 0}
    places = np.array(where)
    blank = places < 0
    own = np.where(blank, 0, sorts[places])
    return at, {
        "ids": np.where(blank, separator, ids[places]),
        "sorts": own,
        "concepts": np.where(blank, 0, concepts[places]),
        "orders": _orders(own, blank),
        "values": np.array([(at[spot.start], at[spot.end - 1]) for spot in window.values]),
    }


def _orders(sorts: Numbers, blank: npt.NDArray[np.bool_]) -> Numbers:
    """How many separators, values and names begin up to each place of a window (3 × length)."""
    names, values = (np.isin(sorts, numbers) for numbers in (_NAMES, _VALUES))
    counts: Numbers = np.cumsum(np.stack((blank, values, names)), axis=1, dtype=np.int64)
    return counts


def _fields(scores: Floats) -> Iterator[tuple[str, dict[str, float]]]:
    first = 0
    for field, words in FIELDS.items():
        chances = _softmax(scores[first : first + len(words)])
        yield field, dict(zip(words, chances.tolist(), strict=True))
        first += len(words)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
