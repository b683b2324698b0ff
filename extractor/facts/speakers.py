"""Who gives a value: 밝혔다 and 에 따르면, 据 and 表示, also behind a quotation of several sentences."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.core.facts import Party
from extractor.facts.scene import Line, Scene, Spot
from extractor.facts.topics import Topics
from extractor.lang.facts import FactGrammar

_SOURCE = 24
_CLAUSE = 26  # characters between a Chinese source and its verb of speech
_TITLE = 4  # words of a title between a name and its particle
_QUOTE = 500  # characters that one quotation may run on
_CLOSE = 60  # characters behind a quotation in which its speaker is named
_OPEN = re.compile("[“「『]")
_SHUT = re.compile("[”」』]")
_WORD = re.compile(r"[^\s,，:：；;。()（）“”「」]+$")


class Speakers:
    """The speakers of an article's values; a pronoun stands for the last person who spoke."""

    def __init__(self, scene: Scene, grammar: FactGrammar) -> None:
        self._scene, self._grammar = scene, grammar
        self._starts = [line.start for line in scene.lines]
        self._person: Party | None = None

    def speaker(self, line: Line, index: int, topics: Topics) -> Party | None:
        """Who gives a value: the source of 에 따르면 and 据, or the subject of a verb of speech."""
        found = self._korean(line, index) if self._grammar.spaced else self._chinese(line, index, topics)
        if found is not None and found.entity is not None:
            entity = self._scene.entities.get(found.entity)
            if entity is not None and entity.type == "PERSON":
                self._person = found
        return found

    def _korean(self, line: Line, index: int) -> Party | None:
        spot, text, grammar = line.values[index], self._scene.text, self._grammar
        for match in grammar.according.finditer(text, line.start, spot.start):
            return self._source(line, line.start, match.start())
        if (compiler := self._compiler(line, spot)) is not None:
            return compiler
        end = line.end
        last = line
        if (shut := self._shut(spot, line)) is not None and shut >= line.end:
            last = next((other for other in self._from(shut) if other.start <= shut < other.end), line)
            end = last.end
        advice = any(grammar.advice.match(text, hit.start) is not None for hit in line.hits if hit.end <= spot.start)
        if not advice and grammar.speech.search(text, max(spot.end, end - 14), end) is None:
            return None
        for here in (line, last):
            topics = [n for n in here.names if (n.end <= spot.start or here is not line) and self._is_topic(n)]
            if topics:
                return Party(entity=self._told_by(topics).mention.entity)
        return self._topic_words(line, spot)

    def _told_by(self, topics: list[Spot]) -> Spot:
        """The first of several topics, or the one behind the last verb of speech between: … 전망했고, B는 …."""
        text, spoken = self._scene.text, self._grammar.spoken
        for one, other in reversed(list(pairwise(topics))):
            if spoken is not None and spoken.search(text, one.end, other.start) is not None:
                return other
        return topics[0]

    def _compiler(self, line: Line, spot: Spot) -> Party | None:
        """Who compiled a figure that is named right before it: 연합인포맥스가 집계한 시장 전망치."""
        text, grammar = self._scene.text, self._grammar
        if grammar.compiled is None or grammar.nominative is None:
            return None
        for match in grammar.compiled.finditer(text, max(line.start, spot.start - _CLAUSE), spot.start):
            for name in line.names:
                if name.end < match.start() and grammar.nominative.fullmatch(text[name.end : match.start()].strip()):
                    return Party(entity=name.mention.entity)
        return None

    def _topic_words(self, line: Line, spot: Spot) -> Party | None:
        """The words with the particle of a topic that the sentence begins with: 외환딜러 서너 명은 … 점쳤다."""
        match = self._grammar.topic_words.search(self._scene.text, line.start, spot.start)
        if match is None or match.start(1) - line.start > _SOURCE:
            return None
        first, last = match.span(1)
        taken = [(s.start, s.end) for s in (*line.values, *line.dates)] + [(h.start, h.end) for h in line.hits]
        if any(start < last and first < end for start, end in taken):
            return None
        return self._words(first, last)

    def _chinese(self, line: Line, index: int, topics: Topics) -> Party | None:
        spot, text, grammar = line.values[index], self._scene.text, self._grammar
        if (source := self._by_data(line, spot)) is not None:
            return source
        for match in grammar.speech.finditer(text, line.start, spot.start):
            begin = match.start()
            mark = next((m for m in grammar.table.subjects.possessive if text.startswith(m, match.end())), None)
            if mark is not None and grammar.sources.match(text, match.end() + len(mark)) is None:
                continue  # 发布的第三代 claims nothing, 公布的数据 does
            source = self._behind(line, line.start, begin)
            if source is not None:
                return source
            told = self._pronoun(line.start, begin, topics)
            if told is not None:
                return told
        shut = self._shut(spot, line)
        if shut is None:
            return None
        for other in self._from(shut):  # “……。”启衡汽车副总裁裴晓鸥在活动后说
            for name in other.names:
                if shut < name.start <= shut + _CLOSE:
                    verb = grammar.speech.search(text, name.end, min(other.end, shut + _CLOSE))
                    persons = [n for n in other.names if name.start <= n.start and verb and n.end <= verb.start()]
                    if verb is not None and persons:
                        return self._person_of(persons)
        return None

    def _by_data(self, line: Line, spot: Spot) -> Party | None:
        """Whose data a sentence rests on: 根据美国汽车协会的数据."""
        text, forms = self._scene.text, self._grammar.table
        for name in line.names:
            led = text[max(line.start, name.start - 2) : name.start].endswith(forms.speech.according)
            mark = next((mark for mark in forms.subjects.possessive if text.startswith(mark, name.end)), None)
            if (
                led
                and mark is not None
                and name.end <= spot.start
                and self._grammar.sources.match(text, name.end + len(mark))
            ):
                return Party(entity=name.mention.entity)
        return None

    def _from(self, at: int) -> Sequence[Line]:
        """The line that holds a place, and the next one."""
        first = max(0, bisect_right(self._starts, at) - 1)
        return self._scene.lines[first : first + 2]

    def _behind(self, line: Line, start: int, begin: int) -> Party | None:
        """The source right before a verb of speech: a person before an organisation, else the words of a source."""
        text = self._scene.text
        named = []
        for name in line.names:
            if start <= name.start and name.end <= begin and begin - name.end <= _CLAUSE:
                between = re.sub(r"\([^()]*\)", "", text[name.end : begin])
                if not re.search("[,，。:：；]", between):
                    named.append(name)
        if named:
            return self._person_of(named)
        source = [m for m in self._grammar.sources.finditer(text, max(start, begin - 8), begin)]
        return self._words(source[-1].start(), source[-1].end()) if source else None

    def _pronoun(self, start: int, begin: int, topics: Topics) -> Party | None:
        """Whom the words before a verb of speech stand for: 他 the last person, 公司 the company spoken of."""
        text, forms = self._scene.text, self._grammar.table.speech
        word = _WORD.search(text, start, begin)
        if word is None or len(word[0]) > _TITLE + 2:
            return None
        if word[0].startswith(forms.persons):
            return self._person
        if self._grammar.anaphor.fullmatch(word[0]) or self._grammar.anaphor.match(word[0]):
            owner = topics.named or topics.main
            return owner.party if owner is not None else None
        return None

    def _person_of(self, names: list[Spot]) -> Party:
        persons = [name for name in names if name.mention.type == "PERSON"]
        return Party(entity=(persons or names)[-1].mention.entity)

    def _shut(self, spot: Spot, line: Line) -> int | None:
        """Where the quotation around a value closes; None for a value in none."""
        text = self._scene.text
        opened = max((m.start() for m in _OPEN.finditer(text, max(0, spot.start - _QUOTE), spot.start)), default=-1)
        if opened < 0 or _SHUT.search(text, opened, spot.start):
            return None
        closed = _SHUT.search(text, spot.end, spot.end + _QUOTE)
        return closed.start() if closed is not None else None

    def _source(self, line: Line, begin: int, end: int) -> Party | None:
        """The last name before the mark, else the words of the source."""
        names = [n for n in line.names if begin <= n.start and n.end <= end and end - n.end <= _SOURCE]
        if names:
            return Party(entity=names[-1].mention.entity)
        start = max(self._scene.text.rfind(" ", begin, max(begin, end - 1)) + 1, begin)
        return self._words(start, end) if end > start else None

    def _is_topic(self, name: Spot) -> bool:
        """Whether a name has the particle of a topic, behind its title too: 김원배 재무 본부장은, 이만수씨(58세)는."""
        grammar = self._grammar
        tail = self._scene.text[name.end : name.end + 30]
        bracket = tail.find("(")
        close = tail.find(")") + 1 if 0 <= bracket <= _TITLE else 0
        rest = tail[close:]
        if grammar.topic is None:
            return False
        if grammar.topic.match(rest) is not None:
            return True
        return any(word.endswith(grammar.table.subjects.topic) for word in self._title(rest))

    def _title(self, rest: str) -> Iterator[str]:
        """The words behind a name that may be its title: those before a word that ends otherwise."""
        for word in rest.split()[:_TITLE]:
            yield word
            if word.endswith(self._grammar.objects) or not word[-1:].isalnum():
                return

    def _words(self, start: int, end: int) -> Party:
        first, last = self._scene.folded.start(start), self._scene.folded.end(end)
        return Party(text=self._scene.source[first:last], start=first, end=last)
