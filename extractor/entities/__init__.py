"""Names: what the knowledge base knows, what titles, suffixes and glosses show, and which mentions are one thing."""

from extractor.entities.knowledge import Entry, KnowledgeBase, load_knowledge_base
from extractor.entities.linking import Group
from extractor.entities.names import Name, NameReading, read_names

__all__ = ["Entry", "Group", "KnowledgeBase", "Name", "NameReading", "load_knowledge_base", "read_names"]
