"""Blocks: what a line is for, and that no character is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import in_proportion

from extractor.core.errors import TableError
from extractor.ingest import split_blocks
from extractor.ingest.credits import read_credits

ARTICLE = """[하늘투데이 이가람 기자] 가람전자는 지난 14일 서울에서 투자자 대회를 열었다. 200여 명이 참석했다.

▲ 가람전자 본사에서 열린 투자자 대회 (사진=가람전자)

■ 새로운 단계로 가는 길

매출은 지난해보다 48% 늘어날 전망이다. 회사는 앞으로 3년 동안 1조원을 투자한다고 밝혔다.

▲ 김하늘 가람전자 대표

저작권자 © 하늘투데이 무단전재 및 재배포 금지

관련기사
가람전자, 3분기 매출 1조원
"""
SEED = Path(__file__).resolve().parents[2] / "shared" / "seed"


def cut(text: str, lang: str = "ko", title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in split_blocks(text, lang, title)]


def test_an_article_falls_into_the_blocks_that_a_reader_sees() -> None:
    kinds = [kind for kind, _ in cut(ARTICLE)]
    assert kinds == [
        "byline", "paragraph", "caption", "heading", "paragraph", "caption",
        "boilerplate", "boilerplate", "boilerplate",
    ]  # fmt: skip
    assert cut(ARTICLE)[0][1] == "[하늘투데이 이가람 기자]"
    assert cut(ARTICLE)[1][1].startswith("가람전자는 지난 14일")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("（北京6月1日电）国务院召开会议。", "zh-Hans",
         [("dateline", "（北京6月1日电）"), ("paragraph", "国务院召开会议。")]),
        (
            "新华社北京6月1日电（记者 王小明）会议今天召开。",
            "zh-Hans",
            [("dateline", "新华社北京6月1日电"), ("byline", "（记者 王小明）"), ("paragraph", "会议今天召开。")],
        ),
        ("【記者吳小美／編譯】會議今天召開。", "zh-Hant",
         [("byline", "【記者吳小美／編譯】"), ("paragraph", "會議今天召開。")]),
        ("6月1日电影市场火爆。", "zh-Hans", [("paragraph", "6月1日电影市场火爆。")]),
        (
            "(서울=하늘뉴스) 이가람 기자 = 주가가 올랐다.",
            "ko",
            [("dateline", "(서울=하늘뉴스)"), ("byline", "이가람 기자 ="), ("paragraph", "주가가 올랐다.")],
        ),
        (
            "주가가 올랐다. 이가람 기자 garam@sky.kr",
            "ko",
            [("paragraph", "주가가 올랐다."), ("byline", "이가람 기자"), ("boilerplate", "garam@sky.kr")],
        ),
        (
            "주가가 올랐다.(사진=하늘뉴스)이가람기자 garam12@sky.co.kr",
            "ko",
            [("paragraph", "주가가 올랐다."), ("caption", "(사진=하늘뉴스)"), ("byline", "이가람기자"),
             ("boilerplate", "garam12@sky.co.kr")],
        ),
        ("会议今天召开。\n来源链接：http://example.cn/1.pdf", "zh-Hans",
         [("paragraph", "会议今天召开。"), ("boilerplate", "来源链接：http://example.cn/1.pdf")]),
        ("会议今天召开。\n版权所有，未经授权不得转载", "zh-Hans",
         [("paragraph", "会议今天召开。"), ("boilerplate", "版权所有，未经授权不得转载")]),
        ("이가람 기자는 책을 냈다. 독자가 반겼다.", "ko", [("paragraph", "이가람 기자는 책을 냈다. 독자가 반겼다.")]),
        ("▲ 매출 3억원\n▲ 이익 1억원", "ko", [("paragraph", "▲ 매출 3억원"), ("paragraph", "▲ 이익 1억원")]),
    ],
)  # fmt: skip
def test_the_head_and_tail_of_a_line_are_blocks_of_their_own(
    text: str, lang: str, expected: list[tuple[str, str]]
) -> None:
    assert cut(text, lang) == expected


def test_a_first_line_that_is_the_title_is_the_headline() -> None:
    text = "가람전자, 사상 최대 매출\n매출이 1조원이라고 밝혔다."
    assert cut(text, title="가람전자,  사상 최대 매출")[0] == ("headline", "가람전자, 사상 최대 매출")
    assert cut(text)[0][0] == "paragraph"


@pytest.mark.parametrize(
    ("text", "lang", "publisher", "authors"),
    [
        ("[하늘투데이 이가람 기자] 주가가 올랐다.", "ko", "하늘투데이", ("이가람",)),
        ("[하늘일보 이가람·김하늘 기자] 주가가 올랐다.", "ko", "하늘일보", ("이가람", "김하늘")),
        ("[대구=하늘일보 이가람기자] 주가가 올랐다.", "ko", "하늘일보", ("이가람",)),
        ("(서울=하늘뉴스) 이가람 기자 = 주가가 올랐다.", "ko", "하늘뉴스", ("이가람",)),
        ("［하늘경제=이가람 기자］주가가 올랐다.", "ko", "하늘경제", ("이가람",)),
        ("주가가 올랐다. 이가람 기자 garam@sky.kr", "ko", None, ("이가람",)),
        ("【記者吳小美、林大同／綜合報導】會議召開。", "zh-Hant", None, ("吳小美", "林大同")),
        ("天空网讯（记者 王小明）会议召开。", "zh-Hans", "天空网", ("王小明",)),
        ("会议召开。\n(责任编辑：王小明)", "zh-Hans", None, ()),
        ("주가가 올랐다.", "ko", None, ()),
    ],
)
def test_a_byline_names_the_paper_and_the_reporter(
    text: str, lang: str, publisher: str | None, authors: tuple[str, ...]
) -> None:
    assert read_credits(text, lang, split_blocks(text, lang)) == (publisher, authors)


PIECES = st.sampled_from([
    "가람전자", " 이가람 기자", "\n", "\r\n", "▲ ", "■ ", "(사진=뉴스)", "[서울=하늘뉴스]", "。",
    ". ", "记者", "（", "）", "【", "】", "版权所有", "관련기사",
    "\u3000\u3000", "garam@sky.kr",
    "6月1日电", "原标题：", "来源：", "\u200b", "©", "=", "/", " ",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["ko", "zh-Hans", "zh-Hant"]))
def test_blocks_stand_in_order_are_trimmed_and_lose_nothing(text: str, lang: str) -> None:
    at = 0
    for block in split_blocks(text, lang):
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip().strip("\u200b").strip()
        inside = text[block.start : block.end]
        assert inside == inside.strip()
        at = block.end
    assert not text[at:].replace("\u200b", "").strip()


def test_the_time_grows_with_the_text_and_not_faster() -> None:
    line = "가람전자는 매출이 늘었다고 밝혔다. 시장은 이를 반겼다.\n"
    assert in_proportion(lambda lines: split_blocks(line * lines, "ko"), 1000, 8000)


def test_a_language_without_tables_is_an_error() -> None:
    with pytest.raises(TableError, match="ja"):
        split_blocks("text", "ja")


@pytest.mark.skipif(not SEED.exists(), reason="the shared material is not here")
def test_the_seed_article_has_its_byline_captions_headings_and_boilerplate() -> None:
    text = next(SEED.glob("*.txt")).read_text(encoding="utf-8")
    kinds = [kind for kind, _ in cut(text)]
    assert kinds[:2] == ["byline", "paragraph"]
    assert (kinds.count("caption"), kinds.count("heading"), kinds[-2:]) == (2, 3, ["boilerplate", "boilerplate"])
