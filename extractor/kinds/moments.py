"""Times of the day that are so many hours, minutes or seconds before or after the publication."""

import datetime as dt
from dataclasses import dataclass

from extractor.core.values import Time

_UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}
_SHOWN = {"h": "%Y-%m-%dT%H", "m": "%Y-%m-%dT%H:%M", "s": "%Y-%m-%dT%H:%M:%S"}
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Ago:
    """So many hours, minutes or seconds ago. `count` is negative for what is to come; the length ends at `end`."""

    unit: str
    count: int
    iso: str
    end: int

    def seen(self, moment: dt.datetime | None) -> Time | None:
        """The time, as fine as the unit; None where nobody says at what time the text was published."""
        if moment is None or abs(self.count) > _LONGEST:
            return None
        return Time(timex=(moment - dt.timedelta(**{_UNITS[self.unit]: self.count})).strftime(_SHOWN[self.unit]))
