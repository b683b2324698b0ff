"""Writes the weights of models/entities back as a tagger and an encoder that training can go on from.

    python scripts/restore_tagger.py --model models/entities --out build/shipped

Checkpoints are too large to be kept; the eight bits of the shipped model are, and what rounding took is made good in
the first hundred steps. `tagger.pt` is for `train_entities.py --start`, the folder for `train_encoder.py --start` and
for `--encoder`.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from character_model import CharacterConfig
from onnx import numpy_helper
from tagger import Tagger


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("models/entities"))
    parser.add_argument("--out", type=Path, default=Path("build/shipped"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = (options.model / "vocab.txt").read_text("utf-8").split("\n")[:-1]
    tagger = Tagger(CharacterConfig(vocab_size=len(vocabulary)))
    weights = dequantised(onnx.load(options.model / "model.onnx").graph)
    transitions = json.loads((options.model / "config.json").read_text("utf-8"))["transitions"]
    weights["chain"] = np.array(transitions, np.float32)
    tagger.load_state_dict({name: torch.from_numpy(np.array(weights[name])) for name in tagger.state_dict()})
    torch.save(tagger.state_dict(), options.out / "tagger.pt")
    tagger.encoder.save_pretrained(options.out)
    shutil.copy(options.model / "vocab.txt", options.out / "vocab.txt")


def dequantised(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """Every weight by its name in the tagger, as 32 bits; a linear layer's is found by the node that multiplies."""
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
