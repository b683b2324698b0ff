"""The spaCy component, tokenizer and Doc conversion: nothing is lost on the way, whatever cuts the tokens."""

import pickle
from functools import lru_cache
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

import extractor
from extractor.core.errors import ArticleError, ExtractorError
from extractor.core.records import Record
from extractor.spacy_bridge import KEY, annotate, cut, doc_of, record_of

KOREAN = "카카오는 지난 14일 매출이 1조 2,345억원으로 36% 늘었다고 밝혔다.\n\n올해 5월  이용자는 2000만명이다."
CHINESE = "阿里巴巴集团去年净利润15亿美元，同比增长三成。\n今年5月  用户达2000万人。"
TEXTS = {"ko": KOREAN, "zh": CHINESE}


@pytest.fixture(scope="module", params=["ko", "zh"])
def nlp(request: pytest.FixtureRequest) -> spacy.Language:
    nlp = spacy.blank(request.param)
    nlp.add_pipe("extractor", config={"published_at": "2016-06-20"})
    return nlp


@lru_cache(maxsize=1)
def _blank_korean() -> spacy.Language:
    return spacy.blank("ko")


def _facts(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (s.start_char, s.end_char, s.text, s.label_, s.id_, s.kb_id_, s._.value, s._.mention, s._.entity)
        for s in doc.spans[KEY]
    ]


def test_a_blank_pipeline_fills_ents_and_spans_as_the_library_would(nlp: spacy.Language) -> None:
    text = TEXTS[nlp.lang]
    doc = nlp(text)
    record = extractor.load().extract(text, lang="ko" if nlp.lang == "ko" else "zh-Hans", published_at="2016-06-20")
    assert doc.text == text
    assert [(s.start_char, s.end_char, s.label_) for s in doc.spans[KEY]] == [
        (m.start, m.end, m.type) for m in record.mentions
    ]
    assert {"money", "percent", "date", "quantity", "ORG"} <= {ent.label_ for ent in doc.ents}
    money = next(ent for ent in doc.ents if ent.label_ == "money")
    assert money._.value["amount"] == {"ko": "1234500000000", "zh": "1500000000"}[nlp.lang]
    organisation = next(ent for ent in doc.ents if ent.label_ == "ORG")
    assert organisation._.value is None
    assert organisation._.entity["kb"]["id"] == organisation.kb_id_


def test_a_doc_bin_keeps_everything(nlp: spacy.Language, tmp_path: Path) -> None:
    doc = nlp(TEXTS[nlp.lang])
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    [back] = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank(nlp.lang).vocab)
    assert _facts(back) == _facts(doc)
    assert [(e.text, e.label_, e._.value) for e in back.ents] == [(e.text, e.label_, e._.value) for e in doc.ents]
    assert [s.text for s in back.sents] == [s.text for s in doc.sents]
    assert record_of(back) == record_of(doc)
    assert back.text == doc.text


def test_a_doc_bin_without_user_data_keeps_places_types_and_ids_and_says_that_values_are_gone(
    nlp: spacy.Language,
) -> None:
    doc = nlp(TEXTS[nlp.lang])
    data = DocBin(docs=[doc]).to_bytes()
    [back] = DocBin().from_bytes(data).get_docs(spacy.blank(nlp.lang).vocab)
    assert [fact[:6] for fact in _facts(back)] == [fact[:6] for fact in _facts(doc)]
    assert {fact[6] for fact in _facts(back)} == {None}
    with pytest.raises(ExtractorError, match="store_user_data=True"):
        record_of(back)


def test_a_record_comes_back_from_its_doc_byte_for_byte(nlp: spacy.Language) -> None:
    record = extractor.load().extract(TEXTS[nlp.lang], published_at="2016-06-20", title="제목")
    doc = doc_of(record, nlp)
    assert record_of(doc).model_dump_json() == record.model_dump_json()
    assert doc._.published_at == "2016-06-20"


def test_the_day_of_a_doc_wins_over_the_day_of_the_component(nlp: spacy.Language) -> None:
    doc = nlp.make_doc({"ko": "지난 14일 밝혔다.", "zh": "去年5月开业。"}[nlp.lang])
    doc._.published_at = "2020-03-20"
    [span] = nlp(doc).spans[KEY]
    assert span._.value["timex"] == {"ko": "2020-03-14", "zh": "2019-05"}[nlp.lang]


