"""Organisations known by their form: ㈜, 有限公司, a stock code beside the name, a short name that the text defines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.entities.boundaries import HAN, HANGUL, Boundaries, alternation, neighbours
from extractor.entities.candidates import Candidate
from extractor.entities.introduced import ChineseIntroduced, KoreanIntroduced
from extractor.lang.entities import EntityTable

_WORD = f"[{HANGUL}A-Za-z0-9&]"
# (600157) (SZ:300084) (09988.HK) (00988) (6988), and the quotation that Chinese portals put behind a name:
# (5.810,-0.02,-0.3%)
_CODE = (
    f"\\((?:[A-Z]{{2,4}}[:. ]? ?|[{HAN}]{{2,4}}:?)?"
    "(?:[0-9]{6}|[0-9]{4,6}\\.[A-Z]{2}|[0-9]{5}\\)|(?!19|20)[0-9]{4}\\)|-?[0-9]+\\.[0-9]+, ?-?[0-9])"
)
_SHARES = re.compile("[^0-9)]{0,12}[0-9]{6}")  # a code of the exchanges at home
_MAX_COMPANY = 24  # characters of a full Chinese company name, place and legal form included


def core(name: str, table: EntityTable) -> str:
    """An organisation's name without its legal forms: what its short form is."""
    for form in sorted(table.organisation.legal_forms, key=len, reverse=True):
        name = name.removeprefix(form) if not form[0].isalnum() else name
        if name.endswith(form) and len(name) - len(form) >= 2:
            name = name[: -len(form)]
            break
    return name.strip()


