"""The command that turns annotated articles into other tools' formats and back: convert."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.endings import fail, say, usage
from extractor.core.errors import ExtractorError, FormatError

if TYPE_CHECKING:
    from extractor.evaluation.formats.conversion import Conversion
    from extractor.evaluation.formats.registry import Format


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", exists=True, help="A file, or a folder of files.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A file; a folder for brat, cas-xmi and timex3.")],
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="jsonl, brat, conll, doccano, label-studio, cas-xmi, docbin, web-annotation or timex3.",
        ),
    ] = None,
    given: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="The format of IN, where the files do not say it.")
    ] = None,
    label: Annotated[
        list[str] | None,
        typer.Option(
            "--label", metavar="OLD=NEW", help="Rename a label, as in PS=PERSON; PS= leaves it out. Repeatable."
        ),
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(
            "--with",
            metavar="RECORDS",
            exists=True,
            dir_okay=False,
            help="Records that were converted into IN: they give back what IN cannot hold.",
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write what was lost as JSON, too.")
    ] = None,
) -> None:
    """Convert annotated articles between our records and the formats of other tools, and tell what was lost."""
    from extractor.batch.writers import write_failures
    from extractor.evaluation.formats.conversion import Conversion
    from extractor.evaluation.formats.convert import convert as convert_files
    from extractor.evaluation.formats.guess import format_for, format_named, format_of

    if out.exists() and source.samefile(out):
        usage("IN and OUT are the same", "OUT")
    try:
        reads = format_named(given) if given else format_of(source)
        writes = format_named(to) if to else format_for(out)
    except FormatError as error:
        fail(str(error), 2)
    conversion = Conversion(labels=_labels(label or []))
    older = _files(out, writes)
    try:
        convert_files(source, out, reads, writes, conversion, before)
        found = write_failures(conversion.failures, out)
        data = {"from": reads.name, "to": writes.name, "cannot_hold": list(writes.cannot_hold), **conversion.as_data()}
        if report is not None:
            report.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except ExtractorError as error:  # nothing about one article: a missing package
        fail(str(error), 2)
    except OSError as error:
        fail(f"cannot write {error.filename2 or error.filename or out}: {error.strerror or error}", 2)
    if conversion.articles:
        _print(conversion, reads, writes)
    stayed = len(older.items() & _files(out, writes).items())
    if stayed:
        say(f"{out} holds {stayed} files that were there before, too: name a new folder for these articles alone")
    for failure in conversion.failures:
        place = ":".join(str(part) for part in (failure.path, failure.line) if part is not None)
        typer.echo(f"failed: {place}: {failure.what}: {failure.why}", err=True)
    if found is not None:
        failed = len(conversion.failures)
        fail(f"{failed} of {conversion.articles + failed} articles failed: see {found}", 1)
    if not conversion.articles:
        fail(f"{source} holds no article in the format {reads.name}", 1)


def _files(out: Path, writes: "Format") -> dict[Path, tuple[int, int]]:
    """The files of the format in a folder, each with what changes when it is written anew; none where OUT is a file."""
    from extractor.evaluation.formats.files import files_in

    found = files_in(out, writes.suffixes) if out.is_dir() else []
    return {path: ((status := path.stat()).st_ino, status.st_mtime_ns) for path in found}


def _print(conversion: "Conversion", reads: "Format", writes: "Format") -> None:
    from extractor.evaluation.formats.parts import PARTS, UNREAD
    from extractor.report.console import print_losses

    typer.echo(f"{conversion.articles} articles from {reads.name} to {writes.name}")
    unread = [(part, what, conversion.unread[part]) for part, what in UNREAD.items() if conversion.unread[part]]
    if unread:
        print_losses("left out of what was read", unread)
    if writes.cannot_hold:
        rows = [(part, what, conversion.lost[part]) for part, what in PARTS.items() if part in writes.cannot_hold]
        print_losses(f"what {writes.name} cannot hold", rows)
    else:
        typer.echo(f"{writes.name} holds all of a record")


def _labels(pairs: list[str]) -> dict[str, str]:
    labels = {}
    for pair in pairs:
        old, equals, new = pair.partition("=")
        if not (old and equals):
            usage(f"{pair!r} is not OLD=NEW, as in PS=PERSON", "--label")
        labels[old] = new
    return labels
