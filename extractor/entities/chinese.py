"""What a text without spaces shows once its names are known: longer places and bodies, short forms, craft and works."""

from collections.abc import Callable, Sequence

from extractor.entities.boundaries import Boundaries
from extractor.entities.branches import ChineseBranches
from extractor.entities.candidates import Candidate, add_outermost
from extractor.entities.chinese_revised import ChineseRevised
from extractor.entities.company_lists import CompanyLists
from extractor.entities.facilities import ChineseFacilities
from extractor.entities.knowledge import KnowledgeBase
from extractor.entities.known import KnownNames
from extractor.entities.place_companies import PlaceCompanies
from extractor.entities.stems import ChineseShortForms
from extractor.entities.things import ChineseThings
from extractor.entities.words import Words
from extractor.lang.entities import EntityTable


class ChineseNames:
    """The rules of Chinese that start from found names. `kinds` says what the knowledge base calls a thing."""

    def __init__(
        self,
        table: EntityTable,
        bounds: Boundaries,
        known: KnownNames,
        kb: KnowledgeBase,
        kinds: Callable[[Candidate], str],
    ) -> None:
        self._table, self._known, self._kinds = table, known, kinds
        self._facilities = ChineseFacilities(table, bounds, known.is_country)
        self._branches, self._things = ChineseBranches(table, bounds), ChineseThings(table)
        self._companies = PlaceCompanies(table, bounds)
        self._lists, self._revised = CompanyLists(table, kb), ChineseRevised(table, kb, known.is_country)
        self._short_forms = ChineseShortForms(table, bounds, known.is_place, known.is_name)

    def words(self, text: str) -> Words:
        """The dictionary's words of a folded text."""
        return Words(text, self._known.is_name, self._known.is_place, self._table)

    def longer(self, text: str, found: Sequence[Candidate], words: Words) -> list[Candidate]:
        """The names, with those that begin with one of them or stand for one."""
        found = self._revised.revised(text, found)
        found = add_outermost(found, self._lists.find(text, found, words))
        found = add_outermost(found, self._facilities.find(text, found, words, self._kinds))
        found = add_outermost(found, self._short_forms.find(text, found, words))
        found = add_outermost(found, self._companies.find(text, found, words, self._kinds))
        found = add_outermost(found, self._things.find(text, found, words))
        return add_outermost(found, self._branches.find(text, found, words, self._kinds))

    def joined(self, text: str, found: Sequence[Candidate], words: Words) -> list[Candidate]:
        """The names, a province and the town in it as one."""
        return add_outermost(found, self._facilities.joined(text, found, words, self._kinds))
