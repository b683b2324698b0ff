"""The part of the names table that is about indices, products, craft, works and brands."""

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


class Product(Table):
    """What shows that a name in quotes is a product's."""

    before: Words = ()  # before the quotes
    after: Words = ()  # behind them
    priced: Words = ()  # end a price in a bracket behind the name, inside the quotes or behind them
    joins: Words = ()  # stand between names in quotes that are all products if one is
    sold: Words = ()  # verbs of what a maker does with a product, some words behind the quotes ...
    objects: Words = ()  # ... and one of these
    clauses: str = ""  # syllables that end a clause: no word between a product and such a verb ends so
    topics: str = ""  # syllables with which a word ends that no product's name has inside
    launched: Words = ()  # begin right behind the quotes what a maker does with a product
    accounts: Words = ()  # what a bank sells: a name that ends so is a product's
    owned: Words = ()  # between the maker and the quotes
    series: Words = ()  # behind a capital they make a family of products (G시리즈)
    works: Words = ()  # kinds of works: what quotes hold behind one is its title
    same: str = ""  # between such a word and the quotes: 서비스인 ‘하늘’
    counted: str = ""  # counts what a bracket lists: 칩 2종(XQ1·XQ2)
    models: Words = ()  # behind a maker and a sign they make a model's name (某某3系)
    not_models: Words = ()  # ... unless this follows
    latin_led: Words = ()  # kinds right before a name in Latin letters, which is a product's ...
    latin_kinds: Words = ()  # ... and kinds right behind one
    numbered: Words = ()  # series: the number behind one is part of the product's name (麒麟9000S) ...
    not_numbered: Words = ()  # ... unless it counts one of these
    listed: Words = ()  # kinds behind names in quotes and a word for what a list leaves out
    no_codes: Words = ()  # beginnings of codes that name no product (HBM3, B2B)
    kinds: Words = ()  # behind a word of letters and digits they make it a product ...
    kinds_of_name: Words = ()  # ... and these belong to its name
    not_after: Words = ()  # right behind the quotes they make no product of it
    not_ending: Words = ()  # words in quotes that end so are a saying
