"""A scorecard as tables of words, for the terminal and for Markdown: nothing is counted here."""

from collections.abc import Sequence

from extractor.evaluation.changes import Changes, change_grid, change_lines
from extractor.evaluation.counts import ALL, TYPES
from extractor.evaluation.diffs import error_lines, summary
from extractor.evaluation.fact_scores import FACT_FIELDS
from extractor.evaluation.grids import Grid
from extractor.evaluation.scorecard import Scorecard
from extractor.evaluation.scoring import AnyError


def grids(card: Scorecard) -> list[Grid]:
    """The tables of a scorecard that have a row."""
    tables = (
        _scores(card),
        _linking(card),
        _fields(card),
        _facts(card),
        _fact_fields(card),
        _confusion(card),
        _reliability(card),
    )
    return [table for table in tables if table.rows]


def markdown(card: Scorecard, broken: Sequence[object] = (), most: int = 0) -> str:
    """The report as a Markdown page: what broke, the tables, the errors (`most` of them; 0 for all)."""
    parts = ["# Evaluation", sentence(card)]
    if broken:
        parts += ["## Broken floors", *(_fenced(str(item)) for item in broken)]
    parts += [f"## {grid.title}\n\n{markdown_table(grid)}" for grid in grids(card)]
    parts += _listed("Errors", card.errors, most) + _listed("Errors of facts", card.fact_errors, most)
    return "\n\n".join(parts) + "\n"


def _listed(title: str, errors: Sequence[AnyError], most: int) -> list[str]:
    """Errors by article, `most` of them; nothing where there are none."""
    shown = errors[:most] if most else errors
    if not shown:
        return []
    by_article: dict[str, list[str]] = {}
    for error in shown:
        by_article.setdefault(error.article, []).extend(error_lines(error))
    parts = [f"## {title}\n\n{summary(errors)}"]
    parts += [f"### {_cell(name)}\n\n" + _fenced("\n".join(lines)) for name, lines in by_article.items()]
    return [*parts, *([f"… and {len(errors) - len(shown)} more"] if len(shown) < len(errors) else [])]


def changes_markdown(changes: Changes, most: int = 0) -> str:
    """What changed between two versions as Markdown (`most` changes one by one; 0 for all)."""
    shown = changes.changes[:most] if most else changes.changes
    lines = [line for change in shown for line in change_lines(change)]
    if len(shown) < len(changes.changes):
        lines.append(f"… and {len(changes.changes) - len(shown)} more")
    parts = ["# Changes", markdown_table(change_grid(changes)), *([_fenced("\n".join(lines))] if lines else [])]
    for version, ids in (("old", changes.only_old), ("new", changes.only_new)):
        parts += [f"Only in the {version} records: {_cell(', '.join(ids))}"] if ids else []
    return "\n\n".join(parts) + "\n"


def markdown_table(grid: Grid) -> str:
    """A table in Markdown's pipes."""
    rule = ["---" if index < grid.words else "---:" for index in range(len(grid.headings))]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in (grid.headings, rule, *grid.rows))


def sentence(card: Scorecard) -> str:
    """How many articles there are, how many were read, and the hash of the corpus."""
    read = sum(score.read for score in card.articles)
    return f"{len(card.articles)} articles, {read} of them read; corpus {card.sha256[:12]}"


def _scores(card: Scorecard) -> Grid:
    rows = []
    for (lang, kind), counts in card.counts.items():
        if lang == ALL and kind in TYPES:  # in the JSON; here the sums of all languages do
            continue
        low, high = card.intervals[lang, kind]
        whole = counts.end_to_end
        rows.append((
            lang, kind, str(counts.gold), str(counts.found), _three(counts.strict.f1), _three(counts.relaxed.f1),
            _three(whole.precision), _three(whole.recall), _three(whole.f1), f"{low:.3f}–{high:.3f}",
        ))  # fmt: skip
    headings = ("lang", "type", "gold", "found", "strict", "relaxed", "P", "R", "F1", "95% interval")
    return Grid("Scores: F1 strict and relaxed; precision, recall and F1 end-to-end", headings, tuple(rows))


