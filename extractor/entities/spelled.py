"""Capitals that a Korean name spells out: `에스지제이은행` is `SGJ은행`."""

from collections.abc import Iterator, Mapping, Sequence

_FEWEST, _MOST = 2, 4  # letters


def in_capitals(name: str, letters: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The name with its first letters as capitals, each way in which they may be read; `letters` are what they are
    called."""
    read = [("", name)]
    for count in range(1, _MOST + 1):
        read = [
            (capitals + letter, rest[len(word) :])
            for capitals, rest in read
            for letter, words in letters.items()
            for word in words
            if rest.startswith(word)
        ]
        if count >= _FEWEST:
            yield from (capitals + rest for capitals, rest in read)
