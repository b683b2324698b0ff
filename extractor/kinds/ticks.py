"""Prices of grain as exchanges quote them: dollars and cents, a hyphen, and the eighths of a cent: 6.05-3/4 dollars."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.core.values import Money
from extractor.kinds.amount import KIND
from extractor.kinds.currency import Evidence
from extractor.kinds.view import Candidate, View
from extractor.lang.grammar import strongest
from extractor.lang.money_patterns import DenominatorPatterns
from extractor.lang.tables import CurrencyRow

_TICKS = re.compile(r"(?<![0-9.,/-])([0-9]{1,3}\.[0-9]{2}|[0-9]{3,4})-([1-7])/([248])(?![0-9])")
_CENT = Decimal("0.01")


def find(view: View, evidence: Evidence) -> Iterator[Candidate]:
    """The prices of a view that are written so, where what one of it costs stands behind."""
    for match in _TICKS.finditer(view.text):
        unit = view.grammar.unit.match(view.text, match.end())
        rows = view.grammar.units["".join(unit[1].split())] if unit is not None else ()
        row = next((entry.row for entry in rows if isinstance(entry.row, CurrencyRow)), None)
        whole, part = Decimal(match[1]), Decimal(match[2]) / Decimal(match[3])
        if unit is None or row is None or part >= 1 or ("." in match[1]) == row.minor:
            continue
        if view.grammar.compiled(DenominatorPatterns).after.match(view.text, unit.end()) is None:
            continue
        amount = (whole + part) * _CENT if row.minor else whole + part * _CENT
        ruling = evidence.decide(row, match.start())
        value = Money(
            amount=amount, currency=ruling.code, currency_basis=ruling.basis,
            currency_candidates=ruling.others or None,
            bound=strongest(view.grammar.bounds(view.text, match.start(), unit.end())),
        )  # fmt: skip
        yield Candidate(KIND, match.start(), unit.end(), value, f"money.{ruling.code.lower()}", priority=6)
