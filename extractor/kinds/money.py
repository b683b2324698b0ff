"""Money: a numeral with a currency behind it, or a sign or code before it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.core.values import CurrencyBasis, Money
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.grammar import strongest
from extractor.lang.tables import CurrencyRow
from extractor.lang.unit_patterns import MoneyPatterns

KIND = "money"
_BARE = 10_000  # the largest magnitude that counts without a digit
_LOOSE = 3  # the power of ten from which an ambiguous syllable is a currency


def find(view: View) -> Iterator[Candidate]:
    """The amounts of money in a view."""
    evidence = _evidence(view)
    minor: Candidate | None = None
    for measure in view.measures:
        for unit in measure.units:
            if unit.kind == KIND and isinstance(unit.row, CurrencyRow):
                candidate = _with_unit(view, measure, unit.row, evidence)
                if candidate is not None:
                    if minor is not None and unit.row.minor:
                        candidate = _cents(view, minor, candidate) or candidate
                    yield candidate
                    minor = candidate
    yield from _with_sign(view, evidence)


def _with_unit(view: View, measure: Measure, row: CurrencyRow, evidence: "_Evidence") -> Candidate | None:
    text, grammar = view.text, view.grammar
    table = grammar.lexicon.money
    end = measure.end
    if not measure.shared:
        if any(text.startswith(word, end) for word in table.not_after):
            return None
        lone = measure.last.word and measure.last.lone and not measure.last.bare
        if (row.loose or grammar.spaced) and (lone or measure.last.native):
            return None
        if row.loose and grammar.spaced and measure.last.exponent < _LOOSE:
            return None
    if measure.first.bare and measure.first.lone and not counts_bare(view, measure):
        return None
    start = measure.start
    sign = grammar.compiled(MoneyPatterns)
    code, candidates = row.code, row.candidates
    if match := _before(text, start, sign):  # a sign before and the currency's word behind name one amount
        start, code = match.start, match.code
        candidates = match.candidates
    currency, basis, others = evidence.decide(code, candidates)
    factor = Decimal("0.01") if row.minor else Decimal(1)
    start, negative = signed(view, start)
    return _candidate(view, start, end, measure, factor, currency, basis, others, negative, f"money.{code.lower()}")


def counts_bare(view: View, measure: Measure) -> bool:
    """Whether a magnitude with no digit before it is a number: ten thousand won is, the heading "100 million" is not.

    In a language without spaces between words only a bound beside it says so: close to a thousand yuan.
    """
    if measure.first.bound is not None or measure.range:
        return True
    if view.grammar.spaced:
        return measure.low <= _BARE
    return bool(view.grammar.bounds(view.text, measure.start, measure.end))


def _candidate(
    view: View, start: int, end: int, measure: Measure, factor: Decimal, currency: str, basis: CurrencyBasis,
    others: tuple[str, ...], negative: bool, rule: str,
) -> Candidate:  # fmt: skip
    low, high = measure.low * factor, measure.high * factor
    if negative:
        low, high = -high, -low
    bounds = view.grammar.bounds(view.text, start, end)
    if measure.bound is not None:
        bounds.append(measure.bound)
    bound = strongest(bounds)
    if low == high:
        value = Money(
            amount=low, currency=currency, currency_basis=basis, currency_candidates=others or None, bound=bound
        )
    else:
        bound = "approx" if measure.first.fuzzy and bound == "exact" else bound
        value = Money(
            low=low, high=high, currency=currency, currency_basis=basis, currency_candidates=others or None, bound=bound
        )
    return Candidate(KIND, start, end, value, rule, priority=5)


def signed(view: View, start: int) -> tuple[int, bool]:
    """Where a value begins with its sign, and whether that sign is negative."""
    text = view.text
    at = start - 1
    if at < 0:
        return start, False
    character = text[at]
    if character == "-" and (
        at == 0 or (not (text[at - 1].isascii() and text[at - 1].isalnum()) and text[at - 1] not in "%)")
    ):
        return at, True
    if character in "△▽▼▲" and (at == 0 or text[at - 1] in "( \n,:;·|\t"):
        return at, character != "▲"
    for word in view.grammar.lexicon.numbers.minus:
        if word != "-" and text.endswith(word, 0, start):
            return start - len(word), True
        if word != "-" and text.endswith(word + " ", 0, start):
            return start - len(word) - 1, True
    return start, False


@dataclass(frozen=True, slots=True)
class _Prefix:
    """A sign, code or name before a number."""

    start: int
    code: str
    candidates: tuple[str, ...]


def _before(text: str, start: int, signs: MoneyPatterns) -> _Prefix | None:
    if start == 0 or text[start - 1] not in signs.glance:
        return None
    window = max(0, start - 6)
    match = signs.before.search(text[window:start])
    if match is None:
        return None
    found = match[0].strip()
    begin = window + match.start()
    row = signs.rows.get(found)
    if row is not None and len(found) > 1 and begin and text[begin - 1] in signs.numeric:
        return None  # the unit of the number before
    if row is None:
        return _Prefix(window + match.start(), signs.codes[found], ())
    return _Prefix(window + match.start(), row.code, row.candidates)


def _with_sign(view: View, evidence: "_Evidence") -> Iterator[Candidate]:
    text, signs = view.text, view.grammar.compiled(MoneyPatterns)
    currencies = {m.start for m in view.measures if any(u.kind == KIND for u in m.units)}
    for numeral in view.numerals:
        start, end = numeral.start, numeral.end
        if start in currencies:
            continue
        if numeral.exponent and (match := signs.declared.match(text, end)):
            code = signs.names[match[1]].code
            measure = Measure(start, end, numeral.low, numeral.high, end, (), numeral, numeral, numeral.bound)
            yield _candidate(view, start, end, measure, Decimal(1), code, "explicit", (), False, "money.declared")
            continue
        prefix = _before(text, start, signs)
        suffix = None if prefix is not None else signs.after.match(text, end)
        if prefix is None and suffix is None:
            continue
        power = 0
        if match := signs.letters.match(text, end):
            power, end = signs.powers[match[1].lower()], match.end()
        elif suffix is not None:
            end = suffix.end()
        code = prefix.code if prefix is not None else signs.codes[suffix[1]] if suffix is not None else ""
        currency, basis, others = evidence.decide(code, prefix.candidates if prefix is not None else ())
        measure = Measure(start, end, numeral.low, numeral.high, end, (), numeral, numeral, numeral.bound)
        begin = prefix.start if prefix is not None else start
        begin, negative = signed(view, begin)
        factor = Decimal(10) ** power
        yield _candidate(
            view, begin, end, measure, factor, currency, basis, others, negative, f"money.sign.{code.lower()}"
        )


def _cents(view: View, whole: Candidate, part: Candidate) -> Candidate | None:
    """Dollars and cents written one after the other, as one amount."""
    a, b = whole.value, part.value
    if not isinstance(a, Money) or not isinstance(b, Money) or a.amount is None or b.amount is None:
        return None
    if view.text[whole.end : part.start].strip() or b.amount >= 1 or a.amount != a.amount.to_integral():
        return None
    value = a.model_copy(update={"amount": a.amount + b.amount, "bound": strongest([a.bound, b.bound])})
    return replace(part, start=whole.start, value=value, rule=whole.rule + ".cents", priority=6)


class _Evidence:
    """What an article says about its currency: declared, named elsewhere, or the default of its language."""

    def __init__(self, declared: str | None, named: Counter[str], home: str) -> None:
        self.declared, self.named, self.home = declared, named, home

    def decide(self, code: str, candidates: tuple[str, ...]) -> tuple[str, CurrencyBasis, tuple[str, ...]]:
        """The currency of a word or sign that means `code` or one of `candidates`."""
        if not candidates:
            return code, "explicit", ()
        options = (code, *candidates)
        if self.declared in options:
            choice, basis = str(self.declared), "context"
        elif self.home in candidates:
            choice, basis = self.home, "default"
        else:
            choice, basis = code, "default"
        return choice, basis, tuple(option for option in options if option != choice)  # type: ignore[return-value]  # basis is one of the two literals above


_HOME = {"ko": "KRW", "zh-Hans": "CNY", "zh-Hant": "TWD"}


def _evidence(view: View) -> _Evidence:
    table = view.grammar.lexicon.money
    declared: str | None = None
    for word in table.same_below:
        at = view.text.find(word)
        while at >= 0 and declared is None:
            left = view.text[max(0, at - 10) : at]
            for row in table.currencies:
                if not row.candidates and any(name in left for name in row.words):
                    declared = row.code
            at = view.text.find(word, at + 1)
    return _Evidence(declared, Counter(), _HOME[view.lang])
