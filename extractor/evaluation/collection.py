"""What a run of tests is to check, and what was read for it: every article once, floors over all of them."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from extractor.evaluation.corpus import LINES, AnnotatedArticle, known_types, narrowed, read_articles, read_corpus
from extractor.evaluation.floors import Baseline, read_baseline
from extractor.evaluation.scorecard import Scorecard, score_corpus
from extractor.evaluation.scoring import ArticleScore, score_article
from extractor.pipeline import Extractor, Failure

SENTENCES = ".toml"
MARK = b"[[sentence]]"  # by which a file of sentences is known among other TOML files of a folder


class Corpora:
    """What this run is to check, and what was read for it: every article once."""

    def __init__(self, paths: Iterable[Path], baseline: Path | None = None, types: Iterable[str] = ()) -> None:
        self.paths = tuple(dict.fromkeys(path.resolve() for path in paths))
        self.baseline = baseline.resolve() if baseline else None
        self.types = known_types(types)
        self._outcomes: dict[str, AnnotatedArticle | Failure] = {}

    def hold(self, file: Path) -> bool:
        """Whether a file of articles or of sentences belongs to the corpora."""
        if file in self.paths:
            return True
        if not any(path in file.parents for path in self.paths):
            return False
        return file.name.endswith(LINES) or (self.sentences(file) and MARK in file.read_bytes())

    def sentences(self, file: Path) -> bool:
        """Whether a file has the form of sentences, and not of articles."""
        return file.suffix == SENTENCES

    def outcome(self, article: AnnotatedArticle) -> AnnotatedArticle | Failure:
        """What the pipeline reads in the text of an article."""
        if article.sha256 not in self._outcomes:
            asked = narrowed(article, self.types)  # facts that are not asked for are not read
            [self._outcomes[article.sha256]] = read_articles([asked], Extractor(segmenter="none"))
        return self._outcomes[article.sha256]

    @cached_property
    def floors(self) -> Baseline:
        """The floors of the baseline."""
        assert self.baseline is not None
        return read_baseline(self.baseline)

    @cached_property
    def card(self) -> Scorecard:
        """The score of all articles, those that are not selected too: floors hold for the whole."""
        files = (file for path in self.paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]))
        gold = read_corpus(dict.fromkeys(file for file in files if self.hold(file) and not self.sentences(file)))
        found = [item for item in map(self.outcome, gold) if isinstance(item, AnnotatedArticle)]
        return score_corpus(*([narrowed(article, self.types) for article in side] for side in (gold, found)))

    def score(self, gold: AnnotatedArticle, found: AnnotatedArticle) -> ArticleScore:
        """What was read in one article against what is annotated."""
        return score_article(narrowed(gold, self.types), narrowed(found, self.types))
