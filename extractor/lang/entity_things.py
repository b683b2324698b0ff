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
