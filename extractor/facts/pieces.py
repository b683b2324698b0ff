"""The names and noun phrases of a sentence, cut where a value, a date, a metric or a word of no noun phrase stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from extractor.core.facts import Party
from extractor.core.spans import Mention
from extractor.facts.phrases import party_of
from extractor.facts.places import FARTHEST, Placed, after, before, before_date
from extractor.facts.sayings import quotes, saying
from extractor.facts.scene import Hit, Line, Scene, open_bracket
from extractor.facts.topics import Owner
from extractor.lang.facts import FactGrammar, concept_table

ACTORS = frozenset(("ORG", "PRODUCT", "INDEX", "PERSON"))
_LATIN_OR_WORD = re.compile(
    r"[^\s,;:()\[\]\"\u201c\u201d\u2018\u2019\u2026\u25b3\u25b2\u25bd\u25bc=\u2460-\u2473\u3001\u3002\uff0c-]+"
)
_GLUED = re.compile(r"[)\]\"'\u2019\u201d\u300d%]*[\uac00-\ud7a3]")
_DOTS = ".'\u00b7\u318d\u30fb"  # around words of a list
_BREAK = re.compile(r"[^\w\u00b7.&/%-]")
_LONGEST = 4  # words of a Korean noun phrase
_OFTEN = 3


class Piece(NamedTuple):
    """A name, a metric word or a noun phrase: `follows` and `leads` say what stands around it, `again` how often the
    article has it, up to three times."""

    start: int
    end: int
    sort: str
    mention: Mention | None
    follows: str
    leads: str
    again: int


class _Part(NamedTuple):
    """A piece before anybody looked at what stands around it; `place` is where its phrase begins and ends."""

    place: Placed
    end: int
    sort: str
    mention: Mention | None = None


def _parts(scene: Scene, line: Line, grammar: FactGrammar) -> list[_Part]:
    """What may be a subject in a sentence, in text order."""
    text = scene.text
    found = [_Part(name, name.end, name.mention.type, name.mention) for name in line.names]
    phrases = {place.end: place for place in (_korean if grammar.spaced else _chinese)(scene, line, grammar)}
    for hit in line.hits:
        if not any(n.start < hit.end and hit.start < n.end for n in line.names):
            end = without_metric(text, hit, grammar)
            whole = hit
            if end < hit.end and not grammar.spaced and hit.start in phrases:  # 全国 and 原煤 of 全国原煤产量
                whole = replace(hit, start=phrases.pop(hit.start).start)
            found.append(_Part(whole, end, "metric" if end == hit.end else "fused"))
    found += [_Part(place, place.end, "words") for place in phrases.values()]
    for value in line.values:  # 20대는 54.8%, 30대는 46.7%
        if value.mention.type == "quantity" and after(text, value, line, grammar) in ("topic", "nominative"):
            found.append(_Part(value, value.end, "count"))
    if not grammar.spaced:
        found += [_Part(place, place.end, "anaphor") for place in _anaphors(scene, line, grammar)]
    return sorted(found, key=lambda part: (part.place.start, part.end))


def _pieces(parts: Sequence[_Part], scene: Scene, line: Line, grammar: FactGrammar) -> list[Piece]:
    """What may be a subject in a sentence, in text order, with what stands around it."""
    text = scene.text
    found = []
    for part in parts:
        place = part.place
        again = min(text.count(text[place.start : part.end]), _OFTEN) if part.mention is None else 0
        follows, leads = after(text, place, line, grammar), before(text, place, line, grammar)
        found.append(Piece(place.start, part.end, part.sort, part.mention, follows, leads, again))
    return found


def _anaphors(scene: Scene, line: Line, grammar: FactGrammar) -> Iterator["_Place"]:
    """Words that stand for somebody whom the text may never name: 公司拟以…."""
    for match in grammar.anaphor.finditer(scene.text, line.start, line.end):
        if match.end() - match.start() > 1 and not line.touched(*match.span()):
            yield _Place(*match.span())


def without_metric(text: str, hit: Hit, grammar: FactGrammar) -> int:
    """Where the metric begins in a word that names its subject too: 원·달러 환율, 原煤产量, else its end."""
    for at in range(hit.end - 2, hit.start + 1, -1):
        if text[at : hit.end] in grammar.concepts:
            end = at - (text[at - 1] == " ")
            led = text[hit.start : end]
            own = grammar.concepts.get(led) in concept_table().never["METRIC"]  # EBITDA利润率 is a metric of a metric
            return hit.end if led in grammar.modifiers or own else end
    return hit.end


class _Place(NamedTuple):
    start: int
    end: int


def _taken(line: Line) -> list[tuple[int, int]]:
    """What no phrase reaches into: values, dates, names and metric words, in text order."""
    spots = [(s.start, s.end) for s in (*line.values, *line.dates, *line.names)] + [(h.start, h.end) for h in line.hits]
    return sorted(spots)


def _gaps(line: Line) -> Iterator[tuple[int, int]]:
    at = line.start
    for start, end in _taken(line):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < line.end:
        yield at, line.end


def _korean(scene: Scene, line: Line, grammar: FactGrammar) -> Iterator[_Place]:
    """Words up to one with a particle; a place name right before belongs to them: 서울 아파트."""
    text, subjects = scene.text, grammar.table.subjects
    strangers = (*subjects.not_topic, *subjects.verbal)
    marks = (*subjects.topic, *subjects.nominative, *subjects.possessive, *grammar.objects)
    places = {n.end: n.start for n in line.names if n.mention.type == "LOC"}
    for first, last in _gaps(line):
        begin: int | None = None
        count, stop = 0, first
        if first > line.start and _GLUED.match(text, first, last) is not None:  # particles of what stands before
            blank = re.search(r"\s", text[first:last])
            first = first + blank.start() if blank is not None else last
        for match in _LATIN_OR_WORD.finditer(text, first, last):
            word = match[0].strip(_DOTS)
            start = match.start() + match[0].find(word)
            if begin is not None and text[stop:start] != " ":
                yield _Place(begin, stop)
                begin = None
            if word.endswith(grammar.than):  # what something is compared with owns nothing: 노르웨이산 연어보다
                begin = None
                continue
            if word in grammar.modifiers or word.endswith(strangers) or not any(c.isalpha() for c in word):
                if begin is not None:
                    yield _Place(begin, stop)
                begin = None
                continue
            particle = _particle(word, marks) if word.endswith(marks) else 0
            end = start + len(word) - particle
            stem = text[start:end]
            if stem in grammar.modifiers or stem.endswith(subjects.verbal) or grammar.anaphor.fullmatch(stem):
                if begin is not None:
                    yield _Place(begin, stop)
                begin = None
                continue
            if begin is None:
                head = start - (text[start - 1 : start] == " ")
                begin, count = places.get(head, start), 0
            count += 1
            stop = end
            if (particle or count == _LONGEST) and end - begin >= 2:
                yield _Place(begin, end)
                begin = None
            elif particle:
                begin = None
        if begin is not None and stop - begin >= 2:
            yield _Place(begin, stop)


def _particle(word: str, marks: Sequence[str]) -> int:
    """The length of the particle or the ending that closes a Korean word."""
    return max((len(mark) for mark in marks if word.endswith(mark) and len(word) - len(mark) >= 2), default=0)


def _chinese(scene: Scene, line: Line, grammar: FactGrammar) -> Iterator[_Place]:
    """Runs of characters between signs and words that no noun phrase holds; a place right before belongs to them."""
    text = scene.text
    places = {n.end: n.start for n in line.names if n.mention.type == "LOC"}
    for first, last in _gaps(line):
        cuts = [(m.start(), m.end()) for m in grammar.bounding.finditer(text, first, last)]
        cuts += [(m.start(), m.end()) for m in _BREAK.finditer(text, first, last)]
        at = first
        for start, end in [*sorted(cuts), (last, last)]:
            spoken = start - at >= 2 and any(c.isalpha() for c in text[at:start])
            if spoken and grammar.anaphor.fullmatch(text, at, start) is None:
                yield _Place(places.get(at, at), start)
            at = max(at, end)


def anaphors(scene: Scene, line: Line, grammar: FactGrammar, limit: int) -> Sequence[int]:
    """Where words stand for somebody spoken of before (이 회사는, 公司): at the start of a clause, of a word."""
    found = []
    for match in grammar.anaphor.finditer(scene.text, line.start, limit):
        ahead = scene.text[match.start() - 1 : match.start()]
        if grammar.spaced and (ahead.isalnum() or scene.text[match.end() : match.end() + 2].strip()[1:2].isalnum()):
            continue
        if not grammar.spaced and match.start() not in line.clauses and before_date(line, match.start()) is False:
            continue
        found.append(match.start())
    return found


class Standing(NamedTuple):
    """What of a piece is the same for all values of its sentence. `number` is that of the clause that it begins in,
    `opened` whether it stands in a bracket, `speech` where a verb behind it in its clause says that it speaks, `apart`
    whether words set it apart (판재류의 경우), `addressed` whether an offer is for it (회원 대상)."""

    party: Party
    start: int
    number: int
    opened: bool
    speech: tuple[int, int, int] | None
    apart: bool
    addressed: bool

    def steps(self, at: int, number: int) -> int:
        """`places.steps` from the piece to a place in the clause with that number."""
        return min(number - self.number, FARTHEST) if self.start <= at else -min(self.number - number, FARTHEST)


class Pieces:
    """What a sentence holds for all its values: its names and noun phrases, who gives the news, its quotations; each is
    looked for when it is asked for first, as most values ask for none."""

    def __init__(self, scene: Scene, line: Line, grammar: FactGrammar) -> None:
        self._scene, self._line, self._grammar = scene, line, grammar

    @cached_property
    def _parts(self) -> list[_Part]:
        return _parts(self._scene, self._line, self._grammar)

    @cached_property
    def found(self) -> list[Piece]:
        """The names and noun phrases, in text order."""
        return _pieces(self._parts, self._scene, self._line, self._grammar)

    @cached_property
    def sayers(self) -> frozenset[str]:
        """The names that only give the news, by the ids of their mentions."""
        return frozenset(saying(self._scene, self._line, self._grammar))

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Where the quotations begin and end."""
        return list(quotes(self._scene.text, self._line))

    @cached_property
    def head(self) -> Owner | None:
        """What the sentence begins with: its first name or noun phrase."""
        for part in self._parts:
            if part.sort in ACTORS or part.sort == "words":
                party = party_of(self._scene, part.mention, part.place.start, part.end)
                return Owner(party, 0.5, "subject.headed")
        return None

    def clause(self, at: int) -> int:
        """The number of the clause that holds a place."""
        return bisect_right(self._line.clauses, at)

    @cached_property
    def standing(self) -> list[Standing]:
        """How each of `found` stands in its sentence."""
        return [self._of(piece) for piece in self.found]

    def _of(self, piece: Piece) -> Standing:
        scene, line, text = self._scene, self._line, self._scene.text
        end = line.clause(piece.end)[1]
        verb = None if self._grammar.spaced else self._grammar.speech.search(text, piece.end, end)
        return Standing(
            party_of(scene, piece.mention, piece.start, piece.end),
            piece.start,
            self.clause(piece.start),
            open_bracket(text, line.start, piece.start) is not None,
            (piece.end, end, verb.end()) if verb is not None else None,
            text.startswith(self._grammar.topic_phrases, piece.end),
            self._grammar.addressed.match(text, piece.end) is not None,
        )

    def speaks(self, standing: Standing, limit: int) -> bool:
        """Whether a verb between a piece and a place behind it, in the clause of the piece, says that it speaks."""
        if standing.speech is None:
            return False
        start, end, verb = standing.speech
        return verb <= limit or self._grammar.speech.search(self._scene.text, start, min(end, limit)) is not None
