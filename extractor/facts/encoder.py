"""The encoder of facts: it reads the sentences of values with what stands around them, and says of each value what it
measures, what kind of amount it is, and where its subject and its period stand. It goes on from the states of the
character encoder that names are read with, so that a text is read once.

Its answers are chances. What it is sure of is taken; where it is not, it is one witness beside the words and places
that the marks tell of, and the ranking, which has learned how far to trust it, decides.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_args

import numpy as np
import numpy.typing as npt

from extractor.core.character_encoder import CharacterEncoder, States
from extractor.core.errors import ModelError
from extractor.core.facts import CONCEPTS, Direction, Kind, Status
from extractor.core.models import model_folder
from extractor.core.onnx import Numbers, session
from extractor.facts.answers import Answer, Floats, Sums
from extractor.facts.scene import Scene, Spot
from extractor.facts.spoken_dates import key_of
from extractor.facts.windows import Window, together, windows

NAMES = "entities"  # the model whose states are read
TYPES = ("money", "percent", "multiple", "quantity", "date", "duration", "ORG", "PERSON", "LOC", "PRODUCT", "INDEX")
SORTS = ("none", *(f"{edge}{type_}" for type_ in (*TYPES, "other") for edge in ("B-", "I-")))
FIELDS: dict[str, tuple[str, ...]] = {
    "concept": ("none", *CONCEPTS),
    "kind": get_args(Kind),
    "direction": ("none", *get_args(Direction)),
    "status": get_args(Status),
}
_VALUES, _NAMES = (  # by the number of a sort, whether a value or a name begins
    np.isin(SORTS, [f"B-{type_}" for type_ in TYPES if type_.isupper() is upper and type_ not in ("date", "duration")])
    for upper in (False, True)
)
CLASSES = sum(map(len, FIELDS.values()))
_PIECE = 512  # places that are read at a time: what fits the caches of a processor
_AROUND = 8  # places to each side that a place knows of, at least
_BEST = 4  # places where a subject may begin
_Number = TypeVar("_Number", bound=np.generic)


class FactEncoder:
    """The model in a folder: `model.onnx` reads places, `values.onnx` the values among them, and `config.json` says by
    its SHA-256 whose states are read."""

    def __init__(self, folder: Path) -> None:
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            asked = {field: tuple(words) for field, words in config["fields"].items()}
            reads = str(config["reads"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: {type(error).__name__}: {error}") from error
        if asked != FIELDS or tuple(config["sorts"]) != SORTS:
            raise ModelError(f"{folder}: made for other fields than this release has")
        self._places, self._values = (session(folder / name) for name in ("model.onnx", "values.onnx"))
        self._below = model_folder(NAMES)
        if self._below is None or sha256((self._below / "model.onnx").read_bytes()).hexdigest() != reads:
            raise ModelError(f"{folder}: made for another model of names than this release has")

    @cached_property
    def _characters(self) -> CharacterEncoder:
        """For an article that comes without states."""
        assert self._below is not None
        return CharacterEncoder(self._below)

    def read(self, scene: Scene) -> dict[str, Answer]:
        """What the encoder says of each value of an article, by the id of its mention."""
        answers: dict[str, Answer] = {}
        cut = list(windows(scene))
        if not cut:
            return answers
        sorts, concepts = features(scene)
        states = scene.states
        if states is None:
            states = self._characters.states(scene.text, sentences_of(scene))
        strip = places_of(together(cut))
        known = self._known(strip, states, sorts, concepts)
        rows = np.zeros(len(scene.text), np.int64)
        rows[strip[strip >= 0]] = np.flatnonzero(strip >= 0)
        all_dates = list(scene.dates.values())
        for window in cut:
            where, given = numbered(window, sorts, concepts)
            classes, pointed = self._values.run(None, {"places": known[rows_of(where, rows, strip)], **given})
            starts, ends, days = np.exp(pointed)
            sums = np.cumsum(starts, axis=1, dtype=np.float64)
            least = max(0, starts.shape[1] - _BEST)
            best = np.argpartition(starts, least, axis=1)[:, least:].tolist()
            found = [(spot.mention.entity or "", spot) for spot in window.within(scene.names)]
            named, names = _summed(sums, window, found)
            found = [(key_of(spot), spot) for spot in window.within(all_dates)]
            dated, periods = _summed(np.cumsum(days, axis=1, dtype=np.float64), window, found, whole=False)
            dates = {key: [spot.start for spot in spots] for key, spots in dated.items()}
            fields = list(_fields(classes))
            tops = [(field, *_tops(words, chances)) for field, words, chances in fields]
            for index, spot in enumerate(window.values):
                answers[spot.mention.id] = Answer(
                    {field: (words, chances[index]) for field, words, chances in fields},
                    {field: (words[index], chances[index]) for field, words, chances in tops},
                    window.number,
                    where,
                    starts[index],
                    sums[index],
                    best[index],
                    ends[index],
                    days[index],
                    dict(zip(named, names[index], strict=True)),
                    dict(zip(dated, periods[index], strict=True)),
                    dates,
                )
        return answers

    def _known(self, strip: Numbers, states: States, sorts: Numbers, concepts: Numbers) -> Floats:
        """What is known of each place of a strip, read piece by piece: a place knows those around it."""
        known: list[Floats] = []
        for first in range(0, len(strip), _PIECE):
            begin = max(0, first - _AROUND)
            places = strip[begin : first + _PIECE + _AROUND]
            given = (("states", states), ("sorts", sorts), ("concepts", concepts))
            read = self._places.run(None, {name: of_places(of_text, places)[None] for name, of_text in given})[0]
            known.append(read[first - begin : first - begin + _PIECE])
        return np.concatenate(known)


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


def sentences_of(scene: Scene) -> list[tuple[int, int]]:
    """Where the sentences of a scene begin and end in the folded text, those that were cut in one piece."""
    ends: dict[int, tuple[int, int]] = {}
    for line in scene.lines:
        first, _ = ends.get(line.number, (line.start, line.end))
        ends[line.number] = first, line.end
    return list(ends.values())


def places_of(window: Window) -> Numbers:
    """The place in the folded text of each number that the encoder is given; -1 for those that only separate."""
    parts = [np.full(1, -1)]
    for start, end in window.stretches:
        parts += (np.arange(start, end), parts[0])
    return np.concatenate(parts)


def numbered(window: Window, sorts: Numbers, concepts: Numbers) -> tuple[Numbers, dict[str, Numbers]]:
    """The places of a window, and what the encoder is given of it beside what is known of them: `concepts` (length),
    `orders` (3 × length) and `values` (count × 2).

    `sorts` and `concepts` are of each character of the text.
    """
    where = places_of(window)
    given = {
        "concepts": of_places(concepts, where),
        "orders": _orders(of_places(sorts, where), where < 0),
        "values": np.array([(window.number(spot.start), window.number(spot.end - 1)) for spot in window.values]),
    }
    return where, given


def of_places(of_text: npt.NDArray[_Number], places: Numbers) -> npt.NDArray[_Number]:
    """What a text has at places; naught at those that only separate."""
    found = of_text[places]
    found[places < 0] = 0
    return found


def rows_of(places: Numbers, rows: Numbers, strip: Numbers) -> Numbers:
    """Where in the strip each place of a window is, by the row of each character. A separator is the one beside the
    same sentence there; where there is none, as the window cuts the sentence, it is the first."""
    found: Numbers = rows[places]
    between = np.flatnonzero(places < 0)
    last = len(places) - 1
    beside = np.where(between < last, found[np.minimum(between + 1, last)] - 1, found[between - 1] + 1)
    found[between] = np.where(strip[beside] < 0, beside, 0)
    return found


def _orders(sorts: Numbers, blank: npt.NDArray[np.bool_]) -> Numbers:
    """How many separators, values and names begin up to each place of a window (3 × length)."""
    counts: Numbers = np.cumsum(np.stack((blank, _VALUES[sorts], _NAMES[sorts])), axis=1, dtype=np.int64)
    return counts


def _summed(
    sums: Sums, window: Window, spots: Sequence[tuple[str, Spot]], *, whole: bool = True
) -> tuple[dict[str, list[Spot]], list[list[float]]]:
    """The spots of each key, and for each value the chance that something begins in one of them (in a part that the
    window does not see, nothing does), or without `whole` where one of them begins. `sums` are the chances up to each
    place (count × length)."""
    by_key: dict[str, list[Spot]] = {}
    for key, spot in spots:
        by_key.setdefault(key, []).append(spot)
    if not by_key:
        return by_key, [[] for _ in sums]
    inside = [spot for held in by_key.values() for spot in held]
    first = np.array([window.number(spot.start) for spot in inside])
    last = np.array([window.number(spot.end - 1) for spot in inside]) if whole else first
    each = np.where(last >= 0, sums[:, last] - sums[:, first - 1], 0.0)
    edges = np.cumsum([0, *map(len, by_key.values())])[:-1]
    return by_key, np.add.reduceat(each, edges, axis=1).tolist()


def _fields(scores: Floats) -> Iterator[tuple[str, tuple[str, ...], Floats]]:
    """The classes of each field, and their chances for each value (count × classes)."""
    first = 0
    for field, words in FIELDS.items():
        yield field, words, _softmax(scores[:, first : first + len(words)])
        first += len(words)


def _tops(words: tuple[str, ...], chances: Floats) -> tuple[list[str], list[float]]:
    """The likeliest class of each value, and its chance."""
    best = chances.argmax(axis=1)
    return [words[at] for at in best.tolist()], chances[np.arange(len(best)), best].tolist()


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
