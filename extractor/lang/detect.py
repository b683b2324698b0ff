"""Which language a text is written in, by counting its characters."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.lang.segmenter_table import load_table

_ENOUGH = 10_000  # characters; more would change no answer
_LETTERS = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")  # where the glosses in the other language stand
_WORD_LETTERS = 8  # letters of a foreign word that outweigh one Korean or Chinese character
_KOREAN_SHARE = 0.2  # of Hangul in Hangul and Han: a Korean text may have a Chinese character for every gloss
_FOREIGN_SHARE = 0.1  # of kana in all East Asian characters


@dataclass(frozen=True, slots=True)
class _Scripts:
    korean: re.Pattern[str]
    chinese: re.Pattern[str]
    foreign: re.Pattern[str]
    """Letters of neighbours that write Chinese characters, too."""


def detect(text: str) -> str | None:
    """`ko`, `zh-Hans` or `zh-Hant`; None for another language and for a text with no letters.

    Japanese is None although most of its characters are Chinese ones. Chinese with nothing that tells the
    scripts apart is `zh-Hans`.
    """
    text = text[:_ENOUGH]
    if text.isascii():
        return None
    scripts = _scripts()
    bare = _ASIDE.sub("", text)
    if not _LETTERS.search(bare):
        bare = text
    characters = "".join(scripts.chinese.findall(bare))
    hangul, han = _count(scripts.korean, bare), len(characters)
    if not hangul + han:
        return None
    few = hangul + han < (len(bare) - hangul - han) / _WORD_LETTERS  # whatever the others are, most of them no letters
    if few and hangul + han < (_count(_LETTERS, bare) - hangul - han) / _WORD_LETTERS:
        return None
    foreign = _count(scripts.foreign, "".join(_LETTERS.findall(bare))) if scripts.foreign.search(bare) else 0
    if foreign > _FOREIGN_SHARE * (hangul + han + foreign):
        return None
    if hangul >= _KOREAN_SHARE * (hangul + han):
        return "ko"
    return _script(characters)


def _count(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def _script(characters: str) -> str:
    """The script of Chinese characters: Taiwan's character set has those that Beijing's lacks, and the other way."""
    traditional = len(characters.encode("big5", "ignore"))
    simplified = len(characters.encode("gb2312", "ignore"))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@lru_cache(maxsize=1)
def _scripts() -> _Scripts:
    korean, chinese = load_table("ko").detection, load_table("zh").detection
    neighbours = _class(chinese.foreign)[:-2] + re.escape(chinese.foreign_characters) + "]+"
    return _Scripts(re.compile(_class(korean.letters)), re.compile(_class(chinese.letters)), re.compile(neighbours))


def _class(ranges: tuple[str, ...]) -> str:
    return "[" + "".join(f"{re.escape(pair[0])}-{re.escape(pair[1])}" for pair in ranges) + "]+"
