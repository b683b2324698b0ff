"""The marks of a subject: what a name or a noun phrase is, and how it stands to a value and to its metric.

Each function has the marks that depend on its arguments and on nothing else, so that they are written once. `side` is
where the piece stands, `a` before the value, `b` behind it, `in` in it; `step` is how many clauses lie between.
"""

from collections.abc import Iterator

from extractor.facts.marks import remembered, remembered_by_role


@remembered
def of_sort(sort: str, side: str, step: int, family: str, concept: str, kind: str, rule: str) -> Iterator[str]:
    """What the piece is, beside what is measured."""
    yield f"sort={sort}{side}"
    yield f"sort={sort}{side}{step}"
    yield f"sort={sort}={family}"
    yield f"sort={sort}={concept}"
    yield f"sort={sort}{side}={kind}"
    yield f"sort={sort}={rule}"


@remembered
def of_following(follows: str, side: str, step: int, sort: str) -> Iterator[str]:
    """What stands behind the piece."""
    yield f"follows={follows}{side}"
    yield f"follows={follows}{side}{step}"
    yield f"follows={follows}{side}={sort}"
    yield f"follows={follows}{side}{step}={sort}"


@remembered
def of_particle(follows: str, side: str, kind: str, family: str, rule: str) -> Iterator[str]:
    """What stands behind the piece, beside what is measured."""
    yield f"follows={follows}={kind}{side}"
    yield f"follows={follows}={family}{side}"
    yield f"follows={follows}={rule}"


@remembered
def of_leading(leads: str, follows: str, side: str, step: int, sort: str) -> Iterator[str]:
    """What leads to the piece."""
    yield f"leads={leads}{side}={sort}"
    yield f"leads={leads}{side}{step}"
    yield f"leads={leads}={follows}={sort}{side}"


@remembered
def of_distance(near: int, side: str, sort: str, family: str, type_: str, unit: str, follows: str) -> Iterator[str]:
    """How far the piece is from the value, in steps of characters."""
    yield f"near={near}{side}={sort}"
    yield f"near={near}{side}={family}"
    yield f"near={near}{side}={type_}={sort}"
    yield f"near={near}{side}={unit}={sort}"
    yield f"near={near}{side}={follows}={sort}"


@remembered
def of_crowd(
    actors: int, alike: int, pieces: int, values: int, side: str, step: int, sort: str, follows: str
) -> Iterator[str]:
    """How many actors, pieces with the same particle, pieces and values stand between the piece and the value."""
    yield f"actors={actors}{side}={sort}"
    yield f"actors={actors}{side}{step}"
    yield f"alike={alike}={follows}{side}"
    yield f"pieces={pieces}{side}={sort}"
    yield f"values={values}{side}{step}"
    yield f"values={values}{side}={sort}"


@remembered
def of_form(size: int, order: int, unit: str, sort: str, side: str, step: int) -> Iterator[str]:
    """How long the piece is, which of its sentence, and what the value is measured in."""
    yield f"size={size}={sort}"
    yield f"order={order}={sort}{side}"
    yield f"unit={unit}={sort}{side}"
    yield f"unit={unit}={sort}={step}"


@remembered
def of_signs(following: str, ahead: str, side: str) -> Iterator[str]:
    """The characters around the piece: two behind it, one before."""
    yield f"next={following[:1]}{side}"
    yield f"next={following}{side}"
    yield f"ahead={ahead}{side}"


@remembered
def of_metric(
    far: int, mid: bool, apart: int, sort: str, order: str, side: str, rule: str, follows: str
) -> Iterator[str]:
    """How the piece stands to the metric word behind it."""
    yield f"metric={far}={mid}={sort}"
    yield f"metric={far}={mid}={order}={side}"
    yield f"metric={far}={rule}"
    yield f"metric={mid}={follows}"
    yield f"metric={apart}={sort}"


@remembered
def of_quotation(behind: bool, side: str, sort: str, follows: str) -> Iterator[str]:
    """Whether the piece stands behind the opening of the quotation that the value stands in."""
    yield f"quoted={behind}{side}={sort}"
    yield f"quoted={behind}={follows}"


@remembered
def of_carried(sort: str, family: str) -> Iterator[str]:
    """Somebody whom the text spoke of before."""
    yield f"carried={sort}={family}"


@remembered_by_role
def of_topic(role: str, sort: str, family: str, concept: str) -> Iterator[str]:
    """Who somebody is whom the text spoke of, and what is measured."""
    yield role
    yield f"{role}={sort}"
    yield f"{role}={family}"
    yield f"{role}={concept}"


@remembered_by_role
def of_place(role: str, first: str, local: str, words: bool, anaphor: str) -> Iterator[str]:
    """What the sentence has before the value, where the text spoke of somebody before."""
    yield f"{role}={first}"
    yield f"{role}={first}={local}"
    yield f"{role}={first}={anaphor}"
    yield f"{role}={local}={words}"
    yield f"{role}={anaphor}={local}"
    yield f"{role}={first}={words}"


@remembered_by_role
def of_rule(role: str, first: str, rule: str, local: str, fresh: bool) -> Iterator[str]:
    """How the metric was found, where the text spoke of somebody before."""
    yield f"{role}={first}={rule}"
    yield f"{role}={fresh}={local}"


@remembered
def of_previous(
    step: int, fresh: bool, new: str, same: str, sort: str, rule: str, kind: str, family: str
) -> Iterator[str]:
    """The owner of the value before: what came between, and whether both values are of one type."""
    yield "previous"
    yield f"previous={sort}"
    yield f"previous={step}"
    yield f"previous={step}={fresh}={new}"
    yield f"previous={rule}"
    yield f"previous={kind}"
    yield f"previous=new={new}"
    yield f"previous=new={new}={same}"
    yield f"previous={step}={same}"
    yield f"previous={fresh}={new}"
    yield f"previous={family}"


@remembered
def of_hint(rule: str, family: str, choice: str, words: bool) -> Iterator[str]:
    """The one whom the plain rules would have."""
    yield "hint"
    yield f"hint={rule}"
    yield f"hint={rule}={family}"
    yield f"hint={rule}={choice}"
    yield f"hint={rule}={words}"


@remembered
def of_nobody(
    family: str, kind: str, local: str, concept: str, hinted: bool, topics: bool, before: bool
) -> Iterator[str]:
    """Nobody: what is measured, and whether there is somebody."""
    yield "none"
    yield f"none={family}"
    yield f"none={kind}"
    yield f"none={local}"
    yield f"none={concept}"
    yield f"none=hint={not hinted}"
    if not hinted:
        yield "hint"
    yield f"none={topics}"
    yield f"none={before}"


@remembered
def of_list(place: str, sort: str, type_: str, rule: str) -> Iterator[str]:
    """Whether the piece is told right beside the value, and whether both are an item of a list."""
    yield f"list={place}={sort}"
    yield f"list={place}={type_}"
    yield f"list={place}={rule}"
