"""The commands that read one text: extract, explain."""

import json
from typing import Annotated

import typer

from extractor.assembly import fiscal_ends
from extractor.cli.endings import fail
from extractor.cli.knowledge import KbOption, base
from extractor.cli.settings import (
    LangOption,
    ModelOption,
    NoEncoderOption,
    NoEntitiesOption,
    NoFactsOption,
    NoModelOption,
    NoTextOption,
    PublishedAtOption,
    SegmenterOption,
    TokensOption,
    day_of,
    extractor_of,
    language_of,
)  # fmt: skip
from extractor.cli.streams import print_json, standard_input
from extractor.core.errors import ArticleError
from extractor.core.records import Record
from extractor.entities import DEFAULT_MODEL, is_proposed
from extractor.pipeline import Extractor

TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help="The text itself; - reads it from standard input.")]


def extract(
    text: TextArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
    published: PublishedAtOption = None,
    lang: LangOption = None,
    tokens: TokensOption = False,
    no_entities: NoEntitiesOption = False,
    segmenter: SegmenterOption = "konlpy",
    no_text: NoTextOption = False,
    kb: KbOption = None,
    model: ModelOption = DEFAULT_MODEL,
    no_model: NoModelOption = False,
    no_facts: NoFactsOption = False,
    no_encoder: NoEncoderOption = False,
) -> None:
    """Print what one text holds: a table of type, text, value and entity."""
    extractor = extractor_of(
        tokens=tokens,
        entities=not no_entities,
        segmenter=segmenter,
        text=not no_text,
        kb=kb,
        model=None if no_model else model,
        facts=not no_facts,
        encoder=not no_encoder,
    )
    record = _read(extractor, text, lang, published)
    if as_json:
        print_json(record.model_dump_json())
        return
    from extractor.report import console

    console.print_record(record)


def explain(
    text: TextArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
    published: PublishedAtOption = None,
    lang: LangOption = None,
    kb: KbOption = None,
    model: ModelOption = DEFAULT_MODEL,
    no_model: NoModelOption = False,
) -> None:
    """Print why a text reads as it does: each value's rule and table row, what lost, and the evidence of facts."""
    from extractor.entities.explanation import unlinked
    from extractor.facts import Found
    from extractor.facts.explanation import explain_facts
    from extractor.kinds.reader import ValueReader
    from extractor.report import console, evidence

    chosen = None if no_model else model
    extractor = extractor_of(tokens=False, entities=True, segmenter="none", text=True, kb=kb, model=chosen)
    record = _read(extractor, text, lang, published)
    names = tuple(mention for mention in record.mentions if mention.value is None)
    ids = {entity.id: entity.kb.id for entity in record.entities if entity.kb is not None}
    explanation = ValueReader(record.lang).explain(
        record.text or "",
        published_at=record.published_at.moment if record.published_at else None,
        sentences=[(sentence.start, sentence.end) for sentence in record.sentences],
        names=[(name.start, name.end) for name in names if not is_proposed(name.rule)],
        fiscal_ends=list(fiscal_ends(((n.start, n.end, n.type, ids.get(n.entity or "")) for n in names), base(kb))),
    )
    explanation = explanation.model_copy(update={"names": names})
    parts = (record.mentions, record.entities, record.sentences, record.blocks)
    day = record.published_at.day if record.published_at else None
    facts = explain_facts(Found(record.text or "", record.lang, *parts, day), extractor.ranker())
    candidates = unlinked(record.entities, record.mentions, base(kb))
    if as_json:
        more = {"facts": facts, "unlinked": candidates}
        shown = {name: [item.model_dump(mode="json") for item in items] for name, items in more.items()}
        print_json(json.dumps({**explanation.model_dump(mode="json"), **shown}, ensure_ascii=False))
    else:
        console.print_explanation(explanation)
        for grid in (evidence.unlinked_grid(candidates), evidence.fact_grid(facts)):
            if grid.rows:
                console.print_grid(grid)


def _read(extractor: Extractor, text: str, lang: str | None, published: str | None) -> Record:
    """The record of a text from the command line or from standard input."""
    day, lang = day_of(published), language_of(lang)
    if text == "-":
        try:
            text = standard_input().read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            fail(f"encoding: byte {error.start} of standard input is not UTF-8", 1)
    try:
        return extractor.extract(text, lang=lang, published_at=None if day is None else day.value)
    except ArticleError as error:
        fail(str(error), 1)
