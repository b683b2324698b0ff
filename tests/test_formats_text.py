"""What other tools see in the brat, CoNLL, doccano and Label Studio files that we write, and what we read in theirs."""

import json
from pathlib import Path

import pytest
from annotated_articles import Spans, article, reads, spans, wrote

from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.registry import FORMATS

# brat


def test_brat_has_a_line_for_each_mention_note_attribute_and_equivalence(tmp_path: Path) -> None:
    folder = wrote("brat", tmp_path)
    assert (folder / "2016%2Femoji%3A1.txt").read_bytes().decode() == article("emoji")["text"]
    lines = (folder / "2016%2Femoji%3A1.ann").read_text("utf-8").splitlines()
    assert lines[0] == "T1\tORG 2 5\t카카오"
    assert lines[3] == "T3\tdate 15 21\t지난 14일"
    assert "A1\tOptional T4" in lines
    assert "*\tEquiv T1 T2" in lines
    notes = {line.split("\t")[1]: json.loads(line.split("\t")[2]) for line in lines if line.startswith("#")}
    assert notes["AnnotatorNotes T6"] == {"value": {"amount": "36", "unit": "percent", "bound": "over"}}
    assert notes["AnnotatorNotes T1"]["entity"]["kb"]["id"] == "kakao"
    assert "[relations]" in (folder / "annotation.conf").read_text("utf-8")


def test_brat_has_a_mention_over_a_line_break_in_pieces(tmp_path: Path) -> None:
    record = {**article("bare"), "text": "삼성\r\n전자", "mentions": [
        {"id": "m1", "type": "ORG", "start": 0, "end": 6, "text": "삼성\r\n전자"}]}  # fmt: skip
    FORMATS["brat"].write([record], tmp_path / "out", Conversion())
    assert (tmp_path / "out" / "bare.ann").read_text("utf-8") == "T1\tORG 0 2;4 6\t삼성 전자\n"
    assert reads("brat", tmp_path / "out")[0]["mentions"] == record["mentions"]


def test_what_people_made_in_brat_is_read_and_what_no_record_holds_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.c.txt").write_text("마윈과 장용이 알리바바에서", encoding="utf-8")
    (tmp_path / "a" / "b.c.ann").write_text(
        "*\tEquiv T1 T9\nT1\tPERSON 0 2\t마윈\nT9\tPERSON 4 6\t장용\nT3\tORG 8 12\t알리바바\n"
        "T4\tORG 0 2;8 12\t마윈 알리바바\nR1\tWorks Arg1:T1 Arg2:T3\t\nE1\tORG:T3\n"
        "A1\tSure T1\n#1\tAnnotatorNotes T1\t?\n",
        encoding="utf-8",
    )
    conversion = Conversion()
    [record] = reads("brat", tmp_path, conversion)
    assert record["id"] == "a/b.c"
    assert spans(record) == [("PERSON", "마윈"), ("PERSON", "장용"), ("ORG", "알리바바")]
    assert [(mention["id"], mention.get("entity")) for mention in record["mentions"]] == [
        ("m1", "e1"), ("m9", "e1"), ("m3", None)]  # fmt: skip
    assert record["entities"] == [{"id": "e1", "type": "PERSON", "name": "마윈", "mentions": ["m1", "m9"]}]
    assert conversion.unread == {"discontinuous": 1, "relations": 2, "attributes": 2}


# CoNLL


def test_conll_has_one_token_a_line_with_its_white_space_and_tag(tmp_path: Path) -> None:
    lines = wrote("conll", tmp_path, ("emoji", "nfd")).read_text("utf-8").split("\n")
    assert lines[:3] == ["-DOCSTART-\t_\tO", "", "# newdoc id = 2016/emoji:1"]
    assert lines[4:10] == [
        "😀\t_\tO", "카\tSpaceAfter=No\tB-ORG", "카\tSpaceAfter=No\tI-ORG", "오\tSpaceAfter=No\tI-ORG",
        "(\tSpaceAfter=No\tO", "🍫\tSpaceAfter=No\tB-ORG"]  # fmt: skip
    assert ".\tSpacesAfter=\\r\\n\\r\\n\tO" in lines
    assert "36\tSpaceAfter=No\tB-percent" in lines
    assert "\u1109\u1161\u11b7\tSpaceAfter=No\tB-ORG" in lines, "a decomposed syllable is one token"
    assert lines[lines.index(".\tSpacesAfter=\\r\\n\\r\\n\tO") + 1] == "", "a blank line where a sentence ends"


