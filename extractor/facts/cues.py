"""The words that made a fact's kind, direction, base, status and speaker what they are, and their rows in the tables.

Each decision is made again over a grammar that notes which words it meets; the last word that says what was decided is
the one that is told. Where none does, nothing said otherwise.
"""

import datetime as dt
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from extractor.core.facts import Concept
from extractor.core.values import Percent
from extractor.facts.bases import base_of, compared_dates
from extractor.facts.claims import status_of
from extractor.facts.kind import kind_of
from extractor.facts.movement import movement
from extractor.facts.scene import Scene
from extractor.facts.speakers import Speakers
from extractor.facts.topics import Topics
from extractor.facts.trace import Made, Words
from extractor.kinds.origins import TableRow, line_of
from extractor.lang.fact_tables import FactTable
from extractor.lang.facts import bare, fact_grammar
from extractor.lang.lexicon import TABLE_FOLDERS

_KINDS = {
    "share": ("share",),
    "difference": ("compared", "level_of", "difference", "against"),
    "threshold": ("limit", "limit_behind", "ifs"),
    "change": ("moves", "swing", "growth"),
    "level": ("to", "toward", "kept"),
}
# The section of facts.toml that a pattern of the grammar is made of: of rows, or the key of a table.
_ROWS = {"moves": "movement", "swing": "forms.swings", "status": "status", "bases": "base", "deed": "deed"}
_KEYS = {
    "limit": "limits", "limit_behind": "limits_behind", "share": "share", "compared": "compared", "to": "to",
    "level_of": "level_of", "difference": "difference", "against": "against", "kept": "kept", "toward": "toward",
    "ifs": "ifs", "future": "future", "speech": "verbs", "according": "according", "since": "since", "swing": "swings",
}  # fmt: skip


class Cue(NamedTuple):
    """Why a field is what it is, and the row of the word that says so."""

    why: str
    row: TableRow | None = None


