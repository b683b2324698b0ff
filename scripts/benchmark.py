"""Measures how fast values are read, on one core, beside the peers that read a part of it.

    python scripts/benchmark.py [--chars N] [--peer-chars N] [--largest N] [--no-peers]

Reads ../shared/news where it lies beside the project, else the articles of corpora/samples, repeated. Four tables: the
speed of values alone (`load(entities=False, segmenter="none")`, with the record that is made of them); that of whole
records, and without facts or the model of names; how the time grows when a text doubles; hostile texts, and what
doubling them costs. The peers read the same articles in the same process: JioNLP's money and time the Chinese half,
konlpy's Mecab the Korean half. JioNLP is no dependency: `pip install jionlp` (Apache-2.0). Times are the processor's,
the better of two. The exit status is 1 where doubling a text more than trebles its time.
"""

import argparse
import gzip
import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import extractor
from extractor.core.records import Article
from extractor.ingest import IngestOptions, read_path

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "news"
SAMPLES = ROOT / "corpora" / "samples"
LANGUAGES = ("ko", "zh")
DAY = "2020-01-01"
LINES = {
    "ko": "한빛전자는 지난 14일 매출이 1조 2,345억원으로 전년 동기보다 3∼5% 늘었다고 2016년 6월 20일 밝혔다. ",
    "zh": "华澜科技14日表示，去年第三季度营收12.3亿元，同比增长三成至四成，员工超过5000人。",
}
STEEP = 3.0  # doubling a text costs twice the time; more than this is no straight line
SHORT = 0.02  # seconds below which a ratio says nothing
LONG = 8.0  # seconds above which a text is read once

Read = Callable[[str], object]


def articles(lang: str, chars: int) -> list[str]:
    """Texts of one language, about `chars` characters in all."""
    path = NEWS / f"{lang}.jsonl.gz"
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts: Iterable[str] = [json.loads(line)["text"] for line in lines]
    else:
        found = [a for p in sorted(SAMPLES.iterdir()) for a in read_path(p, IngestOptions()) if isinstance(a, Article)]
        ex = extractor.load(entities=False, segmenter="none")
        texts = cycle(a.text for a in found if ex.read(a).lang.startswith(lang))
    taken, total = [], 0
    for text in texts:
        if total >= chars:
            break
        taken.append(text)
        total += len(text)
    return taken


def seconds(read: Read, texts: Sequence[str]) -> float:
    """Seconds of this processor that reading the texts takes."""
    started = time.process_time()
    for text in texts:
        read(text)
    return max(time.process_time() - started, 1e-9)


def steadily(read: Read, text: str) -> float:
    """The better of two times for a text, as a short one shows what else the machine does; of a long one, its time."""
    once = seconds(read, [text])
    return min(once, seconds(read, [text])) if once < LONG else once


def rate(read: Read, texts: Sequence[str]) -> float:
    """Characters a second, after a first text that loads the tables; the better of two passes."""
    read(texts[0])
    return sum(map(len, texts)) / min(seconds(read, texts) for _ in range(2))


def jionlp() -> Read | None:
    """JioNLP's money and time; None, and why on standard error, where it is not installed."""
    try:
        import jionlp as peer
    except ImportError as error:
        print(f"JioNLP is not measured: pip install jionlp ({error})", file=sys.stderr)
        return None

    logging.disable()  # it logs a trace of each phrase that it cannot parse

    def read(text: str) -> object:
        return peer.ner.extract_money(text), peer.ner.extract_time(text)

    return read


def mecab() -> Read | None:
    """konlpy's Mecab with its dictionary; None, and why on standard error, where it is not installed."""
    from extractor.core.errors import MissingPackageError
    from extractor.lang.konlpy_door import MecabSegmenter

    try:
        tagger: Any = MecabSegmenter()._tagger  # konlpy's own, without the offsets that the door adds
    except MissingPackageError as error:
        print(f"konlpy is not measured: {error}", file=sys.stderr)
        return None
    return lambda text: tagger.pos(text)


PEERS: dict[str, tuple[str, Callable[[], Read | None]]] = {
    "ko": ("konlpy's Mecab alone", mecab),
    "zh": ("JioNLP, money and time", jionlp),
}


