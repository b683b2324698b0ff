"""Names that a model proposes, made to fit the contract: bounds, suffixes, titles, one type a name.

What the rules found stays; the model adds names where the rules found none.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from extractor.entities.boundaries import HANGUL, Boundaries, alternation, is_hangul, neighbours
from extractor.entities.candidates import Candidate
from extractor.entities.latin_spelling import end_before_year
from extractor.entities.nouns import CommonNouns
from extractor.entities.organisations import core
from extractor.entities.proposal_parts import ProposalParts
from extractor.entities.proposals import RULE, Proposal
from extractor.lang.entities import EntityTable

_SURNAME = 0.7
_LOWEST = 0.3  # a proposal less sure than this is no evidence for the name elsewhere either
_SURE_LONGER = 0.9  # a proposal as sure as this is the whole of a name of which the rules know a part
_LONGER = 0.5  # ... and one as sure as this where the text writes it more than once
_ACCOUNT = 4  # characters: the shortest names of accounts are longer
_NUMBERED = "".join(map(chr, (*range(0x2460, 0x2500), *range(0x2776, 0x2794))))  # ①, ⑴, ❶
_EDGES = " \t\n\"'“”‘’「」『』《》〈〉<>()[]【】,.·、:;!?…-~/|｜△▲▽▼■□◆◇○●※*&=▶►" + _NUMBERED
# NIM, CET1, B2B: in a Korean text a measure or a technology more often than a company that no table has.
_ACRONYM = re.compile(r"[A-Z&]{1,6}[0-9]?[A-Z]?")
# SH and HK before a code, US behind one: an exchange's.
_MARKET = re.compile(r"(?<=[0-9][.:])[A-Z]{2,3}|[A-Z]{2,3}(?=[ :：.]{0,2}[0-9]{4,6}(?![0-9]))")
_SHORTENED = re.compile(r" (?:Inc|Ltd|Corp|Co)\.\Z")
_NO_PERSON = re.compile("[0-9&+()]")
_LETTER = re.compile(r"[^\W\d_]")


class Recognised:
    """Makes candidates of proposals, in one language. `language` is "ko" or "zh"."""

    def __init__(
        self,
        table: EntityTable,
        bounds: Boundaries,
        language: str,
        is_place: Callable[[str], bool],
        is_platform: Callable[[str, int], bool],
    ) -> None:
        org, person = table.organisation, table.person
        self._is_platform = is_platform
        self._is_place, self._fused = is_place, frozenset(table.boundary.not_after_place)
        self._table, self._bounds, self._language = table, bounds, language
        self._prefix = re.compile(f"{alternation(org.prefixes)}$")
        self._suffix = re.compile(alternation(org.suffixes))
        self._cue = re.compile(f"{alternation(org.cues)} ") if bounds.spaced else None
        self._common = re.compile(alternation((*org.common, *org.suffixes, *org.not_names)))
        self._short_for = tuple(f"{word} " for word in org.short_form) if bounds.spaced else ()
        self._accounts = table.product.accounts
        self._withheld = re.compile(f"[A-Z]{alternation(org.withheld)}")
        self._kinds = tuple(org.kinds)
        self._nouns = CommonNouns(table.nouns)
        self._ends = {"ORG": (*org.endings, *table.nouns.not_after), "LOC": table.nouns.not_after_place}
        titles = alternation((*person.titles, *person.reporters))
        self._title_after = re.compile(f" {titles}$" if bounds.spaced else f" ?{titles}$")
        self._title_before = re.compile(f"^{titles}[:： ]*") if not bounds.spaced else re.compile(f"^{titles} +")
        self._follow = re.compile(alternation(word for word in person.follow if len(word) > 1))
        address = alternation((*person.titles, *person.address))
        self._addressed = re.compile(f" ?{address}(?=[^{HANGUL}]|$|{alternation(table.boundary.particles)})")
        self._stop, self._titles = frozenset(person.stop), frozenset(person.titles)
        place = table.place
        self._places = tuple(word for word in (*place.lines, *place.works) if len(word) > 1)
        self._joins = re.compile(alternation(place.joins)) if place.joins else None
        self._between = ProposalParts(table)
        counted = table.unspaced
        # 六大银行 counts banks.
        self._counted = re.compile(f"[{counted.count}]{counted.counted}") if counted.counted else None
        self._sides = re.compile(f"(?<=..){alternation(place.sides)}\\Z")

    def find(
        self, text: str, proposals: Sequence[Proposal], found: Sequence[Candidate], floors: Mapping[str, float]
    ) -> Iterator[Candidate]:
        """The names that `found` leaves room for, in text order.

        `floors` says how sure the model must be of a name of a type, once in the text; `ko-ORG` goes before `ORG`.
        """
        proposals = proposals if self._bounds.spaced else list(self._between.parted(text, proposals, found))
        fitted = [fit for proposal in self._parted(text, proposals) if (fit := self._fit(text, proposal)) is not None]
        types = _types(text, fitted, found)
        types.update((word, "LOC") for word, type_ in types.items() if type_ == "ORG" and word.endswith(self._places))
        last = {text[p.start : p.end].rpartition(" ")[2] for p in found if p.type == "PERSON"}
        types.update((word, "PERSON") for word in last if types.get(word) == "ORG" and word.isascii())
        called = {text[item.start : item.end] for item in fitted if self._is_platform(text, item.end)}
        types.update((word, "PRODUCT") for word in called if types[word] == "ORG")
        best: dict[str, float] = {}
        for item in fitted:
            word = text[item.start : item.end]
            best[word] = max(best.get(word, 0.0), item.confidence)
        starts = [name.start for name in found]
        for item in fitted:
            word = text[item.start : item.end]
            type_ = types[word]
            floor = floors.get(f"{self._language}-{type_}", floors.get(type_, 1.0))
            first, at = bisect_left(starts, item.start), bisect_left(starts, item.end)
            free = at == 0 or found[at - 1].end <= item.start
            whole = first == 0 or found[first - 1].end <= item.start
            if not free and whole and self._is_longer(text, item, type_, found[first:at]):
                yield Candidate(item.start, item.end, type_, RULE, item.confidence, word)
            elif free and best[word] >= floor and item.confidence >= min(floor, _LOWEST):
                key = core(word, self._table) if type_ == "ORG" else word
                sure = max(item.confidence, floor)
                # A surname alone is the person that was named before, where the rules know that person.
                yield Candidate(item.start, item.end, type_, RULE, min(sure, _SURNAME) if len(word) == 1 else sure, key)

    def _parted(self, text: str, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The proposals, a place that is two (甲桥至乙桥) as two, and without its side (甲河以北)."""
        for item in proposals:
            if item.type != "LOC" or self._joins is None:
                yield item
                continue
            side = self._sides.search(text, item.start, item.end)
            end = side.start() if side else item.end
            join = self._joins.search(text, item.start + 2, end - 2)
            if join is None:
                yield item._replace(end=end)
            else:
                yield item._replace(end=join.start())
                yield item._replace(start=join.end(), end=end)

    def _is_longer(self, text: str, item: Proposal, type_: str, inside: Sequence[Candidate]) -> bool:
        """Whether the proposal is the whole of a name of which the rules found a part: 刘凡 of 刘凡祖.

        `inside` are the names that begin in it.
        """
        word = text[item.start : item.end]
        if len(inside) != 1 or item.type != type_ or type_ not in ("PERSON", "ORG"):
            return False
        part = inside[0]
        if part.type != type_ or part.end > item.end or part.end - part.start == len(word):
            return False
        if self._bounds.spaced and not self._goes_on(word[part.end - item.start :]):
            return False
        if type_ == "PERSON" or (self._bounds.spaced and part.start == item.start):
            return item.confidence >= _SURE_LONGER and part.start - item.start < 2
        before, after = neighbours(text, item.start, item.end)
        return item.confidence >= _LONGER and len(before) > 1 and len(after) > 1

    def _goes_on(self, rest: str) -> bool:
        """Whether what follows the known part may belong to a Korean name: no particle, common noun or department."""
        if not rest.startswith(" "):
            return not rest or not is_hangul(rest[0])
        return not (self._nouns.compose(rest.strip()) or any(sign.isdigit() for sign in rest))

    def _fit(self, text: str, item: Proposal) -> Proposal | None:
        """The proposal with the bounds of a name, None where it cannot be one."""
        start, end, type_, sure = item
        while start < end and text[start] in _EDGES:
            start += 1
        while (
            start < end and text[end - 1] in _EDGES and text[end - 1] != ")" and not _SHORTENED.search(text, start, end)
        ):
            end -= 1
        if text.count("(", start, end) != text.count(")", start, end):
            return None
        end = end_before_year(text, start, end, self._table.unspaced.year)
        if type_ == "PERSON":
            start, end = self._without_titles(text, start, end)
        elif type_ == "ORG":
            start, end = self._with_forms(text, start, end)
        word = text[start:end]
        if type_ == "ORG" and len(word) > _ACCOUNT and word.endswith(self._accounts):
            type_ = "PRODUCT"  # what a bank sells, by its name
        if type_ == "PERSON" and (_NO_PERSON.search(word) or word in self._titles):
            return None
        if not _LETTER.search(word) or "\n" in word or word in self._stop or self._common.fullmatch(word):
            return None
        if self._withheld.fullmatch(word):
            return None
        if type_ == "ORG" and self._counted is not None and self._counted.match(word):
            return None
        if len(word) == 1 and not (type_ == "PERSON" and is_hangul(word) and self._addressed.match(text, end)):
            return None
        if not (self._bounds.begins(text, start) and self._bounds.ends(text, end, place=type_ == "LOC")):
            return None
        if type_ == "ORG" and (word.endswith(self._kinds) or (self._bounds.spaced and _ACRONYM.fullmatch(word))):
            return None
        if self._is_common(word, type_) or (type_ == "ORG" and _is_market(text, start, end)):
            return None
        if type_ == "LOC" and any(word[-n:] in self._fused and self._is_place(word[:-n]) for n in (1, 2)):
            return None  # a thing or a person of the place
        return Proposal(start, end, type_, sure)

    def _is_common(self, word: str, type_: str) -> bool:
        """Whether the word is common nouns alone; an institution and a place may be named by such (해양경찰청)."""
        if type_ == "PERSON":
            return len(word) > 2 and (self._nouns.hold(word) or (len(word) > 3 and self._nouns.compose(word)))
        if type_ == "ORG" and self._nouns.hold(word):
            return not word.endswith(self._table.nouns.not_after)
        return type_ in self._ends and not word.endswith(self._ends[type_]) and self._nouns.compose(word)

    def _without_titles(self, text: str, start: int, end: int) -> tuple[int, int]:
        before = self._title_before.match(text[start:end])
        if before and start + before.end() < end:
            start += before.end()
        after = self._title_after.search(text[start:end])
        if after and after.start():
            end = start + after.start()
        if end - start > 2 and self._follow.match(text, end - 1):
            end -= 1  # the last character begins a longer word: 王晨 in 王晨作报告
        return start, end

    def _with_forms(self, text: str, start: int, end: int) -> tuple[int, int]:
        start += next((len(word) for word in self._short_for if text.startswith(word, start, end)), 0)
        cue = self._cue.match(text, start, end) if self._cue else None
        start = cue.end() if cue else start
        prefix = self._prefix.search(text, max(0, start - 5), start)
        start = prefix.start() if prefix else start
        suffix = self._suffix.match(text, end)
        if suffix and self._bounds.ends(text, suffix.end(), place=False):
            end = suffix.end()
        return start, end


def _is_market(text: str, start: int, end: int) -> bool:
    market = _MARKET.match(text, start)
    return market is not None and market.end() == end


def _types(text: str, fitted: Sequence[Proposal], found: Sequence[Candidate]) -> dict[str, str]:
    """The type of each word: what the rules call it elsewhere, else what the model calls it most surely in all."""
    known = {text[name.start : name.end]: name.type for name in reversed(found)}
    votes: dict[str, dict[str, float]] = {}
    for item in fitted:
        votes.setdefault(text[item.start : item.end], {}).setdefault(item.type, 0.0)
        votes[text[item.start : item.end]][item.type] += item.confidence
    return {word: known.get(word) or max(held, key=lambda type_: (held[type_], type_)) for word, held in votes.items()}
