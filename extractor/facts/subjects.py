"""Whose metric a value is: the words right before the metric, the clause's or sentence's subject, the running topic."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from extractor.core.facts import Kind, Party
from extractor.facts.metrics import Choice
from extractor.facts.scene import Line, Scene, Spot
from extractor.lang.facts import FactGrammar

_HOLDERS = frozenset(("ORG", "PRODUCT", "INDEX", "PERSON", "LOC"))
_ACTORS = frozenset(("ORG", "PRODUCT", "INDEX", "PERSON"))
_BREAK = re.compile(r"[,，、;；:：。()（）\"“”…·\n/]")
_LONGEST = 22
_HANGUL = re.compile("[\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Owner:
    """A subject and how sure the evidence is."""

    party: Party
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Topics:
    """Whom the text speaks of: the subject of the last value, the last named one, and the article's main one."""

    last: Owner | None = None
    named: Owner | None = None
    main: Owner | None = None


def subject_of(
    scene: Scene, line: Line, index: int, choice: Choice, kind: Kind, grammar: FactGrammar, topics: Topics,
    previous: Owner | None,
) -> Owner | None:
    """The subject of a value by its sentence, else the running topic, less sure. `previous` is that of the value before
    it in the sentence."""
    sayers = _sayers(scene, line, grammar)
    if kind == "difference" and grammar.spaced and (owner := _led(scene, line, index, grammar)) is not None:
        return owner
    spot = line.values[index]
    clause = line.clause(spot.start)[0]
    anaphor = grammar.anaphor.match(scene.text, clause) is not None
    before = choice.hit is not None and choice.hit.end <= spot.start
    here = _by_words(scene, line, choice, grammar) if before or grammar.spaced else None
    here = here or _behind(scene, line, index, choice, grammar)
    here = here or _by_names(scene, line, index, choice, grammar, sayers, previous)
    here = here or (_by_head(scene, line, index, grammar) if previous is None else None)
    if here is not None:
        return here
    if previous is not None and not anaphor:
        return Owner(previous.party, previous.confidence * 0.95, "subject.carried")
    carried = choice.hit is None or choice.hit.start < line.start
    if anaphor:
        order = (topics.main, topics.named, topics.last)
    else:
        order = (topics.last, topics.named, topics.main) if carried else (topics.named, topics.last, topics.main)
    topic = next((t for t in order if t is not None and _suits(scene, t, choice)), None)
    return Owner(topic.party, topic.confidence * 0.85, "subject.topic") if topic is not None else None


def _suits(scene: Scene, owner: Owner, choice: Choice) -> bool:
    """Whether somebody can have a metric: an index has no revenue, a company no level of an index."""
    entity = scene.entities.get(owner.party.entity or "")
    if entity is None:
        return True
    if choice.concept == "index_level":
        return entity.type == "INDEX"
    return entity.type != "INDEX" or choice.concept in ("trading_value", "trading_volume", "market_cap")


def _behind(scene: Scene, line: Line, index: int, choice: Choice, grammar: FactGrammar) -> Owner | None:
    """What a capacity is that of stands behind it in Chinese: 年产50万吨合成氨装置."""
    if grammar.spaced or choice.concept != "capacity":
        return None
    spot, text = line.values[index], scene.text
    end = line.clause(spot.start)[1]
    words = text[spot.end : min(end, spot.end + 14)]
    cut = grammar.ends_noun.search(words)
    words = words[: cut.start()] if cut is not None else words
    return Owner(_party(scene, spot.end, spot.end + len(words)), 0.7, "subject.behind") if len(words) >= 2 else None


