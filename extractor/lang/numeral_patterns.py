"""How one language writes numerals, compiled."""

import re

from extractor.lang.number_tables import NumberTable
from extractor.lang.patterns import ARABIC, HANGUL, one_of

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"  # fractions that are one character

PREFIXES = {"k": 3, "K": 3, "M": 6}  # letters behind a number: its power of ten; 5G is no number, but a network

_GROUPS = 10  # magnitudes behind Western digits: what goes on is a row of amounts, which is read in pieces of this size


class Traps:
    """Words that hold a numeral and are none, looked up from the place where the numeral stands in them."""

    def __init__(self, table: NumberTable, firsts: str) -> None:
        found: dict[str, dict[int, list[str]]] = {}
        for word in table.traps:
            for offset, character in enumerate(word.rstrip()):
                if character in firsts:
                    found.setdefault(character, {}).setdefault(offset, []).append(word)
        # By the numeral's first character: how far before it a trap begins, with which characters, which come next
        # (white space aside, "" is any), and its pattern.
        self._by_character = {
            character: [
                (
                    offset,
                    frozenset(trap[0] for trap in traps),
                    frozenset(trap[1:].strip()[:1] for trap in traps),
                    re.compile(one_of(traps)),
                )
                for offset, traps in sorted(by_offset.items())
            ]
            for character, by_offset in found.items()
        }
        self._not_after = frozenset(table.trap_not_after)
        # A numeral after all: a trap whose end begins one of these, and one of numerals alone that goes on to a myriad.
        self._not_before = re.compile(one_of(table.trap_not_before))
        below = "".join([*table.digits, *table.small])
        small, large = "".join(table.small), "".join(table.large)
        self._goes_on = re.compile(rf"\s?[{below}]*[{small}][{below}]*[{large}]")
        self._numerals = re.compile(rf"[{below}{large}]+")

    def end(self, text: str, start: int) -> int:
        """Where the trap around `start` ends, or `start` if there is none."""
        candidates = self._by_character.get(text[start])
        if candidates is None:
            return start
        whole = start > 0 and text[start - 1] in self._not_after  # only a trap that holds this character too
        for offset, firsts, seconds, pattern in candidates:
            at = start - offset
            if whole <= offset <= start and text[at] in firsts:
                second = text[at + 1 : at + 2]
                if second not in seconds and "" not in seconds and not second.isspace():
                    continue
                match = pattern.match(text, at)
                if match is not None and match.end() > start and not self._counts(text, match):
                    return match.end()
        return start

    def _counts(self, text: str, trap: re.Match[str]) -> bool:
        """Whether what begins like a trap is a numeral: nine trillion seven hundred billion, not a structure."""
        if self._not_before.match(text, trap.end() - 1):
            return True
        return self._numerals.fullmatch(trap[0]) is not None and self._goes_on.match(text, trap.end()) is not None


