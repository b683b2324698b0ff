"""The forms of bylines and datelines at the head and the tail of a line, and the names that they give.

Korean writes the name before the role (`[paper name reporter]`, `(place=agency) name reporter =`), Chinese the role
before the names (`(reporter name)`, `[reporter name/what was done]`). The words are in `lang/<code>/blocks.toml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractor.core.records import BlockKind
from extractor.lang.blocks import BlockTable, load_blocks
from extractor.lang.patterns import HAN, HANGUL, one_of

EMAIL = r"[A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
CLOSERS = {"[": "]", "［": "］", "【": "】", "〔": "〕", "(": ")", "（": "）", "<": ">"}
_LIMIT = 70  # characters inside the brackets of a byline
_CAPTION = 160  # characters of a caption that runs into the first sentence
_STOP = re.compile(r"[.!?\u3002\uff01\uff1f\u2026\"'\u201d\u2019\u300d\u300f)\]\uff09\uff3d\u3011>/=\u25c7]\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, from `start` to `end` in that line, and what it is."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Forms:
    """The compiled forms of one language's bylines and datelines."""

    signed: re.Pattern[str]  # searched in a bracket: a byline
    dated: re.Pattern[str]  # searched in a bracket: a dateline
    media: re.Pattern[str]  # the whole name of a paper or an agency
    opening: re.Pattern[str]  # a byline without brackets, at the head of a line
    dateline: re.Pattern[str]  # a dateline without brackets
    line: re.Pattern[str]  # a line that is a byline and nothing else
    closing: re.Pattern[str]  # a byline at the end of a line
    role: re.Pattern[str]  # a word that it has
    mail: re.Pattern[str]  # the address at its end
    caption: re.Pattern[str]  # the last words of a caption
    credit: re.Pattern[str]  # the first words of a picture credit


