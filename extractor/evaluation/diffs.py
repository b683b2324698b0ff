"""Errors as people read them: the mention, the value in the gold and the value that was found, one below the other."""

from collections.abc import Iterable

from extractor.core.values import ENTITY_TYPES
from extractor.evaluation.fact_scores import FactError, in_words
from extractor.evaluation.scoring import AnyError, ArticleScore, LinkError, shown

WHATS = ("missed", "spurious", "wrong value", "split", "merged", "no fact", "wrong fact", "spurious fact")


def error_lines(error: AnyError) -> list[str]:
    """One error in up to three lines."""
    if isinstance(error, LinkError):
        return _link_lines(error)
    if isinstance(error, FactError):
        return _fact_lines(error)
    lines = [f'{error.what:<11}  {error.type} "{error.text}" at {error.start}:{error.end}']
    where = f", where there is {', '.join(error.instead)}" if error.instead else ""
    rule = f"  (rule {error.rule})" if error.rule else ""
    if error.type in ENTITY_TYPES:  # no values to be shown
        return [f"{lines[0]}{where}{rule}"]
    if error.what == "spurious":
        return [
            *lines,
            f"    gold   nothing{where}",
            f"    found  {shown(error.type, error.found)}{rule}",
        ]
    if error.what == "missed":
        return [*lines, f"    gold   {shown(error.type, error.gold)}", f"    found  nothing{where}"]
    lines[0] += f": {', '.join(error.fields)}"
    gold, found = shown(error.type, error.gold), shown(error.type, error.found)
    return [*lines, f"    gold   {gold}", f"    found  {found}{rule}"]


def _link_lines(error: LinkError) -> list[str]:
    several = " / ".join(", ".join(f'"{text}" {start}:{end}' for start, end, text in part) for part in error.parts)
    one = ", ".join(f'"{text}" {start}:{end}' for start, end, text in sorted(m for part in error.parts for m in part))
    gold, found = (one, several) if error.what == "split" else (several, one)
    return [f"{error.what:<11}  entity", f"    gold   {gold}", f"    found  {found}"]


def _fact_lines(error: FactError) -> list[str]:
    wrong = f": {', '.join(error.fields)}" if error.fields else ""
    rule = f"  (rule {error.rule})" if error.rule else ""
    gold, found = (" ".join(in_words(says)) or "nothing" for says in (error.gold, error.found))
    head = f'{error.what:<11}  {error.type} "{error.text}" at {error.start}:{error.end}{wrong}'
    return [head, f"    gold   {gold}", f"    found  {found}{rule}"]


def diff(score: ArticleScore) -> str:
    """What is wrong with one article: its id, how much, and every error."""
    found = score.all_errors
    return "\n".join([f"{summary(found)} in {score.id}", *errors(found)])


def errors(found: Iterable[AnyError], *, article: bool = False) -> list[str]:
    """The lines of several errors, each under its article's id where they are of more than one."""
    lines = []
    for error in found:
        first, *more = error_lines(error)
        lines += [f"{error.article}: {first}" if article else first, *more]
    return lines


def summary(found: Iterable[AnyError]) -> str:
    """How many errors of each sort: `2 missed, 1 spurious`."""
    kinds = [error.what for error in found]
    counted = [f"{kinds.count(what)} {what}" for what in WHATS if what in kinds]
    return ", ".join(counted) or "all right"
