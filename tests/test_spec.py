"""Every sentence of corpora/spec, read and compared with its answers; the id of a test is its sentence."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation.sentences import FIELDS, SpecSentence, differences, expected, read_sentences

SPEC = Path(__file__).resolve().parent.parent / "corpora" / "spec"


def sentences() -> list[Any]:
    """All sentences as pytest parameters, in file order."""
    files = (
        path
        for folder in ("ko", "zh")
        for path in sorted((SPEC / folder).glob("*.toml"))
        if not path.name.startswith("facts")
    )
    return [pytest.param(sentence, id=sentence.label) for path in files for sentence in read_sentences(path)]


@pytest.mark.parametrize("sentence", sentences())
def test_a_sentence_reads_as_its_answers_say(sentence: SpecSentence) -> None:
    lines = differences(sentence)
    assert not lines, "\n".join([f"{sentence.where}: {sentence.text}", *lines])


def test_the_spec_is_broad_enough() -> None:
    rows: list[SpecSentence] = [param.values[0] for param in sentences()]
    assert sum(bool(row.answers) for row in rows) >= 300
    assert sum(not row.answers for row in rows) >= 120
    kinds = Counter((row.lang[:2], answer["type"]) for row in rows for answer in row.answers)
    assert set(kinds) == {(lang, kind) for lang in ("ko", "zh") for kind in FIELDS}


def test_no_sentence_of_the_spec_stands_twice_and_no_answers_overlap() -> None:
    seen = set()
    for param in sentences():
        sentence = param.values[0]
        assert sentence.label not in seen, f"{sentence.where}: the sentence stands twice: {sentence.text}"
        seen.add(sentence.label)
        spans = sorted(expected(sentence))
        for (_, end, _), (start, _, _) in pairwise(spans):
            assert end <= start, f"{sentence.where}: answers overlap in {sentence.text!r}"