def test_conll_takes_the_tokens_of_a_record_that_has_some_and_cuts_them_at_mentions(tmp_path: Path) -> None:
    text = "매출은 3억원이다"
    tokens = [{"start": a, "end": b, "text": text[a:b], "pos": ""} for a, b in ((0, 2), (2, 3), (4, 9))]
    mention = {"id": "m1", "type": "money", "start": 4, "end": 7, "text": "3억원"}
    record = {"id": "x", "text": text, "tokens": tokens, "mentions": [mention], "entities": []}
    FORMATS["conll"].write([record], tmp_path / "x.conll", Conversion())
    lines = (tmp_path / "x.conll").read_text("utf-8").split("\n")[3:]
    assert [line.split("\t")[::2] for line in lines if line] == [
        ["매출", "O"], ["은", "O"], ["3억원", "B-money"], ["이다", "O"]]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "text", "found"),
    [
        ("EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\nBonn NNP B-NP B-LOC\n", "EU rejects\nBonn",
         [("ORG", "EU"), ("LOC", "Bonn")]),
        ("阿 B-ORG\n里 M-ORG\n巴 E-ORG\n在 O\n美 S-LOC\n", "阿里巴在美", [("ORG", "阿里巴"), ("LOC", "美")]),
        ("## klue-1\t마윈 은\n마\tB-PS\n윈\tI-PS\n \tO\n은\tO\n", "마윈 은", [("PERSON", "마윈")]),
        ("# O\n1 I-MONEY\n원 I-MONEY\n둘 B-MONEY\n", "# 1 원 둘", [("money", "1 원"), ("money", "둘")]),
    ],
    ids=["CoNLL-2003", "BMES", "KLUE", "IOB1"],
)  # fmt: skip
def test_columns_of_other_corpora_are_read(content: str, text: str, found: Spans, tmp_path: Path) -> None:
    (tmp_path / "a.bio").write_text(content, encoding="utf-8")
    [record] = reads("conll", tmp_path / "a.bio", Conversion(labels={"PS": "PERSON"}))
    assert (record["id"], record["text"], spans(record)) == ("a#1", text, found)


# doccano


def test_doccano_has_spans_relations_and_the_rest_as_meta(tmp_path: Path) -> None:
    task = json.loads(wrote("doccano", tmp_path).read_text("utf-8"))
    text = task["text"]
    assert [text[span["start_offset"] : span["end_offset"]] for span in task["entities"]][:2] == ["카카오", "🍫Kakao"]
    assert task["relations"] == [{"id": 1, "from_id": 1, "to_id": 2, "type": "same"}]
    assert task["extractor"]["published_at"]["basis"] == "user"


def test_doccano_may_number_anew_and_an_annotator_move_take_and_add(tmp_path: Path) -> None:
    path = wrote("doccano", tmp_path)
    task = json.loads(path.read_text("utf-8"))
    kept = [{**span, "id": span["id"] + 500} for span in task["entities"]]
    kept[5]["start_offset"] += 1  # 36% becomes 6%: the value was another span's
    del kept[4]
    kept.append({"id": 900, "label": "PRODUCT", "start_offset": 0, "end_offset": 1})
    path.write_text(json.dumps({**task, "id": 7, "entities": kept, "relations": []}), encoding="utf-8")
    [record] = reads("doccano", path)
    assert record["id"] == "2016/emoji:1"
    mentions = {mention["text"]: mention for mention in record["mentions"]}
    assert mentions["10~20억원"]["value"]["currency"] == "KRW"
    assert mentions["10~20억원"]["optional"] is True
    assert "value" not in mentions["6%"]
    assert {mentions["6%"]["id"], mentions["😀"]["id"]} == {"m7", "m8"}, "facts may name m5 and m6 still"
    assert "entity" not in mentions["😀"]
    assert {entity["id"]: entity["mentions"] for entity in record["entities"]} == {
        "e7": [mentions["카카오"]["id"]], "e1": [mentions["🍫Kakao"]["id"]]}  # fmt: skip
    assert record["facts"]


