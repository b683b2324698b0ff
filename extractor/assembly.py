"""Readings made into the mentions and entities of a record: in text order, with their final ids."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from extractor.core.records import Entity, KnowledgeBaseEntry, Sentence
from extractor.core.spans import Mention, MentionType
from extractor.entities import Group, KnowledgeBase, Name, NameReading, load_knowledge_base
from extractor.kinds.fiscal import FiscalEnd
from extractor.kinds.reader import Reading

NO_NAMES = NameReading((), ())
# Which language a name is written in, by its letters: one syllable of Hangul makes it Korean.
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb]")
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_LETTER = re.compile(r"[^\W\d_]")


def assemble(
    text: str,
    lang: str,
    readings: Sequence[Reading],
    names: NameReading,
    sentences: Sequence[Sentence],
    kb: KnowledgeBase | None = None,
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions m1, m2 … in text order and the entities e1, e2 … in the order of their first mentions.

    `kb` is the base that the names were read with, None for the one that comes with the package. A name that shares
    a character with a value is no mention, and an entity with no mention left is none. Raises `RuntimeError` on a
    reading that does not lie within a sentence: that is a bug of the room that read it.
    """
    kept = _outside(names.names, readings)
    found: list[Reading | Name] = sorted([*readings, *kept], key=lambda item: (item.start, -item.end))
    starts = [sentence.start for sentence in sentences]
    ids: dict[int, str] = {}
    mentions = []
    for number, item in enumerate(found, 1):
        at = bisect_right(starts, item.start) - 1
        if at < 0 or item.end > sentences[at].end:
            raise RuntimeError(f"{item.type} at {item.start}:{item.end} ({item.rule}) does not lie within a sentence")
        id_, surface = f"m{number}", text[item.start : item.end]
        type_: MentionType = item.type  # type: ignore[assignment]  # a cast is a call, for each of hundreds
        if isinstance(item, Reading):
            mention = Mention.of_value(id_, type_, item.start, item.end, surface, at, item.value, item.rule)
        else:
            given = _given(item, ids)
            mention = Mention(
                id=id_, type=type_, start=item.start, end=item.end, text=surface, sentence=at, rule=item.rule, **given
            )
        mentions.append(mention)
    return tuple(mentions), _entities(mentions, names.groups, ids, lang, kb or load_knowledge_base())


def _outside(names: Sequence[Name], readings: Sequence[Reading]) -> list[Name]:
    """The names that share no character with a value: the country in a currency's name is no mention."""
    starts = [reading.start for reading in readings]
    kept = []
    for name in names:
        before = bisect_right(starts, name.end - 1) - 1  # the last value that begins before the name ends
        if before < 0 or readings[before].end <= name.start:
            kept.append(name)
    return kept


def _given(name: Name, ids: dict[int, str]) -> dict[str, Any]:
    entity = ids.setdefault(name.group, f"e{len(ids) + 1}")
    return {"entity": entity, "confidence": round(name.confidence, 4)}


def _entities(
    mentions: Sequence[Mention], groups: Sequence[Group], ids: Mapping[int, str], lang: str, kb: KnowledgeBase
) -> tuple[Entity, ...]:
    of: dict[str, list[Mention]] = {entity: [] for entity in ids.values()}
    for mention in mentions:
        if mention.entity is not None:
            of[mention.entity].append(mention)
    return tuple(_entity(entity, groups[number], of[entity], ids, lang, kb) for number, entity in ids.items())


def _entity(
    entity: str, group: Group, mentions: Sequence[Mention], ids: Mapping[int, str], lang: str, kb: KnowledgeBase
) -> Entity:
    surfaces = list(dict.fromkeys(mention.text for mention in mentions))
    names: dict[str, list[str]] = {}
    for surface in surfaces:
        if (code := _language(surface, lang)) is not None:
            names.setdefault(code, []).append(surface)
    return Entity(
        id=entity,
        type=cast(Any, group.type),
        name=max(surfaces, key=len),
        names={code: tuple(names[code]) for code in ("ko", "zh", "en") if code in names},
        mentions=tuple(mention.id for mention in mentions),
        title=group.title,
        affiliation=None if group.affiliation is None else ids.get(group.affiliation),
        kb=_known(group.kb_id, kb),
    )


def _language(name: str, lang: str) -> str | None:
    """`ko`, `zh` or `en`; None for a name in another script. One of digits alone is in the article's language."""
    if _HANGUL.search(name):
        return "ko"
    if _KANA.search(name):
        return None
    if _HAN.search(name):
        return "zh"
    letters = _LETTER.findall(name)
    if not letters:
        return lang[:2]
    return "en" if all(letter < "\u0250" for letter in letters) else None


def _known(kb_id: str | None, kb: KnowledgeBase) -> KnowledgeBaseEntry | None:
    if kb_id is None:
        return None
    row = kb.entry(kb_id)
    return KnowledgeBaseEntry(id=row.id, ko=row.ko, zh=row.zh, en=row.en, tickers=row.tickers, country=row.country)


def fiscal_ends(names: Iterable[tuple[int, int, str, str | None]], kb: KnowledgeBase) -> Iterator[FiscalEnd]:
    """When the fiscal years of the organisations end that an article names: start, end, type, id there of each name."""
    for start, end, type_, kb_id in names:
        entry = kb.entry(kb_id) if kb_id is not None else None
        month = entry.fiscal_year_end if entry is not None else None
        # In Japan the year in which it began gives its number.
        later = entry is not None and entry.country == "JP" and month is not None and month < 12
        if type_ == "ORG" or month is not None:
            yield FiscalEnd(start, end, int(later), month)
