"""Shapes that the reader still misses, each with what is missing; a test fails as soon as one of them is read."""

PENDING: dict[str, str] = {
    "zh-Hans date month long past": "a month ten months past is taken for the one ahead (dates)",
    "zh-Hant date month long past": "a month ten months past is taken for the one ahead (dates)",
    "ko date November in words": "십일월 is read as no month (dates)",
}