def test_a_fact_goes_with_its_mention(tmp_path: Path) -> None:
    path = wrote("doccano", tmp_path)
    task = json.loads(path.read_text("utf-8"))
    task["entities"] = [span for span in task["entities"] if span["label"] != "money"]
    path.write_text(json.dumps(task), encoding="utf-8")
    conversion = Conversion()
    assert reads("doccano", path, conversion)[0]["facts"] == []
    assert conversion.unread == {"facts": 1}


def test_labels_as_lists_of_doccano_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 3, "text": "😀 3억원", "label": [[2, 5, "money"]]}\n\n', encoding="utf-8")
    [record] = reads("doccano", tmp_path / "a.jsonl")
    assert (record["id"], spans(record)) == ("3", [("money", "3억원")])


# Label Studio


def test_label_studio_counts_as_javascript_does(tmp_path: Path) -> None:
    [task] = json.loads(wrote("label-studio", tmp_path).read_text("utf-8"))
    units = task["data"]["text"].encode("utf-16-le")
    places = [item["value"] for item in task["annotations"][0]["result"] if "value" in item]
    assert len(places) == 6 + 3 + 1
    for place in places:
        surface = place.get("text")
        if isinstance(surface, str):
            assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == surface
    assert {"from_id": "m1", "to_id": "m2", "type": "relation", "direction": "bi", "labels": ["same"]} in task[
        "annotations"
    ][0]["result"]


def test_values_that_people_write_in_label_studio_are_read(tmp_path: Path) -> None:
    text = "😀 3억원 쓴 카카오"
    place = {"start": 3, "end": 6, "text": "3억원"}
    regions = [
        {
            "id": "x1",
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {**place, "labels": ["money"]},
        },
        {"id": "x1", "type": "textarea", "from_name": "value", "value": {**place, "text": ['{"amount": "300000000"}']}},
        {"id": "x2", "type": "choices", "from_name": "topic", "value": {"choices": ["식품"]}},
        {"type": "relation", "from_id": "x1", "to_id": "x2", "labels": ["owns"]},
    ]
    cancelled = {"was_cancelled": True, "result": []}
    task = {"id": 12, "data": {"text": text}, "annotations": [{"result": regions}, cancelled], "predictions": []}
    (tmp_path / "a.json").write_text(json.dumps([task], indent=2), encoding="utf-8")
    conversion = Conversion()
    [record] = reads("label-studio", tmp_path / "a.json", conversion)
    assert record["id"] == "12"
    assert record["mentions"] == [
        {"id": "m1", "type": "money", "start": 2, "end": 5, "text": "3억원", "value": {"amount": "300000000"}}
    ]
    assert conversion.unread == {"relations": 1, "attributes": 1}


def test_an_offset_inside_a_character_is_no_offset(tmp_path: Path) -> None:
    value = {"start": 1, "end": 3, "labels": ["ORG"]}
    task = {"data": {"text": "😀가"}, "predictions": [{"result": [{"id": "a", "type": "labels", "value": value}]}]}
    (tmp_path / "a.json").write_text(json.dumps(task), encoding="utf-8")
    conversion = Conversion()
    assert list(FORMATS["label-studio"].read(tmp_path / "a.json", conversion)) == []
    [failure] = conversion.failures
    assert (failure.what, failure.why[:22]) == ("span", "member 1 of the list: ")
