"""Whether a Hangul name is how Korean reads a name in Chinese characters: by Mandarin sound or by Sino-Korean one.

The door to pypinyin (the sounds of a character); Korean readings come from the dictionary of mecab-ko and a table.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import Literal

from extractor.core.text import traditional
from extractor.lang.konlpy_door import hanja_reading
from extractor.lang.transcription import TranscriptionTable, transcription_table

Reading = Literal["mandarin", "sino"]
_SILENT, _SYLLABLES = 0x110B, range(0xAC00, 0xD7A4)  # the silent initial of a syllable, and all syllables
_LONGEST = 12  # characters of a name


def readings(han: str, hangul: str) -> frozenset[Reading]:
    """By which of the two ways `hangul` can be read off the Chinese characters `han`; none where it is no reading.

    Every character must be accounted for, and every syllable; spelling variants that papers use are alike.
    """
    if not 0 < len(han) <= _LONGEST:
        return frozenset()
    wanted = folded_hangul(hangul)
    ways: dict[Reading, list[frozenset[str]]] = {
        "mandarin": [mandarin(character) for character in han],
        "sino": [sino(character) for character in han],
    }
    return frozenset(way for way, parts in ways.items() if _spells(parts, wanted))


def transcriptions(han: str, most: int = 16) -> tuple[str, ...]:
    """Folded Hangul forms that a name in Chinese characters can have, official ones first, at most `most` of a kind."""
    if not 0 < len(han) <= _LONGEST:
        return ()
    forms: dict[str, None] = {}
    for parts in ([_official(character) for character in han], [sorted(sino(character)) for character in han]):
        for number, form in enumerate(product(*parts)):
            if number >= most:
                break
            forms.setdefault("".join(form))
    return tuple(form for form in forms if form)


def folded_hangul(text: str) -> str:
    """Hangul as it is compared: tense consonants plain, and no glide after a palatal."""
    return "".join(_folded(unicodedata.normalize("NFC", text)))


def _spells(parts: Iterable[frozenset[str]], wanted: str) -> bool:
    """Whether one form of each part, one behind the other, makes `wanted`."""
    ends = {0}
    for forms in parts:
        ends = {end + len(form) for end in ends for form in forms if wanted.startswith(form, end)}
        if not ends:
            return False
    return len(wanted) in ends


@lru_cache(maxsize=4096)
def mandarin(character: str) -> frozenset[str]:
    """The folded Hangul forms of one Chinese character by its Mandarin sounds; empty for any other character."""
    return frozenset(form for sound in _sounds(character) for form in _spellings(*sound, every=True))


@lru_cache(maxsize=4096)
def sino(character: str) -> frozenset[str]:
    """The Sino-Korean readings of one Chinese character, simplified or not, with and without the initial law."""
    found = {form for form in map(hanja_reading, (character, *traditional(character))) if form is not None}
    found.update(_more_readings().get(character, ()))
    return frozenset(folded_hangul(form) for reading in found for form in (reading, *_initial(reading)))


@lru_cache(maxsize=1)
def _more_readings() -> Mapping[str, tuple[str, ...]]:
    more: dict[str, tuple[str, ...]] = {}
    for reading, characters in transcription_table().hanja.items():
        for character in characters:
            more[character] = (*more.get(character, ()), reading)
    return more


def _initial(reading: str) -> tuple[str, ...]:
    """The form that a reading takes at the head of a word, where it takes one: 리 이, 락 낙, 녀 여, 나 라."""
    letters = unicodedata.normalize("NFD", reading)
    for row in transcription_table().initial_law:
        if letters[0] == unicodedata.normalize("NFKC", row.letter):
            vowels = [unicodedata.normalize("NFKC", vowel) for vowel in row.vowels]
            if not vowels or letters[1] in vowels:
                changed = unicodedata.normalize("NFKC", row.becomes) + letters[1:]
                return (unicodedata.normalize("NFC", changed),)
    return ()


@lru_cache(maxsize=4096)
def _official(character: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for sound in _sounds(character) for form in _spellings(*sound, every=False)))


@lru_cache(maxsize=4096)
def _sounds(character: str) -> tuple[tuple[str, str], ...]:
    """The initials and finals of a character in pinyin, the likeliest first."""
    from pypinyin import Style, pinyin
    from pypinyin.contrib.tone_convert import to_finals, to_initials

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys((to_initials(sound), to_finals(sound)) for sound in (found[0] if found else ())))


def _spellings(initial: str, final: str, *, every: bool) -> list[str]:
    table = transcription_table()
    rests: tuple[str, ...]
    if not initial:
        rests = table.alone.get(final, table.finals.get(final, ()))
    elif final == "i" and initial in table.buzzed.initials:
        rests = (table.buzzed.final,)
    else:
        rests = table.finals.get(final, ())
    heads: tuple[str, ...] = table.initials.get(initial, ()) if initial else ("",)
    pairs = product(heads, rests)
    forms = [folded_hangul(_joined(head, rest)) for head, rest in pairs]
    return forms if every else forms[:1]


def _joined(initial: str, final: str) -> str:
    """A final whose silent initial consonant is replaced."""
    if not initial:
        return final
    letters = unicodedata.normalize("NFD", final)
    head = unicodedata.normalize("NFKC", initial)
    return unicodedata.normalize("NFC", head + letters[1:]) if ord(letters[0]) == _SILENT else final


def _folded(text: str) -> Iterable[str]:
    palatals, vowels, consonants = _folding()
    for character in text:
        if ord(character) not in _SYLLABLES:
            yield character
            continue
        head, vowel, *tail = list(unicodedata.normalize("NFD", character))
        if head in palatals:
            vowel = vowels.get(vowel, vowel)
        yield unicodedata.normalize("NFC", consonants.get(head, head) + vowel + "".join(tail))


@lru_cache(maxsize=1)
def _folding() -> tuple[frozenset[str], Mapping[str, str], Mapping[str, str]]:
    """The letters of the table as they stand inside decomposed syllables."""
    table: TranscriptionTable = transcription_table()

    def inner(letter: str) -> str:
        return unicodedata.normalize("NFKC", letter)

    rows = table.folded
    return (
        frozenset(map(inner, rows.palatals)),
        {inner(a): inner(b) for a, b in rows.vowels.items()},
        {inner(a): inner(b) for a, b in rows.consonants.items()},
    )
