"""Facts: what each value measures, whose it is, when it holds, what it is compared with, and who says so."""

from extractor.facts.reader import find_facts

__all__ = ["find_facts"]
