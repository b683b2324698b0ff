"""The part of the names table that holds where no blanks part the words of a text."""

from extractor.lang.entity_places import Table, Words


class Unspaced(Table):
    """What shows, in a text without spaces, where a name ends and whose it is."""

    trade_after: Words = ()  # behind a company named by country and trade they speak of the trade (中国银行业) ...
    trade_unless: Words = ()  # ... unless one of these begins there
    regime_of: str = ""  # the country whose institutions a regime's are (中共外交部)
    bank: str = ""  # the word for the central bank of the country spoken of ...
    banks: Words = ()  # ... the rows of other countries' banks ...
    home: Words = ()  # ... and words that speak of the one at home
    states: Words = ()  # a region that ends so and the town behind it are one place (晴川州江城)
    led: str = ""  # verbs of one character that a model takes for the beginning of a name (含晴川河)
    joins: Words = ()  # words that a model takes into a name between two (刘凡为晴川科技)
    joined: Words = ()  # ... with common words behind one (刘凡系公司)
    year: str = ""  # what makes digits behind a name in Latin letters a year
    count: str = ""  # a numeral of these ...
    counted: str = ""  # ... and this before a common noun count it (六大银行)
    list_after: Words = ()  # what may stand behind a list of companies
