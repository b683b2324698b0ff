"""The part of the names table that is about indices, craft, works and brands."""

from extractor.lang.entity_places import Table, Words


class Index(Table):
    """What belongs to the names of indices."""

    endings: Words = ()  # behind a known index, or behind one of `makers` and a few characters
    makers: Words = ()
    city_endings: Words = ()  # right behind a city or a country
    not_after: Words = ()  # an ending before one of these begins another word


class Thing(Table):
    """Rockets, ships, works and brands."""

    series: Words = ()  # with a number and `mark` behind them they are one of a series (某某三号)
    digits: str = ""
    mark: str = "\0"
    variants: str = ""  # may follow the mark
    not_after_mark: Words = ()  # a mark before one of these counts something else
    craft: Words = ()  # behind a name and the mark they are what it names
    ship: str = ""  # the last character of a warship's name ...
    fleet: Words = ()  # ... in a text that has one of these
    works: Words = ()  # before 《》 they make a product of what is in it
    books: Words = ()  # ... and so does one of these at its end
    lists: Words = ()  # before a list of names ...
    joins: str = ""
    rest: str = ""  # stands for what a list leaves out ...
    brands: Words = ()  # ... before one of these: the names are brands


class Platform(Table):
    """Platforms by what they are called."""

    kinds: Words = ()  # right before or behind a name they make it a platform
    follow: Words = ()  # what follows a name behind one of `kinds` ...
    labels: Words = ()  # before a colon and a name
    ends: Words = ()  # ... that one of these ends
    rest: Words = ()  # stands between a list of names and one of `kinds`
    named: Words = ()  # right behind a name that only a model proposes: it is no organisation
    national: Words = ()  # with some characters, one of `services` and one of `whole` they are a platform's name
    services: Words = ()
    whole: Words = ()
    plain: Words = ()  # no platform's name has one of these in it
