"""Why a value has the fact that it has: for each field the words that made it so, their table row, and what lost."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from extractor.core.facts import Party
from extractor.facts.candidates import Candidate
from extractor.facts.cues import Cue, Cues, metric_row
from extractor.facts.measures import Choice, fits
from extractor.facts.ranking import Ranker, learned
from extractor.facts.reader import facts_of, witnessed
from extractor.facts.rules import says
from extractor.facts.scene import Found, Scene, Spot
from extractor.facts.spoken_dates import key_of
from extractor.facts.trace import Made, Ranked, WatchedRanker, Words
from extractor.kinds.origins import TableRow
from extractor.lang.facts import FactGrammar, fact_grammar

Field = Literal["metric", "subject", "period", "base", "kind", "direction", "status", "speaker"]
_RIVALS = 2  # candidates beside the chosen one that are told
_READ = "what the encoder reads from the sentences around"
_SURE = "the encoder is sure of it"
_MARKS = 3  # marks that are told of each


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Rival(_Part):
    """What a field might have been, how likely it was, and why it is not."""

    text: str | None
    probability: float
    why: str


class Evidence(_Part):
    """A field of a fact: what it says, why, the table row of the word that says so, and what lost.

    `probability` is that of the choice: among the candidates, or what the encoder gives it where it is sure.
    """

    field: Field
    says: str | None
    why: str
    row: TableRow | None = None
    probability: float | None = None
    rivals: tuple[Rival, ...] = ()


class FactExplained(_Part):
    """A fact with the evidence of each of its fields. `text` is that of its value, at `start:end`."""

    id: str
    value: str
    start: int
    end: int
    text: str
    fields: tuple[Evidence, ...]
    confidence: float
    score: str
    flags: tuple[str, ...] | None


def explain_facts(found: Found, ranker: Ranker | None = None) -> tuple[FactExplained, ...]:
    """The facts of `find_facts` with their evidence."""
    watched, made = WatchedRanker(ranker or learned()), list[Made]()
    scene, grammar = witnessed(found, watched), fact_grammar(found.lang)
    facts = facts_of(scene, found, watched, made)
    explainer = _Explainer(scene, found.lang, grammar, watched, found.published_on)
    flagged = (replace(item, fact=fact) for item, fact in zip(made, facts, strict=True))  # the flags came later
    return tuple(map(explainer.explain, flagged))


class _Explainer:
    def __init__(
        self, scene: Scene, lang: str, grammar: FactGrammar, ranker: WatchedRanker, today: dt.date | None
    ) -> None:
        self._scene, self._lang, self._grammar, self._ranker = scene, lang, grammar, ranker
        self._names: Mapping[str, str] = {entity.id: entity.name for entity in scene.entities.values()}
        self._cues = Cues(scene, lang, Words(grammar), today)

    def explain(self, made: Made) -> FactExplained:
        fact, spot = made.fact, made.line.values[made.index]
        owner = made.owner.confidence if fact.subject is not None and made.owner is not None else None
        parts = f"metric {made.choice.confidence:.2f} × subject " + (f"{owner:.2f}" if owner is not None else "none")
        cues = self._cues
        fields = [
            self._metric(made),
            self._subject(made),
            self._period(made),
            self._cued("base", fact.base.kind if fact.base is not None else None, cues.base(made)),
            self._decided("kind", fact.value, fact.kind, cues.kind(made)),
            self._decided("direction", fact.value, fact.direction, cues.direction(made)),
            self._decided("status", fact.value, fact.status, cues.status(made)),
            self._cued("speaker", self._party(fact.speaker), cues.speaker(made)),
        ]
        return FactExplained(
            id=fact.id,
            value=fact.value,
            start=spot.mention.start,
            end=spot.mention.end,
            text=spot.mention.text,
            fields=tuple(fields),
            confidence=fact.confidence,
            score=f"{parts}, calibrated",
            flags=fact.flags,
        )

    def _metric(self, made: Made) -> Evidence:
        choice, fact, line = made.choice, made.fact, made.line
        word = fact.metric.text
        spot, change = line.values[made.index], made.moved.change
        taken = self._ranker.taken("metric", fact.value)
        ranked = list(self._ranker.ranked("metric", fact.value, _RIVALS + 1))
        won = bool(ranked) and ranked[0].option.hit == choice.hit
        named = f"{fact.metric.concept}: {word}" if word is not None else fact.metric.concept
        why, sure = says(choice.rule) or choice.rule, choice.confidence
        if taken is not None and (taken[0].hit, taken[0].rule) == (choice.hit, choice.rule):
            evidence = self._taken("metric", fact.value, named, f"{why}, and {_SURE}", taken[1], taken[0].concept)
        else:
            evidence = _ranked_field("metric", named, why, ranked, self._measured, skip=int(won), probability=sure)
        unfit = [hit for hit in line.hits if hit != choice.hit and not fits(hit.concept, spot, change=change)]
        misfit = "its unit is not that of the value"
        rivals = [_rival(f"{hit.concept}: {self._surface(hit.start, hit.end)}", 0.0, misfit) for hit in unfit]
        row = metric_row(self._lang, choice.concept, word) if word is not None else None
        return evidence.model_copy(update={"row": row, "rivals": (*evidence.rivals, *rivals)[:_RIVALS]})

    def _measured(self, choice: Choice) -> str:
        hit = choice.hit
        return choice.concept if hit is None else f"{choice.concept}: {self._surface(hit.start, hit.end)}"

    def _subject(self, made: Made) -> Evidence:
        fact, ranked = made.fact, list(self._ranker.ranked("subject", made.fact.value, _RIVALS + 1))
        rule = fact.rule.rpartition("+")[2]
        taken = self._ranker.taken("subject", fact.value)
        if taken is not None and taken[0] == fact.subject:
            why = f"{says(rule) or rule}{self._where(made, fact.subject)}, and {_SURE}" if fact.subject else _SURE
            return self._taken("subject", fact.value, self._party(fact.subject), why, taken[1], fact.subject)
        if fact.subject is None:
            low = made.owner is not None
            why = "nobody is sure enough" if low else "nobody is likelier than somebody"
            return _ranked_field("subject", None, why, ranked, self._candidate, skip=0 if low else 1)
        why = says(rule) or rule
        where = self._where(made, fact.subject)
        won = bool(ranked) and ranked[0].option.party == fact.subject  # a list may deal the value to somebody else
        others = [item for item in ranked[int(won) :] if item.option.party != fact.subject]
        ranked = [*ranked[: int(won)], *others]
        return _ranked_field(
            "subject", self._party(fact.subject), f"{why}{where}", ranked, self._candidate, skip=int(won),
            probability=made.owner.confidence if made.owner is not None else None,
        )  # fmt: skip

    def _where(self, made: Made, subject: Party) -> str:
        """Whether a subject stands in the clause of its value, in its sentence, or before."""
        line, spot = made.line, made.line.values[made.index]
        if subject.entity is not None:
            places = [n.start for n in line.names if n.mention.entity == subject.entity]
        else:
            at = self._scene.folded.folded(subject.start or 0)
            places = [at] if line.start <= at < line.end else []
        if not places:
            return ", carried from a sentence before"
        begin, end = line.clause(spot.start)
        return ", in the clause of the value" if any(begin <= at < end for at in places) else ", in its sentence"

    def _period(self, made: Made) -> Evidence:
        ranked = list(self._ranker.ranked("period", made.fact.value, _RIVALS + 1))
        taken = self._ranker.taken("period", made.fact.value)
        sure = taken[1] if taken is not None and taken[0] == made.period else None
        if made.period is None:
            if sure is not None:
                return self._taken("period", made.fact.value, None, _SURE, sure, None)
            return _ranked_field("period", None, "no date is likelier than none", ranked, _date, skip=1)
        line, spot = made.line, made.line.values[made.index]
        begin, end = line.clause(spot.start)
        here = line.start <= made.period.start < line.end
        near = here and begin <= made.period.start < end
        why = "in the clause of the value" if near else "in its sentence" if here else "carried from a sentence before"
        if sure is not None:
            key = key_of(made.period)
            return self._taken("period", made.fact.value, made.period.mention.text, f"{why}, and {_SURE}", sure, key)
        if not ranked or ranked[0].option is not made.period:
            return Evidence(field="period", says=made.period.mention.text, why=f"{why}, dealt to the value")
        return _ranked_field(
            "period", made.period.mention.text, why, ranked, _date, skip=1, probability=ranked[0].probability
        )

    def _cued(self, field: Field, value: str | None, cue: Cue) -> Evidence:
        return Evidence(field=field, says=value, why=cue.why, row=cue.row)

    def _decided(
        self, field: Literal["kind", "direction", "status"], mention: str, value: str | None, cue: Cue
    ) -> Evidence:
        """A field that words give, and an encoder where there is one."""
        taken = self._ranker.taken(field, mention)
        if taken is not None and taken[0] == (value or "none"):
            why = f"{cue.why}, and {_SURE}" if cue.row is not None else _SURE
            heard = self._taken(field, mention, value, why, taken[1], taken[0])
            return heard.model_copy(update={"row": cue.row})
        ranked = list(self._ranker.ranked(field, mention, _RIVALS + 1))
        if not ranked:
            return self._cued(field, value, cue)
        won = ranked[0].option == (value or "none")
        ruled = not won or "hint" in dict(ranked[0].marks)
        why = cue.why if ruled else _READ
        evidence = _ranked_field(field, value, why, ranked, str, skip=int(won), probability=ranked[0].probability)
        return evidence.model_copy(update={"row": cue.row if ruled else None})

    def _taken(
        self, field: Field, mention: str, text: str | None, why: str, probability: float, taken: Party | str | None
    ) -> Evidence:
        """A field that the encoder was sure of, with what it holds less likely."""
        answer = self._scene.answers[mention]
        others: list[tuple[str | None, float]]
        if field == "subject":
            entity = taken.entity if isinstance(taken, Party) else None
            named = ((id_, chance) for id_, chance in answer.names.items() if id_ != entity)
            others = [(self._names.get(id_, id_), chance) for id_, chance in named]
            others += [(None, answer.nobody())] if taken is not None else []
        elif field == "period":
            told = ((key, chance) for key, chance in answer.periods.items() if key != taken)
            others = [(self._scene.dates[answer.dates[key][0]].mention.text, chance) for key, chance in told]
            others += [(None, answer.timeless())] if taken is not None else []
        else:
            classes = answer.fields["concept" if field == "metric" else field]
            others = [(word, chance) for word, chance in classes.items() if word != taken]
        likely = sorted(others, key=lambda pair: (-pair[1], pair[0] or ""))[:_RIVALS]
        rivals = tuple(_rival(name, chance, "less likely by the encoder") for name, chance in likely)
        return Evidence(field=field, says=text, why=why, probability=round(probability, 4), rivals=rivals)

    def _candidate(self, candidate: Candidate) -> str | None:
        return self._party(candidate.party)

    def _party(self, party: Party | None) -> str | None:
        if party is None:
            return None
        return self._names.get(party.entity, party.entity) if party.entity is not None else party.text

    def _surface(self, start: int, end: int) -> str:
        folded = self._scene.folded
        return self._scene.source[folded.start(start) : folded.end(end)]


def _date(spot: Spot | None) -> str | None:
    return spot.mention.text if spot is not None else None


def _ranked_field(
    field: Field, text: str | None, why: str, ranked: Sequence[Ranked], named: Callable[[Any], str | None], skip: int,
    probability: float | None = None,
) -> Evidence:  # fmt: skip
    """A field that candidates were compared for; the first `skip` of them made it."""
    if skip and ranked:
        why += _marks(ranked[0])
    rivals = (_rival(named(item.option), item.probability, "less likely" + _marks(item)) for item in ranked[skip:])
    shown = None if probability is None else round(probability, 4)
    return Evidence(field=field, says=text, why=why, probability=shown, rivals=tuple(rivals)[:_RIVALS])


def _marks(ranked: Ranked) -> str:
    heavy = "; ".join(f"{mark} {weight:+.1f}" for mark, weight in ranked.marks[:_MARKS])
    return f" ({heavy})" if heavy else ""


def _rival(text: str | None, probability: float, why: str) -> Rival:
    return Rival(text=text, probability=round(probability, 4), why=why)
