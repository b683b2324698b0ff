"""Names: what the knowledge base knows, what titles, suffixes and glosses show, and which mentions are one thing."""

from extractor.entities.knowledge import Entry, KnowledgeBase, load_knowledge_base
from extractor.entities.linking import Group
from extractor.entities.names import Name, NameReading, read_names
from extractor.entities.proposals import DEFAULT_MODEL, is_proposed, load_model

__all__ = [
    "DEFAULT_MODEL",
    "Entry",
    "Group",
    "KnowledgeBase",
    "Name",
    "NameReading",
    "is_proposed",
    "load_knowledge_base",
    "load_model",
    "read_names",
]
