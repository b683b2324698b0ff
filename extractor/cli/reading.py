"""The commands that read articles: run, extract, explain."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.endings import fail, usage
from extractor.cli.knowledge import KbOption, base
from extractor.core.errors import ArticleError, ExtractorError
from extractor.core.records import PublishedAt, Record, published_at
from extractor.entities import DEFAULT_MODEL, is_proposed
from extractor.pipeline import LANGUAGES, Extractor, Failure, fiscal_ends

TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help="The text itself; - reads it from standard input.")]
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
    bool, typer.Option("--no-encoder", help="Read facts by words alone: less well, three times as fast.")
]
NoModelOption = Annotated[bool, typer.Option("--no-model", help="Find names by rules and the knowledge base alone.")]


def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, - for standard input.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", dir_okay=False, help="The file of records; - for standard output."
        ),
    ] = Path("records.jsonl"),
    published: PublishedAtOption = None,
    lang: LangOption = None,
    workers: Annotated[int, typer.Option("--workers", min=1, metavar="N", help="Processes that read articles.")] = 1,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="ROLE=NAME", help="A JSON field by its name, as in text=body; repeatable."),
    ] = None,
    tokens: TokensOption = False,
    no_entities: NoEntitiesOption = False,
    segmenter: SegmenterOption = "konlpy",
    no_text: NoTextOption = False,
    kb: KbOption = None,
    model: ModelOption = DEFAULT_MODEL,
    no_model: NoModelOption = False,
    no_facts: NoFactsOption = False,
    no_encoder: NoEncoderOption = False,
    facts: Annotated[
        Path | None, typer.Option("--facts", help="Facts, too: a file ending in .csv, .jsonl, .parquet or .xbrl.json.")
    ] = None,
) -> None:
    """Read articles into records: one line of JSON each; what fails goes to records.failures.jsonl."""
    from extractor.batch import run as batch
    from extractor.batch.facts_table import FactsWriter
    from extractor.batch.facts_xbrl import SUFFIX, XbrlWriter
    from extractor.batch.writers import RecordWriter
    from extractor.ingest import IngestOptions, find_paths
    from extractor.report import console

    extractor = _extractor(
        tokens=tokens,
        entities=not no_entities,
        segmenter=segmenter,
        text=not no_text,
        kb=kb,
        model=None if no_model else model,
        facts=not no_facts,
        encoder=not no_encoder,
    )
    day, lang = _day(published), _language(lang)
    try:
        options = IngestOptions(fields=_fields(field or []), published_at=day, lang=lang)
    except ValueError as error:
        usage(str(error), "--field")
    writer = RecordWriter(None if str(output) == batch.STDIN else output)
    inputs = [path for path in find_paths(paths) if not writer.writes(path)]
    if any(writer.writes(Path(path)) for path in paths):
        usage(f"{output} is among the articles, too", "--output")
    try:
        table = XbrlWriter(facts) if facts is not None and facts.name.endswith(SUFFIX) else FactsWriter(facts)
    except (ValueError, ExtractorError) as error:
        usage(str(error), "--facts")
    articles = batch.read_articles(inputs, options, sys.stdin.buffer)
    try:
        with writer, table, console.progress(len(inputs)) as tick:

            def seen(outcome: Record | Failure) -> None:
                if isinstance(outcome, Failure):
                    tick(outcome.path, _failure(outcome))
                else:
                    table.write(outcome)
                    tick(outcome.source.path, None)

            summary = batch.run(extractor, articles, writer, workers, seen)
    except OSError as error:
        fail(f"cannot write {error.filename or output}: {error.strerror or error}", 2)
    except ExtractorError as error:  # nothing about one article: a broken table, a missing package
        fail(str(error), 2)
    except KeyboardInterrupt:
        fail(f"stopped; what was read lies in {writer.part}" if writer.part else "stopped", 130)
    console.print_summary(summary.articles, summary.mentions, summary.failures, stderr=writer.output is None)
    if isinstance(table, XbrlWriter):
        typer.echo(f"{facts}: {table.summary()}", err=True)
    if summary.failed:
        where = f": see {writer.failures}" if writer.failures else ""
        fail(f"{summary.failed} of {summary.articles + summary.failed} articles failed{where}", 1)


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
    extractor = _extractor(
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
        typer.echo(record.model_dump_json())
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
    from extractor.facts.explanation import explain_facts
    from extractor.kinds.reader import ValueReader
    from extractor.report import console, evidence

    chosen = None if no_model else model
    extractor = _extractor(tokens=False, entities=True, segmenter="none", text=True, kb=kb, model=chosen)
    record = _read(extractor, text, lang, published)
    names = tuple(mention for mention in record.mentions if mention.value is None)
    ids = {entity.id: entity.kb.id for entity in record.entities if entity.kb is not None}
    explanation = ValueReader(record.lang).explain(
        record.text or "",
        published_at=record.published_at.moment if record.published_at else None,
        sentences=[(sentence.start, sentence.end) for sentence in record.sentences],
        names=[(name.start, name.end) for name in names if not is_proposed(name.rule)],
        fiscal_ends=list(fiscal_ends(((name.start, ids.get(name.entity or "")) for name in names), base(kb))),
    )
    explanation = explanation.model_copy(update={"names": names})
    facts = explain_facts(
        record.text or "",
        record.lang,
        record.mentions,
        record.entities,
        record.sentences,
        record.blocks,
        record.published_at.day if record.published_at else None,
        ranker=extractor.ranker(),
    )
    candidates = unlinked(record.entities, record.mentions, base(kb))
    if as_json:
        more = {"facts": facts, "unlinked": candidates}
        parts = {name: [item.model_dump(mode="json") for item in items] for name, items in more.items()}
        typer.echo(json.dumps({**explanation.model_dump(mode="json"), **parts}, ensure_ascii=False))
    else:
        console.print_explanation(explanation)
        for grid in (evidence.unlinked_grid(candidates), evidence.fact_grid(facts)):
            if grid.rows:
                console.print_grid(grid)


def _extractor(
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
    try:
        return replace(extractor, model=model)
    except ExtractorError as error:
        usage(str(error), "--model")


def _read(extractor: Extractor, text: str, lang: str | None, published: str | None) -> Record:
    """The record of a text from the command line or from standard input."""
    day, lang = _day(published), _language(lang)
    if text == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            fail(f"encoding: byte {error.start} of standard input is not UTF-8", 1)
    try:
        return extractor.extract(text, lang=lang, published_at=None if day is None else day.value)
    except ArticleError as error:
        fail(str(error), 1)


def _day(value: str | None) -> PublishedAt | None:
    try:
        return published_at(value)
    except ValueError:
        usage(f"{value!r} is not an ISO 8601 date such as 2016-06-20", "--published-at")


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        usage(f"{value!r} is none of {', '.join(LANGUAGES)}", "--lang")
    return value


def _fields(pairs: list[str]) -> dict[str, str]:
    fields = {}
    for pair in pairs:
        role, equals, name = pair.partition("=")
        if not (role and equals and name):
            usage(f"{pair!r} is not ROLE=NAME, as in text=body", "--field")
        fields[role] = name
    return fields


def _failure(failure: Failure) -> str:
    place = ":".join(str(part) for part in (failure.path or "-", failure.line) if part is not None)
    return f"{place}: {failure.what}: {failure.why}"
