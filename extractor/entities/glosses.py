"""Gloss pairs: a name and its other name in brackets, 한글(漢字), 漢字(한글), 한글(English, 漢字).

Both sides are one thing, even where the knowledge base knows neither: its type then comes from a title, a
suffix or a neighbour in a list, and without such evidence the pair is left alone: most glosses in brackets
explain a common word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.entities.boundaries import HAN, HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import KnowledgeBase
from extractor.entities.transliteration import readings
from extractor.lang.entities import EntityTable

_BRACKET = re.compile(r"\(([^()\n]{1,48})\)")
_LEFT = re.compile(f"[{HANGUL}]+$|[{HAN}]+$|[A-Za-z][A-Za-z0-9&.]*$")
_TICKER = re.compile(r"\d{4,6}(?:\.[A-Z]{2})?$|[A-Z]{1,5}(?:\.[A-Z]{1,2})+$|[A-Z]{2,4}[.:] ?\d{4,6}$")
_HAN_PART = re.compile(f"[{HAN}]{{2,12}}(?:[A-Z0-9]{{1,6}})?$")
_HANGUL_PART = re.compile(f"[{HANGUL}]{{2,12}}(?: [{HANGUL}]{{1,8}})?$")
_LATIN_PART = re.compile(r"(?!.*\.[a-z])[A-Za-z][A-Za-z0-9&.'’ -]{1,40}$")
_ACRONYM = re.compile(r"[A-Z]{2,5}$")
_LATIN_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z]\.?)?(?:[ -][A-Z]?[a-z]+){1,2}$")


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a gloss, in the folded text."""

    start: int
    end: int
    script: str  # ko, zh, en


@dataclass(frozen=True, slots=True)
class Pair:
    """A gloss that was understood: the candidates of all its sides, the name itself first."""

    sides: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Bracket:
    left: Part
    parts: tuple[Part, ...]
    close: int
    age: bool
    ticker: bool


