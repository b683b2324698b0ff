"""The scores below which no release may fall: a small JSON file of floors by language and type.

A floor is an end-to-end F1, rounded down to four digits when it is pinned; `linking` is the pairwise F1, and
`facts core` is that F1 of facts (`found`, `core`, `full`) or the accuracy of that field in the facts that are found.
`misses` are the errors that were known then, so that a broken floor can name the new ones.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.core.errors import ExtractorError
from extractor.evaluation.counts import ALL, ENTITIES, FACTS, TYPES, VALUES, Counts, family
from extractor.evaluation.diffs import errors
from extractor.evaluation.fact_scores import CORE, FACT_FIELDS, FULL, FactCounts, FactError
from extractor.evaluation.link_scores import Links
from extractor.evaluation.scorecard import Scorecard
from extractor.evaluation.scoring import AnyError

LINKING = "linking"
FACT_SCORES = ("found", "core", "full")
PINNED_FIELDS = ("kind", "direction", "period", "status")  # those whose accuracy the script pins, too
FLOORED = (*TYPES, VALUES, ENTITIES, LINKING, *(f"{FACTS} {name}" for name in (*FACT_SCORES, *FACT_FIELDS)))
UNITS = 10_000  # four digits
MOST = 30  # errors that the message of a broken floor names

Floor = Annotated[float, Field(ge=0, le=1)]


class BaselineError(ExtractorError):
    """A file of floors that cannot be read, or that may not be written."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PinnedCorpus(_Part):
    """The corpus that the floors hold for. `path` is relative to the baseline's own folder."""

    path: str
    sha256: str
    articles: int


class Lowered(_Part):
    """A floor that was lowered, and why. `after` is null where the corpus has no such mention any more."""

    floor: str
    before: float
    after: float | None
    reason: str


