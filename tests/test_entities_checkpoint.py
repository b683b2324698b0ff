"""A transformers token classifier in place of the package's model: a small one, made and trained here."""

from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.core.errors import ModelError
from extractor.entities.checkpoint import _tag
from extractor.entities.proposals import load_model

TEXT = "도윤재는 서울에서 한빛소재를 만났다."
SPANS = {(0, 3): "PER", (10, 14): "ORG"}


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        ("B-PER", "B-PERSON"), ("PS-I", "I-PERSON"), ("I-OG", "I-ORG"), ("LOC", "I-LOC"), ("B_GPE", "B-LOC"),
        ("S-company", "B-ORG"), ("O", "O"), ("B-DT", "O"), ("LABEL_0", "O"),
    ],
)  # fmt: skip
def test_labels_of_other_projects_are_read_as_our_types(label: str, tag: str) -> None:
    assert _tag(label) == tag


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch: Any = pytest.importorskip("torch")
    transformers: Any = pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("checkpoint")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(TEXT) - {" "})]
    words += [f"##{word}" for word in words[5:]]
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", "utf-8")
    tokenizer = transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt"), do_lower_case=False)
    labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
        id2label=dict(enumerate(labels)), label2id={label: i for i, label in enumerate(labels)},
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config)
    given = tokenizer(TEXT, return_tensors="pt", return_offsets_mapping=True)
    targets = torch.zeros_like(given["input_ids"])
    for at, (start, end) in enumerate(given.pop("offset_mapping")[0].tolist()):
        for (first, last), type_ in SPANS.items():
            if first <= start < end <= last:
                targets[0, at] = labels.index(f"{'B' if start == first else 'I'}-{type_}")
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        model(**given, labels=targets).loss.backward()
        optimizer.step()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # torch and transformers warn of their own inner workings
def test_a_folder_with_a_token_classifier_is_read_in_place_of_our_model(checkpoint: Path) -> None:
    record = extractor.load(model=str(checkpoint), segmenter="none").extract(TEXT, lang="ko")
    names = {(m.start, m.end): (m.type, m.text) for m in record.mentions}
    assert names[0, 3] == ("PERSON", "도윤재")
    assert names[10, 14] == ("ORG", "한빛소재")
    assert all(TEXT[m.start : m.end] == m.text for m in record.mentions)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # torch and transformers warn of their own inner workings
def test_a_long_text_is_read_to_its_end(checkpoint: Path) -> None:
    model = load_model(str(checkpoint))
    text = "은 " * 900 + TEXT
    assert model.read(text, [(0, len(text))]).names[-1].start >= 1800


def test_a_model_that_is_nowhere_is_an_error_that_names_it(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    with pytest.raises(ModelError, match="nowhere"):
        load_model(str(tmp_path / "nowhere"))
