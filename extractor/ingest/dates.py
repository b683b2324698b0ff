"""Publication dates: of metadata, of file names, of the line beneath the headline. This is the door to dateparser.

Nothing here reads the clock: only full dates count, and a numeric one that may be read two ways is not read at all,
because a wrong anchor moves every relative date of an article. A zone is dropped: the time stays as written.
"""

import datetime as dt
import re
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from extractor.lang.blocks import BlockTable, load_blocks
from extractor.lang.patterns import one_of

# Year, month and day between equal signs, or each with its word; then perhaps a weekday in brackets and a clock time.
_NUMERIC = (
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*"
    r"(?:(?P<gap>[-/.])\s*(?P<month>\d{1,2})\s*(?P=gap)\s*(?P<day>\d{1,2})(?!\d)"
    r"|[^\W\d_]\s*(?P<m>\d{1,2})\s*__MONTH__\s*(?P<d>\d{1,2})\s*__DAY__)"
    r"(?:[.,T\s]*(?:[(\uff08][^\d\s()]{1,3}[)\uff09]\s*)?(?P<half>__HALF__)?\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T_]?(\d\d)(\d\d)(\d\d)?)?")
_IN_NAME = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?<=[A-Za-z]{3}))(?P<year>(?:19|20)\d\d)(?P<gap>[-_./]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)"
    r"(?:[-_T ]?\d{4}(?:\d\d)?)?(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])(?P<y>(?:19|20)\d\d)[-_.](?P<m>\d{1,2})[-_.](?P<d>\d{1,2})(?![0-9A-Za-z])"
)
_LAST_YEAR = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_FORMATS = ["%a %b %d %H:%M:%S %z %Y"]  # feeds and social networks
_TOP, _LINE = 600, 160  # characters of the text, and of one line, in which a date may be the publication's
_DEEP = 8  # objects and lists around a date; JSON may nest them as deeply as it likes
_WIRE = 24  # characters before the date of a dateline: agency and place


def read_date(value: Any) -> str | None:
    """An ISO day, with its time where one is written, of a metadata value; None unless it is one full date.

    Whole numbers are days (20160620) or seconds or milliseconds since 1970, which are read in UTC.
    """
    for _ in range(_DEEP):
        if isinstance(value, dict):
            value = value.get("value") or value.get("$date") or value.get("name")
        elif isinstance(value, list) and value:
            value = value[0]
    if isinstance(value, bool | dict | list) or value is None:
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    text = str(value).strip()
    if not text or len(text) > 120:
        return None
    return _iso(text) or _numeric(text) or _free(text)


def date_in_path(path: PurePath) -> str | None:
    """The day in a file name, else in the name of the nearest folder: 2016-06-20, 20160620, 2016/06/20."""
    names = [path.name, *(parent.name for parent in path.parents)]
    dated = (_in_name(name) for name in names)
    found = next((day for day in dated if day), None)
    return found or _in_name("/".join(path.parts[-4:-1]))


def date_in_text(text: str, lang: str) -> str | None:
    """The day that a line near the top (or the last lines) of an article names as that of its publication.

    The line says so with a word of the tables, or it holds nothing but the date and the time.
    """
    table = load_blocks(lang)
    numeric, published, named, changed = _patterns(lang)
    lines = [*text[:_TOP].splitlines(), *text[-200:].splitlines()[-3:]]
    for line in lines:
        if len(line) > _LINE or not any(c.isdigit() for c in line):
            continue
        for match in numeric.finditer(line):
            before, after = line[: match.start()], line[match.end() :].lstrip()
            alone = not re.search(r"\w", before + after)  # a line that tells of a change is not alone
            wire = match.start() < _WIRE and after.startswith(table.wires)
            source = match["hour"] is not None and published.match(after) is not None and not changed.search(before)
            if alone or wire or source or named.search(before):
                day = _assemble(match.groupdict(), table.afternoon)
                if day:
                    return day
    return None