class Cues:
    """The cues of an article's facts."""

    def __init__(self, scene: Scene, lang: str, words: Words, today: dt.date | None) -> None:
        self._scene, self._lang, self._words, self._today = scene, lang, words, today
        self._speakers, self._topics = Speakers(scene, words.grammar), Topics.of(scene, "")

    def direction(self, made: Made) -> Cue:
        """The word of the movement that the value makes or comes to."""
        self._words.met()
        movement(self._scene, made.line, made.index, self._words.grammar)
        wanted = made.fact.direction
        if wanted is None:
            return Cue("no movement is told")
        directions = self._words.grammar.directions
        found = [(name, word) for name, word in self._words.met() if name == "moves" and directions[word] == wanted]
        return self._told(found, "the sign of the value, or the movement of a value beside it")

    def kind(self, made: Made) -> Cue:
        """The word that makes a value a share, a difference, a threshold or a change."""
        line, index, choice = made.line, made.index, made.choice
        self._words.met()
        movement(self._scene, line, index, self._words.grammar)
        kind_of(self._scene, line, index, self._words.grammar, made.moved, choice.concept, choice.hit)
        found = [(name, word) for name, word in self._words.met() if name in _KINDS[made.fact.kind]]
        value = line.values[index].mention.value
        points = isinstance(value, Percent) and value.unit != "percent"
        other = {
            "level": "nothing makes it something else",
            "share": "a part in per cent of what is not measured so",
            "change": "its unit" if points else "the movement of a value beside it, or its sign",
            "difference": "its unit, or a multiple of what does not move",
            "threshold": "a bound under a condition",
        }[made.fact.kind]
        return self._told(found, other)

    def base(self, made: Made) -> Cue:
        """The date or the word that a change is measured from."""
        base, grammar = made.fact.base, self._words.grammar
        if base is None:
            return Cue("nothing is named")
        if made.fact.kind == "difference":
            return Cue("a difference")
        compared = compared_dates(self._scene, made.line, grammar)
        self._words.met()
        base_of(self._scene, made.line, made.index, grammar, compared, made.choice.concept)
        met = self._words.met()
        found = [(n, w) for n, w in met if (n == "bases" and grammar.base_words[w] == base.kind) or n == "since"]
        date = next((d.mention.text for d in made.line.dates if d.mention.id == base.mention), None)
        other = "a day's change in a price of the market" if base.kind == "dod" else "the base of the changes before it"
        cue = self._told(found, other if date is None else "")
        return Cue(f"{date}, with which it is compared" + (f"; {cue.why}" if cue.why else ""), cue.row) if date else cue

    def status(self, made: Made) -> Cue:
        """The word of a forecast, a plan or a condition."""
        self._words.met()
        status_of(
            self._scene, made.line, made.index, self._words.grammar, made.period, self._today, made.choice.hit
        )  # fmt: skip
        wanted, statuses = made.fact.status, self._words.grammar.statuses
        met = self._words.met()
        found = [(n, w) for n, w in met if n == "status" and statuses[w] == wanted]
        if wanted == "condition":
            found += [(n, w) for n, w in met if n == "ifs"]
        other = {
            "actual": "nothing says otherwise",
            "condition": "it is a threshold",
            "forecast": "its period is yet to come",
            "target": "a present tense of what is yet to come",
        }
        return self._told(found if wanted != "actual" else [], other.get(wanted, "a word beside the value"))

    def speaker(self, made: Made) -> Cue:
        """The verb or the mark of speech."""
        if made.fact.speaker is None:
            return Cue("the article itself")
        self._words.met()
        self._speakers.speaker(made.line, made.index, self._topics)
        found = [(name, word) for name, word in self._words.met() if name in ("speech", "according")]
        return self._told(found, "who speaks in the quotation")

    def _told(self, found: list[tuple[str, str]], otherwise: str) -> Cue:
        if not found:
            return Cue(otherwise)
        name, word = found[-1]
        section = _ROWS.get(name, "")
        row = _row_of(self._lang, section, word) if section else None
        return Cue(f"the word {word}", row or _key_of(self._lang, name, word))


def metric_row(lang: str, concept: Concept, surface: str) -> TableRow | None:
    """The row of the longest metric word of a concept that stands in a surface; None for a word of another sort."""
    return _row_of(lang, "metric", surface, concept, inside=True)


def _row_of(lang: str, section: str, word: str, concept: str | None = None, *, inside: bool = False) -> TableRow | None:
    """The row that has a word, or the longest word inside of it."""
    best: tuple[int, int, str] | None = None
    for index, row in enumerate(getattr(_table(lang), section, ())):
        if concept is not None and row.concept != concept:
            continue
        for candidate in row.words:
            hit = bare(candidate) in bare(word) if inside else bare(candidate) == bare(word)
            if hit and (best is None or len(candidate) > best[0]):
                best = len(candidate), index, candidate
    return _located(lang, section, best[1], best[2], getattr(_table(lang), section)[best[1]].words) if best else None


def _key_of(lang: str, name: str, word: str) -> TableRow | None:
    """The list of words that a pattern is made of."""
    key = _KEYS.get(name)
    for table in ("forms", "speech", "bases"):
        words: Collection[str] = getattr(getattr(_table(lang), table), key, ()) if key else ()
        met = max((item for item in words if bare(item) in bare(word)), key=len, default=None)
        if met is not None:
            return _located(lang, f"{table}.{key}", None, met, tuple(words))
    return None


def _located(lang: str, section: str, index: int | None, word: str, words: tuple[str, ...]) -> TableRow:
    folder = TABLE_FOLDERS[lang]
    line = line_of(folder, "facts", section.rpartition(".")[2], index, word)
    return TableRow(file=f"extractor/lang/{folder}/facts.toml", line=line, section=section, word=word, words=words)


@lru_cache(maxsize=4)
def _table(lang: str) -> FactTable:
    return fact_grammar(lang).table
