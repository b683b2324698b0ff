"""Subjects that are words: what stands right before the metric, at the head of the clause, behind a comparison."""

import re

from extractor.core.facts import Party
from extractor.core.spans import Mention
from extractor.facts.measures import Choice
from extractor.facts.places import behind_glued
from extractor.facts.scene import Line, Scene, Spot
from extractor.facts.topics import Owner
from extractor.lang.facts import SYLLABLE, FactGrammar

HOLDERS = frozenset(("ORG", "PRODUCT", "INDEX", "PERSON", "LOC"))
_BREAK = re.compile(r"[,，、;；:：。()（）\"“”…\n]")
_LONGEST = 22
_WORDS = re.compile(r"[^\s,.()]+(?: [^\s,.()]+){0,3}")


def before_metric(scene: Scene, line: Line, choice: Choice, grammar: FactGrammar) -> Owner | None:
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
    names = [n for n in line.names if start <= n.start and n.end <= span[1] and n.mention.type in HOLDERS]
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
            return Owner(words_party(scene, at, span[1]), 0.8, "subject.part")
    return Owner(words_party(scene, start, span[1]), 0.8, "subject.words")


def _phrase(window: str, begin: int, grammar: FactGrammar) -> tuple[int, int] | None:
    """The Korean words before a metric, back to a word with a particle; modifiers say whose value it is not."""
    cut = max((m.end() for m in _BREAK.finditer(window)), default=0)
    kept: list[tuple[int, int]] = []
    for match in reversed(list(re.finditer(r"\S+", window[cut:]))):
        first, last = match.span()
        word = match[0]
        if word in grammar.modifiers or (not SYLLABLE.search(word) and not word.isascii()):
            if kept:
                break
            continue
        ending = next((p for p in grammar.table.subjects.possessive if word.endswith(p) and len(word) > 2), None)
        if ending is not None and not kept:
            if word[: -len(ending)] in grammar.modifiers:
                break
            kept.insert(0, (first, last - len(ending)))
            continue
        if ending is not None or is_marked(word, grammar):
            break
        kept.insert(0, (first, last))
    if not kept or kept[-1][1] - kept[0][0] < 2:
        return None
    return begin + cut + kept[0][0], begin + cut + kept[-1][1]


def is_marked(word: str, grammar: FactGrammar) -> bool:
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


def behind_comparison(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Owner | None:
    """What is cheaper or larger stands behind: 10% 저렴한 캐나다산 소고기를."""
    spot, text = line.values[index], scene.text
    match = grammar.compared.search(text, spot.end, min(line.end, spot.end + 8))
    if match is None:
        return None
    blank = text.find(" ", match.end() - 1, match.end() + 3)
    if blank < 0:
        return None
    words = _WORDS.match(text, blank + 1, line.end)
    if words is None:
        return None
    at = words.start()
    for word in re.finditer(r"\S+", words[0]):
        particle = grammar.particle_end.search(word[0])
        if particle is not None and len(word[0]) - len(particle[0]) >= 2 and is_marked(word[0], grammar):
            return Owner(words_party(scene, at, at + word.end() - len(particle[0])), 0.75, "subject.led")
    return None


def described(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Owner | None:
    """What a comparison right behind a value describes: 미국산보다 10% 저렴한 캐나다산 소고기를."""
    spot, text = line.values[index], scene.text
    at = behind_glued(text, spot.end) if grammar.spaced else 0
    match = grammar.compared.match(text, at) if at else None
    if match is None or not grammar.adnominal.search(text, match.start(), text.find(" ", match.end() - 1) + 1):
        return None
    owner = behind_comparison(scene, line, index, grammar)
    if (
        owner is None
        or owner.party.start is None
        or owner.party.end is None
        or any(map(str.isdigit, owner.party.text or ""))
    ):
        return None
    start, end = scene.folded.folded(owner.party.start), scene.folded.folded(owner.party.end)
    head = grammar.particle_end.sub("", text[start:end].split()[0])
    return None if line.touched(start, end, names=False) or head in grammar.modifiers else owner


def topic_words(scene: Scene, line: Line, begin: int, spot: Spot, grammar: FactGrammar) -> Owner | None:
    """Words with the particle of a topic that are neither a name nor a metric: 판재류의 경우, 학생용 카드는."""
    for match in grammar.topic_words.finditer(scene.text, begin, spot.start):
        first, last = match.span(1)
        if line.touched(first, last):
            continue
        if match[0].endswith(grammar.table.subjects.not_topic) or grammar.base_marks.match(match[0].split(" ")[-1]):
            continue
        words = match[1].split(" ")
        while words and (words[0] in grammar.modifiers or (len(words) > 1 and is_marked(words[0], grammar))):
            first += len(words[0]) + 1
            words = words[1:]
        if words and last - first >= 2 and not grammar.anaphor.fullmatch(" ".join(words)):
            return Owner(words_party(scene, first, last), 0.7, "subject.topic-words")
    return None


def clause_head(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Owner | None:
    """The words that a Chinese clause begins with: 尿素产品 in 尿素产品2016年实现利润总额."""
    if grammar.spaced:
        return None
    spot = line.values[index]
    clause = line.clause(spot.start)[0]
    span = head_words(scene, line, clause, grammar)
    if span is None and clause > line.start:
        previous = line.clause(clause - 1)[0]
        span = head_words(scene, line, previous, grammar) if spot.start - previous < 60 else None
    return Owner(words_party(scene, *span), 0.68, "subject.head") if span is not None else None


def head_words(scene: Scene, line: Line, clause: int, grammar: FactGrammar) -> tuple[int, int] | None:
    _, end = line.clause(clause)
    spots = [s.start for s in (*line.dates, *line.values, *line.names)] + [h.start for h in line.hits]
    stops = [start for start in spots if clause <= start < end]
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


def behind_capacity(scene: Scene, line: Line, index: int, choice: Choice, grammar: FactGrammar) -> Owner | None:
    """What a capacity is that of stands behind it in Chinese: 年产50万吨合成氨装置."""
    if grammar.spaced or choice.concept != "capacity":
        return None
    spot, text = line.values[index], scene.text
    end = line.clause(spot.start)[1]
    words = text[spot.end : min(end, spot.end + 14)]
    cut = grammar.ends_noun.search(words)
    words = words[: cut.start()] if cut is not None else words
    return (
        Owner(words_party(scene, spot.end, spot.end + len(words)), 0.7, "subject.behind") if len(words) >= 2 else None
    )


def words_party(scene: Scene, start: int, end: int) -> Party:
    """The words at a stretch of the folded text, without the blanks around them, as they stand in the article."""
    first, last = scene.folded.start(start), scene.folded.end(end)
    surface = scene.source[first:last]
    first += len(surface) - len(surface.lstrip())
    surface = surface.strip()
    return Party(text=surface, start=first, end=first + len(surface))


def party_of(scene: Scene, mention: Mention | None, start: int, end: int) -> Party:
    """Whom a name or a noun phrase stands for."""
    entity = mention.entity if mention is not None else None
    return Party(entity=entity) if entity is not None else words_party(scene, start, end)
