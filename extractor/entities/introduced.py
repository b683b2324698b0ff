"""Organisations that the text introduces: by a person with a title behind the name, a code, a word of what they are.

A company that nobody knows is named with words around it that only a company has. One such place is enough to find
the name; the text's other mentions of it are then found by the word itself.
"""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, HANGUL, alternation, neighbours
from extractor.entities.candidates import Candidate
from extractor.entities.latin_spelling import end_before_year
from extractor.entities.nouns import CommonNouns
from extractor.lang.entities import EntityTable

_LATIN = r"(?<![A-Za-z0-9&.-])[A-Z][A-Za-z0-9&.-]{1,20}(?: [A-Z][A-Za-z0-9&.-]{1,20}){0,2}(?![A-Za-z0-9])"


class ChineseIntroduced:
    """Finds `某某云创始人刘凡`, `某某资讯分析师刘凡`, `厂商某某云`, `证券简称：某某药业`, `某某科技宣布`."""

    def __init__(self, table: EntityTable) -> None:
        org, person = table.organisation, table.person
        surname = alternation(person.surnames)
        titles = alternation((*person.titles, *org.heads, *org.analysts))
        tails, breaks = alternation(org.tails), alternation(org.breaks)
        left = f"(?:(?<![{HAN}A-Za-z0-9])|(?<={alternation(w for w in org.breaks if len(w) == 1)}))"
        # A title is searched for first, and the words before it from there: a search for any words would be slow.
        self._title = re.compile(f"({titles})(?={surname}[{HAN}])")
        self._before = re.compile(f"{left}[{HAN}]{{2,10}}\\Z")
        self._heads = frozenset(org.heads)
        self._tail = re.compile(tails)
        self._tailed = re.compile(f"({tails})(?=[^{HAN}A-Za-z]|{alternation(org.told)})")
        self._stem = re.compile(f"{left}[{HAN}]{{2,4}}\\Z")
        self._labelled = re.compile(f"{alternation(org.labels)}[: ]{{1,2}}([{HAN}]{{2,6}})(?![{HAN}])")
        self._cued = re.compile(f'{alternation(org.leads)}["“「]?([{HAN}]{{2,6}})')
        self._latin = re.compile(f"{alternation((*org.leads, *org.cues))}(?=[A-Za-z&. -]{{0,9}}[a-z])({_LATIN})")
        self._year = table.unspaced.year  # OclaroInc2017年: the digits are no part of the name
        self._plain_latin = frozenset(org.plain_latin)
        self._plain = org.plain
        self._breaks = re.compile(breaks)
        self._common = re.compile(f"{alternation(org.common)}$")
        self._parts, self._parts_of_name = org.departments, org.departments_of_name
        self._not_begun = org.not_begun

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The organisations, cut to what the text shows of their bounds. A known one needs no introduction."""
        taken = {item.start for item in known if item.type == "ORG"}
        for match in self._labelled.finditer(text):
            yield _org(match.start(1), match.end(1), match[1], "org-label", 0.9)
        for match in self._title.finditer(text):
            words = self._before.search(text, max(0, match.start() - 10), match.start())
            size = self._size(text, words, match[1]) if words and words.start() not in taken else 0
            if words and size:
                yield _org(words.start(), words.start() + size, words[0][:size], "org-officer", 0.8)
        for match in self._tailed.finditer(text):
            stem = self._stem.search(text, max(0, match.start() - 4), match.start())
            if stem is None or stem[0].startswith(self._plain) or not self._is_name(stem[0] + match[1]):
                continue
            if self._is_told(text, stem.start(), match.end()):
                yield _org(stem.start(), match.end(), stem[0] + match[1], "org-tail", 0.7)
        for match in self._cued.finditer(text):
            size = 0 if match.start(1) in taken else self._repeated(text, match.start(1), match.end(1))
            if size and self._is_name(match[1][:size]):
                yield _org(match.start(1), match.start(1) + size, match[1][:size], "org-cue", 0.7)
        for match in self._latin.finditer(text):
            start, end = match.start(1), end_before_year(text, *match.span(1), self._year)
            if text[start:end] not in self._plain_latin:
                yield _org(start, end, text[start:end], "org-cue-latin", 0.7)

    def _size(self, text: str, before: re.Match[str], title: str) -> int:
        """How much of the words before a title is the organisation's name; 0 where nothing is."""
        words = before[0]
        if words.startswith(self._plain):
            return 0
        ends = [found.end() for found in self._tail.finditer(words) if found.end() >= 4]
        if ends:
            rest = words[ends[-1] :]
            whole = not rest or (rest.endswith(self._parts) and not rest.startswith(self._parts_of_name))
            return ends[-1] if whole and self._is_name(words[: ends[-1]]) else 0
        known = title in self._heads and 3 <= len(words) <= 4 and self._is_name(words)
        return len(words) if known and len(neighbours(text, *before.span())[1]) > 1 else 0

    def _is_name(self, word: str) -> bool:
        return not (word.startswith(self._not_begun) or self._common.search(word) or self._breaks.search(word))

    def _is_told(self, text: str, start: int, end: int) -> bool:
        """Whether the word stands in several neighbourhoods."""
        before, after = neighbours(text, start, end)
        return len(after) > 2 and len(before) > 1

    def _repeated(self, text: str, start: int, end: int) -> int:
        for last in range(end, start + 2, -1):
            before, after = neighbours(text, start, last)
            if len(before) > 1 and len(after) > 1 and any(not sign.isalpha() for sign in before):
                return last - start
        return 0


