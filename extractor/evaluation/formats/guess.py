"""Which format a file or folder has, where that is certain: by what lies in it, before its name."""

from pathlib import Path
from typing import Any

from extractor.core.errors import ArticleError, FormatError
from extractor.evaluation.formats.files import files_in, members, numbered_lines, parsed, suffix_of
from extractor.evaluation.formats.registry import FORMATS, Format

_JSON = frozenset({".json", ".jsonl", ".jsonld"})


def format_named(name: str) -> Format:
    """The format of that name. Raises `FormatError` on another one."""
    if name not in FORMATS:
        raise FormatError(f"no format {name!r}: expected one of {', '.join(FORMATS)}")
    return FORMATS[name]


def format_of(path: Path) -> Format:
    """The format of what lies there. Raises `FormatError` where it cannot be told."""
    if path.is_dir():
        suffixes = {suffix_of(file) for file in path.rglob("*") if file.is_file()}
        others = any(suffixes & set(known.suffixes) - _JSON for known in FORMATS.values())
        if others or not suffixes & _JSON:
            return _only(path, suffixes)
        found = {format_of(file).name for file in files_in(path, tuple(_JSON))}
        if len(found) != 1:
            raise FormatError(f"{path}: the files are of several formats: {', '.join(sorted(found))}")
        return FORMATS[found.pop()]
    suffix = suffix_of(path)
    if suffix in _JSON:
        return FORMATS[_by_fields(path)]
    return _only(path, {suffix})


def format_for(path: Path) -> Format:
    """The format that a file to be written has by its name; .jsonl is ours. Raises `FormatError` on other names."""
    found = [known for known in FORMATS.values() if suffix_of(path) in known.suffixes and not known.folder]
    if not found:
        raise FormatError(f"the name {path.name} does not say the format: name it with --to, {_names()}")
    return found[0]


def _only(path: Path, suffixes: set[str]) -> Format:
    """The one format that has files with these suffixes; .json and the like say nothing."""
    found = [known for known in FORMATS.values() if suffixes & set(known.suffixes) - _JSON]
    if len(found) != 1:
        raise FormatError(f"{path}: cannot tell the format: name it with --from, {_names()}")
    return found[0]


def _by_fields(path: Path) -> str:
    try:
        first = _first(path)
    except ArticleError as error:
        place = f"{path}:{error.line}" if error.line else str(path)
        raise FormatError(f"{place}: cannot tell the format: {error.why}") from error
    fields = first.keys() if isinstance(first, dict) else set()
    if "@context" in fields or _first_type(first).startswith("Annotation"):
        return "web-annotation"
    if "data" in fields and fields & {"annotations", "predictions"}:
        return "label-studio"
    if "text" in fields and "mentions" in fields:
        return "jsonl"
    if "text" in fields and fields & {"label", "entities"}:
        return "doccano"
    raise FormatError(
        f"{path}:1: cannot tell the format by the fields of the first object: name it with --from, {_names()}"
    )


def _first_type(data: Any) -> str:
    """The JSON-LD type of an object, empty where it has none."""
    return str(data.get("type", "")) if isinstance(data, dict) else ""


def _first(path: Path) -> Any:
    """The first object of lines of JSON, of a list or of one JSON of many lines."""
    for number, line in numbered_lines(path):
        try:
            return parsed(line)
        except ArticleError:
            if line.strip() in (b"[", b"{") or line.startswith((b"[", b"{ ")):
                break  # the first line of a JSON of many lines
            raise ArticleError("json", "the first line is no JSON", number) from None
    return next((member for _, (_, member) in members(path)), None)


def _names() -> str:
    return f"one of {', '.join(FORMATS)}"
