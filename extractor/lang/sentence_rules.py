"""What a language's table says about the ends of sentences, compiled for sentences.py."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.lang.segmenter_table import GoesOn, Stops, load_table

INVISIBLE = "\u200b\ufeff"
_WHITESPACE = " \t\xa0\u2002\u2003\u2009\u3000" + INVISIBLE
BLANKS = re.compile(f"[\\s{INVISIBLE}]*")


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's table, compiled."""

    signs: re.Pattern[str]
    """Every sign that may open or close."""
    opening: dict[str, str]
    """Opening sign -> its closing one; a straight sign is its own."""
    closing: dict[str, str]
    straight: frozenset[str]
    apostrophes: frozenset[str]
    """Quotation marks that also stand inside of words."""
    quotation: frozenset[str]
    """The opening signs of quotations."""
    longest: dict[str, int]
    stop: re.Pattern[str]
    closers: re.Pattern[str]
    word: re.Pattern[str]
    words: frozenset[str]
    speaker: re.Pattern[str] | None
    inner: str
    """What ends a sentence inside a quotation."""
    soft: str
    """Stops that may belong to a name or title, so that a quotation that ends in one proves little."""
    full: frozenset[str]
    marks: frozenset[str]
    points: frozenset[str]
    careful: frozenset[str]
    """What behind a stop may mean that the sentence is not over there."""
    abbreviation_ends: frozenset[str]
    stops: Stops
    goes_on: GoesOn
    abbreviations: frozenset[str]
    native_abbreviations: tuple[str, ...]
    letters: re.Pattern[str]
    asides: frozenset[str]
    """Brackets that belong to the sentence whose stop they touch."""
    starters: frozenset[str]
    """ASCII signs that may begin a sentence with no blank before them."""

    def goes_on_at(self, text: str, at: int, end: int) -> bool:
        """Whether the words behind a quotation that ends in a stop belong to the same sentence."""
        blanks = BLANKS.match(text, at, end)
        at = blanks.end() if blanks else at
        if text.startswith(self.goes_on.beginnings, at, end):
            return True
        word = self.word.match(text, at, end)
        if word and word[0] in self.words:
            return True
        return self.speaker is not None and self.speaker.match(text, at, end) is not None


@lru_cache(maxsize=4)
def load_rules(base: str) -> Rules:
    """The rules of a base language, compiled once. Raises `TableError` on a table that cannot be read."""
    table = load_table(base)
    opening: dict[str, str] = {}
    longest: dict[str, int] = {}
    for group in (table.quotations, table.brackets):
        opening |= {pair[0]: pair[1] for pair in group.pairs} | {sign: sign for sign in group.straight}
        longest |= {pair[0]: group.longest for pair in group.pairs} | {sign: group.longest for sign in group.straight}
    straight = frozenset(table.quotations.straight)
    stops, goes_on = table.stops, table.goes_on
    ends = re.escape(stops.full + stops.marks + stops.points + stops.ellipses)
    directed = "".join(sign for sign in opening.values() if sign not in straight)
    speech = "|".join(map(re.escape, goes_on.speech))
    aside = re.escape(stops.full + stops.marks + goes_on.punctuation + "".join(opening) + directed)
    marks = re.escape("".join(table.quotations.pairs) + table.quotations.straight)
    strangers = re.escape(stops.full + stops.marks + goes_on.punctuation + "（(")
    said = re.escape(goes_on.punctuation.translate({ord(":"): None, ord("："): None}) + stops.full)
    ranges = "".join(f"{re.escape(pair[0])}-{re.escape(pair[1])}" for pair in table.detection.letters)
    return Rules(
        signs=re.compile(f"[{re.escape(''.join(dict.fromkeys([*opening, *opening.values()])))}]"),
        opening=opening,
        closing={close: open_ for open_, close in opening.items()},
        straight=straight,
        apostrophes=frozenset(table.quotations.apostrophes),
        quotation=frozenset(opening) - {pair[0] for pair in table.brackets.pairs},
        longest=longest,
        stop=re.compile(f"[{ends}][{ends}]*"),
        closers=re.compile(f"[{re.escape(directed)}]*"),
        word=re.compile(f"[^\\s{aside}{ends}]*"),
        words=frozenset(goes_on.words),
        speaker=re.compile(f"[^\\s{strangers}{marks}]{{0,25}}?(?:{speech})(?=[{said}])") if speech else None,
        inner=stops.full + stops.marks + stops.points,
        soft=stops.marks + "？！",
        full=frozenset(stops.full),
        marks=frozenset(stops.marks),
        points=frozenset(stops.points),
        careful=frozenset(
            [*(word[0] for word in goes_on.after_stop), *goes_on.punctuation, *directed, *straight, *_WHITESPACE]
            + [pair[0] for pair in table.brackets.pairs]
        ),
        abbreviation_ends=frozenset(word[-1] for word in stops.abbreviations if not word.isascii()),
        stops=stops,
        goes_on=goes_on,
        abbreviations=frozenset(stops.abbreviations),
        native_abbreviations=tuple(word for word in stops.abbreviations if not word.isascii()),
        letters=re.compile(f"[{ranges}]"),
        asides=frozenset(table.brackets.asides),
        starters=frozenset(stops.starters) | {sign for sign in opening if sign.isascii()},
    )
