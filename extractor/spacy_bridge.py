"""spaCy: `nlp.add_pipe("extractor")`, a tokenizer made of our segmenters, and records to and from Docs.

This is the only module that imports spaCy. Labels are mention types, span ids are mention ids (`m1`) and knowledge
base ids are those of the entity, so all three survive in a bare DocBin; what a mention is worth lies in
`doc.user_data["extractor"]`, which `DocBin(store_user_data=True)` keeps.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from spacy.lang.ko import KoreanTokenizer
from spacy.lang.ko.tag_map import TAG_MAP
from spacy.language import Language
from spacy.symbols import POS
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, filter_spans, registry
from spacy.vocab import Vocab

from extractor.core.arguments import day_of_publication
from extractor.core.errors import ArticleError, ExtractorError
from extractor.core.records import Article, Record, sha256
from extractor.lang.segment import load_segmenter

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

KEY = "extractor"
_PIECE = re.compile(r"\s+|\S+")


class SegmenterTokenizer(DummyTokenizer):
    """A spaCy tokenizer whose tokens are those of one of our segmenters; the Doc's text is the text given, always."""

    def __init__(self, vocab: Vocab, lang: str, segmenter: str) -> None:
        self.vocab = vocab
        self.lang = lang
        self.segmenter = segmenter
        self._segmenter = load_segmenter(segmenter, lang)

    def __reduce__(self) -> tuple[Any, ...]:
        return SegmenterTokenizer, (self.vocab, self.lang, self.segmenter)

    def __call__(self, text: str) -> Doc:
        """A Doc with the segmenter's tags; white space beyond one blank after a token is a token of its own."""
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[str] = []
        position = 0
        for token in self._segmenter.tokens(text):
            _add_gap(text[position : token.start], words, spaces, tags)
            words.append(text[token.start : token.end])
            spaces.append(False)
            tags.append(token.pos)
            position = token.end
        _add_gap(text[position:], words, spaces, tags)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for word, tag in zip(doc, tags, strict=True):
            if tag:
                word.tag_ = tag.partition("+")[0]
                word.pos = TAG_MAP.get(word.tag_, {}).get(POS, 0)
        return doc


def _add_gap(gap: str, words: list[str], spaces: list[bool], tags: list[str]) -> None:
    """Writes the text between two tokens: spaCy knows one blank after a token, more white space is a token.

    There are words in a gap only where the segmenter `none` leaves everything to white space.
    """
    for piece in _PIECE.findall(gap):
        if piece.startswith(" ") and words and not spaces[-1]:
            spaces[-1] = True
            piece = piece[1:]
        if piece:
            words.append(piece)
            spaces.append(False)
            tags.append("")


def make_tokenizer(segmenter: str = "konlpy") -> Callable[[Language], SegmenterTokenizer]:
    """A tokenizer of the pipeline's language for `config={"nlp": {"tokenizer": {"@tokenizers": …}}}`."""
    return lambda nlp: SegmenterTokenizer(nlp.vocab, nlp.lang or "", segmenter)


def make_korean_tokenizer() -> Callable[[Language], Any]:
    """What `spacy.blank("ko")` uses: spaCy's own tokenizer where natto-py is installed, else ours.

    spaCy's own raises ImportError without natto-py and a system mecab-ko, so no pipeline that worked changes.
    """
    if find_spec("natto") is not None:
        return lambda nlp: KoreanTokenizer(nlp.vocab)
    return lambda nlp: SegmenterTokenizer(nlp.vocab, "ko", "konlpy")


