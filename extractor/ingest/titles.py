"""The title of a web page without the names of its site and sections."""

import re
from collections.abc import Sequence
from typing import Any

# What stands between a headline and the site's name: ㅣ (U+3163) is a Hangul letter that pages use as a bar.
_BETWEEN = re.compile(r"\s*(?:\||\uff5c|\u3163|--+|::)\s*|\s+[-\u2013\u2014/]\s+")
_LINE = re.compile(r"\s*_\s*")  # weaker: names hold it too, so it counts only where nothing else does
_LAST = re.compile(r"(?<=[^\s-])-(?=[^\s-]{2,20}$|[A-Z]{2,6}[ .]\S)")  # headline-site, no spaces around
_LEAST = 8  # characters that a headline has at least


def choose_title(candidates: Sequence[Any], title_tag: str | None) -> str | None:
    """The headline among what a page calls its title; None if it calls nothing so.

    A candidate that the `<title>` contains is believed, the shortest first if it is long enough; else the longest part
    of the `<title>` between separators.
    """
    names = [_clean(name) for name in candidates if isinstance(name, str) and name.strip()]
    tag = _clean(title_tag) if title_tag else ""
    if not tag:
        return next((_main_part(name) for name in names), None)
    segments = {part.strip() for part in (*_BETWEEN.split(tag), *_LINE.split(tag))}
    named = [name for name in names if name in segments and name != tag]
    if named and len(set(named)) == 1 and not tag.endswith(named[0]):
        return named[0]
    if names and names[0] in tag and names[0] != tag and len(names[0]) >= _LEAST:
        return names[0]
    inside = [name for name in names if (len(name) >= _LEAST and name in tag and not tag.endswith(name)) or name == tag]
    if inside:
        return _main_part(min(inside, key=len))
    return _main_part(tag)


def _main_part(title: str) -> str:
    """The longest part of a title between separators."""
    between = _BETWEEN if _BETWEEN.search(title) else _LINE
    parts = [part.strip() for part in between.split(title) if part and part.strip()]
    longest = max(parts, key=len, default=title)
    if between is _BETWEEN and _LINE.search(longest) and len(_LINE.split(longest)[0]) >= 2 * _LEAST:
        longest = _LINE.split(longest)[0]
    parts = [part.strip() for part in _LAST.split(longest)]
    head = parts[0]
    return head if len(head) >= _LEAST and len(head) > len(parts[-1]) else longest


def _clean(title: str) -> str:
    return " ".join(title.split()).strip(" :|_")
