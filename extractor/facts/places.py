"""Where something stands: how many clauses from a value, what leads to it and what follows it."""

import re
from bisect import bisect_right
from typing import Protocol

from extractor.facts.scene import Line
from extractor.lang.facts import SYLLABLE, FactGrammar

FARTHEST = 3
_GLUED = 5  # characters
_BRACKET = re.compile(r"\([^()]{0,30}\)")


class Placed(Protocol):
    """What has a place in the folded text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def behind_glued(text: str, end: int) -> int:
    """Where the word begins behind what is written to a value that ends at `end` (10%가량 저렴한); 0 without one."""
    return text.find(" ", end, end + _GLUED) + 1


def steps(line: Line, at: int, value: int) -> int:
    """How many clauses lie between a place and a value, at most three; negative behind the value."""
    between = bisect_right(line.clauses, max(at, value)) - bisect_right(line.clauses, min(at, value))
    between = min(between, FARTHEST)
    return between if at <= value else -between


def before_date(line: Line, at: int) -> bool:
    """Whether a date ends right before a place."""
    return any(0 <= at - date.end <= 1 for date in line.dates)


def after(text: str, spot: Placed, line: Line, grammar: FactGrammar) -> str:
    """What follows a name or a date: the sort of its particle in Korean, of the next thing in Chinese."""
    end = spot.end
    if (bracket := _BRACKET.match(text, end)) is not None:
        end = bracket.end()
    sign = text[end : end + 1]
    if grammar.spaced and SYLLABLE.match(sign):
        return _particle(text, end, grammar)
    if grammar.spaced and sign == " ":
        word = text[end + 1 : end + 14].split(" ")[0]
        if word.endswith(grammar.table.subjects.topic) and len(word) > 1:
            return "titled"
    at = end + (len(text[end : end + 3]) - len(text[end : end + 3].lstrip()))
    if any(v.start == at for v in line.values):
        return "value"
    if not grammar.spaced and text.startswith(grammar.table.forms.sharing, at):
        return "share"
    if any(h.start == at for h in line.hits):
        return "metric"
    if any(d.start == at for d in line.dates):
        return "date"
    if sign in grammar.table.clauses.commas:
        return "comma"
    if not sign.strip():
        return "blank"
    if grammar.spaced:
        return "sign"
    for mark in grammar.table.subjects.possessive:
        if text.startswith(mark, end):
            return "possessive"
    if grammar.speech.match(text, end):
        return "speech"
    if grammar.bounding.match(text, end):
        return "bound"
    return "and" if text.startswith(grammar.table.forms.and_, end) else "word"


def _particle(text: str, at: int, grammar: FactGrammar) -> str:
    subjects = grammar.table.subjects
    if text.startswith(grammar.topic_phrases, at):  # 판재류의 경우
        return "topic"
    word = re.match("[\uac00-\ud7a3]+", text[at : at + 8])
    tail = word[0] if word is not None else ""
    if tail in subjects.topic:
        return "topic"
    if tail in subjects.nominative:
        return "nominative"
    if tail in subjects.possessive:
        return "possessive"
    if grammar.according.match(text, at):
        return "according"
    if grammar.base_marks.match(text, at):
        return "base"
    return "object" if tail in grammar.objects else "word"


def before(text: str, spot: Placed, line: Line, grammar: FactGrammar) -> str:
    """What leads to a name or a date: the start of its clause, a date, a value, a word that no noun phrase holds."""
    clause = line.clause(spot.start)[0]
    gap = text[clause : spot.start].rstrip(" (\"'\u201c\u2018\u300c")
    if not gap.strip():
        return "head" if clause > line.start else "start"
    at = clause + len(gap)
    if grammar.parts.search(gap, max(0, len(gap) - 6)) is not None:
        return "parts"
    if before_date(line, at):
        return "date"
    if any(n.end == at for n in line.names):
        return "name"
    if any(v.end == at for v in line.values):
        return "value"
    if gap.endswith(grammar.table.forms.and_):
        return "and"
    if gap.endswith(grammar.table.speech.according):
        return "source"
    if gap.endswith(grammar.table.bases.marks):
        return "base"
    if grammar.spaced:
        return "word"
    ends = [m.end() for m in grammar.bounding.finditer(gap[-6:])]
    return "bound" if ends and ends[-1] == len(gap[-6:]) else "word"
