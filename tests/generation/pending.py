"""Shapes that the reader still misses, each with what is missing; a test fails as soon as one of them is read."""

PENDING: dict[str, str] = {}
