"""Words and sayings made into compiled patterns: the only place that builds regular expressions for values."""

import re
from collections.abc import Iterable, Iterator, Mapping

HANGUL = "\uac00-\ud7a3"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"

# Commas group thousands or ten-thousands and nothing else; a decimal point needs digits on both sides.
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,4}(?:,[0-9]{4})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"


ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}")

_ENDS = "\0"  # in the tree: the word must end here


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest that fits; built as a tree so that its cost is the word's length.

    A space inside a word stands for any white space or none; a space at its end says that no letter follows.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]  # a tree of characters has no finite type
    for word in words:
        node = tree
        for character in word.rstrip():
            node = node.setdefault(character, {})
        if word.endswith(" "):
            node = node.setdefault(_ENDS, {})
        node[""] = {}
    return _branch(tree) if tree else r"(?!)"


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]  # as above
    ends = "" in node
    singles = sorted(c for c, child in node.items() if c and c not in (_ENDS, " ") and list(child) == [""])
    branches = [
        _escape(c) + _branch(child)
        for c, child in sorted(node.items())
        if c and (c in (_ENDS, " ") or list(child) != [""])
    ]
    if len(singles) > 1:
        branches.append("[" + "".join(_escape(c) for c in singles) + "]")
    elif singles:
        branches.append(_escape(singles[0]))
    if not branches:
        return ""
    if len(branches) == 1 and not ends and (len(singles) == 0 or len(node) == 1 or len(singles) == len(node)):
        return branches[0]
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")


def _escape(character: str) -> str:
    if character == _ENDS:
        return f"(?![{HANGUL}{HAN}])"
    return r"\s?" if character == " " else re.escape(character)


def literal(words: str) -> str:
    """A pattern for exactly these words, with or without the white space between them."""
    return "".join(_escape(character) for character in words)


def beginnings(begins: Mapping[str, Iterable[str]]) -> str:
    """A pattern for the first two characters of something: each first one with those that may come next, one white
    space aside; "" is any. A search with it skips quickly, as `re` does where every branch begins with a character."""
    branches = []
    for first, following in sorted(begins.items()):
        characters = sorted(set(following))
        following = "" if "" in characters else rf"\s?[{''.join(map(re.escape, characters))}]"
        branches.append(re.escape(first) + following)
    return "|".join(branches) or "(?!)"


def beginnings_of(words: Iterable[str]) -> str:
    """A pattern for the first two characters of any of `words`."""
    begins: dict[str, set[str]] = {}
    for word in words:
        begins.setdefault(word[0], set()).add(word[1:].lstrip()[:1])
    return beginnings(begins)


class Scan:
    """A pattern that is looked for where a simpler one matches, which `gate` is: all that it may begin with."""

    __slots__ = ("_gate", "pattern")

    def __init__(self, pattern: str, gate: str) -> None:
        self.pattern, self._gate = re.compile(pattern), re.compile(gate)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a text, in order, without overlap."""
        search, match_at, position = self._gate.search, self.pattern.match, 0
        while (found := search(text, position)) is not None:
            match = match_at(text, found.start())
            if match is None:
                position = found.start() + 1
            else:
                yield match
                position = match.end()


def searching(words: Iterable[str], *, before: str = "", after: str = "") -> Scan:
    """A pattern to search a text for any of `words` (group 1) behind `before` and ahead of `after`."""
    words = tuple(words)
    return Scan(f"{before}({one_of(words)}){after}", beginnings_of(words))


class Peek:
    """A pattern that looks at one character, past one white space, before it matches: most places fail there.

    `words` are all that the pattern may begin with; a match has the groups of the pattern.
    """

    __slots__ = ("firsts", "pattern")

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        self.pattern = re.compile(pattern)
        self.firsts = frozenset(word.lstrip()[0] for word in words if word.strip())

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """The match at `position`, or None."""
        character = text[position : position + 1]
        if character.isspace():
            character = text[position + 1 : position + 2]
        return self.pattern.match(text, position) if character in self.firsts else None
