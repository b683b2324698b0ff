"""Measures what facts cost: each article is read in turn without and with them, as a busy machine then slows both.

    python scripts/facts_cost.py [--chars N]

Reads ../shared/news where it lies beside the project, else the articles of corpora/samples, repeated. Prints for each
language the microseconds a character without facts, with facts by words alone and with all of them, and the share of
the time that facts take; times are the processor's, of each article the best of three (the first of all loads tables
and models).
"""

import argparse
from functools import partial
from typing import Any

from benchmark import DAY, LANGUAGES, articles, seconds

import extractor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chars", type=int, default=100_000, help="characters of news for each language")
    options = parser.parse_args()
    settings: list[dict[str, Any]] = [{"facts": False}, {"encoder": False}, {}]
    readers = [extractor.load(segmenter="none", **setting) for setting in settings]
    for lang in LANGUAGES:
        texts = articles(lang, options.chars)
        reads = [partial(reader.extract, lang=lang, published_at=DAY) for reader in readers]
        spent = [0.0 for _ in reads]
        for text in texts:
            turns = [[seconds(read, [text]) for read in reads] for _ in range(3)]
            spent = [total + min(once) for total, once in zip(spent, zip(*turns, strict=True), strict=True)]
        without, by_words, whole = (total / sum(map(len, texts)) * 1e6 for total in spent)
        print(f"{lang}  {without:.1f}  {by_words:.1f}  {whole:.1f}  {1 - without / whole:.1%}")


if __name__ == "__main__":
    main()