def literally(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of `words`, spaces as they are written."""
    return re.compile("|".join(re.escape(word) for word in words))


@lru_cache(maxsize=4)
def forms(lang: str) -> Forms:
    """The forms of `lang`, compiled once."""
    table = load_blocks(lang)
    return _name_first(table) if table.reporters else _role_first(table)


def _name_first(table: BlockTable) -> Forms:
    name, role = rf"[{HANGUL}]{{2,4}}", one_of(table.reporters)
    free = one_of(word for word in table.reporters if word not in table.reporters_with_address)
    mail = rf"\s*[(\[]?\s*{EMAIL}\s*[)\]]?"
    house = rf"(?:\s[{HANGUL}A-Za-z0-9]{{2,8}})?"
    one = rf"(?:{name}{house}\s?{free}(?:{mail})?|{name}{house}\s?{role}{mail})"
    many = rf"{name}(?:[·,\s]+{name})*\s?{free}(?:{mail})?"
    place = rf"(?:[{HANGUL}A-Za-z]{{2,10}}(?:\([{HANGUL}]+\))?\s*[=/]\s*)?"
    ending = one_of(table.media_endings)
    return Forms(
        signed=re.compile(rf"[{HANGUL}]{{2}}\s?{free}(?:{mail})?\s*$|{role}{mail}\s*$"),
        dated=re.compile(
            rf"^(?:{one_of(table.places)})\s?[=/][^=]{{0,14}}$|^[^=\s]{{2,14}}\s?[=/]\s?[^=\s]{{0,8}}{ending}$"
        ),
        media=re.compile(rf"^(?:[{HANGUL}A-Za-z0-9]{{2,8}}|(?=.{{3}})){ending}$"),
        opening=re.compile(rf"{many}\s*=\s*"),
        dateline=re.compile(r"(?!)"),
        line=re.compile(rf"^{place}(?:[{HANGUL}A-Za-z0-9]{{2,10}}\s)?{many}$"),
        closing=re.compile(rf"(?:/\s*)?{place}{one}(?:[\s,·]*{one})*\s*$"),
        role=re.compile(role),
        mail=re.compile(rf"[(\[]?{EMAIL}[)\]]?$"),
        caption=re.compile(one_of(table.caption_ends)),
        credit=literally(table.caption_credits),
    )


def _role_first(table: BlockTable) -> Forms:
    name = rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}]{{1,8}})"
    names = rf"{name}(?:[、,，/／\s]+{name})*"
    signed = rf"[{HAN}A-Za-z/]{{0,14}}?{one_of(table.reporters_before)}[:：／/\s]*{names}"
    wire = rf"(?!{one_of(table.wire_traps)})(?:{one_of((*table.wires, *table.wire_after))})"
    day = rf"(?:\d{{4}}[^\d\s])?\d{{1,2}}{table.wire_months}\d{{1,2}}{table.wire_days}{wire}"
    place, work = one_of(table.places), one_of(table.works)
    return Forms(
        signed=re.compile(rf"^{signed}\s*$"),
        dated=re.compile(rf"^[{HAN}A-Za-z·/\s]{{0,16}}{day}$"),
        media=re.compile(rf"^[{HAN}A-Za-z0-9]{{0,10}}(?:{one_of((*table.media_endings, *table.wires))})$"),
        opening=re.compile(
            rf"[{HAN}A-Za-z/·]{{2,16}}[(（]\s*{signed}\s*[)）]\s*|{name}(?:\s{name})*\s+{work}\s*[/／]\s*{place}\s+"
        ),
        dateline=re.compile(rf"[{HAN}A-Za-z/·]{{0,16}}{day}\s*"),
        line=re.compile(rf"^[(（]?\s*{signed}\s*[)）]?$|^{one_of(table.sources)}\s*\S{{2,24}}$"),
        closing=re.compile(rf"[(（]\s*{signed}\s*[)）]\s*$"),
        role=re.compile(one_of(table.reporters_before)),
        mail=re.compile(rf"[(（]?{EMAIL}[)）]?$"),
        caption=re.compile(r"(?!)"),
        credit=literally(table.caption_credits),
    )


def head_pieces(line: str, lang: str) -> list[Piece]:
    """The bylines, datelines and captions that a line begins with, in order; the rest of the line follows them."""
    known, pieces, at = forms(lang), list[Piece](), 0
    while at < len(line):
        piece = _bracketed(line, at, known)
        for kind, pattern in (("byline", known.opening), ("dateline", known.dateline)):
            match = pattern.match(line, at) if piece is None else None
            if match is not None:
                piece = Piece("byline" if kind == "byline" else "dateline", at, match.end())
        if piece is None:
            break
        pieces.append(piece)
        at = piece.end
        while at < len(line) and line[at].isspace():
            at += 1
    return pieces


def _bracketed(line: str, at: int, known: Forms) -> Piece | None:
    closer = CLOSERS.get(line[at])
    end = line.find(closer, at + 1, at + _LIMIT) if closer else -1
    if end < 0:
        return None
    content = line[at + 1 : end].strip()
    caption = known.caption.search(line, end, at + _CAPTION)
    if caption is not None:  # [place/agency] what the picture shows *not for sale
        return Piece("caption", at, caption.end())
    if known.signed.search(content):
        return Piece("byline", at, end + 1)
    if known.dated.search(content):
        return Piece("dateline", at, end + 1)
    return Piece("byline", at, end + 1) if known.media.search(content) and line[at] != "(" else None


def tail_pieces(line: str, lang: str) -> list[Piece]:
    """The bylines, e-mail addresses, datelines and picture credits that a line ends with, in order."""
    known, pieces, end = forms(lang), list[Piece](), len(line)
    while end:
        found = _last_piece(line[:end].rstrip(), known)
        if not found:
            break
        pieces = [*found, *pieces]
        end = found[0].start
    return pieces


def _last_piece(line: str, known: Forms) -> list[Piece]:
    start = max(0, len(line) - 90)
    match = known.closing.search(line, start) if known.role.search(line, start) else None
    if match is not None and (not match.start() or _STOP.search(line[: match.start()])):
        mail = known.mail.search(line, match.start())
        if mail is None:
            return [Piece("byline", match.start(), len(line))]
        return [Piece("byline", match.start(), mail.start()), Piece("boilerplate", mail.start(), len(line))]
    mail = known.mail.search(line, start)
    if mail is not None and (not mail.start() or _STOP.search(line[: mail.start()])):
        return [Piece("boilerplate", mail.start(), len(line))]
    if line and line[-1] in CLOSERS.values():
        opener = max(line.rfind(mark, start) for mark, closer in CLOSERS.items() if closer == line[-1])
        if opener > 0 and _STOP.search(line[:opener]):
            if known.credit.match(line, opener):
                return [Piece("caption", opener, len(line))]
            if known.dated.search(line[opener + 1 : -1].strip()):
                return [Piece("dateline", opener, len(line))]
    return []
