"""Small annotated articles of our own, written for the tests of scoring, floors and the pytest plugin."""

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

MODULE = "extractor.evaluation.pytest_plugin"
# In an environment that was made before the entry point was declared, the plugin is named by hand.
PLUGIN = () if any(point.value == MODULE for point in entry_points(group="pytest11")) else ("-p", MODULE)

KOREAN = "한빛상사는 지난 14일 매출이 120억원으로 8% 늘었다고 밝혔다. 직원은 3명 줄었다."
CHINESE = "蓝湾集团6月3日宣布，去年净利润达15亿美元，同比增长12%。"


def mention(text: str, surface: str, kind: str, nth: int = 1, **fields: Any) -> dict[str, Any]:
    """A mention of the `nth` occurrence of a surface; `fields` are those beside the span."""
    start = -1
    for _ in range(nth):
        start = text.index(surface, start + 1)
    return {"type": kind, "start": start, "end": start + len(surface), "text": surface, **fields}


def day(iso: str) -> dict[str, str]:
    """The value of a date that is one day."""
    return {"timex": iso, "start": iso, "end": iso}


def korean(**changes: Any) -> dict[str, Any]:
    """An article in Korean, annotated right; `changes` replace fields of the record."""
    text = KOREAN
    mentions = [
        mention(text, "한빛상사", "ORG", entity="e1", optional=True),
        mention(text, "지난 14일", "date", value=day("2016-06-14")),
        mention(text, "120억원", "money", value={"amount": "12000000000", "currency": "KRW", "bound": "exact"}),
        mention(text, "8%", "percent", value={"amount": "8", "unit": "percent", "bound": "exact"}),
        mention(text, "3명", "quantity", value={"amount": "3", "unit": "명", "bound": "exact"}),
    ]
    row = {"id": "한빛-1", "lang": "ko", "published_at": {"value": "2016-06-20", "basis": "metadata"}, "text": text}
    return {**row, "mentions": mentions, "entities": [], **changes}


def chinese(**changes: Any) -> dict[str, Any]:
    """An article in Chinese, annotated right."""
    text = CHINESE
    year = {"timex": "2015", "start": "2015-01-01", "end": "2015-12-31"}
    mentions = [
        mention(text, "蓝湾集团", "ORG", entity="e1"),
        mention(text, "6月3日", "date", value=day("2016-06-03")),
        mention(text, "去年", "date", value=year),
        mention(text, "15亿美元", "money", value={"amount": "1500000000", "currency": "USD", "bound": "exact"}),
        mention(text, "12%", "percent", value={"amount": "12", "unit": "percent", "bound": "exact"}),
    ]
    row = {
        "id": "蓝湾-1",
        "lang": "zh-Hans",
        "published_at": {"value": "2016-06-20", "basis": "metadata"},
        "text": text,
    }
    return {**row, "mentions": mentions, "entities": [], **changes}


def with_value(row: Mapping[str, Any], surface: str, **fields: Any) -> dict[str, Any]:
    """The record with other fields in the value of one mention."""
    mentions = [
        {**item, "value": {**item["value"], **fields}} if item["text"] == surface else item for item in row["mentions"]
    ]
    return {**row, "mentions": mentions}


def write(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """A file of records, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
