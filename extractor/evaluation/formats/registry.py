"""The formats by name: what counts their offsets, what they cannot hold, and how they are told from a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Protocol, cast

from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import files_in
from extractor.evaluation.formats.shape import Annotated

Unit = Literal["code points", "UTF-16 code units", "tokens", "none: inline"]


class _Module(Protocol):
    def write(self, records: Iterable[Annotated], out: Path, conversion: Conversion) -> None: ...
    def read(self, path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format. `cannot_hold` names parts of a record (see `parts.PARTS`); `refuses` is what makes an article fail.

    One that `divides` the text does it by the sentences and tokens of the record, though it does not give them back.
    """

    name: str
    title: str
    module: str
    unit: Unit
    suffixes: tuple[str, ...]
    folder: bool = False
    cannot_hold: tuple[str, ...] = ()
    refuses: str = ""
    divides: bool = False

    def write(self, records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
        """Writes shaped records; what the format cannot hold is left out and counted."""
        kept = conversion.stripped(records, self.cannot_hold, ("sentences", "tokens") if self.divides else ())
        self._module().write(kept, out, conversion)

    def read(self, path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
        """The shaped records of a file or of a folder's files; what cannot be read goes to the failures."""
        files = [path] if self.folder else files_in(path, self.suffixes)
        for file in files:
            yield from self._module().read(file, conversion)

    def _module(self) -> _Module:
        # At its first use: spaCy and cassis take their time to load.
        return cast(_Module, import_module(f"extractor.evaluation.formats.{self.module}"))


_CONTROLS = "control characters"

_NOT_IN_BRAT = ("reading", "ids", "lang", "title", "published_at", "about", "structure", "facts")
_NOT_IN_CONLL = ("overlaps", "values", "links", "optional", "reading", "ids", "structure", "facts")
_NOT_IN_TIMEX3 = ("types", "overlaps", "days", "links", "optional", "reading", "ids", "lang", "basis", "about")

_FORMATS = (
    Format("jsonl", "our records and gold records", "jsonl", "code points", (".jsonl",)),
    Format(
        "brat",
        "brat standoff",
        "brat",
        "code points",
        (".ann",),
        folder=True,
        cannot_hold=_NOT_IN_BRAT,
        refuses="mentions with a line break at an end",
    ),
    Format(
        "conll",
        "CoNLL columns, BIO",
        "conll",
        "tokens",
        (".conll", ".bio", ".iob"),
        cannot_hold=_NOT_IN_CONLL,
        refuses="mentions with white space at an end",
        divides=True,
    ),
    Format("doccano", "doccano JSON Lines", "doccano", "code points", (".jsonl",)),
    Format("label-studio", "Label Studio JSON", "label_studio", "UTF-16 code units", (".json",)),
    Format(
        "cas-xmi",
        "UIMA CAS XMI (INCEpTION)",
        "cas",
        "UTF-16 code units",
        (".xmi",),
        folder=True,
        refuses=_CONTROLS,
    ),
    Format("docbin", "spaCy DocBin", "docbin", "code points", (".spacy",), refuses="mentions with a blank at an end"),
    Format("web-annotation", "W3C Web Annotation", "web_annotation", "code points", (".jsonld",)),
    Format(
        "timex3",
        "TimeML with TIMEX3",
        "timex3",
        "none: inline",
        (".tml", ".timeml"),
        folder=True,
        cannot_hold=(*_NOT_IN_TIMEX3, "structure", "facts"),
        refuses=_CONTROLS,
    ),
)
FORMATS: Mapping[str, Format] = MappingProxyType({found.name: found for found in _FORMATS})