class Glosses:
    """Finds the gloss pairs of a folded text."""

    def __init__(
        self, kb: KnowledgeBase, own: EntityTable, zh: EntityTable, title: re.Pattern[str], *, spaced: bool
    ) -> None:
        self._kb, self._title, self._spaced = kb, title, spaced
        gloss = own.gloss
        self._split = re.compile(f"[{re.escape(gloss.separators)}]")
        # 37세, and the years of a life
        self._age = re.compile(f"(?:\\d{{1,3}}{alternation(gloss.age)}|1[0-9]{{3}} ?[~∼–-] ?(?:[12][0-9]{{3}})?)$")
        self._not_names = frozenset(gloss.not_names)
        self._products = re.compile(f" ?{alternation(gloss.products)}") if gloss.products else None
        self._cue = re.compile(f"{alternation(own.organisation.cues)} ?$")
        self._own_org = re.compile(f"{alternation(own.organisation.endings)}$")
        endings = (*zh.organisation.endings, *zh.organisation.suffixes, *zh.gloss.organisations)
        self._org = re.compile(f"..+?{alternation(endings)}$")
        self._common = re.compile(f"{alternation(zh.organisation.common)}$")
        self._place = re.compile(f"..+{alternation(zh.place.endings)}$")
        self._place_after = re.compile(alternation(gloss.places))
        self._loose_surname = re.compile(f"(?<![{HANGUL}])({alternation(own.person.surnames)}) $")
        self._surname = re.compile(alternation(zh.person.surnames))

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Pair]:
        """The pairs, with a type from the knowledge base, a found name, or evidence beside the bracket."""
        ends = {item.end: item for item in known}
        brackets = [b for match in _BRACKET.finditer(text) if (b := self._read(text, match, ends)) is not None]
        typed: dict[int, tuple[str, str, float]] = {}
        for index, bracket in enumerate(brackets):
            decided = self._from_names(text, bracket, ends)
            if decided is None and self._spaced:
                decided = self._from_evidence(text, bracket)
            if decided is not None:
                typed[index] = decided
        for index, bracket in enumerate(brackets):
            decided = typed.get(index) or self._from_list(text, brackets, typed, index)
            if decided is not None:
                yield self._pair(text, bracket, ends, *decided)

    def _read(self, text: str, match: re.Match[str], ends: Mapping[int, Candidate]) -> _Bracket | None:
        at = match.start()
        before = at - 1 if at and text[at - 1] in "」』”’\"'》" else at
        item = ends.get(before)
        if item is not None:
            left = Part(item.start, item.end, _script(text[item.start]))
        else:
            found = _LEFT.search(text, max(0, at - 16), at) if self._spaced else None
            if found is None or (len(found[0]) < 2 and _script(found[0]) != "ko"):
                return None
            left = Part(found.start(), found.end(), _script(found[0][0]))
        parts, age, ticker = self._parts(text, match.start(1), match[1], left.script)
        if all(part.script == left.script for part in parts):
            return None  # nothing but more words of the same script: 생산국(중국) is no gloss
        return _Bracket(left, tuple(parts), match.end(), age, ticker)

    def _parts(self, text: str, start: int, inner: str, left: str) -> tuple[list[Part], bool, bool]:
        parts: list[Part] = []
        age = ticker = False
        for at, piece in self._pieces(start, inner):
            if self._age.match(piece):
                age = True
            elif _TICKER.match(piece):
                ticker = True
            elif _HAN_PART.match(piece) and piece not in self._not_names:
                parts.append(Part(at, at + len(piece), "zh"))
            elif _HANGUL_PART.match(piece):
                parts.append(Part(at, at + len(piece), "ko"))
            elif _LATIN_PART.match(piece):
                parts.append(Part(at, at + len(piece), "en"))
            else:
                return [], False, False
        return [part for part in parts if part.script != left or part.script == "ko"], age, ticker

    def _pieces(self, start: int, inner: str) -> Iterator[tuple[int, str]]:
        at = 0
        for piece in self._split.split(inner):
            bare = piece.strip()
            offset = start + at + len(piece) - len(piece.lstrip())
            words = bare.split(" ")
            scripts = [_script(word[:1]) for word in words]
            if len(words) > 1 and "zh" in scripts and len(set(scripts)) > 1:  # 比亞迪 002594.SZ, 騰訊 텐센트
                for word in words:
                    if word:
                        yield offset, word
                    offset += len(word) + 1
            else:
                yield offset, bare
            at += len(piece) + 1

    def _from_names(self, text: str, bracket: _Bracket, ends: Mapping[int, Candidate]) -> tuple[str, str, float] | None:
        """The type and key where either side is a name already."""
        left = ends.get(bracket.left.end)
        han = any(part.script == "zh" for part in bracket.parts)
        entries = {e.id: e for part in bracket.parts if (e := self._kb.lookup(text[part.start : part.end]))}
        if len(entries) > 1:
            return None  # a list of things, not one thing's names
        entry = next(iter(entries.values()), None)
        if left is None:
            entry = entry or self._kb.lookup(text[bracket.left.start : bracket.left.end])
            sure = entry is not None and (han or not self._is_acronym(text, bracket))
            return (entry.type, f"kb:{entry.id}", 0.93) if entry is not None and sure else None
        if entry is not None:
            if left.kb_id not in (None, entry.id):
                if left.type == entry.type and han:
                    return left.type, left.key, 0.9
                same = han and {left.type, entry.type} == {
                    "ORG",
                    "PRODUCT",
                }  # one row for the firm, one for its service
                return (entry.type, f"kb:{entry.id}", 0.96) if same else None
            return entry.type, f"kb:{entry.id}", 0.93
        return (left.type, left.key, 0.88) if (han and self._spaced) or self._latin_fits(text, bracket, left) else None

    def _is_acronym(self, text: str, bracket: _Bracket) -> bool:
        """Whether the bracket holds capitals alone: what they stand for is the word before (무정전전원장치(UPS))."""
        return any(_ACRONYM.match(text[part.start : part.end]) for part in bracket.parts)

    def explained(self, text: str, known: Sequence[Candidate]) -> frozenset[str]:
        """The acronyms that the text explains by a word that is no known name: they stand for that word here."""
        ends = {item.end for item in known}
        found: set[str] = set()
        for match in _BRACKET.finditer(text):
            short = self._split.split(match[1])[0].strip()
            left = _LEFT.search(text, max(0, match.start() - 16), match.start())
            if left is None or match.start() in ends or _script(left[0]) != "ko" or not _ACRONYM.match(short):
                continue
            if not self._own_org.search(left[0]):
                found.add(short)
        return frozenset(found)

    def _latin_fits(self, text: str, bracket: _Bracket, left: Candidate) -> bool:
        """Whether a bracket of Latin letters alone is a name and no abbreviation of something else."""
        if left.type in ("LOC", "INDEX") or any(part.script != "en" for part in bracket.parts):
            return False
        name = text[bracket.parts[0].start : bracket.parts[0].end]
        if left.type == "PERSON":
            return _LATIN_NAME.match(name) is not None
        if left.kb_id is not None:
            entry = self._kb.entries[left.kb_id]
            if any(ticker.endswith(f":{name}") for ticker in entry.tickers):
                return False
            if len(name) == 2 and name.isupper() and entry.en is not None:  # 마이크로소프트(MS)
                return entry.en[0] == name[0] and name[1] in entry.en[1:].upper()
        return name[0].isupper() and len(name) > 2

    def _from_evidence(self, text: str, bracket: _Bracket) -> tuple[str, str, float] | None:
        name = text[bracket.left.start : bracket.left.end]
        han = next((text[part.start : part.end] for part in bracket.parts if part.script == "zh"), "")
        if bracket.left.script == "zh":
            han = han or name
        if not han:
            return None
        latin = any(part.script == "en" and _LATIN_NAME.match(text[part.start : part.end]) for part in bracket.parts)
        titled = self._title.match(text, bracket.close + text.startswith(" ", bracket.close)) is not None
        person = self._surname.match(han) is not None and 2 <= len(han) <= 4 and 2 <= len(name) <= 6
        key = name if bracket.left.script == "ko" else han
        if person and (titled or latin or bracket.age):
            return "PERSON", key, 0.9
        if person and bracket.left.script == "ko" and readings(han, name) == {"mandarin"}:
            return "PERSON", key, 0.8  # a common word is glossed by its Sino-Korean reading, 고도(高度)
        cue = self._cue.search(text, max(0, bracket.left.start - 8), bracket.left.start)
        if bracket.ticker or cue or (self._org.match(han) and not self._common.fullmatch(han)):
            return "ORG", key, 0.85
        if self._place.match(han) or self._place_after.match(text, bracket.close):
            return "LOC", key, 0.8
        if self._belongs(han):
            return "PRODUCT", key, 0.7
        if self._products is not None and self._products.match(text, bracket.close):
            return "PRODUCT", key, 0.75
        return None

    def _belongs(self, han: str) -> bool:
        """Whether the characters begin with a company's name: 阿里妈妈 is something of 阿里."""
        owners = (self._kb.lookup(han[:size]) for size in range(2, len(han)))
        return any(owner is not None and owner.type == "ORG" for owner in owners)

    def _from_list(
        self, text: str, brackets: Sequence[_Bracket], typed: Mapping[int, tuple[str, str, float]], index: int
    ) -> tuple[str, str, float] | None:
        """A pair between other pairs of an enumeration is of their type."""
        here = brackets[index]
        if not any(part.script == "zh" for part in here.parts) or here.left.script != "ko":
            return None
        for other in (index - 1, index + 1):
            if other in typed:
                first, second = (brackets[other], here) if other < index else (here, brackets[other])
                if text[first.close : second.left.start].strip() in (",", "、", "·"):
                    return typed[other][0], text[here.left.start : here.left.end], 0.7
        return None

    def _pair(
        self, text: str, bracket: _Bracket, ends: Mapping[int, Candidate], type_: str, key: str, confidence: float
    ) -> Pair:
        start = bracket.left.start
        if type_ == "PERSON" and any(part.script == "en" for part in bracket.parts):  # 마 후아텅(Ma Huateng)
            surname = self._loose_surname.search(text, max(0, start - 4), start)
            start = surname.start(1) if surname else start
        left = ends.get(bracket.left.end) or Candidate(start, bracket.left.end, type_, "gloss", confidence, key)
        if left.type != type_:
            left = replace(left, type=type_, key=key, confidence=confidence)
        sides = [left]
        for part in bracket.parts:
            sides.append(Candidate(part.start, part.end, left.type, "gloss", confidence, key))
        return Pair(tuple(sides))


def _script(character: str) -> str:
    if "\uac00" <= character <= "\ud7a3":
        return "ko"
    return "zh" if "\u4e00" <= character <= "\u9fff" else "en"
