"""Numbers, money, dates and names from Korean and Chinese business news, with normalised values and exact offsets.

The names below are public and nothing else is. Importing reads no file and loads no other room of the house: each
name is fetched at its first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from extractor.core.records import Article, Record
    from extractor.kinds.written import read_number
    from extractor.pipeline import Extractor

__all__ = ["Article", "Extractor", "Record", "extract", "load", "read_number"]

_HOMES = {
    "Article": "extractor.core.records",
    "Extractor": "extractor.pipeline",
    "Record": "extractor.core.records",
    "read_number": "extractor.kinds.written",
}


def load(
    *,
    entities: bool = True,
    segmenter: str = "konlpy",
    tokens: bool = False,
    text: bool = True,
    kb: str | None = None,
    model: str | None = "entities",
    facts: bool = True,
    encoder: bool = True,
) -> "Extractor":
    """An extractor with these settings. The tables are read at its first article, not here.

    `entities=False` leaves names out, `tokens=True` puts the segmenter's tokens into the record, `text=False` leaves
    the text out of it. `segmenter` is "konlpy", "kiwi", "okt", "komoran" or "none": it makes tokens, and decides
    nothing about what is found. `kb` is a folder of your own rows beside those of the package, as `extractor kb import`
    makes. `model` adds the names that no table has: the package's own, None for rules alone, or a transformers token
    classifier, as a folder or its name on a hub (extra `transformers`). `facts=False` leaves facts out; without names
    there are none, as a fact says whose a value is. `encoder=False` reads facts by words alone, as `model=None` does:
    less well, and hardly faster. Raises `ValueError` on another name of a segmenter, `TypeError` on a setting of
    another kind, `MissingPackageError` where the segmenter or what the model needs is not installed, and
    `ExtractorError` where a folder cannot be read.
    """
    from extractor.pipeline import Extractor

    return Extractor(
        entities=entities,
        segmenter=segmenter,
        tokens=tokens,
        text=text,
        kb=kb,
        model=model,
        facts=facts,
        encoder=encoder,
    )


def extract(
    text: str,
    lang: str | None = None,
    published_at: "dt.date | str | None" = None,
    title: str | None = None,
) -> "Record":
    """The record of one text, read with the default settings; see `Extractor.extract`."""
    return load().extract(text, lang=lang, published_at=published_at, title=title)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
