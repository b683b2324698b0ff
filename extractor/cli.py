"""The command `extractor`: run, extract, explain, validate, schema.

Exit codes: 0 well, 1 something failed, 2 wrong usage.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from extractor.core.errors import ArticleError, ExtractorError
from extractor.core.records import PublishedAt, Record, published_at
from extractor.pipeline import LANGUAGES, Extractor, Failure

app = typer.Typer(
    name="extractor",
    help="Numbers, money, dates and names from Korean and Chinese business news.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

PublishedAtOption = Annotated[
    str | None, typer.Option("--published-at", metavar="DATE", help="When it was published, ISO 8601: 2016-06-20.")
]
LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="LANG", help=f"{', '.join(LANGUAGES)}; else found from the text.")
]
TokensOption = Annotated[bool, typer.Option("--tokens", help="Put the segmenter's tokens into the record.")]
NoEntitiesOption = Annotated[bool, typer.Option("--no-entities", help="Leave names out.")]
NoTextOption = Annotated[bool, typer.Option("--no-text", help="Leave the text out of the record.")]
SegmenterOption = Annotated[
    str, typer.Option("--segmenter", metavar="NAME", help="For Korean tokens: konlpy, kiwi, okt, komoran or none.")
]


@app.command()
def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file of records; - for standard output.")] = Path(
        "records.jsonl"
    ),
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
) -> None:
    """Read articles into records: one line of JSON each; what fails goes to records.failures.jsonl."""
    from extractor.batch import run as batch
    from extractor.batch.writers import RecordWriter
    from extractor.ingest import IngestOptions, find_paths
    from extractor.report import console

    extractor = _extractor(tokens=tokens, entities=not no_entities, segmenter=segmenter, text=not no_text)
    day, lang = _day(published), _language(lang)
    try:
        options = IngestOptions(fields=_fields(field or []), published_at=day, lang=lang)
    except ValueError as error:
        _usage(str(error), "--field")
    writer = RecordWriter(None if str(output) == batch.STDIN else output)
    inputs = [path for path in find_paths(paths) if not writer.writes(path)]
    if any(writer.writes(Path(path)) for path in paths):
        _usage(f"{output} is among the articles, too", "--output")
    articles = batch.read_articles(inputs, options, sys.stdin.buffer)
    try:
        with writer, console.progress(len(inputs)) as tick:

            def seen(outcome: Record | Failure) -> None:
                if isinstance(outcome, Failure):
                    tick(outcome.path, _failure(outcome))
                else:
                    tick(outcome.source.path, None)

            summary = batch.run(extractor, articles, writer, workers, seen)
    except OSError as error:
        _fail(f"cannot write {error.filename or output}: {error.strerror or error}", 2)
    except ExtractorError as error:  # nothing about one article: a broken table, a missing package
        _fail(str(error), 2)
    except KeyboardInterrupt:
        _fail(f"stopped; what was read lies in {writer.part}" if writer.part else "stopped", 130)
    console.print_summary(summary.articles, summary.mentions, summary.failures, stderr=writer.output is None)
    if summary.failed:
        where = f": see {writer.failures}" if writer.failures else ""
        _fail(f"{summary.failed} of {summary.articles + summary.failed} articles failed{where}", 1)


@app.command()
def extract(
    text: Annotated[str, typer.Argument(help="The text itself; - reads it from standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
    published: PublishedAtOption = None,
    lang: LangOption = None,
    tokens: TokensOption = False,
    no_entities: NoEntitiesOption = False,
    segmenter: SegmenterOption = "konlpy",
    no_text: NoTextOption = False,
) -> None:
    """Print what one text holds: a table of type, text, value and entity."""
    extractor = _extractor(tokens=tokens, entities=not no_entities, segmenter=segmenter, text=not no_text)
    record = _read(extractor, text, lang, published)
    if as_json:
        typer.echo(record.model_dump_json())
        return
    from extractor.report import console

    console.print_record(record)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="The text itself; - reads it from standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
    published: PublishedAtOption = None,
    lang: LangOption = None,
) -> None:
    """Print why a text reads as it does: each value's rule, table row and anchor, and the readings that lost."""
    from extractor.kinds.reader import ValueReader
    from extractor.report import console

    record = _read(_extractor(tokens=False, entities=True, segmenter="none", text=True), text, lang, published)
    names = tuple(mention for mention in record.mentions if mention.value is None)
    explanation = ValueReader(record.lang).explain(
        record.text or "",
        published_at=record.published_at.moment if record.published_at else None,
        sentences=[(sentence.start, sentence.end) for sentence in record.sentences],
        names=[(name.start, name.end) for name in names],
    )
    explanation = explanation.model_copy(update={"names": names})
    if as_json:
        typer.echo(explanation.model_dump_json())
    else:
        console.print_explanation(explanation)


