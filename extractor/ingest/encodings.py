"""Bytes to text: byte order mark, then what the page declares, then what the characters look like.

Pages lie about their encoding, so a declaration only decides between decodings that are equally plausible.
Strict decoding narrows the choice; the share of characters that are frequent in Korean and Chinese decides it.
This module is the door to charset-normalizer.
"""

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from extractor.core.errors import ArticleError

# The superset that the bytes are really in: browsers do the same (WHATWG encoding standard).
_SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "euc-kr": "cp949", "euckr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "cp949": "cp949",
    "uhc": "cp949", "windows-949": "cp949", "ms949": "cp949", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs", "cp950": "cp950", "x-x-big5": "big5hkscs", "utf8": "utf-8", "utf-8": "utf-8",
}  # fmt: skip
_LEGACY = ("cp949", "gb18030", "big5hkscs", "cp950", "johab", "euc_jp", "shift_jis")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF document", b"PK\x03\x04": "a ZIP archive (docx, xlsx, hwpx, epub)", b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\xd0\xcf\x11\xe0": "an OLE document (doc, xls, hwp)",
    b"\x7fELF": "a program", b"\x1f\x8b": "a gzip file without the suffix .gz", b"SQLite format 3": "a database",
}  # fmt: skip
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd\u0080-\u009f\U000f0000-\U0010ffff]")
# Characters that any text may hold besides its letters: general and ideographic punctuation, full-width forms.
_PUNCTUATION = re.compile("[\u00a0-\u00bf\u2000-\u22ff\u2460-\u25ff\u2600-\u26ff\u3000-\u303f\uff00-\uffef]")
_SAMPLE = 200_000  # bytes that the choice is made on; the whole is then decoded with the encoding chosen
_ENOUGH = 0.08  # a plausible text has at least this score; right decodings of news score 0.3 to 0.8
_SURE = 0.3  # from here on nobody asks whether another encoding reads all but a byte or two
_FEW, _SHARE = 4, 20  # bad places of a damaged text: this many, or one in so many of its foreign characters


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text without its byte order mark, and the name of the Python codec that read it."""

    text: str
    encoding: str


def decode(data: bytes, *, declared: bool = False, lenient: bool = False) -> Decoded:
    """The text of `data`. Raises `ArticleError` for binary data and for bytes that no encoding reads; where one reads
    all but a few of them, the error names it and the first of these.

    `declared` looks for a charset in the head (HTML, XML). `lenient` forgives one bad byte in five hundred, as web
    pages have them; a plain text is decoded strictly, because a guess would move offsets and numbers.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(_checked(_strictly(data[len(mark) :], encoding, lenient)), encoding)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ArticleError("binary", f"the file is {what}, not a text")
    encoding = _choose(data, _declared(data) if declared else (), lenient)
    return Decoded(_checked(_strictly(data, encoding, lenient)), encoding)


def _choose(data: bytes, declarations: tuple[str, ...], lenient: bool) -> str:
    wide = _wide(data)
    if wide is not None:
        return wide
    if b"\x00" in data[:4096]:
        raise ArticleError("binary", "the file holds NUL bytes and is in no UTF-16 or UTF-32 encoding")
    if data.isascii():
        return _seven_bit(data)
    sample = data[:_SAMPLE]
    utf8 = _try(sample, "utf-8", lenient)
    if utf8 is not None and (re.search("[\u0800-\uffff]", utf8) or not _decodings(sample, declarations, lenient)):
        return "utf-8"
    scored = _decodings(sample, declarations, lenient)
    best = scored[0][0] if scored else 0.0
    if best < _SURE and utf8 is None:
        _refuse_broken(sample, declarations, best)
    if scored:
        return scored[0][1]
    for encoding in declarations:  # nothing looks like Korean or Chinese: believe the page
        if _try(sample, encoding, lenient) is not None:
            return encoding
    if utf8 is not None:
        return "utf-8"
    guess = _ask_charset_normalizer(sample)
    if guess is None:
        why = "no encoding of Korean or Chinese reads the bytes as text (tried UTF-8/16, CP949, GB18030, Big5)"
        raise ArticleError("encoding", f"{why}; {_first_unread(sample, 'utf-8')}")
    return guess


