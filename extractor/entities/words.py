"""Words of a dictionary as witnesses of where a Chinese name may begin and end: 海航 is no name in 出海航运.

A text without spaces holds short names by accident. Where a dictionary's word reaches over the end of a name, the name
is most often the accident: in 300 annotated articles each known name that began inside such a word was one, and so was
nearly each proposal of the model that ended inside one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from extractor.entities.boundaries import is_han
from extractor.entities.proposals import Proposal
from extractor.lang.entities import EntityTable
from extractor.lang.rjieba_door import dictionary_words, word_class

_SHORT = 3  # characters: a longer name is no accident
_COMMON = "n"
_FOREIGN = frozenset({"nr", "nrt"})
_PROPER = frozenset({"ns", "nr", "nrt", "nz", "nt", "j"})


class Words:
    """The dictionary's words of one folded text."""

    def __init__(
        self, text: str, is_name: Callable[[str], bool], is_place: Callable[[str], bool], table: EntityTable
    ) -> None:
        self._text, self._is_name, self._nouns = text, is_name, table.boundary.nouns
        self._is_known_place, org = is_place, table.organisation
        self._trades = frozenset((*org.tails, *org.kin, *org.suffixes, *org.endings, *org.institutions))
        self._before_countries = frozenset(table.country.before)
        words = [(start, end) for start, end in dictionary_words(text) if is_han(text[start]) and is_han(text[end - 1])]
        self._starts, self._ends = [start for start, _ in words], [end for _, end in words]

    def over(self, at: int) -> tuple[int, int] | None:
        """The word that reaches over a place, None where none does."""
        index = bisect_right(self._starts, at - 1) - 1
        return (self._starts[index], self._ends[index]) if index >= 0 and self._ends[index] > at else None

    def begins(self, at: int) -> bool:
        """Whether a word begins at a place."""
        index = bisect_left(self._starts, at)
        return index < len(self._starts) and self._starts[index] == at

    def at(self, at: int) -> tuple[int, int] | None:
        """The word that begins at a place."""
        index = bisect_left(self._starts, at)
        return (at, self._ends[index]) if index < len(self._starts) and self._starts[index] == at else None

    def before(self, at: int) -> tuple[int, int] | None:
        """The word that ends at a place."""
        index = bisect_left(self._ends, at)
        return (self._starts[index], at) if index < len(self._ends) and self._ends[index] == at else None

    def is_proper(self, start: int, end: int) -> bool:
        """Whether a word of the text is a proper noun."""
        return word_class(self._text[start:end]) in _PROPER

    def stem(self, at: int, plain: str) -> int:
        """Where the name begins that stands before a place: a proper noun, or two to four characters of no word.

        Characters of `plain` are in no such name. -1 where no name stands there.
        """
        word = self.before(at)
        if word is not None:
            # The dictionary knows the second half of many a foreign name: 马|卡斯号.
            half = word_class(self._text[word[0] : at]) in _FOREIGN and self._is_single(word[0] - 1, plain)
            return word[0] if self.is_proper(*word) and not half else -1
        start = at
        while start > at - 4 and start and is_han(self._text[start - 1]) and self._text[start - 1] not in plain:
            if self.before(start) is not None:
                break
            start -= 1
        return start if at - start > 1 else -1

    def is_place(self, start: int, end: int) -> bool:
        """Whether a word of the text is a place, or the transcription of a foreign name."""
        return word_class(self._text[start:end]) in ("ns", "nrt")

    def is_town(self, start: int, end: int) -> bool:
        """Whether a word of the text is a place, and no transcription."""
        return word_class(self._text[start:end]) == "ns"

    def is_common(self, word: str) -> bool:
        """Whether the dictionary has it as a word that is no proper noun."""
        return word_class(word) not in ("", *_PROPER)

    def _is_single(self, at: int, plain: str) -> bool:
        """Whether a character of no word stands at a place, other than those of `plain`."""
        return at >= 0 and is_han(self._text[at]) and self._text[at] not in plain and self.before(at + 1) is None

    def _without_word(self, item: Proposal) -> Proposal:
        last = self.before(item.end) if item.type == "ORG" else None
        if last is None or last[0] - item.start < 2:
            return item
        name, word = self._text[item.start : last[0]], self._text[slice(*last)]
        plain = self.is_common(word) and word not in self._trades
        known = plain and self._is_name(name) and not self._is_known_place(name)
        return item._replace(end=last[0]) if known and self.at(item.start) == (item.start, last[0]) else item

    def begins_inside(self, start: int, end: int) -> bool:
        """Whether a name begins inside a word whose first part is no name of its own (上海浦东新区)."""
        word = self.over(start)
        if word is None or self._is_name(self._text[word[0] : start]):
            return False
        if word[1] >= end:
            return True
        if self.over(end) is not None or self.before(end) == (word[1], end):
            return end - start <= _SHORT  # 出海|航运, 其中|石油: both halves are words
        # 追上|台积电, 对华|为: the dictionary lacks the name, and what it takes for a word is no witness.
        return end - start == 2 and self._text[word[0]] not in self._before_countries

    def is_noun(self, start: int, end: int) -> bool:
        """Whether the name is the beginning of a longer common noun: 亚洲 of 亚洲象."""
        word = self.over(end)
        if word is None or word[0] != start or self._text[end : word[1]] in self._nouns:
            return False
        return word_class(self._text[word[0] : word[1]]) == _COMMON

    def cut(self, start: int, end: int) -> bool:
        """Whether what is known as a name is a piece of another word here."""
        return self.begins_inside(start, end) or self.is_noun(start, end)

    def ends_inside(self, end: int) -> bool:
        """Whether a name ends inside a word that is no name with a noun of that kind behind it (北京政府)."""
        word = self.over(end)
        return word is not None and self._text[end : word[1]] not in self._nouns

    def refuses(self, start: int, end: int, *, person: bool, known: bool = False) -> bool:
        """Whether a name that a model proposes cuts a word; of one that a rule found, only its beginning counts."""
        if self.begins_inside(start, end):
            return True
        over = None if known or not self.ends_inside(end) else self.over(end)
        # Given names are any words, and so meet the next word by chance: 林为贵|在.
        return over is not None and not (person and over[0] > start)

    def sound(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The proposals that cut no word; a long one that is whole elsewhere may end in one (某某科技报6元).

        One that is a known name and a common word is that name: 中兴贡献.
        """
        proposals = [self._without_word(item) for item in proposals]
        whole = {self._text[item.start : item.end] for item in proposals if not self.ends_inside(item.end)}
        for item in proposals:
            word = self._text[item.start : item.end]
            again = len(word) > _SHORT and word in whole and not self.begins_inside(item.start, item.end)
            if again or not self.refuses(item.start, item.end, person=item.type == "PERSON"):
                yield item
