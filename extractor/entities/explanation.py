"""Names that are tied to nothing in the knowledge base: what each could be there, and why none was taken."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from extractor.core.records import Entity
from extractor.core.spans import Mention
from extractor.entities.knowledge import Entry, KnowledgeBase, folded_name


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Possible(_Part):
    """A row of the knowledge base that a name could mean, and why it does not."""

    id: str
    type: str
    name: str
    tickers: tuple[str, ...]
    why: str


class Unlinked(_Part):
    """An entity without a row of the knowledge base. `rules` are those that found its mentions."""

    entity: str
    type: str
    name: str
    rules: tuple[str, ...]
    candidates: tuple[Possible, ...]


def unlinked(entities: Sequence[Entity], mentions: Sequence[Mention], kb: KnowledgeBase) -> tuple[Unlinked, ...]:
    """The entities of a record that have no row, in its order, those without a candidate too."""
    by_id = {mention.id: mention for mention in mentions}
    taken = {entity.kb.id: entity.name for entity in entities if entity.kb is not None}
    return tuple(_unlinked(entity, by_id, taken, kb) for entity in entities if entity.kb is None)


def _unlinked(entity: Entity, mentions: Mapping[str, Mention], taken: Mapping[str, str], kb: KnowledgeBase) -> Unlinked:
    own = [mentions[number] for number in entity.mentions if number in mentions]
    forms = tuple(dict.fromkeys((entity.name, *(mention.text for mention in own))))
    found = {entry.id: (form, entry) for form in forms for entry in kb.candidates(form)}
    fitting = [entry for _, entry in found.values() if entry.type == entity.type]
    return Unlinked(
        entity=entity.id,
        type=entity.type,
        name=entity.name,
        rules=tuple(dict.fromkeys(mention.rule for mention in own if mention.rule)),
        candidates=tuple(
            Possible(
                id=entry.id,
                type=entry.type,
                name=entry.en or entry.ko or entry.zh or entry.names[0],
                tickers=entry.tickers,
                why="; ".join(_reasons(form, entry, entity, fitting, taken)),
            )
            for form, entry in found.values()
        ),
    )


def _reasons(
    form: str, entry: Entry, entity: Entity, fitting: Sequence[Entry], taken: Mapping[str, str]
) -> Iterator[str]:
    bears = folded_name(form) in map(folded_name, entry.names)
    if entry.type != entity.type:
        yield f"it is {entry.type}, and the text names {entity.type}"
    if entry.id in taken:
        yield f"{taken[entry.id]} is it in this text"
    if not bears:
        yield "only its reading agrees: no gloss and no name in Chinese characters says so"
    elif len(fitting) > 1:
        yield f"{len(fitting)} bear this name, and nothing in the text decides"
    if bears and entry.type == entity.type and len(fitting) == 1 and entry.id not in taken:
        yield "what stands around the name makes it another's"
