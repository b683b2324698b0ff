"""Writes the trained encoder of facts into models/facts as the package reads it: onnx with weights of eight bits. The
checkpoint stays beside it, with numbers of 16 bits, for `train_fact_encoder.py --start`.

    python scripts/export_facts.py --model build/facts --out models/facts
    python scripts/export_facts.py --model build/facts18 build/facts17 --shares .65 .35

Several checkpoints, of which each went on from the one before, are averaged.

The weights of the ranking that was learned with it come from `train_facts.py --model`.
"""

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path

import eight_bits
import torch
from fact_encoder import SIZE, WIDTH, Places, Values, untrained

sys.path.insert(0, str(Path(__file__).parents[1]))
from extractor.facts.encoder import FIELDS, SORTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, nargs="+", default=[Path("build/facts")])
    parser.add_argument("--shares", type=float, nargs="+", default=[1.0], help="of the checkpoints, in all 1")
    parser.add_argument("--out", type=Path, default=Path("models/facts"))
    parser.add_argument("--reads", type=Path, default=Path("models/entities"), help="the model whose states it read")
    options = parser.parse_args()
    model = untrained()
    parts = [torch.load(folder / "facts.pt", weights_only=True) for folder in options.model]
    if len(parts) != len(options.shares):
        parser.error("--shares wants a number for each folder of --model")
    shared = list(zip(parts, options.shares, strict=True))
    model.load_state_dict({name: sum(part[name] * share for part, share in shared) for name in parts[0]})
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({name: numbers.half() for name, numbers in model.state_dict().items()}, options.out / "facts.pt")
    blank = torch.zeros(1, 16, dtype=torch.long)
    inputs = {"states": torch.randn(1, 16, WIDTH).half(), "sorts": blank, "concepts": blank}
    axes = {**{name: {1: "length"} for name in inputs}, "places": {0: "length"}}
    eight_bits.write(Places(model), inputs, ["places"], axes, options.out / "model.onnx")
    places, values = torch.randn(16, SIZE), torch.tensor([[1, 2], [3, 4]])
    inputs = {"places": places, "concepts": blank[0], "orders": blank.expand(3, 16), "values": values}
    axes = {"places": {0: "length"}, "concepts": {0: "length"}, "orders": {1: "length"}, "values": {0: "count"}}
    axes |= {"classes": {0: "count"}, "pointed": {1: "count", 2: "length"}}
    eight_bits.write(Values(model), inputs, ["classes", "pointed"], axes, options.out / "values.onnx")
    read = sha256((options.reads / "model.onnx").read_bytes()).hexdigest()
    config = {"fields": FIELDS, "sorts": SORTS, "reads": read}
    (options.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
