"""Writes the trained encoder of facts into models/facts as the package reads it: onnx with weights of eight bits.

    python scripts/export_facts.py --model build/facts --out models/facts

The weights of the ranking that was learned with it come from `train_facts.py --model`.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

import eight_bits
import torch
from character_model import SPECIAL, read_vocabulary
from fact_encoder import untrained

sys.path.insert(0, str(Path(__file__).parents[1]))
from extractor.facts.encoder import FIELDS, SORTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("build/facts"))
    parser.add_argument("--out", type=Path, default=Path("models/facts"))
    options = parser.parse_args()
    _, vocabulary = read_vocabulary(options.model)
    model = untrained(len(vocabulary))
    model.load_state_dict(torch.load(options.model / "facts.pt", weights_only=True))
    row = torch.randint(4, 100, (1, 16))
    blank, counts, values = torch.zeros_like(row), torch.zeros(3, 16, dtype=torch.long), torch.tensor([[1, 2], [3, 4]])
    inputs = {"ids": row, "sorts": blank, "concepts": blank, "orders": counts, "values": values}
    axes = {name: {1: "length"} for name in ("ids", "sorts", "concepts", "orders")}
    axes |= {"values": {0: "count"}, "classes": {0: "count"}, "places": {1: "count", 2: "length"}}
    eight_bits.write(model, inputs, ["classes", "places"], axes, options.out / "model.onnx")
    config = {"special": list(SPECIAL), "fields": FIELDS, "sorts": SORTS}
    (options.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")
    shutil.copy(options.model / "vocab.txt", options.out / "vocab.txt")


if __name__ == "__main__":
    main()
