"""The command `extractor` as tests run it: in this process, with what it prints taken apart."""

from pathlib import Path

from typer.testing import CliRunner

from extractor.cli import app


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command. Raises what the command did not catch."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr
