"""A draft made into an article: its id, its date by the best source that has one, its blocks, its byline's names."""

from dataclasses import dataclass
from pathlib import PurePath

from extractor.core.errors import ArticleError
from extractor.core.records import Article, PublishedAt
from extractor.ingest.blocks import split_blocks
from extractor.ingest.credits import read_credits
from extractor.ingest.dates import date_in_path, date_in_text
from extractor.ingest.options import IngestOptions
from extractor.ingest.paths import stem_of
from extractor.ingest.structured import Draft
from extractor.lang.lexicon import TABLE_FOLDERS

_SAMPLE = 5000  # characters that tell Korean from Chinese


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article was found: `line` is a line of JSON Lines, `member` a place in a JSON list; both from 1."""

    path: PurePath | None
    media_type: str
    encoding: str = "utf-8"
    line: int | None = None
    member: int | None = None


def make_article(draft: Draft, place: Place, options: IngestOptions) -> Article:
    """The article of a draft. Raises `ArticleError` where the text is empty or holds half a surrogate pair."""
    text = draft.text.removeprefix("\ufeff")
    if not text.strip():
        raise ArticleError("empty", "the text holds nothing but white space" if text else "the text is empty")
    _check_characters(text)
    lang = options.lang or _known(draft.lang)
    tables = lang if lang in TABLE_FOLDERS else script_of(text)
    blocks = split_blocks(text, tables, draft.title) if tables else None
    publisher, authors, title = draft.publisher, draft.authors, draft.title
    if tables and blocks:
        named, names = read_credits(text, tables, blocks)
        publisher, authors = publisher or named, authors or names or draft.guessed_authors
        headline = next((block for block in blocks[:2] if block.kind == "headline"), None)
        title = title or (text[headline.start : headline.end] if headline else None)
    return Article(
        text=text,
        id=draft.id or _id(place),
        lang=lang,
        title=_readable(title),
        publisher=_readable(publisher),
        authors=tuple(name for author in authors if (name := _readable(author))),
        published_at=_date(draft, place, options, tables),
        path=None if place.path is None else str(place.path),
        line=place.line,
        media_type=place.media_type,
        encoding=place.encoding,
        blocks=blocks,
    )


def script_of(text: str) -> str | None:
    """ "ko" or "zh-Hans" by the letters at the text's beginning, None where there are neither; both Chinese scripts
    share their block tables, so which of them it is makes no difference here."""
    sample = text[:_SAMPLE]
    hangul = sum("\uac00" <= c <= "\ud7a3" or "\u1100" <= c <= "\u11ff" for c in sample)
    han = sum("\u4e00" <= c <= "\u9fff" for c in sample)
    if not hangul and not han:
        return None
    return "ko" if hangul * 4 >= han else "zh-Hans"


def _date(draft: Draft, place: Place, options: IngestOptions, lang: str | None) -> PublishedAt | None:
    """The user's date, else that of the metadata, of the file name, of the text."""
    if options.published_at is not None or draft.published_at is not None:
        return options.published_at or draft.published_at
    # One file name does not date the many articles of a feed: those have their own fields.
    single = place.line is None and place.member is None and place.path is not None
    named = date_in_path(place.path) if single and place.path is not None else None
    if named is not None:
        return PublishedAt(value=named, basis="filename")
    written = date_in_text(draft.text, lang) if lang else None
    return PublishedAt(value=written, basis="text") if written else None


def _id(place: Place) -> str:
    stem = "stdin" if place.path is None or str(place.path) == "-" else stem_of(place.path)
    number = place.line or place.member
    return f"{stem}#{number}" if number else stem


def _known(lang: str | None) -> str | None:
    """Our name of a language tag (ko-KR, zh-TW, zh_CN); None for others and for Chinese of either script."""
    tag = (lang or "").replace("_", "-").lower()
    if tag in ("zh-tw", "zh-hk", "zh-mo") or tag.startswith("zh-hant"):
        return "zh-Hant"
    if tag in ("zh-cn", "zh-sg") or tag.startswith("zh-hans"):
        return "zh-Hans"
    return "ko" if tag in ("ko", "kor") or tag.startswith("ko-") else None


def _readable(name: str | None) -> str | None:
    cleaned = " ".join(name.encode("utf-8", "ignore").decode().split()) if name else ""
    return cleaned or None


def _check_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError("encoding", f"character {error.start} is half a surrogate pair") from error
