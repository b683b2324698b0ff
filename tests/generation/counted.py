"""Shapes that are one language's own: native counts, ordinals, percentages and fractions in words, signs, bands."""

from collections.abc import Iterator

from generation.cases import Shape
from generation.chinese import chinese
from generation.korean import korean
from generation.wording import CARRIERS

_RANKS = {
    "ko": ("한빛전자는 {}에 올랐다.", "순위는 {}이다/다.", "{}을/를 차지했다."),
    "zh": ("公司排在{}。", "这是{}。", "位居{}，领先同行。"),
}
_ROUNDS = {
    "ko": ("{}이/가 열렸다.", "이번이 {}이다/다.", "회사는 {}을/를 마쳤다."),
    "zh": ("公司完成{}融资。", "这是{}发布。"),
}


def counted_shapes() -> Iterator[Shape]:
    """The shapes of both languages that no style and unit make."""
    for lang, folder, written in (("ko", "ko", korean()), ("zh-Hans", "zh", chinese()), ("zh-Hant", "zh", chinese())):
        for name, carried, write in written:
            sentences = {"rank": _RANKS[folder], "round": _ROUNDS[folder]}.get(carried)
            carriers = sentences or CARRIERS[folder, carried]
            yield Shape(f"{lang} {name}", lang, lambda chance, _, w=write: w(chance), carriers)
