"""Names of an article: known ones, unknown ones by their form, glosses, and which of them are one thing."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.core.character_encoder import States
from extractor.core.records import Block, Sentence
from extractor.core.text import fold
from extractor.entities.boundaries import HAN, boundaries
from extractor.entities.candidates import Candidate, add_outermost, keep_outermost
from extractor.entities.chinese import ChineseNames
from extractor.entities.countries import ShortCountries
from extractor.entities.cued import Places, Products
from extractor.entities.estates import Estates
from extractor.entities.extended import Extended
from extractor.entities.funds import Funds
from extractor.entities.glosses import Glosses, Pair
from extractor.entities.institutions import AGAIN, InstitutionsAgain
from extractor.entities.investors import ChineseInvestors
from extractor.entities.knowledge import KnowledgeBase
from extractor.entities.known import KnownNames
from extractor.entities.latin_products import LatinProducts
from extractor.entities.linking import Group, Links, group, join_glossed, join_readings, join_same_names
from extractor.entities.lists import SharedEndings
from extractor.entities.media import ChineseMedia
from extractor.entities.organisations import ChineseOrganisations, KoreanOrganisations
from extractor.entities.people import ChinesePeople, KoreanPeople
from extractor.entities.platforms import ChinesePlatforms
from extractor.entities.product_codes import ProductCodes
from extractor.entities.proposals import NameModel, is_proposed
from extractor.entities.recognised import Recognised
from extractor.entities.reported import Reported
from extractor.entities.short_forms import ShortForms
from extractor.entities.titles import Titles
from extractor.entities.words import Words
from extractor.lang.entities import entity_table
from extractor.lang.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a place of the untouched text. `group` is its place in `NameReading.groups`."""

    start: int
    end: int
    type: str
    group: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NameReading:
    """All names of a text in text order, what they name in order of first mention, and the states of a model's view."""

    names: tuple[Name, ...]
    groups: tuple[Group, ...]
    states: States | None = None


def read_names(
    text: str,
    lang: str,
    kb: KnowledgeBase,
    blocks: Sequence[Block] = (),
    sentences: Sequence[Sentence] = (),
    model: NameModel | None = None,
) -> NameReading:
    """The names of `text`, which is "ko", "zh-Hans" or "zh-Hant"; offsets are into the untouched text.

    Every block is read, boilerplate too: a name does not cross the end of a block. `model` reads the sentences.
    """
    return _reader("ko" if lang == "ko" else "zh", kb).read(text, blocks, sentences, model)


@lru_cache(maxsize=8)
def _reader(language: str, kb: KnowledgeBase) -> "NameReader":
    return NameReader(language, kb)


