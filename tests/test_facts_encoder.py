"""The encoder of facts: what it is given to read, that its answers are chances, one witness beside others."""

import json
import shutil
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import extractor
from extractor.core.errors import ModelError
from extractor.core.models import model_folder
from extractor.entities import DEFAULT_MODEL, load_model
from extractor.facts.encoder import FIELDS, FactEncoder, places_of, rows_of, sentences_of
from extractor.facts.ranking import MODEL, learned
from extractor.facts.scene import Found, Scene, make_scene
from extractor.facts.spoken_dates import key_of
from extractor.facts.windows import AHEAD, BEHIND, CORE, LEAD, together, windows
from extractor.lang.facts import fact_grammar

READER = extractor.load(segmenter="none", model=None)
DAY = "2024-05-16"
SPEC = Path(__file__).resolve().parent.parent / "corpora" / "spec"
KO = "한빛전자는 15일 지난해 매출이 1조2000억원으로 8% 늘었다고 밝혔다. 영업이익은 300억원이었다. "
ZH = "华为2023年营业收入7042亿元，同比增长9.6%；净利润870亿元。研发费用1647亿元，占收入的23.4%。"


def scene_of(text: str, lang: str) -> Scene:
    record = READER.extract(text, lang=lang, published_at=DAY)
    grammar = fact_grammar(record.lang)
    return make_scene(
        Found(text, record.lang, record.mentions, record.entities, record.sentences, record.blocks), grammar
    )


@pytest.fixture(scope="module")
def encoder() -> FactEncoder:
    folder = model_folder(MODEL)
    assert folder is not None
    return FactEncoder(folder)


@pytest.mark.parametrize(
    ("text", "lang"),
    [(KO, "ko"), (KO * 12, "ko"), (ZH * 12, "zh"), ("매출은 3억원, " * 90, "ko"), ("营收3亿元，" * 90, "zh")],
)
def test_every_value_is_in_one_window_with_what_stands_before_it(text: str, lang: str) -> None:
    scene = scene_of(text, lang)
    read: list[str] = []
    for window in windows(scene):
        assert all(one[1] < two[0] for one, two in pairwise(window.stretches))
        places = places_of(window)
        assert len(places) <= 2 * CORE + AHEAD + BEHIND + LEAD + len(window.stretches) + 1
        for spot in window.values:
            assert {spot.start, spot.end - 1} <= set(places.tolist())
            read.append(spot.mention.id)
    assert read == [spot.mention.id for line in scene.lines for spot in line.values]


def test_a_later_window_knows_how_the_article_begins() -> None:
    scene = scene_of("한빛전자가 실적을 발표했다. " + KO * 12, "ko")
    *_, last = windows(scene)
    first, _ = last.stretches[0]
    assert scene.text[first:].startswith("한빛전자")
    assert len(last.stretches) > 1


@pytest.mark.parametrize(("text", "lang"), [(KO * 3, "ko"), (ZH * 3, "zh")])
def test_answers_are_chances_and_the_same_each_time(encoder: FactEncoder, text: str, lang: str) -> None:
    scene = scene_of(text, lang)
    answers = encoder.read(scene)
    again = encoder.read(scene)
    assert list(answers) == [spot.mention.id for line in scene.lines for spot in line.values]
    for mention, answer in answers.items():
        for field, words in FIELDS.items():
            assert tuple(answer.fields[field]) == words
            assert sum(answer.fields[field].values()) == pytest.approx(1, abs=1e-3)
        for chances in (answer.starts, answer.ends, answer.days):
            assert float(chances.sum()) == pytest.approx(1, abs=1e-3)
        whole = answer.nobody() + answer.subject([(place, place + 1) for place in answer.where.tolist() if place >= 0])
        assert whole <= 1.001
        begun = answer.beginnings()
        assert [chance for _, chance in begun] == sorted((chance for _, chance in begun), reverse=True)
        for start, chance in begun:
            assert chance == float(answer.starts[answer.number(start)])
            end, closing = answer.ending(start, start + 3)
            assert start < end <= start + 3
            assert closing == float(answer.ends[answer.number(end - 1)])
        assert answer.fields == again[mention].fields
        assert answer.starts.tobytes() == again[mention].starts.tobytes()


