"""A scorecard as JUnit XML, which every system of continuous integration reads."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from extractor.evaluation.diffs import diff
from extractor.evaluation.floors import Baseline, BrokenFloor, floor_names
from extractor.evaluation.scorecard import Scorecard

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def junit(card: Scorecard, baseline: Baseline | None, broken: Sequence[BrokenFloor], wrong_corpus: str | None) -> str:
    """The report: a case for every article, and one for every floor.

    Without floors an article fails that has an error. With floors the floors fail, and an article only tells; one that
    was not read fails in any case.
    """
    suites = ElementTree.Element("testsuites")
    articles = ElementTree.SubElement(suites, "testsuite", name="articles")
    for score in card.articles:
        wrong = bool(score.all_errors)
        text = f"{score.id}: not read" if not score.read else diff(score) if wrong else ""
        failed = not score.read or (wrong and baseline is None)
        _case(articles, f"articles.{score.lang}", score.id, text, failed=failed)
    if baseline is not None:
        floors = ElementTree.SubElement(suites, "testsuite", name="floors")
        _case(floors, "floors", "corpus", wrong_corpus or "", failed=wrong_corpus is not None)
        texts = {(item.lang, item.type): str(item) for item in broken}
        for name in floor_names(baseline):
            _case(floors, f"floors.{name[0]}", " ".join(name), texts.get(name, ""), failed=name in texts)
    for suite in suites:
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, place: str, name: str, text: str, *, failed: bool) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=place, name=_printable(name))
    if failed:
        failure = ElementTree.SubElement(case, "failure", message=_printable(text.partition("\n")[0]))
        failure.text = _printable(text)
    elif text:
        ElementTree.SubElement(case, "system-out").text = _printable(text)


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
