"""The options that commands share which read articles, and what is made of them."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.endings import usage
from extractor.cli.knowledge import base
from extractor.core.errors import ExtractorError
from extractor.core.records import PublishedAt, published_at
from extractor.pipeline import LANGUAGES, Extractor

PublishedAtOption = Annotated[
    str | None, typer.Option("--published-at", metavar="DATE", help="When it was published, ISO 8601: 2016-06-20.")
]
LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="LANG", help=f"{', '.join(LANGUAGES)}; else found from the text.")
]
TokensOption = Annotated[bool, typer.Option("--tokens", help="Put the segmenter's tokens into the record.")]
NoEntitiesOption = Annotated[bool, typer.Option("--no-entities", help="Leave names out.")]
NoFactsOption = Annotated[bool, typer.Option("--no-facts", help="Leave facts out.")]
NoTextOption = Annotated[bool, typer.Option("--no-text", help="Leave the text out of the record.")]
SegmenterOption = Annotated[
    str, typer.Option("--segmenter", metavar="NAME", help="For Korean tokens: konlpy, kiwi, okt, komoran or none.")
]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="NAME", help="Another model of names: a folder, or a checkpoint on a hub.")
]
NoEncoderOption = Annotated[
    bool, typer.Option("--no-encoder", help="Read facts by words alone: less well, and hardly faster.")
]
NoModelOption = Annotated[bool, typer.Option("--no-model", help="Find names by rules and the knowledge base alone.")]


def extractor_of(
    *,
    tokens: bool,
    entities: bool,
    segmenter: str,
    text: bool,
    kb: str | None,
    model: str | None,
    facts: bool = False,
    encoder: bool = True,
) -> Extractor:
    """The extractor with these settings; ends the command where one of them is wrong."""
    if kb is not None:
        base(kb)
    try:
        extractor = Extractor(
            entities=entities,
            segmenter=segmenter,
            tokens=tokens,
            text=text,
            kb=kb,
            model=None,
            facts=facts,
            encoder=encoder,
        )
    except (ValueError, ExtractorError) as error:
        usage(str(error), "--segmenter")
    # A hub has names of one or two parts; of other paths it would only say that they are no such names.
    if model is not None and (model.startswith((".", "/", "~")) or model.count("/") > 1) and not Path(model).is_dir():
        usage(f"there is no folder {model}", "--model")
    try:
        return replace(extractor, model=model)
    except ExtractorError as error:
        usage(str(error), "--model")


def day_of(value: str | None) -> PublishedAt | None:
    """The day of --published-at; ends the command where it is none."""
    try:
        return published_at(value)
    except ValueError:
        usage(f"{value!r} is not an ISO 8601 date such as 2016-06-20", "--published-at")


def language_of(value: str | None) -> str | None:
    """The language of --lang; ends the command where it is not read."""
    if value is not None and value not in LANGUAGES:
        usage(f"{value!r} is none of {', '.join(LANGUAGES)}", "--lang")
    return value
