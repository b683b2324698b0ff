"""The files that a run writes, held against those that it reads: nothing that is read is overwritten."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch.writers import RecordWriter, is_same, part_of
from extractor.core.errors import ExtractorError
from extractor.ingest import find_paths
from extractor.ingest.own import own_output
from extractor.ingest.paths import kind_of

OUTPUT, FACTS = "--output", "--facts"
_OURS = ("facts", "failures")  # what is no article, whichever run wrote it


class TargetError(ExtractorError):
    """A file that cannot be written, or must not be; `option` is the one that names it."""

    def __init__(self, why: str, option: str) -> None:
        super().__init__(why)
        self.option = option


@dataclass(frozen=True)
class Inputs:
    """What a run reads: the paths in order, and how many files in folders it passes over, by why."""

    paths: tuple[Path, ...]
    passed: Counter[str] = field(default_factory=Counter)

    @property
    def sentence(self) -> str | None:
        """One line for people about what is passed over; None where that is nothing."""
        if not self.passed:
            return None
        parts = [f"{count:,} {why}" for why, count in sorted(self.passed.items(), key=lambda item: (-item[1], item[0]))]
        return f"passed over {self.passed.total():,} files in folders: {', '.join(parts)}"


def inputs_of(arguments: Sequence[str], writer: RecordWriter, facts: Path | None) -> Inputs:
    """What the arguments name, less what earlier runs wrote. Raises `TargetError` where the files to be written are
    two times the same, no files, or among the articles.

    What an earlier run wrote into a folder is no article of it: its failures and facts, and the records that this run
    replaces. Other records there are articles like any others.
    """
    _check_facts(writer, facts)
    files = [(OUTPUT, writer.output), (OUTPUT, writer.failures), (FACTS, facts)]
    targets = [(option, file) for option, file in files if file is not None]
    for asked, file in targets:
        if any(is_same(Path(argument), file) for argument in arguments):
            raise TargetError(f"{file} is among the articles, too", asked)
    written = {_key(file): option for option, file in targets if file.is_file()}
    named = {Path(argument) for argument in arguments}
    passed: Counter[str] = Counter()

    def skip(path: Path, why: str) -> None:
        mine = any(path.name == file.name or path.name.startswith(part_of(file).name) for _, file in targets)
        if not mine:
            passed[why] += 1

    paths = []
    for path in find_paths(arguments, skip):
        option = written.get(_key(path))
        own = own_output(path) if option or (path not in named and _may_be_ours(path)) else None
        if option and not own and path.stat().st_size:
            raise TargetError(
                f"{path} lies among the articles and holds nothing that an earlier run wrote: it would be lost; "
                "name another file",
                option,
            )
        if own in _OURS and not option:
            passed[f"{own} of an earlier run"] += 1
        elif not option:
            paths.append(path)
    return Inputs(tuple(paths), passed)


def _check_facts(writer: RecordWriter, facts: Path | None) -> None:
    if facts is None:
        return
    if facts.exists() and not facts.is_file():
        raise TargetError(f"{facts} is {'a folder' if facts.is_dir() else 'no file'}", FACTS)
    for mine in (writer.output, writer.failures):
        if mine is not None and (is_same(facts, mine) or facts.absolute() == part_of(mine).absolute()):
            raise TargetError(f"{facts} is a file of the records, too", FACTS)


def _key(path: Path) -> tuple[int, int]:
    """What a file is by whatever name; of one that is not there nothing that another has."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def _may_be_ours(path: Path) -> bool:
    # Each article may be a file of its own: only those are opened whose names are like ours.
    return kind_of(path) == "jsonl" or path.name.endswith(".xbrl.json")
