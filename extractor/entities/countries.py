"""Countries of one syllable, where that syllable stands for the country: 中美, 在美, 미 대선."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from extractor.entities.boundaries import HAN, HANGUL, Boundaries, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.known import KnownNames
from extractor.entities.words import Words
from extractor.lang.entity_places import Country

CONFIDENCE = 0.85


class ShortCountries:
    """Finds them by the words around; a syllable alone says nothing."""

    def __init__(self, country: Country, known: KnownNames, bounds: Boundaries, spaced: bool) -> None:
        self._ids = country.syllables
        self._known, self._bounds, self._spaced = known, bounds, spaced
        signs = f"[{re.escape(country.separators)}]?"
        pairs = "|".join(signs.join(pair) for pair in sorted(country.pairs, key=lambda pair: (-len(pair), pair)))
        right = "" if not country.not_pair_after else f"(?!{alternation(country.not_pair_after)})"
        left = f"(?<![{HANGUL}])" if spaced else f"(?<![{country.not_before}])"
        self._pairs = re.compile(f"{left}(?:{pairs}){right}")
        self._pair_tail = re.compile(f"{alternation(country.pair_after)}|[^{HANGUL}]|$") if spaced else None
        self._relation_ids = country.relations
        gap = " ?" if spaced else ""
        follow = f"{gap}{alternation(country.relation_after)}"
        parted = f"[{re.escape(country.separators)}]".join  # 북·미 is no continent
        relations = f"{alternation(country.relations)}(?={follow})"
        if spaced:
            relations = f"{relations}|(?:{'|'.join(map(parted, sorted(country.relations)))})"
        self._relations = re.compile(f"{left}(?:{relations})") if country.relations else None
        evident = f"([{''.join(country.evident)}])" if country.evident else "(?!)"
        self._evident_before = re.compile(f"{evident}(?=({alternation(country.evident_before)}))")
        told = f"(?<![{HAN}]){evident}(?=({alternation(country.evident_told)}))"
        self._evident = {**country.evident, **country.evident_only_toward}
        evident = f"([{''.join(self._evident)}])" if self._evident else "(?!)"
        toward = (
            f"(?<={alternation(country.evident_toward)}){evident}(?=([^{HAN}]|$|{alternation(country.toward_what)}))"
        )
        self._evident_patterns = (self._evident_before, re.compile(told), re.compile(toward))
        # 对华芯片封锁, 将赴美出席: the dictionary shows that the syllable begins no word.
        headed = f"(?<={alternation(country.before)})([{country.abroad}])" if country.abroad else "(?!)"
        self._abroad = re.compile(headed)
        self._any_relation = re.compile(f"{left}({alternation(country.relations)}){right}")
        heads = f"(?<![^\n。!?《“ :;)])([{country.headline}])(?=[{HAN}]{{2}})" if country.headline else "(?!)"
        self._headline = re.compile(heads)
        self._province_ids = country.provinces
        syllable = f"[{''.join(country.provinces)}]"
        follow = alternation(country.province_after)
        self._provinces = (
            (
                re.compile(f"(?<![{HAN}])({syllable}{{2,8}})(?={alternation(country.provinces_after)})"),
                re.compile(
                    f"{alternation(country.province_before)}({syllable}{{2,8}})(?={alternation(country.provinces_after)})"
                ),
                re.compile(
                    f"{alternation(country.province_before)}([{country.province_alone}])(?={follow}|[^{HAN}A-Za-z0-9]|$)"
                ),
            )
            if country.provinces
            else ()
        )
        gap = " ?" if spaced else ""
        after = alternation(country.after)
        left = f"(?<![{HANGUL}{HAN}0-9])" if spaced else f"(?<![{country.not_before}])"
        fused = f"(?!{alternation(country.not_fused)})" if country.not_fused else ""
        # 美德英等国: what follows shows that each is one.
        listed = f"(?<![{country.not_before}])([{country.leading}]{{2,8}})(?={alternation(country.listed_after)})"
        self._listed = re.compile(listed) if country.listed_after else None
        self._leading = re.compile(f"{left}{fused}([{country.leading}]){gap}{after}{right}")
        self._heads = re.compile(f"{left}([{country.leading}])(?={gap}[{HANGUL}{HAN}])")
        self._lone = re.compile(f"(?<![{HAN}{HANGUL}0-9(])([{country.lone}])(?![{HAN})])") if country.lone else None
        standing = f"(?<![{HANGUL}{HAN}A-Za-z0-9])([{country.standing}])(?= [{HANGUL}])"
        self._standing = re.compile(standing) if country.standing else None
        self._preceded = None
        if country.preceded:
            follow = f"{gap}{alternation(country.preceded_after)}"
            alone = "" if spaced else f"|[^{HAN}]|$"
            begins = f"(?<![{HANGUL}])" if spaced else ""
            self._preceded = re.compile(
                f"{begins}{alternation(country.before)}([{country.preceded}])(?={follow}{alone})"
            )
        self._facing = None
        if spaced:  # 한-체코, 체코·한 양국
            names, syllable = alternation(known.countries()), f"[{re.escape(country.facing)}]"
            joint = f"[{re.escape(country.separators)}]"
            self._facing = re.compile(f"(?<![{HANGUL}])({syllable})(?={joint}{names})" if country.facing else "(?!)")

    def find(self, text: str) -> Iterator[Candidate]:
        """The countries, and the ORG that one makes with an institution after it (미 법무부)."""
        for match in self._pairs.finditer(text):
            if self._pair_tail is None or self._pair_tail.match(text, match.end()):
                for at in range(match.start(), match.end()):
                    if text[at] in self._ids:
                        yield self._country(text, at, "country-pair")
        for match in self._relations.finditer(text) if self._relations is not None else ():
            syllables = "".join(filter(str.isalpha, match[0]))
            places = (at for at in range(*match.span()) if text[at].isalpha())
            for at, kb_id in zip(places, self._relation_ids[syllables], strict=True):
                yield Candidate(at, at + 1, "LOC", "country-pair", CONFIDENCE, f"kb:{kb_id}")
        for match in self._listed.finditer(text) if self._listed is not None else ():
            for at in range(*match.span(1)):
                yield self._country(text, at, "country-pair")
        for provinces in self._provinces:
            for match in provinces.finditer(text):
                for at in range(*match.span(1)):
                    key = f"kb:{self._province_ids[text[at]]}"
                    yield Candidate(at, at + 1, "LOC", "country-pair", CONFIDENCE, key)
        for rule, pattern in (
            ("country-before", self._leading), ("country-after", self._preceded), ("country-alone", self._lone),
            ("country-before", self._standing), ("country-pair", self._facing),
        ):  # fmt: skip
            if pattern is not None:
                for match in pattern.finditer(text):
                    yield self._country(text, match.start(1), rule)
        for match in self._heads.finditer(text):
            if self._known.is_place(text[match.start() : match.start() + 2]):
                continue  # 美国会 is 美国 and 会 as often as 美 and 国会
            yield from self._known.institution(text, match.start(1), match.end(1), self._ids[match[1]])

    def evident(self, text: str, present: Set[str], words: Words) -> Iterator[Candidate]:
        """Syllables that stand for a country only because the article names it: 黎以, 乌方, 对伊制裁.

        `present` are the ids of the places that the text names.
        """
        for match in self._any_relation.finditer(text):
            ids = self._relation_ids[match[1]]
            named = all(kb_id in present or text[at] in self._ids for at, kb_id in enumerate(ids, match.start(1)))
            if named and any(kb_id in present for kb_id in ids) and _is_whole(words, *match.span(1)):
                for at, kb_id in enumerate(ids, match.start(1)):
                    yield Candidate(at, at + 1, "LOC", "country-pair", CONFIDENCE, f"kb:{kb_id}")
        for pattern in self._evident_patterns:
            for match in pattern.finditer(text):
                at, named_ids = match.start(1), [kb_id for kb_id in self._evident[match[1]] if kb_id in present]
                one = words.over(at + 1) in (None, (at, match.end(2)))  # 乌方 is a word of the dictionary
                over = words.over(match.end(2))  # 贸易谈判 of 对伊贸易谈判 is one word
                if (
                    named_ids
                    and one
                    and words.over(at) is None
                    and (over is None or over[0] == at + 1 < match.end(2) - 1)
                ):
                    yield Candidate(at, at + 1, "LOC", "country-before", CONFIDENCE, f"kb:{named_ids[0]}")
        for match in self._abroad.finditer(text):
            at = match.start(1)
            whole = words.over(at) == (at - 1, at + 1)  # 访华 is a word
            if words.over(at + 1) is None and (whole or (words.over(at) is None and words.at(at + 1))):
                yield self._country(text, at, "country-after")
        for match in self._headline.finditer(text):
            at = match.start(1)
            if self._ids[text[at]] in present and words.over(at + 1) is None and words.begins(at + 1):
                yield self._country(text, at, "country-before")

    @staticmethod
    def without_relations(names: Iterable[Candidate], countries: Sequence[Candidate]) -> Iterator[Candidate]:
        """The names, no continent (북미) where two countries stand."""
        pairs = {item.start for item in countries if item.rule == "country-pair"}
        for name in names:
            if not (name.type == "LOC" and name.end - name.start == 2 and {name.start, name.end - 1} <= pairs):
                yield name

    def _country(self, text: str, at: int, rule: str) -> Candidate:
        return Candidate(at, at + 1, "LOC", rule, CONFIDENCE, f"kb:{self._ids[text[at]]}")


def _is_whole(words: Words, start: int, end: int) -> bool:
    """Whether no word reaches over either end of a pair of syllables."""
    return words.over(start) is None and words.over(end) is None
