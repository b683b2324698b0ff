"""The model that comes with the package: what it finds, where, and that it finds the same every time."""

import itertools
import json
import unicodedata
from pathlib import Path

import numpy as np
import pytest

import extractor
from extractor.core.errors import ModelError
from extractor.core.text import fold
from extractor.entities import load_knowledge_base, load_model
from extractor.entities.model import CharacterModel
from extractor.pipeline import Extractor

FOLDER = Path(__file__).parent.parent / "models" / "entities"
MOST = 60_000_000  # bytes of all files of the model


@pytest.fixture(scope="module")
def model() -> CharacterModel:
    return CharacterModel(FOLDER)


@pytest.fixture(scope="module")
def reader() -> Extractor:
    return extractor.load(segmenter="none")


def _names(reader: Extractor, text: str, lang: str) -> set[tuple[str, str]]:
    record = reader.extract(text, lang=lang)
    assert all(text[m.start : m.end] == m.text for m in record.mentions)
    return {(m.text, m.type) for m in record.mentions if m.value is None}


UNSEEN = [
    ("ko", "가온소재는 지난해 대전에 새 공장을 지었다.", "가온소재", "ORG"),
    ("ko", "소설가 도윤재는 어제 독자들을 만났다.", "도윤재", "PERSON"),
    ("ko", "행사는 해솔면 마을회관에서 열렸다.", "해솔면 마을회관", "LOC"),
    ("zh-Hans", "蓝桥资讯昨天发布了一份报告。", "蓝桥资讯", "ORG"),
    ("zh-Hans", "据了解，周明远毕业后回到家乡工作。", "周明远", "PERSON"),
    ("zh-Hans", "他们在青石镇建了一座工厂。", "青石镇", "LOC"),
    ("zh-Hant", "據了解，周明遠畢業後回到家鄉工作。", "周明遠", "PERSON"),
]


@pytest.mark.parametrize(("lang", "text", "name", "type_"), UNSEEN, ids=lambda value: value)
def test_names_that_no_table_has_are_found(reader: Extractor, lang: str, text: str, name: str, type_: str) -> None:
    assert load_knowledge_base().lookup(name) is None
    assert (name, type_) not in _names(extractor.load(model=None, segmenter="none"), text, lang)
    assert (name, type_) in _names(reader, text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ko", "회사는 올해 매출이 늘고 비용이 줄 것으로 내다봤다."),
        ("ko", "시장에서는 금리가 곧 내릴 것이라는 기대가 커졌다."),
        ("zh-Hans", "公司预计今年的收入会增加，成本会下降。"),
        ("zh-Hans", "市场普遍认为利率很快就会下调。"),
    ],
)
def test_a_sentence_with_no_name_stays_without_one(reader: Extractor, lang: str, text: str) -> None:
    assert _names(reader, text, lang) == set()


def test_offsets_hold_beside_characters_of_two_units_and_decomposed_ones(
    model: CharacterModel, reader: Extractor
) -> None:
    text = "😀𠮷 " + unicodedata.normalize("NFD", "소설가 도윤재는 어제 독자들을 만났다.")
    names = {unicodedata.normalize("NFC", name) for name, _ in _names(reader, text, "ko")}
    assert "도윤재" in names


def test_a_long_sentence_is_read_to_its_end(reader: Extractor) -> None:
    long = "값이 오르고 내리고 다시 오르는 가운데 " * 60
    assert ("강도현", "PERSON") in _names(reader, f"{long}배우 강도현은 어제 팬들을 만났다.", "ko")


def test_the_same_text_gives_the_same_bytes_whatever_was_read_before(reader: Extractor) -> None:
    text = " ".join(sentence for lang, sentence, _, _ in UNSEEN if lang == "ko")
    first = reader.extract(text, lang="ko").model_dump_json()
    reader.extract("蓝桥资讯昨天发布了一份报告。" * 30, lang="zh-Hans")
    assert reader.extract(text, lang="ko").model_dump_json() == first


def test_the_chances_of_tags_are_those_of_all_taggings_summed(model: CharacterModel) -> None:
    scores = np.random.default_rng(5).normal(size=(1, 3, len(model.tags)))
    expected = np.zeros((3, len(model.tags)))
    for tagging in itertools.product(range(len(model.tags)), repeat=3):
        weight = model._begins[tagging[0]] * np.exp(sum(scores[0, at, tag] for at, tag in enumerate(tagging)))
        weight *= model._follows[tagging[0], tagging[1]] * model._follows[tagging[1], tagging[2]]
        for at, tag in enumerate(tagging):
            expected[at, tag] += weight
    found = model._marginals(scores, np.array([3]))[0]
    assert np.allclose(found, expected / expected.sum(axis=1, keepdims=True))


def test_a_window_reads_the_same_alone_and_beside_a_longer_one(model: CharacterModel) -> None:
    text = fold(UNSEEN[0][1] + " " + "값이 오르고 내리고 다시 오르는 가운데 " * 4).text
    end = len(UNSEEN[0][1])
    alone, beside = model.chances(text, [(0, end)]), model.chances(text, [(0, end), (end, len(text))])
    assert np.abs(alone[:end] - beside[:end]).mean() < 0.02  # eight bits: the scale is that of the batch


def test_states_are_given_only_where_they_are_wanted_and_change_no_name(model: CharacterModel) -> None:
    text = "가온소재는 지난해 대전에 새 공장을 지었다."
    plain, stretches = CharacterModel(FOLDER, states=False), [(0, len(text))]
    read, wanted = plain.read(text, stretches), model.read(text, stretches)
    assert read.states is None
    assert wanted.states is not None
    assert read.names == wanted.names
    for settings in ({"facts": False}, {"encoder": False}):
        record = extractor.load(segmenter="none", **settings).extract(text, lang="ko")
        assert record.mentions == extractor.load(segmenter="none").extract(text, lang="ko").mentions


def test_the_model_is_small_and_says_where_it_comes_from() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
    card = (FOLDER / "README.md").read_text("utf-8")
    assert all(word in card for word in ("KLUE", "MSRA", "CLUENER", "licence", "scripts/train_entities.py"))
    config = json.loads((FOLDER / "config.json").read_text("utf-8"))
    assert all(0.0 < floor < 1.0 for floor in config["floors"].values())


def test_a_broken_model_is_an_error_that_names_its_folder(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=tmp_path.name):
        load_model(str(tmp_path))
