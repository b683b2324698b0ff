"""Web pages: main text, and a title without the names of its site."""

import json
import sys
from pathlib import Path

import pytest

from extractor.core.errors import ArticleError
from extractor.ingest.html import read_html
from extractor.ingest.titles import choose_title

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "html"
BODY = "".join(
    f"<p>가람전자는 {n}년 동안 매출이 해마다 늘었다고 밝혔다. 시장은 이를 크게 반겼다고 한다.</p>" for n in range(1, 9)
)


@pytest.mark.parametrize(
    ("candidates", "tag", "title"),
    [
        (["가람전자, 매출 1조원"], "가람전자, 매출 1조원 - 하늘뉴스", "가람전자, 매출 1조원"),
        ([], "가람전자, 매출이 1조원을 넘다 | 경제 | 하늘뉴스", "가람전자, 매출이 1조원을 넘다"),
        ([], "天空公司今年营业收入超过十亿元_新浪财经_新浪网", "天空公司今年营业收入超过十亿元"),
        ([], "하늘일보 모바일 :: 가람전자 매출이 크게 늘다", "가람전자 매출이 크게 늘다"),
        ([], "天空公司今年营业收入超过十亿元-天空网", "天空公司今年营业收入超过十亿元"),
        ([None, "无关的推广标题"], "天空公司今年营业收入超过十亿元 | 天空网", "天空公司今年营业收入超过十亿元"),
        (["그냥 제목이다"], None, "그냥 제목이다"),
        ([], None, None),
    ],
)
def test_a_title_loses_the_names_of_site_and_section(candidates: list[str], tag: str | None, title: str | None) -> None:
    assert choose_title(candidates, tag) == title


def test_linked_data_gives_date_author_and_publisher() -> None:
    linked = {"@type": "NewsArticle", "headline": "가람전자, 매출 1조원", "datePublished": "2016-06-20T14:30:00+09:00",
              "author": [{"name": "이가람"}], "publisher": {"name": "하늘뉴스"}}  # fmt: skip
    page = (
        f'<html><head><script type="application/ld+json">{json.dumps(linked)}</script></head><body>{BODY}</body></html>'
    )
    draft = read_html(page)
    assert draft.published_at is not None
    assert draft.published_at.value == "2016-06-20T14:30:00"
    assert (draft.title, draft.authors, draft.publisher) == ("가람전자, 매출 1조원", ("이가람",), "하늘뉴스")


def test_an_article_that_a_script_holds_for_the_browser_is_found() -> None:
    page = (
        f'<html><body><div id="app"></div><script>window.data = {{"html": {json.dumps(BODY)}}}</script></body></html>'
    )
    assert "매출이 해마다 늘었다고" in read_html(page).text


def test_a_page_of_links_has_no_article() -> None:
    with pytest.raises(ArticleError, match="no main text"):
        read_html("<html><body><ul><li><a href='/a'>홈</a></li><li><a href='/b'>경제</a></li></ul></body></html>")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared material is not here")
def test_the_shared_pages_all_go_through_with_the_right_titles_and_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.delitem(sys.modules, "check_html", raising=False)
    import check_html

    counts = check_html.measure(SHARED)
    shares = {name: right / given for name, (right, given) in counts.items()}
    assert (shares["read"], shares["encoding"]) == (1.0, 1.0)
    assert shares["title"] >= 0.85
    assert shares["day"] >= 0.95
