"""What any model of names gives: names that it proposes, and where the models of this package lie."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from extractor.core.character_encoder import States
from extractor.core.models import model_folder

DEFAULT_MODEL = "entities"
RULE = "model"  # what mentions say that the model alone proposes


class Proposal(NamedTuple):
    """A name that a model proposes, in the text that it was given."""

    start: int
    end: int
    type: str
    confidence: float


class Proposed(NamedTuple):
    """What a model read: names in text order, which share no character, and the states of each character of the text
    (length × width), None of a model that has none or is not asked for them."""

    names: list[Proposal]
    states: States | None = None


class NameModel(Protocol):
    """Reads names without rules. The same text and stretches give the same proposals, bit for bit."""

    floors: dict[str, float]

    def read(self, text: str, stretches: Sequence[tuple[int, int]]) -> Proposed:
        """Names within the stretches. `text` is in simplified characters."""


@lru_cache(maxsize=2)
def load_model(name: str, *, states: bool = False) -> NameModel:
    """The model of a name in `models/`, of a folder, or of a checkpoint on a hub; the same object at every call.

    `states` is whether it shall give the states behind the names, if it is one of ours.
    A folder with `model.onnx` is one of ours; any other is read as a transformers token classifier. Raises
    `MissingPackageError` where a package that it needs is not installed, and `ModelError` where it cannot be read.
    """
    folder = model_folder(name)
    if folder is not None:
        from extractor.entities.model import CharacterModel

        return CharacterModel(folder, states=states)
    from extractor.entities.checkpoint import CheckpointModel

    return CheckpointModel(name)


def is_proposed(rule: str | None) -> bool:
    """Whether a name's `rule` says that only the model proposes it: a value is not given up for such a name."""
    return rule is not None and rule.partition(".")[0] == RULE


def names_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The names `(start, end, type)` that the tags `O`, `B-X`, `I-X` say; an I that continues nothing begins a name."""
    start, held = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, type_ = tag.partition("-")
        if held and (type_ != held or prefix == "B"):
            yield start, at, held
            held = ""
        if type_ and not held:
            start, held = at, type_
