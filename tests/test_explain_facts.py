"""The evidence of facts, and of names that were not linked: it tells of what was read, and changes nothing of it."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import command
import pytest

import extractor
from extractor.core.records import Entity, KnowledgeBaseEntry, Record
from extractor.core.spans import Mention
from extractor.entities.explanation import unlinked
from extractor.entities.knowledge import Entry, KnowledgeBase
from extractor.facts.explanation import Evidence, FactExplained, explain_facts
from extractor.facts.rules import METRIC, SUBJECT, says
from extractor.facts.scene import Found
from extractor.pipeline import Extractor

ROOT = Path(__file__).resolve().parent.parent
READER = extractor.load(segmenter="none", model=None)
WITNESSED = extractor.load(segmenter="none")
DAY = dt.date(2025, 2, 7)
KOREAN = (
    "네이버페이는 지난해 전년 대비 11.3% 증가한 1조5084억원의 매출을 기록했다고 밝혔다. "
    "올해 영업이익은 2000억원으로 늘 전망이다."
)
CHINESE = "据彭博社报道，腾讯2024年第三季度营收1671亿元，同比增长8%，海外收入占比为9%。预计今年净利润将达到2000亿元。"


def read(text: str, lang: str, reader: Extractor = READER) -> tuple[Record, tuple[FactExplained, ...]]:
    record = reader.extract(text, lang=lang, published_at=DAY)
    parts = (record.mentions, record.entities, record.sentences, record.blocks)
    return record, explain_facts(Found(text, record.lang, *parts, DAY), reader.ranker())


def fields(fact: FactExplained) -> dict[str, Evidence]:
    return {item.field: item for item in fact.fields}


@pytest.mark.parametrize("reader", [READER, WITNESSED], ids=["rules", "models"])
@pytest.mark.parametrize(("lang", "folder"), [("ko", "ko"), ("zh-Hans", "zh")])
def test_the_facts_that_are_explained_are_those_that_are_read(lang: str, folder: str, reader: Extractor) -> None:
    rows: Sequence[dict[str, str]] = tomllib.loads(
        (ROOT / "corpora" / "spec" / folder / "facts.toml").read_text(encoding="utf-8")
    )["sentence"]
    for row in rows[::3]:
        record, explained = read(row["text"], lang, reader)
        assert [(f.id, f.value, f.confidence) for f in explained] == [
            (f.id, f.value, f.confidence) for f in record.facts
        ]
        for told, fact in zip(explained, record.facts, strict=True):
            own = fields(told)
            assert (own["kind"].says, own["direction"].says, own["status"].says) == (
                fact.kind,
                fact.direction,
                fact.status,
            )
            assert all(item.why for item in told.fields)
            assert all(map(says, fact.rule.split("+"))), f"{fact.rule} is described in facts/rules.py"
            for item in told.fields:
                if item.row is not None:
                    lines = (ROOT / item.row.file).read_text(encoding="utf-8").splitlines()
                    near = lines[item.row.line - 1 : item.row.line + 2]
                    assert any(f'"{item.row.word}"' in line for line in near), item.row


def test_a_korean_fact_tells_its_words_and_their_rows() -> None:
    _, (change, level, forecast) = read(KOREAN, "ko")
    own = fields(change)
    assert (own["metric"].row.word, own["metric"].row.section) == ("매출", "metric") if own["metric"].row else False
    assert own["direction"].why == own["kind"].why == "the word 증가"
    assert own["base"].why.startswith("전년, with which it is compared")
    assert own["speaker"].says == "네이버페이"
    assert "in the clause of the value" in fields(level)["subject"].why
    assert "carried from a sentence before" in fields(forecast)["subject"].why
    assert fields(forecast)["status"].why == "the word 전망이다"
    assert fields(level)["status"].why == "nothing says otherwise"
    assert re.fullmatch(r"metric [01]\.\d\d × subject [01]\.\d\d, calibrated", level.score)


def test_a_chinese_fact_tells_its_words_and_their_rows() -> None:
    _, (level, change, share, forecast) = read(CHINESE, "zh-Hans")
    assert fields(change)["direction"].why == "the word 增长"
    assert fields(change)["base"].why == "the word 同比"
    assert fields(share)["kind"].why.startswith("the word 占")
    assert fields(level)["speaker"].says == "彭博社"
    assert fields(forecast)["status"].says == "forecast"
    assert fields(forecast)["status"].row is not None


def test_what_lost_is_told_with_its_probability() -> None:
    _, (change, _, _) = read(KOREAN, "ko")
    rivals = fields(change)["period"].rivals
    chosen = fields(change)["period"].probability or 0
    assert "전년" in [rival.text for rival in rivals[:2]]
    assert chosen > rivals[0].probability > rivals[1].probability
    assert chosen + sum(rival.probability for rival in rivals) <= 1.001


def test_what_the_encoder_is_sure_of_is_told_with_what_it_holds_less_likely() -> None:
    _, (change, level, forecast) = read(KOREAN, "ko", WITNESSED)
    sure = [item for fact in (change, level, forecast) for item in fact.fields if "the encoder is sure" in item.why]
    assert {"metric", "subject", "period", "kind", "direction", "status"} <= {item.field for item in sure}
    for item in sure:
        chances = [item.probability or 0, *(rival.probability for rival in item.rivals)]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) <= 1.001
        assert item.says not in [rival.text for rival in item.rivals]
    assert (
        fields(level)["metric"].why
        == "a metric word right behind the value, which belongs to it, and the encoder is sure of it"
    )
    assert {rival.text for rival in fields(change)["period"].rivals} < {"전년", "올해", None}
    assert None in [rival.text for rival in fields(forecast)["subject"].rivals]


def test_every_rule_is_described_once() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "extractor" / "facts").glob("*.py"))
    assert {rule for rule in METRIC if f'"{rule}"' not in source} == set()
    assert not METRIC.keys() & SUBJECT.keys()


def person(kb_id: str, type_: str = "PERSON", ko: str = "김한빛", zh: str = "") -> Entry:
    return Entry(kb_id, type_, (ko,) if ko else (), (zh,) if zh else (), (), ko=ko or None, zh=zh or None)


@pytest.mark.parametrize(
    ("rows", "whys"),
    [
        ([], []),
        ([person("a"), person("b")], ["2 bear this name, and nothing in the text decides"] * 2),
        ([person("a", "ORG")], ["it is ORG, and the text names PERSON"]),
        ([person("taken")], ["다른 이 is it in this text"]),
        ([person("a")], ["what stands around the name makes it another's"]),
    ],
)
def test_a_name_without_a_row_tells_what_it_could_be_and_why_it_is_not(rows: list[Entry], whys: list[str]) -> None:
    mention = Mention(id="m1", type="PERSON", start=0, end=3, text="김한빛", sentence=0, entity="e1", rule="title")
    entity = Entity(id="e1", type="PERSON", name="김한빛", mentions=("m1",))
    other = Entity(
        id="e2", type="PERSON", name="다른 이", mentions=("m2",), kb=KnowledgeBaseEntry(id="taken", ko="다른 이")
    )
    [told] = unlinked([entity, other], [mention], KnowledgeBase(rows))
    assert (told.name, told.rules) == ("김한빛", ("title",))
    assert [item.why for item in told.candidates] == whys


def test_a_row_that_a_name_only_reads_says_so() -> None:
    mention = Mention(id="m1", type="PERSON", start=0, end=2, text="장융", sentence=0, entity="e1", rule="title")
    entity = Entity(id="e1", type="PERSON", name="장융", mentions=("m1",))
    [told] = unlinked([entity], [mention], KnowledgeBase([person("zhang-yong", ko="", zh="张勇")]))
    assert [item.why.partition(":")[0] for item in told.candidates] == ["only its reading agrees"]


def test_the_command_prints_facts_and_json_has_all_fields() -> None:
    run = partial(command.run, "explain", "--published-at", "2025-02-07", "--no-model")
    code, out, _ = run(KOREAN)
    assert code == 0
    for line in ("facts", "revenue: 매출", "the word 증가"):
        assert line in out
    data = json.loads(run(KOREAN, "--json")[1])
    assert [len(fact["fields"]) for fact in data["facts"]] == [8, 8, 8]
    assert data["unlinked"] == []


def test_a_value_of_several_is_told_with_each_and_no_owner_is_his_own_rival() -> None:
    _, explained = read("腾讯、阿里巴巴跌超2%，京东跌逾3%。", "zh-Hans")
    subjects = [fields(fact)["subject"] for fact in explained]
    assert [subject.says for subject in subjects] == ["腾讯", "阿里巴巴", "京东"]
    assert all(rival.text != subject.says for subject in subjects for rival in subject.rivals)
    assert any(says("subject.shared") in subject.why for subject in subjects)


def test_values_that_a_list_deals_out_name_the_list_as_their_reason() -> None:
    _, explained = read("台灯、风扇销量分别下降3.1%、4.6%。", "zh-Hans")
    subjects = [fields(fact)["subject"] for fact in explained]
    assert [subject.says for subject in subjects] == ["台灯", "风扇"]
    assert all(subject.why.startswith(says("subject.dealt")) for subject in subjects)
    assert all(rival.text != subject.says for subject in subjects for rival in subject.rivals)
