"""Annotated articles in the formats of other tools, both ways: one module a format, each with `write` and `read`."""
