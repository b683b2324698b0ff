"""The models that come with the package, on the CPU: where they lie, how they see characters, the door to onnxruntime.

They read the folded text character by character, so that offsets need no thought; an unknown one is a character, too.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.core.errors import MissingPackageError, ModelError

Numbers = npt.NDArray[np.int64]


class Characters:
    """The number of each character, from `vocab.txt`: a character a line, the special words first."""

    def __init__(self, folder: Path, special: Sequence[str]) -> None:
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
        self.pad, self.unknown, self.separator = (special.index(word) for word in ("[PAD]", "[UNK]", "[SEP]"))
        self._table = np.full(0x110000, self.unknown, dtype=np.int16)
        for number, character in enumerate(words[len(special) :], len(special)):
            self._table[ord(character)] = number

    def numbers(self, text: str) -> Numbers:
        """The numbers of the characters of a text."""
        return self._table[np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)].astype(np.int64)


def session(path: Path) -> Any:
    """An onnxruntime session of one thread. Raises `ModelError` where the file is no model."""
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
