"""The publisher and the authors that the bylines of a text name, for articles whose metadata names none."""

import re
from collections.abc import Sequence

from extractor.core.records import Block
from extractor.ingest.bylines import CLOSERS, EMAIL, forms
from extractor.lang.blocks import BlockTable, load_blocks
from extractor.lang.patterns import HAN, HANGUL, one_of

_BRACKETS = re.compile("[" + re.escape("".join((*CLOSERS, *CLOSERS.values()))) + "]")


def read_credits(text: str, lang: str, blocks: Sequence[Block]) -> tuple[str | None, tuple[str, ...]]:
    """The publisher (None if unnamed) and the authors, in text order, of the byline and dateline blocks."""
    table, publisher, authors = load_blocks(lang), None, dict[str, None]()
    for block in blocks:
        if block.kind in ("byline", "dateline"):
            line = re.sub(EMAIL, " ", text[block.start : block.end])
            named, names = _name_first(line, table, lang) if table.reporters else _role_first(line, table, lang)
            publisher = publisher or named
            authors |= dict.fromkeys(names)
    return publisher, tuple(authors)


def _name_first(line: str, table: BlockTable, lang: str) -> tuple[str | None, list[str]]:
    line = re.sub(r"\([^()]*\)(?=\s*=)", "", line.strip())  # place(country)=
    left, _, right = _BRACKETS.sub(" ", line).strip().rstrip("= ").replace("/", "=").rpartition("=")
    role = re.compile(rf"\s?{one_of(table.reporters)}(?=$|[\s,·]|[{HANGUL}])")
    parts = [part for part in re.split(r"[\s=]+", left) if part]
    publisher = next((part for part in parts if forms(lang).media.search(part)), None)
    names: list[str] = []
    for segment in role.split(right):
        tokens = [token for token in re.split(r"[\s/]+", segment) if token]
        media = [token for token in tokens if forms(lang).media.search(token)]
        people = [token for token in tokens if token not in media and token not in table.places]
        if media or (len(people) > 1 and not left):
            # Between place and reporter stands the paper: the place that looked like one is a branch office.
            publisher = media[0] if media else people.pop(0) if _is_house(people) else publisher
        if role.search(right):
            names += [
                name
                for token in people
                for name in re.split("[·,]", token)
                if re.fullmatch(rf"[{HANGUL}]{{2,4}}", name)
            ]
    return publisher, names


def _is_house(people: list[str]) -> bool:
    return not any(mark in people[0] for mark in "·,") and len(people[0]) > 3


def _role_first(line: str, table: BlockTable, lang: str) -> tuple[str | None, list[str]]:
    source = re.match(rf"\s*{one_of(table.sources)}\s*(\S+)", line)
    if source is not None:
        return source[1], []
    plain = _BRACKETS.sub(" ", line)
    role = re.search(one_of(table.reporters_before), plain)
    prefix = (plain[: role.start()] if role else re.split(r"\d", plain, maxsplit=1)[0]).strip()
    for word in table.before_reporter:
        prefix = prefix.removesuffix(word).strip()
    house = re.match(rf"[{HAN}A-Za-z0-9]{{1,10}}?{one_of(table.media_endings)}", prefix)
    # Agency and place run together in a dateline; elsewhere the whole prefix is the name, less the word for news.
    publisher = house[0] if house else re.sub(rf"{one_of(table.wires)}$", "", prefix) or None
    publisher = publisher if house or forms(lang).media.search(prefix) else None
    if role is None:
        before = re.split(r"\s*[/／]\s*", plain, maxsplit=1)[0].split()
        names = before[:-1] if len(before) > 1 and before[-1] in table.works else []
    elif role[0] in table.editors:
        names = []
    else:
        names = [name for name in re.split(r"[、,，/／:：\s]+", plain[role.end() :]) if not name.endswith(table.works)]
    whole = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}]{{1,8}}")
    return publisher, [name for name in names if whole.fullmatch(name)]