def hostile(lang: str, largest: int) -> dict[str, Callable[[float], str]]:
    """Texts that a careless pattern dies of, as functions of a size from 0 to 1."""
    million, line = min(1_000_000, largest), LINES[lang]
    hundred_million = "억" if lang == "ko" else "亿"
    units = {
        "1": ("1", million),
        hundred_million: (hundred_million, million),
        "1 and 10^12": ("1조 " if lang == "ko" else "1兆 ", min(100_000, largest)),
        "a list of ones": ("1, ", min(100_000, largest)),
        "nested brackets": ("(", million),
        "one line of news": (line, largest // len(line)),
    }
    return {
        name: (lambda size, unit=unit, count=count: closed(unit * max(1, int(count * size))))
        for name, (unit, count) in units.items()
    }


def closed(text: str) -> str:
    """The text, with a closing bracket for each that it opens."""
    return text + ")" * len(text) if text.startswith("((") else text


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table of which all columns but the first are numbers."""
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    print(f"\n{title}")
    for row in [heads, *rows]:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))))


def speeds(ex: extractor.Extractor, chars: int, peer_chars: int, peers: bool) -> None:
    """Prints characters a second by language, and how many times the peer's that is."""
    rows = []
    for lang in LANGUAGES:
        texts = articles(lang, chars)
        ours = rate(lambda text, lang=lang: ex.extract(text, lang=lang, published_at=DAY), texts)
        rows.append([f"{lang}: values alone", f"{sum(map(len, texts)):,}", f"{ours:,.0f}", ""])
        name, load = PEERS[lang]
        peer = load() if peers else None
        if peer is not None:
            part = articles(lang, peer_chars)
            theirs = rate(peer, part)
            ratio = rate(lambda text, lang=lang: ex.extract(text, lang=lang, published_at=DAY), part) / theirs
            rows.append([f"{lang}: {name}", f"{sum(map(len, part)):,}", f"{theirs:,.0f}", f"{ratio:.1f}"])
    table("speed", ["", "characters", "characters/s", "ours : theirs"], rows)


def parts(chars: int) -> None:
    """Prints what names, the model and facts cost: whole records, in characters a second."""
    settings: dict[str, dict[str, Any]] = {
        "everything": {},
        "no facts": {"facts": False},
        "facts by words": {"encoder": False},
        "no model": {"model": None},
        "neither": {"model": None, "facts": False},
    }
    rows = []
    for lang in LANGUAGES:
        texts = articles(lang, chars)
        for name, chosen in settings.items():
            ex = extractor.load(segmenter="none", **chosen)
            rows.append([f"{lang}: {name}", f"{rate(lambda t, ex=ex: ex.extract(t, published_at=DAY), texts):,.0f}"])
    table("whole records", ["", "characters/s"], rows)


def growth(ex: extractor.Extractor, chars: int) -> list[float]:
    """Prints what doubling an article costs; the ratios that say something."""
    rows, ratios = [], []
    for lang in LANGUAGES:
        text, last = "\n\n".join(articles(lang, chars)), 0.0
        for size in (len(text) // part for part in (8, 4, 2, 1)):
            spent = steadily(lambda t, lang=lang: ex.extract(t, lang=lang, published_at=DAY), text[:size])
            ratios += [spent / last] if last > SHORT else []
            rows.append([lang, f"{size:,}", f"{size / spent:,.0f}", f"{spent / last:.2f}" if last > SHORT else ""])
            last = spent
    table("one article of growing length", ["", "characters", "characters/s", "time × at double"], rows)
    return ratios


def hostility(ex: extractor.Extractor, largest: int) -> list[float]:
    """Prints what hostile texts cost, and doubled ones; the ratios that say something."""
    rows, ratios = [], []
    for lang in LANGUAGES:
        for name, make in hostile(lang, largest).items():
            half, full = make(0.5), make(1.0)
            once, twice = (
                steadily(lambda t, lang=lang: ex.extract(t, lang=lang, published_at=DAY), text) for text in (half, full)
            )
            ratio = f"{twice / once:.2f}" if once > SHORT else ""
            ratios += [twice / once] if once > SHORT else []
            rows.append([f"{lang}: {name}", f"{len(full):,}", f"{len(full) / twice:,.0f}", ratio])
    table("hostile texts", ["", "characters", "characters/s", "time × at double"], rows)
    return ratios


def main(arguments: list[str]) -> int:
    """The exit status: 1 where the time of some text grows faster than the text."""
    parser = argparse.ArgumentParser(description="How fast values are read, on one core, beside the peers.")
    parser.add_argument("--chars", type=int, default=1_000_000, help="characters of news for each language")
    parser.add_argument("--peer-chars", type=int, default=200_000, help="characters of news for each peer")
    parser.add_argument("--largest", type=int, default=10_000_000, help="characters of the longest hostile text")
    parser.add_argument("--no-peers", action="store_true", help="measure no peers")
    options = parser.parse_args(arguments)
    ex = extractor.load(entities=False, segmenter="none")
    for lang, text in (("ko", "지난해 3억원"), ("zh", "去年3亿元")):
        ex.extract(text, lang=lang)  # loads the tables
    print(f"articles: {'../shared/news' if NEWS.exists() else 'corpora/samples, repeated'}")
    speeds(ex, options.chars, options.peer_chars, not options.no_peers)
    parts(options.peer_chars)
    ratios = growth(ex, options.chars) + hostility(ex, options.largest)
    steepest = max(ratios, default=0.0)
    print(f"\nsteepest: doubling a text costs {steepest:.2f} times the time")
    return 1 if steepest > STEEP else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
