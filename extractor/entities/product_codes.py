"""Products named by letters and digits, by the maker or the kind beside them: the maker's X1, chip X800, X3 + phone.

A code alone says nothing: standards, vitamins and motorways are written so, too.
"""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import HAN, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable

_CODE = "[A-Za-z][A-Za-z]{0,8}-?[0-9]{1,4}(?:\\.[0-9])?[A-Za-z]{0,3}"
_MAKE = re.compile("^([A-Z]{1,4})-(?=[0-9])")  # XQ-15 makes a product of XQ-10, too
_AGAIN = 3  # a code as long as this is the same product wherever the text writes it


class ProductCodes:
    """Finds the codes beside makers and kinds."""

    def __init__(self, table: EntityTable, *, spaced: bool) -> None:
        product = table.product
        left, right = "(?<![A-Za-z0-9&.-])", "(?![A-Za-z0-9&%-]|\\.[0-9])"
        no = f"(?!{alternation(product.no_codes)})"
        code = f"{left}{no}({_CODE}){right}"
        self._owned = re.compile(f"{alternation(product.owned)} [‘'“\"]?{code}") if spaced else None
        kinds = alternation(product.kinds)
        self._led = re.compile(f"{kinds} ?[‘'“\"]?{code}(?![{HAN}])") if product.kinds and spaced else None
        follow = f" ?{kinds}"
        named = f"{left}{no}({_CODE} ?{alternation(product.kinds_of_name)})"
        self._kind = re.compile(f"{named}|{left}{no}({_CODE})(?={follow})") if product.kinds else None
        model = f"[0-9A-Z]{alternation(product.models)}(?!{alternation(product.not_models)})"
        self._maker = re.compile(model) if product.models else None
        series = f"{left}[A-Z][0-9]{{0,2}}{alternation(product.series)}"
        self._series = re.compile(series) if product.series else None
        codes = f"{_CODE}(?:[·,/] ?{_CODE}){{0,4}}"
        self._counted = re.compile(f"{kinds} [0-9]{product.counted}\\(({codes})\\)") if product.counted else None
        self._any = re.compile(f"{left}{_CODE}{right}")
        # 麒麟9000S, 骁龙8 Gen3: a number behind a series is part of the name, unless it counts.
        more = f"(?: ?{alternation(table.gloss.versions)}(?![a-z]))*(?: ?Gen ?[0-9])?"
        number = "(?: ?Ultra)? ?i?[0-9]{1,4}(?:\\.[0-9])?(?![0-9%~]|[.,-][0-9])[A-Za-z]{0,2}(?![A-Za-z0-9])"
        counted = f"(?! ?{alternation(product.not_numbered)})"
        numbered = f"(?<![A-Za-z]){alternation(product.numbered)}{number}{more}{counted}"
        self._numbered = re.compile(numbered) if product.numbered else None

    def find(self, text: str, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The products; `known` are the makers."""
        names: dict[str, None] = {}
        makes: set[str] = set()
        for item in known:
            if item.type != "ORG":
                continue
            owned = self._owned.match(text, item.end) if self._owned is not None else None
            if owned is not None:
                names.setdefault(owned[1])
                yield _product(text, *owned.span(1))
            model = self._maker.match(text, item.end) if self._maker is not None else None
            if model is not None:
                yield _product(text, *model.span())
        for pattern in (self._led, self._kind):
            for match in pattern.finditer(text) if pattern is not None else ():
                number = 1 if match[1] else 2
                names.setdefault(match[number])
                makes.update(_MAKE.findall(match[number]))
                yield _product(text, *match.span(number))
        for match in self._counted.finditer(text) if self._counted is not None else ():
            for code in self._any.finditer(text, match.start(1), match.end(1)):
                names.setdefault(code[0])
                yield _product(text, *code.span())
        for match in self._series.finditer(text) if self._series is not None else ():
            yield _product(text, *match.span())
        for match in self._numbered.finditer(text) if self._numbered is not None else ():
            yield _product(text, *match.span())
        for match in self._any.finditer(text) if names else ():
            again = match[0] in names and len(match[0]) >= _AGAIN
            if again or (match[0].partition("-")[0] in makes and "-" in match[0]):
                yield _product(text, *match.span())


def _product(text: str, start: int, end: int) -> Candidate:
    return Candidate(start, end, "PRODUCT", "product-code", 0.75, text[start:end])
