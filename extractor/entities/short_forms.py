"""Short names that a Korean text defines in brackets: `새길연구원(새연)`, `새길학회(이하 새길)`, `새길학회(SGS)`."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.entities.nouns import CommonNouns
from extractor.entities.spelled import in_capitals
from extractor.lang.entities import EntityTable

_BODY = 3  # characters: the names of bodies without their country are longer
_QUOTES = "[‘’'“”\"]?"


class ShortForms:
    """Finds the short forms of organisations, and of whatever a word like 이하 defines one for."""

    def __init__(self, table: EntityTable) -> None:
        led = alternation(table.organisation.short_form)
        self._nouns = CommonNouns(table.nouns)
        opened = f" ?\\((?:[A-Z]{{2,8}}[·,/] ?)?{led}[, ]? ?{_QUOTES}"
        name = f"([{HANGUL}A-Za-z0-9&][{HANGUL}A-Za-z0-9& ·-]{{1,20}}?)"
        self._defined = re.compile(f"{opened}{name}{_QUOTES}\\)")
        self._bracket = re.compile(f" ?\\(([{HANGUL}]{{2,5}})\\)")
        self._capitals = re.compile("[’”'\"]?\\(([A-Z][A-Z&]{1,6})\\)")
        self._particle = alternation(table.boundary.particles)
        self._bodies, self._marks = table.nouns.not_after, table.nouns.letters
        org = table.organisation
        self._nation, self._letters = org.nation, org.letters
        self._endings, endings = org.endings, alternation(org.endings)
        longer = alternation(word for word in org.common if word not in org.endings)
        self._common = re.compile(f"{longer}$|^{alternation(org.plain_stems)}{{0,2}}{endings}$")
        self._trade = re.compile(f"^[{HANGUL}]{{3,}}({alternation(org.house_trades)})$")
        self._plain = frozenset((*org.plain, *org.not_foreign, *table.person.stop))

    def find(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The short forms, each under the key of its name."""
        yield from self._without_ends(text, found)
        for item in found:
            defined = self._defined.match(text, item.end) if item.type in ("ORG", "PRODUCT") else None
            if defined is not None:
                yield _short(defined, item)
                continue
            capitals = self._capitals.match(text, item.end) if item.type == "ORG" else None
            if capitals is not None and self._is_name(text, item, capitals):
                yield _short(capitals, item)
                continue
            bracket = self._bracket.match(text, item.end) if item.type == "ORG" else None
            if bracket is None or self._nouns.hold(bracket[1]):
                continue
            if _shortens(bracket[1], text[item.start : item.end]):
                yield _short(bracket, item)

    def _is_name(self, text: str, item: Candidate, capitals: re.Match[str]) -> bool:
        """Whether capitals in a bracket are no code of a share: an institution has none, and a code does not act."""
        if capitals[1] in in_capitals(text[item.start : item.end], self._letters):
            return True
        if capitals[1] in self._marks or not "\uac00" <= text[item.end - 1] <= "\ud7a3":
            return False
        if text.endswith(self._bodies, item.start, item.end):
            return True
        again = re.compile(f"(?<![A-Za-z(·]){re.escape(capitals[1])}{self._particle}(?![{HANGUL}])")
        return again.search(text) is not None

    def _without_ends(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Bodies without the country before their names, and houses without their trade: 한국새길원, 새길벤처스."""
        places = {item.end for item in found if item.type == "LOC"}
        names = {text[item.start : item.end]: item for item in reversed(found) if item.type == "ORG"}
        stems = [stem for name in names if (stem := self._stem(name))]
        for name, item in names.items():
            body, stem = name.removeprefix(self._nation), self._stem(name)
            if body != name and len(body) > _BODY and body.endswith(self._endings):
                short = "" if self._common.search(body) else body
            else:
                short = stem if stems.count(stem) == 1 else ""  # else it is what a group's companies share
            if short and (short not in names or names[short].kb_id is None):
                word = re.compile(
                    f"(?<![{HANGUL}A-Za-z0-9&·]){short}(?={self._particle}{{1,2}}(?![{HANGUL}A-Za-z0-9]))"
                )
                for match in word.finditer(text, item.end):
                    if match.start() - 1 not in places:  # another country's
                        yield Candidate(*match.span(), "ORG", "short-form", 0.97, item.key)

    def _stem(self, name: str) -> str:
        """What a house is called without its trade, where that is no common word; else nothing."""
        house = self._trade.search(name)
        stem = name[: house.start(1)] if house is not None else ""
        return "" if stem.startswith(self._nation) or self._nouns.compose(stem) or stem in self._plain else stem


def _short(match: re.Match[str], item: Candidate) -> Candidate:
    return Candidate(*match.span(1), item.type, "short-form", 0.8, item.key)


def _shortens(short: str, name: str) -> bool:
    """Whether the syllables of `short` stand in `name` in this order, with others between them."""
    rest = iter(name)
    return len(short) < len(name) and all(sign in rest for sign in short)
