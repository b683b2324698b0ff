"""Generators that write values in every shape that papers use, and what the reader must give back for each.

A shape is one way to write one kind of value in one language. `shapes()` lists them all; `Shape.case` writes a case of
one from a source of chance alone, so that a seed names a case. What a shape writes is made from the value, by code of
its own: no table of the reader is used, and none of its functions.
"""

from generation.amounts import amount_shapes
from generation.cases import Case, Shape, misread
from generation.counted import counted_shapes
from generation.days import day_shapes
from generation.pending import PENDING
from generation.spans import span_shapes

__all__ = ["PENDING", "Case", "Shape", "misread", "shapes"]


def shapes() -> list[Shape]:
    """All shapes, in a fixed order, each with a name of its own."""
    found = [*amount_shapes(), *counted_shapes(), *day_shapes(), *span_shapes()]
    names = [shape.name for shape in found]
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})
    return found
