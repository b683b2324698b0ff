"""Quotations that no word names: the level of an index, the price of shares, a rate of exchange."""

import re

from extractor.core.facts import Concept
from extractor.facts.measures import Choice, fits, measures
from extractor.facts.scene import Line, Scene, Spot
from extractor.lang.facts import FactGrammar

# What has a price that a word like 종가 or 收盘价 tells.
QUOTED = ("share_price", "index_level", "exchange_rate", "price", "offer_price", "yield")
_PRICES: dict[str, Concept] = {"ORG": "share_price", "INDEX": "index_level", "PRODUCT": "price"}
_FEW = 4  # characters between one money and its price in another
_TUPLE = re.compile(r"\(-?[0-9.]+,\s?[-+]?[0-9.]+,\s?[-+]?[0-9.]+%\)")  # price, change, change in percent


def of_what(scene: Scene, line: Line, spot: Spot, at: int, grammar: FactGrammar, before: Choice | None) -> Concept:
    """The concept of a price that a word tells of whatever is spoken of: 종가 of a currency, 收盘价 of a share."""
    if getattr(spot.mention.value, "per", None) not in (None, "share"):
        return "price"  # 62元/吨
    spoken: list[tuple[int, Concept]] = [
        (other.end, other.concept)
        for other in line.hits
        if other.end <= at and other.concept in QUOTED and other.word not in grammar.quotes
    ]
    for name in line.names:
        if name.end <= at and name.mention.type in _PRICES:
            spoken.append((name.end, _PRICES[name.mention.type]))
    if spoken:
        return max(spoken)[1]
    return before.concept if before is not None and before.concept in QUOTED else "share_price"


def quotation(
    scene: Scene, line: Line, index: int, grammar: FactGrammar, before: Choice | None, *, change: bool
) -> Choice | None:
    """The quotation that a value is: 启衡科技报63.8元, 삼진전자(-1.10%), 恒指同日升0.31%, 1유로당 1.2576달러."""
    return (
        _quoted(scene, line, index, grammar)
        or _reached(scene, line, index, grammar, before)
        or _listed(scene, line, index)
        or _moved(scene, line, index, grammar, before, change=change)
        or _rated(scene, line, index, grammar)
    )


def _quoted(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Choice | None:
    """The price or the level of a share or an index named right before it: 启衡科技报63.8元, 恒生指数则升0.31%."""
    spot = line.values[index]
    name = next((n for n in reversed(line.names) if n.end <= spot.start), None)
    if name is None or name.mention.type not in ("ORG", "INDEX"):
        return None
    if grammar.quoted.fullmatch(scene.text, name.end, spot.start) is None:
        return None
    if any(name.end <= hit.start and hit.end <= spot.start and hit.concept not in QUOTED for hit in line.hits):
        return None  # 央行降准0.5个百分点
    if name.mention.type == "INDEX":
        return (
            Choice("index_level", None, 0.9, "metric.quoted") if fits("index_level", spot, change=True) > 0.4 else None
        )
    if spot.mention.type not in ("money", "percent"):
        return None
    return Choice("share_price", None, 0.86, "metric.quoted")


def _reached(scene: Scene, line: Line, index: int, grammar: FactGrammar, before: Choice | None) -> Choice | None:
    """The price that a share has come to, right behind how much it moved: 涨4.3%，报132.5港元."""
    if before is None or before.concept != "share_price" or not index:
        return None
    move, spot, text = line.values[index - 1], line.values[index], scene.text
    if (move.mention.type, spot.mention.type) != ("percent", "money"):
        return None
    begin = move.end + (text[move.end : move.end + 1] in grammar.table.clauses.commas)
    found = grammar.quoted.fullmatch(text, begin, spot.start)
    return Choice("share_price", None, 0.9, "metric.quoted") if found is not None else None


def _listed(scene: Scene, line: Line, index: int) -> Choice | None:
    """A quotation in a list of shares, by its sign: 삼진전자(-1.10%), 한빛금융 -6.48%, 启衡科技(19.31,0.42,2.22%)."""
    spot, text = line.values[index], scene.text
    name = next((n for n in reversed(line.names) if n.end <= spot.start), None)
    if name is None or name.mention.type != "ORG":
        return None
    if _TUPLE.match(text, name.end) is not None and ")" not in text[name.end : spot.start]:
        return Choice("share_price", None, 0.9, "metric.quoted")
    if spot.mention.type != "percent" or text[name.end : spot.start].strip(" (") not in ("", "+", "-"):
        return None
    surface = text[name.end : spot.end].strip(" (")
    if surface[:1] not in "+-▲▼△▽" or any(
        h.start >= line.clause(name.start)[0] and h.end <= name.start for h in line.hits
    ):
        return None
    return Choice("share_price", None, 0.82, "metric.quoted")


def _moved(
    scene: Scene, line: Line, index: int, grammar: FactGrammar, before: Choice | None, *, change: bool
) -> Choice | None:
    """The level of an index or the price of shares that the clause names, nothing else measured: 恒指同日升0.31%."""
    spot, text = line.values[index], scene.text
    clause = line.clause(spot.start)[0]
    if not change or any(clause <= hit.start < spot.start for hit in line.hits):
        return None
    if spot.mention.type == "percent" and grammar.stocks:
        words = grammar.bounding.split(text[clause : spot.start])[0]
        if words.endswith(grammar.stocks):
            return Choice("share_price", None, 0.86, "metric.stocks")
    name = next((n for n in reversed(line.names) if clause <= n.start and n.end <= spot.start), None)
    if name is None or any(name.end <= v.start < spot.start for v in line.values):
        return None
    if name.mention.type == "INDEX" and (spot.mention.type == "percent" or set(measures(spot)) & {"points", "bare"}):
        return Choice("index_level", None, 0.9, "metric.index")
    quoting = before is not None and before.concept in ("share_price", "index_level")
    if name.mention.type == "ORG" and quoting and spot.mention.type == "percent":
        return Choice("share_price", None, 0.8, "metric.share-price")
    return None


def _rated(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Choice | None:
    """An exchange rate: one money for another, 1유로당 1.2576달러, 1美元兑7.1元."""
    if not index or line.values[index].mention.type != "money" or line.values[index - 1].mention.type != "money":
        return None
    one, spot, text = line.values[index - 1], line.values[index], scene.text
    between = text[one.end : spot.start]
    if getattr(one.mention.value, "currency", "") == getattr(spot.mention.value, "currency", ""):
        return None
    marks = grammar.per_marks if grammar.spaced else grammar.table.forms.exchanged
    if between.strip().startswith(marks) and len(between) <= _FEW:
        return Choice("exchange_rate", None, 0.9, "metric.rated")
    return None
