"""Reads all values of a text: every kind finds, the arbiter chooses, dates are resolved in text order."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from extractor.core.text import fold
from extractor.kinds import date, duration, money, multiple, ordinal, percent, quantity, recurrence, time
from extractor.kinds.arbiter import choose
from extractor.kinds.fiscal import FiscalEnd, placed
from extractor.kinds.resolver import Reading, Resolver
from extractor.kinds.view import Candidate, View, addresses, see
from extractor.lang.grammar import load_grammar

if TYPE_CHECKING:
    from extractor.kinds.explanation import Explanation

__all__ = ["Reading", "ValueReader"]

_FINDERS: tuple[Callable[[View], Iterator[Candidate]], ...] = (
    money.find, percent.find, multiple.find, quantity.find, ordinal.find,
    date.find, duration.find, recurrence.find, time.find,
)  # fmt: skip


class ValueReader:
    """Reads the values of one language. `lang` is "ko", "zh-Hans" or "zh-Hant"."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        load_grammar(lang)

    def read(
        self,
        text: str,
        *,
        published_at: dt.date | None,
        sentences: Sequence[tuple[int, int]],
        names: Sequence[tuple[int, int]] = (),
        boilerplate: Sequence[tuple[int, int]] = (),
        fiscal_ends: Sequence[FiscalEnd] = (),
    ) -> list[Reading]:
        """The values of `text` in text order, without overlap; offsets are code points of `text`.

        Relative dates are resolved against `published_at`, hours ago only where it is a datetime; with None they stay
        unresolved. `names` are spans of entities, inside which nothing is read; `fiscal_ends` says of which of them it
        is known when their fiscal years end.
        """
        view, spans, blocked = self._view(text, sentences, names)
        known = placed(fiscal_ends, view.folded)
        kept = choose(_within(_found(view), spans), blocked)
        return list(Resolver(view, published_at, spans, known).readings(kept))

    def explain(
        self,
        text: str,
        *,
        published_at: dt.date | None,
        sentences: Sequence[tuple[int, int]],
        names: Sequence[tuple[int, int]] = (),
        fiscal_ends: Sequence[FiscalEnd] = (),
    ) -> "Explanation":
        """Why `read` finds what it finds with these arguments: the same readings, and the candidates that lost."""
        from extractor.kinds.explanation import explain

        view, spans, blocked = self._view(text, sentences, names)
        known = placed(fiscal_ends, view.folded)
        found = _found(view)
        inside = _within(found, spans)
        among = set(map(id, inside))
        across = [candidate for candidate in found if id(candidate) not in among]
        return explain(view, inside, across, blocked, Resolver(view, published_at, spans, known))

    def _view(
        self, text: str, sentences: Sequence[tuple[int, int]], names: Sequence[tuple[int, int]]
    ) -> tuple[View, list[tuple[int, int]], list[tuple[int, int]]]:
        """The text as the kinds see it, its sentences, and where nothing is read."""
        folded = fold(text, simplify=self.lang != "ko")
        view = see(folded, text, self.lang)
        blocked = [(folded.folded(a), folded.folded(b)) for a, b in sorted(names)]
        blocked = sorted([*blocked, *addresses(folded.text)])
        spans = [(folded.folded(a), folded.folded(b)) for a, b in sentences] or [(0, len(folded.text))]
        return view, spans, blocked


def _found(view: View) -> list[Candidate]:
    return [candidate for find in _FINDERS for candidate in find(view)]


def _within(candidates: Iterable[Candidate], sentences: list[tuple[int, int]]) -> list[Candidate]:
    """Those that lie in one sentence: a number that ends one and a unit that begins the next are two."""
    starts = [start for start, _ in sentences]
    ends = [0, *(end for _, end in sentences)]  # before the first sentence nothing lies
    return [c for c in candidates if c.end <= ends[bisect_right(starts, c.start)]]
