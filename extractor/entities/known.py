"""Names that the knowledge base knows, with the suffix, prefix or institution that belongs to them."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, HANGUL, Boundaries, alternation, is_han, is_hangul, not_before
from extractor.entities.candidates import Candidate
from extractor.entities.knowledge import Entry, KnowledgeBase
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable
from extractor.lang.matcher import Hit

CONFIDENCE = 0.95
_PLACES = frozenset({"country", "region", "city"})
_SPELLED = re.compile(
    f"(?<![{HANGUL}])([{HANGUL}]{{1,6}})\\(([A-Z&]{{2,4}}|[{HAN}]{{2,4}})\\)([{HANGUL}][{HANGUL}A-Za-z]{{1,11}})"
)
_BODIES = frozenset({"agency", "institution"})
_COUNTRY_AND_TRADE = 4  # characters of a name such as 中国石油


class KnownNames:
    """Finds the knowledge base's names in folded texts of one language."""

    def __init__(self, kb: KnowledgeBase, table: EntityTable, bounds: Boundaries) -> None:
        self._kb, self._bounds = kb, bounds
        org, place, person = table.organisation, table.place, table.person
        labels = alternation(table.credit.labels)
        self._credit = re.compile(f"{labels} ?= ?") if table.credit.labels else None
        sign = f"(?:(?<=[|/\n])|(?<=[|.] )|(?<=[{HANGUL})]\\.))"  # 그림 설명. 한빛뉴스미국 증시는
        agency = alternation(table.credit.agencies)  # two of them stand as one word, too: 로이터새길통신
        agencies = f"{sign}{agency}(?=[{HANGUL}{{2}}])|(?<![{HANGUL}A-Za-z]){agency}(?={agency})"
        self._agency = re.compile(agencies) if table.credit.agencies else None
        self._toward_syllable = table.country.toward
        toward = f" ?{alternation(table.country.toward_after)}"
        self._toward = re.compile(toward) if table.country.toward else None
        self._regimes, self._national = frozenset(org.regimes), frozenset(org.national)
        self._home, self._regime_of = org.home, table.unspaced.regime_of
        trades = alternation(table.unspaced.trade_after)
        self._trade_meant = re.compile(f"(?!{alternation(table.unspaced.trade_unless)}){trades}")
        self._prefix = re.compile(f"{alternation(org.prefixes)}$")
        self._suffix = re.compile(alternation(org.suffixes))
        self._suffix_unless = org.suffix_unless
        no = not_before(place.not_suffix)
        more = alternation(table.gloss.versions)
        # A version belongs to a product's name, a count does not: 갤럭시 S7, 제미나이 2.0, but 아이폰 1000만 대.
        self._version = re.compile(
            f" ?(?:[A-Z]{{1,2}}[0-9]{{1,3}}|[0-9]\\.[0-9]|[0-9]{{1,2}}|(?<=[0-9]) ?{more}(?![a-z]))"
            f"(?: ?{more}(?![a-z]))*(?![0-9%~]|[.,][0-9])"
        )
        self._place_suffix = {kind: re.compile(alternation(words) + no) for kind, words in place.suffixes.items()}
        self._stems, self._suffix_not = place.suffix_stems, tuple(place.suffix_unless.items())
        self._org_head = re.compile(alternation(org.place_heads) + not_before(org.place_heads_unless))
        self._place_head = re.compile(alternation(place.heads))
        self._guarded = {rule.word: rule.id for rule in table.guarded}
        self._led = (
            re.compile(f"([{HAN}]{{2,8}}?){alternation(org.place_led)}{not_before(org.suffixes)}")
            if org.place_led
            else None
        )
        self._breaks = re.compile(alternation(org.breaks))
        self._institution = re.compile(f" ?({alternation(org.institutions)})")
        self._fused = re.compile(alternation(person.fused) + not_before(person.fused_unless))
        self._trades = frozenset(org.tails)
        self._continued = re.compile(alternation((*person.verbs, *person.follow, *person.titles, *org.suffixes)))

    def spelled(self, text: str) -> Iterator[Candidate]:
        """Names of which the text spells a part in a bracket: 에스케이(SK)하이닉스, 도쿄(東京)신문."""
        for match in _SPELLED.finditer(text):
            for size in range(len(match[3]), 1, -1):
                rest = match[3][:size]
                entry = self._kb.lookup(match[2] + rest) or self._kb.lookup(match[1] + rest)
                end = match.start(3) + size
                if entry is not None and self._bounds.ends(text, end, place=entry.type == "LOC"):
                    yield Candidate(match.start(), end, entry.type, "kb", CONFIDENCE, f"kb:{entry.id}")
                    break

    def find(self, text: str, words: Words | None = None) -> Iterator[Candidate]:
        """Every known name that stands as a word of its own; overlaps are left to `keep_outermost`.

        `words` are the witnesses of a text without spaces.
        """
        every = list(self._kb.matcher.hits(text))
        seams = self._seams(text, every)
        hits = [
            hit
            for hit in every
            if hit.start in seams or self._bounds.begins(text, hit.start) or self._is_toward(text, hit)
        ]
        refused: tuple[int, int] = (-1, -1)
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if refused[0] <= hit.start and hit.end <= refused[1]:
                continue  # 北海 in 北海道产: the longer name is refused, and the shorter is no word there
            entry = self._kb.entries[hit.ids[0]]
            if entry.type == "LOC" and self._is_inside(text, hit.start, hit.end):
                continue
            cut = words is not None and words.cut(hit.start, hit.end)
            readings = [] if cut else list(self._readings(text, hit.start, hit.end, entry, words))
            if hit.end in seams:
                readings.append(Candidate(hit.start, hit.end, entry.type, "kb", CONFIDENCE, f"kb:{entry.id}"))
            if readings:
                yield from readings
            elif hit.end > refused[1]:
                refused = (hit.start, hit.end)

    def _seams(self, text: str, hits: Sequence[Hit]) -> frozenset[int]:
        """Where a picture's credit ends right before the first word of the article: 사진=한빛뉴스미국 증시는."""
        starts = {match.end() for match in self._credit.finditer(text)} if self._credit is not None else set()
        starts |= {match.start() for match in self._agency.finditer(text)} if self._agency is not None else set()
        ends: dict[int, Hit] = {}
        for hit in hits:
            if hit.start in starts:
                ends[hit.start] = hit  # hits come by their ends: the longest is last
        begins = {hit.start for hit in hits if hit.end - hit.start > 1}
        return frozenset(
            hit.end
            for hit in ends.values()
            if hit.end in begins
            or self._kb.entries[hit.ids[0]].kind == "media"
            or text[hit.end : hit.end + 1].isdigit()
        )

    def _is_toward(self, text: str, hit: Hit) -> bool:
        """Whether a country stands behind the syllable that is said of trade with it: 대미국 수출."""
        if self._toward is None or text[hit.start - 1 : hit.start] != self._toward_syllable:
            return False
        country = self._kb.entries[hit.ids[0]].kind == "country"
        return (
            country
            and not is_hangul(text[hit.start - 2 : hit.start - 1] or " ")
            and bool(self._toward.match(text, hit.end))
        )

    def is_name(self, name: str) -> bool:
        """Whether the knowledge base knows something of this name."""
        return self._kb.lookup(name) is not None

    def countries(self) -> list[str]:
        """The Korean names of the countries that the knowledge base knows."""
        return [name for entry in self._kb.entries.values() if entry.kind == "country" for name in entry.names_ko]

    def is_country(self, name: str) -> bool:
        """Whether the knowledge base knows a country of this name."""
        entry = self._kb.lookup(name)
        return entry is not None and entry.kind == "country"

    def is_place(self, name: str) -> bool:
        """Whether the knowledge base knows a place of this name."""
        entry = self._kb.lookup(name)
        return entry is not None and entry.type == "LOC"

    def _readings(self, text: str, start: int, end: int, entry: Entry, words: Words | None) -> Iterator[Candidate]:
        key = f"kb:{entry.id}"
        place = entry.type == "LOC"
        if place:
            yield from self._place(text, start, end, entry)
        elif entry.type == "ORG":
            if (country := self._country_of_trade(text, start, end)) is not None:
                yield country
                return
            if self._fused.match(text, end - 1) or self._is_swallowed(text, start, end, words):
                return
            prefix = self._prefix.search(text, max(0, start - 5), start)
            start = prefix.start() if prefix else start
            suffix = self._suffix.match(text, end)
            no = self._suffix_unless.get(suffix[0]) if suffix else None
            if suffix and no is not None and text.startswith(no, suffix.end()):
                suffix = None
            if suffix and self._bounds.ends(text, suffix.end(), place=False):
                yield Candidate(start, suffix.end(), "ORG", "kb.suffix", CONFIDENCE, key)
            if entry.kind in _BODIES or text[start:end] in self._regimes:
                yield from self.institution(text, start, end, text[start:end], spaced=False)
        elif entry.type == "PRODUCT":
            if (owned := self._owned(text, start, end, entry)) is not None:
                yield from owned
                return
            version = self._version.match(text, end)
            if version and self._bounds.ends(text, version.end(), place=False) and not self._counts(text, version):
                yield Candidate(start, version.end(), "PRODUCT", "kb.version", 0.85, key)
        if self._bounds.ends(text, end, place=place) and not (place and self._suffixed(text, end, entry)):
            yield Candidate(start, end, entry.type, "kb", CONFIDENCE, key)

    def _country_of_trade(self, text: str, start: int, end: int) -> Candidate | None:
        """The country where a company is named by it and a trade, and the text speaks of the trade: 中国移动支付."""
        if self._bounds.spaced or end - start != _COUNTRY_AND_TRADE or not self._trade_meant.match(text, end):
            return None
        country = self._kb.lookup(text[start : start + 2])
        is_country = country is not None and country.kind == "country"
        return (
            Candidate(start, start + 2, "LOC", "kb", CONFIDENCE, f"kb:{country.id}") if country and is_country else None
        )

    def _owned(self, text: str, start: int, end: int, entry: Entry) -> tuple[Candidate, Candidate] | None:
        """The owner and the product, where a Chinese name writes both and the product is known alone: 京东白条."""
        if self._bounds.spaced:
            return None
        for at in range(start + 2, end - 1):
            owner, own = self._kb.lookup(text[start:at]), text[at:end]
            if owner is not None and owner.type == "ORG" and self._is_own(own, entry):
                return (
                    Candidate(start, at, "ORG", "kb", CONFIDENCE, f"kb:{owner.id}"),
                    Candidate(at, end, "PRODUCT", "kb", CONFIDENCE, f"kb:{entry.id}"),
                )
        return None

    def _is_own(self, name: str, entry: Entry) -> bool:
        known = self._kb.lookup(name)
        return (known is not None and known.id == entry.id) or self._guarded.get(name) == entry.id

    def _counts(self, text: str, version: re.Match[str]) -> bool:
        """Whether a bare number counts what follows it rather than the product's version."""
        if "." in version[0] or not version[0].strip()[0].isdigit():
            return False
        following = text[version.end() : version.end() + 2].strip()
        return bool(following) and (is_hangul(following[0]) or is_han(following[0]) or following[0].isascii())

    def _suffixed(self, text: str, end: int, entry: Entry) -> bool:
        """Whether a Chinese place goes on with its suffix: then the bare name is no mention (福岡縣產)."""
        return is_han(text[end - 1]) and any(
            pattern.match(text, end) for kind in _kinds(entry) if (pattern := self._place_suffix.get(kind))
        )

    def _place(self, text: str, start: int, end: int, entry: Entry) -> Iterator[Candidate]:
        for kind in _kinds(entry):
            pattern = self._place_suffix.get(kind)
            suffix = pattern.match(text, end) if pattern else None
            if suffix and self._is_inside(text, start, suffix.end()):
                continue
            if suffix and (text.endswith(suffix[0], start, end) or not self._takes(suffix[0], text[start:end])):
                continue
            if suffix and self._bounds.ends(text, suffix.end(), place=True):
                yield Candidate(start, suffix.end(), "LOC", "kb.place-suffix", CONFIDENCE, f"kb:{entry.id}")
                yield from self._led_by(text, start, suffix.end(), entry)
        if entry.kind in _PLACES:
            yield from self._led_by(text, start, end, entry)

    def _is_inside(self, text: str, start: int, end: int) -> bool:
        """Whether the suffix of a place is the first syllable of another word: 서울시내 is in 서울."""
        return any(text.endswith(word, start, end) and text.startswith(no, end) for word, no in self._suffix_not)

    def _takes(self, suffix: str, stem: str) -> bool:
        return suffix not in self._stems or stem in self._stems[suffix]

    def _led_by(self, text: str, start: int, end: int, entry: Entry) -> Iterator[Candidate]:
        """What begins with a place: 서울시의회, 台北市某某公會, 大阪機場."""
        for whole in self.institution(text, start, end, entry.id):
            home = entry.kind != "country" and entry.country == self._home
            if not (home and text[end] == " " and text[end + 1 : whole.end] in self._national):
                yield whole
        for pattern, type_ in ((self._org_head, "ORG"), (self._place_head, "LOC"), (self._led, "ORG")):
            head = pattern.match(text, end) if pattern else None
            if head is None or (entry.kind == "country" and self._no_country(pattern, head)):
                continue
            if not self._bounds.ends(text, head.end(), place=type_ == "LOC"):
                continue
            if pattern is self._led and self._breaks.search(head[1]):
                continue
            yield self._unknown(text, start, head.end(), type_, "place-head", text[start : head.end()])

    def _no_country(self, pattern: "re.Pattern[str] | None", head: re.Match[str]) -> bool:
        """Whether a head makes no name with a country: 中国机场 are the airports of China, 中国银行业 its banks."""
        if pattern is self._org_head:
            return len(head[0]) == 1 or self._trade_meant.match(head.string, head.end()) is not None
        return pattern is self._place_head and not self._bounds.spaced

    def institution(self, text: str, start: int, end: int, owner: str, spaced: bool = True) -> Iterator[Candidate]:
        """The ORG that a country or ministry at `start:end` makes with an institution right after it."""
        head = self._institution.match(text, end)
        if head is None or (head[0][0] == " " and not (spaced and self._bounds.spaced)):
            return
        if not self._fused.match(text, head.end() - 1) and self._bounds.ends(text, head.end(), place=False):
            whole = text[start : head.end()]
            if end - start == 1 and (country := self._kb.entries.get(owner)) is not None and country.names_zh:
                whole = country.names_zh[0] + head[1]  # 美商务部 is 美国商务部
            if text[start:end] in self._regimes:  # 中共外交部 is 中国外交部
                whole = next((name for name in (self._regime_of + head[1], head[1]) if self.is_name(name)), whole)
            key = f"{owner} {head[1]}"
            yield self._unknown(text, start, head.end(), "ORG", "country-institution", key, whole)

    def _unknown(self, text: str, start: int, end: int, type_: str, rule: str, key: str, name: str = "") -> Candidate:
        entry = self._kb.lookup(name or text[start:end])
        if entry is not None and entry.type == type_:
            return Candidate(start, end, type_, rule, CONFIDENCE, f"kb:{entry.id}")
        return Candidate(start, end, type_, rule, 0.9, key)

    def _is_swallowed(self, text: str, start: int, end: int, words: Words | None) -> bool:
        """Whether a short Chinese name is each time the head of one longer word: 中金 of 中金金属."""
        if end - start != 2 or not is_han(text[start]) or self._bounds.spaced:
            return False
        following = text[end : end + 2]
        if words is not None and words.at(start) == (start, end) and following not in self._trades:
            return False  # 中兴贡献: the name is a word of the dictionary
        if len(following) < 2 or not all(map(is_han, following)) or self._continued.match(text, end):
            return False
        near = text[max(0, start - 10_000) : end + 10_000]
        return near.count(text[start:end]) == near.count(text[start : end + 2]) >= 3


def _kinds(entry: Entry) -> tuple[str, str]:
    return f"{entry.kind}_{(entry.country or '').lower()}", entry.kind or ""
