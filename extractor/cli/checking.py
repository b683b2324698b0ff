"""The commands that know what a record must be: validate, schema."""

import json
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.endings import fail
from extractor.cli.streams import print_json


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", exists=True, dir_okay=False, readable=True, help="Files of records, JSON Lines."
        ),
    ],
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=0, help="Problems that are printed; 0 prints all.")
    ] = 100,
) -> None:
    """Check files of records against the schema and the offset invariant: file:line: field: what is wrong."""
    from extractor.evaluation.validation import check_file

    records = problems = 0
    for path in paths:
        before = records
        try:
            for _, wrong in check_file(path):
                records += 1
                for problem in wrong:
                    problems += 1
                    if not most or problems <= most:
                        typer.echo(f"{path}:{problem}")
        except (OSError, EOFError) as error:
            fail(f"cannot read {path}: {error}", 2)
        if records == before:
            typer.echo(f"{path}: no record in it", err=True)
    if most and problems > most:
        typer.echo(f"… and {problems - most} more")
    verdict = f"{problems} problems" if problems else "all valid" if records else "nothing to check"
    typer.echo(f"{records} records, {verdict}")
    if problems:
        raise typer.Exit(1)


def schema(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", file_okay=False, help="The folder to write the schemas into."),
    ] = None,
) -> None:
    """Write the JSON Schemas (draft 2020-12) of records and articles, to standard output or into a folder."""
    from extractor.evaluation.schema import schemas

    found = schemas()
    if output is None:
        print_json(json.dumps(found, ensure_ascii=False, indent=2))
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, content in found.items():
            (output / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            typer.echo(output / name)
    except OSError as error:
        fail(f"cannot write {error.filename or output}: {error.strerror}", 2)
