"""Counts the glosses of names that give one entity: a Korean or Latin name with its Chinese characters in a bracket.

    python scripts/check_glosses.py [FILE]

FILE has lines of JSON with `text`, by default ../shared/news/glosses.jsonl. A gloss is a bracket with Chinese
characters right behind a word, and is found by its shape alone, not by the reader. It is right where a mention that
ends or begins at the word before the bracket and a mention of the characters inside are mentions of one entity. Prints
those that are not, and the count; exit status 1 below nine in ten.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import extractor
from extractor.core.records import Record

FILE = Path(__file__).resolve().parents[2] / "shared" / "news" / "glosses.jsonl"
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
GLOSS = re.compile(rf"(?<=[\uac00-\ud7a3A-Za-z])\((?P<inside>[^()]*[{HAN}][^()]*)\)")
PIECE = re.compile(rf"[{HAN}]+(?:[A-Za-z]+)?")
WANTED = 0.9


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    reader = extractor.load()
    right = total = 0
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        record = reader.extract(row["text"], lang=row.get("lang"))
        for at, start, end in glosses(row["text"]):
            total += 1
            if joined(record, at, start, end):
                right += 1
            else:
                print(f"{row.get('id')}: {row['text'][max(0, at - 12) : end + 6]}")
    print(f"{right} of {total} glosses are one entity with the name before them")
    sys.exit(right < WANTED * total)


def glosses(text: str) -> Iterator[tuple[int, int, int]]:
    """Where the bracket stands, and where the first run of Chinese characters in it begins and ends."""
    for found in GLOSS.finditer(text):
        piece = PIECE.search(text, found.start("inside"), found.end("inside"))
        if piece is not None and piece.end() - piece.start() > 1:
            yield found.start(), piece.start(), piece.end()


def joined(record: Record, at: int, start: int, end: int) -> bool:
    """Whether the name at the bracket `at` and the characters from `start` to `end` are mentions of one entity."""
    inside = {m.entity for m in record.mentions if m.entity and m.start <= start and end <= m.end}
    before = {m.entity for m in record.mentions if m.entity and m.start < at <= m.end and m.end < end}
    around = {m.entity for m in record.mentions if m.entity and m.start < at and end < m.end}
    return bool(inside & before) or bool(around)


if __name__ == "__main__":
    main()
