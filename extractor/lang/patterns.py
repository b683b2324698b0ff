"""Words and sayings made into compiled patterns: the only place that builds regular expressions for values."""

import re
from collections.abc import Iterable

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


def one_of_first(words: Iterable[str]) -> str:
    """A lookahead for the first character of any of `words`: a search skips the rest of a text quickly with it."""
    characters = sorted({word[0] for word in words if word.strip()})
    return "(?=[" + "".join(re.escape(character) for character in characters) + "])" if characters else ""


def searching(words: Iterable[str], *, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern to search a text for any of `words` (group 1) behind `before` and ahead of `after`."""
    words = tuple(words)
    return re.compile(f"{one_of_first(words)}{before}({one_of(words)}){after}")


class Peek:
    """A pattern that looks at one character, past one white space, before it matches: most places fail there.

    `words` are all that the pattern may begin with; a match has the groups of the pattern.
    """

    __slots__ = ("_firsts", "pattern")

    def __init__(self, pattern: str, words: Iterable[str]) -> None:
        self.pattern = re.compile(pattern)
        self._firsts = frozenset(word.lstrip()[0] for word in words if word.strip())

    def match(self, text: str, position: int) -> re.Match[str] | None:
        """The match at `position`, or None."""
        character = text[position : position + 1]
        if character.isspace():
            character = text[position + 1 : position + 2]
        return self.pattern.match(text, position) if character in self._firsts else None