def _refuse_broken(sample: bytes, declarations: tuple[str, ...], best: float) -> None:
    """Raises `ArticleError` where an encoding reads the sample all but a few bytes, and far better than `best`.

    Such a text was cut or damaged. What reads every byte of it, if anything does, yields other letters.
    """
    score, encoding = 0.0, ""
    for name in dict.fromkeys(("utf-8", *declarations, *_LEGACY)):
        text = sample.decode(name, "replace")
        broken, foreign = text.count("\ufffd"), len(_FOREIGN.findall(text))
        if 0 < broken <= max(_FEW, foreign // _SHARE):
            left = plausibility(text.replace("\ufffd", ""))
            score, encoding = (left, name) if left > score else (score, encoding)
    if score >= max(_SURE, 2 * best):
        unread = _first_unread(sample, encoding)
        if unread:
            raise ArticleError("encoding", f"the text is in {encoding}, but cut or damaged: {unread}")


def _first_unread(data: bytes, encoding: str) -> str:
    """Where the first byte is that an encoding does not read, and why; empty where it reads all, or all but the end of
    a sample that may be cut within a character."""
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(data, final=len(data) < _SAMPLE)
    except UnicodeDecodeError as error:
        return _unread(error)
    return ""


def _unread(error: UnicodeDecodeError) -> str:
    line = error.object.count(b"\n", 0, error.start) + 1
    byte = f"byte {error.start} (0x{error.object[error.start]:02x}, line {line})"
    return f"{byte} cannot be read as {error.encoding}: {error.reason}"


def _decodings(sample: bytes, declarations: tuple[str, ...], lenient: bool) -> list[tuple[float, str]]:
    """The encodings that read the sample, the most plausible first; a declared one wins a near tie."""
    scored = []
    for encoding in dict.fromkeys((*declarations, *_LEGACY)):
        text = _try(sample, encoding, lenient)
        if text is not None:
            score = plausibility(text) * (1.1 if encoding in declarations else 1.0)
            scored.append((score, encoding))
    return sorted((item for item in scored if item[0] >= _ENOUGH), key=lambda item: -item[0])


def plausibility(text: str) -> float:
    """How much a decoded text looks like one in Korean or Chinese, about 0 to 1: the weight of frequent characters.

    Characters that only a wrong decoding yields (private use, replacement, control) count against it.
    """
    foreign = _FOREIGN.findall(text)
    letters = [character for character in foreign if not _PUNCTUATION.match(character)]
    if not letters:
        return _ENOUGH if foreign and not _STRANGE.search(text) else 0.0
    weights = [sum(scale.get(character, 0.0) for character in letters) for scale in _frequent()]
    strange = len(_STRANGE.findall(text))
    return (max(weights) - 2.0 * strange) / len(letters)


@lru_cache(maxsize=1)
def _frequent() -> tuple[dict[str, float], ...]:
    path = resources.files("extractor.ingest") / "frequent.toml"
    scales = []
    for characters in tomllib.loads(path.read_text(encoding="utf-8")).values():
        scales.append({c: 1.0 if rank < 100 else 0.6 for rank, c in enumerate(characters)})
    # Kana, so that a Japanese text is not taken for a rare kind of Chinese.
    scales.append({chr(code): 1.0 for code in range(0x3041, 0x30FF)})
    return tuple(scales)


def _declared(data: bytes) -> tuple[str, ...]:
    names = [match.decode("ascii").lower() for match in _DECLARED.findall(data[:4096])]
    known = []
    for name in names:
        encoding = _SUPERSETS.get(name, name)
        try:
            codecs.lookup(encoding)
        except LookupError:
            continue
        known.append(encoding)
    return tuple(dict.fromkeys(known))


def _wide(data: bytes) -> str | None:
    """UTF-16 with no mark: NULs on one side, or (in pure Hangul or Han) a far more plausible reading."""
    if len(data) < 2 or len(data) % 2:
        return None
    sample = data[: min(_SAMPLE, 20_000)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return None
    for encoding, nuls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        text = _try(sample, encoding, False)
        if text is None or nuls <= others or _CONTROL.search(text):
            continue
        if plausibility(text) >= _ENOUGH or nuls >= 0.9 * len(sample) / 2:
            return encoding
    return None


def _seven_bit(data: bytes) -> str:
    return "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp" if b"\x1b$B" in data else "utf-8"


def _try(data: bytes, encoding: str, lenient: bool) -> str | None:
    """The text, or None where the encoding does not read it; a character cut off at the end is forgiven."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        return decoder.decode(data, final=len(data) < _SAMPLE)
    except UnicodeDecodeError:
        pass
    if not lenient:
        return None
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") * 500 <= len(_FOREIGN.findall(text)) else None


def _strictly(data: bytes, encoding: str, lenient: bool) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if lenient:
            return data.decode(encoding, "replace")
        raise ArticleError("encoding", _unread(error)) from error


def _checked(text: str) -> str:
    controls = len(_CONTROL.findall(text))
    if controls > max(2, len(text) // 200):
        raise ArticleError("binary", f"{controls} of {len(text)} characters are control characters")
    return text


def _ask_charset_normalizer(sample: bytes) -> str | None:
    """An encoding of the languages that are read, where the characters are too rare to tell; None where none is."""
    from charset_normalizer import from_bytes

    # Asked for any encoding, it finds one for any bytes: Korean with its last byte cut reads as Thai.
    best = from_bytes(sample[:20_000], cp_isolation=list(_LEGACY)).best()
    if best is None or (plausibility(str(best)) < _ENOUGH and best.language == "Unknown"):
        return None
    return best.encoding