def _sayers(scene: Scene, line: Line, grammar: FactGrammar) -> frozenset[str]:
    """Names that only give the news: 리얼투데이에 따르면, 生意社数据显示."""
    text = scene.text
    if grammar.spaced:
        ends = [match.start() for match in grammar.according.finditer(text, line.start, line.end)]
        return frozenset(n.mention.id for n in line.names if ends and n.end <= ends[-1])
    found = set()
    for name in line.names:
        behind = text[name.end : name.end + 8]
        source = grammar.sources.match(behind)
        speech = grammar.speech.search(behind)
        led = text[max(line.start, name.start - 2) : name.start].endswith(grammar.table.speech.according)
        if speech is not None and (source is not None or led or speech.start() <= 1):
            found.add(name.mention.id)
    return frozenset(found)


def _by_words(scene: Scene, line: Line, choice: Choice, grammar: FactGrammar) -> Owner | None:
    """The words right before the metric: 서울 아파트 in 서울 아파트 매매가격, 原煤 in 原煤产量."""
    hit = choice.hit
    if hit is None or not line.start <= hit.start < line.end:
        return None
    floor = max([line.start, *(s.end for s in (*line.values, *line.dates) if s.end <= hit.start)])
    floor = max(floor, max((h.end for h in line.hits if h.end <= hit.start), default=line.start))
    floor = max(floor, hit.start - _LONGEST)
    if grammar.spaced and floor > line.start and not scene.text[floor : floor + 1].isspace():
        blank = scene.text.find(" ", floor, hit.start)  # the particle or the rest of a word
        floor = blank if blank >= 0 else hit.start
    window = scene.text[floor : hit.start]
    span = _phrase(window, floor, grammar) if grammar.spaced else _run(window, floor, grammar)
    if span is None:
        return None
    crossing = [n for n in line.names if n.start < span[0] < n.end]
    start = crossing[0].start if crossing else span[0]
    names = [n for n in line.names if start <= n.start and n.end <= span[1] and n.mention.type in _HOLDERS]
    if names:
        last = names[-1]
        rest = scene.text[last.end : span[1]].strip()
        for mark in grammar.table.subjects.possessive:
            rest = rest.removeprefix(mark).strip()
        if len(rest) < 2 or rest in grammar.modifiers:
            place = last.mention.type == "LOC" and last.start > start
            if not place:
                return Owner(Party(entity=last.mention.entity), 0.93, "subject.before-metric")
        elif last.mention.type != "LOC":  # the owner's part: SK이노베이션의 정유 사업
            at = scene.text.index(rest, last.end)
            return Owner(_party(scene, at, span[1]), 0.8, "subject.part")
    return Owner(_party(scene, start, span[1]), 0.8, "subject.words")


def _phrase(window: str, begin: int, grammar: FactGrammar) -> tuple[int, int] | None:
    """The Korean words before a metric, back to a word with a particle; modifiers say whose value it is not."""
    cut = max((m.end() for m in _BREAK.finditer(window)), default=0)
    kept: list[tuple[int, int]] = []
    for match in reversed(list(re.finditer(r"\S+", window[cut:]))):
        first, last = match.span()
        word = match[0]
        if word in grammar.modifiers or not _HANGUL.search(word) and not word.isascii():
            if kept:
                break
            continue
        ending = next((p for p in grammar.table.subjects.possessive if word.endswith(p) and len(word) > 2), None)
        if ending is not None and not kept:
            if word[: -len(ending)] in grammar.modifiers:
                break
            kept.insert(0, (first, last - len(ending)))
            continue
        if ending is not None or _marked(word, grammar):
            break
        kept.insert(0, (first, last))
    if not kept or kept[-1][1] - kept[0][0] < 2:
        return None
    return begin + cut + kept[0][0], begin + cut + kept[-1][1]


def _marked(word: str, grammar: FactGrammar) -> bool:
    subjects = grammar.table.subjects
    marks = (*subjects.topic, *subjects.nominative, *grammar.table.clauses.endings, *grammar.objects)
    return len(word) > 1 and word.endswith(marks)