class Baseline(_Part):
    """The floors, language -> type -> F1. Without a `corpus` they hold for whatever is evaluated."""

    corpus: PinnedCorpus | None = None
    floors: dict[str, dict[str, Floor]]
    reasons: tuple[Lowered, ...] = ()
    misses: dict[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class BrokenFloor:
    """A floor that a scorecard is below, with the errors that matter."""

    lang: str
    type: str
    floor: float
    score: float
    why: str
    errors: tuple[AnyError, ...]
    new: bool  # whether `errors` are only those that were not known when the floor was pinned

    def __str__(self) -> str:
        head = f"{self.lang} {self.type}: {self.why}"
        if not self.errors:
            return head
        since = "new since the floor was pinned" if self.new else "errors"
        lines = [f"{head}; {len(self.errors)} {since}:", *errors(self.errors[:MOST], article=True)]
        if len(self.errors) > MOST:
            lines.append(f"… and {len(self.errors) - MOST} more")
        return "\n".join(lines)


def read_baseline(path: Path) -> Baseline:
    """The floors of a file. Raises `BaselineError` with what is wrong in it."""
    try:
        baseline = Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BaselineError(f"{path}: {error.strerror or error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BaselineError(f"{path}: {'.'.join(map(str, first['loc'])) or 'file'}: {first['msg']}") from None
    for lang, kind in floor_names(baseline):
        if kind not in FLOORED:
            raise BaselineError(f"{path}: floors.{lang}.{kind}: expected one of {', '.join(FLOORED)}")
    return baseline


def wrong_corpus(card: Scorecard, baseline: Baseline) -> str | None:
    """Why the floors do not hold for this corpus, None where they do."""
    if baseline.corpus is None or baseline.corpus.sha256 == card.sha256:
        return None
    return (
        f"the floors are pinned for another corpus: {baseline.corpus.articles} articles with the hash"
        f" {baseline.corpus.sha256[:12]}…; this one has {len(card.articles)} and {card.sha256[:12]}…"
    )


def floor_names(baseline: Baseline) -> list[tuple[str, str]]:
    """Every floor as its language and type, in the order of the file."""
    return [(lang, kind) for lang, kinds in baseline.floors.items() for kind in kinds]


def broken_floors(card: Scorecard, baseline: Baseline) -> list[BrokenFloor]:
    """The floors that the card is below, in the order of the file."""
    found = (broken_floor(card, baseline, lang, kind) for lang, kind in floor_names(baseline))
    return [broken for broken in found if broken is not None]


def broken_floor(card: Scorecard, baseline: Baseline, lang: str, kind: str) -> BrokenFloor | None:
    """What is below the floor of one language and type, None where it holds."""
    floor = baseline.floors[lang][kind]
    if kind == LINKING:
        links = card.links.get(lang, Links())
        score = links.pairwise[2]
        pairs = f"pairs: gold {links.pairs_gold}, found {links.pairs_found}, right {links.pairs_right}"
        why = f"pairwise F1 of linking {score:.4f} is below its floor {floor:.4f} ({pairs})"
    elif kind.startswith(FACTS):
        score, why = _facts(card.facts.get(lang, FactCounts()), kind, floor)
    else:
        counts = card.counts.get((lang, kind), Counts())
        score = counts.end_to_end.f1
        mentions = f"gold {counts.gold}, found {counts.found}, right {counts.wholly}"
        why = f"end-to-end F1 {score:.4f} is below its floor {floor:.4f} ({mentions})"
    if score >= floor:
        return None
    found = _errors(card, lang, kind)
    known = baseline.misses or {}
    new = [error for error in found if error.place not in known.get(error.article, ())]
    return BrokenFloor(lang, kind, floor, score, why, tuple(new or found), bool(new and baseline.misses))


def _facts(counts: FactCounts, kind: str, floor: float) -> tuple[float, str]:
    """The score that a floor of facts is of, and what a broken one says."""
    name = kind.removeprefix(f"{FACTS} ")
    if name in FACT_SCORES:
        score, right = counts.ratio(name).f1, counts.ratio(name).right
        what, of = "F1", f"gold {counts.gold}, given {counts.given}, right {right}"
    else:
        score, right = counts.accuracy(name), counts.right[FACT_FIELDS.index(name)]
        what, of = "accuracy", f"found {counts.found}, right {right}"
    return score, f"{what} {score:.4f} is below its floor {floor:.4f} ({of})"


def _concerns(error: FactError, name: str) -> bool:
    """Whether an error of a fact costs a score."""
    fields = frozenset({"found": (), "core": CORE, "full": FULL}.get(name, (name,)))
    whole = name in FACT_SCORES and error.what != "wrong fact"
    return whole or bool(fields & set(error.fields))


def _errors(card: Scorecard, lang: str, kind: str) -> list[AnyError]:
    own: list[AnyError] = []
    if kind == LINKING:
        own += card.link_errors
    elif kind.startswith(FACTS):
        own += [error for error in card.fact_errors if _concerns(error, kind.removeprefix(f"{FACTS} "))]
    else:
        own += [error for error in card.errors if kind in (error.type, family(error.type))]
    return [error for error in own if lang in (error.lang, ALL)]


def pin(
    card: Scorecard, path: str, old: Baseline | None, *, allow_regression: bool = False, reason: str = ""
) -> Baseline:
    """The floors of a scorecard. Raises `BaselineError` where one would sink and no reason is given.

    A floor whose mentions have left the corpus sinks, too.
    """
    floors = _floors(card)
    lowered = _lowered(old, floors)
    if lowered and not (allow_regression and reason.strip()):
        names = "\n".join(f"  {name}: {before:.4f} -> {_number(after)}" for name, before, after in lowered)
        raise BaselineError(f"floors would sink; --allow-regression and --reason are needed:\n{names}")
    reasons = tuple(Lowered(floor=name, before=b, after=a, reason=reason.strip()) for name, b, a in lowered)
    misses: dict[str, tuple[str, ...]] = {}
    for score in card.articles:
        places = [error.place for error in score.all_errors]
        if places:
            misses[score.id] = (*misses.get(score.id, ()), *places)
    return Baseline(
        corpus=PinnedCorpus(path=path, sha256=card.sha256, articles=len(card.articles)),
        floors=floors,
        reasons=(old.reasons if old else ()) + reasons,
        misses=misses,
    )


def dump(baseline: Baseline) -> str:
    """The text of a file of floors: one line a floor and a miss, so that a change is seen in a diff."""
    return json.dumps(baseline.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def _floors(card: Scorecard) -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = {}
    for (lang, kind), counts in card.counts.items():
        if lang != ALL and kind in TYPES and counts.gold:  # sums would break with every type in them
            floors.setdefault(lang, {})[kind] = _down(counts.end_to_end.f1)
    for lang, links in card.links.items():
        if lang != ALL and links.pairs_gold:
            floors.setdefault(lang, {})[LINKING] = _down(links.pairwise[2])
    for lang, counts_of_facts in card.facts.items():
        if lang != ALL and counts_of_facts.gold:
            own = floors.setdefault(lang, {})
            own |= {f"{FACTS} {name}": _down(counts_of_facts.ratio(name).f1) for name in FACT_SCORES}
            own |= {f"{FACTS} {name}": _down(counts_of_facts.accuracy(name)) for name in PINNED_FIELDS}
    return floors


def _lowered(old: Baseline | None, new: Mapping[str, Mapping[str, float]]) -> list[tuple[str, float, float | None]]:
    """The floors that would sink or vanish: name, before and after."""
    before = old.floors if old else {}
    pairs = [(lang, kind, floor) for lang, kinds in before.items() for kind, floor in kinds.items()]
    after = [(f"{lang} {kind}", floor, new.get(lang, {}).get(kind)) for lang, kind, floor in pairs]
    return [(name, floor, now) for name, floor, now in after if now is None or now < floor]


def _down(score: float) -> float:
    """A score cut to its digits, never above itself."""
    return math.floor(score * UNITS) / UNITS


def _number(score: float | None) -> str:
    return "no such mention" if score is None else f"{score:.4f}"
