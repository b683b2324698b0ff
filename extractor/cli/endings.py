"""How a command ends before its time: with an exit code and one clear reason."""

from typing import NoReturn

import typer


def usage(why: str, option: str) -> NoReturn:
    """Ends the command with exit code 2 and what is wrong with an option."""
    raise typer.BadParameter(why, param_hint=f"'{option}'")


def fail(why: str, code: int) -> NoReturn:
    """Ends the command with an exit code and a sentence on standard error."""
    typer.echo(why, err=True)
    raise typer.Exit(code)
