"""What the found names of a Chinese text say of one another: whose bank 央行 is, which company a group is short for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.entities.candidates import Candidate, keep_outermost
from extractor.entities.knowledge import Entry, KnowledgeBase
from extractor.entities.latin_spelling import LatinSpelling
from extractor.lang.entities import EntityTable


class ChineseRevised:
    """Parts, retypes and links names once all of the text's are found."""

    def __init__(self, table: EntityTable, kb: KnowledgeBase, is_country: Callable[[str], bool]) -> None:
        org, unspaced = table.organisation, table.unspaced
        self._kb, self._is_country = kb, is_country
        self._bank, self._banks, self._home = unspaced.bank, frozenset(unspaced.banks), unspaced.home
        self._own, self._suffixes = unspaced.regime_of, org.suffixes
        self._full = tuple(form for form in org.legal_forms if len(form) > 2)
        self._groups = tuple(form for form in org.suffixes if len(form) == 2 and form not in org.legal_forms)
        self._latin = LatinSpelling(table, kb)

    def revised(self, text: str, found: Sequence[Candidate]) -> list[Candidate]:
        """The names, in text order."""
        fused = list(self._latin.fused(text))
        spans = {(item.start, item.end) for item in fused}
        found = keep_outermost((*(item for item in found if (item.start, item.end) not in spans), *fused))
        parted = [part for item in found for part in self._parted(text, item)]
        spelled = list(self._spelled(text, parted))
        return list(self._of_groups(text, self._of_surnames(text, self._of_banks(text, spelled))))

    def _parted(self, text: str, item: Candidate) -> Iterator[Candidate]:
        """A country and its company, which a rule took for one name: 日本软银集团."""
        name = text[item.start : item.end]
        for size in (2, 3, 4) if item.type == "ORG" and item.kb_id is None else ():
            country = self._kb.lookup(name[:size]) if self._is_country(name[:size]) else None
            company = self._company(name[size:]) if country is not None else None
            if country is not None and company is not None and company.country == country.country:
                at = item.start + size
                yield Candidate(item.start, at, "LOC", "kb", item.confidence, f"kb:{country.id}")
                yield Candidate(at, item.end, "ORG", "kb", item.confidence, f"kb:{company.id}")
                return
            if country is not None and country.zh != self._own and self._begins_known(name[size:]):
                yield Candidate(item.start, item.start + size, "LOC", "kb", item.confidence, f"kb:{country.id}")
                yield replace(item, start=item.start + size, key=name[size:])
                return
        yield item

    def _begins_known(self, name: str) -> bool:
        """Whether a name begins with that of a known company: 家乐福中国控股公司."""
        return any(self._company(name[:end]) is not None for end in range(2, len(name)))

    def _company(self, name: str) -> Entry | None:
        """The known company of a name, with or without its form."""
        bare = next((name.removesuffix(form) for form in self._suffixes if name.endswith(form)), name)
        entry = self._kb.lookup(name) or (self._kb.lookup(bare) if len(bare) > 1 else None)
        return entry if entry is not None and entry.type == "ORG" and entry.kind in ("company", "bank") else None

    def _spelled(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The names, unknown ones under one key however they are spaced, and under that of the row that they spell."""
        first: dict[tuple[str, str], str] = {}
        for item in found:
            if item.kb_id is None and item.type != "LOC":
                name = text[item.start : item.end]
                entry = self._latin.entry(name)
                if entry is not None and entry.type == item.type:
                    item = replace(item, key=f"kb:{entry.id}")
                else:
                    letters = self._latin.letters(name) or name.replace(" ", "")
                    item = replace(item, key=first.setdefault((item.type, letters), item.key))
            yield item

    def _of_banks(self, text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
        """The names, the central bank as that of the one country whose bank the text names."""
        banks = {item.key for item in found if item.kb_id in self._banks}
        if len(banks) != 1 or any(word in text for word in self._home):
            return found
        (bank,) = banks
        return [replace(c, key=bank) if text[c.start : c.end] == self._bank and c.kb_id else c for c in found]

    def _of_surnames(self, text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
        """The names, the last part of a known foreigner's as that person, where the text leaves out the dot."""
        last: dict[str, set[str]] = {}
        for item in found:
            entry = self._kb.entries.get(item.kb_id or "") if item.type == "PERSON" else None
            for name in entry.names_zh if entry is not None and "·" not in text[item.start : item.end] else ():
                first, _, part = name.rpartition("·")
                if first and text.endswith(part, item.start, item.end) and item.end - item.start > len(part):
                    last.setdefault(part, set()).add(item.key)
        return [self._named(text, item, last) for item in found] if last else found

    @staticmethod
    def _named(text: str, item: Candidate, last: dict[str, set[str]]) -> Candidate:
        keys = last.get(text[item.start : item.end], set())
        if item.type == "PERSON" and item.kb_id is None and len(keys) == 1:
            return replace(item, key=next(iter(keys)))
        return item

    def _of_groups(self, text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """The names, 晴川集团 as the one 江州晴川控股(集团)有限公司 of the text."""
        full = {item.key: text[item.start : item.end] for item in found if item.type == "ORG" and item.kb_id is None}
        full = {key: name for key, name in full.items() if name.endswith(self._full)}
        for item in found:
            name = text[item.start : item.end]
            if full and item.type == "ORG" and item.kb_id is None and name.endswith(self._groups):
                stem = name[:-2]
                forms = [stem + sign + form for form in self._groups for sign in ("", "(")]
                holders = [key for key, whole in full.items() if any(form in whole for form in forms)]
                if len(holders) == 1 and len(stem) > 1:
                    item = replace(item, key=holders[0])
            yield item
