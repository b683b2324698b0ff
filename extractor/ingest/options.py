"""What a caller may say about the articles to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from extractor.core.records import PublishedAt
from extractor.lang.blocks import ROLES

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class IngestOptions:
    """How articles are read. `fields` names the JSON field of a role (`{"text": "…"}`) and wins over the usual names.

    `published_at` and `lang` hold for every article that is read. Sizes are in bytes after decompression: `max_bytes`
    of a whole file (a JSON Lines file may be of any size), `max_line_bytes` of one of its lines. Raises `ValueError` on
    a role that does not exist.
    """

    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    published_at: PublishedAt | None = None
    lang: str | None = None
    max_bytes: int = 100 * MEBIBYTE
    max_line_bytes: int = 20 * MEBIBYTE

    def __post_init__(self) -> None:
        for role in self.fields:
            if role not in ROLES:
                raise ValueError(f"no field has the role {role!r}: the roles are {', '.join(ROLES)}")
