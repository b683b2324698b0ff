"""What the rules of values are called and what each says. An id is stable: it holds no word of any language.

`docs/rules.md` is written from here; a rule that a reading has and this page does not describe fails a test.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from extractor.lang.date_patterns import date_patterns

# `<code>` is a currency in lower case.
RULES: Mapping[str, str] = {
    "money.<code>": "a number and a word for that currency behind it",
    "money.sign.<code>": "a number with a sign, code or name of that currency before it, or its code behind it",
    "money.letter": "a number with a letter for its magnitude and a word for a currency behind it",
    "money.declared": "a number with a magnitude and its currency in brackets behind it",
    "money.part": "a tenth or hundredth of a currency's unit with no whole before it",
    "money.noun": "a number with a magnitude and no currency, beside a noun that is measured in money",
    "money.counted": "a magnitude that is counted like a thing, with its currency or the article's own behind it",
    "money.same": "a number with a magnitude and no currency, in brackets behind an amount or compared with one",
    "money.list": "a number with no currency, in a list with an amount",
    "money.change": "a number with a magnitude and no currency, from which or to which an amount changes",
    "money.table": "a number under a heading that declares the unit of a table or list",
    "percent.percent": "a number and a word for per cent, or for tenths and the like",
    "percent.percentage_point": "a number and a word for percentage points",
    "percent.basis_point": "a number and a word for basis points",
    "percent.word": "a word that is a percentage",
    "multiple.times": "a number and a word for times as much",
    "multiple.word": "a word that is a multiple, such as half",
    "multiple.fraction": "a denominator and a numerator, in words or with a slash",
    "multiple.doubling": "a number of doublings",
    "quantity.unit": "a number and a unit or counter",
    "quantity.half": "half of a unit",
    "quantity.before": "a unit before its number",
    "quantity.places": "a number known by its count of digits: two digits are 10 to 99",
    "quantity.level": "a bare number close behind the name of an index, before a word for a mark, or of another place",
    "quantity.bare": "a magnitude, or ten thousand and more in digits, with no unit close behind what it counts",
    "ordinal.unit": "a number and a word for a rank",
    "ordinal.prefix": "a number with an ordinal prefix, and its counter",
    "ordinal.rank": "a bare number behind a word for a rank",
    "ordinal.word": "a word that is an ordinal",
    "date.ago": "a length of time before the publication, or before the period that the text compares with",
    "date.later": "a length of time after the day that the text speaks of, or after the publication",
    "duration.unit": "a number and a unit of time, or several of them",
    "duration.range": "two lengths of time, from the one to the other",
    "duration.word": "a word that is a length of time",
    "duration.days": "nights and days, as a journey is counted",
    "duration.some": "a few of a unit of time",
    "set.word": "a word of recurrence",
    "set.daily": "a unit of time that recurs by the word behind it: a day on average",
    "set.each": "a unit of time behind a word for each",
    "set.every": "a length of time and a word that makes it recur",
    "time.clock": "a clock time, in digits or spoken",
    "time.range": "two clock times",
    "time.ago": "hours, minutes or seconds before or after the time of publication",
    "time.word": "a word that is a clock time: noon, midnight",
}
SUFFIXES: Mapping[str, str] = {
    ".cents": "with its hundredths as an amount of their own behind it",
    ".parts": "with tenths and hundredths behind it",
    ".converted": "in the currency that the conversion in brackets decides",
    ".places": "with the next lower places behind it",
}
TO = "to"  # between the left and the right end of a range of dates
_THINGS: Mapping[str, str] = {
    "y": "year", "yy": "year of two digits", "roc": "year of the Republic of China", "fy": "fiscal year",
    "dec": "decade", "cen": "century", "h": "half", "q": "quarter", "fq": "fiscal quarter", "m": "month", "w": "week",
    "wd": "weekday", "d": "day", "sp": "spring", "su": "summer", "fa": "autumn", "wi": "winter",
}  # fmt: skip
_BASES: Mapping[str, str] = {
    "": "the publication's", "@": "the one that the text speaks of", "~": "the one that the sentence names",
}  # fmt: skip
_FIELD = re.compile(r"([@~]?)([a-z]+)([+-]?\d+)?(-[a-z]+)?")


def describe(rule: str) -> str | None:
    """What a rule of a value says; None for an id that no rule has."""
    if rule in RULES:
        return RULES[rule]
    kind, _, name = rule.partition(".")
    if kind == "date":
        known = date_fields()
        fields = name.split(".")
        return "; ".join(known.get(f, TO) for f in fields) if all(f in known or f == TO for f in fields) else None
    stem, added = rule, ""
    while suffix := next((suffix for suffix in SUFFIXES if stem.endswith(suffix)), None):
        stem, added = stem.removesuffix(suffix), f", {SUFFIXES[suffix]}{added}"
    says = RULES.get(stem) or RULES.get(re.sub(r"\.[a-z]{3}$", ".<code>", stem))
    return says + added if says is not None else None


@lru_cache(maxsize=1)
def date_fields() -> Mapping[str, str]:
    """What a date's id may hold between its dots: the fields that the parts of dates of all languages fix."""
    parts = [part for lang in ("ko", "zh-Hans") for part in date_patterns(lang).parts]
    fields = {field for part in parts for field in part.id.split(".")}
    return {field: _described(field) for field in sorted(fields, key=lambda field: (field.lstrip("@~"), field))}


def _described(field: str) -> str:
    match = _FIELD.fullmatch(field)
    if match is None:
        return field
    from_, name, argument, last = match.groups()
    thing = _THINGS.get(name, name)
    if name == "dir":
        return "the last that lies behind" if argument == "-1" else "the next that lies ahead"
    if name == "same":
        return "the part of the year that the text speaks of"
    if argument is None:
        return f"{'an' if thing[0] in 'aeiou' else 'a'} {thing}, written"
    if argument[0] not in "+-":
        return f"{thing} {argument}" + (f" to the {thing} written" if last else "")
    count, base = int(argument), _BASES[from_]
    if not count:
        return base.replace("the one", f"the {thing}") if from_ else f"the {thing} of the publication"
    step = f"the {thing}" if abs(count) == 1 else f"{abs(count)} {thing}s"
    return f"{step} {'after' if count > 0 else 'before'} {base}"