class ExtractorComponent:
    """Reads each Doc and writes what it found into `doc.ents`, `doc.spans["extractor"]` and `doc.user_data`.

    Tokens that a mention cuts through are split; their text is not touched.
    """

    def __init__(self, lang: str | None, published_at: str | None, entities: bool) -> None:
        self.lang = lang
        self.published_at = published_at
        self.entities = entities

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, annotated; a blank one has no mentions and no record.

        Raises `TypeError` and `ValueError` where `doc._.published_at` is no date, and `ArticleError` on a text that
        cannot be read.
        """
        if not doc.text.strip():
            doc.spans[KEY] = []
            return doc
        day = doc._.published_at or self.published_at
        lang = self.lang or (doc.lang_ if doc.lang_ in ("ko", "zh") else None)  # another pipeline's is no news
        article = Article(text=doc.text, lang=lang, published_at=day_of_publication("doc._.published_at", day))
        return annotate(doc, _extractor(self.entities).read(article))


@Language.factory(
    "extractor",
    default_config={"lang": None, "published_at": None, "entities": True},
    assigns=["doc.ents", "doc.spans", "token.is_sent_start", "span._.value"],
)
def make_component(
    nlp: Language, name: str, lang: str | None, published_at: str | None, entities: bool
) -> ExtractorComponent:
    """The component. `published_at` (ISO) holds for Docs that do not say theirs in `doc._.published_at`."""
    _check_day(published_at)
    return ExtractorComponent(lang, published_at, entities)


def _check_day(day: str | None) -> None:
    try:
        day_of_publication("published_at", day)
    except (TypeError, ValueError) as error:
        raise ExtractorError(str(error)) from error


@lru_cache(maxsize=2)
def _extractor(entities: bool) -> "Extractor":
    """The reader of all components; the Doc has its tokens already, so none are made."""
    from extractor.pipeline import Extractor

    return Extractor(entities=entities, segmenter="none")


def annotate(doc: Doc, record: Record) -> Doc:
    """The same Doc, carrying the mentions of a record of its text.

    Entities of other components stay where they do not overlap ours. Raises `ExtractorError` on another text's record.
    """
    if sha256(doc.text) != record.source.sha256:
        raise ExtractorError(f"record {record.id} was not made from the text of this Doc")
    starts = [sentence.start for sentence in record.sentences]
    mentions = record.mentions
    cut(doc, [*starts, *(m.start for m in mentions), *(m.end for m in mentions)])
    kb = {entity.id: entity.kb.id for entity in record.entities if entity.kb is not None}
    spans = [
        _span(doc, mention.start, mention.end, mention.type, kb.get(mention.entity or "", ""), mention.id)
        for mention in mentions
    ]
    doc.spans[KEY] = spans
    ours = filter_spans(spans)
    taken = {token.i for span in ours for token in span}
    doc.set_ents([*ours, *(ent for ent in doc.ents if taken.isdisjoint(range(ent.start, ent.end)))])
    if not (doc.has_annotation("SENT_START") or doc.has_annotation("DEP")):
        _start_sentences(doc, set(starts))
    data = record.model_dump(exclude={"text"})  # tuples, not lists: a DocBin gives back tuples
    doc.user_data[KEY] = {**data, "mentions": {mention["id"]: mention for mention in data["mentions"]}}
    return doc


def _start_sentences(doc: Doc, starts: set[int]) -> None:
    """Writes where sentences start, all at once: token by token spaCy takes quadratic time."""
    column: Any = doc.to_array(["SENT_START"])  # unsigned, so spaCy's -1 for "no start" is written as its bits
    for token in doc:
        column[token.i] = 1 if token.i == 0 or token.idx in starts else 2**64 - 1
    doc.from_array(["SENT_START"], column)


def _span(doc: Doc, start: int, end: int, label: str | int, kb_id: str | int, span_id: str | int) -> Span:
    span = doc.char_span(start, end, label=label, kb_id=kb_id, span_id=span_id)
    if span is None:
        raise ExtractorError(f"no tokens of the Doc spell characters {start} to {end}")
    return span


def cut(doc: Doc, offsets: Iterable[int]) -> None:
    """Splits the tokens that a character offset falls into; the spans of other components keep their characters."""
    wanted = sorted(set(offsets))
    pieces = []
    for token in doc:
        end = token.idx + len(token)
        inside = wanted[bisect_right(wanted, token.idx) : bisect_left(wanted, end)]
        if inside:
            pieces.append((token, [at - token.idx for at in inside]))
    if not pieces:
        return
    groups = {
        key: [(span.start_char, span.end_char, span.label, span.kb_id, span.id) for span in group]
        for key, group in doc.spans.items()
    }
    with doc.retokenize() as retokenizer:
        for token, inside in pieces:
            bounds = [0, *inside, len(token)]
            orths = [token.text[a:b] for a, b in pairwise(bounds)]
            head = token.head if token.head.i != token.i else (token, 0)
            attrs: dict[str | int, list[Any]] = {"TAG": [token.tag_] * len(orths), "POS": [token.pos_] * len(orths)}
            retokenizer.split(token, orths, heads=[head, *[(token, 0)] * len(inside)], attrs=attrs)
    for key, group in groups.items():  # spaCy leaves the token numbers of span groups as they were
        doc.spans[key] = [_span(doc, *span) for span in group]


def record_of(doc: Doc) -> Record:
    """The record that a Doc carries; edits to `doc.spans` do not reach it.

    Raises `ExtractorError` where there is none, and on a part of a Doc.
    """
    data = doc.user_data.get(KEY)
    if data is None:
        raise ExtractorError(
            'the Doc carries no record: run the "extractor" component on it, '
            "and write it with DocBin(store_user_data=True)"
        )
    if data["source"]["sha256"] != sha256(doc.text):
        raise ExtractorError(f"record {data['id']} is of another text: a part of a Doc has no record of its own")
    return Record.model_validate({**data, "text": doc.text, "mentions": list(data["mentions"].values())})


def doc_of(record: Record, nlp: Language) -> Doc:
    """A Doc of the record's text, tokenised by `nlp` and carrying its mentions; no component of `nlp` runs."""
    if record.text is None:
        raise ArticleError("no-text", f"record {record.id} was written without its text")
    doc = nlp.make_doc(record.text)
    doc._.published_at = record.published_at.value if record.published_at else None
    return annotate(doc, record)


def _mention(span: Span) -> dict[str, Any] | None:
    data = span.doc.user_data.get(KEY)
    found: dict[str, Any] | None = data["mentions"].get(span.id_) if data else None
    return found


def _value(span: Span) -> dict[str, Any] | None:
    mention = _mention(span)
    return mention.get("value") if mention else None


def _entity(span: Span) -> dict[str, Any] | None:
    mention = _mention(span)
    found = mention.get("entity") if mention else None
    entities = span.doc.user_data[KEY]["entities"] if found else ()
    return next((entity for entity in entities if entity["id"] == found), None)


Doc.set_extension("published_at", default=None, force=True)
Span.set_extension("mention", getter=_mention, force=True)
Span.set_extension("value", getter=_value, force=True)
Span.set_extension("entity", getter=_entity, force=True)
# The entry points say the same where this package is installed; this is for a source tree on the path.
registry.ensure_populated()
registry.tokenizers("extractor.Tokenizer.v1")(make_tokenizer)
registry.tokenizers("spacy.ko.KoreanTokenizer")(make_korean_tokenizer)