def _run(window: str, begin: int, grammar: FactGrammar) -> tuple[int, int] | None:
    """The Chinese characters before a metric, back to a word that cannot stand inside a noun phrase."""
    cut = max((m.end() for m in _BREAK.finditer(window)), default=0)
    cut = max(cut, max((m.end() for m in grammar.bounding.finditer(window, cut)), default=cut))
    words = window[cut:]
    stripped = words.rstrip("".join(grammar.table.subjects.possessive) + " ")
    first = len(words) - len(words.lstrip())
    if len(stripped) - first < 2 or grammar.anaphor.fullmatch(stripped.strip()):
        return None
    return begin + cut + first, begin + cut + len(stripped)


def _led(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Owner | None:
    """What is cheaper or larger stands behind: 10% 저렴한 캐나다산 소고기를."""
    spot, text = line.values[index], scene.text
    match = grammar.compared.search(text, spot.end, min(line.end, spot.end + 8))
    if match is None:
        return None
    blank = text.find(" ", match.end() - 1, match.end() + 3)
    if blank < 0:
        return None
    words = re.compile(r"[^\s,.()]+(?: [^\s,.()]+){0,3}").match(text, blank + 1, line.end)
    if words is None:
        return None
    at = words.start()
    for word in re.finditer(r"\S+", words[0]):
        particle = grammar.particle_end.search(word[0])
        if particle is not None and len(word[0]) - len(particle[0]) >= 2 and _marked(word[0], grammar):
            return Owner(_party(scene, at, at + word.end() - len(particle[0])), 0.75, "subject.led")
    return None


def _by_names(
    scene: Scene, line: Line, index: int, choice: Choice, grammar: FactGrammar, sayers: Collection[str],
    previous: Owner | None,
) -> Owner | None:
    """The name that is the clause's subject, else the sentence's."""
    spot, text = line.values[index], scene.text
    names = [n for n in line.names if not _aside(text, n, line, spot) and n.mention.id not in sayers]
    ahead = [n for n in names if n.end <= spot.start and n.mention.type in _HOLDERS]
    if choice.concept == "index_level":
        indices = [n for n in ahead if n.mention.type == "INDEX"]
        if indices:
            return Owner(Party(entity=indices[-1].mention.entity), 0.92, "subject.index")
    clause = line.clause(spot.start)[0]
    if not grammar.spaced:
        if grammar.anaphor.match(text, clause) and not any(n.start == clause for n in ahead):
            return None
        near = [n for n in ahead if n.mention.type in _ACTORS]
        in_clause = [n for n in near if n.start >= clause]
        if in_clause:
            return Owner(Party(entity=in_clause[0].mention.entity), 0.86, "subject.clause")
        fresh = choice.hit is not None and choice.hit.start >= line.start
        if previous is None and near and fresh and _head(scene, line, clause, grammar) is None:
            return Owner(Party(entity=near[0].mention.entity), 0.72, "subject.sentence")
        return None
    marked = [n for n in ahead if _subject_mark(text, n, grammar)]
    local = [n for n in marked if n.start >= clause]
    if local:
        return Owner(Party(entity=local[-1].mention.entity), 0.9, "subject.marked")
    if (words := _topic_words(scene, line, clause, spot, grammar)) is not None:
        return words
    if marked:
        return Owner(Party(entity=marked[0].mention.entity), 0.8, "subject.marked")
    if (words := _topic_words(scene, line, line.start, spot, grammar)) is not None:
        return words
    owners = [n for n in ahead if n.mention.type in ("ORG", "PRODUCT", "INDEX") and n.start >= clause]
    return Owner(Party(entity=owners[-1].mention.entity), 0.6, "subject.near") if owners else None


def _topic_words(scene: Scene, line: Line, begin: int, spot: Spot, grammar: FactGrammar) -> Owner | None:
    """Words with the particle of a topic that are neither a name nor a metric: 판재류의 경우, 학생용 카드는."""
    for match in grammar.topic_words.finditer(scene.text, begin, spot.start):
        first, last = match.span(1)
        inner = (*line.hits, *line.dates, *line.values, *line.names)
        if any(item.start < last and first < item.end for item in inner):
            continue
        if match[0].endswith(grammar.table.subjects.not_topic) or grammar.base_marks.match(match[0].split(" ")[-1]):
            continue
        words = match[1].split(" ")
        while words and (words[0] in grammar.modifiers or len(words) > 1 and _marked(words[0], grammar)):
            first += len(words[0]) + 1
            words = words[1:]
        if words and last - first >= 2 and not grammar.anaphor.fullmatch(" ".join(words)):
            return Owner(_party(scene, first, last), 0.7, "subject.topic-words")
    return None


def _by_head(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Owner | None:
    """The words that a Chinese clause begins with: 尿素产品 in 尿素产品2016年实现利润总额."""
    if grammar.spaced:
        return None
    spot = line.values[index]
    clause = line.clause(spot.start)[0]
    span = _head(scene, line, clause, grammar)
    if span is None and clause > line.start:
        previous = line.clause(clause - 1)[0]
        span = _head(scene, line, previous, grammar) if spot.start - previous < 60 else None
    return Owner(_party(scene, *span), 0.68, "subject.head") if span is not None else None


def _head(scene: Scene, line: Line, clause: int, grammar: FactGrammar) -> tuple[int, int] | None:
    _, end = line.clause(clause)
    stops = [s.start for s in (*line.dates, *line.values, *line.names, *line.hits) if clause <= s.start < end]
    limit = min([end, *stops])
    words = scene.text[clause:limit]
    bound = grammar.bounding.search(words)
    words = words[: bound.start()] if bound is not None else words
    first = len(words) - len(words.lstrip())
    words = words.strip("".join(grammar.table.subjects.possessive) + " 　")
    if not 2 <= len(words) <= 14 or grammar.anaphor.fullmatch(words) or _BREAK.search(words):
        return None
    if limit == end and bound is None:  # nothing of the clause is left for a predicate
        return None
    return clause + first, clause + first + len(words)


def _subject_mark(text: str, name: Spot, grammar: FactGrammar) -> bool:
    tail = text[name.end : name.end + 30]
    if tail.startswith("("):
        tail = tail[tail.find(")") + 1 :]
    for pattern in (grammar.topic, grammar.nominative):
        if pattern is not None and (match := pattern.match(tail)) is not None:
            return match.end() == len(tail) or not _HANGUL.match(tail[match.end()])
    return False


def _aside(text: str, name: Spot, line: Line, spot: Spot) -> bool:
    """Whether a name stands in a bracket that the value does not stand in."""
    opened = text.rfind("(", line.start, name.start)
    return opened >= 0 and ")" not in text[opened : name.start] and ")" in text[name.end : spot.start]


def _party(scene: Scene, start: int, end: int) -> Party:
    first, last = scene.folded.start(start), scene.folded.end(end)
    surface = scene.source[first:last]
    first += len(surface) - len(surface.lstrip())
    surface = surface.strip()
    return Party(text=surface, start=first, end=first + len(surface))


def main_subject(scene: Scene, title: str) -> Owner | None:
    """Whom an article is about: the organisation, product or index that it names most, first of all in its title."""
    counts: dict[str, float] = {}
    for line in scene.lines:
        for name in line.names:
            if name.mention.type in ("ORG", "PRODUCT", "INDEX") and name.mention.entity is not None:
                behind = scene.text[name.end : name.end + 3]
                listed = behind[:1] == "(" and behind[1:2].isdigit()
                titled = name.mention.text in title
                counts[name.mention.entity] = counts.get(name.mention.entity, 0.0) + 1.0 + 2.0 * listed + titled
    if not counts:
        return None
    best = max(counts, key=lambda entity: counts[entity])
    return Owner(Party(entity=best), 0.6, "subject.main")
