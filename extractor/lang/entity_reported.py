"""What a reader of the press knows of names beside the forms of names: homonyms, events, houses, former names."""

from pydantic import Field

from extractor.lang.entity_places import Table, Words


class Reported(Table):
    """Evidence for and against names that stands beside them in a text with spaces."""

    not_behind: dict[str, Words] = Field(default={})  # places that behind one of these are another word (AI 대전) ...
    not_before: Words = ()  # ... but not before one of these
    kinds: dict[str, Words] = Field(default={})  # organisations that in a list with one of these are a kind of thing
    events: Words = ()  # what quotes beside one of these hold is nothing
    offices: Words = ()  # behind a country or a body that follows a name, they make a person of the name
    roles: Words = ()  # before a foreigner's given name and one more word they make a person of both
    houses: Words = ()  # before a name they make an organisation of it
    buildings: Words = ()  # what ends so is a place ...
    not_buildings: Words = ()  # ... unless it begins with one of these
    loans: Words = ()  # before quotes, they make a product of a word that has ...
    loan_endings: Words = ()  # ... one of these endings, as sayings have elsewhere (위기론)
    former: Words = ()  # in a bracket before a known name: the name before the bracket is the new one
    trades: dict[str, str] = Field(default={})  # last words of names, and the capitals that stand for them later
    short_heads: Words = ()  # last parts of names that stand for the whole later, where one name ends so
    by: Words = ()  # right behind the name of a source ...
    sources: Words = ()  # ... before which one of these makes it an organisation ...
    sites: Words = ()  # ... and one of these a site or a platform
    brand_heads: Words = ()  # before a list of brands ...
    rest: Words = ()  # ... which such a word ends
    behind_country: Words = ()  # particles that other words than countries seldom take
