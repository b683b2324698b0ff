"""The commands about the knowledge base: kb lookup, kb import."""

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.endings import fail, usage
from extractor.cli.streams import print_json
from extractor.core.errors import ArticleError, ExtractorError
from extractor.entities import KnowledgeBase, load_knowledge_base

app = typer.Typer(no_args_is_help=True, help="What is known of names before reading: look one up, bring your own.")

KbOption = Annotated[
    str | None,
    typer.Option("--kb", metavar="FOLDER", help="A folder of your own rows, as `extractor kb import` makes."),
]
LEFT_OUT = "left-out.csv"


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in Hangul, Chinese characters or Latin letters.")],
    kb: KbOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows as JSON, one a line.")] = False,
) -> None:
    """Show what a name could be: the rows that bear it, and those whose Chinese name it reads in Hangul."""
    from extractor.report import console

    found = base(kb).candidates(name)
    if as_json:
        for entry in found:
            print_json(json.dumps(asdict(entry), ensure_ascii=False))
    else:
        console.print_entries(found)
    if not found:
        fail(f"{name}: nothing is known", 1)


@app.command("import")
def import_(
    register: Annotated[Path, typer.Argument(metavar="REGISTER", help="A CSV or TSV file of listed companies.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the table goes.")],
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="ROLE=NAME", help="code, name, market or name_en by its column; repeatable."),
    ] = None,
) -> None:
    """Make a folder for --kb out of a register: a KRX listing, an A-share list. What is left out is told why."""
    from extractor.entities.register import read_register
    from extractor.ingest.encodings import decode

    columns = {}
    for pair in column or []:
        role, equals, name = pair.partition("=")
        if role not in ("code", "name", "market", "name_en") or not equals or not name:
            usage(f"{pair!r} is not ROLE=NAME with a role of code, name, market, name_en", "--column")
        columns[role] = name
    try:
        text = decode(register.read_bytes()).text
        imported = read_register(text, register.name, columns, load_knowledge_base())
    except OSError as error:
        fail(f"cannot read {register}: {error.strerror or error}", 1)
    except ArticleError as error:
        fail(f"cannot read {register}: {error.why}", 1)
    except ExtractorError as error:
        fail(str(error), 1)
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / f"{register.stem}.tsv").write_text(imported.table, "utf-8")
        with (output / LEFT_OUT).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(("line", "name", "why"))
            writer.writerows((item.line, item.name, item.why) for item in imported.left_out)
    except OSError as error:
        fail(f"cannot write {error.filename or output}: {error.strerror or error}", 2)
    typer.echo(
        f"{imported.rows} rows in {output / f'{register.stem}.tsv'}; {len(imported.left_out)} lines left out: see "
        f"{output / LEFT_OUT}"
    )


def base(folder: str | None) -> KnowledgeBase:
    """The knowledge base with the rows of a user's folder; ends the command where the folder is wrong."""
    try:
        return load_knowledge_base(folder)
    except ExtractorError as error:
        usage(str(error), "--kb")
