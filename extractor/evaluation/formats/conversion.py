"""One conversion as it goes: how labels are renamed, what failed, what the formats could not hold."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from extractor.evaluation.formats.parts import PARTS, UNREAD, strip
from extractor.evaluation.formats.shape import Annotated, shaped
from extractor.pipeline import Failure, attempt

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Conversion:
    """What a reader and a writer report to. `lost` counts by part of a record, `unread` by what no record can hold.

    `place` is the path and the line of the record that was read last: records are written one by one as they are read.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    articles: int = 0
    failures: list[Failure] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    place: tuple[str, int | None] | None = None

    def shape(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """The record of what a reader found; see `shaped`."""
        return shaped(draft, self.labels, self.unread)

    def each(self, items: Iterable[tuple[int | None, T]], step: Callable[[T], R], path: Path) -> Iterator[R]:
        """What `step` makes of every item that has a line of `path`; one that raises goes to the failures."""
        found = iter(items)
        while (place := attempt(partial(next, found, None), str(path), None)) is not None:
            if not isinstance(place, Failure):
                line, item = place
                self.place = (str(path), line)
                outcome = attempt(partial(step, item), *self.place)
                if not isinstance(outcome, Failure):
                    yield outcome
                    continue
                place = outcome
            self.failures.append(place)

    def again(self, records: Iterable[T], step: Callable[[T], R]) -> Iterator[R]:
        """What `step` makes of records that were read already; one that raises fails at the place that it was read."""
        for record in records:
            outcome = attempt(partial(step, record), *(self.place or (None, None)))
            if isinstance(outcome, Failure):
                self.failures.append(outcome)
            else:
                yield outcome

    def written(self, records: Iterable[Annotated], step: Callable[[Annotated], R], out: Path) -> Iterator[R]:
        """What `step` makes of every record; one that it cannot write goes to the failures, with its place and id."""
        for record in records:
            path, line = self.place or (str(out), None)
            outcome = attempt(partial(step, record), path, line)
            if isinstance(outcome, Failure):
                self.failures.append(Failure(path, line, outcome.what, f"{record['id']}: {outcome.why}"))
            else:
                self.articles += 1
                yield outcome

    def stripped(
        self, records: Iterable[Annotated], parts: Iterable[str], needed: Iterable[str] = ()
    ) -> Iterator[Annotated]:
        """The records without the parts that the target cannot hold, which are counted; `needed` fields stay."""
        for record in records:
            kept, lost = strip(record, parts)
            self.lost.update(lost)
            yield kept | {field: record[field] for field in needed if field in record}

    def as_data(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "articles": self.articles,
            "failures": dict(sorted(Counter(failure.what for failure in self.failures).items())),
            "lost": _rows(self.lost, PARTS),
            "unread": _rows(self.unread, UNREAD),
        }


def _rows(counts: Counter[str], names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"part": part, "count": counts[part], "what": what} for part, what in names.items() if counts[part]]
