"""CoNLL columns with BIO tags: token, what white space follows it, tag. It has no offsets, only tokens.

The white space is said as CoNLL-U does (SpaceAfter=No, SpacesAfter=\\n), so the text comes back as it was; of a file
that does not say it, tokens are joined by a blank, Han characters by nothing, and sentences by a line break.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import decoded, dumped, numbered_lines, parsed, parsed_object, write_lines
from extractor.evaluation.formats.pieces import pieces, sentence_starts
from extractor.evaluation.formats.shape import Annotated

DOCUMENT = "-DOCSTART-"
_ID = "# newdoc id = "
_ABOUT = "# about = "
_ELSEWHERE = frozenset({"id", "text", "mentions", "entities", "sentences", "tokens"})
_ESCAPES = {"\\": "\\\\", " ": "\\s", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_WRITTEN = {escape: character for character, escape in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\[\\snrt]")
_SPACE = re.compile(r"(Spaces?(?:After|Before))=([^|]*)")
_TAG = re.compile(r"O|_|[BIESULM]-\S+")
_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_INSIDE = frozenset("IMEL")  # of BIO, BIOES, BMES and BILOU; the other letters begin a mention


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes all records into one file."""
    write_lines(conversion.written(records, _document, out), out)


def _document(record: Annotated) -> str:
    about = {name: item for name, item in record.items() if name not in _ELSEWHERE}
    lines = [f"{DOCUMENT}\t_\tO", ""]
    lines.append(_ID + dumped(record["id"])[1:-1])
    if about:
        lines.append(_ABOUT + dumped(about))
    tags = _tags(record)
    found = pieces(record)
    starts = sentence_starts(record) - {found[0][0]}
    for number, (start, end) in enumerate(found):
        if start in starts:
            lines.append("")
        before = 0 if number == 0 else start
        after = found[number + 1][0] if number + 1 < len(found) else len(record["text"])
        space = _space(record["text"][before:start], record["text"][end:after])
        lines.append(f"{record['text'][start:end]}\t{space}\t{tags.get(start, 'O')}")
    return "\n".join([*lines, ""])


def _tags(record: Annotated) -> dict[int, str]:
    """The tag of every character that a mention holds."""
    tags: dict[int, str] = {}
    for mention in record["mentions"]:
        if mention["text"] != mention["text"].strip():
            raise ArticleError("span", f"{mention['id']} begins or ends with white space, which is in no token")
        tags |= {at: f"I-{mention['type']}" for at in range(mention["start"], mention["end"])}
        tags[mention["start"]] = f"B-{mention['type']}"
    return tags


def _space(before: str, after: str) -> str:
    said = [] if not before else [f"SpacesBefore={_escape(before)}"]
    if not after:
        said.append("SpaceAfter=No")
    elif after != " ":
        said.append(f"SpacesAfter={_escape(after)}")
    return "|".join(said) or "_"


def _escape(space: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in space)


def _unescape(space: str) -> str:
    return _ESCAPED.sub(lambda match: _WRITTEN[match[0]], space)


@dataclass
class _Token:
    text: str
    space: str | None
    tag: str
    starts: bool  # a sentence
    line: int


@dataclass
class _Document:
    comments: list[tuple[int, str]] = field(default_factory=list)
    tokens: list[_Token] = field(default_factory=list)
    error: ArticleError | None = None
    name: str = ""


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a file: one for each -DOCSTART- or `# newdoc`, or one alone."""

    def step(document: _Document) -> dict[str, Any]:
        if document.error is not None:
            raise document.error
        return conversion.shape(_draft(document))

    return conversion.each(((None, document) for document in _documents(path)), step, path)


def _documents(path: Path) -> Iterator[_Document]:
    document, number, last = _Document(), 1, 0
    for line, data in numbered_lines(path):
        assert line is not None
        try:
            text = decoded(data)
        except ArticleError as error:
            document.error = document.error or ArticleError(error.what, error.why, line)
            continue
        begins = text.split()[0] == DOCUMENT or text.startswith("# newdoc")
        if begins and document.tokens:
            yield _named(document, path, number)
            document, number = _Document(), number + 1
        if _is_comment(text):
            document.comments.append((line, text))
        elif text.split()[0] != DOCUMENT:
            _token(document, text, line, starts=line != last + 1)
        last = line
    if document.tokens or document.error:
        yield _named(document, path, number)


def _is_comment(text: str) -> bool:
    """Whether a line is a comment, and not the token # of a file whose columns are parted by blanks."""
    if text.startswith("## "):
        return True
    return text.startswith("#") and "\t" not in text and (" = " in text or not _TAG.fullmatch(text.split()[-1]))