@app.command()
def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", exists=True, dir_okay=False, readable=True)],
    most: Annotated[int, typer.Option("--most", min=0, help="Problems that are printed; 0 prints all.")] = 100,
) -> None:
    """Check files of records against the schema and the offset invariant: file:line: field: what is wrong."""
    from extractor.evaluation.validation import check_file

    records = problems = 0
    for path in paths:
        try:
            for _, wrong in check_file(path):
                records += 1
                for problem in wrong:
                    problems += 1
                    if not most or problems <= most:
                        typer.echo(f"{path}:{problem}")
        except (OSError, EOFError) as error:
            _fail(f"cannot read {path}: {error}", 2)
    if most and problems > most:
        typer.echo(f"… and {problems - most} more")
    typer.echo(f"{records} records, {problems} problems" if problems else f"{records} records, all valid")
    if problems:
        raise typer.Exit(1)


@app.command()
def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", file_okay=False, help="The folder to write the schemas into.")
    ] = None,
) -> None:
    """Write the JSON Schemas (draft 2020-12) of records and articles, to standard output or into a folder."""
    from extractor.evaluation.schema import schemas

    found = schemas()
    if output is None:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, content in found.items():
            (output / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            typer.echo(output / name)
    except OSError as error:
        _fail(f"cannot write {error.filename or output}: {error.strerror}", 2)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {version('kozh-extractor')}")
        raise typer.Exit


@app.callback()
def main(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Numbers, money, dates and names from Korean and Chinese business news."""


def _extractor(*, tokens: bool, entities: bool, segmenter: str, text: bool) -> Extractor:
    try:
        return Extractor(entities=entities, segmenter=segmenter, tokens=tokens, text=text)
    except (ValueError, ExtractorError) as error:
        _usage(str(error), "--segmenter")


def _read(extractor: Extractor, text: str, lang: str | None, published: str | None) -> Record:
    """The record of a text from the command line or from standard input."""
    day, lang = _day(published), _language(lang)
    if text == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            _fail(f"encoding: byte {error.start} of standard input is not UTF-8", 1)
    try:
        return extractor.extract(text, lang=lang, published_at=None if day is None else day.value)
    except ArticleError as error:
        _fail(str(error), 1)


def _day(value: str | None) -> PublishedAt | None:
    try:
        return published_at(value)
    except ValueError:
        _usage(f"{value!r} is not an ISO 8601 date such as 2016-06-20", "--published-at")


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        _usage(f"{value!r} is none of {', '.join(LANGUAGES)}", "--lang")
    return value


def _fields(pairs: list[str]) -> dict[str, str]:
    fields = {}
    for pair in pairs:
        role, equals, name = pair.partition("=")
        if not (role and equals and name):
            _usage(f"{pair!r} is not ROLE=NAME, as in text=body", "--field")
        fields[role] = name
    return fields


def _failure(failure: Failure) -> str:
    place = ":".join(str(part) for part in (failure.path or "-", failure.line) if part is not None)
    return f"{place}: {failure.what}: {failure.why}"


def _usage(why: str, option: str) -> NoReturn:
    raise typer.BadParameter(why, param_hint=f"'{option}'")


def _fail(why: str, code: int) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
