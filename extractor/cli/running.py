"""The command that reads many articles: run."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.batch.stops import Stopped
from extractor.cli.endings import fail, say, stoppable, usage
from extractor.cli.knowledge import KbOption
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
from extractor.cli.streams import standard_input
from extractor.core.errors import ExtractorError
from extractor.core.records import Record
from extractor.entities import DEFAULT_MODEL
from extractor.pipeline import Failure

if TYPE_CHECKING:
    from extractor.batch.facts_table import FactsWriter
    from extractor.batch.facts_xbrl import XbrlWriter


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
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that did not come to its end, if there is one.")
    ] = False,
) -> None:
    """Read articles into records: one line of JSON each; what fails goes to records.failures.jsonl."""
    from extractor.batch import run as batch
    from extractor.batch.targets import TargetError, inputs_of
    from extractor.batch.writers import RecordWriter
    from extractor.ingest import IngestOptions
    from extractor.report import console

    if facts is not None and (no_facts or no_entities):
        usage(f"there are no facts with {'--no-facts' if no_facts else '--no-entities'}", "--facts")
    to_stdout = str(output) == batch.STDIN
    if to_stdout and sys.stdout is None:
        usage("standard output is closed", "--output")
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
    day, lang = day_of(published), language_of(lang)
    try:
        options = IngestOptions(fields=_fields(field or []), published_at=day, lang=lang)
    except ValueError as error:
        usage(str(error), "--field")
    writer = RecordWriter(None if to_stdout else output, resume)
    if resume and writer.part is None:
        usage(f"{output} is no file that a run could go on with", "--resume")
    table = _table(facts)
    try:
        inputs = inputs_of(paths, writer, facts)
    except TargetError as error:
        usage(str(error), error.option)
    articles = batch.read_articles(inputs.paths, options, standard_input())
    try:
        with stoppable(), writer, table, console.progress(len(inputs.paths)) as tick:
            earlier = writer.earlier
            summary = batch.run(extractor, articles, writer, workers, _seen(table, tick))
    except OSError as error:
        fail(f"cannot write {error.filename or output}: {error.strerror or error}", 2)
    except ExtractorError as error:  # nothing about one article: a broken table, a missing package
        fail(str(error), 2)
    except KeyboardInterrupt as error:
        kept = f"; what was read lies in {writer.part}: --resume goes on from there" if writer.part else ""
        fail(f"stopped{kept}", error.code if isinstance(error, Stopped) else Stopped().code)
    console.print_summary(summary.articles, summary.mentions, summary.failures, stderr=writer.failures is None)
    if earlier is not None:
        say(f"{earlier.taken:,} of the articles were read by an earlier run")
    if inputs.sentence:
        say(inputs.sentence)
    if (told := table.summary()) is not None:
        say(f"{facts}: {told}")
    if summary.failed:
        where = f": see {writer.failures}" if writer.failures else ""
        fail(f"{summary.failed} of {summary.articles + summary.failed} articles failed{where}", 1)


def _table(facts: Path | None) -> "FactsWriter | XbrlWriter":
    from extractor.batch.facts_table import FactsWriter
    from extractor.batch.facts_xbrl import SUFFIX, XbrlWriter

    try:
        return XbrlWriter(facts) if facts is not None and facts.name.endswith(SUFFIX) else FactsWriter(facts)
    except (ValueError, ExtractorError) as error:
        usage(str(error), "--facts")


def _seen(
    table: "FactsWriter | XbrlWriter", tick: Callable[[str | None, str | None], None]
) -> Callable[[Record | Failure], None]:
    """What is told of every outcome: its facts go to the table, its path to the progress."""

    def seen(outcome: Record | Failure) -> None:
        if isinstance(outcome, Failure):
            tick(outcome.path, _failure(outcome))
        else:
            table.write(outcome)
            tick(outcome.source.path, None)

    return seen


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
