"""Writes the mean of taggers that were trained one from the other, which reads better than each of them.

python scripts/mean_tagger.py build/long/tagger.pt build/gold/tagger.pt --out build/mean/tagger.pt
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("taggers", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(path, weights_only=True) for path in options.taggers]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({name: sum(state[name] for state in states) / len(states) for name in states[0]}, options.out)


if __name__ == "__main__":
    main()
