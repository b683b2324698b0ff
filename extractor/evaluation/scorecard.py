"""Everything that a gold corpus says about a reader, and the same as JSON.

A further thing to score brings its part to `ArticleScore`, its sum to this card and its table to `tables`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from extractor.evaluation.calibration import Calibration, calibrate
from extractor.evaluation.corpus import AnnotatedArticle, corpus_sha256
from extractor.evaluation.counts import ALL, Counts, Group, Ratio, sum_counts
from extractor.evaluation.fact_scores import FACT_FIELDS, FactCounts, FactError
from extractor.evaluation.intervals import RESAMPLES, SEED, fact_intervals, intervals
from extractor.evaluation.link_scores import Links
from extractor.evaluation.scoring import ArticleScore, Error, LinkError, pair, score_article

VERSION = "1.0"


@dataclass(frozen=True)
class Scorecard:
    """The scores of every article, and what they come to. Sums are made when they are asked for."""

    articles: tuple[ArticleScore, ...]
    sha256: str

    @cached_property
    def counts(self) -> dict[Group, Counts]:
        """The counts of every language (and all) and type (and the sums over values and entities)."""
        return sum_counts((score.lang, score.counts) for score in self.articles)

    @cached_property
    def intervals(self) -> dict[Group, tuple[float, float]]:
        """The bootstrap interval of every group's end-to-end F1."""
        return intervals(self.articles, list(self.counts))

    @cached_property
    def links(self) -> dict[str, Links]:
        """Entity linking by language."""
        return {
            lang: sum((score.links for score in scores), Links()) for lang, scores in self._by_lang().items() if scores
        }

    @cached_property
    def fields(self) -> dict[tuple[str, str, str], tuple[int, int]]:
        """By language, type and field: in how many of the strictly matched mentions the field is right."""
        sums: dict[tuple[str, str, str], tuple[int, int]] = {}
        for lang, scores in self._by_lang().items():
            for score in scores:
                for (kind, name), (right, total) in score.fields.items():
                    before = sums.get((lang, kind, name), (0, 0))
                    sums[lang, kind, name] = before[0] + right, before[1] + total
        order = [kind for _, kind in self.counts]
        return dict(sorted(sums.items(), key=lambda item: (item[0][0] == ALL, item[0][0], order.index(item[0][1]))))

    @cached_property
    def facts(self) -> dict[str, FactCounts]:
        """The counts of facts by language, over the articles whose gold has facts."""
        return {
            lang: sum((score.facts.counts for score in scores), FactCounts())
            for lang, scores in self._by_lang().items()
        }

    @cached_property
    def fact_intervals(self) -> dict[tuple[str, str], tuple[float, float]]:
        """The bootstrap intervals of the F1 of facts, by language and `found`, `core` or `full`."""
        return fact_intervals(self.articles, list(self.facts))

    @cached_property
    def confusion(self) -> dict[str, Counter[tuple[str, str]]]:
        """By language: how often a type in the gold met a type that was found."""
        sums: dict[str, Counter[tuple[str, str]]] = {}
        for lang, scores in self._by_lang().items():
            sums[lang] = Counter()
            for score in scores:
                sums[lang].update(score.confusion)
        return sums

    @cached_property
    def calibration(self) -> dict[str, Calibration]:
        """By language: whether confidence means what it says."""
        return {
            lang: calibrate(grade for score in scores for grade in score.grades)
            for lang, scores in self._by_lang().items()
        }

    @property
    def errors(self) -> list[Error]:
        """Every error, in the order of the articles and their texts."""
        return [error for score in self.articles for error in score.errors]

    @property
    def link_errors(self) -> list[LinkError]:
        """Every entity that is split or merged."""
        return [error for score in self.articles for error in score.link_errors]

    @property
    def fact_errors(self) -> list[FactError]:
        """Every fact that is missed, wrong or spurious."""
        return [error for score in self.articles for error in score.facts.errors]

    def _by_lang(self) -> dict[str, Sequence[ArticleScore]]:
        langs = sorted({score.lang for score in self.articles})
        by_lang: dict[str, Sequence[ArticleScore]] = {
            lang: [score for score in self.articles if score.lang == lang] for lang in langs
        }
        return {**by_lang, ALL: self.articles}

    def as_json(self) -> dict[str, Any]:
        """The whole card as JSON can hold it."""
        return {
            "version": VERSION,
            "corpus": {
                "articles": len(self.articles),
                "read": sum(s.read for s in self.articles),
                "sha256": self.sha256,
            },
            "bootstrap": {"resamples": RESAMPLES, "seed": SEED, "level": 0.95},
            "scores": [
                {"lang": lang, "type": kind, **_counts(counts), "end_to_end_interval": list(self.intervals[lang, kind])}
                for (lang, kind), counts in self.counts.items()
            ],
            "fields": [
                {"lang": lang, "type": kind, "field": name, "right": right, "matched": total, "accuracy": right / total}
                for (lang, kind, name), (right, total) in self.fields.items()
            ],
            "linking": [{"lang": lang, **_links(links)} for lang, links in self.links.items()],
            "facts": [
                {"lang": lang, **self._facts(lang, counts)} for lang, counts in self.facts.items() if counts.gold
            ],
            "confusion": [
                {"lang": lang, "gold": gold, "found": found, "mentions": number}
                for lang, counts in self.confusion.items()
                for (gold, found), number in sorted(counts.items())
            ],
            "calibration": [{"lang": lang, **_calibration(item)} for lang, item in self.calibration.items()],
            "errors": [asdict(error) for error in self.errors],
            "link_errors": [asdict(error) for error in self.link_errors],
            "fact_errors": [asdict(error) for error in self.fact_errors],
        }

    def _facts(self, lang: str, counts: FactCounts) -> dict[str, Any]:
        scores = {
            name: {**_ratio(counts.ratio(name)), "interval": list(self.fact_intervals[lang, name])}
            for name in ("found", "core", "full")
        }
        accuracy = {name: counts.accuracy(name) for name in FACT_FIELDS}
        return {"gold": counts.gold, "given": counts.given, **scores, "accuracy": accuracy}


