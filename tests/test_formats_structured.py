"""What other tools see in the CAS, Docs, annotations and TimeML that we write, and what we read in theirs."""

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import spacy
from annotated_articles import article, reads, spans, wrote
from spacy.tokens import DocBin

from extractor.evaluation.formats.conversion import Conversion

# UIMA CAS


def test_a_cas_counts_as_java_does_and_knows_dkpro(tmp_path: Path) -> None:
    folder = wrote("cas-xmi", tmp_path)
    root = ElementTree.parse(folder / "2016%2Femoji%3A1.xmi").getroot()
    elements: dict[str, list[dict[str, str]]] = {}
    for element in root:
        elements.setdefault(element.tag.partition("}")[2], []).append(dict(element.attrib))
    text = elements["Sofa"][0]["sofaString"]
    assert text == article("emoji")["text"], "CRLF survives, too"
    units = text.encode("utf-16-le")

    def covered(item: dict[str, str]) -> str:
        return units[2 * int(item["begin"]) : 2 * int(item["end"])].decode("utf-16-le")

    named = elements["NamedEntity"]
    assert [(item["value"], covered(item)) for item in named] == spans(article("emoji"))
    assert named[0]["identifier"] == "kakao"
    assert json.loads(named[5]["mention_value"])["amount"] == "36"
    assert [covered(link) for link in elements["CoreferenceLink"]] == ["𠮷野家", "카카오", "🍫Kakao"]
    assert {covered(item) for item in named} & {"".join(text.split())} == set()
    edges = {int(token[end]) for token in elements["Token"] for end in ("begin", "end")}
    assert {int(item[end]) for item in named for end in ("begin", "end")} <= edges
    assert [covered(item)[-1] for item in elements["Sentence"]] == [".", "😀"]
    assert "NamedEntity" in (folder / "TypeSystem.xml").read_text("utf-8")


def test_a_cas_of_another_tool_is_read_without_its_type_system(tmp_path: Path) -> None:
    (tmp_path / "other.xmi").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
        'xmlns:cas="http:///uima/cas.ecore" xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" '
        'xmlns:other="http:///webanno/custom.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>'
        '<type:NamedEntity xmi:id="5" sofa="1" begin="3" end="6" value="ORG"/>'
        '<other:Opinion xmi:id="6" sofa="1" begin="0" end="2" strength="9"/>'
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="😀 카카오&#13;&#10;"/>'
        '<cas:View sofa="1" members="5 6"/></xmi:XMI>',
        encoding="utf-8",
    )
    [record] = reads("cas-xmi", tmp_path)
    assert (record["id"], record["text"], spans(record)) == ("other", "😀 카카오\r\n", [("ORG", "카카오")])


# spaCy


def test_a_doc_bin_has_real_tokens_entities_and_values(tmp_path: Path) -> None:
    docs = list(DocBin().from_disk(wrote("docbin", tmp_path, ("emoji", "nfd"))).get_docs(spacy.blank("ko").vocab))
    assert [doc.text for doc in docs] == [article("emoji")["text"], article("nfd")["text"]]
    assert [(ent.label_, ent.text) for ent in docs[0].ents] == spans(article("emoji"))
    assert docs[0].ents[0].kb_id_ == "kakao"
    assert docs[0].ents[5]._.value["amount"] == "36"
    assert len(docs[0]) > 15
    overlapping = article("nfd")["mentions"]
    assert len(docs[1].spans["extractor"]) == len(overlapping) > len(docs[1].ents)


def test_entities_of_another_doc_bin_are_read(tmp_path: Path) -> None:
    nlp = spacy.blank("xx")
    doc = nlp("마윈 founded Alibaba")
    doc.ents = [doc.char_span(0, 2, label="PERSON"), doc.char_span(11, 18, label="ORG", kb_id="Q1359568")]
    DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    [record] = reads("docbin", tmp_path / "a.spacy")
    assert spans(record) == [("PERSON", "마윈"), ("ORG", "Alibaba")]
    assert [entity["id"] for entity in record["entities"]] == ["Q1359568"]


# W3C Web Annotation


def test_a_web_annotation_has_position_quote_tag_value_and_entity(tmp_path: Path) -> None:
    [collection] = json.loads(wrote("web-annotation", tmp_path).read_text("utf-8"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    whole, first, *_ = collection["first"]["items"]
    assert collection["total"] == len(collection["first"]["items"]) == 7
    assert whole["body"][0]["language"] == "ko"
    position, quote = first["target"]["selector"]
    assert position == {"type": "TextPositionSelector", "start": 2, "end": 5}
    assert quote["type"] == "TextQuoteSelector"
    assert (quote["exact"], quote["prefix"], quote["suffix"][:7]) == ("카카오", "😀 ", "(🍫Kakao")
    assert [body["purpose"] for body in first["body"]] == ["tagging", "identifying", "classifying"]


def test_a_quote_says_the_place_where_the_position_is_not_its_own(tmp_path: Path) -> None:
    path = wrote("web-annotation", tmp_path)
    [collection] = json.loads(path.read_text("utf-8"))
    items = collection["first"]["items"]
    items[1]["target"]["selector"][0].update(start=3, end=6)  # as a tool says that counts UTF-16
    del items[2]["target"]["selector"][0]
    items.append({"type": "Annotation", "motivation": "commenting", "body": {"value": "?"}, "target": {}})
    path.write_text(json.dumps(collection), encoding="utf-8")
    conversion = Conversion()
    [record] = reads("web-annotation", path, conversion)
    assert spans(record) == spans(article("emoji"))
    assert conversion.unread["attributes"] == 2


# TimeML


def test_timex3_stands_in_the_text_with_value_and_mod(tmp_path: Path) -> None:
    folder = wrote("timex3", tmp_path, ("emoji", "nfd"))
    root = ElementTree.parse(folder / "2016%2Femoji%3A1.tml").getroot()
    text = root.find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == article("emoji")["text"]
    [timex] = text
    assert (timex.text, timex.attrib) == (
        "지난 14일",
        {"tid": "t1", "type": "DATE", "value": "2016-06-14", "mod": "ON_OR_BEFORE"},
    )
    creation = root.find("DCT/TIMEX3")
    assert creation is not None
    assert (creation.get("value"), creation.get("type")) == ("2016-06-20T09:00:00", "TIME")
    assert root.findtext("TITLE") == article("emoji")["title"]
    mods = [timex.get("mod") for timex in ElementTree.parse(folder / "nfd.tml").getroot().iter("TIMEX3")]
    assert mods == ["APPROX", "EQUAL_OR_LESS"]


def test_a_document_of_timebank_is_read(tmp_path: Path) -> None:
    (tmp_path / "wsj.tml").write_text(
        '<?xml version="1.0"?><TimeML><DOCID>wsj_1</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="1989-11-02" '
        'functionInDocument="CREATION_TIME">11/02/89</TIMEX3></DCT><TEXT>\n\nIt <EVENT eid="e1">rose</EVENT> '
        '<SIGNAL sid="s1">on</SIGNAL> <TIMEX3 tid="t1" type="DATE" value="1989-10-31">Oct. <b>31</b></TIMEX3>'
        '<TIMEX3 tid="t2" type="DURATION" value="P1D"/>.</TEXT><MAKEINSTANCE/></TimeML>',
        encoding="utf-8",
    )
    conversion = Conversion()
    [record] = reads("timex3", tmp_path, conversion)
    assert record["text"] == "\n\nIt rose on Oct. 31."
    assert spans(record) == [("date", "Oct. 31")]
    assert record["published_at"]["value"] == "1989-11-02"
    assert conversion.unread == Counter(relations=3, empty=1)
