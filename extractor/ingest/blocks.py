"""A plain text cut into blocks: what is a headline, a byline, a heading, a caption, boilerplate, and what is prose.

The forms are here, the words in `lang/<code>/blocks.toml`. Blocks stand in order, do not overlap, carry no white
space at their ends and together hold every other character of the text. A line is a paragraph unless something says
otherwise.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.core.records import Block, BlockKind
from extractor.ingest.bylines import CLOSERS, Piece, forms, head_pieces, literally, tail_pieces
from extractor.lang.blocks import BlockTable, load_blocks
from extractor.lang.patterns import one_of

# A line break, or the two ideographic spaces with which Chinese sites begin a paragraph inside one line.
_BREAKS = r"[\r\n\v\f\x85\u2028\u2029]"
_BREAK = re.compile(f"{_BREAKS}{_BREAKS}*")  # a set first is found quickly, a repeated one is not
_INDENT = "\u3000\u3000"
_BREAK_OR_INDENT = re.compile(rf"{_BREAK.pattern}|[ \t\u00a0\u2002\u2003]*\u3000{{2,}}")
_BLANK = re.compile(r"^[\s\u200b\ufeff]*")
_FINALS, _CLOSING = tuple(".!?\u3002\uff01\uff1f;\uff1b"), "\"'\u201d\u2019\u300d\u300f)]\uff09"
# A dot before a Latin letter is one of an address, a name (dongA.com).
_SENTENCE = re.compile(
    r"(?:\.(?![A-Za-z])|[!?\u3002\uff01\uff1f])[\"'\u201d\u2019\u300d\u300f)\]\uff09]*\s*|[)\]>]\s*(?=[\u00a9\u24d2])"
)
_HEADLINE, _HEADING, _NOTICE, _PROSE, _CAPTION = 100, 90, 200, 150, 300  # characters in a line of that kind
_HEAD_LINES, _TAIL_LINES = 8, 6
_TAIL = 700  # characters at the end of a text where copyright lines stand


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool  # a blank line, or nothing, follows


@dataclass(frozen=True, slots=True)
class _Words:
    notices: tuple[str, ...]
    copyrights: re.Pattern[str]
    credits: re.Pattern[str]
    link: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(lang: str) -> _Words:
    table = load_blocks(lang)
    return _Words(
        notices=(*table.notices, *table.copyright_starts),
        copyrights=re.compile(one_of((*table.copyrights, "\u00a9", "\u24d2"))),
        credits=literally(table.caption_credits),
        link=re.compile(r"^[\u25b6\u261e\u25ba\u203b\u25b7]\s?.*https?://"),
    )


def split_blocks(text: str, lang: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of `text`, in order. `lang` is "ko", "zh-Hans" or "zh-Hant".

    A line at the top that equals `title` is a headline. Raises `TableError` for another language.
    """
    table, lines = load_blocks(lang), list(_lines(text))
    blocks: list[Block] = []
    body = related = False
    for index, line in enumerate(lines):
        if related and not _is_prose(line.text):
            pieces = [Piece("boilerplate", 0, len(line.text))]
        else:
            related = _opens_related(line, table, len(text))
            pieces = _pieces(lines, index, lang, table, len(text), body, title, related)
        body = body or any(piece.kind == "paragraph" for piece in pieces)
        blocks += (_block(line, piece) for piece in pieces)
    return tuple(block for block in blocks if block.start < block.end)


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold anything, without the white space around them."""
    held: tuple[int, int] | None = None
    at = 0
    breaks = _BREAK_OR_INDENT if _INDENT in text else _BREAK
    for match in [*breaks.finditer(text), None]:
        stop = match.start() if match else len(text)
        line = text[at:stop]
        stripped = line.strip().strip("\u200b\ufeff").strip()
        if stripped:
            if held is not None:
                yield _Line(*held, text[held[0] : held[1]], text.count("\n", held[1], at) > 1)
            start = at + line.index(stripped)
            held = (start, start + len(stripped))
        at = match.end() if match else at
    if held is not None:
        yield _Line(*held, text[held[0] : held[1]], True)


def _block(line: _Line, piece: Piece) -> Block:
    inside = line.text[piece.start : piece.end]
    start = line.start + piece.start + len(inside) - len(inside.lstrip())
    return Block(kind=piece.kind, start=start, end=max(start, start + len(inside.strip())))


def _pieces(
    lines: list[_Line],
    index: int,
    lang: str,
    table: BlockTable,
    size: int,
    body: bool,
    title: str | None,
    related: bool,
) -> list[Piece]:
    line = lines[index]
    text, whole = line.text, len(line.text)
    if related or _is_notice(line, lang, size):
        return [Piece("boilerplate", 0, whole)]
    if not body and title and _same(text, title):
        return [Piece("headline", 0, whole)]
    repeated = _repeated_title(text, table)
    if repeated:
        return repeated
    before, after = _neighbour(lines, index - 1), _neighbour(lines, index + 1)
    kind = _kind_of_line(text, lang, table, before, after)
    if kind is not None:
        return [Piece(kind, 0, whole)]
    head = head_pieces(text, lang) if index < _HEAD_LINES else []
    at = head[-1].end if head else 0
    tail = _tail(text[at:], at, lang, size - line.end) if len(lines) - index <= _TAIL_LINES else []
    stop = tail[0].start if tail else whole
    if stop <= at or not text[at:stop].strip():
        return [*head, *tail]
    return [*head, Piece(_rest(lines, index, lang, text[at:stop].strip(), bool(head), body), at, stop), *tail]


def _kind_of_line(text: str, lang: str, table: BlockTable, before: str, after: str) -> BlockKind | None:
    if _is_caption(text, lang, table, before, after):
        return "caption"
    if len(text) <= _HEADING and forms(lang).line.search(text):
        return "byline"
    if not _is_heading(text, table, before, after):
        return None
    signed = head_pieces(text, lang)  # a byline alone in its brackets
    return signed[0].kind if signed and signed[0].end == len(text) else "heading"


def _rest(lines: list[_Line], index: int, lang: str, rest: str, headed: bool, body: bool) -> BlockKind:
    """What the words between head and tail are: prose, or a headline at the top of the text."""
    if body or len(rest) > _HEADLINE or _is_final(rest):
        return "paragraph"
    if headed:  # a byline, and then a headline in brackets
        return "headline" if rest[0] == "[" and rest[-1] == "]" else "paragraph"
    following = [line for line in lines[index + 1 : index + 4]]
    if index < 4 and any(head_pieces(line.text, lang) for line in following):
        return "headline"
    longer = any(_is_prose(line.text) for line in following[:1])
    return "headline" if index < 2 and lines[index].gap and longer else "paragraph"


def _tail(text: str, offset: int, lang: str, below: int) -> list[Piece]:
    pieces = tail_pieces(text, lang) if below < _TAIL else []
    stop = pieces[0].start if pieces else len(text)
    mark = _words(lang).copyrights.search(text, max(0, len(text) - 300), stop) if below < _TAIL else None
    if mark is not None:
        cuts = [match.end() for match in _SENTENCE.finditer(text, 0, mark.start() + 1) if match.end() <= mark.start()]
        if cuts and stop - cuts[-1] < _NOTICE:
            pieces = [Piece("boilerplate", cuts[-1], len(text))]
    return [Piece(piece.kind, piece.start + offset, piece.end + offset) for piece in pieces]


def _opens_related(line: _Line, table: BlockTable, size: int) -> bool:
    return len(line.text) <= 40 and line.start * 3 > size and line.text.lstrip("-*=#| ").startswith(table.related)


def _is_final(text: str) -> bool:
    """Whether a sentence ends with the text."""
    return text.rstrip(_CLOSING).endswith(_FINALS)


def _is_prose(text: str) -> bool:
    return len(text) > _PROSE or (len(text) > 40 and _is_final(text))


def _is_notice(line: _Line, lang: str, size: int) -> bool:
    text = line.text
    if len(text) > _NOTICE:
        return False
    words, late = _words(lang), size - line.end < _TAIL
    if text.startswith(words.notices) or words.link.match(text):
        return True
    found = words.copyrights.search(text) if late else None
    if found is None:
        return False
    return found[0] not in "\u00a9\u24d2" or not words.credits.search(text)


def _is_caption(text: str, lang: str, table: BlockTable, before: str, after: str) -> bool:
    if len(text) > _CAPTION:
        return False
    if text.startswith(table.caption_starts):
        return len(text) <= _NOTICE
    mark = text[0]
    if mark in table.caption_marks and text.count(mark) == 1 and not text[1:].lstrip()[:1].isdigit():
        listed = before.startswith(mark) or after.startswith(mark)
        return not listed or _words(lang).credits.search(text) is not None
    if len(text) > _NOTICE:
        return False
    last = text.rpartition(". ")[2]
    if len(last) <= 20 and last.endswith(table.caption_makers) and (len(last) < len(text) or " " not in last):
        return True
    credit = _words(lang).credits.search(text, max(0, len(text) - 40))
    if credit is None or len(text) > _PROSE or not credit.start():
        return text.endswith(table.caption_ends)
    closer = CLOSERS.get(text[credit.start()])
    return closer is None or text[-1] == closer


def _is_heading(text: str, table: BlockTable, before: str, after: str) -> bool:
    if len(text) > _HEADING or len(text) < 2 or _is_final(text):
        return False
    mark = text[0]
    if mark in table.heading_marks:
        return not (before.startswith(mark) or after.startswith(mark)) and text.count(mark) == 1
    if mark in table.heading_numerals:
        return re.match(r".{1,3}\u3001", text) is not None and len(text) <= 40 and "\u3002" not in text
    return CLOSERS.get(mark) == text[-1] and mark not in "(（" and bool(before) and len(text) <= 60


def _repeated_title(text: str, table: BlockTable) -> list[Piece]:
    """A line that repeats the title and names the source behind it, as aggregators write."""
    if len(text) > _NOTICE:
        return []
    head = text[:60]
    if not any(word in head for word in table.titles):
        return []
    source = next((at for word in table.sources if (at := text.find(word)) > 0), len(text))
    pieces = [Piece("headline", 0, source)]
    return [*pieces, Piece("byline", source, len(text))] if source < len(text) else pieces


def _neighbour(lines: list[_Line], index: int) -> str:
    return lines[index].text if 0 <= index < len(lines) else ""


def _same(line: str, title: str) -> bool:
    return re.sub(r"\s", "", line) == re.sub(r"\s", "", title)
