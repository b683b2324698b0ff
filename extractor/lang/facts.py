"""What a language says of values: the tables `lang/<code>/facts.toml`, `shared/concepts.toml` and their patterns."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from extractor.core.facts import Concept
from extractor.lang.fact_tables import FactTable, concept_table, unit_classes
from extractor.lang.grammar import Grammar, load_grammar
from extractor.lang.lexicon import TABLE_FOLDERS, read_table
from extractor.lang.matcher import Matcher
from extractor.lang.patterns import HANGUL, one_of

__all__ = ["ByWords", "FactGrammar", "bare", "concept_table", "fact_grammar", "unit_classes"]

SYLLABLE = re.compile(f"[{HANGUL}]")
_NIEUN, _FINALS = 4, 28  # a syllable that ends in n stands at this place of each 28
PRESENT = "".join(chr(code) for code in range(0xAC00 + _NIEUN, 0xD7A4, _FINALS))


def bare(words: str) -> str:
    """Words without their spaces, which a text may leave out."""
    return "".join(words.split())


_T = TypeVar("_T")


class ByWords(dict[str, _T]):
    """What words stand for, however a text spaces them."""

    def __init__(self, pairs: Iterable[tuple[str, _T]]) -> None:
        super().__init__((bare(words), item) for words, item in pairs)

    def __missing__(self, words: str) -> _T:
        return self[bare(words)] if bare(words) != words else self._unknown(words)

    def _unknown(self, words: str) -> _T:
        raise KeyError(words)


class FactGrammar:
    """The compiled words of one language; texts are folded to simplified characters."""

    def __init__(self, table: FactTable, grammar: Grammar) -> None:
        self.table, self.spaced = table, grammar.spaced
        self.code = "ko" if self.spaced else "zh"  # what weights learned for one language are called by
        forms, subjects = table.forms, table.subjects
        # A word with a space names the same without it; one that the tables have without it goes first.
        spelled = {word: row.concept for row in table.metric for word in row.words}
        self.concepts: dict[str, Concept] = {bare(word): concept for word, concept in spelled.items()} | spelled
        self.metrics = Matcher({word: () for word in self.concepts})
        particles = one_of(grammar.lexicon.language.particles) if self.spaced else ""
        # A Korean metric is a word with its particles, or the stem of a verb that is made of it (투자했다, 할인해).
        verbal = one_of(table.forms.verbal)
        self.verbal = re.compile(verbal)
        self.rate = re.compile(one_of(table.forms.rates))
        self.growth = re.compile(one_of(table.forms.growth))
        self.weak = frozenset(forms.weak)
        self.whole = frozenset(forms.whole)
        self.quotes = frozenset(forms.quotes)
        self.senses: dict[tuple[str, str], Concept] = {
            (word, row.measure): row.concept for row in table.sense for word in row.words
        }
        self.tail = re.compile(f"(?: ?{one_of(forms.tails)})+" if forms.tails else "(?!)")
        # What only looks like a metric word, or is the movement of one: 상승폭 is no width, 分行业 no branch.
        self.masked = re.compile(one_of((*forms.swings, *forms.unmeasured)))
        ended = f"(?:{particles}){{0,3}}(?![{HANGUL}])"
        self.particles = re.compile(particles) if self.spaced else re.compile("(?!)")
        self.particles_end = re.compile(ended) if self.spaced else re.compile("")
        self.word_end = re.compile(f"{ended}|{verbal}") if self.spaced else re.compile("")
        deeds: dict[str, tuple[Concept, ...]] = {}
        for deed in table.deed:
            for word in deed.words:
                deeds[word] = (*deeds.get(word, ()), deed.concept)
        self.deeds = ByWords(deeds.items())
        self.deed = re.compile(one_of(word for row in table.deed for word in row.words))
        moving = tuple(word for row in table.movement for word in row.words)
        self.directions = ByWords((word, row.direction) for row in table.movement for word in row.words)
        self.moves = re.compile(f"(?!{one_of(forms.still)}){one_of(moving)}")
        self.to = re.compile(
            f"\\s?(?:{one_of(forms.after_to)})?\\s?{one_of(forms.to)}" if self.spaced else one_of(forms.to)
        )
        self.swing = re.compile(one_of(forms.swings))
        self.limit_behind = re.compile(f"\\s?{one_of(forms.limits_behind)}")
        # Behind a Korean value: by how much more (group 1) or less something is.
        self.extent = (
            re.compile(f"\\s?(?:{one_of(forms.after_to)})?\\s?(?:({one_of(forms.more)})|{one_of(forms.less)})")
            if self.spaced
            else re.compile("(?!)")
        )
        self.compares = re.compile(f"{one_of((*forms.more, *forms.less))}$" if forms.more else "(?!)")
        self.limit = re.compile(one_of(forms.limits))
        # One group tells the words of a condition from those that only look like one (에 따르면, 반면).
        self.ifs = re.compile(f"{one_of(forms.not_ifs)}|({one_of(forms.ifs)})(?![{HANGUL}])")
        self.plain = re.compile(f"[{PRESENT}]{one_of(forms.plain)}" if forms.plain else "(?!)")
        # Before a Korean noun: a syllable that ends in n, 하락한 74%.
        self.adnominal = re.compile(f"[{PRESENT}] $") if self.spaced else re.compile("(?!)")
        self.yearly = re.compile(one_of(forms.yearly))
        self.future = re.compile(one_of(forms.future))
        # Behind a Korean value and before a Chinese one: where a movement begins.
        self.leaving = re.compile(
            f"\\s?(?:{one_of(forms.after_to)})?{one_of(forms.leaving)}"
            if self.spaced
            else f"{one_of(forms.leaving)}[^，,；]{{0,12}}$"
        )
        self.became = re.compile(f"\\s?(?:{one_of(forms.after_to)})?{one_of(forms.became)}")
        self.exceeding = re.compile(one_of(forms.exceeding)) if forms.exceeding else re.compile("(?!)")
        self.crossing = re.compile(one_of(forms.crossing)) if forms.crossing else re.compile("(?!)")
        self.gap = re.compile(one_of(forms.gaps))
        self.terms = re.compile(f"\\s?{one_of(forms.terms)}")
        self.expected = re.compile(one_of(forms.expected)) if forms.expected else re.compile("(?!)")
        self.among = re.compile(f"\\s?{one_of(forms.among)}\\s?")
        self.part_of = re.compile(one_of(forms.parts))
        self.against = re.compile(one_of(forms.against))
        self.chosen = re.compile(f"{one_of(forms.chosen)}\\s?$")
        self.kept = re.compile(f"\\s?{one_of(forms.kept)}")
        self.of = re.compile(f" ?{one_of(forms.of)} ?")
        self.respectively = re.compile(one_of(forms.respectively))
        self.joint = re.compile(f"\\s*(?:{one_of(forms.and_)})?\\s*")
        self.inner = frozenset(forms.inner)
        self.listed = re.compile(one_of(forms.inner))
        self.each = re.compile(one_of((*forms.respectively, *forms.all_)))
        self.below = re.compile(one_of(forms.below))
        self.than = forms.than
        self.apiece = forms.apiece
        self.summed = re.compile(one_of(forms.summed))
        self.ranked = frozenset(forms.ranked)
        self.uncounted = frozenset(forms.uncounted)
        self.aspects = () if self.spaced else tuple(word for word in forms.uncounted if len(word) > 1)
        self.toward = re.compile(f"{one_of(forms.toward)}$") if forms.toward else None
        self.share = re.compile(one_of(forms.share))
        self.priced = re.compile(one_of(forms.priced))
        self.stocks = forms.stocks
        self.aged = re.compile(f" ?{one_of(forms.aged)}") if forms.aged else re.compile("(?!)")
        self.coloured = re.compile(one_of(forms.coloured)) if forms.coloured else re.compile("(?!)")
        self.behind = frozenset(forms.behind)
        self.sharing = frozenset(forms.sharing)
        quoted = one_of((*forms.quoted, *moving)) if forms.quoted else "(?!)"
        self.quoted = re.compile(f"(?:\\([^()]{{1,14}}\\))?(?:{quoted}){{1,4}}")
        self.particle_end = re.compile(f"(?:{particles})$") if self.spaced else re.compile("(?!)")
        self.compared = re.compile(one_of(forms.compared))
        self.difference = re.compile(one_of(forms.difference))
        self.level_of = re.compile(f"\\s*{one_of(forms.level_of)}")
        ends = [re.escape(sign) for sign in table.clauses.commas]
        if table.clauses.endings:
            ends.append(f"{one_of(table.clauses.endings)}(?= )")
        self.clause_end = re.compile(f"(?<![0-9])(?:{'|'.join(ends)})|(?:{'|'.join(ends)})(?![0-9])")
        self.past = re.compile(one_of(table.clauses.past))
        self.addressed = re.compile(
            f"(?: \\S{{1,6}})?\\S? {one_of(subjects.addressed)}(?=[ ,])" if subjects.addressed else "(?!)"
        )
        self.topic_phrases = tuple(mark for mark in subjects.topic if " " in mark)
        self.topic = re.compile(one_of(subjects.topic)) if subjects.topic else None
        mark = one_of((*subjects.topic, *subjects.nominative))
        self.topic_words = re.compile(f"(?<![^\\s,])([^\\s,.()]+?(?: [^\\s,.()]+?){{0,2}}?)(?:{mark})(?= )")
        self.nominative = re.compile(one_of(subjects.nominative)) if subjects.nominative else None
        self.modifiers = frozenset((*subjects.modifiers, *subjects.unnamed))
        self.parts = re.compile(f"{one_of(subjects.parts)}[ ,]?$")
        self.objects = subjects.objects
        self.per_marks = forms.per
        self.per_before = re.compile(
            f"{one_of(forms.per)}(?:{one_of(row for deed in table.deed for row in deed.words)})?$"
        )
        self.bounding = re.compile(one_of((*self.modifiers, *moving, *table.speech.verbs)))
        self.ends_noun = re.compile(f"{one_of((*forms.and_, *moving, *table.speech.verbs))}|[,.;:()]")
        self.anaphor = re.compile(one_of(subjects.anaphors))
        self.statuses = ByWords((word, row.status) for row in table.status for word in row.words)
        self.status = re.compile(one_of(word for row in table.status for word in row.words))
        self.according = re.compile(one_of(table.speech.according))
        self.speech = re.compile(one_of(table.speech.verbs))
        self.sources = re.compile(one_of(table.speech.sources))
        said = table.speech
        self.dateline = re.compile(f"\\s?{one_of(said.datelines)}[ ,:(]") if said.datelines else None
        self.compiled = re.compile(one_of(table.speech.compiled)) if table.speech.compiled else None
        self.advice = re.compile(one_of(table.speech.advice))
        # A verb of speech in the middle of a sentence: 전망했고, 밝혔지만.
        stems = [
            verb.removesuffix(end) for verb in table.speech.verbs for end in table.speech.plain if verb.endswith(end)
        ]
        self.spoken = re.compile(one_of(stems)) if stems else None
        self.base_marks = re.compile(f"\\s*{one_of(table.bases.marks)}")
        self.base_words = ByWords((word, row.kind) for row in table.base for word in row.words)
        self.bases = re.compile(one_of(word for row in table.base for word in row.words))
        self.since = re.compile(one_of(table.bases.since))


@lru_cache(maxsize=4)
def fact_grammar(lang: str) -> FactGrammar:
    """The words of "ko", "zh-Hans" or "zh-Hant". Raises `TableError` where a table cannot be read."""
    return FactGrammar(read_table(TABLE_FOLDERS[lang], "facts", FactTable), load_grammar(lang))
