"""What the rules of facts say, by the two ids that a fact's `rule` joins with a plus: its metric's, its subject's."""

from collections.abc import Mapping

METRIC: Mapping[str, str] = {
    "metric.before": "a metric word before the value",
    "metric.after": "a metric word behind the value",
    "metric.of": "a metric word right behind the value, which belongs to it",
    "metric.mover": "a metric word behind a change, which is the subject of its movement",
    "metric.deed": "a verb that says what the value is",
    "metric.carried": "the metric of the value before it",
    "metric.topic": "the metric that the text spoke of last",
    "metric.heading": "the metric of the heading above",
    "metric.column": "the metric at the head of the table's column",
    "metric.dealt": "one of as many metrics as values, which are dealt to them",
    "metric.quoted": "a quotation of prices: a name, its level and its change",
    "metric.behind": "the metric that the next value has by a word behind it",
    "metric.compared": "a word that compares prices",
    "metric.index": "no word: the value of an index is its level",
    "metric.share-price": "no word: a company's change in per cent beside quotations is that of its shares",
    "metric.stocks": "a word for shares before the value",
    "metric.rated": "an amount of one currency beside a unit of another",
    "metric.odds": "one number against another",
    "metric.unit": "no word: what the unit counts",
    "metric.small": "no word: an amount of the size of a price",
    "metric.age": "no word: the age of a group of people",
    "metric.object": "the object of the verb that says what the value is",
    "metric.said": "no word near it: what the encoder reads from the sentences around",
    "metric.unknown": "nothing says what it measures",
}
SUBJECT: Mapping[str, str] = {
    "subject.name": "a name in the sentence",
    "subject.words": "a noun phrase in the sentence",
    "subject.previous": "the subject of the value before it in the sentence",
    "subject.last": "the subject that the text spoke of last",
    "subject.named": "the subject that the text named last",
    "subject.opened": "the subject that the paragraph began with",
    "subject.main": "what the article is about",
    "subject.earlier0": "a subject of an earlier sentence",
    "subject.earlier1": "a subject of an earlier sentence",
    "subject.earlier2": "a subject of an earlier sentence",
    "subject.heard": "where the encoder points",
    "subject.hint": "what a plain rule of the sentence points at",
    "subject.quoted": "a quotation of prices: the name that it is of",
    "subject.dealt": "one of as many parties as values, which are dealt to them",
    "subject.apart": "what words of the sentence set apart, where the text spoke of somebody else before",
    "subject.meant": "the organisation that the words stand for, which the text spoke of last",
    "subject.shared": "another of several that stand joined, for each of whom the value holds",
    "subject.none": "nobody is named, or nobody is likely enough",
}


def says(rule: str) -> str:
    """What a part of a fact's rule says; empty for one that is not described."""
    return METRIC.get(rule) or SUBJECT.get(rule, "")