class KoreanIntroduced:
    """Finds `새길반도체(012345)`, `업체 초록상자가` with `초록상자 관계자`: a word that is treated as a company."""

    def __init__(self, table: EntityTable) -> None:
        org, boundary = table.organisation, table.boundary
        # What follows a name is searched for first, and the name from there: a search for any word would be slow.
        self._word = re.compile(f"(?<![{HANGUL}A-Za-z0-9&])[{HANGUL}A-Za-z&][{HANGUL}A-Za-z0-9&]{{1,11}}\\Z")
        market = alternation(org.labels)
        self._code = re.compile(f"\\((?:{market}|[A-Z]+)?[:· ]*(?:A|KS|KQ)?[0-9]{{6}}(?![0-9])")
        particles = alternation(boundary.particles)
        tail_nouns = alternation(boundary.nouns)
        stem = f"([{HANGUL}A-Za-z&]{{2,11}}?)(?:{particles})(?=[^{HANGUL}A-Za-z0-9]|$)"
        self._led = re.compile(f"{alternation((*org.leads, *org.sure_leads))} [‘'“\"]?{stem}")
        self._sure = re.compile(f"{alternation(org.sure_leads)} [‘'“\"]?$")
        same = f"(?:{table.product.same})?" if table.product.same else ""
        self._quoted = re.compile(
            f"(?<![{HANGUL}]){alternation(org.quoted)}{same} ?[‘'“\"]"
            f"([{HANGUL}A-Za-z][{HANGUL}A-Za-z0-9&. ]{{1,14}}?)(?:\\([^()\\n]{{1,30}}\\))?[’'”\"]"
        )
        # ‘초록숲 참사 특별수사단(특수단)’: quotes hold a name of several words where its last is an institution's.
        self._whole = re.compile(
            f"[‘'“\"]([{HANGUL}A-Za-z0-9·][{HANGUL}A-Za-z0-9· ]{{1,24}}{alternation(org.quoted_endings)})"
            f"(?:\\([^()\\n]{{1,20}}\\))?[’'”\"]"
        )
        told = alternation(org.told)
        tail = f"(?:{alternation(boundary.nouns)})?(?:{particles})?(?=[^{HANGUL}]|$)"
        self._told = re.compile(f" (?={told}{tail})")
        self._common = re.compile(f"{alternation(org.common)}$")
        named = f"(?:[{HANGUL}]{{2,6}}?|[A-Z][A-Za-z&]{{1,15}})"
        ends = f"(?=(?:{particles}){{0,2}}(?:[^{HANGUL}A-Za-z]|$))"
        self._lawyers = re.compile(f"({alternation(org.lawyers)} (?!{alternation(org.not_lawyers)}){named}){ends}")
        self._foreign = re.compile(
            f"(?<![{HANGUL}A-Za-z0-9&])([{HANGUL}]{{2,8}}|[A-Z][A-Za-z&]{{1,12}}) {alternation(org.foreign)}"
            f"(?=(?:{tail_nouns})?(?:{particles}){{0,2}}(?:[^{HANGUL}A-Za-z]|$))"
        )
        self._nouns = CommonNouns(table.nouns)
        self._declined = re.compile(f"..{alternation(boundary.particles)}$")
        self._not_foreign = frozenset(org.not_foreign)
        self._plain = frozenset((*org.plain, *table.person.stop))
        self._plain_end = re.compile(f"{alternation(org.plain_endings)}$")

    def find(self, text: str) -> Iterator[Candidate]:
        """The organisations. A code is enough; a word of what it is needs one of what it has (주가, 지분) elsewhere."""
        for match in self._code.finditer(text):
            word = self._word_before(text, match.start())
            if word is not None:
                yield _org(*word.span(), word[0], "org-stock-code", 0.9)
        for match in self._lawyers.finditer(text):
            yield _org(match.start(1), match.end(1), match[1], "org-lawyers", 0.8)
        for match in self._quoted.finditer(text):
            if self._is_name(match[1]) and not self._nouns.compose(match[1]) and not self._declined.search(match[1]):
                yield _org(match.start(1), match.end(1), match[1], "org-quoted", 0.8)
        for match in self._whole.finditer(text):
            yield _org(match.start(1), match.end(1), match[1], "org-quoted", 0.8)
        for match in self._foreign.finditer(text):
            if self._is_foreign(match[1]):
                yield _org(match.start(), match.end(), match[0], "org-two-words", 0.65)
        led: dict[str, list[tuple[int, int]]] = {}
        for match in self._led.finditer(text):
            if self._is_name(match[1]):
                led.setdefault(match[1], []).append(match.span(1))
        told: dict[str, list[tuple[int, int]]] = {}
        for match in self._told.finditer(text) if led else ():
            word = self._word_before(text, match.start())
            if word is not None and word[0] in led:
                told.setdefault(word[0], []).append(word.span())
        for name, places in led.items():
            if name in told or any(self._is_again(text, start, end) for start, end in places):
                for start, end in (*places, *told.get(name, ())):
                    yield _org(start, end, name, "org-told", 0.7)

    def _word_before(self, text: str, end: int) -> re.Match[str] | None:
        return self._word.search(text, max(0, end - 13), end)

    def _is_foreign(self, word: str) -> bool:
        """Whether the first of two words is a name: no common noun, no word with an ending, none of a list."""
        if not self._is_name(word) or word in self._not_foreign or self._nouns.compose(word):
            return False
        return self._declined.search(word) is None

    def _is_again(self, text: str, start: int, end: int) -> bool:
        """Whether what the word is leaves no doubt, and the text writes it again before something else."""
        if end - start < 3 or not self._sure.search(text, max(0, start - 8), start):
            return False
        return len(neighbours(text, start, end)[1]) > 1

    def _is_name(self, word: str) -> bool:
        return not (word in self._plain or self._plain_end.search(word) or self._common.search(word))


def _org(start: int, end: int, name: str, rule: str, confidence: float) -> Candidate:
    return Candidate(start, end, "ORG", rule, confidence, name)
