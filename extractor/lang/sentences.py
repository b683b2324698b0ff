"""Sentences of a text: spans that never cross a block and leave no visible character out.

Quotations and brackets that hold sentences are one with the sentence around them. A mark that nobody closed
in its line, or only too far away, is given up, so one slip of a writer does not swallow the article.
"""

import re
from collections.abc import Iterator, Sequence

from extractor.core.records import Block, Sentence
from extractor.lang.quotations import closed_stretches
from extractor.lang.segmenter_table import base_language
from extractor.lang.sentence_rules import BLANKS, INVISIBLE, Rules, load_rules

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INK = re.compile(f"[^\\s{INVISIBLE}]")
_LATIN_WORD = re.compile("[A-Za-z.]*$")
_LOOK_BACK = 14  # characters; the longest abbreviation is shorter


def split_sentences(text: str, lang: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of `text` in order, without the white space around them.

    Blocks bound sentences, and so do line ends inside a block: headlines and list items have no full stop.
    Text outside of all blocks is split as well. `lang` is `ko`, `zh-Hans`, `zh-Hant` or `zh`.
    """
    rules = load_rules(base_language(lang))
    found: list[Sentence] = []
    for start, end in _regions(len(text), blocks):
        for line in _LINE.finditer(text, start, end):
            for a, b in _Line(text, line.start(), line.end(), rules).sentences():
                ink = _INK.search(text, a, b)
                if ink is None:
                    continue
                while text[b - 1].isspace() or text[b - 1] in INVISIBLE:
                    b -= 1
                found.append(Sentence(start=ink.start(), end=b))
    return tuple(found)


def _regions(length: int, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The blocks in order, and the gaps between them."""
    position = 0
    for block in sorted(blocks, key=lambda block: (block.start, block.end)):
        if block.start > position:
            yield position, block.start
        if block.end > position:
            yield max(position, block.start), block.end
            position = block.end
    if position < length:
        yield position, length


class _Line:
    """One line on its way into sentences; offsets are into the whole text."""

    __slots__ = ("begin", "end", "rules", "start", "text")

    def __init__(self, text: str, start: int, end: int, rules: Rules) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.rules = rules
        self.begin = start  # of the sentence that is being read

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence, blanks not yet trimmed."""
        text, rules = self.text, self.rules
        if rules.stop.search(text, self.start, self.end) is None:
            yield self.start, self.end
            return
        stretches = closed_stretches(text, self.start, self.end, rules)
        places = {stretch[0]: stretch[1] for stretch in stretches}
        position = self.start
        for opening, closing in [*stretches, (self.end, self.end)]:
            if opening < position:
                continue  # an aside that went with the sentence before it
            for stop in rules.stop.finditer(text, position, opening):
                after = self._plain_end(stop.start(), stop.end())
                if after is None:
                    after = self._after_stop(stop, opening, places)
                if after is not None:
                    yield self.begin, after
                    self.begin = after
            position = max(closing, self.begin)
            if opening == closing or position > closing:
                continue
            after = self._after_stretch(opening, closing, places)
            if after is not None:
                yield self.begin, after
                self.begin = position = after
        if self.begin < self.end:
            yield self.begin, self.end

    def _plain_end(self, at: int, after: int) -> int | None:
        """The end of a sentence that needs no second look, which are nine in ten; None for all others."""
        text, rules = self.text, self.rules
        if after - at != 1 or at - self.begin < 4 or after + 1 >= self.end:
            return None
        sign, last = text[at], text[at - 1]
        if sign in rules.full:
            return None if text[after] in rules.careful else after
        if sign not in rules.points or text[after] != " " or text[after + 1] in rules.careful:
            return None
        return after if last.isalpha() and not last.isascii() and last not in rules.abbreviation_ends else None

    def _after_stop(self, stop: re.Match[str], opening: int, places: dict[int, int]) -> int | None:
        """Where the sentence that a run of stops ends is over; None where it goes on."""
        closers = self.rules.closers.match(self.text, stop.end(), opening)
        after = closers.end() if closers else stop.end()
        # A straight mark that is nobody's pair, between the stop and a blank, closes what nobody opened.
        if after < opening and self.text[after] in self.rules.straight and self._blank(after + 1):
            after += 1
        if not self._is_end(stop, after):
            return None
        return self._with_aside(after, places, quoted=False)

    def _is_end(self, stop: re.Match[str], after: int) -> bool:
        run = stop[0]
        stops = self.rules.stops
        if after < self.end and self.text[after] in self.rules.goes_on.punctuation:
            return False
        if not self.rules.full.isdisjoint(run):
            return not self._runs_on(after)
        before = self._before(stop.start())
        if not before:
            return False  # the line begins with it
        if not self.rules.marks.isdisjoint(run):
            return self._mark_ends(stop.start(), before, after)
        if len(run) > 1 or run in stops.ellipses:
            return self._blank(after) and before in stops.finals and not self._runs_on(after)
        return self._point_ends(stop.start(), before, after)

    def _mark_ends(self, at: int, before: str, after: int) -> bool:
        """Whether `?` or `!` ends the sentence: not in names (Yahoo! Japan) and addresses."""
        if self._abbreviation(at):
            return False
        if self._blank(after):
            return not self._runs_on(after)
        return not (before.isascii() and self.text[after].isascii()) and not self._runs_on(after)

    def _point_ends(self, at: int, before: str, after: int) -> bool:
        """Whether one point ends the sentence: not in decimals, dates, initials, addresses, numbered lists."""
        blank = self._blank(after)
        if before.isdigit() or self.rules.stop.match(before):
            return after >= self.end
        if before.isascii() and before.isalpha():
            return blank and not self._abbreviation(at) and not self._runs_on(after)
        item = self.text[self.begin : at].strip()
        if len(item) == 1 and item in self.rules.stops.bullets:
            return False
        if blank:
            return not self._abbreviation(at) and not self._runs_on(after)
        following = self.text[after]
        if following.isascii() and not (following.isalnum() or following in self.rules.starters):
            return False
        if before.isalnum():
            stops = self.rules.stops
            tail = self.text[max(self.begin, at - _LOOK_BACK) : at].rstrip()
            if not tail.endswith(stops.finals) or tail.endswith(stops.not_final):
                return False
        return not self._runs_on(after)

    def _abbreviation(self, at: int) -> bool:
        """Whether the word before `at` is an initial, has points inside (U.S.) or is in the table."""
        window = self.text[max(self.begin, at - _LOOK_BACK) : at].rstrip()
        match = _LATIN_WORD.search(window)
        word = match[0] if match else ""
        if word:
            return len(word) == 1 or "." in word or word.lower() in self.rules.abbreviations
        return window.endswith(self.rules.native_abbreviations)

    def _after_stretch(self, opening: int, closing: int, places: dict[int, int]) -> int | None:
        """Where a sentence is over that a closed quotation or bracket ends; None where it goes on."""
        text, rules = self.text, self.rules
        inner = closing - 1
        while inner > opening and text[inner - 1] in rules.closing:
            inner -= 1
        last = text[inner - 1]
        if last not in rules.inner or (closing < self.end and text[closing] in rules.goes_on.punctuation):
            return None
        blank = self._blank(closing)
        if rules.stop.match(text, closing):
            return None  # the stop outside decides
        lead = text[self.begin : opening].rstrip()
        embedded = bool(lead) and lead[-1] not in rules.goes_on.punctuation
        if text[opening] not in rules.quotation:
            return closing if blank and not embedded else None
        if (embedded and last in rules.soft) or self.rules.goes_on_at(text, closing, self.end):
            return None
        return None if self._touched(closing) else self._with_aside(closing, places, quoted=True)

    def _with_aside(self, after: int, places: dict[int, int], *, quoted: bool) -> int | None:
        """The end of the sentence with the bracket behind it; None where the sentence goes on behind that."""
        at = after
        if self._blank(after):
            blanks = BLANKS.match(self.text, after, self.end)
            at = blanks.end() if blanks else after
        closing = places.get(at)
        if closing is None or self.text[at] in self.rules.quotation:
            return after
        if at > after:  # with a blank before it, only a bracket at the end of the line belongs here
            return closing if _INK.search(self.text, closing, self.end) is None else after
        if self.text[at] not in self.rules.asides:
            return after
        if closing < self.end and self.text[closing] in self.rules.goes_on.punctuation:
            return None
        return None if quoted and self._touched(closing) else closing

    def _touched(self, at: int) -> bool:
        """Whether a letter that touches what closes before `at` goes on with the sentence."""
        return self.rules.goes_on.letters_touching and self.rules.letters.match(self.text, at, self.end) is not None

    def _runs_on(self, at: int) -> bool:
        """Whether the words behind a stop that no quotation mark follows belong to the same sentence."""
        blanks = BLANKS.match(self.text, at, self.end)
        return self.text.startswith(self.rules.goes_on.after_stop, blanks.end() if blanks else at, self.end)

    def _before(self, at: int) -> str:
        """The last visible character before `at`, at most two blanks back; empty where there is none."""
        for place in range(at - 1, max(self.begin, at - 3) - 1, -1):
            if not self.text[place].isspace():
                return self.text[place]
        return ""

    def _blank(self, at: int) -> bool:
        return at >= self.end or self.text[at].isspace()
