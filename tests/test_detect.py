"""Which language a text is in."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.lang.detect import detect
from extractor.lang.segmenter_table import load_table

SHARED = Path(__file__).parents[2] / "shared"

TEXTS = {
    "3조 2,500억": "ko",
    "삼성전자": "ko",
    "韓美日 3국": "ko",
    "경애하는 동지께서 朝鮮民主主義人民共和國 國務委員會에서 연설하시였다": "ko",
    "그는 “学而时习之，不亦说乎。”라는 논어의 구절을 인용했다.": "ko",
    "가나전자(三星電子股份有限公司集團)": "ko",
    "Microsoft Azure 출시": "ko",
    "\u1112\u1161\u11ab\u1100\u116e\u11a8": "ko",
    "中美两国": "zh-Hans",
    "35亿元": "zh-Hans",
    "金融": "zh-Hans",
    "三星电子（삼성전자）发布财报": "zh-Hans",
    "iPhone 15 Pro Max 发布": "zh-Hans",
    "中美兩國": "zh-Hant",
    "新台幣": "zh-Hant",
    "北京真會打稀土王牌反制美？": "zh-Hant",
    "日本銀行は金融政策決定会合を開いた。": None,
    "米国株続落、円安進行": None,
    "Samsung Electronics (삼성전자) said on Monday that it would buy": None,
    "Привет, мир": None,
    "Hello": None,
    "10% … 2,500": None,
    "": None,
}


@pytest.mark.parametrize(("text", "lang"), TEXTS.items())
def test_a_text_is_in_the_language_that_its_reader_names(text: str, lang: str | None) -> None:
    assert detect(text) == lang


def test_characters_called_japanese_are_in_no_chinese_character_set() -> None:
    for character in load_table("zh").detection.foreign_characters:
        assert not character.encode("gb2312", "ignore") and not character.encode("big5", "ignore"), character


def test_an_english_article_with_one_korean_name_is_not_korean() -> None:
    assert detect("The company said on Monday that profit rose. " * 20 + "삼성전자 이재용") is None


@given(st.text())
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert detect(text) in {"ko", "zh-Hans", "zh-Hant", None}


@pytest.mark.skipif(not SHARED.exists(), reason="the collections lie outside of the project")
@pytest.mark.parametrize("name", ["ko", "zh"])
def test_real_articles_are_known_by_their_text_and_by_its_beginning(name: str) -> None:
    with gzip.open(SHARED / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    # One article has the same paragraph in both scripts, one after the other.
    assert sum(detect(row["text"]) != row["lang"] for row in rows) <= 1
    assert sum(detect(row["text"][:100]) != row["lang"] for row in rows) <= 1