def score_corpus(gold: Sequence[AnnotatedArticle], found: Iterable[AnnotatedArticle]) -> Scorecard:
    """The card of records against their gold; a gold article without a record is missed as a whole."""
    return Scorecard(tuple(score_article(*both) for both in pair(gold, found)), corpus_sha256(gold))


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "gold": counts.gold,
        "found": counts.found,
        "strict": _ratio(counts.strict),
        "relaxed": _ratio(counts.relaxed),
        "end_to_end": _ratio(counts.end_to_end),
    }


def _ratio(ratio: Ratio) -> dict[str, Any]:
    return {"right": ratio.right, "precision": ratio.precision, "recall": ratio.recall, "f1": ratio.f1}


def _links(links: Links) -> dict[str, Any]:
    names = ("precision", "recall", "f1")
    return {
        "pairs_gold": links.pairs_gold,
        "pairs_found": links.pairs_found,
        "pairs_right": links.pairs_right,
        "pairwise": dict(zip(names, links.pairwise, strict=True)),
        "b_cubed": dict(zip(names, links.b_cubed, strict=True)),
    }


def _calibration(calibration: Calibration) -> dict[str, Any]:
    bins: list[Mapping[str, Any]] = [
        {**asdict(item), "accuracy": item.accuracy, "kept_accuracy": item.kept_accuracy} for item in calibration.bins
    ]
    return {
        "mentions": calibration.mentions,
        "expected_calibration_error": calibration.error,
        "bins": bins,
        "rules": [{"type": kind, "right": right, "mentions": total} for kind, right, total in calibration.rules],
    }
