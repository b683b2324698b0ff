"""What a shape is, what a case of it is, and whether the reader gives the case back."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import Any

import opencc

from extractor.kinds.reader import ValueReader

_MAGNITUDES = "십백천만억조十百千万亿兆"
_OTHER_WORDS = {"구조엔"}  # in the structure, not nine trillion yen
DAY = dt.date(2024, 5, 16)


@dataclass(frozen=True)
class Answer:
    """A span that the reader must find: what is written, its kind, and the fields of its value that count."""

    text: str
    kind: str
    value: dict[str, Any]


Pieces = Sequence[str | Answer]


@dataclass(frozen=True)
class Case:
    """A sentence with its answers: start, end, kind and fields of each. `published_at` is the day of the paper."""

    lang: str
    text: str
    answers: tuple[tuple[int, int, str, dict[str, Any]], ...]
    published_at: dt.date


@dataclass(frozen=True)
class Shape:
    """One way to write a value: `write` makes the pieces, and a carrier sentence takes them at its `{}`."""

    name: str
    lang: str
    write: Callable[[Random, dt.date], Pieces]
    carriers: tuple[str, ...]
    days: int = 0  # the paper's day is drawn from so many days before DAY

    def case(self, chance: Random) -> Case:
        """A case of this shape; traditional Chinese is written in simplified characters and converted."""
        day = DAY - dt.timedelta(days=chance.randint(0, self.days))
        pieces = self.write(chance, day)
        while any(isinstance(piece, Answer) and piece.text in _OTHER_WORDS for piece in pieces):
            pieces = self.write(chance, day)
        open_carriers = [carrier for carrier in self.carriers if carrier[carrier.index("{}") - 1 :][:1] not in "(（"]
        before, after = chance.choice(open_carriers if _declares(pieces) else self.carriers).split("{}")
        text, answers = before, []
        for piece in pieces:
            surface = piece if isinstance(piece, str) else piece.text
            if isinstance(piece, Answer):
                answers.append((len(text), len(text) + len(surface), piece.kind, self._fields(piece.value)))
            text += surface
        text += particle(text, after)
        return Case(self.lang, traditional(text) if self.lang == "zh-Hant" else text, tuple(answers), day)

    def _fields(self, value: dict[str, Any]) -> dict[str, Any]:
        unit = value.get("unit")
        return value | {"unit": traditional(unit)} if self.lang == "zh-Hant" and unit else value


def _declares(pieces: Pieces) -> bool:
    """Whether an amount begins with a magnitude: in brackets, a hundred million dollars is a table's unit."""
    first = next((piece for piece in pieces if isinstance(piece, Answer)), None)
    return first is not None and first.kind == "money" and first.text[0] in _MAGNITUDES


def particle(text: str, after: str) -> str:
    """What stands behind `text`, with the Korean particle that its last syllable asks for: `을/를` is one of them."""
    for full, bare in (("을", "를"), ("이", "가"), ("으로", "로"), ("이다", "다")):
        if after.startswith(f"{full}/{bare}"):
            last = ord(text[-1]) - 0xAC00
            final = last % 28 if 0 <= last < 11_172 else 0  # signs are read with an open syllable at their end
            closed = final and not (full == "으로" and final == 8)
            return (full if closed else bare) + after[len(full) + 1 + len(bare) :]
    return after


@lru_cache(maxsize=1)
def _converter() -> Any:
    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """The text in traditional characters, one for one."""
    found: str = _converter().convert(text)
    assert len(found) == len(text), text
    return found


@lru_cache(maxsize=4)
def _reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def misread(case: Case) -> str | None:
    """What is wrong with the reading of a case: the sentence, what was wanted and what came; None if nothing is."""
    found = _reader(case.lang).read(case.text, published_at=case.published_at, sentences=[(0, len(case.text))])
    wanted = [(start, end, kind, _plain(value)) for start, end, kind, value in case.answers]
    got = []
    for index, reading in enumerate(found):
        names = wanted[index][3] if index < len(wanted) else ("amount", "low", "high", "unit", "timex")
        got.append(
            (reading.start, reading.end, reading.type, _plain({n: getattr(reading.value, n, None) for n in names}))
        )
    if wanted == got:
        return None
    return f"{case.text}  @{case.published_at}\n      wanted {_shown(case, wanted)}\n      got    {_shown(case, got)}"


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """The fields, with decimals in one spelling: 1.50 is 1.5."""
    return {name: format(v.normalize(), "f") if isinstance(v, Decimal) else v for name, v in value.items()}


def _shown(case: Case, rows: list[tuple[int, int, str, dict[str, Any]]]) -> str:
    shown = [f"{case.text[start:end]} {kind} {[v for v in value.values() if v]}" for start, end, kind, value in rows]
    return "; ".join(shown) or "nothing"
