"""Whether a word is nothing but common nouns in a row: what a model takes for a company often is a Korean compound."""

import re
from functools import lru_cache

from extractor.entities.boundaries import alternation
from extractor.lang.entities import Nouns


class CommonNouns:
    """The common nouns of a language, with the syllables that go before and after them in compounds."""

    def __init__(self, table: Nouns) -> None:
        self._whole = frozenset((*table.words, *table.whole))
        self._words, self._before, self._after = frozenset(table.words), table.before, table.after
        self._letters = re.compile(alternation(table.letters))
        self._longest = max(map(len, self._words), default=0)
        self.compose = lru_cache(maxsize=4096)(self._compose)

    def hold(self, word: str) -> bool:
        """Whether the word is one common noun."""
        return word in self._whole

    def _compose(self, word: str) -> bool:
        """Whether the word is common nouns in a row, letters of a trade before them left aside (AI산업)."""
        if word in self._whole:
            return True
        letters = self._letters.match(word)
        start = letters.end() if letters else 0
        if len(word) - start < 2:
            return False
        reached = {start, start + 1} if word[start] in self._before else {start}
        for at in range(start, len(word)):
            if at not in reached:
                continue
            for end in range(at + 2, min(len(word), at + self._longest) + 1):
                if word[at:end] in self._words:
                    reached.update((end, end + 1) if word[end : end + 1] in self._after else (end,))
        return len(word) in reached
