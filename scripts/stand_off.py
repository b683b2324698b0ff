"""Keeps annotations of texts that may not be distributed: offsets and values without a word of the text.

    python scripts/stand_off.py strip GOLD.jsonl --source news/ko.jsonl.gz --out corpora/standoff/NAME.jsonl
    python scripts/stand_off.py join corpora/standoff/*.jsonl* --shared ../shared --out build/standoff

`strip` takes the words out of gold articles. `join` looks the texts up by their SHA-256 in the sources that the lines
name (`*.jsonl.gz` with `text`, or `*.txt.gz` with a paragraph a line) and writes whole gold files, one for each
stand-off file (which may be gzipped), for `extractor evaluate` and scripts/train_facts.py. A text that is not found is
an error that names its line. An article of several paragraphs, whose id ends in `:LINE+COUNT`, is so many lines of its
source from that one on.
"""

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from extractor.core.records import sha256

Json = dict[str, Any]
RUN = re.compile(r":(\d+)\+(\d+)$")  # of an id: the first line and how many


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("strip", "join"))
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--source", help="of strip: where the texts lie, below --shared")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True, help="a file of strip's, a folder of join's")
    options = parser.parse_args()
    if options.task == "strip":
        if options.source is None:
            parser.error("strip needs --source")
        lines = [stripped(gold, options.source) for path in options.files for gold in read(path)]
        write(options.out, lines)
        return
    options.out.mkdir(parents=True, exist_ok=True)
    rows = {path: list(read(path)) for path in options.files}
    wanted = {(row["source"], row["sha256"]): row["id"] for lines in rows.values() for row in lines}
    texts = {key: found for source in sorted({s for s, _ in wanted}) for key, found in look_up(options, source, wanted)}
    for path, lines in rows.items():
        for number, row in enumerate(lines, 1):
            if (row["source"], row["sha256"]) not in texts:
                sys.exit(f"{path}:{number}: no text of {row['source']} has the SHA-256 {row['sha256']}")
        write(
            options.out / path.name.removesuffix(".gz"),
            [joined(row, *texts[row["source"], row["sha256"]]) for row in lines],
        )


def stripped(gold: Json, source: str) -> Json:
    """An article's annotation without its words; where they stand is kept."""
    kept: Json = {"source": source, "sha256": sha256(gold["text"])}
    kept |= {key: gold.get(key) for key in ("id", "lang", "published_at")}
    kept["mentions"] = [{key: value for key, value in mention.items() if key != "text"} for mention in gold["mentions"]]
    kept["entities"] = [{key: entity[key] for key in ("id", "type", "mentions")} for entity in gold["entities"]]
    kept["facts"] = [{key: wordless(value) for key, value in fact.items()} for fact in gold["facts"]]
    return kept


def wordless(value: Any) -> Any:
    """A field of a fact without the words that it points at."""
    if isinstance(value, dict) and "start" in value:
        return {key: part for key, part in value.items() if key != "text"}
    return value


def joined(row: Json, text: str, title: str | None) -> Json:
    """The gold article of a stand-off line and its text."""
    gold: Json = {key: row[key] for key in ("id", "lang", "published_at")}
    gold |= {"schema_version": "1.0", "title": title, "text": text}
    gold["mentions"] = [{**mention, "text": text[mention["start"] : mention["end"]]} for mention in row["mentions"]]
    surfaces = {mention["id"]: mention["text"] for mention in gold["mentions"]}
    gold["entities"] = [
        {**entity, "name": max((surfaces[m] for m in entity["mentions"]), key=len)} for entity in row["entities"]
    ]
    gold["facts"] = [{key: worded(value, text) for key, value in fact.items()} for fact in row["facts"]]
    return gold


def worded(value: Any, text: str) -> Any:
    """A field of a fact with the words that it points at."""
    if isinstance(value, dict) and "start" in value:
        return {**value, "text": text[value["start"] : value["end"]]}
    return value


def look_up(
    options: argparse.Namespace, source: str, wanted: dict[tuple[str, str], str]
) -> Iterator[tuple[tuple[str, str], tuple[str, str | None]]]:
    """The texts of a source that are wanted, each with its title."""
    newline = None if source.endswith(".txt.gz") else "\n"  # a carriage return ends a paragraph, too
    with gzip.open(options.shared / source, "rt", encoding="utf-8", newline=newline) as lines:
        found = paragraphs(lines, source, wanted) if source.endswith(".txt.gz") else articles(lines)
        for text, title in found:
            key = (source, sha256(text))
            if key in wanted:
                yield key, (text, title)


def articles(lines: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The texts of a file of JSON lines with their titles."""
    for line in lines:
        row = json.loads(line)
        yield row["text"], row.get("title") or None


def paragraphs(
    lines: Iterable[str], source: str, wanted: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str | None]]:
    """Each line of a file, and the runs of lines that ids name; the first line of a run is its title."""
    runs = [match for (name, _), id_ in wanted.items() if name == source and (match := RUN.search(id_))]
    counts: dict[int, list[int]] = {}
    for run in runs:
        counts.setdefault(int(run[1]), []).append(int(run[2]))
    open_runs: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        yield text, None
        open_runs += [(count, []) for count in counts.get(number, ())]
        for count, parts in open_runs:
            parts.append(text)
            if len(parts) == count:
                yield "\n".join(parts), parts[0]
        open_runs = [run for run in open_runs if len(run[1]) < run[0]]


def read(path: Path) -> Iterator[Json]:
    """The objects of a file, one a line; packed where its name says so."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write(path: Path, lines: list[Json]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    print(f"{path}: {len(lines)} articles")


if __name__ == "__main__":
    main()
