"""Writes docs/rules.md from the catalogue of rules, the tables and the sentences of corpora/spec.

    python scripts/write_docs.py [--check]

With --check nothing is written: exit status 1 if the page is not what would be written.
"""

import datetime as dt
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from extractor.kinds.reader import ValueReader
from extractor.kinds.rules import RULES, SUFFIXES, date_fields
from extractor.lang.lexicon import load_lexicon
from extractor.lang.money_tables import load_amounts

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules.md"
SPEC = ROOT / "corpora" / "spec"
DAY = dt.date(2024, 5, 16)  # on which the examples of the tables are read
LANGUAGES = {"ko": "ko", "zh": "zh-Hans"}  # folder of the spec -> language of a sentence that names none

HEAD = """# Rules

Written by `scripts/write_docs.py`: change the catalogue in `extractor/kinds/rules.py`, not this page.

`rule` in a record is the id of the rule that read the mention; `extractor explain` shows it with its table row
([how](explain.md)). Ids are stable and hold no word of any language. The names' rules (`kb`, `person-title` and so on)
are those of `extractor/entities/`.

"""
DATES = """
## Dates

The id of a date lists what its words fix, from the year down to the day, with dots between:
`date.y-1.q` is a quarter of the year before the publication's. `@` counts from what the text speaks of, `~` from the
year that the sentence names; `to` stands between the ends of a range. {count} ids of dates are met in the
corpora of this project.

"""


def examples() -> dict[str, str]:
    """For each rule id the first text that it reads, in the tables' examples and the sentences of the spec."""
    found: dict[str, str] = {}
    readers = {lang: ValueReader(lang) for lang in ("ko", "zh-Hans", "zh-Hant")}
    for lang, text, day in _texts():
        for reading in readers[lang].read(text, published_at=day, sentences=[(0, len(text))]):
            found.setdefault(reading.rule, " ".join(text[reading.start : reading.end].split()))
    return found


def _texts() -> Iterator[tuple[str, str, dt.date | None]]:
    for lang in LANGUAGES.values():
        for table in (load_lexicon(lang), load_amounts(lang)):
            yield from ((lang, text, DAY) for text in _examples(table))
    for folder, lang in LANGUAGES.items():
        for path in sorted((SPEC / folder).glob("*.toml")):
            for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]:
                day = row.get("published_at")
                yield row.get("lang", lang), row["text"], dt.date.fromisoformat(day) if day else None


def _examples(table: object) -> Iterator[str]:
    """The examples of a table and of its rows: the fields `example` and `examples`, a text or texts with answers."""
    for name, value in table if isinstance(table, BaseModel) else ():
        if name in ("example", "examples"):
            yield from [value] if isinstance(value, str) else value
        else:
            for row in value if isinstance(value, tuple) else (value,):
                yield from _examples(row)


def page() -> str:
    """The page of rules."""
    seen = examples()
    lines = [HEAD + "| id | reads | example |\n|---|---|---|\n"]
    for rule, says in RULES.items():
        stem = rule.removesuffix("<code>")
        ids = (i for i in seen if i == rule or ("<" in rule and i.startswith(stem) and len(i) == len(stem) + 3))
        shown = next(ids, None)
        example = f"`{seen[shown]}`" + (f" is `{shown}`" if shown != rule else "") if shown else ""
        lines.append(f"| `{rule}` | {says} | {example} |\n")
    lines.append("\nBehind an id may stand:\n\n| suffix | reads | example |\n|---|---|---|\n")
    for suffix, says in SUFFIXES.items():
        shown = next((i for i in sorted(seen) if i.endswith(suffix) and i not in RULES), None)
        lines.append(f"| `{suffix}` | {says} | {f'`{seen[shown]}` is `{shown}`' if shown else ''} |\n")
    dates = {i: text for i, text in seen.items() if i.startswith("date.") and i not in RULES}
    lines.append(DATES.format(count=len(dates)) + "| field | fixes | example |\n|---|---|---|\n")
    for field, says in date_fields().items():
        shown = min((i for i in dates if field in i.split(".")), key=lambda i: (i.count("."), i), default=None)
        lines.append(f"| `{field}` | {says} | {f'`{dates[shown]}` is `{shown}`' if shown else ''} |\n")
    return "".join(lines)


def main(arguments: list[str]) -> int:
    """The exit status: 1 if the page is to be checked and is out of date."""
    text = page()
    if "--check" in arguments:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("docs/rules.md is up to date" if current else "docs/rules.md is out of date: run scripts/write_docs.py")
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8")
    print(PAGE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
