"""Web pages to drafts of articles: main text, title, authors, publisher, date. This is the door to trafilatura."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.core.errors import ArticleError
from extractor.core.records import PublishedAt
from extractor.ingest.bylines import forms
from extractor.ingest.dates import read_date, time_of_day
from extractor.ingest.structured import Draft, read_authors
from extractor.ingest.titles import choose_title
from extractor.lang.blocks import load_blocks

_SHORT = 200  # characters below which another way of extraction may find the real article
_LEAST = 20  # characters below which there is no article
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
    "publishdate",
    "publish_date", "publish-date", "published_time", "publication_date", "article_date_original", "dc.date.issued",
    "dcterms.created", "sailthru.date", "parsely-pub-date", "weibo: article:create_at", "date",
)  # fmt: skip
_DOMAIN = re.compile(r"^[\w.-]+\.[a-z]{2,}$|https?:|@", re.IGNORECASE)
_NAME = re.compile(
    "[\uac00-\ud7a3]{2,4}|[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}"
    "|[A-Z][a-z]+(?: [A-Z][a-z.]+){1,3}"
)
_STRING = re.compile(r'"(?:[^"\\]|\\.){400,}"')
_PROSE = re.compile(r".{25,}[.!?\u3002\uff01\uff1f\u201d\"]\s*$|.{80,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says about itself in its head."""

    meta: dict[str, str]
    linked: tuple[dict[str, Any], ...]  # its JSON-LD objects
    headings: tuple[str, ...]
    title_tag: str | None


def read_html(html: str) -> Draft:
    """The draft of the article on a page. Raises `ArticleError` for a page without one.

    Offsets will point into the extracted main text, not into the page.
    """
    import trafilatura

    tree = trafilatura.load_html(html)
    if tree is None:
        raise ArticleError("no article", "the page cannot be parsed as HTML")
    page = _head(tree)
    found = _extract(html)
    text = _text(html, found, page)
    title = choose_title(
        [
            page.meta.get("og:title"),
            *(item.get("headline") for item in page.linked),
            found.get("title"),
            *page.headings,
        ],
        page.title_tag,
    )
    day = _published(page, found, html)
    publisher = _publisher(page, found)
    return Draft(
        text=text,
        title=title,
        publisher=publisher,
        authors=_people([item.get("author") for item in page.linked], publisher),
        guessed_authors=_people(found.get("author"), publisher),
        published_at=PublishedAt(value=_with_time(day, tree), basis="metadata") if day else None,
    )


def _extract(html: str, favor_recall: bool = False) -> dict[str, Any]:
    import trafilatura

    # A fixed last day keeps the clock out of it: trafilatura would take today's.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}
    document = trafilatura.bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_recall=favor_recall,
        date_extraction_params=dates,
    )
    return document if isinstance(document, dict) else document.as_dict() if document is not None else {}


def _text(html: str, found: dict[str, Any], page: _Page) -> str:
    """The main text by the first way that gives enough of it."""
    import trafilatura

    text = str(found.get("text") or "")
    if len(text) >= _SHORT:
        return text
    generous = str(_extract(html, favor_recall=True).get("text") or "")
    stated = [body for item in page.linked if isinstance(body := item.get("articleBody"), str)]
    for other in (generous, *stated):
        if len(other) > 2 * len(text):
            text = other
    if len(text) >= _LEAST and (len(text) >= _SHORT or _PROSE.search(text)):
        return text
    for other in (trafilatura.baseline(html)[1], trafilatura.html2txt(html)):
        if len(other) >= _LEAST and _PROSE.search(other):
            return str(other)
    hidden = _hidden(html)
    if len(hidden) > len(text):
        return hidden
    if len(text) >= _LEAST:
        return text
    raise ArticleError("no article", "the page has no main text: no paragraph of prose was found in it")


def _hidden(html: str) -> str:
    """The article that a page keeps as a string in a script, for the browser to show: the longest with paragraphs."""
    import trafilatura

    found = ""
    for match in _STRING.finditer(html):
        try:
            value = json.loads(match[0])
        except ValueError:
            continue
        if isinstance(value, str) and value.count("</p>") > 1 and len(value) > len(found):
            found = value
    return str(trafilatura.html2txt(f"<html><body>{found}</body></html>")) if found else ""


def _head(tree: Any) -> _Page:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.lower(), content)
    scripts = [element.text or "" for element in tree.iter("script") if "ld+json" in (element.get("type") or "")]
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    titles = [" ".join(element.text_content().split()) for element in tree.iter("title")]
    return _Page(meta, tuple(_linked(scripts)), tuple(filter(None, headings)), next(filter(None, titles), None))


def _linked(scripts: list[str]) -> Iterator[dict[str, Any]]:
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue  # pages with broken JSON-LD still have their text
        items = data if isinstance(data, list) else [data]
        for item in items:
            if isinstance(item, dict):
                graph = item.get("@graph")
                members = graph if isinstance(graph, list) else [item]
                yield from (member for member in members if isinstance(member, dict) and "headline" in member)


def _published(page: _Page, found: dict[str, Any], html: str) -> str | None:
    values = [page.meta.get(name) for name in _PUBLISHED[:1]]
    values += [item.get("datePublished") for item in page.linked]
    values += [page.meta.get(name) for name in _PUBLISHED[1:]]
    day = next((day for value in values if (day := read_date(value))), None)
    return day or read_date(found.get("date")) or _searched(html)


def _searched(html: str) -> str | None:
    """The day that trafilatura's wide search finds, if the page really writes that whole day somewhere."""
    import trafilatura

    dates = {"extensive_search": True, "original_date": True, "max_date": "2099-12-31"}
    found = read_date(trafilatura.extract_metadata(html, date_config=dates).date)
    if found is None:
        return None
    year, month, day = (int(part) for part in found[:10].split("-"))
    return found if re.search(rf"{year}\D{{0,3}}0?{month}\D{{0,3}}0?{day}(?!\d)", html) else None


def _with_time(day: str, tree: Any) -> str:
    if len(day) > 10:
        return day
    return time_of_day(day, tree.text_content()) or day


def _publisher(page: _Page, found: dict[str, Any]) -> str | None:
    owners = [item.get("publisher") for item in page.linked]
    names = [
        page.meta.get("og:site_name"),
        *(o.get("name") for o in owners if isinstance(o, dict)),
        found.get("sitename"),
    ]
    for name in names:
        if isinstance(name, str) and 0 < len(name.strip()) <= 40 and not _DOMAIN.search(name.strip()):
            return _owner(name.strip())
    return None


def _owner(name: str) -> str:
    for word in load_blocks("zh-Hans").copyrights:  # a footer taken for the name of the site
        name = name.removesuffix(word)
    return name


def _people(value: Any, publisher: str | None) -> tuple[str, ...]:
    """The names of people among what pages call authors: they put sites, roles and addresses there too."""
    words = {
        word for lang in ("ko", "zh-Hans") for word in (*load_blocks(lang).reporters_before, *load_blocks(lang).sources)
    }
    media = [forms(lang).media for lang in ("ko", "zh-Hans")]
    return tuple(
        name
        for name in read_authors(value)
        if _NAME.fullmatch(name)
        and name not in words
        and name not in (publisher or "")
        and not any(m.search(name) for m in media)
    )
