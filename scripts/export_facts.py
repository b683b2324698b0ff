"""Writes the trained encoder of facts into models/facts as the package reads it: onnx with weights of eight bits.

    python scripts/export_facts.py --model build/facts --out models/facts

The weights of the ranking that was learned with it come from `train_facts.py --model`.
"""

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path

import eight_bits
import torch
from fact_encoder import WIDTH, untrained

sys.path.insert(0, str(Path(__file__).parents[1]))
from extractor.facts.encoder import FIELDS, SORTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("build/facts"))
    parser.add_argument("--out", type=Path, default=Path("models/facts"))
    parser.add_argument("--reads", type=Path, default=Path("models/entities"), help="the model whose states it read")
    options = parser.parse_args()
    model = untrained()
    model.load_state_dict(torch.load(options.model / "facts.pt", weights_only=True))
    states, blank = torch.randn(1, 16, WIDTH).half(), torch.zeros(1, 16, dtype=torch.long)
    counts, values = torch.zeros(3, 16, dtype=torch.long), torch.tensor([[1, 2], [3, 4]])
    inputs = {"states": states, "sorts": blank, "concepts": blank, "orders": counts, "values": values}
    axes = {name: {1: "length"} for name in ("states", "sorts", "concepts", "orders")}
    axes |= {"values": {0: "count"}, "classes": {0: "count"}, "places": {1: "count", 2: "length"}}
    eight_bits.write(model, inputs, ["classes", "places"], axes, options.out / "model.onnx")
    read = sha256((options.reads / "model.onnx").read_bytes()).hexdigest()
    config = {"fields": FIELDS, "sorts": SORTS, "reads": read}
    (options.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
