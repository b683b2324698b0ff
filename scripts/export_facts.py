"""Writes the trained encoder of facts into models/facts as the package reads it: onnx with weights of eight bits.

    python scripts/export_facts.py --model build/facts --out models/facts

The weights of the ranking that was learned with it come from `train_facts.py --model`.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from character_model import SPECIAL, CharacterConfig
from fact_encoder import FactEncoder
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).parents[1]))
from extractor.core.facts import CONCEPTS
from extractor.facts.encoder import CLASSES, FIELDS, SORTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("build/facts"))
    parser.add_argument("--out", type=Path, default=Path("models/facts"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = (options.model / "vocab.txt").read_text("utf-8").split("\n")[:-1]
    model = FactEncoder(CharacterConfig(vocab_size=len(vocabulary)), len(SORTS), len(CONCEPTS) + 1, CLASSES)
    model.load_state_dict(torch.load(options.model / "facts.pt", weights_only=True))
    model.eval()
    target = options.out / "model.onnx"
    row = torch.randint(4, 100, (1, 16))
    blank, counts, values = torch.zeros_like(row), torch.zeros(3, 16, dtype=torch.long), torch.tensor([[1, 2], [3, 4]])
    inputs = {"ids": row, "sorts": blank, "concepts": blank, "orders": counts, "values": values}
    axes = {name: {1: "length"} for name in ("ids", "sorts", "concepts", "orders")}
    axes |= {"values": {0: "count"}, "classes": {0: "count"}, "places": {1: "count", 2: "length"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model, tuple(inputs.values()), str(whole), input_names=list(inputs), output_names=["classes", "places"],
            opset_version=17, dynamic_axes=axes, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    config = {"special": list(SPECIAL), "fields": FIELDS, "sorts": SORTS}
    (options.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")
    shutil.copy(options.model / "vocab.txt", options.out / "vocab.txt")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
