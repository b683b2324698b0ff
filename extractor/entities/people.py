"""Persons that the knowledge base does not know, by the title, the verb or the byline beside them."""

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.entities.boundaries import HAN, HANGUL, alternation, neighbours
from extractor.entities.candidates import Candidate
from extractor.entities.nouns import CommonNouns
from extractor.entities.shown import KoreanShown
from extractor.entities.surnames import KoreanSurnames
from extractor.lang.entities import EntityTable

_HANGUL = re.compile(f"[{HANGUL}A-Za-z]")
_HAN_GLOSS = re.compile(f" ?\\([{HAN}]")
_LATIN_NAME = r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][a-z]+){1,2}"


class KoreanPeople:
    """Finds `마윈 회장`, `홍길동 네이버 대표`, `홍길동 봉형강사업본부장`, `홍길동기자`."""

    def __init__(self, table: EntityTable, is_place: Callable[[str], bool]) -> None:
        person = table.person
        self._is_place = is_place
        nouns, particles = alternation(table.boundary.nouns), alternation(table.boundary.particles)
        tail = f"(?={nouns}?{particles}{{0,3}}(?:[^{HANGUL}]|$))"
        gloss = r"(?: ?\([^()]{1,30}\))?"
        name = f"(?<![{HANGUL}A-Za-z])([{HANGUL}]{{2,4}}){gloss}"
        titles = (*person.titles, *person.address, *person.reporters)
        self.title = re.compile(f"({alternation(titles)}){tail}")
        charge = f"(?:[{HANGUL}A-Za-z·&]{{1,10}}{alternation(person.in_charge)} )?"
        self._direct = re.compile(f"{name} (?:{alternation(person.former)} )?{charge}({alternation(titles)}){tail}")
        local = f"([{HANGUL}]{{2,5}}?){alternation(person.local_titles)}{tail}"
        self._local = re.compile(f"{name} (?:{alternation(person.former)} )?{local}")
        self._shown = KoreanShown(table, tail)
        self._headed = re.compile(f"{alternation(table.boundary.heads)}{tail}")
        self._fused = re.compile(f"{name}({alternation((*person.reporters, *person.strong, *person.address))}){tail}")
        self._compound = re.compile(f"{name} [{HANGUL}A-Za-z0-9·&]{{1,12}}{alternation(person.compound)}{tail}")
        # A foreigner's given name, an initial, the surname; a title, the organisation before it, shows the end.
        whole = f"(?<![{HANGUL}A-Za-z]){alternation(person.given)}(?: [A-Z]\\.)? [{HANGUL}]{{1,6}}"
        titled = f"[{HANGUL}A-Za-z·&]*{alternation(titles)}{tail}"
        near = f"(?: ?\\([^()]{{1,30}}\\))?(?: [{HANGUL}A-Za-z0-9·&]+){{0,4}}? {titled}"
        near = f"(?:{near}|{gloss} {alternation(person.hired)}|\\([A-Z][a-z]+(?: [A-Z][A-Za-z.]*)+[,)])"
        self._given = re.compile(f"({whole})(?={near})")
        self._given_before = re.compile(f"(?<![{HANGUL}A-Za-z]){alternation(person.given)} \\Z")
        self._initial = re.compile(
            f"(?<![{HANGUL}A-Za-z])([{HANGUL}]{{1,6}} [A-Z]\\. [{HANGUL}]{{2,6}}?)(?={particles}|[^{HANGUL}]|$)"
        )
        self._stage = re.compile(f"{alternation(person.stage)} [‘'“\"]([{HANGUL}A-Za-z]{{2,8}})[’'”\"]")
        whole_titles = alternation((*titles, *person.surname_titles))
        self._part_tail = re.compile(
            f"(?= (?:{alternation(person.former)} )?{whole_titles}{tail})|{particles}{{1,2}}(?=[^{HANGUL}]|$)"
        )
        self._before = re.compile(f"(?<![{HANGUL}A-Za-z])([{HANGUL}]{{2,4}}) $")
        self._after = re.compile(
            f" (?:[{HANGUL}A-Za-z0-9·&]+ ){{0,2}}?[{HANGUL}A-Za-z0-9·&]*?({alternation(titles)}){tail}"
        )
        self._by_surname = KoreanSurnames(table, tail)
        self._surnames, self._titles = frozenset(person.surnames), frozenset(titles)
        self._reporters, self._foreign = frozenset(person.reporters), frozenset(person.short_surnames)
        self._strong, self._institutions = frozenset((*person.strong, *person.reporters)), table.organisation.endings
        self._stop, self._nouns = frozenset(person.stop), CommonNouns(table.nouns)
        self._weak, self._addressed = frozenset(person.weak_surnames), person.address
        self._word_endings, self._never = person.word_endings, person.never_endings
        self._heads = tuple(head for head in table.organisation.place_heads if len(head) > 1)

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The persons; `known` are the organisations and places that may stand between name and title."""
        taken = {item.start for item in known}
        for pattern, rule, confidence in (
            (self._direct, "person-title", 0.8),
            (self._fused, "person-title-fused", 0.8),
            (self._compound, "person-compound-title", 0.65),
        ):
            for match in pattern.finditer(text):
                strong = pattern is not self._compound and match[2] in self._strong
                short = len(match[1]) == 2 and pattern is self._fused
                signed = pattern is not self._compound and match[2] in self._reporters and self._is_signed(match[1])
                if match.start(1) not in taken and not short and (signed or self._is_name(match[1], strong)):
                    yield _person(match.start(1), match.end(1), match[1], rule, confidence)
        for pattern in (self._given, self._initial):
            for match in pattern.finditer(text):
                end = match.end(1)
                if not any(start in taken for start in range(match.start(1), end)) and not self._ends_common(match[1]):
                    yield _person(match.start(1), end, match[1], "person-given-name", 0.8)
        for match in self._local.finditer(text):
            if match.start(1) not in taken and self._is_place(match[2]) and self._is_name(match[1], False):
                yield _person(match.start(1), match.end(1), match[1], "person-local-title", 0.8)
        for item in self._shown.find(text):
            if item.start not in taken and self._is_name(item.key, False):
                yield item
        yield from self._by_surname.find(text)
        for match in self._stage.finditer(text):
            yield _person(match.start(1), match.end(1), match[1], "person-stage-name", 0.75)
        for item in known:
            given = (
                self._given_before.search(text, max(0, item.start - 9), item.start) if item.type == "PERSON" else None
            )
            if given is not None:  # 에릭 트럼프 is another one than 트럼프
                name = text[given.start() : item.end]
                yield _person(given.start(), item.end, name, "person-given-name", 0.8)
            if item.type in ("ORG", "LOC"):
                before = self._before.search(text, max(0, item.start - 6), item.start)
                after = self._after.match(text, item.end) or (
                    self._headed.match(text, item.end) if item.type == "ORG" else None
                )
                if before and after and before.start(1) not in taken and self._is_name(before[1], False):
                    yield _person(before.start(1), before.end(1), before[1], "person-organisation-title", 0.8)

    def shortened(self, text: str, people: Sequence[Candidate]) -> Iterator[Candidate]:
        """`마 회장` after `마윈`, `레이` after `제인 레이`: where one person of that surname stands before it."""
        yield from self._last_parts(text, people)
        yield from self._by_surname.again(text, people)

    def _last_parts(self, text: str, people: Sequence[Candidate]) -> Iterator[Candidate]:
        last: dict[str, dict[str, int]] = {}
        for item in people:
            first, _, part = text[item.start : item.end].rpartition(" ")
            if first and _HAN_GLOSS.match(text, item.end):
                part = first  # 데즈카 오사무(手塚治虫): the family's name stands first
            if first and len(part) > 1 and "\uac00" <= part[0] <= "\ud7a3":
                last.setdefault(part, {}).setdefault(item.key, item.end)
        for part, named in last.items():
            if len(named) > 1:
                continue
            ((key, at),) = named.items()
            while (at := text.find(part, at)) >= 0:
                end = at + len(part)
                tail = self._part_tail.match(text, end)
                if tail is not None and not _HANGUL.match(text[at - 1]):
                    # 블룸버그 전 시장 is nobody's firm; without a title it may be.
                    yield Candidate(at, end, "PERSON", "person-surname", 0.75 if tail[0] else 0.97, key)
                at = end

    def _ends_common(self, name: str) -> bool:
        """Whether the last word of what looks like a foreigner's name is a common one (톰 대표, 조 전)."""
        last = name.rpartition(" ")[2]
        return last in self._stop or last in self._titles or last.endswith((*self._never, *self._institutions))

    def _is_signed(self, word: str) -> bool:
        """Whether a word before a reporter's title is a name: a byline holds no other words of three syllables."""
        return len(word) == 3 and word not in self._stop and (word[0] in self._surnames or word[0] in self._foreign)

    def _is_name(self, word: str, strong: bool) -> bool:
        noun = len(word) > 2 and self._nouns.hold(word)
        if noun or word in self._stop or word.endswith(self._never) or word.startswith(self._addressed, 1):
            return False  # the last: 약사 김씨도 약사로서
        if len(word) == 4:
            return word[:2] in self._surnames and word[2:] not in self._stop
        if word[0] not in self._surnames or (len(word) == 2 and not strong):
            return False
        return not (word[0] in self._weak and word.endswith(self._word_endings)) and not word.endswith(self._heads)