class KoreanOrganisations:
    """Finds `㈜카카오`, `경남은행`, `[디지털데일리 홍길동기자]`."""

    def __init__(self, table: EntityTable, bounds: Boundaries) -> None:
        org = table.organisation
        self._table, self._bounds = table, bounds
        marks, self._marks = alternation(org.prefixes), org.prefixes
        self._marked = re.compile(f"{marks}({_WORD}{{2,}})|(?<!{_WORD})({_WORD}{{2,}}){marks}")
        tail = f"{alternation(table.boundary.nouns)}?{alternation(table.boundary.particles)}{{0,3}}(?!{_WORD})"
        # The ending is searched for first, and the word before it from there: a search for any word would be slow.
        # Behind some stands the title of who leads them: 한국재무학회장.
        heads = f"{alternation(org.headed)}(?={alternation(table.boundary.heads)}{tail})"
        self._ending = re.compile(f"({heads}|{alternation(org.endings)}(?={tail}))")
        self._inside = re.compile(_WORD)
        scholars = alternation(org.scholars)
        self._scholar = re.compile(f"{org.university} (?:[{HANGUL}]+ )?{scholars}") if org.university else None
        self._university = re.compile(f"(?<![{HANGUL}])[{HANGUL}]{{2,4}}{org.university}\\Z")
        self._not_universities = org.not_universities
        self._sibling = re.compile(f"{alternation(org.siblings)}(?={tail})")
        self._stem = re.compile(f"(?<![{HANGUL}A-Za-z0-9&)])[{HANGUL}A-Za-z]{_WORD}{{1,11}}\\Z")
        # A common word that is nothing but an ending (반도체) says nothing of a longer word.
        longer = alternation(word for word in org.common if word not in org.endings)
        self._common = re.compile(f"{longer}$|^{alternation(org.plain_stems)}{{0,2}}{alternation(org.endings)}$")
        self._introduced = KoreanIntroduced(table)
        self._particles = re.compile(f"^({_WORD}{{2,}}?){alternation(table.boundary.particles)}{{0,2}}$")
        houses = f"(?<![{HANGUL}]){alternation(org.houses)}(?!{alternation(org.not_houses)})"
        self._houses = re.compile(f"{houses}(?={alternation(table.boundary.heads)}?{tail})") if org.houses else None
        self._committees, self._precincts = org.committees, org.precincts
        self._city_precincts, self._precinct_cities = org.city_precincts, org.precinct_cities
        self._plain_committees = frozenset(org.plain_committees)
        self._body = re.compile(f"(?<![{HANGUL}])({alternation(org.bodies)}) $")
        reporters = alternation(table.person.reporters)
        self._byline = re.compile(f"[\\[(=/]([{HANGUL}A-Za-z]{{2,12}}) (?=[{HANGUL}]{{2,4}} ?{reporters})")

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The organisations; `known` are the places that companies share their stem with."""
        for match in self._marked.finditer(text) if any(mark in text for mark in self._marks) else ():
            yield self._with_mark(text, match)
        stems: dict[str, None] = {}
        places = {item.end: item.start for item in known if item.type == "LOC"}
        bodies = {item.end: item.start for item in known if item.type == "ORG"}
        ends, begins = {item.start: item.end for item in known}, {item.start for item in known}
        for match in self._ending.finditer(text):
            stem = self._stem.search(text, max(0, match.start() - 13), match.start())
            if stem is None:
                continue
            start, end = stem.start(), match.end(1)
            if text.endswith(self._committees, start, end) and text[start:end] not in self._plain_committees:
                body = self._body.search(text, max(0, start - 8), start)
                first = body.start(1) if body else bodies.get(start - 1, -1) if text[start - 1] == " " else -1
                if first >= 0:
                    yield self._org(first, end, text[first:end], "org-ending", 0.8)
                    continue
            credit = ends.get(start) in begins or (start in ends and text[start - 1 : start] == "=")
            if credit or self._common.search(stem[0] + match[1]):
                continue  # 사진=한빛뉴스가람은행은: a credit and the first name of the article
            if text[start - 1 : start] == " " and self._is_precinct(text, start, end):
                start = places.get(start - 1, start)
            stems.setdefault(stem[0])
            yield self._org(start, end, text[start:end], "org-ending", 0.7)
        for name in stems:
            if any(text.startswith(name, start, end) for end, start in places.items()):
                continue  # 경남은행 makes no company of 경남카드
            yield from self._siblings(text, name)
        for match in self._scholar.finditer(text) if self._scholar is not None else ():
            school = self._university.search(text, max(0, match.start() - 5), match.start() + 1)
            if school is not None and not school[0].endswith(self._not_universities):
                yield self._org(*school.span(), school[0], "org-university", 0.75)
        for match in self._houses.finditer(text) if self._houses is not None else ():
            yield self._org(*match.span(), match[0], "org-house", 0.75)
        yield from self._introduced.find(text)
        for match in self._byline.finditer(text):
            yield self._org(match.start(1), match.end(1), match[1], "byline-medium", 0.8)

    def _is_precinct(self, text: str, start: int, end: int) -> bool:
        """Whether the place before a word is the beginning of its name: 광주 서부경찰서, 서울 수서경찰서."""
        if text.endswith(self._precincts, start, end):
            return True
        city = text.endswith(self._precinct_cities, 0, start - 1)
        return city and text.endswith(self._city_precincts, start, end)

    def _siblings(self, text: str, stem: str) -> Iterator[Candidate]:
        at = text.find(stem)
        while at >= 0:
            match = self._sibling.match(text, at + len(stem))
            if match is not None and not (at and self._inside.match(text, at - 1)):
                yield self._org(at, match.end(), text[at : match.end()], "org-sibling", 0.65)
            at = text.find(stem, at + len(stem))

    def _with_mark(self, text: str, match: re.Match[str]) -> Candidate:
        start, end = match.span()
        if match[1]:
            bare = self._particles.match(match[1])
            end = match.start(1) + len(bare[1]) if bare else end
        return self._org(start, end, core(text[start:end], self._table), "org-mark", 0.9)

    def _org(self, start: int, end: int, name: str, rule: str, confidence: float) -> Candidate:
        return Candidate(start, end, "ORG", rule, confidence, core(name, self._table))


class ChineseOrganisations:
    """Finds `某某股份有限公司`, `某某科技（600000）`, `（以下简称“某某集团”）`, `Acme控股`."""

    def __init__(self, table: EntityTable, bounds: Boundaries) -> None:
        org = table.organisation
        self._table, self._bounds = table, bounds
        legal = alternation(form for form in org.endings if form in org.suffixes)
        self._legal = re.compile(f"{legal}+(?!{alternation(org.forms_unless)})")
        self._run = re.compile(f"(?:[{HAN}]|\\([{HAN}]{{2,6}}\\))+$")
        after = f"(?![{HAN}]{{0,12}}{alternation(org.suffixes)}|{alternation(org.not_followed)})"
        self._short_endings = re.compile(
            f"(?:(?<![{HAN}A-Za-z0-9])|(?<={alternation(w for w in org.breaks if len(w) == 1)}))"
            f"([{HAN}]{{2,3}}{alternation(w for w in org.endings if len(w) == 2)}){after}"
        )
        self._introduced = ChineseIntroduced(table)
        self._units = org.after_number
        self._full_forms, self._forms = tuple(form for form in org.legal_forms if len(form) > 2), org.suffixes
        self._not_begun, self._led_by = tuple(org.not_begun), tuple(org.led_by)
        self._form_unless = tuple(org.suffix_unless.items())
        self._trade = re.compile(alternation(org.tails))
        self._breaks_unless = tuple(org.breaks_unless)
        self._breaks = re.compile(alternation(org.breaks))
        self._common = re.compile(f"{alternation(org.common)}$")
        self._code = re.compile(_CODE)
        # A stock under warning has two characters behind its star, three at most behind ST, as a name has eight bytes.
        self._warned = re.compile(
            f"(?<![A-Za-z*])(?:S?\\*ST ?[{HAN}]{{2}}|S?ST ?[{HAN}]{{2}}(?:[{HAN}](?![{HAN}]))?)(?:[AB](?![A-Za-z]))?"
        )
        self._holding = re.compile(f"{alternation(org.tails)}(?=\\({alternation(org.held)})")
        self._leads_place = re.compile(f"{alternation((*org.place_led_by, *org.leads))}\\Z")
        self._coded = re.compile(f"(?:\\*?ST ?|(?<![A-Za-z])[A-Z]{{2,4}})?[{HAN}]{{2,}}[A-Z]?$")
        introduced, link = alternation(org.short_form), alternation((":", *org.short_form_link))
        self._short = re.compile(f"\\(?{introduced}{link}? ?[\"“「『'‘]([^\"”」』'’()]{{2,12}})[\"”」』'’]")
        self._short_bare = re.compile(f"\\({introduced}{link}? ?([{HAN}A-Za-z0-9]{{2,8}})[),]")
        self._latin = re.compile(
            f"(?<![A-Za-z0-9&.-])[A-Z][A-Za-z0-9&.-]{{1,30}}(?: [A-Z][A-Za-z&.-]*){{0,4}}{alternation(org.suffixes)}"
        )
        self._mixed = re.compile(
            "(?<![A-Za-z0-9&.-])(?=[A-Z]?[A-Z]*[a-z])(?:[A-Z][a-z]+ )?"
            f"[A-Z][A-Za-z]{{2,20}}{alternation(org.latin_tails)}{after}"
        )
        titles = alternation(t for t in table.person.titles if not t.isascii())
        self._latin_titled = re.compile(
            "(?<![A-Za-z0-9&.-])(?=[A-Za-z&. -]{0,40}[a-z])"
            f"([A-Z][A-Za-z&.-]{{1,30}}(?: [A-Z][A-Za-z&.-]{{1,30}}){{0,4}}) ?(?={titles})"
        )

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The organisations. `known` are the places and names at which a company's full name may begin."""
        found: list[Candidate] = []
        spans = {at for item in known if item.type == "LOC" for at in range(item.start, item.end)}
        begins = {item.start for item in known if item.type in ("ORG", "LOC")}
        for match in self._legal.finditer(text):
            if self._is_within(text, match):
                continue
            run = self._run.search(text, max(0, match.end() - _MAX_COMPANY), match.end())
            start = self._beginning(text, run.start() if run else match.start(), match.end(), spans)
            start += text[start] in self._led_by and start + 1 in begins  # 因江州银行股份有限公司
            name = text[start : match.end()]
            if self._is_company(name) and text[start - 1 : start] != ")":
                found.append(self._org(start, match.end(), name, "org-legal-form", 0.8))
        for match in self._warned.finditer(text):
            found.append(self._org(match.start(), match.end(), match[0], "org-warned-stock", 0.95))
        known_ends = {item.end for item in known if item.type == "ORG"}
        place_ends = {item.end for item in known if item.type == "LOC"}
        for code in self._code.finditer(text):
            if code.start() in known_ends:
                continue
            run = self._coded.search(text, max(0, code.start() - _MAX_COMPANY), code.start())
            start = self._coded_start(text, run.start(), run.end()) if run is not None else 0
            if run is not None and self._is_coded(text, start, run.end()):
                sure = 0.96 if run.end() in place_ends else 0.9  # 太平洋(601099) is no sea
                found.append(self._org(start, run.end(), text[start : run.end()], "org-stock-code", sure))
        for match in self._holding.finditer(text):
            run = self._coded.search(text, max(0, match.end() - 8), match.end())
            if run is not None and match.end() - match.start() + 2 <= run.end() - run.start():
                start = self._coded_start(text, run.start(), run.end())
                found.append(self._org(start, run.end(), text[start : run.end()], "org-holder", 0.75))
        for match in self._short_endings.finditer(text):
            start, name = match.start(1), match[1]
            if name.startswith(self._led_by) and len(name) > 4:
                start, name = start + 1, name[1:]  # 除江州银行
            plain = self._common.search(name) or self._breaks.search(name)
            if not plain and not name.startswith(self._not_begun):
                found.append(self._org(start, match.end(1), name, "org-ending", 0.6))
        for pattern in (self._latin, self._latin_titled, self._mixed):
            for match in pattern.finditer(text):
                end = match.end(1) if pattern is self._latin_titled else match.end()
                if self._common.fullmatch(match[0]):
                    continue
                found.append(self._org(match.start(), end, text[match.start() : end], "org-latin", 0.75))
        found.extend(self._introduced.find(text, known))
        found = list(self._shortened(text, found))
        yield from found
        yield from self._defined(text, found, known)

    def _shortened(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The organisations, a name that is part of the one full name of the text as a short form of that company."""
        names = ((item.key, text[item.start : item.end]) for item in found)
        full = {key: name for key, name in names if name.endswith(self._full_forms)}
        for item in found:
            short = len(item.key) > 2 and not text[item.start : item.end].endswith(self._full_forms)
            holders = [key for key in full if item.key in key and item.key != key] if short else []
            if item.rule == "org-stock-code" and _SHARES.match(text, item.end):
                # 晴川(600000) is not 江州晴川投资有限公司, which may hold it: a listed company has shares.
                holders = [key for key in holders if full[key].endswith(self._full_forms[0])]
            yield replace(item, key=holders[0]) if len(holders) == 1 else item

    def _is_within(self, text: str, form: re.Match[str]) -> bool:
        """Whether the form begins another word: 某某控股子公司 is a subsidiary of 某某."""
        ends = ((word, unless) for word, unless in self._form_unless if text.endswith(word, form.start(), form.end()))
        return any(text.startswith(unless, form.end()) for _, unless in ends)

    def _is_coded(self, text: str, start: int, end: int) -> bool:
        """Whether the word before a code is a name, and no trade alone and nothing that says what a company is."""
        said = self._trade.fullmatch(text, start, end) or self._breaks.fullmatch(text, end - 2, end)
        return end - start > 1 and said is None

    def _is_company(self, name: str) -> bool:
        form = next((f for f in self._forms if name.endswith(f)), "")
        if form not in self._full_forms and name.startswith(self._not_begun):
            return False  # 而原集团, 区域集团: a full legal form ends a name whatever it begins with
        return len(name) - len(form) >= 2 and not self._common.fullmatch(name)

    def _defined(self, text: str, found: Sequence[Candidate], known: Sequence[Candidate]) -> Iterator[Candidate]:
        ends = {item.end: item for item in (*known, *found) if item.type == "ORG"}
        for pattern in (self._short, self._short_bare):
            for match in pattern.finditer(text):
                full = next(
                    (ends[at] for at in range(match.start(), max(0, match.start() - 3), -1) if at in ends), None
                )
                if full is not None and not self._common.fullmatch(match[1]):
                    yield Candidate(match.start(1), match.end(1), "ORG", "org-short-form", 0.9, full.key)

    def _beginning(self, text: str, start: int, end: int, places: set[int]) -> int:
        """Where a full company name begins: after a word that no name contains, or where the text cuts it elsewhere."""
        form = end - len(next((f for f in self._forms if text.endswith(f, start, end)), ""))
        for match in self._breaks.finditer(text, start, form):
            if match.start() not in places and not text.startswith(self._breaks_unless, match.start()):  # 呼和浩特
                start = match.end()
        start += text.startswith(")", start)  # a break inside the bracket: (转载)江州…
        for at in range(start + 1, form):
            if at in places and at - 1 not in places and self._leads_place.search(text, start, at):
                start = at
        if form < end - 3:  # a full legal form ends a full name, which is not cut short
            return start
        for at in range(form - 2, start, -1):
            if len(neighbours(text, at, end)[0]) > 1:
                return at
        return start

    def _coded_start(self, text: str, start: int, end: int) -> int:
        if start and text[start - 1].isdigit():
            while text[start] in self._units and start < end - 2:
                start += 1
        whole = start
        for match in self._breaks.finditer(text, start, end - 1):
            if match.end() < end - 1 and not text.startswith(self._breaks_unless, match.start()):
                start = match.end()
        if end - start <= (5 if start == whole else 4):
            return start
        sizes = [size for size in (4, 3, 5, 6, 2) if end - size >= start]
        return end - next((size for size in sizes if len(neighbours(text, end - size, end)[0]) > 1), 4)

    def _org(self, start: int, end: int, name: str, rule: str, confidence: float) -> Candidate:
        return Candidate(start, end, "ORG", rule, confidence, core(name, self._table))
