"""The evidence of facts, and what names that were not linked could be, as tables of words. Nothing is decided here."""

from collections.abc import Iterator, Sequence

from extractor.entities.explanation import Unlinked
from extractor.evaluation.grids import Grid
from extractor.facts.explanation import Evidence, FactExplained

_PLAIN = (None, "actual")  # what a field says where there is nothing to be told


def fact_grid(facts: Sequence[FactExplained]) -> Grid:
    """Each value with the fields that say something, why, and what lost."""
    rows = []
    for fact in facts:
        head = [fact.text, f"confidence {fact.confidence}", fact.score, *(f"flag {flag}" for flag in fact.flags or ())]
        shown = [item for item in fact.fields if item.says not in _PLAIN or item.rivals]
        for number, item in enumerate(shown):
            left = "\n".join(head) if not number else ""
            rows.append((left, f"{item.field}\n{item.says or 'none'}", "\n".join(_lines(item))))
    return Grid("facts", ("value", "field", "why"), tuple(rows), words=3)


def _lines(item: Evidence) -> Iterator[str]:
    yield item.why if item.probability is None else f"{item.why}: {item.probability:.2f}"
    if item.row is not None:
        yield f"row: {str(item.row).removeprefix('extractor/')}"
    for rival in item.rivals:
        yield f"not {rival.text or 'none'}: {rival.probability:.2f}, {rival.why}"


def unlinked_grid(names: Sequence[Unlinked]) -> Grid:
    """What each name without a row of the knowledge base could be there, and why it is not."""
    rows = []
    for name in names:
        head = f"{name.name}\n{name.type} {name.entity}"
        for item in name.candidates:
            rows.append((head, " ".join((item.id, item.name, *item.tickers)), item.why))
        if not name.candidates:
            rows.append((head, "none", "no row has this name"))
    return Grid("names without a row of the knowledge base", ("name", "candidate", "why not"), tuple(rows), words=3)
