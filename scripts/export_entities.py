"""Writes the trained tagger into models/entities as the package reads it: onnx with weights of eight bits.

    python scripts/export_entities.py --tagger build/entities/tagger.pt --encoder build/encoder --out models/entities

The temperature that makes the chances honest and the floors that a name must reach are measured by
scripts/evaluate_entities.py and kept when a new model is written over an old one.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parents[1]))
import eight_bits
from character_model import SPECIAL, CharacterConfig, read_vocabulary
from entity_sets import LONGEST, TAGS
from tagger import Tagger

# Chosen on KLUE dev, MSRA test, CLUENER dev and by reading what the model adds to news: about four of five are right.
FLOORS = {
    "ko-PERSON": 0.9, "ko-ORG": 0.85, "ko-LOC": 0.85, "ko-PRODUCT": 0.999,
    "zh-PERSON": 0.7, "zh-ORG": 0.68, "zh-LOC": 0.6, "zh-PRODUCT": 0.7,
}  # fmt: skip


class Shown(Tagger):
    """The tagger with the states that the encoder of facts reads: those behind the second layer, and the last."""

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The scores of the tags, and the states (rows × length × twice the size), of 16 bits as many are kept."""
        depths = self.encoder.depths(ids)
        return self.tags(depths[-1]).float(), torch.cat((depths[1], depths[-1]), dim=-1).half()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagger", type=Path, default=Path("build/entities/tagger.pt"))
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"))
    parser.add_argument("--out", type=Path, default=Path("models/entities"))
    parser.add_argument("--full", action="store_true", help="keep weights of 32 bits")
    options = parser.parse_args()
    state = torch.load(options.tagger, weights_only=True)
    _, vocabulary = read_vocabulary(options.encoder)
    model = Shown(CharacterConfig(vocab_size=len(vocabulary)))
    model.load_state_dict(state)
    example = {"ids": torch.randint(4, 100, (2, 16))}
    axes = {name: {0: "rows", 1: "length"} for name in ("ids", "scores", "states")}
    eight_bits.write(model, example, ["scores", "states"], axes, options.out / "model.onnx", options.full)
    config_file = options.out / "config.json"
    old = json.loads(config_file.read_text("utf-8")) if config_file.exists() else {}
    config = {
        "special": list(SPECIAL),
        "tags": list(TAGS),
        "longest": LONGEST,
        "overlap": 60,
        "temperature": old.get("temperature", 1.0),
        "floors": old.get("floors", FLOORS),
        "transitions": [[round(x, 4) for x in row] for row in model.transitions().tolist()],
    }
    config_file.write_text(json.dumps(config, indent=1) + "\n", "utf-8")
    shutil.copy(options.encoder / "vocab.txt", options.out / "vocab.txt")


if __name__ == "__main__":
    main()
