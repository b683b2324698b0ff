"""Whether a name is also an everyday word: what a segmenter's dictionary says of it, standing alone."""

from extractor.lang.segment import load_segmenter

# Tags of common words: those of the Sejong set that are no proper noun and no foreign letters, and jieba's.
_COMMON = {
    "ko": frozenset(("NNG", "NNB", "NNBC", "NR", "NP", "MM", "MAG", "MAJ", "IC", "VV", "VA", "XR")),
    "zh": frozenset(("n", "ns", "v", "vn", "a", "ad", "an", "d", "t", "s", "f", "m", "q", "r", "b", "i", "l", "z")),
}
_LONGEST = {"ko": 99, "zh": 3}  # jieba takes longer names of companies for common nouns


def is_everyday_word(name: str, lang: str) -> bool:
    """Whether the dictionary of "ko" or "zh" holds all of `name` as one common word, or in Chinese as a place."""
    if len(name) > _LONGEST[lang]:
        return False
    tokens = load_segmenter("konlpy", lang).tokens(name)
    return len(tokens) == 1 and tokens[0].pos.split("+")[0] in _COMMON[lang]