def test_any_tokenizer_of_the_pipeline_will_do() -> None:
    for tokenizer in ({"@tokenizers": "spacy.Tokenizer.v1"}, {"@tokenizers": "extractor.Tokenizer.v1"}):
        for name in ("konlpy", "none"):
            config = dict(tokenizer, segmenter=name) if "extractor" in tokenizer["@tokenizers"] else tokenizer
            nlp = spacy.blank("ko", config={"nlp": {"tokenizer": config}})
            nlp.add_pipe("extractor", config={"published_at": "2016-06-20"})
            doc = nlp(KOREAN)
            assert doc.text == KOREAN
            assert "1조 2,345억원" in [span.text for span in doc.spans[KEY]]


def test_names_can_be_left_out() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("extractor", config={"entities": False})
    doc = nlp(CHINESE)
    labels = {span.label_ for span in doc.spans[KEY]}
    assert "money" in labels
    assert labels.isdisjoint({"ORG", "PERSON", "LOC", "PRODUCT", "INDEX"})


def test_entities_of_another_component_stay_where_they_do_not_overlap_ours() -> None:
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "NOUN", "pattern": "净利润"}, {"label": "WRONG", "pattern": "亿美元，"}])
    nlp.add_pipe("extractor")
    doc = nlp(CHINESE)
    assert [ent.text for ent in doc.ents if ent.label_ == "NOUN"] == ["净利润"]
    assert "WRONG" not in {ent.label_ for ent in doc.ents}
    assert "15亿美元" in [ent.text for ent in doc.ents]


def test_a_pipeline_survives_disk_and_pickle(nlp: spacy.Language, tmp_path: Path) -> None:
    expected = _facts(nlp(TEXTS[nlp.lang]))
    nlp.to_disk(tmp_path / "pipeline")
    assert _facts(spacy.load(tmp_path / "pipeline")(TEXTS[nlp.lang])) == expected
    assert _facts(pickle.loads(pickle.dumps(nlp))(TEXTS[nlp.lang])) == expected


def test_a_blank_text_has_no_mentions_and_no_record(nlp: spacy.Language) -> None:
    for text in ("", " \n"):
        doc = nlp(text)
        assert list(doc.spans[KEY]) == []
        with pytest.raises(ExtractorError, match="carries no record"):
            record_of(doc)


def test_a_part_of_a_doc_has_no_record(nlp: spacy.Language) -> None:
    part = nlp(TEXTS[nlp.lang])[2:6].as_doc(copy_user_data=True)
    with pytest.raises(ExtractorError, match="another text"):
        record_of(part)


def test_a_record_goes_on_no_other_text_and_needs_its_own(nlp: spacy.Language) -> None:
    record = extractor.load().extract(TEXTS[nlp.lang])
    with pytest.raises(ExtractorError, match="not made from the text"):
        annotate(nlp.make_doc("다른 글"), record)
    with pytest.raises(ArticleError, match="without its text"):
        doc_of(Record.model_validate({**record.model_dump(), "text": None}), nlp)


def test_a_day_that_is_no_day_is_refused_when_the_component_is_made() -> None:
    with pytest.raises(ExtractorError, match="'어제': expected an ISO 8601 date"):
        spacy.blank("zh").add_pipe("extractor", config={"published_at": "어제"})


def test_cut_moves_no_span_of_another_component_and_keeps_heads() -> None:
    nlp = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    words = ["삼성전자는", "3억원을", "썼다"]
    doc = Doc(nlp.vocab, words=words, heads=[2, 2, 2], deps=["nsubj", "obj", "ROOT"])
    doc.spans["theirs"] = [doc[1:2], doc[1:3]]
    before = [(span.start_char, span.end_char) for span in doc.spans["theirs"]]
    cut(doc, [4, 6, 9])
    assert [token.text for token in doc] == ["삼성전자", "는", "3억원", "을", "썼다"]
    assert [(span.start_char, span.end_char) for span in doc.spans["theirs"]] == before
    assert [token.head.text for token in doc] == ["썼다", "삼성전자", "썼다", "3억원", "썼다"]


@settings(max_examples=60)
@given(text=st.text(st.sampled_from("가3억 원\n\t\u00a0.A漢é\u1100\u1161😀"), max_size=40), data=st.data())
@example(text="  가  나\n", data=None)
def test_the_tokenizer_and_cut_keep_every_character(text: str, data: st.DataObject | None) -> None:
    doc = _blank_korean().make_doc(text)
    assert doc.text == text
    offsets = data.draw(st.lists(st.integers(0, max(0, len(text))))) if data else [1, 3]
    cut(doc, offsets)
    assert doc.text == text
    edges = {edge for token in doc for edge in (token.idx, token.idx + len(token))}
    assert {at for at in offsets if 0 < at < len(text)} <= edges | {
        token.idx + len(token.text_with_ws) for token in doc
    }