class ChinesePeople:
    """Finds `记者 刘凡`, `董事长王广西`, `刘凡表示`, `财长姆努钦`, `库尔班·艾力`, `策略师 Sam Stovall`."""

    def __init__(self, table: EntityTable) -> None:
        person = table.person
        surname = alternation(person.surnames)
        self._begins = re.compile(f"(?:(?<![{HAN}·])|(?<={alternation(person.preceded)}))")
        given = f"[^\\W{re.escape(person.not_given)}0-9A-Za-z_]"
        seldom = f"[^\\W{re.escape(_without(person.not_given, person.seldom_given))}0-9A-Za-z_]"
        follow = f"(?=[^{HAN}·]|$|{alternation(person.follow)})"
        dated = f"(?=[{HAN}]{{2,3}}[0-9]{{1,2}}{alternation(person.dated)})"
        leads = alternation((*person.titles, *person.roles, *person.reporters))
        self.title = re.compile(f"({alternation(person.titles)})")
        foreign = f"(?:[{person.transliteration}]{{2,6}}·)*[{person.transliteration}]{{2,7}}"
        told = f"(?=[^{HAN}0-9]|{alternation((*person.verbs, *person.after_seldom))})"
        strange = f"{alternation(person.title_surnames)}{given}{{1,3}}{follow}"
        # 左涛上任: where a longer word follows a given name of one character, it is not cut for one of two.
        on = alternation(word for word in (*person.verbs, *person.follow) if len(word) > 1)
        native = f"{surname}(?:{given}(?!{on}){given}{follow}|{given}{follow}|{seldom}{{2}}{told})"
        name = f"{foreign}{follow}|{strange}|{native}|[{person.transliteration}]{{2,7}}(?!·)|{_LATIN_NAME}"
        self._after_title = re.compile(f"({leads})[:：| ]{{0,2}}({name})")
        reporters = alternation(person.reporters)
        self._byline = re.compile(
            f"({reporters})[:：| ]{{0,2}}({surname}(?:{seldom}{{1,2}}(?= )|{given}{{1,2}}{dated}))"
        )
        part = f"[{person.transliteration}{person.dotted}]"
        last = f"(?:{part}{{1,6}}|{surname})"  # a foreign name before a Chinese surname: 保罗·陈
        self._dotted = re.compile(f"(?<![{HAN}·]){part}{{1,6}}(?:·{last}){{1,2}}(?!·){follow}")
        self._led_dotted = re.compile(f"{leads}[:： ]{{0,2}}({part}{{1,6}}(?:·{last}){{1,2}}){follow}")
        self._repeating = re.compile(
            f"{alternation((*person.titles, *person.roles))}[:： ]{{0,2}}({surname}{given}{{2}})"
        )
        withheld = alternation(person.anonymous)
        self._anonymous = re.compile(
            f"{surname}{withheld}(?:{given}(?=[、,;。)]|{alternation(person.follow_withheld)})|(?!{alternation(person.not_anonymous)}))"
        )
        # Right behind a house whose people are named so, a name of three ends where the text ends a word.
        self._glued = re.compile(f"({surname}{given}{{2}})(?=[:：,、;。)—\\n-]|$|({alternation(person.verbs)}))")
        self._houses = person.houses
        more = f"(?:[ 、,]{{1,2}}({surname}{given}{{1,2}}){follow}|\n({surname}{given}{{1,2}})(?=\n|$))"
        self._more = re.compile(more)
        # What follows is searched for first, and the name from there: a search for any surname would be slow.
        self._verb, self._named = re.compile(alternation(person.verbs)), re.compile(f"{surname}{given}{{1,2}}\\Z")
        self._address = re.compile(alternation(person.address))
        self._addressed = re.compile(f"{surname}{given}{{0,2}}\\Z")
        self._reports = re.compile(f"(?:^|[\\n。])((?:{surname}{given}{{1,2}} ){{1,3}})(?={alternation(person.verbs)})")
        # A part of a foreign name stands behind anything but a letter of another; of two characters it needs a verb.
        self._alone = re.compile(f"(?<![{HAN}·])|(?<={alternation(person.preceded)})")
        self._told, self._ended = re.compile(alternation(person.verbs)), re.compile(follow)
        self._office = re.compile(f"(?<![{HAN}])({surname})(?={alternation(person.surname_titles)})")
        self._stop, self._address_words = person.stop, person.address
        self._reporters = frozenset(person.reporters)
        self._short_reporters = frozenset(word for word in person.reporters if len(word) == 1)

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The persons; names that `known` holds already are left to it."""
        for match in self._after_title.finditer(text):
            short = match[1] in self._short_reporters
            if not match[2].startswith(self._stop) and not (short and not self._is_byline(text, match)):
                yield _person(match.start(2), match.end(2), match[2], "person-title", 0.8)
                if match[1] in self._reporters:
                    yield from self._others(text, match.end())
        for item in known:
            person = self._glued.match(text, item.end) if item.type == "ORG" else None
            if person is None or not (person[2] or text.endswith(self._houses, item.start, item.end)):
                continue
            if not person[1].startswith(self._stop):
                yield _person(person.start(1), person.end(1), person[1], "person-organisation", 0.7)
        for match in self._anonymous.finditer(text):
            yield _person(*match.span(), match[0], "person-anonymous", 0.7)
        for match in self._byline.finditer(text):
            yield _person(match.start(2), match.end(2), match[2], "person-byline", 0.8)
            yield from self._others(text, match.end())
        for pattern, number in ((self._led_dotted, 1), (self._dotted, 0)) if "·" in text else ():
            for match in pattern.finditer(text):
                yield _person(match.start(number), match.end(number), match[number], "person-dotted", 0.8)
        for match in self._repeating.finditer(text):
            yield from self._repeated(text, match.start(1), match.end(1))
        for pattern, before, rule in (
            (self._verb, self._named, "person-verb"), (self._address, self._addressed, "person-address")
        ):  # fmt: skip
            for match in pattern.finditer(text):
                found = before.search(text, max(0, match.start() - 4), match.start())
                if found is None or not self._begins.match(text, found.start()):
                    continue
                if not found[0].startswith(self._stop) and not found[0].endswith(self._address_words):
                    yield _person(found.start(), found.end(), found[0], rule, 0.65)
        for match in self._reports.finditer(text):
            at = match.start(1)
            for name in match[1].split(" ")[:-1]:
                yield _person(at, at + len(name), name, "person-byline", 0.7)
                at += len(name) + 1

    def _repeated(self, text: str, start: int, end: int) -> Iterator[Candidate]:
        """A name with no sign of its end, which the text writes again before another character."""
        for last in (end, end - 1):
            name = text[start:last]
            if len(neighbours(text, start, last)[1]) > 1:
                if not name.startswith(self._stop):
                    yield _person(start, last, name, "person-title", 0.75)
                return

    def _is_byline(self, text: str, match: re.Match[str]) -> bool:
        before = text[match.start() - 1 : match.start()]
        own_line = before in ("", "\n") and not match[0][len(match[1])].isalpha()
        return len(match[2]) <= 4 and (own_line or (before != "" and before in "(【[/|"))

    def _others(self, text: str, at: int) -> Iterator[Candidate]:
        while (match := self._more.match(text, at)) is not None:
            number = 1 if match[1] else 2
            yield _person(*match.span(number), match[number], "person-byline", 0.7)
            at = match.end()

    def shortened(self, text: str, people: Sequence[Candidate]) -> Iterator[Candidate]:
        """`格雷` after `保罗·格雷`: the last part of a name with a dot, of one character only where it speaks.

        `林总` after `林凡`: a surname before a title, where one person of the text bears it.
        """
        keys: dict[str, set[str]] = {}
        for item in people:
            keys.setdefault(text[item.start], set()).add(item.key)
        for match in self._office.finditer(text):
            if len(held := keys.get(match[1], set())) == 1:
                yield Candidate(*match.span(1), "PERSON", "person-surname", 0.75, *held)
        last: dict[str, dict[str, Candidate]] = {}
        for item in people:
            first, _, rest = text[item.start : item.end].rpartition("·")
            if first and rest:
                last.setdefault(rest, {}).setdefault(item.key, item)
        for part, named in last.items():
            if len(named) > 1:
                continue
            item = next(iter(named.values()))
            at = text.find(part, item.end)
            while at >= 0:
                end = at + len(part)
                if self._alone.match(text, at) and (self._told if len(part) < 3 else self._ended).match(text, end):
                    yield Candidate(at, end, "PERSON", "person-surname", 0.75, item.key)
                at = text.find(part, end)


def _without(characters: str, others: str) -> str:
    return "".join(character for character in characters if character not in others)


def _person(start: int, end: int, name: str, rule: str, confidence: float) -> Candidate:
    return Candidate(start, end, "PERSON", rule, confidence, name)
