"""Count the common nouns of Korean running text, for extractor/lang/ko/nouns.toml.

usage: count_nouns.py TEXT.txt.gz NOUNS.toml

A word is one that konlpy's Mecab calls a common noun three times or more, a proper noun at most a quarter as often,
and that is no name of the knowledge base. TEXT has one paragraph a line; every second one of the first 18 million
characters is read.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from extractor.entities.knowledge import load_knowledge_base
from extractor.lang.segment import load_segmenter

_CHARACTERS, _OFTEN, _LINE = 9_000_000, 3, 330
_HANGUL = re.compile("[\uac00-\ud7a3]{2,}")
_HEAD = "# Common nouns, counted by scripts/count_nouns.py: a name that only a model knows is none of these.\n"


def counted(path: str) -> tuple[Counter[str], Counter[str]]:
    """How often each word is a common noun and a proper one."""
    segmenter = load_segmenter("konlpy", "ko")
    common: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    read = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 2):
            read += len(line)
            if read > _CHARACTERS:
                break
            for token in segmenter.tokens(line):
                word = line[token.start : token.end]
                common[word] += token.pos == "NNG"
                proper[word] += token.pos == "NNP"
    return common, proper


def rows(words: list[str]) -> Iterator[str]:
    """The words as lines of a TOML list."""
    line = " "
    for word in words:
        if len(line) > _LINE:
            yield line
            line = " "
        line += f' "{word}",'
    yield line


def main(source: str, target: str) -> None:
    """Write the words of `source` to `target`."""
    common, proper = counted(source)
    kb = load_knowledge_base()
    words = sorted(
        word
        for word, often in common.items()
        if often >= _OFTEN and proper[word] * 4 <= often and _HANGUL.fullmatch(word) and kb.lookup(word) is None
    )
    body = "\n".join(rows(words))
    Path(target).write_text(f"{_HEAD}whole = [\n{body}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
