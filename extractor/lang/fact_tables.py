"""The rows of the tables that say what values are: `lang/<code>/facts.toml` and `shared/concepts.toml`."""

from functools import lru_cache

from pydantic import Field, field_validator

from extractor.core.facts import CONCEPTS, BaseKind, Concept, Direction, Status
from extractor.lang.lexicon import SHARED, read_table
from extractor.lang.tables import Row

Words = tuple[str, ...]


class MetricRow(Row):
    """Words that name a concept. `example` is a sentence whose first value has it."""

    concept: Concept
    words: Words
    example: str


class SenseRow(Row):
    """Words that name another concept where the value is of a type or a class of units: 보수 in percent is a fee."""

    measure: str
    concept: Concept
    words: Words
    example: str


class DeedRow(Row):
    """Verbs that say what a value beside them is: 따내다 is of orders. `example` is a sentence whose first value is."""

    concept: Concept
    words: Words
    example: str


class MovementRow(Row):
    """Words of a movement; `example` is a sentence whose first value moves so."""

    direction: Direction
    words: Words
    example: str


class StatusRow(Row):
    """Words that make a claim something else than actual; `example` is a sentence whose first value has it."""

    status: Status
    words: Words
    example: str


class BaseRow(Row):
    """Words of a base; `example` is a sentence whose first change is measured from it."""

    kind: BaseKind
    words: Words
    example: str


class Forms(Row):
    """Signs and words around a value."""

    to: Words
    kept: Words
    of: Words
    by: Words
    respectively: Words
    and_: Words = Field(alias="and")
    inner: Words
    all_: Words = Field(alias="all")
    apiece: Words
    than: Words
    below: Words
    summed: Words
    verbal: Words
    toward: Words
    rates: Words
    growth: Words
    weak: Words
    whole: Words
    tails: Words
    quotes: Words
    unmeasured: Words
    swings: Words
    limits: Words
    chosen: Words
    after_to: Words
    became: Words
    not_compared: Words
    against: Words
    exchanged: Words
    leaving: Words
    still: Words
    limits_behind: Words
    more: Words
    less: Words
    ifs: Words
    not_ifs: Words
    plain: Words
    future: Words
    among: Words
    parts: Words
    ranked: Words
    uncounted: Words
    per: Words
    share: Words
    difference: Words
    stocks: Words
    exceeding: Words
    terms: Words
    crossing: Words
    gaps: Words
    expected: Words
    aged: Words
    coloured: Words
    behind: Words
    quoted: Words
    sharing: Words
    priced: Words
    compared: Words
    level_of: Words
    yearly: Words


class Clauses(Row):
    """What ends a clause: signs, and words that end in one of these. `past` endings close one with a fact."""

    commas: Words
    endings: Words
    past: Words


class Subjects(Row):
    """How a subject is marked, what stands for one, and what stands before a metric without being one.

    `unnamed` are words and, in Korean, endings that no noun phrase holds; behind `parts` a part of a whole is named.
    `no_firms` are ends of the names of organisations that a word for a firm does not stand for; in front of `addressed`
    stands whom an offer is for.
    """

    topic: Words
    nominative: Words
    not_topic: Words
    possessive: Words
    objects: Words
    anaphors: Words
    no_firms: Words
    addressed: Words
    modifiers: Words
    verbal: Words
    unnamed: Words
    parts: Words


class Speech(Row):
    """Who says so: marks behind or before a source, verbs of speech, sources that are no names.

    `compiled` lead from who compiled a figure to it; whoever names a figure of the metrics `advice` is its speaker.
    Verbs of speech end in one of `plain` where they end a sentence. `datelines` close the line in which a paper names
    itself (挖贝网 6月22日消息), and so does a comma behind a name that ends in one of `papers`, not of `no_papers`.
    """

    according: Words
    verbs: Words
    sources: Words
    persons: Words
    compiled: Words
    plain: Words
    advice: Words
    datelines: Words
    papers: Words
    no_papers: Words


class Bases(Row):
    """Marks of a comparison, and words that count from a day on."""

    marks: Words
    since: Words


class FactTable(Row):
    """The rows of `facts.toml`."""

    metric: tuple[MetricRow, ...]
    sense: tuple[SenseRow, ...]
    deed: tuple[DeedRow, ...]
    movement: tuple[MovementRow, ...]
    forms: Forms
    clauses: Clauses
    subjects: Subjects
    status: tuple[StatusRow, ...]
    speech: Speech
    bases: Bases
    base: tuple[BaseRow, ...]


class UnitClass(Row):
    """Units that measure one sort of thing, and the concept of a value in them that no word names."""

    class_: str = Field(alias="class")
    concept: Concept
    units: Words


class ConceptTable(Row):
    """The measures of each concept, what it is per share, those reported as changes, and the classes of units."""

    concepts: dict[str, Words]
    periods: dict[str, Words]
    counted: dict[str, Words]
    per_share: dict[str, Concept]
    changes: dict[str, Words]
    small: dict[str, int]
    families: dict[str, Words]
    never: dict[str, Words]
    unit: tuple[UnitClass, ...]

    @field_validator("concepts")
    @classmethod
    def _all_of_them(cls, concepts: dict[str, Words]) -> dict[str, Words]:
        if set(concepts) != set(CONCEPTS):
            raise ValueError(f"not the concepts of the contract: {sorted(set(concepts) ^ set(CONCEPTS))}")
        return concepts


@lru_cache(maxsize=1)
def concept_table() -> ConceptTable:
    """The one table of concepts. Raises `TableError` with file and field where it cannot be read."""
    return read_table(SHARED, "concepts", ConceptTable)


@lru_cache(maxsize=1)
def unit_classes() -> dict[str, tuple[str, ...]]:
    """The classes of each unit, the likelier first."""
    found: dict[str, list[str]] = {}
    for row in concept_table().unit:
        for unit in row.units:
            found.setdefault(unit, []).append(row.class_)
    return {unit: tuple(classes) for unit, classes in found.items()}