class NameReader:
    """The compiled rules of one language over one knowledge base."""

    def __init__(self, language: str, kb: KnowledgeBase) -> None:
        korean = language == "ko"
        table, zh = entity_table("ko" if korean else "zh"), entity_table("zh")
        self._bounds = boundaries(language)
        self._kb = kb
        self._known = KnownNames(kb, table, self._bounds)
        self._countries = ShortCountries(table.country, self._known, self._bounds, spaced=korean)
        self._organisations: KoreanOrganisations | ChineseOrganisations
        self._people: KoreanPeople | ChinesePeople
        if korean:
            self._organisations, self._people = (
                KoreanOrganisations(table, self._bounds),
                KoreanPeople(table, self._known.is_place),
            )
        else:
            self._organisations, self._people = ChineseOrganisations(table, self._bounds), ChinesePeople(table)
        self._media = None if korean else ChineseMedia(table, self._known.is_name, self._known.is_place)
        self._investors = ChineseInvestors(table)
        self._platforms, self._latin = ChinesePlatforms(table), LatinProducts(table)
        self._shared = SharedEndings(table, kb) if korean else None
        self._extended = Extended(table, self._bounds)
        self._short_forms = ShortForms(table) if korean else None
        self._estates = Estates(table) if korean else None
        self._reported = Reported(table, kb, self._bounds) if korean else None
        self._glosses = Glosses(kb, table, zh, self._people.title, spaced=korean)
        self._products = Products(table, self._bounds, spaced=korean)
        self._funds, self._codes = Funds(table), ProductCodes(table, spaced=korean)
        self._places = Places(kb, table, self._bounds, spaced=korean)
        self._chinese = None if korean else ChineseNames(table, self._bounds, self._known, kb, self._kind)
        self._titles = Titles(table, spaced=korean)
        self._model_names = Recognised(table, self._bounds, language, self._known.is_place, self._platforms.is_called)
        self._institutions = InstitutionsAgain(table, spaced=korean)

    def read(
        self, text: str, blocks: Sequence[Block], sentences: Sequence[Sentence] = (), model: NameModel | None = None
    ) -> NameReading:
        """The names of a text; see `read_names`."""
        folded = fold(text, simplify=True)
        view = _MARKUP.sub(lambda match: " " * len(match[0]), folded.text)
        if not self._bounds.spaced:
            view = _DOT.sub(lambda dot: "·" if text[folded.start(dot.start())] == _WIDE_DOT else dot[0], view)
        edges = sorted({folded.folded(block.start) for block in blocks})
        words = self._chinese.words(view) if self._chinese is not None else None
        countries = list(self._countries.find(view))
        known = keep_outermost(
            (
                *self._countries.without_relations(self._known.find(view, words), countries),
                *self._known.spelled(view),
                *countries,
            )
        )
        if words is not None:
            present = {item.kb_id for item in known if item.kb_id is not None}
            known = add_outermost(known, self._countries.evident(view, present, words))
        if self._reported is not None:
            known = self._reported.revised(view, known)
            known = add_outermost(known, self._reported.find(view, known))
        explained = self._glosses.explained(view, known)
        known = [item for item in known if view[item.start : item.end] not in explained]
        media = self._media.find(view) if self._media is not None else ()
        cued = (*self._products.find(view, known), *self._codes.find(view, known), *self._funds.find(view))
        cued = (*cued, *self._places.find(view, known), *media)
        cued = (*cued, *(self._estates.find(view) if self._estates is not None else ()))
        if words is not None:
            cued = (*cued, *self._platforms.find(view, known, words), *self._latin.find(view))
            cued = (*cued, *self._investors.find(view))
        known = keep_outermost((*known, *cued, *self._organisations.find(view, known)))
        if self._shared is not None:
            known = add_outermost(known, self._shared.find(view, known))
        found = add_outermost(known, self._recognised(view, self._people.find(view, known)))
        pairs = list(self._glosses.find(view, found))
        glossed = [side for pair in pairs for side in pair.sides]
        found = add_outermost(found, glossed)
        states = None
        if model is not None:
            stretches = [(folded.folded(s.start), folded.folded(s.end)) for s in sentences]
            proposals, states = model.read(view, stretches)
            proposals = proposals if words is None else list(words.sound(proposals))
            found = add_outermost(found, self._model_names.find(view, proposals, found, model.floors))
        found = add_outermost(found, self._extended.find(view, found))
        if self._reported is not None:
            found = self._reported.revised(view, found)
            found = add_outermost(found, self._reported.again(view, found))
        if self._short_forms is not None:
            found = add_outermost(found, self._short_forms.find(view, found))
        if self._chinese is not None and words is not None:
            found = self._chinese.longer(view, found, words)
        found = add_outermost(found, self._repeated(view, found, words))
        if self._chinese is not None and words is not None:
            found = self._chinese.joined(view, found, words)
        short = list(self._people.shortened(view, self._full(found)))
        found = keep_outermost((*self._as_shortened(found, short), *short))
        found = [name for name in found if not _crosses(name, edges)]
        found = list(_outside(found, [match.span() for match in _WEB.finditer(view)]))
        found = self._institutions.revised(view, found)
        links = self._link(view, found, pairs)
        numbers, keys = group(found, links)
        groups = self._titles.groups(
            view, found, numbers, keys, lambda start, end: text[folded.start(start) : folded.end(end)]
        )
        names = (
            Name(folded.start(n.start), folded.end(n.end), n.type, number, n.rule, n.confidence)
            for n, number in zip(found, numbers, strict=True)
        )
        return NameReading(tuple(names), tuple(groups), states)

    def _kind(self, item: Candidate) -> str:
        """What the knowledge base calls the thing: city, company, …"""
        entry = self._kb.entries.get(item.kb_id or "")
        return (entry.kind if entry is not None else None) or ""

    @staticmethod
    def _as_shortened(found: Sequence[Candidate], short: Sequence[Candidate]) -> Iterable[Candidate]:
        """The names, what only a model found under the key of the person whose short form it is."""
        keys = {(item.start, item.end): item.key for item in short}
        for name in found:
            key = keys.get((name.start, name.end)) if name.type == "PERSON" and is_proposed(name.rule) else None
            yield replace(name, key=key) if key is not None else name

    @staticmethod
    def _full(found: Sequence[Candidate]) -> list[Candidate]:
        """The persons that are named by more than a surname."""
        return [name for name in found if name.type == "PERSON" and name.end - name.start > 1]

    def _recognised(self, view: str, items: Iterable[Candidate]) -> Iterable[Candidate]:
        """Persons found by a title, with the knowledge base's key where it knows the name."""
        for item in items:
            entry = self._kb.lookup(view[item.start : item.end])
            if entry is None:
                yield item
            elif entry.type == item.type:
                yield Candidate(item.start, item.end, item.type, item.rule, item.confidence, f"kb:{entry.id}")

    def _repeated(self, view: str, found: Sequence[Candidate], cut: Words | None) -> Iterable[Candidate]:
        """Further mentions of names that a rule found once: the same word, or an organisation's short form."""
        words: dict[str, Candidate] = {}
        for item in found:
            loose = item.rule == "gloss" and (item.kb_id is not None or item.confidence <= 0.7)
            loose = loose and not (item.type == "ORG" and _SHORT.fullmatch(view[item.start : item.end]))
            if item.rule in _KNOWN_RULES or item.confidence < 0.6 or loose:
                continue  # 클라우드(阿里云) makes no product of every 클라우드
            for word in (view[item.start : item.end], item.key if _is_word(item) else ""):
                if len(word) > 1:
                    words.setdefault(word, item)
        for start, end, _ in Matcher({word: () for word in words}).hits(view):
            item = words[view[start:end]]
            if cut is not None and cut.refuses(start, end, person=item.type == "PERSON", known=item.rule != "model"):
                continue
            if self._bounds.begins(view, start) and self._bounds.ends(view, end, place=item.type == "LOC"):
                rule = "model.repeated" if item.rule == "model" else "repeated"
                yield Candidate(start, end, item.type, rule, item.confidence - 0.05, item.key)

    def _link(self, view: str, found: Sequence[Candidate], pairs: Sequence[Pair]) -> Links:
        links = Links()
        join_same_names(view, (name for name in found if name.rule != AGAIN), links)
        for pair in pairs:
            for side in pair.sides[1:]:
                links.join(pair.sides[0], side)
        if not self._bounds.spaced:
            join_glossed(view, found, links)
        join_readings(view, found, links)
        return links


