"""The pipeline: what an article becomes, in this process and in others."""

import datetime as dt
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import extractor
from extractor.core.errors import ArticleError, TableError
from extractor.core.records import Article
from extractor.core.values import ENTITY_TYPES
from extractor.pipeline import Extractor, Failure, attempt

ROOT = Path(__file__).resolve().parent.parent
KOREAN = "카카오는 지난 14일 매출이 1조 2,345억원으로 36% 늘었다고 밝혔다."
SIMPLIFIED = "阿里巴巴集团去年净利润15亿美元，同比增长36%。"
TRADITIONAL = "台積電去年第三季營收達新台幣2600億元，較前一年成長22.5%。"
JAPANESE = "トヨタ自動車の昨年の売上高は前の年から三割ふえたという。"


# The public names


def test_importing_loads_no_other_room_and_prints_nothing() -> None:
    code = (
        "import sys, extractor; sys.exit(','.join(m for m in sys.modules if m.startswith(('extractor.', 'pydantic'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr.strip()) == ("", "")


@pytest.mark.parametrize("name", extractor.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert callable(getattr(extractor, name))
    assert name in dir(extractor)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Extracter"):
        _ = extractor.Extracter


def test_read_number_reads_a_number() -> None:
    assert extractor.read_number("3조 2,500억", lang="ko") == Decimal("3250000000000")


# One text


def test_a_record_holds_the_text_and_what_was_found_in_it() -> None:
    record = extractor.extract(KOREAN, published_at="2016-06-20", title="카카오 1분기 실적")
    assert record.text == KOREAN
    assert record.title == "카카오 1분기 실적"
    assert record.lang == "ko"
    assert [(m.type, m.text) for m in record.mentions] == [
        ("ORG", "카카오"),
        ("date", "지난 14일"),
        ("money", "1조 2,345억원"),
        ("percent", "36%"),
    ]
    assert [m.id for m in record.mentions] == ["m1", "m2", "m3", "m4"]
    assert record.id == record.source.sha256[:16]
    assert [(fact.value, fact.metric.concept, fact.kind) for fact in record.facts] == [
        ("m3", "revenue", "level"),
        ("m4", "revenue", "change"),
    ]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        (KOREAN, None, "ko"),
        (SIMPLIFIED, None, "zh-Hans"),
        (TRADITIONAL, None, "zh-Hant"),
        (SIMPLIFIED, "zh", "zh-Hans"),
        (TRADITIONAL, "zh", "zh-Hant"),
        ("15", "zh", "zh-Hans"),
        (TRADITIONAL, "zh-Hans", "zh-Hans"),
        (JAPANESE, "ko", "ko"),
    ],
)
def test_the_user_says_the_language_or_the_text_does(text: str, lang: str | None, found: str) -> None:
    assert extractor.extract(text, lang=lang).lang == found


@pytest.mark.parametrize("text", [JAPANESE, "Revenue rose 36 percent to 15 billion dollars.", "1234"])
def test_a_text_in_another_language_is_an_article_error(text: str) -> None:
    with pytest.raises(ArticleError, match="neither Korean nor Chinese") as caught:
        extractor.extract(text)
    assert caught.value.what == "language"


@pytest.mark.parametrize("lang", ["en", "zh-TW", "", "KO"])
def test_a_language_that_is_not_read_is_a_value_error(lang: str) -> None:
    with pytest.raises(ValueError, match="expected one of ko, zh, zh-Hans, zh-Hant"):
        extractor.extract(KOREAN, lang=lang)


@pytest.mark.parametrize(
    "day", [dt.date(2016, 6, 20), dt.datetime(2016, 6, 20, 9, 30), "2016-06-20", "2016-06-20T09:30"]
)
def test_a_publication_date_comes_as_a_date_or_as_a_string(day: dt.date | str) -> None:
    record = extractor.extract(KOREAN, published_at=day)
    assert record.published_at is not None and record.published_at.basis == "user"
    assert "2016-06-14" in [getattr(m.value, "timex", None) for m in record.mentions]


@pytest.mark.parametrize("day", ["20 June 2016", "2016-06-31", ""])
def test_a_date_that_is_no_iso_date_is_a_value_error(day: str) -> None:
    with pytest.raises(ValueError, match=r"published_at is .* expected an ISO 8601 date"):
        extractor.extract(KOREAN, published_at=day)


@pytest.mark.parametrize(("text", "what"), [("", "empty"), (" \n\u3000", "empty"), (KOREAN + "\ud83d", "encoding")])
def test_a_text_that_no_record_could_hold_is_an_article_error(text: str, what: str) -> None:
    with pytest.raises(ArticleError) as caught:
        extractor.extract(text, lang="ko")
    assert caught.value.what == what


def test_blocks_that_do_not_fit_the_text_are_an_article_error() -> None:
    article = Article.model_validate({"text": KOREAN, "blocks": [{"kind": "paragraph", "start": 0, "end": 4000}]})
    with pytest.raises(ArticleError, match=r"blocks\.0: 0:4000"):
        extractor.load().read(article)


def test_a_path_that_is_no_utf8_does_not_break_the_json() -> None:
    record = extractor.load().read(Article(text=KOREAN, path="news/\udcff.txt", id="\udcff"))
    assert json.loads(record.model_dump_json())["source"]["path"] == "news/\\udcff.txt"


