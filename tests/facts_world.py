"""A small article with facts, for the tests of how facts are scored and told."""

from typing import Any

from annotated_world import mention

from extractor.evaluation.corpus import AnnotatedArticle, annotated
from extractor.evaluation.scorecard import Scorecard, score_corpus

TEXT = "한빛상사의 작년 매출은 120억원으로 8% 늘었다. 정유 사업 이익은 30억원이라고 이만수 대표는 말했다. 직원은 3명."
YEAR = {"timex": "2015", "start": "2015-01-01", "end": "2015-12-31"}


def record(*facts: dict[str, Any], entity: str = "e1", **changes: Any) -> dict[str, Any]:
    mentions = [
        mention(TEXT, "한빛상사", "ORG", id="m1", entity=entity),
        mention(TEXT, "작년", "date", id="m2", value=YEAR),
        mention(TEXT, "120억원", "money", id="m3", value={"amount": "12000000000", "currency": "KRW"}),
        mention(TEXT, "8%", "percent", id="m4", value={"amount": "8", "unit": "percent"}),
        mention(TEXT, "30억원", "money", id="m5", value={"amount": "3000000000", "currency": "KRW"}),
        mention(TEXT, "이만수", "PERSON", id="m6", entity="e2"),
        mention(TEXT, "3명", "quantity", id="m7", value={"amount": "3", "unit": "명"}, optional=True),
    ]
    row = {"id": "한빛-1", "lang": "ko", "text": TEXT, "mentions": mentions, "entities": [], "facts": list(facts)}
    return {**row, **changes}


def fact(value: str, concept: str, subject: Any, kind: str = "level", **fields: Any) -> dict[str, Any]:
    rest: dict[str, Any] = {"direction": None, "period": None, "base": None, "status": "actual", "speaker": None}
    number = f"f{value[1:]}"
    return (
        {"id": number, "value": value, "metric": {"concept": concept}, "subject": subject, "kind": kind} | rest | fields
    )


HANBIT = {"entity": "e1"}
OIL = {"text": "정유 사업", "start": TEXT.index("정유 사업"), "end": TEXT.index("정유 사업") + 5}
LEVEL = fact("m3", "revenue", HANBIT, direction="up", period="m2")
CHANGE = fact("m4", "revenue", HANBIT, "change", direction="up", period="m2", base={"kind": "yoy", "mention": "m2"})
PROFIT = fact("m5", "net_profit", OIL, speaker={"entity": "e2"})
STAFF = fact("m7", "employees", None)
GOLD = record(LEVEL, CHANGE, PROFIT, STAFF)


def article(row: dict[str, Any]) -> AnnotatedArticle:
    return annotated(row, "here")


def card(*rows: dict[str, Any], gold: tuple[dict[str, Any], ...] = (GOLD,)) -> Scorecard:
    return score_corpus([article(row) for row in gold], [article(row) for row in rows])
