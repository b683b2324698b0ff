"""Proposals of a model with more in them than a name: 含晴川河, 刘凡为晴川科技, 刘凡系公司."""

import re
from collections.abc import Iterator, Sequence

from extractor.entities.boundaries import alternation
from extractor.entities.candidates import Candidate
from extractor.entities.proposals import Proposal
from extractor.lang.entities import EntityTable


class ProposalParts:
    """Cuts proposals to the names in them that the text has elsewhere; of a language without spaces."""

    def __init__(self, table: EntityTable) -> None:
        unspaced = table.unspaced
        self._led = unspaced.led
        self._join = re.compile(alternation(unspaced.joins))
        self._joined = re.compile(f"{alternation(unspaced.joins)}{alternation(unspaced.joined)}\\Z")

    def parted(self, text: str, proposals: Sequence[Proposal], found: Sequence[Candidate]) -> Iterator[Proposal]:
        """The proposals, in text order; what none of them and none of `found` is elsewhere is no reason to cut."""
        types = {text[item.start : item.end]: item.type for item in proposals}
        types.update((text[item.start : item.end], item.type) for item in found)
        for item in proposals:
            yield from self._parts(text, item, types)

    def _parts(self, text: str, item: Proposal, types: dict[str, str]) -> Iterator[Proposal]:
        start, end = item.start, item.end
        word = text[start:end]
        if item.type in ("ORG", "LOC") and word[0] in self._led and types.get(word[1:]) == item.type:
            yield item._replace(start=start + 1)
            return
        if item.type == "ORG" and (said := self._joined.search(word)) and types.get(word[: said.start()]) == "PERSON":
            yield item._replace(end=start + said.start(), type="PERSON")
            return
        for join in self._join.finditer(word, 2) if item.type == "ORG" else ():
            right = types.get(word[join.end() :])
            if right == "ORG":
                if types.get(word[: join.start()]) == "PERSON":
                    yield item._replace(end=start + join.start(), type="PERSON")
                yield item._replace(start=start + join.end())
                return
        yield item
