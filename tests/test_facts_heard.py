"""What the encoder says of a party: how likely it is, and whether it is worth a candidate's marks."""

from collections.abc import Mapping

import numpy as np
import pytest

import extractor
from extractor.core.facts import Party
from extractor.facts.answers import Answer
from extractor.facts.heard import Heard
from extractor.facts.scene import Found, Scene, make_scene
from extractor.lang.facts import fact_grammar

TEXT = "한빛전자는 매출이 3억원이고 솔빛화학은 5억원이다. 국내 시장은 9억원 규모다."
WORDS = Party(text="국내 시장", start=TEXT.index("국내"), end=TEXT.index("은 9억"))


@pytest.fixture(scope="module")
def scene() -> Scene:
    record = extractor.load(segmenter="none", model=None).extract(TEXT, lang="ko")
    parts = (record.mentions, record.entities, record.sentences, record.blocks)
    return make_scene(Found(TEXT, record.lang, *parts), fact_grammar("ko"))


def heard(
    scene: Scene, chances: Mapping[int, float], seen: int = len(TEXT), ends: Mapping[int, float] | None = None
) -> Heard:
    """What is heard where the subject begins at these places with these chances, in a window that ends at `seen`;
    `ends` are the chances of its last character, by default those of where it begins."""
    starts = np.zeros(seen + 2, np.float32)
    for place, chance in chances.items():
        starts[place + 1] = chance
    starts[0] = 1 - starts.sum()
    names: dict[str, float] = {}
    for name in (name for name in scene.names if name.start < seen):
        key = name.mention.entity or ""
        names[key] = names.get(key, 0.0) + float(starts[name.start + 1 : name.end + 1].sum())

    def number(place: int) -> int:
        return place + 1 if place < seen else -1

    last = np.zeros(seen + 2, np.float32)
    for place, chance in (chances if ends is None else ends).items():
        last[place + 1] = chance
    places = np.array((-1, *range(seen), -1))
    best = np.argsort(-starts, kind="stable")[:4].tolist()
    answer = Answer({}, {}, number, places, starts, np.cumsum(starts), best, last, starts, names, {}, {})
    return Heard(answer, scene, "ko")


def entity(scene: Scene, name: str) -> Party:
    return Party(entity=next(key for key, found in scene.entities.items() if found.name == name))


def test_somebody_without_a_chance_is_ruled_out_unless_the_rules_name_him(scene: Scene) -> None:
    one, other = entity(scene, "한빛전자"), entity(scene, "솔빛화학")
    says = heard(scene, {0: 0.9})
    assert not says.rules_out(one, [])
    assert says.rules_out(other, [])
    assert says.rules_out(other, [one, WORDS])
    assert not says.rules_out(other, [one, other])
    assert says.rules_out(WORDS, [])
    assert not says.rules_out(WORDS, [Party(text="시장", start=WORDS.end - 2, end=WORDS.end)])


def test_who_stands_outside_of_the_window_is_not_ruled_out(scene: Scene) -> None:
    assert not heard(scene, {0: 0.9}, seen=20).rules_out(WORDS, [])


def test_nobody_and_words_have_their_chances_too(scene: Scene) -> None:
    says = heard(scene, {WORDS.start or 0: 0.2})
    assert not says.rules_out(WORDS, [])
    assert says.likeliest is None
    assert "encoder=9=nobody" in set(says.marks_of_nobody())
    assert "encoder=5=words" in set(says.marks(WORDS))
    assert "encoder=0=name" in set(says.marks(entity(scene, "한빛전자")))


def test_the_likeliest_is_the_entity_whose_name_it_is(scene: Scene) -> None:
    assert heard(scene, {0: 0.9}).likeliest == entity(scene, "한빛전자")


def words(scene: Scene, says: Heard) -> str | None:
    return says.likeliest.text if says.likeliest is not None else None


def test_words_begin_and_end_in_one_phrase(scene: Scene) -> None:
    market, close = WORDS.start or 0, (WORDS.end or 0) - 1
    assert words(scene, heard(scene, {market: 0.9}, ends={close: 0.8})) == "국내 시장"
    # The likelier beginning is too far from the likely end, with a date or an amount between.
    elsewhere = TEXT.index("매출")
    says = heard(scene, {elsewhere: 0.45, market: 0.4}, ends={close: 0.8, elsewhere + 1: 0.1})
    assert words(scene, says) == "국내 시장"


def test_words_do_not_reach_into_an_amount_or_another_sentence(scene: Scene) -> None:
    sales = TEXT.index("매출")
    for beyond in (TEXT.index("원이고"), (WORDS.end or 0) - 1):
        assert words(scene, heard(scene, {sales: 0.9}, ends={beyond: 0.9, sales + 1: 0.05})) == "매출"
