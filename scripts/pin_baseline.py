"""Pins the floors of corpora/baseline.json to what the reader scores on corpora/gold now.

    python scripts/pin_baseline.py [--allow-regression --reason "why a floor may sink"]

A floor rises by itself. One that would sink, or whose mentions have left the corpus, is refused without
--allow-regression and a reason, which the file keeps; exit status 1 then, and nothing is written.
"""

import argparse
import sys
from pathlib import Path

from extractor.core.errors import ExtractorError
from extractor.evaluation.corpus import AnnotatedArticle, read_articles, read_corpus
from extractor.evaluation.floors import dump, floor_names, pin, read_baseline
from extractor.evaluation.scorecard import score_corpus
from extractor.pipeline import Extractor, Failure

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """The exit status: 1 where the floors may not be pinned."""
    parser = argparse.ArgumentParser(description="Pin the floors to the present scores.")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpora" / "gold")
    parser.add_argument("--baseline", type=Path, default=ROOT / "corpora" / "baseline.json")
    parser.add_argument("--allow-regression", action="store_true", help="let floors sink, with a --reason")
    parser.add_argument("--reason", default="", help="why they may; kept in the file")
    options = parser.parse_args(arguments)
    if options.allow_regression and not options.reason.strip():
        parser.error("--allow-regression needs a --reason")
    try:
        gold = read_corpus([options.corpus])
        found: list[AnnotatedArticle] = []
        for outcome in read_articles(gold, Extractor(segmenter="none")):
            if isinstance(outcome, Failure):
                print(f"an article could not be read: {outcome.what}: {outcome.why}", file=sys.stderr)
                return 1
            found.append(outcome)
        old = read_baseline(options.baseline) if options.baseline.exists() else None
        path = _relative(options.corpus, options.baseline.parent)
        card = score_corpus(gold, found)
        new = pin(card, path, old, allow_regression=options.allow_regression, reason=options.reason)
    except ExtractorError as error:
        print(error, file=sys.stderr)
        return 1
    options.baseline.write_text(dump(new), encoding="utf-8", newline="\n")
    before = old.floors if old else {}
    for lang, kind in floor_names(new):
        was, now = before.get(lang, {}).get(kind), new.floors[lang][kind]
        if was != now:
            print(f"{lang} {kind}: {'-' if was is None else was} -> {now}")
    print(f"{options.baseline}: {len(floor_names(new))} floors over {len(gold)} articles")
    return 0


def _relative(path: Path, folder: Path) -> str:
    path, folder = path.resolve(), folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