# Settings


def test_the_values_are_the_same_without_names() -> None:
    text = "코스피200 지수가 3% 올랐고 갤럭시 S7은 100만대 팔렸다."
    with_names = extractor.load().extract(text).mentions
    without = extractor.load(entities=False).extract(text)
    assert [m.type for m in with_names if m.type in ENTITY_TYPES], "the text has names"
    assert [(m.start, m.type, m.value) for m in without.mentions] == [
        (m.start, m.type, m.value) for m in with_names if m.type not in ENTITY_TYPES
    ]
    assert without.entities == ()


def test_the_text_may_be_left_out_but_its_digest_stays() -> None:
    record = extractor.load(text=False).extract(KOREAN)
    assert record.text is None
    assert record.source.sha256 == extractor.extract(KOREAN).source.sha256


@pytest.mark.parametrize("text", [KOREAN, TRADITIONAL])
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = extractor.load(tokens=True).extract(text).tokens
    assert tokens
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "tokens" not in json.loads(extractor.extract(text).model_dump_json())


def test_an_unknown_segmenter_is_a_value_error_at_once() -> None:
    with pytest.raises(ValueError, match=r"mecab.*expected one of konlpy"):
        extractor.load(segmenter="mecab")


def test_known_entities_carry_what_the_knowledge_base_knows() -> None:
    (entity,) = extractor.extract(KOREAN).entities
    assert entity.kb is not None
    assert (entity.kb.id, entity.kb.tickers, entity.kb.country) == ("kakao", ("KRX:035720",), "KR")


# Many articles


def articles(count: int = 6) -> list[dict[str, object]]:
    texts = (KOREAN, SIMPLIFIED, TRADITIONAL)
    return [{"text": texts[n % 3], "id": f"a{n}", "published_at": f"2016-06-{n + 10}"} for n in range(count)]


def test_two_workers_give_the_same_bytes_in_the_same_order_as_one() -> None:
    ex = extractor.load()
    one = [record.model_dump_json() for record in ex.pipe(articles())]
    two = [record.model_dump_json() for record in ex.pipe(articles(), workers=2)]
    assert [json.loads(line)["id"] for line in one] == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert one == two


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ({"text": JAPANESE}, "the text is in neither"),
        ({"body": KOREAN}, "text: Field required"),
        ({"text": KOREAN, "lang": "en"}, "'en' is not read"),
        ({"text": KOREAN, "published_at": "gestern"}, "published_at.value: "),
        (KOREAN, "article: "),
    ],
)
def test_an_article_that_fails_stops_the_pipe_unless_somebody_takes_the_failures(item: object, why: str) -> None:
    items: list[object] = [*articles(1), item, *articles(1)]
    with pytest.raises(ArticleError, match=f"article 2: {why}"):
        list(extractor.load().pipe(items))  # type: ignore[arg-type]  # wrong items on purpose
    failures: list[Failure] = []
    records = list(extractor.load().pipe(items, failures=failures.append))  # type: ignore[arg-type]  # likewise
    assert (len(records), len(failures)) == (2, 1)
    assert failures[0].why.startswith(why)


def test_a_failure_names_path_and_line_of_the_article() -> None:
    article = Article(text=JAPANESE, path="feed.jsonl", line=7)
    failure = Extractor().outcome(article)
    assert failure == Failure("feed.jsonl", 7, "language", "the text is in neither Korean nor Chinese")


def test_a_bug_in_one_article_is_a_failure_of_that_article() -> None:
    def step() -> None:
        raise KeyError("metric\nname")

    failure = attempt(step, "feed.jsonl", 3)
    assert isinstance(failure, Failure)
    assert (failure.path, failure.line, failure.what) == ("feed.jsonl", 3, "internal")
    assert failure.why.startswith("KeyError: 'metric\\nname' (test_pipeline.py:")


def test_a_broken_table_is_no_failure_of_an_article() -> None:
    def step() -> None:
        raise TableError("lang/ko/money.toml: broken")

    with pytest.raises(TableError):
        attempt(step, None, None)


# What is known of a company


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("阿里巴巴2021财年营收为7172亿元。", "2020-04-01", "2021-03-31"),
        ("丰田2020财年营收为27万亿日元。", "2020-04-01", "2021-03-31"),
        ("某公司2021财年营收为7172亿元。", None, None),
        ("阿里巴巴公布财报。某公司2021财年营收为7172亿元。", None, None),
        ("腾讯发布公告，阿里巴巴2021财年营收为7172亿元。", "2020-04-01", "2021-03-31"),
        ("阿里巴巴公告，岭光电子股份有限公司2021财年营收为72亿元。", None, None),  # its own year, which nobody knows
        ("岭光电子股份有限公司称，阿里巴巴2021财年营收为72亿元。", "2020-04-01", "2021-03-31"),
    ],
)
def test_a_fiscal_year_ends_when_that_of_the_company_that_the_sentence_names_does(
    text: str, start: str | None, end: str | None
) -> None:
    record = extractor.load(segmenter="none").extract(text, lang="zh", published_at="2022-05-01")
    dates = [mention.value.model_dump() for mention in record.mentions if mention.type == "date" and mention.value]
    assert [(date["start"], date["end"]) for date in dates] == [(start, end)]
