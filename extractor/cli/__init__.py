"""The command `extractor`: one module for each family of commands, put together here.

Exit codes: 0 well, 1 something failed, 2 wrong usage.
"""

from importlib.metadata import version
from typing import Annotated

import typer

from extractor.cli import knowledge
from extractor.cli.checking import schema, validate
from extractor.cli.converting import convert
from extractor.cli.evaluating import evaluate
from extractor.cli.reading import explain, extract
from extractor.cli.running import run
from extractor.cli.streams import prepare

app = typer.Typer(
    name="extractor",
    help="Numbers, money, dates and names from Korean and Chinese business news.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (run, extract, explain, evaluate, convert, validate, schema):
    app.command()(command)
app.add_typer(knowledge.app, name="kb")


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
    prepare()