@lru_cache(maxsize=4)
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A date; a word of publication; such a word, and one of a later change, right before a date."""
    table = load_blocks(lang)
    word = one_of(table.published)
    before = r"\s*[:\uff1a|)\]]?\s*$"
    changed = re.compile(one_of(table.modified) + before)
    return _numeric_pattern((table,)), re.compile(word), re.compile(word + before), changed


@lru_cache(maxsize=1)
def _any_language() -> tuple[re.Pattern[str], tuple[str, ...]]:
    tables = tuple(load_blocks(lang) for lang in ("ko", "zh-Hans"))
    return _numeric_pattern(tables), tuple(word for table in tables for word in table.afternoon)


def _numeric_pattern(tables: tuple[BlockTable, ...]) -> re.Pattern[str]:
    words = {
        "__HALF__": one_of(("AM", "PM", *(word for t in tables for word in (*t.forenoon, *t.afternoon)))),
        "__MONTH__": one_of(t.wire_months for t in tables),
        "__DAY__": one_of(t.wire_days for t in tables),
    }
    return re.compile(re.sub("__[A-Z]+__", lambda match: words[match[0]], _NUMERIC))


def _iso(text: str) -> str | None:
    match = re.match(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?$", text)
    if match is None:
        return None
    written = match[1] + ("T" + match[2] if match[2] else "")
    try:
        found = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    return written if found.date() != dt.date.min else None  # 0001-01-01 is what feeds write where they have no date


def _numeric(text: str) -> str | None:
    pattern, afternoon = _any_language()
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        keys = ("year", "month", "day", "hour", "minute", "second")
        return _assemble(dict(zip(keys, compact.groups(), strict=True)), afternoon)
    match = pattern.search(text)
    return _assemble(match.groupdict(), afternoon) if match is not None else None


def _free(text: str) -> str | None:
    order = _LAST_YEAR.match(text)
    if order is not None and max(int(order[1]), int(order[2])) <= 12 and order[1] != order[2]:
        return None  # day and month may be swapped
    if not re.search(r"\d{4}", text) or (order is None and not re.search("[A-Za-z]{3}", text)):
        return None  # digits alone were read above, or are no date
    import dateparser

    settings: Any = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["custom-formats", "absolute-time"],
        "RELATIVE_BASE": dt.datetime(2000, 1, 1),
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    found: dt.datetime | None = dateparser.parse(
        text, date_formats=_FORMATS, languages=["en", "ko", "zh", "zh-Hant"], settings=settings
    )
    if found is None or not 1900 <= found.year < 2100:
        return None
    found = found.replace(tzinfo=None, microsecond=0)
    return found.isoformat() if re.search(r"\d:\d\d", text) else found.date().isoformat()


def _of_number(value: float) -> str | None:
    if 19000101 <= value <= 20991231:
        return _numeric(str(int(value)))
    if not 1e8 <= value < 4e12:  # before any sum: a whole number of JSON may be too large for one
        return None
    seconds = value / 1000 if value > 1e11 else value
    if seconds >= 4e9:
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).replace(tzinfo=None).isoformat()


def _in_name(name: str) -> str | None:
    for match in _IN_NAME.finditer(name):
        day = _assemble(match.groupdict(), ())
        if day:
            return day
    return None


def _assemble(parts: dict[str, str | None], afternoon: tuple[str, ...]) -> str | None:
    """The ISO form of year, month, day, hour ... as digits; None where the calendar has no such day."""
    try:
        year, month, date = (parts.get(key) or parts.get(key[0]) or 0 for key in ("year", "month", "day"))
        day = dt.date(int(year), int(month), int(date))
        if not parts.get("hour"):
            return day.isoformat()
        hour = int(parts["hour"] or 0)
        half = parts.get("half")
        if half and (half in afternoon or half == "PM") and hour < 12:
            hour += 12
        second = parts.get("second")
        time = dt.time(hour, int(parts["minute"] or 0), int(second or 0))
    except ValueError:
        return None
    return f"{day.isoformat()}T{time.isoformat('seconds' if second else 'minutes')}"


def time_of_day(day: str, text: str) -> str | None:
    """The first `day` with a clock time that `text` writes, in ISO form; None where it writes none."""
    pattern, afternoon = _any_language()
    for match in pattern.finditer(text):
        moment = _assemble(match.groupdict(), afternoon) if match["hour"] else None
        if moment is not None and moment.startswith(day):
            return moment
    return None