_COUNTRY_RULES = ("country-pair", "country-before", "country-after", "country-alone")
_KNOWN_RULES = frozenset(
    (
        "org-shared-ending",
        "org-house",
        "product-work",  # a title is often a common word
        "kb",
        "kb.suffix",
        "kb.place-suffix",
        "kb.version",
        "repeated",
        "model.repeated",
        *_COUNTRY_RULES,
    )
)


# What a bracket gives an organisation for short (새길정보원(SGJ)) is its name in all of the article.
_SHORT = re.compile("[A-Z]{2,6}")
# What addresses are made of: nothing in them is a name.
_WEB = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[?&][A-Za-z]+=[!-~]*"
)

# 狄．梅洛: the full-width stop between characters parts a foreign name.
_DOT, _WIDE_DOT = re.compile(f"\\.(?<=[{HAN}]\\.)(?=[{HAN}])"), "\uff0e"

# What pages leave in a text: entities (an ampersand is a letter of names), pictures' places, styles. No name is in it.
_MARKUP = re.compile(
    r"&(?!amp;)(?:[a-z]{2,8}|#[0-9]{2,5});|\{[A-Z]+:[0-9]+\}|(?<![A-Za-z])[a-z-]{2,12}=[\"'“”]{1,2}[a-z-]*:?[a-z0-9]*;?"
)


def _outside(names: Iterable[Candidate], stretches: Sequence[tuple[int, int]]) -> Iterable[Candidate]:
    for name in names:
        at = bisect_right(stretches, (name.start, name.start)) - 1
        near = stretches[max(0, at) : at + 2]
        if not any(start < name.end and name.start < end for start, end in near):
            yield name


def _is_word(item: Candidate) -> bool:
    return item.type == "ORG" and item.kb_id is None and " " not in item.key


def _crosses(name: Candidate, edges: Sequence[int]) -> bool:
    at = bisect_right(edges, name.start)
    return at < len(edges) and edges[at] < name.end
