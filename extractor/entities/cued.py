"""Names that need a word beside them: products in quotes, places that are also words, places written as one."""

import itertools
import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, HANGUL, Boundaries, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import KnowledgeBase, folded_name
from extractor.entities.nouns import CommonNouns
from extractor.lang.entities import EntityTable, Guarded

_OPEN, _CLOSE = "[‘'“\"「『]", "[’'”\"」』]"
_INSIDE = "(?:[^‘’'“”\"「」『』\\n,。.?!:]|(?<=[0-9])\\.(?=[0-9])){0,14}"
_GLOSS = "(?:\\([^()\\n]{1,30}\\))?"
_QUOTED = f"{_OPEN}([{HANGUL}{HAN}A-Za-z]{_INSIDE}[{HANGUL}{HAN}A-Za-z0-9+]){_GLOSS}{_CLOSE}"


class Products:
    """Finds `앱 ‘하늘’`, `‘하늘’ 서비스`, `네이버의 ‘하늘2’`, `品牌“某某”`, and their further models: 하늘-3."""

    def __init__(self, table: EntityTable, bounds: Boundaries, *, spaced: bool) -> None:
        product = table.product
        self._bounds, self._spaced = bounds, spaced
        self._accounts, self._nouns = product.accounts, CommonNouns(table.nouns)
        gap = " ?" if spaced else ""
        gloss = r"(?: ?\([^()]{1,30}\))?"
        self._quoted = re.compile(_QUOTED)
        self._priced = None
        if product.priced:
            price = f"\\([0-9][^()\\n]{{0,12}}{alternation(product.priced)}\\)"
            inside = "(?:[^‘’'“”\"「」『』()\\n,。.?!:%]|(?<=[0-9])[.](?=[0-9])){2,40}"
            self._priced = re.compile(f"{_OPEN}((?=[{HANGUL}{HAN}A-Za-z]){inside}){price}{_CLOSE}")
            self._clause = re.compile(f"[{product.topics}](?: |$)")
        joined = alternation(product.joins)
        self._joined = re.compile(f"{_CLOSE}{gloss}{joined}{_OPEN}") if product.joins else None
        same = f"(?:{product.same})?" if product.same else ""
        self._before = re.compile(f"{alternation(product.before)}{same}{gap}\\Z")
        led = f"(?<![{HANGUL}]){alternation(product.works)}{same} ?"
        title = f"(?=[^’'”\"」』]*[{HANGUL}{HAN}A-Za-z])([^‘’'“”\"「」『』\\n]{{2,30}})"
        self._work = re.compile(f"{led}{_OPEN}{title}{_CLOSE}") if product.works else None
        self._not_after = product.not_after
        tail = f"(?={alternation(table.boundary.particles)}|[^{HANGUL}]|$)" if spaced else ""
        # Two words may stand between, but none that ends a clause: ‘하늘’을 시즌 한정으로 출시한다.
        word = f"[{HANGUL}0-9]*[^{product.clauses} ]" if product.clauses else "(?!)"
        sold = f"{alternation(product.objects)} (?:{word} ){{0,2}}?{alternation(product.sold)}"
        after = f"{sold}|{gap}{alternation(product.after)}{tail}|{alternation(product.launched)}"
        listed = f"{table.thing.rest}[{HAN}0-9]{{0,6}}?{alternation(product.listed)}" if product.listed else "(?!)"
        self._after = re.compile(f"{gloss}(?:{after}|{listed})")
        self._owned = re.compile(
            f"{gloss}{alternation(product.owned)}{gap}{_QUOTED}(?={gloss}{alternation(table.boundary.particles)})"
        )
        self._sentence = re.compile(f"{alternation(product.not_ending)}$")
        self._model = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|[A-Z][A-Za-z]*)")
        self._number = re.compile(r"^(.{2,}?)-?([0-9]+(?:\.[0-9]+)?)$")

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The products; `known` are the makers before them."""
        names: dict[str, None] = {}
        quoted = [match for match in self._quoted.finditer(text) if not self._sentence.search(match[1])]
        shown = [self._is_shown(text, match) for match in quoted]
        self._spread(text, quoted, shown)
        for match, is_product in zip(quoted, shown, strict=True):
            if is_product:
                names.setdefault(match[1])
                yield _product(match.start(1), match.end(1), match[1], "product-quoted")
        for match in self._work.finditer(text) if self._work is not None else ():
            yield _product(*match.span(1), match[1], "product-work")
        for match in self._priced.finditer(text) if self._priced is not None else ():
            if not self._clause.search(match[1]):
                yield _product(match.start(1), match.end(1), match[1], "product-priced")
        if self._spaced:
            for item in known:
                owned = self._owned.match(text, item.end) if item.type == "ORG" else None
                if owned is not None and self._is_own(owned[1]) and not self._sentence.search(owned[1]):
                    names.setdefault(owned[1])
                    yield _product(owned.start(1), owned.end(1), owned[1], "product-owned")
        for name in names:
            yield from self._models(text, name)

    def _is_own(self, name: str) -> bool:
        """Whether what quotes hold behind a maker is a product: letters of a model, or an account by its name."""
        account = name.endswith(self._accounts) and not self._nouns.compose("".join(name.split()))
        return account or re.search("[0-9A-Za-z]", name) is not None

    def _is_shown(self, text: str, match: re.Match[str]) -> bool:
        """Whether a word beside the quotes shows that they hold a product."""
        start, end = match.span()
        if self._after.match(text, end):
            return True
        led = self._before.search(text, max(0, start - 10), start)
        return led is not None and not text.startswith(self._not_after, end)

    def _spread(self, text: str, quoted: Sequence[re.Match[str]], shown: list[bool]) -> None:
        """Make products of the names in a list of which one is shown to be a product."""
        joins = [
            self._joined is not None and self._joined.fullmatch(text, one.end() - 1, other.start() + 1) is not None
            for one, other in itertools.pairwise(quoted)
        ]
        for at, joined in enumerate(joins):
            shown[at + 1] |= joined and shown[at]
        for at in range(len(joins) - 1, -1, -1):
            shown[at] |= joins[at] and shown[at + 1]

    def _models(self, text: str, name: str) -> Iterator[Candidate]:
        """Other models of a product: 하늘-1 beside 하늘-2, 衡曜007 beside 衡曜."""
        numbered = self._number.match(name)
        stem = numbered[1] if numbered else name
        at = text.find(stem)
        while at >= 0:
            match = self._model.match(text, at + len(stem))
            if (
                match is not None
                and self._bounds.begins(text, at)
                and self._bounds.ends(text, match.end(), place=False)
            ):
                yield _product(at, match.end(), text[at : match.end()], "product-model")
            at = text.find(stem, at + len(stem))


class Places:
    """Finds names that are also other words by what stands beside them, and a place with the place that it lies in."""

    def __init__(self, kb: KnowledgeBase, table: EntityTable, bounds: Boundaries, *, spaced: bool) -> None:
        self._spaced = spaced
        join, lines = alternation(table.place.joins), alternation(table.place.lines)
        self._line = re.compile(f"(?:{join}[{HAN}]{{2,6}}?){{1,3}}{lines}") if table.place.lines else None
        latin = f"(?<![A-Za-z0-9])[A-Z][a-z]{{2,}} ?{alternation(table.place.heads)}"
        self._latin_head = None if spaced else re.compile(latin)
        self._bounds = bounds
        self._guarded = [_Guard(rule) for rule in table.guarded if rule.id in kb.entries]
        place = table.place
        self._whole = place.parted or ("",)  # no ending is asked for
        institutions = alternation(table.organisation.institutions)
        self._institution = re.compile(institutions)
        local, self._not_local = f"{alternation(place.local)}{institutions}", place.not_local
        self._run, self._breaks = re.compile(f"[{HAN}]+\\Z"), re.compile(alternation(table.organisation.breaks))
        self._local = re.compile(local) if place.local else None
        # 美国财政部长: the ministry is part of the title, and the country is all that is named.
        names = {folded_name(name): e.id for e in kb.entries.values() if e.kind == "country" for name in e.names_zh}
        fused = table.person.fused
        unless = f"(?!{alternation(table.person.fused_unless)})" if table.person.fused_unless else ""
        self._fused = re.compile(f"{alternation(fused)}{unless}") if fused else None
        self._minister = re.compile(f"({alternation(names)}){institutions}\\Z")
        self._countries = names
        self._shortest = 1 if spaced else 2
        particles = alternation(table.boundary.particles)
        ward = f" ([{HANGUL}]{{1,4}}?{alternation(place.wards)})(?={particles}{{0,3}}(?:[^{HANGUL}]|$))"
        self._ward, self._ward_of = re.compile(ward) if place.wards else None, place.ward_of
        self._not_wards = frozenset(place.not_wards)
        self._not_part = re.compile(alternation(place.not_parts))
        no = f"(?!{alternation(place.not_suffix)})" if place.not_suffix else ""
        stem = " [0-9]{1,2}" if spaced else f"[{HAN}]{{1,3}}?"
        self._part = re.compile(f"{stem}{alternation(place.parts)}{no}")

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The names; `known` are the places that another may be part of."""
        for guard in self._guarded:
            word = guard.rule.word
            at = text.find(word)
            if at < 0 or guard.is_refuted(text):
                continue
            while at >= 0:
                if self._is_meant(text, at, at + len(word), guard):
                    yield Candidate(at, at + len(word), guard.rule.type, "kb", 0.96, f"kb:{guard.rule.id}")
                at = text.find(word, at + len(word))
        inside = {at for item in known for at in range(item.start, item.end)}
        for match in self._local.finditer(text) if self._local is not None else ():
            if match.start() in inside:
                continue  # 天津市财政局 is read from its city
            start = self._start_of_local(text, match.start())
            if (
                start >= 0
                and not text.endswith(self._not_local, 0, match.start())
                and self._bounds.ends(text, match.end(), place=False)
            ):
                yield Candidate(start, match.end(), "ORG", "local-institution", 0.75, text[start : match.end()])
        for match in self._fused.finditer(text) if self._fused is not None else ():
            minister = self._minister.search(text, max(0, match.start() - 20), match.start() + 1)
            if minister is not None:
                yield Candidate(*minister.span(1), "LOC", "kb", 0.9, f"kb:{self._countries[minister[1]]}")
        for match in self._latin_head.finditer(text) if self._latin_head is not None else ():
            if self._bounds.ends(text, match.end(), place=True):
                yield Candidate(*match.span(), "LOC", "place-head", 0.75, match[0])
        cities = {} if self._spaced else {item.start: item for item in known if item.type == "LOC"}
        for item in known:
            line = self._line.match(text, item.end) if self._line is not None and item.type == "LOC" else None
            if line is not None:
                yield Candidate(item.start, line.end(), "LOC", "place-line", 0.8, text[item.start : line.end()])
            city = cities.get(item.end)
            if city is not None and item.type == "LOC" and text.endswith(self._whole, item.start, item.end):
                yield Candidate(item.start, city.end, "LOC", "place-part", 0.85, city.key)  # 江苏省盐城
            if item.type == "LOC":
                yield from self._wards(text, item.start, item.end)
            if item.type == "LOC" and text.endswith(self._whole, item.start, item.end):
                end = self._end_of_parts(text, item.start, item.end)
                if end > item.end:
                    name = text[item.start : end]
                    yield Candidate(item.start, end, "LOC", "place-part", 0.85, name)
                    body = self._institution.match(text, end)
                    if body is not None and self._bounds.ends(text, body.end(), place=False):
                        name = text[item.start : body.end()]
                        yield Candidate(item.start, body.end(), "ORG", "place-institution", 0.85, name)

    def _start_of_local(self, text: str, at: int) -> int:
        """Where the name of an unknown city begins (清河 before 县水务局); -1 where the text does not show it."""
        run = self._run.search(text, max(0, at - 6), at)
        start = run.start() if run is not None else at
        for found in self._breaks.finditer(text, start, at):
            start = found.end()
        return start if at - start in (0, 2, 3) else -1

    def _wards(self, text: str, start: int, end: int) -> Iterator[Candidate]:
        """The ward, town and village behind a city, each a place of its own."""
        while self._ward is not None and text.endswith(self._ward_of, start, end):
            ward = self._ward.match(text, end)
            if ward is None or ward[1] in self._not_wards:
                return
            start, end = ward.span(1)
            yield Candidate(start, end, "LOC", "place-ward", 0.8, ward[1])

    def _end_of_parts(self, text: str, start: int, end: int) -> int:
        while end - start > self._shortest and text.endswith(self._whole, start, end):
            part = self._part.match(text, end)
            if part is None or self._not_part.search(part[0]) or not self._bounds.ends(text, part.end(), place=True):
                break
            end = part.end()
        return end

    def _is_meant(self, text: str, start: int, end: int, guard: "_Guard") -> bool:
        place = guard.rule.type == "LOC"
        if not (self._bounds.begins(text, start) and self._bounds.ends(text, end, place=place)):
            return False
        return guard.is_beside(text, start, end) or guard.is_in_article(text)


class _Guard:
    """A guarded name with its words compiled."""

    def __init__(self, rule: Guarded) -> None:
        self.rule = rule
        self._before = re.compile(f"{alternation(rule.before)}\\Z")
        self._after = re.compile(alternation(rule.after))

    def is_refuted(self, text: str) -> bool:
        """Whether the article has a word that only the other meaning has."""
        return any(word in text for word in self.rule.unless)

    def is_in_article(self, text: str) -> bool:
        """Whether the article has a word that only this meaning has."""
        return any(word in text for word in self.rule.article)

    def is_beside(self, text: str, start: int, end: int) -> bool:
        """Whether a word beside the name shows its meaning."""
        return bool(self._before.search(text, max(0, start - 12), start) or self._after.match(text, end))


def _product(start: int, end: int, name: str, rule: str) -> Candidate:
    return Candidate(start, end, "PRODUCT", rule, 0.75, name)
