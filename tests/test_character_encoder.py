"""The character encoder: what it gives of each character, whatever it reads beside it."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from extractor.core.character_encoder import CharacterEncoder
from extractor.core.errors import ModelError
from extractor.core.models import model_folder

FOLDER = model_folder("entities")
TEXT = "한빛전자는 지난해 매출이 1조2000억원이라고 밝혔다. 값이 오르고 내리고 다시 오른다."


@pytest.fixture(scope="module")
def encoder() -> CharacterEncoder:
    assert FOLDER is not None
    return CharacterEncoder(FOLDER)


def test_each_character_of_a_stretch_has_states_and_the_others_have_none(encoder: CharacterEncoder) -> None:
    end = TEXT.index(".") + 1
    states = encoder.states(TEXT, [(0, end)])
    assert states.shape == (len(TEXT), encoder.width)
    assert states[:end].any(axis=1).all()
    assert not states[end:].any()
    assert encoder.states("", []).shape == (0, encoder.width)


def test_a_long_stretch_is_read_in_windows_that_answer_for_each_character_once(encoder: CharacterEncoder) -> None:
    text = TEXT * 12
    cut = encoder.cut([(0, len(text))])
    assert len(cut) > 1
    assert sorted(at for window in cut for at in range(window.first, window.last)) == list(range(len(text)))
    assert encoder.states(text, [(0, len(text))]).any(axis=1).all()


def test_what_is_seen_has_the_length_of_its_window(encoder: CharacterEncoder) -> None:
    ids = encoder.characters.numbers(TEXT)
    cut = encoder.cut([(0, 9), (10, len(TEXT))])
    seen = list(encoder.read(ids, cut))
    assert [item.window for item in seen] == cut
    for item in seen:
        length = item.window.end - item.window.start
        assert item.scores.shape == (length, len(encoder.config["tags"]))
        assert item.states.shape == (length, encoder.width)


def test_who_stands_before_a_window_changes_its_scores(encoder: CharacterEncoder) -> None:
    ids, cut = encoder.characters.numbers(TEXT), encoder.cut([(0, len(TEXT))])
    [usual], [asked] = list(encoder.read(ids, cut)), list(encoder.read(ids, cut, int(ids[0])))
    assert not np.array_equal(usual.scores, asked.scores)


def test_a_folder_without_its_files_is_an_error_that_names_it(tmp_path: Path) -> None:
    assert FOLDER is not None
    shutil.copytree(FOLDER, tmp_path / "names")
    config = json.loads((tmp_path / "names" / "config.json").read_text("utf-8"))
    del config["longest"]
    (tmp_path / "names" / "config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(ModelError, match=r"names: KeyError: 'longest'"):
        CharacterEncoder(tmp_path / "names")
    (tmp_path / "names" / "config.json").unlink()
    with pytest.raises(ModelError, match=r"config\.json"):
        CharacterEncoder(tmp_path / "names")
