"""What speaks for and against a metric of a value: marks for the ranking."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.facts.answer_marks import climbed, of_chance
from extractor.facts.marks import Bundle, Marks
from extractor.facts.measures import Choice, fits, measures
from extractor.facts.metric_marks import (
    of_crossing,
    of_earlier,
    of_freshness,
    of_hint,
    of_nature,
    of_offer,
    of_word,
)
from extractor.facts.scene import Hit, Line, Scene
from extractor.lang.facts import FactGrammar, concept_table

_FIRST = 3  # ranks of metric words that are told apart
_STEPS = (1, 3, 8, 16, 32)  # characters between a metric word and its value
_SHARES = (0.5, 0.25, 0.1)  # of all metric words of an article


@dataclass(frozen=True, slots=True)
class Offer:
    """A metric for a value, where it comes from, and the metric words that stand nearer."""

    choice: Choice
    source: str
    rank: int = 0


class OfferMarks:
    """The marks of the metrics that are offered for one value."""

    def __init__(
        self,
        scene: Scene,
        line: Line,
        index: int,
        grammar: FactGrammar,
        *,
        change: bool,
        before: Choice | None,
        topic: Choice | None,
    ) -> None:
        self._scene, self._line, self._spot, self._grammar = scene, line, line.values[index], grammar
        self._change, self._before, self._topic = change, before, topic
        self._last = line.values[index - 1] if index else None
        self._measure = measures(self._spot)[0]
        self._lang = grammar.code
        self._moved = "moves" if change else "stays"

    def marks(self, offer: Offer, *, hint: bool) -> Marks:
        """The marks of an offer, each again as one of its language; `hint` for the one that the plain rules prefer."""
        choice, source, lang = offer.choice, offer.source, self._lang
        concept = choice.concept
        fit = fits(concept, self._spot, change=self._change)
        marks = Marks(of_offer(lang, source, self._measure, self._moved, fit, concept, self._often(choice)))
        if hint:
            marks.add(of_hint(lang, source))
        answer = self._scene.answers.get(self._spot.mention.id)
        if answer is not None:
            marks.add(of_chance(lang, climbed(answer.chance("concept", concept)), source))
        for role, other in (("before", self._before), ("topic", self._topic)):
            if other is not None:
                same = "same" if other.concept == concept else "other"
                marks.add(of_earlier(lang, role, same, source, _family(other.concept), _family(concept)))
        if choice.hit is not None and self._line.start <= choice.hit.start < self._line.end:
            marks.add(*self._of_hit(choice.hit, offer))
        return marks

    def _of_hit(self, hit: Hit, offer: Offer) -> Iterator[Bundle]:
        grammar, text, spot, lang, source = self._grammar, self._scene.text, self._spot, self._lang, offer.source
        here = "here" if hit.start >= self._line.clause(spot.start)[0] else "there"
        ahead = hit.end <= spot.start
        gap = spot.start - hit.end if ahead else hit.start - spot.end
        case = self._case(hit)
        yield of_word(lang, bisect_left(_STEPS, gap), source, here, case, self._moved, min(offer.rank, _FIRST))
        weak = text[hit.start : hit.end] in grammar.weak
        yield of_nature(lang, weak, hit.word in grammar.quotes, hit.verbal, source)
        if self._last is not None and ahead:
            yield of_freshness(lang, hit.start >= self._last.end)
        if ahead:
            yield of_crossing(lang, self._crossed(hit.end, spot.start), case)

    def _case(self, hit: Hit) -> str:
        """What stands behind a metric word: its particle, or where words are not marked the next character."""
        text, grammar = self._scene.text, self._grammar
        if not grammar.spaced:
            following = text[hit.end : hit.end + 1]
            return following if following in grammar.behind else "word"
        subjects = grammar.table.subjects
        for name, marks in (
            ("topic", subjects.topic), ("nominative", subjects.nominative), ("of", subjects.possessive),
            ("object", subjects.objects),
        ):  # fmt: skip
            for mark in marks:
                if text.startswith(mark, hit.end) and not text[hit.end + len(mark) : hit.end + len(mark) + 1].isalpha():
                    return mark if name == "object" else name
        following = text[hit.end : hit.end + 1]
        return "bare" if following in (" ", "") else "sign" if not following.isalpha() else "word"

    def _crossed(self, start: int, end: int) -> str:
        """What stands between a metric word and its value: another subject, a name, a value, or nothing."""
        text, line, grammar = self._scene.text, self._line, self._grammar
        names = [n for n in line.names if start <= n.start and n.end <= end and n.mention.type in ("ORG", "INDEX")]
        if any(_marked(text, name.end, grammar) for name in names):
            return "subject"
        if names:
            return "name"
        if any(start <= value.start and value.end <= end for value in line.values):
            return "value"
        return "comma" if any(sign in text[start:end] for sign in grammar.table.clauses.commas) else "none"

    def _often(self, choice: Choice) -> int:
        counts = self._scene.counts
        share = counts[choice.concept] / max(1, counts.total())
        return sum(share >= step for step in _SHARES)


def _marked(text: str, at: int, grammar: FactGrammar) -> bool:
    """Whether the mark of a subject stands at a place."""
    marks = (*grammar.table.subjects.topic, *grammar.table.subjects.nominative)
    return any(text.startswith(f"{mark} ", at) for mark in marks)


@lru_cache(maxsize=256)
def _family(concept: str) -> str:
    """The family of concepts that a metric belongs to."""
    families = concept_table().families
    return next((name for name, concepts in families.items() if concept in concepts), concept)
