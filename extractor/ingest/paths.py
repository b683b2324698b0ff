"""Files out of what a user names: files, folders, globs; and what a file is, by its suffix."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def find_paths(arguments: Sequence[str]) -> Iterator[Path]:
    """The files that the arguments name, in their order; the files of a folder are sorted by path.

    Inside folders hidden files and unknown suffixes are skipped. A named file is given whatever it is called, and a
    path that does not exist or a folder with nothing to read is given too, so that reading it says what is wrong. A
    file named twice comes once.
    """
    seen: set[str] = set()
    for argument in arguments:
        for path in _found(argument):
            key = os.path.normpath(path)
            if key not in seen:
                seen.add(key)
                yield path


def kind_of(path: PurePath) -> str | None:
    """ "text", "html", "json" or "jsonl" by the suffix, with or without .gz; None for any other."""
    return SUFFIXES.get(_bare(path).suffix.lower())


def stem_of(path: PurePath) -> str:
    """The file name without its suffixes: the id of an article that has no other."""
    bare = _bare(path)
    return bare.stem if kind_of(path) else bare.name


def is_zipped(path: PurePath) -> bool:
    """Whether the suffix says gzip."""
    return path.suffix.lower() == ".gz"


def _bare(path: PurePath) -> PurePath:
    return path.with_suffix("") if is_zipped(path) else path


def _found(argument: str) -> Iterator[Path]:
    path = Path(argument)
    if argument == "-" or path.is_file():
        yield path
    elif path.is_dir():
        yield from _inside(path)
    elif glob.has_magic(argument):
        matches = sorted(glob.glob(argument, recursive=True))
        for match in matches:
            yield from _inside(Path(match)) if os.path.isdir(match) else [Path(match)]
        if not matches:
            yield path
    else:
        yield path


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder; the folder itself where there are none."""
    files = _walk(folder)
    yield next(files, folder)
    yield from files


def _walk(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:  # gone, or closed to us: reading it says so
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name)
        elif kind_of(PurePath(entry.name)):
            yield folder / entry.name