def _named(document: _Document, path: Path, number: int) -> _Document:
    document.name = f"{path.stem}#{number}"
    return document


def _token(document: _Document, text: str, line: int, *, starts: bool) -> None:
    columns = text.split("\t") if "\t" in text else text.split()
    if len(columns) < 2:
        document.error = document.error or ArticleError("conll", f"no second column in {text[:60]!r}", line)
        return
    said = columns[1] if len(columns) > 2 and (columns[1] == "_" or columns[1].startswith("Space")) else None
    document.tokens.append(_Token(columns[0], said, columns[-1].strip(), starts, line))


def _draft(document: _Document) -> dict[str, Any]:
    draft: dict[str, Any] = {"id": document.name}
    for line, comment in document.comments:
        try:
            if comment.startswith(_ABOUT):
                draft |= parsed_object(comment.removeprefix(_ABOUT))
            elif comment.startswith(_ID):
                draft["id"] = _said_id(comment.removeprefix(_ID))
        except ArticleError as error:
            raise ArticleError(error.what, error.why, line) from None
    text, spans = _text(document.tokens)
    return {**draft, "text": text, "mentions": list(_mentions(document.tokens, spans))}


def _said_id(said: str) -> str:
    """An id as JSON escapes it, or as another tool wrote it."""
    try:
        return str(parsed(f'"{said}"'))
    except ArticleError:
        return said


def _text(tokens: Sequence[_Token]) -> tuple[str, list[tuple[int, int]]]:
    """The text that the tokens are of, and their spans."""
    said = all(token.space is not None for token in tokens)
    blank = any(not token.text.strip() for token in tokens)  # a file of characters has its blanks as tokens
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for number, token in enumerate(tokens):
        if said:
            space = dict(_SPACE.findall(token.space or ""))
            before = _unescape(space.get("SpacesBefore", ""))
            after = "" if space.get("SpaceAfter") == "No" else _unescape(space.get("SpacesAfter", "\\s"))
        else:
            before, after = _guessed(tokens[number - 1] if number else None, token, blank), ""
        parts += (before, token.text, after)
        start = position + len(before)
        spans.append((start, start + len(token.text)))
        position = start + len(token.text) + len(after)
    return "".join(parts), spans


def _guessed(last: _Token | None, token: _Token, blank: bool) -> str:
    if last is None:
        return ""
    if token.starts:
        return "\n"
    return "" if blank or (_HAN.match(last.text[-1]) and _HAN.match(token.text[0])) else " "


def _mentions(tokens: Sequence[_Token], spans: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """The mentions of the tags. An I- with nothing of its type before it begins one, as in IOB1."""
    open_mention: dict[str, Any] | None = None
    for token, (start, end) in zip(tokens, spans, strict=True):
        letter, _, label = token.tag.partition("-")
        if not _TAG.fullmatch(token.tag):
            raise ArticleError("conll", f"{token.tag!r} is no BIO tag", token.line)
        inside = letter in _INSIDE and open_mention is not None and open_mention["type"] == label
        if inside and open_mention is not None:
            open_mention["end"] = end
            continue
        if open_mention is not None:
            yield open_mention
        open_mention = {"type": label, "start": start, "end": end} if label else None
    if open_mention is not None:
        yield open_mention