class NumeralPatterns:
    """The numeral, its tokens, its infix and the words that only look like one."""

    def __init__(self, table: NumberTable, codes: tuple[str, ...]) -> None:
        coded = f"(?<={'|'.join(codes)})" if codes else "(?!)"  # EUR29.99: all codes have three letters
        magnitudes = "[" + "".join([*table.small, *table.large]) + "]"
        infix = "(?:" + "|".join(table.infix) + ")" if table.infix else "(?!)"
        words = "".join([*table.digits, *table.small, *table.large, *table.several])
        digits = "[" + "".join(table.digits) + "]"
        # Behind a magnitude of a language with particles, a syllable alone is one of them: 3억이 is no 300,000,002.
        behind = rf"{digits}+(?={magnitudes})" if table.words_need_boundary else f"{digits}+"
        rest = rf"(?:(?:\s?{infix}\s?|\s?){magnitudes}+(?:\s?{ARABIC}|{behind})?){{0,{_GROUPS}}}"
        guard = rf"(?<![A-Za-z{HANGUL}0-9])" if table.words_need_boundary else ""
        large = "[" + "".join(table.large) + "]"  # not the small ones: 三点二十分 is an hour
        point = rf"(?:[ ]?[{''.join(table.point)}][ ]?{digits}+{large}*)?" if table.point else ""
        gap = rf"[ ]{magnitudes}|(?<={magnitudes})[ ](?=[{words}])"  # a space inside stands beside a magnitude
        word = rf"{guard}[{words}](?:[{words}]|{gap})*{point}(?:[ ]?{infix}[ ]?{magnitudes}+)?"
        if table.words_need_boundary:  # words of a language with spaces may be spaced after a myriad
            spaced = rf"(?:\s[{words}]*{magnitudes}[{words}]*){{0,{_GROUPS}}}"
            word = rf"{guard}[{words}]+{point}(?:{infix}{magnitudes}+)?{spaced}"
        tens = [w for w, v in table.native.items() if v.isdigit() and int(v) >= 10 and int(v) % 10 == 0]
        ones = [w for w in table.native if w not in tens]
        scores = [w for w in tens if int(table.native[w]) >= 20]  # ten is also a form of a verb and begins other words
        places = sorted((n, c) for c, n in table.small.items() if n >= 100)[::-1]  # thousands, then hundreds
        hundreds = "".join(rf"(?:{digits}?{c})?" for _, c in places) + f"(?={one_of(scores)})"
        counted = rf"{one_of(scores)}\s{one_of(ones)}|{one_of(tens)}{one_of(ones)}|{one_of([*tens, *ones])}"
        native = rf"{guard}(?:{hundreds})?(?:{counted})" if table.native else "(?!)"
        self.hundreds = re.compile(hundreds)
        self.infix = re.compile(rf"\s?{infix}") if table.infix else None
        first = sorted({w[0] for w in (*table.digits, *table.small, *table.large, *table.several, *table.native)})
        # Most numbers are digits with none of what may go on: to see that first takes half the time.
        goes_on = "".join(word[0] for word in (*table.small, *table.large, *table.infix))
        plain = rf"[0-9]++(?:\.[0-9]++)?+(?![0-9.,]|\s?[{goes_on}])"
        self.numeral = re.compile(
            rf"(?:(?<![A-Za-z0-9])(?<![A-Za-z]-)|{coded})(?P<arabic>{plain}|{ARABIC}{rest})"
            rf"|(?P<native>{native})|(?P<word>{word})"
        )
        # Where one may begin: a set of characters first, which `re` finds quickly, and then the look before it.
        begins = "".join(first)
        bounded = rf"(?:(?<=[0-9])|(?<![A-Za-z{HANGUL}0-9][{begins}]))" if table.words_need_boundary else ""
        self.begins = re.compile(f"[0-9{begins}]{bounded}")
        self.traps = Traps(table, "".join([*first, "0123456789"]))
        self.token = re.compile(rf"{ARABIC}|{infix}|\s|.")
        self.native = re.compile(rf"(?:{hundreds})?(?:{counted})" if table.native else "(?!)")
        unguarded = rf"[{words}]+{point}" if table.words_need_boundary else word
        self.bare = re.compile(rf"{ARABIC}{rest}|{one_of([*tens, *ones])}|{unguarded}")
        self.prefixed = re.compile(rf"({ARABIC}|\.[0-9]+)\s?([{''.join(PREFIXES)}])")
        self.scientific = re.compile(rf"({ARABIC})[eE]([+-]?[0-9]{{1,2}})")
        fraction = one_of(table.fractions)
        self.fraction = re.compile(rf"(?:(.+?)(?:{one_of(table.mixed)}))?(.+?){fraction}(.+)")
        self.slashed = re.compile(r"(?:([0-9]+)\s+)?([0-9]+)\s?/\s?([0-9]+)")
        self.cut = re.compile(r"\s\S*$")
