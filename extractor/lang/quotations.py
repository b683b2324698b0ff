"""Which quotation marks and brackets of a line belong together."""

from extractor.lang.sentence_rules import Rules


def closed_stretches(text: str, start: int, end: int, rules: Rules) -> list[tuple[int, int]]:
    """The outermost quotations and brackets of a line that somebody closed, in order, signs included.

    A sign that is never closed, is opened again before it is closed, or is closed too far away protects
    nothing. Every sign is pushed and popped at most once, so a line of marks alone takes linear time.
    """
    waiting: list[tuple[str, int]] = []  # opening signs, each with its place
    counts: dict[str, int] = {}
    stretches: list[tuple[int, int]] = []

    def give_up(opener: str) -> int:
        """Drops what waits down to the last `opener`, and gives that one's place."""
        while True:
            sign, place = waiting.pop()
            counts[sign] -= 1
            if sign == opener:
                return place

    for match in rules.signs.finditer(text, start, end):
        at, sign = match.start(), match[0]
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if sign in rules.apostrophes and _in_a_word(before, after):
            continue
        opener = rules.closing.get(sign)
        opens = sign in rules.opening
        if sign in rules.straight:  # it has no direction: the blanks around it and its forerunner say which it is
            opens = not after.isspace() and (not counts.get(sign) or before.isspace())
            if not counts.get(sign) and before.isdigit():
                continue  # 55": inches
        elif opens and sign in rules.quotation and _turned(text, at, before, end, rules):
            continue
        if opens:
            if counts.get(sign):
                give_up(sign)
            waiting.append((sign, at))
            counts[sign] = counts.get(sign, 0) + 1
        elif opener is not None and counts.get(opener):
            place = give_up(opener)
            if at + 1 - place <= rules.longest[opener]:
                stretches.append((place, at + 1))
    return _outermost(stretches)


def _turned(text: str, at: int, before: str, end: int, rules: Rules) -> bool:
    """Whether an opening mark was typed for a closing one: a word touches it and the sentence goes on behind it."""
    return (before.isalnum() or before in rules.inner) and rules.goes_on_at(text, at + 1, end)


def _in_a_word(before: str, after: str) -> bool:
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _outermost(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    stretches.sort()
    outermost: list[tuple[int, int]] = []
    for start, end in stretches:
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
    return outermost
