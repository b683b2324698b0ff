"""Prints how many of the pages in a folder with an `expected.json` are read, with the right title and day.

    python scripts/check_html.py [FOLDER] [--misses]

A title is right when it is the hand-verified one where there is one, else any of those that the gold file or the page
itself gives (og:title, a single h1). A day is right likewise: hand-verified, else gold, else the page's own metadata.
"""

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from extractor.core.records import Article
from extractor.ingest import IngestOptions, read_path

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "html"


def titles(page: dict[str, Any]) -> list[str]:
    """The titles of a page that count as right; empty where none is given."""
    hand, gold, meta = page["hand_verified"] or {}, page["gold"] or {}, page["page_meta"]
    if hand:  # checked by a person: where no title was given, the page's own were wrong
        return [hand["title"]] if hand.get("title") else []
    given = [gold.get("title"), meta.get("og_title"), *(meta["h1"] if len(meta["h1"]) == 1 else [])]
    return [title for title in given if title]


def day(page: dict[str, Any]) -> str | None:
    """The day of publication of a page, None where none is given."""
    hand, gold, meta = page["hand_verified"] or {}, page["gold"] or {}, page["page_meta"]
    value = hand.get("date") or gold.get("date") or meta.get("date")
    return value[:10].replace("/", "-") if value else None


def plain(title: str) -> str:
    """A title without what typography may change."""
    return "".join(unicodedata.normalize("NFKC", title).split())


def measure(folder: Path, misses: bool = False) -> dict[str, tuple[int, int]]:
    """Right and given, by what is measured."""
    counts = {name: [0, 0] for name in ("read", "title", "day", "encoding")}

    def count(name: str, right: bool, what: str) -> None:
        counts[name][0] += right
        counts[name][1] += 1
        if misses and not right:
            print(f"{name:9}{what}")

    for page in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
        result = next(read_path(folder / (page["file"] + ".gz"), IngestOptions()))
        article = result if isinstance(result, Article) else None
        count("read", article is not None, f"{page['file']}: {result if article is None else ''}")
        if expected := titles(page):
            found = article.title if article and article.title else ""
            count("title", plain(found) in map(plain, expected), f"{page['file']}: {found!r}, not {expected}")
        if expected_day := day(page):
            value = article.published_at.value if article and article.published_at else ""
            count("day", value[:10] == expected_day, f"{page['file']}: {value!r}, not {expected_day!r}")
        encoding = {"euc-kr": "cp949"}.get(page["actual_encoding"], page["actual_encoding"])
        count("encoding", article is not None and article.encoding == encoding, page["file"])
    return {name: (right, given) for name, (right, given) in counts.items()}


def main() -> None:
    """Measures the folder that the command line names."""
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    for name, (right, given) in measure(Path(named[0]) if named else FOLDER, "--misses" in sys.argv).items():
        print(f"{name:9}{right:3} of {given:3}  {right / given:.1%}")


if __name__ == "__main__":
    main()
