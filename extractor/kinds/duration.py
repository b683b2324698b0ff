"""Durations: lengths of time in ISO 8601, with the word that anchors them (the last three years)."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.core.values import plain
from extractor.kinds.date import DateDraft
from extractor.kinds.length_signs import follows_noun, is_term, near, of_month
from extractor.kinds.lengths import ISO, ranges, single, units, with_half
from extractor.kinds.moments import Ago
from extractor.kinds.number import number_reader
from extractor.kinds.spec import Spec
from extractor.kinds.view import Candidate, Measure, View
from extractor.kinds.year_counts import counts_years, is_short_year, is_year
from extractor.lang.date_patterns import date_patterns
from extractor.lang.date_tables import DurationRow
from extractor.lang.grammar import strongest
from extractor.lang.time_patterns import DurationPatterns

KIND = "duration"
_ORDER = "YQMWDhms"
_LONGEST, _LONGEST_ANY = (
    {"W": 104, "Y": 5000, "h": 10**7},
    10000,
)  # more weeks than these are shares, more years are a count
_YEAR_MONTHS, _TERM, _LONGEST_TERM = 12, 8, 50  # of a sentence: months, the word before it, its years
_LONG_BEFORE = 6  # characters before a number of days in which a word says that it is a length of time
_HALF, _HALVED = Decimal("0.5"), 12  # half a unit, and the characters before it in which its number stands
_SHARES = 60  # characters before a number of weeks in which a word says that it counts shares
_PAIR = 2  # one or two, three or four: a range; more is some
_EACH = ("P1D", "P1W", "P1M", "P1Y")  # of these so much goes to each: four thousand won a week
_CLOCK = "hms"
_LONGEST_MONTH, _QUARTERS = 31, 4


def find(view: View) -> Iterator[Candidate]:
    """The durations of a view, ranges of two of them among them, and the dates that are so long ago."""
    found = sorted(_found(view), key=lambda candidate: candidate.start)
    yield from found
    yield from ranges(view, found)


def _found(view: View) -> Iterator[Candidate]:
    words = view.grammar.compiled(DurationPatterns)
    group: list[tuple[Measure, DurationRow]] = []
    for at, measure in enumerate(view.measures):
        row = _row(measure)
        joins = row is not None and (row.joined or row.unit == "M") and _joins(view, words, group, at, row)
        if row is None or not (joins or (not row.joined and _plausible(view, words, measure, row))):
            yield from _close(view, words, group)
            group = []
            continue
        if group and not _continues(view, group[-1], measure, row):
            yield from _close(view, words, group)
            group = []
        group.append((measure, row))
    yield from _close(view, words, group)
    yield from _journeys(view, words)
    yield from _halves(view, words)
    for match in words.fixed.finditer(view.text):
        ends = view.grammar.word_ends(view.text, match.end()) or words.lasting.match(view.text, match.end()) is not None
        if match.lastgroup != "trap" and ends:
            iso = words.fixed_values["".join(match[match.lastindex or 1].split())]
            yield from _finish(view, words, match.start(), match.end(), iso, None, "duration.word")
    for match in words.some.finditer(view.text):
        row = words.rows["".join(match[1].split())]
        if row.unit == "D" and words.before.search(view.text[max(0, match.start() - 6) : match.start()]):
            continue  # these last few days: a time without a number
        if not view.grammar.word_ends(view.text, match.end()) and view.grammar.spaced:
            continue
        if "nearly" in view.grammar.bounds(view.text, match.start(), match.end()):
            continue  # of late: what has no number is near none
        unit = ("T" if row.unit in "hms" else "") + "X" + ("Q" if row.unit == "Q" else ISO[row.unit])
        yield from _finish(view, words, match.start(), match.end(), "P" + unit, None, "duration.some")


def _halves(view: View, words: DurationPatterns) -> Iterator[Candidate]:
    """The lengths with a half between their number and their unit, as one and a half months, and ranges up to one."""
    text, whole = view.text, number_reader(view.lang).whole
    for match in words.half_inside.finditer(text) if words.half_inside is not None else ():
        left = max(0, match.start() - _HALVED)
        before = words.halved.search(text[left : match.start()])
        number = whole(before[2]) if before is not None else None
        if before is None or number is None:
            continue
        first, unit = whole(before[1]) if before[1] else None, words.rows[match[1]].unit
        clock = "T" if unit in _CLOCK else ""
        iso, start = f"P{clock}{plain(number + _HALF)}{ISO[unit]}", left + before.start(2)
        if first is not None and first <= number:
            iso, start = f"P{clock}{plain(first)}{ISO[unit]}/{iso}", left + before.start()
        yield from _finish(view, words, start, match.end(), iso, None, "duration.unit")


def _row(measure: Measure) -> DurationRow | None:
    """The row of the unit of time that a measure has."""
    for unit in measure.units:
        if unit.kind == KIND and isinstance(unit.row, DurationRow):
            return unit.row
    return None


def _joins(
    view: View, words: DurationPatterns, group: list[tuple[Measure, DurationRow]], at: int, row: DurationRow
) -> bool:
    """Whether a unit that alone is another thing is one of time here: minutes before seconds, months of a sentence."""
    measure = view.measures[at]
    apart = not group or not _continues(view, group[-1], measure, row)
    if row.joined and row.unit == "M" and apart and is_term(view, words, measure):
        return True
    if row.unit == "M":
        if not group or group[-1][1].unit != "Y" or measure.range or not 1 <= measure.low < _YEAR_MONTHS:
            return False
        years = group[-1][0]
        short = years.first.digits is not None and len(years.first.digits) == 1 and years.end == measure.start
        before = view.text[max(0, years.start - _TERM) : years.start]
        return years.low < _LONGEST_TERM and (short or words.terms.search(before) is not None)
    if group and _continues(view, group[-1], measure, row):
        return True
    following = view.measures[at + 1] if at + 1 < len(view.measures) else None
    other = _row(following) if following is not None else None
    return following is not None and other is not None and _continues(view, (measure, row), following, other)


def _journeys(view: View, words: DurationPatterns) -> Iterator[Candidate]:
    """Journeys of so many nights and days, which count their days."""
    if words.journey is None or not any(night in view.text for night in words.nights):
        return
    for match in words.journey.finditer(view.text):
        number = number_reader(view.lang).whole(match["days"])
        if number is not None:
            yield Candidate(
                KIND, match.start(), match.end(), (f"P{number}D", "exact", None), "duration.days", priority=8
            )


def _plausible(view: View, words: DurationPatterns, measure: Measure, row: DurationRow) -> bool:
    numeral, text = measure.last, view.text
    if row.not_after and text.startswith(row.not_after, measure.end):
        return False
    if measure.high > _LONGEST.get(row.unit, _LONGEST_ANY) or (row.factor > 1 and measure.low % 1):
        return False
    if text.endswith(words.week_stems, 0, measure.start) or text.endswith(words.not_behind, 0, measure.start):
        return False
    shares = words.shares is not None and words.shares.search(text, max(0, measure.start - _SHARES), measure.start)
    if (
        row.unit == "W"
        and shares
        and measure.end - measure.unit_start == 1
        and not words.lasting.match(text, measure.end)
    ):
        return False
    if row.unit == "W" and (measure.low != int(measure.low) or text.endswith(words.counted, 0, measure.start)):
        return False  # shares
    if numeral.native and not row.native:
        return False
    lone = view.grammar.spaced and numeral.lone and not numeral.native
    if lone and text[measure.unit_start : measure.end] not in view.grammar.lexicon.numbers.lone_units:
        return False
    if row.unit == "Y" and row.dates and (is_year(numeral) or is_short_year(view, words, measure)):
        return False
    if row.dates and row.unit == "D" and of_month(text, words, measure.start):
        return False
    if (
        row.dates
        and row.unit in "DM"
        and not measure.range
        and measure.low <= _LONGEST_MONTH
        and not (
            (numeral.word and text[numeral.start : numeral.end] in words.counting)
            or words.lasting.match(text, measure.end)
            or words.long.search(text[max(0, measure.start - _LONG_BEFORE) : measure.start])
            or words.ago.match(text, measure.end)
            or words.later.match(text, measure.end)
            or near(text, words, measure.start, measure.end)
        )
    ):
        return False
    if row.dates and measure.range and not words.lasting.match(text, measure.end):
        if row.unit == "D":
            return measure.high > _LONGEST_MONTH
        if row.unit == "Q":
            return measure.high > _QUARTERS
        return row.unit == "Y" and counts_years(view, words, measure)
    if numeral.word and not numeral.native and view.grammar.spaced and not view.grammar.word_ends(text, measure.end):
        return words.lasting.match(text, measure.end) is not None
    return True


def _continues(view: View, last: tuple[Measure, DurationRow], measure: Measure, row: DurationRow) -> bool:
    gap = view.text[last[0].end : measure.start]
    table = view.grammar.lexicon.durations
    return (
        (gap.strip() in table.between or (not gap.strip() and len(gap) <= 1))
        and _ORDER.index(last[1].unit) < _ORDER.index(row.unit)
        and not measure.range
    )


def _close(view: View, words: DurationPatterns, group: list[tuple[Measure, DurationRow]]) -> Iterator[Candidate]:
    if not group:
        return
    start, end = group[0][0].start, group[-1][0].end
    ends = []
    fuzzy = False
    for side in ("low", "high"):
        date, clock = "", ""
        for measure, row in group:
            amount = getattr(measure, side) * row.factor * (3 if row.unit == "Q" else 1)
            if row.unit in "hms":
                clock += plain(amount) + ISO[row.unit]
            else:
                date += plain(amount) + ISO[row.unit]
            fuzzy = fuzzy or (measure.first.fuzzy and measure.high - measure.low > _PAIR)
        ends.append("P" + date + ("T" + clock if clock else ""))
    last_measure, last_row = group[-1]
    if words.half is not None and (match := words.half.match(view.text, end)) and not last_measure.range:
        half = with_half(group)
        if half is not None:
            ends, end = [half, half], match.end()
    iso = ends[0] if ends[0] == ends[1] else "/".join(ends)
    if fuzzy and len(group) == 1:
        iso = "P" + ("TX" if last_row.unit in "hms" else "X") + ISO[last_row.unit]
    count = int(last_measure.low) if len(group) == 1 and not last_measure.range and last_measure.low % 1 == 0 else None
    ago = (last_row.unit, count * last_row.factor) if count is not None else None
    if last_row.bound is not None:
        last_measure = last_measure._replace(bound=last_row.bound)
    yield from _finish(view, words, start, end, iso, ago, "duration.unit", last_measure)


def _finish(
    view: View, words: DurationPatterns, start: int, end: int, iso: str, ago: tuple[str, int] | None, rule: str,
    measure: Measure | None = None,
) -> Iterator[Candidate]:  # fmt: skip
    text = view.text
    before = words.before.search(text[max(0, start - 6) : start])
    before = before or near(text, words, start, end)
    more, (unit, count) = units(iso, ago)
    hours = unit in _CLOCK and count is None  # nobody knows how many
    infix = [measure.bound] if measure is not None and measure.bound is not None else []
    # A moment that no clock anchors is read as the length of time that it is; nothing else needs this bound.
    about = strongest(view.grammar.bounds(text, start, end) + infix) if unit in _CLOCK else "exact"
    if before is None and not hours and (match := words.ago.match(text, end)):
        if unit in _CLOCK and count is not None:
            yield Candidate("time", start, match.end(), Ago(unit, count, iso, end, about), "time.ago", priority=7)
            return
        compared = words.compared.match(text, match.end()) is not None
        event = unit in "DW" and view.grammar.spaced and follows_noun(view, start)
        spec, last = _weekday(view, unit, match.end())
        draft = DateDraft(spec, ago=(unit, count), more=more, compared=compared, event=event)
        yield Candidate("date", start, last, draft, "date.ago", priority=7)
        return
    some = count is None and not hours and single(iso)[0] == unit and "X" in iso
    if before is None and (count is not None or some) and (match := words.later.match(text, end)):
        if unit in _CLOCK and count is not None:
            yield Candidate("time", start, match.end(), Ago(unit, -count, iso, end, about), "time.ago", priority=7)
            return
        spec, last = _weekday(view, unit, match.end())
        draft = DateDraft(spec, ago=(unit, None if count is None else -count), more=more)
        yield Candidate("date", start, last, draft, "date.later", priority=7)
        return
    if words.share is not None and iso in _EACH and before is None and words.share.match(text, end):
        yield Candidate("set", start, end, iso, "set.every", priority=6)
        return
    if match := words.every.match(text, end):
        yield Candidate("set", start, match.end(), iso, "set.every", priority=6)
        return
    if words.each is not None and (match := words.each.search(text[max(0, start - 6) : start])):
        yield Candidate("set", start - len(match[0]), end, iso, "set.each", priority=6)
        return
    begin = start - len(before[0]) if before is not None else start
    bounds = view.grammar.bounds(text, begin, end)
    if words.averages.match(text, end):
        bounds = []
    if words.within.match(text, end):
        bounds.append("at_most")
    bounds += infix
    if view.grammar.spaced and any(
        text.startswith(word, end) and view.grammar.word_ends(text, end + len(word)) for word in words.over
    ):
        bounds.append("over")
    ahead = words.coming.search(before[0]) is not None if before is not None else None
    value = (iso, strongest(bounds), ahead)
    long = begin == start and iso[-1] == "D" and words.long.search(text[max(0, start - _LONG_BEFORE) : start])
    term = iso[-1] == "M" and measure is not None and is_term(view, words, measure)
    yield Candidate(KIND, begin, end, value, rule, priority=7 if long or term else 5)  # and then no date


def _weekday(view: View, unit: str, end: int) -> tuple[Spec, int]:
    """The weekday that is written behind so many weeks, and where the two end."""
    words = date_patterns(view.lang)
    match = words.of_week.match(view.text, end) if unit == "W" else None
    return (Spec(), end) if match is None else (Spec(weekday=words.weekdays[match[1]]), match.end())
