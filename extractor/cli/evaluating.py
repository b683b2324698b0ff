"""The command that holds records against gold: evaluate."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.endings import fail, usage
from extractor.core.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.evaluation.changes import Changes
    from extractor.evaluation.corpus import AnnotatedArticle
    from extractor.evaluation.floors import Baseline
    from extractor.evaluation.scorecard import Scorecard

STDOUT = "-"


def evaluate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="GOLD… [RECORDS…]",
            help="Annotated articles: files and folders. A file with texts of those before it is one of records.",
        ),
    ] = None,
    records: Annotated[
        list[Path] | None, typer.Option("--records", metavar="FILE", help="Records to be scored; repeatable.")
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--compare", metavar="OLD NEW", help="Show what changed between two versions' records."),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Floors: exit code 1 where one is broken.")
    ] = None,
    types: Annotated[
        str, typer.Option("--types", metavar="TYPE,…", help="Score these types alone, as in money,date,facts.")
    ] = "",
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Everything as JSON; - for standard output.")
    ] = None,
    markdown_file: Annotated[
        Path | None, typer.Option("--markdown", metavar="FILE", help="A report in Markdown.")
    ] = None,
    junit_file: Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="A report in JUnit XML.")] = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=0, help="Errors or changes that are shown; 0 shows all.")
    ] = 50,
    workers: Annotated[int, typer.Option("--workers", min=1, metavar="N", help="Processes that read articles.")] = 1,
) -> None:
    """Score records against annotated articles; without records the articles are read here and now."""
    from extractor.evaluation.changes import compare as changes_between
    from extractor.evaluation.corpus import known_types, narrowed, read_records
    from extractor.evaluation.floors import read_baseline

    if not paths and compare is None:
        usage("name the gold, or --compare two files of records", "GOLD")
    if compare and records:
        usage("--compare brings the records of both versions", "--records")
    if compare and not paths and (baseline or junit_file):
        usage("floors and JUnit need the gold", "--baseline" if baseline else "--junit")
    try:
        asked = known_types([types])
        floors = read_baseline(baseline) if baseline else None
        gold, found = _gold_and_records(paths or [], records or [])
        failed, old = 0, []
        if compare is not None:
            old, found = list(read_records(compare[:1])), list(read_records(compare[1:]))
        gold = [narrowed(article, asked) for article in gold]
        if compare is None and found is None:
            failed = _read(gold, workers, found := [])
        old, found = ([narrowed(article, asked) for article in side] for side in (old, found or []))
        changes = changes_between(old, found, gold) if compare else None
    except (ExtractorError, OSError) as error:
        fail(str(error), 2)
    broken = _report(gold, found, changes, floors, (json_file, markdown_file, junit_file), most)
    if failed:
        typer.echo(f"{failed} of {len(gold)} articles could not be read", err=True)
    if broken or failed:
        raise typer.Exit(1)


def _gold_and_records(
    paths: Sequence[Path], records: Sequence[Path]
) -> "tuple[list[AnnotatedArticle], list[AnnotatedArticle] | None]":
    """The gold, and the records where there are any: a positional file with a text of those before it is no gold."""
    from extractor.evaluation.corpus import read_corpus, read_records

    gold: list[AnnotatedArticle] = []
    found = list(read_records(records)) if records else None
    for path in paths:
        articles = list(read_records([path]))
        if not articles:
            raise ExtractorError(f"{path}: no annotated article in it")
        if {article.sha256 for article in articles} & {article.sha256 for article in gold}:
            found = [*(found or []), *articles]
            typer.echo(f"{path}: records", err=True)
        else:
            gold += read_corpus([path])
    without = next((article for article in gold if article.text is None), None)
    if without is not None:
        raise ExtractorError(f"{without.where}: {without.id} has no text, and gold needs one")
    return gold, found


def _read(gold: "Sequence[AnnotatedArticle]", workers: int, found: "list[AnnotatedArticle]") -> int:
    """Reads the texts of the gold into `found`; how many could not be read."""
    from extractor.evaluation.corpus import read_articles
    from extractor.pipeline import Extractor, Failure

    failed = 0
    for article, outcome in zip(gold, read_articles(gold, Extractor(segmenter="none"), workers), strict=True):
        if isinstance(outcome, Failure):
            failed += 1
            typer.echo(f"failed: {article.where}: {article.id}: {outcome.what}: {outcome.why}", err=True)
        else:
            found.append(outcome)
    return failed


def _report(
    gold: "Sequence[AnnotatedArticle]",
    found: "Sequence[AnnotatedArticle]",
    changes: "Changes | None",
    baseline: "Baseline | None",
    files: tuple[Path | None, Path | None, Path | None],
    most: int,
) -> bool:
    """Writes and prints everything that was asked for; whether a floor is broken."""
    from extractor.evaluation.floors import broken_floors, wrong_corpus
    from extractor.evaluation.junit import junit
    from extractor.evaluation.scorecard import score_corpus
    from extractor.evaluation.tables import changes_markdown, markdown

    card = score_corpus(gold, found) if gold else None
    other = wrong_corpus(card, baseline) if card and baseline else None
    broken = broken_floors(card, baseline) if card and baseline else []
    complaints = [*([other] if other else []), *map(str, broken)]
    json_file, markdown_file, junit_file = files
    if json_file is not None:
        data: dict[str, Any] = card.as_json() if card else {}
        data.update({"broken_floors": complaints} if baseline else {})
        data.update(changes.as_json() if changes else {})
        _write(json_file, lambda: json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    if markdown_file is not None:
        parts = [markdown(card, complaints, most)] if card else []
        _write(markdown_file, lambda: "\n".join([*parts, *([changes_markdown(changes, most)] if changes else [])]))
    if junit_file is not None and card is not None:
        _write(junit_file, lambda: junit(card, baseline, broken, other))
    if STDOUT not in map(str, filter(None, files)):
        _show(card, changes, most)
    for complaint in complaints:
        typer.echo(complaint, err=True)
    return bool(complaints)


def _write(path: Path, content: Callable[[], str]) -> None:
    try:
        if str(path) == STDOUT:
            typer.echo(content().encode(), nl=False)  # UTF-8 whatever the terminal speaks
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content(), encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"cannot write {error.filename or path}: {error.strerror or error}", 2)


def _show(card: "Scorecard | None", changes: "Changes | None", most: int) -> None:
    """Prints the tables, and below them the errors, or the changes where versions are compared."""
    from extractor.evaluation.changes import change_grid, change_lines
    from extractor.evaluation.diffs import errors
    from extractor.evaluation.tables import grids, sentence
    from extractor.report import console

    if card is not None:
        typer.echo(sentence(card))
        for grid in grids(card):
            console.print_grid(grid)
    if changes is not None:
        console.print_grid(change_grid(changes))
        _shown([change_lines(change) for change in changes.changes], most)
        for version, ids in (("old", changes.only_old), ("new", changes.only_new)):
            if ids:
                typer.echo(f"only in the {version} records: {', '.join(ids)}")
    elif card is not None:
        blocks = [errors([error], article=True) for error in card.errors]
        _shown(blocks + [errors([error], article=True) for error in card.link_errors], most)
        _shown([errors([error], article=True) for error in card.fact_errors], most)


def _shown(blocks: Iterable[list[str]], most: int) -> None:
    blocks = list(blocks)
    for block in blocks[:most] if most else blocks:
        typer.echo("\n".join(block))
    if most and len(blocks) > most:
        typer.echo(f"… and {len(blocks) - most} more")
