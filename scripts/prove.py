"""Writes values in every shape that papers use and reads them back: the proof by generation.

    python scripts/prove.py [--cases N] [--seed N] [--shape WORD] [--show N]

The shapes are those of tests/generation; each gets the same number of cases, N in all. Misses are printed by shape, the
first few of each. The exit status is 1 where a shape misses that tests/generation/pending.py does not list.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from generation import PENDING, misread, shapes


def main(arguments: list[str]) -> int:
    """The exit status: 1 where a shape misses that ought to be read."""
    parser = argparse.ArgumentParser(description="Writes values in every shape that papers use and reads them back.")
    parser.add_argument("--cases", type=int, default=100_000, help="cases in all")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other values")
    parser.add_argument("--shape", default="", help="only the shapes whose name holds this")
    parser.add_argument("--show", type=int, default=2, help="misses shown of each shape")
    options = parser.parse_args(arguments)
    chosen = [shape for shape in shapes() if options.shape in shape.name]
    each = -(-options.cases // max(1, len(chosen)))
    started, wrong, pending = time.monotonic(), 0, 0
    for shape in chosen:
        chance = Random(f"{options.seed} {shape.name}")
        misses = [miss for _ in range(each) if (miss := misread(shape.case(chance))) is not None]
        if misses:
            known = shape.name in PENDING
            wrong, pending = wrong + (not known) * len(misses), pending + known * len(misses)
            print(f"{shape.name}: {len(misses)} of {each} missed{' (pending)' if known else ''}")
            for miss in misses[: options.show]:
                print(f"    {miss}")
    spent = time.monotonic() - started
    print(f"{len(chosen)} shapes, {each * len(chosen):,} cases, {spent:.0f} s")
    print(f"{wrong} missed, and {pending} of shapes that are known to miss")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
