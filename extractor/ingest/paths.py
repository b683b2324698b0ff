"""Files out of what a user names: files, folders, globs; and what a file is, by its suffix."""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}

NO_FILE, NO_SUFFIX = "no file", "no suffix"  # why something in a folder is passed over, besides its suffix

Passed = Callable[[Path, str], object]


def find_paths(arguments: Sequence[str], passed: Passed = lambda path, why: None) -> Iterator[Path]:
    """The files that the arguments name, in their order; the files of a folder are sorted by path.

    Inside folders hidden files are skipped, and what is no file (a pipe, a device) or has an unknown suffix is told to
    `passed` with why. A named file is given whatever it is called, and a path that does not exist or a folder with
    nothing to read is given too, so that reading it says what is wrong. A file comes once, however often and by
    whichever way to its folder it is named; a link to it that has a name of its own is another file.
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for argument in arguments:
        for path in _found(argument, passed):
            parent = os.path.dirname(path)
            if parent not in folders:
                folders[parent] = os.path.realpath(parent)
            key = os.path.normpath(os.path.join(folders[parent], os.path.basename(path)))
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


def _found(argument: str, passed: Passed) -> Iterator[Path]:
    path = Path(argument)
    if argument == "-" or path.is_file():
        yield path
    elif path.is_dir():
        yield from _inside(path, passed)
    elif glob.has_magic(argument):
        matches = sorted(glob.glob(argument, recursive=True))
        for match in map(Path, matches):
            if match.is_dir():
                yield from _inside(match, passed)
            elif _is_special(match):
                passed(match, NO_FILE)
            else:
                yield match
        if not matches:
            yield path
    else:
        yield path


def _inside(folder: Path, passed: Passed) -> Iterator[Path]:
    """The files of a folder; the folder itself where there are none."""
    files = _walk(folder, passed, {})
    yield next(files, folder)
    yield from files


def _walk(folder: Path, passed: Passed, walked: dict[str, None]) -> Iterator[Path]:
    """The files of a folder and of those in it. `walked` are the real places of the folders so far, the root first.

    A link to a folder is followed, unless that is walked by its own name or was walked: links may lead in a circle.
    """
    real = os.path.realpath(folder)
    if real in walked or (folder.is_symlink() and _comes_anyway(real, walked)):
        return
    walked[real] = None
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:  # gone, or closed to us: reading it says so
        yield folder
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(path, passed, walked)
        elif not kind_of(path):
            passed(path, path.suffix or NO_SUFFIX)
        elif entry.is_file() or not path.exists():  # a link that leads nowhere: reading it says so
            yield path
        else:
            passed(path, NO_FILE)


def _comes_anyway(real: str, walked: dict[str, None]) -> bool:
    """Whether a folder lies in the root of the walk, which comes to it unless it is hidden."""
    inside = os.path.relpath(real, next(iter(walked))).split(os.sep) if walked else [os.pardir]
    return not any(part.startswith(".") for part in inside)


def _is_special(path: Path) -> bool:
    """Whether it is there and no file: to open a pipe waits for whoever writes into it, perhaps for ever."""
    return path.exists() and not path.is_file()
