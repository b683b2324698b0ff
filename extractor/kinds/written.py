"""A string that is one written number: a numeral, a fraction or both, with its sign."""

import unicodedata
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

from extractor.core.arguments import require
from extractor.core.text import fold
from extractor.kinds.number import NumberReader, number_reader
from extractor.lang.numeral_patterns import PREFIXES, VULGAR

_DIGITS = 28
_MARKS = ",. "


def read_number(text: str, lang: str) -> Decimal | None:
    """The exact worth of `text` if the whole of it is one number, else None; `lang` is "ko" or "zh…".

    Fractions count where a decimal ends them (3/4), not where none does (1/3): nothing is rounded. A number that is
    only known within a range (several tens) or from one side (200-odd) has no exact worth either, nor has a sign with
    no number behind it. Raises `TypeError` where `text` or `lang` is no string.
    """
    require("text", text, str)
    require("lang", lang, str)
    lang = "zh-Hans" if lang.startswith("zh") else lang
    reader = number_reader(lang)
    view = _spelt(fold(text.strip(), simplify=lang != "ko").text)
    for minus in ("-", *reader.table.minus):
        if view.startswith(minus) and len(view) > len(minus):
            worth = _unsigned(reader, view[len(minus) :].strip())
            return -worth if worth is not None else None
    return _unsigned(reader, view.removeprefix("+"))


def written_fraction(character: str) -> Fraction:
    """The worth of a fraction that is one character, such as a half."""
    return Fraction(unicodedata.normalize("NFKC", character).replace("\u2044", "/"))


def _spelt(text: str) -> str:
    """The text with a fraction of one character, such as a half, written out behind a space."""
    written = "".join(
        " " + unicodedata.normalize("NFKC", character) if character in VULGAR else character for character in text
    )
    return written.replace("\u2044", "/").strip()


def _unsigned(reader: NumberReader, text: str) -> Decimal | None:
    if not text.strip(_MARKS):  # the reader of numerals counts the marks of grouping for nothing
        return None
    worth = reader.whole(text)
    if worth is not None:
        return worth
    if text in reader.table.worth:
        return Decimal(reader.table.worth[text])
    if (prefixed := reader.patterns.prefixed.fullmatch(text)) is not None:
        return Decimal(prefixed[1].replace(",", "")).scaleb(PREFIXES[prefixed[2]])
    if (scientific := reader.patterns.scientific.fullmatch(text)) is not None:
        return Decimal(scientific[1].replace(",", "")).scaleb(int(scientific[2]))
    slashed = reader.patterns.slashed.fullmatch(text)
    if slashed is not None:
        whole, upper, lower = slashed.groups()
        return _sum(reader, whole, lower, upper)
    fraction = reader.patterns.fraction.fullmatch("".join(text.split()))
    return _sum(reader, *fraction.groups()) if fraction is not None else None


def _sum(reader: NumberReader, whole: str | None, lower: str, upper: str) -> Decimal | None:
    base = Decimal(0) if whole is None else reader.whole(whole)
    a, b = reader.whole(upper), reader.whole(lower)
    if base is None or a is None or not b:
        return None
    with localcontext() as context:
        context.prec, context.traps[Inexact] = _DIGITS, True
        try:
            return base + a / b
        except Inexact:
            return None