def _linking(card: Scorecard) -> Grid:
    rows = []
    for lang, links in card.links.items():
        if links.mentions_gold or links.mentions_found:
            scores = (_three(score) for score in (*links.pairwise, *links.b_cubed))
            rows.append((lang, str(links.pairs_gold), *scores))
    headings = ("lang", "pairs", "P", "R", "F1", "B³ P", "B³ R", "B³ F1")
    return Grid("Entity linking: pairwise, and B³ over mentions", headings, tuple(rows), words=1)


def _fields(card: Scorecard) -> Grid:
    rows: dict[tuple[str, str, str], list[str]] = {}
    for (lang, kind, name), (right, total) in card.fields.items():
        if lang != ALL:
            rows.setdefault((lang, kind, str(total)), []).append(f"{name} {right / total:.3f}")
    cells = tuple((*key, ", ".join(fields)) for key, fields in rows.items())
    return Grid("Right fields of values, in strict matches", ("lang", "type", "of", "fields"), cells, words=4)


def _facts(card: Scorecard) -> Grid:
    rows = []
    for lang, counts in card.facts.items():
        for name in ("found", "core", "full") if counts.gold else ():
            ratio, (low, high) = counts.ratio(name), card.fact_intervals[lang, name]
            scores = map(_three, (ratio.precision, ratio.recall, ratio.f1))
            rows.append((lang, name, str(counts.gold), str(counts.given), *scores, f"{low:.3f}–{high:.3f}"))
    headings = ("lang", "right", "gold", "given", "P", "R", "F1", "95% interval")
    title = "Facts; core: metric and subject are right; full: kind, direction, period and status, too"
    return Grid(title, headings, tuple(rows))


def _fact_fields(card: Scorecard) -> Grid:
    rows = tuple(
        (lang, str(counts.found), *(_three(counts.accuracy(name)) for name in FACT_FIELDS))
        for lang, counts in card.facts.items()
        if counts.found
    )
    return Grid("Right fields of facts, in those that are found", ("lang", "of", *FACT_FIELDS), rows, words=1)


def _confusion(card: Scorecard) -> Grid:
    counts = card.confusion[ALL] if card.articles else {}
    wrong = sorted((-number, pair) for pair, number in counts.items() if pair[0] != pair[1])
    rows = tuple((gold, found, str(-number)) for number, (gold, found) in wrong)
    return Grid("Types on one place, where they differ", ("gold", "found", "mentions"), rows)


def _reliability(card: Scorecard) -> Grid:
    rows = []
    for lang, calibration in card.calibration.items():
        for item in calibration.bins:
            right, kept = _three(item.accuracy), _three(item.kept_accuracy)
            span = f"{item.low:.1f}–{item.high:.1f}"
            rows.append((lang, span, str(item.mentions), _three(item.confidence), right, str(item.kept), kept))
        if calibration.bins:
            rows.append((lang, "error", str(calibration.mentions), "", _three(calibration.error), "", ""))
        total = sum(mentions for _, _, mentions in calibration.rules)
        if total:
            precision = sum(right for _, right, _ in calibration.rules) / total
            rows.append((lang, "rule", str(total), "", _three(precision), "", ""))
    headings = ("lang", "confidence", "mentions", "mean", "right", "kept", "right of kept")
    title = "Reliability of confidence; error: expected calibration error; rule: read by rule, with no confidence"
    return Grid(title, headings, tuple(rows))


def _three(score: float) -> str:
    return f"{score:.3f}"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _fenced(text: str) -> str:
    ticks = "```"
    while ticks in text:
        ticks += "`"
    return f"{ticks}text\n{text}\n{ticks}"
