"""Annotated articles for the tests of formats: texts that trip offsets, and a strategy that makes any."""

import string
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.registry import FORMATS
from extractor.evaluation.formats.shape import TYPES, shaped

NFD = "\u1109\u1161\u11b7\u1109\u1165\u11bc"  # 삼성, as a Mac writes it
ARTICLES: dict[str, dict[str, Any]] = {
    "emoji": {
        "id": "2016/emoji:1",
        "lang": "ko",
        "title": '📈 <실적> & "전망"',
        "publisher": "경제 신문",
        "authors": ["김 기자"],
        "published_at": {"value": "2016-06-20T09:00:00", "basis": "user"},
        "text": "😀 카카오(🍫Kakao)는 지난 14일 10~20억원을 🚀 썼다.\r\n\r\n𠮷野家 36%↑ 😀😀",
        "mentions": [
            {"type": "ORG", "start": 2, "end": 5, "entity": "e7", "confidence": 0.97, "rule": "kb"},
            {"type": "ORG", "start": 6, "end": 12, "entity": "e7"},
            {
                "type": "date",
                "start": 15,
                "end": 21,
                "value": {"timex": "2016-06-14", "start": "2016-06-14", "end": "2016-06-14", "mod": "until"},
            },
            {
                "type": "money",
                "start": 22,
                "end": 29,
                "value": {"low": "1000000000", "high": "2000000000", "currency": "KRW", "bound": "nearly"},
                "optional": True,
            },
            {"type": "PERSON", "start": 40, "end": 43, "entity": "e2"},
            {"type": "percent", "start": 44, "end": 47, "value": {"amount": "36", "unit": "percent", "bound": "over"}},
        ],
        "entities": [
            {"id": "e2", "type": "PERSON", "name": "𠮷野家", "mentions": ["m5"], "title": "사장", "affiliation": "e7"},
            {
                "id": "e7",
                "type": "ORG",
                "name": "🍫Kakao",
                "names": {"ko": ["카카오"], "en": ["🍫Kakao"]},
                "mentions": ["m1", "m2"],
                "kb": {"id": "kakao", "tickers": ["KRX:035720"]},
            },
        ],
        "facts": [{"id": "f1", "value": "m4", "metric": None, "period": "m3"}],
    },
    "nfd": {
        "id": "nfd",
        "lang": "ko",
        "published_at": None,
        "text": f"{NFD}은 3\u1103\u1161\u11af 만에\n阿里巴巴와 Ａ社의 10년물을 1/3 샀다",
        "mentions": [
            {"type": "ORG", "start": 0, "end": 6, "entity": "e1"},
            {"type": "duration", "start": 8, "end": 12, "value": {"timex": "P3M", "bound": "nearly"}},
            {"type": "ORG", "start": 16, "end": 20, "entity": "e2"},
            {"type": "quantity", "start": 26, "end": 29, "value": {"amount": "10", "unit": None, "bound": "exact"}},
            {"type": "duration", "start": 26, "end": 29, "value": {"timex": "P10Y", "bound": "at_most"}},
            {"type": "PRODUCT", "start": 22, "end": 35, "entity": "e3"},
            {"type": "multiple", "start": 32, "end": 35, "value": {"amount": "1/3", "bound": "exact"}},
        ],
    },
    "bare": {"id": "bare", "lang": "zh-Hans", "text": "\n\r\n没有数字。\n\n\t完　\n", "mentions": []},
    "no values": {
        "id": "no values",
        "text": "去年 # 净利润15亿美元，每年\u3000三成\n",
        "mentions": [
            {"type": "date", "start": 0, "end": 2, "value": None},
            {"type": "money", "start": 8, "end": 13},
            {"type": "set", "start": 14, "end": 16, "value": {"timex": "P1Y"}},
            {"type": "percent", "start": 17, "end": 19, "note": "检查"},
        ],
    },
}


def article(name: str) -> dict[str, Any]:
    """The record of one of the articles."""
    return shaped(ARTICLES[name], {}, Counter())


Spans = list[tuple[str, str]]


def wrote(name: str, folder: Path, articles: tuple[str, ...] = ("emoji",)) -> Path:
    known = FORMATS[name]
    out = folder / "out" if known.folder else folder / f"out{known.suffixes[0]}"
    known.write([article(each) for each in articles], out, Conversion())
    return out


def reads(name: str, path: Path, conversion: Conversion | None = None) -> list[dict[str, Any]]:
    conversion = conversion or Conversion()
    found = list(FORMATS[name].read(path, conversion))
    assert conversion.failures == []
    return found


def spans(record: dict[str, Any]) -> Spans:
    return [(mention["type"], mention["text"]) for mention in record["mentions"]]


_LETTERS = "가나다삼성\u1109\u1161\u11b7漢字买𠮷𪚥😀👨\u200dé\u0301Ａ1３0 aB.,#-<&>\"'|;\\_=%\t\n\r\u3000\u00a0"
_VALUES = {
    "money": {"amount": "189", "currency": "CNY", "currency_basis": "explicit", "bound": "exact"},
    "percent": {"amount": "-0.5", "unit": "basis_point", "bound": "approx"},
    "multiple": {"amount": "1/3", "bound": "exact"},
    "quantity": {"low": "1", "high": "2", "unit": None, "bound": "at_least"},
    "ordinal": {"amount": "3"},
    "date": {"timex": "2016-Q3", "start": "2016-07-01", "end": "2016-09-30", "mod": None, "resolved": True},
    "time": {"timex": "T15:30"},
    "duration": {"timex": "P3D", "bound": "under"},
    "set": {"timex": "P1W"},
}


@st.composite
def articles(draw: st.DrawFn) -> dict[str, Any]:
    """A record of any text; its mentions may overlap, have no value, name one entity. No two are the same span."""
    text = draw(st.text(st.sampled_from(_LETTERS), min_size=1, max_size=40).filter(lambda text: text.strip()))
    solid = [at for at, character in enumerate(text) if not character.isspace()]
    spans = draw(st.lists(st.tuples(st.sampled_from(solid), st.sampled_from(solid)), max_size=5))
    mentions: list[dict[str, Any]] = []
    seen = set()
    for a, b in spans:
        kind = draw(st.sampled_from(TYPES))
        mention: dict[str, Any] = {"type": kind, "start": min(a, b), "end": max(a, b) + 1}
        if tuple(mention.values()) in seen:
            continue
        seen.add(tuple(mention.values()))
        if kind in _VALUES and draw(st.booleans()):
            mention["value"] = _VALUES[kind]
        if kind not in _VALUES:
            mention["entity"] = draw(st.sampled_from(("e1", "e2", "x")))
        if draw(st.booleans()):
            mention["optional"] = True
        mentions.append(mention)
    name = draw(st.text(st.sampled_from(string.ascii_letters + "가漢😀/.#%: "), min_size=1, max_size=8))
    found = {"id": name.strip() or "x", "lang": draw(st.sampled_from(("ko", "zh-Hant"))), "text": text}
    return shaped({**found, "mentions": mentions}, {}, Counter())
