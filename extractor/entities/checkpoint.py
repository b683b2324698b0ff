"""Any transformers checkpoint that classifies tokens, in place of the package's model: the door to torch.

Slower than the package's own model by far without a GPU; for users who have a model of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from extractor.core.errors import MissingPackageError, ModelError
from extractor.core.windows import Window, windows
from extractor.entities.proposals import Proposal, Proposed, names_of

_BATCH = 16
_LONGEST = 400  # characters: fewer than the 512 tokens that such models read, for hardly a token is half a character
_OVERLAP = 80
_FLOOR = 0.5
# The usual names of types, in upper case, as ours.
_TYPES: Mapping[str, str] = {
    "PER": "PERSON", "PERSON": "PERSON", "PS": "PERSON", "NAME": "PERSON", "NR": "PERSON",
    "ORG": "ORG", "OG": "ORG", "ORGANIZATION": "ORG", "COMPANY": "ORG", "GOVERNMENT": "ORG", "NT": "ORG",
    "LOC": "LOC", "LC": "LOC", "LOCATION": "LOC", "GPE": "LOC", "ADDRESS": "LOC", "SCENE": "LOC", "FAC": "LOC",
    "NS": "LOC", "PRODUCT": "PRODUCT", "PRD": "PRODUCT", "GAME": "PRODUCT", "AF": "PRODUCT", "INDEX": "INDEX",
}  # fmt: skip


class CheckpointModel:
    """Proposes names by a token classifier in a folder or on a hub; its labels are read as our types by their names."""

    def __init__(self, name: str) -> None:
        try:
            self._torch, transformers = import_module("torch"), import_module("transformers")
        except ImportError as error:
            raise MissingPackageError(
                f'the model {name!r} needs transformers: pip install "kozh-extractor[transformers]" ({error})'
            ) from error
        try:
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(name, use_fast=True)
            self._model: Any = transformers.AutoModelForTokenClassification.from_pretrained(name).eval()
        except (OSError, ValueError) as error:
            raise ModelError(f"model {name!r} is no folder here and cannot be had from a hub: {error}") from error
        self._labels = [_tag(self._model.config.id2label[i]) for i in range(self._model.config.num_labels)]
        self.floors = dict.fromkeys(_TYPES.values(), _FLOOR)

    def read(self, text: str, stretches: Sequence[tuple[int, int]]) -> Proposed:
        """Names within the stretches; see `NameModel.read`."""
        tags, sure = ["O"] * len(text), [0.0] * len(text)
        cut = list(windows(stretches, _LONGEST, _OVERLAP))
        for at in range(0, len(cut), _BATCH):
            batch = cut[at : at + _BATCH]
            read = [text[window.start : window.end] for window in batch]
            given = self._tokenizer(
                read, return_tensors="pt", padding=True, truncation=True, return_offsets_mapping=True
            )
            spots = given.pop("offset_mapping").tolist()
            with self._torch.inference_mode():
                chances = self._model(**given).logits.softmax(-1)
            best = chances.argmax(-1).tolist()
            heights = chances.max(-1).values.tolist()
            for row, window in enumerate(batch):
                for (start, end), number, height in zip(spots[row], best[row], heights[row], strict=True):
                    for place, tag in _spread(self._labels[number], window, start, end):
                        tags[place], sure[place] = tag, height
        out = []
        for start, end in stretches:
            for first, last, type_ in names_of(tags[start:end]):
                out.append(Proposal(start + first, start + last, type_, min(sure[start + first : start + last])))
        return Proposed(out)


def _spread(tag: str, window: Window, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The tag of each character of a token, for the characters that the window answers for."""
    for at in range(window.start + start, window.start + end):
        if window.first <= at < window.last:
            yield at, tag if at == window.start + start else tag.replace("B-", "I-", 1)


def _tag(label: str) -> str:
    """A label of the checkpoint as `B-` or `I-` and one of our types, else O: `B-PER`, `PER-B`, `LOC`."""
    parts = label.upper().replace("_", "-").split("-")
    type_ = next((_TYPES[part] for part in parts if part in _TYPES), None)
    begins = any(part in ("B", "S", "U") for part in parts)
    return "O" if type_ is None else f"{'B' if begins else 'I'}-{type_}"
