"""What the Korean press shows beside a name: that it is none here, that it is longer, or that it is another's.

`30분당` holds no place, `할인 행사 ‘하늘위크’` no name; `네이버 클라우드` is one, `새길타워` a place,
`X(옛 트위터)` the same thing twice.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.entities.apposed import Apposed
from extractor.entities.boundaries import HANGUL, Boundaries, alternation, is_hangul
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import KnowledgeBase
from extractor.entities.nouns import CommonNouns
from extractor.entities.proposals import is_proposed
from extractor.entities.spelled import in_capitals
from extractor.lang.entities import EntityTable

_OPEN, _CLOSE = "[‘'“\"「『]", "[’'”\"」』]"
_WORD = f"[{HANGUL}A-Za-z0-9&]"
# NF3, LiPF6: what a bracket gives as a formula is a substance.
_FORMULA = re.compile(r"\((?=[^()]*[0-9]\))(?:[A-Z][a-z]?[0-9]{0,2}){2,6}\)")
# 가람(GR)25: a known name of which a bracket spells the letters, before a number.
_NUMBERED = re.compile(f"(?<!{_WORD})[{HANGUL}]{{1,6}}\\(([A-Z&]{{2,4}})\\)([0-9]{{1,4}})(?![0-9,.%])")
_REST = re.compile(f" ([{HANGUL}A-Za-z]{{2,10}})")
_LEFT = re.compile(f"(?<!{_WORD})([{HANGUL}]{_WORD}{{1,14}}|[A-Z]{_WORD}{{0,14}})\\Z")


class Reported:
    """Revises the names of a text, and finds further ones by what stands beside them."""

    def __init__(self, table: EntityTable, kb: KnowledgeBase, bounds: Boundaries) -> None:
        press, same = table.reported, f"(?:{table.product.same})?" if table.product.same else ""
        self._kb, self._bounds, self._nouns = kb, bounds, CommonNouns(table.nouns)
        self._apposed, self._letters = Apposed(table, kb), table.organisation.letters
        self._guarded = {rule.word: rule.id for rule in table.guarded}
        self._behind = {word: re.compile(f"{alternation(no)} ?\\Z") for word, no in press.not_behind.items()}
        self._before = re.compile(f" ?{alternation(press.not_before)}")
        self._kinds = {
            word: re.compile(f"[·,/] ?{alternation(no)}|(?<=.){alternation(no)}[·,/] ?\\Z")
            for word, no in press.kinds.items()
        }
        event, name = alternation(press.events), "([^‘’'“”\"「」『』\\n]{2,20})"
        self._events = (
            re.compile(f"{event}{same} ?{_OPEN}{name}{_CLOSE}"),
            re.compile(f"{_OPEN}{name}{_CLOSE} ?{event}"),
        )
        word = f"([{HANGUL}A-Za-z][{HANGUL}A-Za-z0-9 ]{{1,12}}{alternation(press.loan_endings)})"
        self._loan = re.compile(f"{alternation(press.loans)}{same} ?{_OPEN}{word}{_CLOSE}")
        self._titled = re.compile(f"(?: [{HANGUL}·]{{1,8}}){{0,2}}? ?[{HANGUL}·]{{0,8}}?{alternation(press.offices)}")
        titles = alternation((*table.person.titles, *table.person.address))
        self._title = re.compile(f"(?: ?\\([^()]{{1,30}}\\))? {titles}")
        self._forms = table.organisation.legal_forms
        given = f"({alternation(table.person.given)} [{HANGUL}]{{1,6}}?)"
        ends = f"(?={alternation(table.boundary.particles)}{{0,2}}(?:[^{HANGUL}A-Za-z]|$))"
        self._given = re.compile(f"(?<![{HANGUL}A-Za-z]){alternation(press.roles)} {given}{ends}")
        self._house = re.compile(f"(?<![{HANGUL}]){alternation(press.houses)}(?:\\([A-Z]{{2,4}}\\))? [‘'“\"]?\\Z")
        tail = f"(?={alternation(table.boundary.particles)}{{0,3}}(?:[^{HANGUL}A-Za-z]|$))"
        self._building = re.compile(f"{alternation(press.buildings)}{tail}") if press.buildings else None
        self._not_building = re.compile(f"{alternation(press.not_buildings)}")
        self._stem = re.compile(f"(?<![{HANGUL}A-Za-z0-9&])[{HANGUL}A-Za-z]{_WORD}{{1,9}}\\Z")
        self._former = re.compile(f"\\((?:([A-Z][A-Za-z]{{0,9}})[·,] ?)?{alternation(press.former)} ?[‘'“\"]?\\Z")
        self._trades, self._heads = tuple(press.trades.items()), press.short_heads
        countries = [n for e in kb.entries.values() if e.kind == "country" for n in e.names_ko if len(n) > 1]
        behind = f"(?<![{HANGUL}A-Za-z0-9])({alternation(countries)})(?={alternation(press.behind_country)}[ ‘'“\",])"
        self._country = re.compile(behind) if press.behind_country else None
        self._particle = f"{alternation(table.boundary.particles)}{{0,3}}(?![{HANGUL}A-Za-z0-9])"

    def revised(self, text: str, found: Sequence[Candidate]) -> list[Candidate]:
        """The names without those that what stands beside them refutes, and with the keys and types that it shows."""
        events = {match[1] for pattern in self._events for match in pattern.finditer(text)}
        ends = {item.end for item in found}
        types = dict(self._types(text, found))
        out: list[Candidate] = []
        for item in found:
            name = text[item.start : item.end]
            counted = is_hangul(name[0]) and text[item.start - 1 : item.start].isdigit() and item.start not in ends
            if item.type == "LOC" and (counted or self._is_word(text, item, name)):
                continue
            if item.type == "ORG" and (self._is_kind(text, item, name) or self._is_substance(text, item)):
                continue
            if item.kb_id is None and name in events and item.type in ("ORG", "PRODUCT"):
                continue
            out.extend(self._owned(text, replace(item, type=types.get((name, item.type), item.type)), name))
        return out

    def _owned(self, text: str, item: Candidate, name: str) -> Iterator[Candidate]:
        """The name with the key of the whole, or the owner and its product: 딥시크 R1."""
        entry = self._kb.lookup(name) if item.rule == "kb.suffix" else None
        if entry is not None and entry.type == item.type:
            yield replace(item, key=f"kb:{entry.id}")
            return
        if item.type == "ORG" and item.kb_id is None:
            item = self._spelled(item, name)
        owner, space, rest = name.partition(" ")
        whole = self._kb.lookup(name) if space and item.type == "PRODUCT" else None
        if whole is not None and whole.type == item.type and item.kb_id is None:
            item = replace(item, key=f"kb:{whole.id}")  # in quotes it is a product whoever knows it
        maker = self._kb.lookup(owner) if space and item.type == "PRODUCT" and item.kb_id is not None else None
        known = self._kb.lookup(rest) if maker is not None and maker.type == "ORG" else None
        if maker is None or maker.type != "ORG":
            yield item
        elif self._guarded.get(rest) == item.kb_id or (known is not None and known.id == item.kb_id):
            yield replace(item, end=item.start + len(owner), type="ORG", key=f"kb:{maker.id}")
            yield replace(item, start=item.end - len(rest))
        else:
            yield item

    def _spelled(self, item: Candidate, name: str) -> Candidate:
        """The name with the key of the organisation that the knowledge base knows by its capitals."""
        for word in in_capitals(name, self._letters):
            entry = self._kb.lookup(word)
            if entry is not None and entry.type == "ORG":
                return replace(item, key=f"kb:{entry.id}")
        return item

    def _is_word(self, text: str, item: Candidate, name: str) -> bool:
        behind = self._behind.get(name)
        if behind is None or self._before.match(text, item.end):
            return False
        return behind.search(text, max(0, item.start - 10), item.start) is not None

    def _is_kind(self, text: str, item: Candidate, name: str) -> bool:
        kinds = self._kinds.get(name)
        if kinds is None:
            return False
        before = kinds.search(text, max(0, item.start - 8), item.start)
        return kinds.match(text, item.end) is not None or before is not None

    @staticmethod
    def _is_substance(text: str, item: Candidate) -> bool:
        return item.kb_id is None and _FORMULA.match(text, item.end) is not None

    def _types(self, text: str, found: Sequence[Candidate]) -> Iterator[tuple[tuple[str, str], str]]:
        """The words of which only a model knows, and the type that an office behind or a house before them shows."""
        begins = {item.start: item for item in found}
        for item in found:
            if not is_proposed(item.rule):
                continue
            name, body = text[item.start : item.end], begins.get(item.end + 1)
            if item.type == "ORG" and body is not None and body.type in ("LOC", "ORG") and text[item.end] == " ":
                if self._titled.match(text, body.end):
                    yield (name, "ORG"), "PERSON"
            elif item.type == "PERSON" and not self._title.match(text, item.end):
                led = self._house.search(text, max(0, item.start - 16), item.start)
                if led is not None:
                    yield (name, "PERSON"), "ORG"

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """Longer names of known organisations (네이버 클라우드), buildings, and countries before a rare particle."""
        for item in known:
            rest = _REST.match(text, item.end) if item.type == "ORG" and item.kb_id is not None else None
            word = rest[1] if rest is not None else ""
            for size in range(len(word), 1, -1):
                end = item.end + 1 + size
                entry = self._kb.lookup(text[item.start : item.end] + text[item.end + 1 : end])
                if entry is None or entry.type != "ORG" or entry.kind == "media" or word[:size] in self._forms:
                    continue  # CNBC 방송 is CNBC, 칼라일 그룹 is 칼라일
                if self._bounds.ends(text, end, place=False):
                    yield Candidate(item.start, end, "ORG", "kb", 0.95, f"kb:{entry.id}")
                    break
        for match in _NUMBERED.finditer(text):
            entry = self._kb.lookup(match[1] + match[2])
            if entry is not None and self._bounds.ends(text, match.end(), place=False):
                yield Candidate(*match.span(), entry.type, "kb", 0.95, f"kb:{entry.id}")
        yield from self._apposed.find(text, known)
        for match in self._given.finditer(text):
            if not self._nouns.hold(match[1].rpartition(" ")[2]):
                yield Candidate(*match.span(1), "PERSON", "person-role", 0.75, match[1])
        for match in self._loan.finditer(text):
            yield Candidate(*match.span(1), "PRODUCT", "product-quoted", 0.75, match[1])
        for match in self._building.finditer(text) if self._building is not None else ():
            stem = self._stem.search(text, max(0, match.start() - 10), match.start())
            if stem is None or self._nouns.compose(stem[0]) or self._not_building.match(stem[0]):
                continue
            yield Candidate(stem.start(), match.end(), "LOC", "place-building", 0.7, text[stem.start() : match.end()])
        for match in self._country.finditer(text) if self._country is not None else ():
            entry = self._kb.lookup(match[1])
            if entry is not None:
                yield Candidate(*match.span(1), "LOC", "kb", 0.9, f"kb:{entry.id}")

    def again(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Other names of found things: before a bracket with the former one, a trade in capitals, the last part."""
        starts = {item.end: item for item in found}
        for item in found:
            former = self._former.search(text, max(0, item.start - 18), item.start)
            if former is not None and text[item.end : item.end + 1] in tuple(")’'”\"·,"):
                yield from self._renamed(text, item, former, starts)
        yield from self._traded(text, found)
        for head in self._heads:
            wholes = {c.key: c for c in found if c.type == "ORG" and text[c.start : c.end].endswith(head)}
            wholes = {key: c for key, c in wholes.items() if c.end - c.start > len(head)}
            if len(wholes) == 1:
                (whole,) = wholes.values()
                yield from self._each(text, f"{re.escape(head)}", whole)

    def _renamed(
        self, text: str, item: Candidate, former: re.Match[str], ends: dict[int, Candidate]
    ) -> Iterator[Candidate]:
        if item.type not in ("ORG", "PRODUCT"):
            return
        if former[1]:
            yield Candidate(*former.span(1), item.type, "former", 0.97, item.key)
        at = former.start()
        left, word = ends.get(at), _LEFT.search(text, max(0, at - 16), at)
        if left is not None and left.kb_id is None and left.type == item.type:
            yield replace(left, key=item.key, confidence=0.97)
        elif left is None and word is not None and not self._nouns.compose(word[1]):
            yield Candidate(*word.span(1), item.type, "former", 0.8, item.key)

    def _traded(self, text: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
        names = {text[c.start : c.end]: c for c in found if c.type == "ORG"}
        for name, item in names.items():
            for trade, capitals in self._trades:
                stem = name.removesuffix(trade).rstrip()
                if stem != name and len(stem) > 1:
                    yield from self._each(text, f"{re.escape(stem)} ?{re.escape(capitals)}", item)

    def _each(self, text: str, pattern: str, item: Candidate) -> Iterator[Candidate]:
        """Every place after a name where the pattern stands as a word."""
        word = re.compile(f"(?<![{HANGUL}A-Za-z0-9&]){pattern}(?={self._particle})")
        for match in word.finditer(text, item.end):
            yield Candidate(*match.span(), "ORG", "short-form", 0.97, item.key)
