"""Products with names in Latin letters in a Chinese text, by the kind beside them: 大模型Fable 5, Raptor发动机.

What is in capitals alone is a technology as often as a product (GPU芯片), and needs a kind before it.
"""

import re
from collections.abc import Iterator

from extractor.entities.boundaries import alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable

_WORD = re.compile("[A-Za-zÀ-ÿ]+")
_NAME = "[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ]*(?:[ -]?[0-9]{1,4}(?:\\.[0-9])?| [A-Z][A-Za-z]+)?"


class LatinProducts:
    """Finds them in a text without spaces."""

    def __init__(self, table: EntityTable) -> None:
        product = table.product
        no = f"(?!{alternation((*product.no_codes, *table.organisation.not_names))}(?![a-z]))"
        end = "(?![A-Za-z0-9À-ÿ.&-]| [A-Za-z0-9])"
        self._led = re.compile(f"{alternation(product.latin_led)} ?[‘'“\"「]?{no}({_NAME}){end}")
        small = "(?=[A-Z]?[A-Za-z]*[a-z])"
        self._kind = re.compile(
            f"(?<![A-Za-z0-9À-ÿ.&-])(?<![A-Za-z0-9] ){no}{small}({_NAME})(?= ?{alternation(product.latin_kinds)})"
        )

    def find(self, text: str) -> Iterator[Candidate]:
        """The products of a folded text."""
        for match in self._led.finditer(text):
            yield _product(match)
        end = 0
        for word in _WORD.finditer(text):  # what stands before a name is looked at where there may be one
            if word.start() >= end and (named := self._kind.match(text, word.start())) is not None:
                yield _product(named)
                end = named.end()


def _product(match: re.Match[str]) -> Candidate:
    return Candidate(*match.span(1), "PRODUCT", "product-latin", 0.75, match[1])
