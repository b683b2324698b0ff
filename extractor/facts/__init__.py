"""Facts: what each value measures, whose it is, when it holds, what it is compared with, and who says so."""

from extractor.facts.reader import find_facts
from extractor.facts.scene import Found

__all__ = ["Found", "find_facts"]
