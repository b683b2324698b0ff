"""Writes the weights of a shipped model back as a checkpoint that training can go on from.

    python scripts/restore_model.py --model models/entities --out build/shipped

The checkpoint of names is too large to be kept; the eight bits of the shipped model are, and what rounding took is made
good in the first hundred steps. `tagger.pt` is for `train_entities.py --start`, its folder for
`train_encoder.py --start` and for `--encoder`. (The encoder of facts keeps its checkpoint: `models/facts/facts.pt`.)
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from character_model import CharacterConfig, read_vocabulary
from onnx import numpy_helper
from tagger import Tagger


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("models/entities"))
    parser.add_argument("--out", type=Path, default=Path("build/shipped"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    said = json.loads((options.model / "config.json").read_text("utf-8"))
    weights = dequantised(onnx.load(options.model / "model.onnx").graph)
    weights["chain"] = np.array(said["transitions"], np.float32)
    _, vocabulary = read_vocabulary(options.model)
    model = Tagger(CharacterConfig(vocab_size=len(vocabulary)))
    model.load_state_dict({key: torch.from_numpy(found(weights, key)) for key in model.state_dict()})
    torch.save(model.state_dict(), options.out / "tagger.pt")
    model.encoder.save_pretrained(options.out)
    shutil.copy(options.model / "vocab.txt", options.out / "vocab.txt")


def found(weights: dict[str, np.ndarray], key: str) -> np.ndarray:
    """The weights of a name in the checkpoint, whatever the export calls them."""
    for name in (key, key.removeprefix("encoder."), f"encoder.{key}"):
        if name in weights:
            return np.array(weights[name])
    raise SystemExit(f"the model has no weights called {key}")


def dequantised(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """Every weight by its name in the model, as 32 bits; a linear layer's is found by the node that multiplies."""
    kept = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    linear = {
        node.input[1].removesuffix("_quantized"): node.name.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
        for node in graph.node
        if node.op_type == "MatMulInteger"
    }
    out = {}
    for name, values in kept.items():
        if name.endswith(("_scale", "_zero_point")):
            continue
        plain = name.removesuffix("_quantized")
        if plain != name:
            values = (values.astype(np.float32) - kept[f"{plain}_zero_point"]) * kept[f"{plain}_scale"]
        if plain in linear:
            plain, values = f"{linear[plain]}.weight", values.T
        out[plain] = values
    return out


if __name__ == "__main__":
    main()
