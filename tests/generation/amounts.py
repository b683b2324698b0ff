"""Shapes of money, percentages, multiples and quantities: a numeral's style, a unit, and what stands around them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from generation.cases import Answer, Pieces, Shape
from generation.styles import KO_STYLES, ZH_STYLES, Style
from generation.wording import CARRIERS, KO, ZH, Wording

Unit = tuple[str, dict[str, Any]]
Write = Callable[[Random], Pieces]
LANGS = {"ko": KO, "zh-Hans": ZH, "zh-Hant": ZH}


@dataclass(frozen=True)
class Kind:
    """A kind of value in a language: its units with the fields that they set, and the styles that it is written in."""

    name: str
    units: tuple[Unit, ...]
    styles: tuple[str, ...]
    gaps: tuple[str, ...] = ("",)  # between numeral and unit

    @property
    def largest(self) -> Decimal:
        """What is counted never goes into the 10^12; amounts of money do."""
        return Decimal(10**15 if self.name == "money" else 10**12)


def amount_shapes() -> Iterator[Shape]:
    """Every kind in every style, plain and with all that may stand around it."""
    for lang, wording in LANGS.items():
        for kind in _kinds(lang):
            carriers = CARRIERS[wording.folder, kind.name]
            writer = _Writer(kind, wording)
            for name, write in writer.shapes():
                yield Shape(f"{lang} {kind.name} {name}", lang, lambda chance, _, w=write: w(chance), carriers)


def _kinds(lang: str) -> list[Kind]:
    if lang == "ko":
        money = (("원", "KRW"), ("달러", "USD"), ("위안", "CNY"), ("엔", "JPY"), ("유로", "EUR"), ("홍콩달러", "HKD"))
        counts = ("명", "개", "곳", "가구", "건", "척", "마리")
        measures = ("톤", "㎡", "㎞", "배럴", "GWh")
        points = (("%포인트", "percentage_point"), ("%p", "percentage_point"), ("bp", "basis_point"))
        return [
            Kind("money", tuple((w, {"currency": c}) for w, c in money), tuple(KO_STYLES), ("", " ")),
            Kind(
                "percent",
                (("%", {"unit": "percent"}), ("퍼센트", {"unit": "percent"})),
                ("small", "tenths", "wide small"),
            ),
            Kind("points", tuple((w, {"unit": u}) for w, u in points), ("small", "tenths")),
            Kind("multiple", (("배", {}),), ("small", "tenths")),
            Kind("quantity", tuple((w, {"unit": w}) for w in counts), tuple(KO_STYLES), ("", " ")),
            Kind(
                "measure", tuple((w, {"unit": w}) for w in measures), ("arabic", "commas", "tenths", "mixed", "point")
            ),
            Kind("shares", (("주", {"unit": "주"}),), ("arabic", "commas", "mixed"), ("", " ")),
        ]
    money = (("元", "CNY"), ("美元", "USD"), ("港元", "HKD"), ("欧元", "EUR"), ("日元", "JPY"), ("英镑", "GBP"))
    money = money[1:] if lang == "zh-Hant" else money  # whose yuan it is, the article says there
    counts = ("人", "家", "辆", "户", "件", "次", "名")
    measures = ("吨", "平方米", "公里", "桶", "千瓦时")
    points = (("个百分点", "percentage_point"), ("个基点", "basis_point"))
    return [
        Kind("money", tuple((w, {"currency": c}) for w, c in money), tuple(ZH_STYLES)),
        Kind("percent", (("%", {"unit": "percent"}),), ("small", "tenths", "wide small")),
        Kind("points", tuple((w, {"unit": u}) for w, u in points), ("small", "tenths")),
        Kind("multiple", (("倍", {}),), ("small", "tenths")),
        Kind("quantity", tuple((w, {"unit": w}) for w in counts), tuple(ZH_STYLES)),
        Kind("measure", tuple((w, {"unit": w}) for w in measures), ("arabic", "commas", "tenths", "mixed", "point")),
    ]


@dataclass(frozen=True)
class _Writer:
    kind: Kind
    wording: Wording

    def shapes(self) -> Iterator[tuple[str, Write]]:
        """The ways to write the kind, each with its name."""
        table = KO_STYLES if self.wording is KO else ZH_STYLES
        styles = [(name, table[name]) for name in self.kind.styles]
        for name, style in styles:
            yield name, lambda chance, s=style: [self._one(chance, s)]
            yield f"{name}, bounded", lambda chance, s=style: self._bounded(chance, s)
        ranged = [style for _, style in styles if style.ranged]
        yield "range", lambda chance: self._range(chance, chance.choice(ranged), twice=False)
        yield "range, unit twice", lambda chance: self._range(chance, chance.choice(ranged), twice=True)
        if self.kind.name != "shares":  # few of them are weeks where no word of shares stands beside them
            yield "pair", lambda chance: self._pair(chance, chance.choice(styles)[1])
        round_ = [style for _, style in styles if style.infix]
        if round_ and self.wording.infixes:
            yield "infix", lambda chance: self._infix(chance, chance.choice(round_))
        shared = [style for _, style in styles if style.magnitude]
        if shared:
            yield "range, magnitude once", lambda chance: self._shared(chance)
            if self.kind.name == "money":
                listed = [style for _, style in styles if style.listed]
                yield "list, unit once", lambda chance: self._list(chance, chance.choice(listed))

    def _draw(self, chance: Random, style: Style) -> tuple[Decimal, str]:
        while True:
            value, text = style.draw(chance)
            if value < self.kind.largest and text not in ("十", "拾"):  # alone it is also other words
                return value, text

    def _unit(self, chance: Random, style: Style) -> tuple[str, dict[str, Any]]:
        word, fields = chance.choice(self.kind.units)
        gap = chance.choice(self.kind.gaps)
        return (" " if style.spaced and self.kind.gaps != ("",) else gap) + word, fields

    def _answer(self, text: str, fields: dict[str, Any], low: Decimal, high: Decimal, bound: str) -> Answer:
        name = {"points": "percent", "measure": "quantity", "shares": "quantity"}.get(self.kind.name, self.kind.name)
        ends = {"amount": low, "low": None, "high": None} if low == high else {"amount": None, "low": low, "high": high}
        return Answer(text, name, {**ends, **fields, "bound": bound})

    def _one(self, chance: Random, style: Style, bound: str = "exact") -> Answer:
        value, text = self._draw(chance, style)
        unit, fields = self._unit(chance, style)
        if text in ("백", "천", "만"):  # alone it is written apart, so as not to be another word
            unit = " " + unit.strip()
        return self._answer(text + unit, fields, value, value, bound)

    def _bounded(self, chance: Random, style: Style) -> Pieces:
        # Between the word for shares and a few of them no bound stands: they would be weeks.
        bounds = [row for row in self.wording.bounds if not (row[0] and self.kind.name == "shares")]
        before, after, bound = chance.choice(bounds)
        return [before, self._one(chance, style, bound), after]

    def _ends(self, chance: Random, style: Style) -> tuple[tuple[Decimal, str], tuple[Decimal, str]]:
        while True:
            low, high = sorted(self._draw(chance, style) for _ in range(2))
            if low[0] < high[0] and _mark(low[1]) == _mark(high[1]):  # else the left end would take the right one's
                return low, high

    def _range(self, chance: Random, style: Style, *, twice: bool) -> Pieces:
        (low, left), (high, right) = self._ends(chance, style)
        unit, fields = self._unit(chance, style)
        sign = chance.choice(self.wording.ranges[: 2 if twice else None])
        return [self._answer(left + (unit if twice else "") + sign + right + unit, fields, low, high, "exact")]

    def _shared(self, chance: Random) -> Pieces:
        mark, power = chance.choice([m for m in self.wording.magnitudes if 10 ** (m[1] + 2) <= self.kind.largest])
        low = chance.randint(1, 90)
        high = low + chance.randint(1, 99 - low)
        unit, fields = self._unit(chance, KO_STYLES["arabic"])
        text = f"{low}{chance.choice(self.wording.ranges)}{high}{mark}{unit}"
        scale = Decimal(10) ** power
        return [self._answer(text, fields, low * scale, high * scale, "exact")]

    def _infix(self, chance: Random, style: Style) -> Pieces:
        value, text = self._draw(chance, style)
        infix, bound = chance.choice(self.wording.infixes)
        unit, fields = self._unit(chance, style)
        return [self._answer(text + infix + unit, fields, value, value, bound)]

    def _pair(self, chance: Random, style: Style) -> Pieces:
        head, middle = self.wording.pair
        unit, fields = self._unit(chance, style)
        first, second = (
            self._answer(text + unit, fields, value, value, "exact")
            for value, text in (self._draw(chance, style) for _ in range(2))
        )
        return [head, first, middle, second]

    def _list(self, chance: Random, style: Style) -> Pieces:
        unit, fields = self._unit(chance, style)
        sign = chance.choice(self.wording.lists)
        drawn = [self._draw(chance, style) for _ in range(chance.choice((2, 3)))]
        answers = [self._answer(text, fields, value, value, "exact") for value, text in drawn]
        answers[-1] = replace(answers[-1], text=answers[-1].text + unit)
        pieces: list[str | Answer] = []
        for answer in answers:
            pieces += [sign, answer] if pieces else [answer]
        return pieces


def _mark(text: str) -> str:
    """The magnitude at the end of a numeral, if it ends in one."""
    return text[-1] if text[-1] in "십백천만억조十百千万亿拾佰仟" else ""
