"""Annotated articles, sentences with answers and floors as tests of pytest, in any repository.

Loaded at the start of everybody's pytest where this package is installed: so it imports nothing of the house before
there is something to collect.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from extractor.evaluation.collection import Corpora
    from extractor.evaluation.corpus import AnnotatedArticle
    from extractor.evaluation.sentences import SpecSentence


class Misread(Exception):
    """What is wrong with an item; its text is the whole report."""


CORPORA = pytest.StashKey["Corpora"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the plugin, on the command line and in the ini file."""
    group = parser.getgroup("extractor", "annotated articles (kozh-extractor)")
    group.addoption(
        "--extractor-corpus",
        action="append",
        default=[],
        metavar="PATH",
        help="folder or file of annotated articles or sentences, each of which is a test; repeatable",
    )
    group.addoption(
        "--extractor-baseline",
        metavar="FILE",
        help="floors: the scores of the corpus are tests, and an article no longer fails of its misses",
    )
    group.addoption(
        "--extractor-types",
        action="append",
        default=[],
        metavar="TYPE,…",
        help="the types that the articles are annotated for, as in money,date; all types if none is named",
    )
    parser.addini("extractor_corpus", "folders and files of annotated articles or sentences", type="paths", default=[])
    parser.addini("extractor_baseline", "file of floors for the corpus", type="paths", default=[])
    parser.addini("extractor_types", "types that the articles are annotated for", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Adds the corpora to what is collected. Those of the ini file join only a run that names no tests of its own."""
    here = config.invocation_params.dir
    asked = [here / path for path in config.getoption("extractor_corpus")]
    set_up: list[Path] = config.getini("extractor_corpus")
    floors = [here / path for path in [config.getoption("extractor_baseline")] if path]
    floors = floors or config.getini("extractor_baseline")
    if not asked and not set_up:
        if floors:
            raise pytest.UsageError("--extractor-baseline: there is no --extractor-corpus that the floors hold for")
        return
    for path in (*asked, *set_up, *floors):
        if not path.exists():
            raise pytest.UsageError(f"extractor: {path}: no such file or folder")
    from extractor.evaluation.collection import Corpora
    from extractor.evaluation.corpus import CorpusError

    types = config.getoption("extractor_types") or config.getini("extractor_types")
    try:
        corpora = Corpora(asked or set_up, floors[0] if floors else None, types)
    except CorpusError as error:
        raise pytest.UsageError(f"extractor: {error}") from None
    config.stash[CORPORA] = corpora
    chosen = config.args_source is config.ArgsSource.ARGS
    if chosen and not asked:
        return
    named = [(here / arg.partition("::")[0]).resolve() for arg in config.args]
    files = [*corpora.paths, *([corpora.baseline] if corpora.baseline else [])]
    # Who names an article, a file or a folder of the corpus wants that and not the rest.
    if not (chosen and any(file == name or file in name.parents for file in files for name in named)):
        config.args += [str(file) for file in files]


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Which corpora and floors are checked."""
    corpora = config.stash.get(CORPORA, None)
    if corpora is None:
        return []
    floors = f", floors: {corpora.baseline}" if corpora.baseline else ""
    return [f"extractor corpus: {', '.join(map(str, corpora.paths))}{floors}"]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a file of the corpora, or for the floors."""
    corpora = parent.config.stash.get(CORPORA, None)
    if corpora is None:
        return None
    path = file_path.resolve()
    if path == corpora.baseline:
        return FloorsFile.from_parent(parent, path=file_path)
    if not corpora.hold(path):
        return None
    kind = SentencesFile if corpora.sentences(path) else ArticlesFile
    return kind.from_parent(parent, path=file_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves one of each of our items: pytest before 8 collects a file once for every argument that holds it."""
    seen: set[str] = set()
    for item in [item for item in items if isinstance(item, _Item)]:
        if item.nodeid in seen:
            items.remove(item)
        seen.add(item.nodeid)


class _File(pytest.File):
    """A file that is read when it is collected; what is wrong with it is said without a traceback."""

    def collect(self) -> Iterator[pytest.Item]:
        from extractor.core.errors import ExtractorError

        seen: dict[str, int] = {}
        try:
            for item in self.items():
                number = seen[item.name] = seen.get(item.name, 0) + 1
                if number > 1:
                    item.name += f" ({number})"
                yield item
        except ExtractorError as error:
            raise self.CollectError(str(error)) from None

    def items(self) -> Iterator["_Item"]:
        """The items of the file."""
        raise NotImplementedError

    @property
    def corpora(self) -> "Corpora":
        """What this run is to check."""
        return self.config.stash[CORPORA]


class _Item(pytest.Item):
    """A test that fails with a report instead of a traceback."""

    line: int | None = None

    def __init__(self, *, line: int | None = None, **rest: Any) -> None:
        super().__init__(**rest)
        self.line = line

    @property
    def corpora(self) -> "Corpora":
        """What this run is to check."""
        return self.config.stash[CORPORA]

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the item stands: the file, and the line counted from 0."""
        return self.path, None if self.line is None else self.line - 1, self.name

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """The report alone where the item is misread, and pytest's traceback of anything else."""
        from extractor.core.errors import ExtractorError

        if isinstance(excinfo.value, Misread | ExtractorError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class ArticlesFile(_File):
    """A file of annotated articles."""

    def items(self) -> Iterator[_Item]:
        """One item for every article, by its id."""
        from extractor.evaluation.corpus import CorpusError, as_gold, read_file

        for article in map(as_gold, read_file(self.path)):
            if article.text is None:
                raise CorpusError(f"{article.where}: {article.id} has no text, and gold needs one")
            line = article.where.removeprefix(f"{self.path}:")
            number = int(line) if line.isdecimal() else None
            yield ArticleItem.from_parent(self, name=article.id, article=article, line=number)


class ArticleItem(_Item):
    """An article: read and compared with what is annotated."""

    def __init__(self, *, article: "AnnotatedArticle", **rest: Any) -> None:
        super().__init__(**rest)
        self.article = article

    def runtest(self) -> None:
        """Fails where something is missed, spurious or wrong; with floors, only where the article cannot be read."""
        from extractor.evaluation.diffs import diff
        from extractor.pipeline import Failure

        outcome = self.corpora.outcome(self.article)
        if isinstance(outcome, Failure):
            raise Misread(f"{self.article.id}: not read: {outcome.what}: {outcome.why}")
        score = self.corpora.score(self.article, outcome)
        if not score.all_errors:
            return
        if self.corpora.baseline is None:
            raise Misread(diff(score))
        self.add_report_section("call", "extractor", diff(score))


class SentencesFile(_File):
    """A file of sentences with answers."""

    def items(self) -> Iterator[_Item]:
        """One item for every sentence, by its text."""
        from extractor.evaluation.sentences import read_sentences

        for sentence in read_sentences(self.path):
            yield SentenceItem.from_parent(self, name=sentence.label, sentence=sentence)


class SentenceItem(_Item):
    """A sentence: it reads as its answers say, whatever the floors are."""

    def __init__(self, *, sentence: "SpecSentence", **rest: Any) -> None:
        super().__init__(**rest)
        self.sentence = sentence

    def runtest(self) -> None:
        """Fails with one line for each difference."""
        from extractor.evaluation.sentences import differences

        lines = differences(self.sentence)
        if lines:
            raise Misread("\n".join([self.sentence.text, *lines]))


class FloorsFile(_File):
    """The file of floors."""

    def items(self) -> Iterator[_Item]:
        """One item for the corpus that the floors are pinned for, and one for every floor."""
        from extractor.evaluation.floors import floor_names

        if self.corpora.floors.corpus is not None:
            yield PinnedCorpusItem.from_parent(self, name="corpus")
        for lang, kind in floor_names(self.corpora.floors):
            yield FloorItem.from_parent(self, name=f"{lang} {kind}", floor=(lang, kind))


class PinnedCorpusItem(_Item):
    """Whether the corpus is the one that the floors are pinned for."""

    def runtest(self) -> None:
        """Fails where it is another."""
        from extractor.evaluation.floors import wrong_corpus

        why = wrong_corpus(self.corpora.card, self.corpora.floors)
        if why:
            raise Misread(why)


class FloorItem(_Item):
    """Whether one floor holds, over all articles of the corpora."""

    def __init__(self, *, floor: tuple[str, str], **rest: Any) -> None:
        super().__init__(**rest)
        self.floor = floor

    def runtest(self) -> None:
        """Fails with the errors that broke the floor."""
        from extractor.evaluation.floors import broken_floor

        broken = broken_floor(self.corpora.card, self.corpora.floors, *self.floor)
        if broken:
            raise Misread(str(broken))