@pytest.mark.parametrize(("text", "lang"), [(KO * 12, "ko"), (ZH * 12, "zh")])
def test_it_does_not_matter_where_a_piece_of_an_article_begins(
    encoder: FactEncoder, text: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = scene_of(text, lang)
    usual = encoder.read(scene)
    monkeypatch.setattr("extractor.facts.encoder._PIECE", 100)
    for mention, answer in encoder.read(scene).items():
        for one, two in ((answer.starts, usual[mention].starts), (answer.days, usual[mention].days)):
            assert float(abs(one - two).max()) < 0.15  # the rounding of eight bits goes by what a piece holds


def test_a_window_finds_its_places_in_the_strip_of_the_article() -> None:
    scene = scene_of("한빛전자가 실적을 발표했다. " + KO * 12 + "매출은 3억원, " * 90, "ko")
    cut = list(windows(scene))
    strip = places_of(together(cut))
    held = [place for place in strip.tolist() if place >= 0]
    assert held == sorted({place for window in cut for place in places_of(window).tolist() if place >= 0})
    rows = np.zeros(len(scene.text), np.int64)
    rows[strip[strip >= 0]] = np.flatnonzero(strip >= 0)
    for window in cut:
        places = places_of(window)
        assert strip[rows_of(places, rows, strip)].tolist() == places.tolist()


def test_a_plain_sentence_is_understood(encoder: FactEncoder) -> None:
    for text, lang, concept, subject, period in (
        ("한빛전자의 지난해 매출은 1조2000억원이었다.", "ko", "revenue", "한빛전자", "지난해"),
        ("海尔智家2023年净利润为166亿元。", "zh", "net_profit", "海尔智家", "2023年"),
    ):
        scene = scene_of(text, lang)
        [answer] = encoder.read(scene).values()
        assert max(answer.fields["concept"], key=lambda word: answer.chance("concept", word)) == concept
        assert answer.beginnings()[0][0] == text.index(subject)
        assert answer.likeliest_day == text.index(period)


@pytest.mark.parametrize(("text", "lang"), [(KO * 3, "ko"), (ZH * 3, "zh"), ("매출은 3억원, " * 90, "ko")])
def test_states_that_names_left_behind_are_those_that_the_encoder_would_ask_for(
    encoder: FactEncoder, text: str, lang: str
) -> None:
    scene = scene_of(text, lang)
    model = load_model(DEFAULT_MODEL, states=True)
    given = replace(scene, states=model.read(scene.text, sentences_of(scene)).states)
    asked, had = encoder.read(scene), encoder.read(given)
    assert list(asked) == list(had)
    for mention, answer in asked.items():
        assert answer.fields == had[mention].fields
        assert answer.starts.tobytes() == had[mention].starts.tobytes()


def test_a_model_of_names_of_ones_own_changes_nothing_of_what_is_heard(tmp_path: Path) -> None:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    shutil.copytree(folder, tmp_path / "names")
    own = extractor.load(segmenter="none", model=str(tmp_path / "names"))
    for text, lang in ((KO, "ko"), (ZH, "zh")):
        usual = extractor.load(segmenter="none").extract(text, lang=lang, published_at=DAY)
        assert own.extract(text, lang=lang, published_at=DAY).facts == usual.facts


def test_without_a_model_nothing_is_heard() -> None:
    assert learned(encoder=False).witness is None
    assert learned().witness is not None
    for reader, heard in ((READER, False), (extractor.load(segmenter="none"), True)):
        assert (reader.ranker().witness is not None) is heard
        record = reader.extract(KO + ZH, lang="ko", published_at=DAY)
        assert record.facts
        assert all(("metric.said" in fact.rule) <= heard for fact in record.facts)


def test_a_model_for_other_fields_is_an_error(tmp_path: Path, encoder: FactEncoder) -> None:
    folder = model_folder(MODEL)
    assert folder is not None
    shutil.copytree(folder, tmp_path / "facts")
    config = json.loads((folder / "config.json").read_text("utf-8"))
    config["fields"]["kind"].append("guess")
    (tmp_path / "facts" / "config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(ModelError, match="other fields"):
        FactEncoder(tmp_path / "facts")
    config["fields"]["kind"].pop()
    (tmp_path / "facts" / "config.json").write_text(json.dumps({**config, "reads": "0" * 64}), "utf-8")
    with pytest.raises(ModelError, match="another model of names"):
        FactEncoder(tmp_path / "facts")
    (tmp_path / "facts" / "config.json").unlink()
    with pytest.raises(ModelError, match=r"config\.json"):
        FactEncoder(tmp_path / "facts")


def test_with_the_encoder_nearly_all_sentences_of_the_spec_read_as_without() -> None:
    reader = extractor.load(segmenter="none")
    for folder, lang in (("ko", "ko"), ("zh", "zh-Hans")):
        asked = right = 0
        for path in sorted((SPEC / folder).glob("facts*.toml")):
            for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]:
                day = row.get("published_at", DAY)
                record = reader.extract(row["text"], lang=row.get("lang", lang), published_at=day)
                found = {mention.id: mention.text for mention in record.mentions}
                facts = [(found[fact.value], fact) for fact in record.facts]
                for answer in (answer for answer in row["facts"] if "concept" in answer):
                    own = [fact for text, fact in facts if text.startswith(answer["value"])]
                    asked += 1
                    right += any(fact.metric.concept == answer["concept"] for fact in own)
        assert right / asked >= 0.97, (folder, asked - right, asked)


def test_a_window_knows_the_names_and_dates_that_begin_in_it(encoder: FactEncoder) -> None:
    scene = scene_of("삼성전자의 지난 14일 매출은 3억원, SK하이닉스의 15일 매출은 5억원, " * 30, "ko")
    answers = list(encoder.read(scene).values())
    assert len(answers) == len([spot for line in scene.lines for spot in line.values])
    for answer in answers:
        seen = [name for name in scene.names if answer.sees(name.start)]
        assert set(answer.names) == {name.mention.entity for name in seen}
        for entity, chance in answer.names.items():
            whole = [(n.start, n.end) for n in seen if n.mention.entity == entity and answer.sees(n.end - 1)]
            assert chance == pytest.approx(answer.subject(whole), abs=1e-5)
        days = [date for start, date in scene.dates.items() if answer.sees(start)]
        assert set(answer.periods) == set(answer.dates) == set(map(key_of, days))
        for key, chance in answer.periods.items():
            starts = [date.start for date in days if key_of(date) == key]
            assert list(answer.dates[key]) == starts
            assert chance == pytest.approx(sum(float(answer.days[answer.number(at)]) for at in starts), abs=1e-5)
    assert len(answers[0].names) == len(answers[0].periods) == 2
    assert len([start for start in scene.dates if answers[-1].sees(start)]) < len(scene.dates)
