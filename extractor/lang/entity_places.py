"""The part of the names table that is about places and countries."""

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]


class Table(BaseModel):
    """A table that holds what its class says and no more."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Table):
    """What makes a longer place of a place."""

    suffixes: dict[str, Words] = {}  # by kind of place: city, region
    suffix_stems: dict[str, Words] = {}  # suffixes that only these places take (경남도, but 서울도 is 'Seoul too')
    not_suffix: Words = ()  # a suffix before one of these begins another word (北京市场)
    heads: Words = ()  # attached to a place they make one LOC with it
    endings: Words = ()  # a gloss ending so names a place
    parted: Words = ()  # a place that ends so ...
    local: Words = ()  # common words that with an institution behind them are its name (省财政厅) ...
    not_local: Words = ()  # ... but not behind one of these (城市)
    ward_of: Words = ()  # behind a place that ends so ...
    wards: Words = ()  # ... a word that ends so is a place of its own (수원시 영통동) ...
    not_wards: Words = ()  # ... unless it is one of these
    not_parts: Words = ()  # ... unless one of these is in that word
    works: Words = ()  # behind a proper noun they make one LOC with it (小浪底水库) ...
    works_of_place: Words = ()  # ... and these behind a known place only (青岛港) ...
    estates: Words = ()  # brands of flats: the whole name in quotes is an estate's ...
    not_estates: Words = ()  # ... but a brand before one of these is the builder's or its fair's
    suffix_unless: dict[str, Words] = {}  # suffixes that are none before one of these (서울시내)
    not_works: Words = ()  # ... unless this follows
    not_in_stem: str = ""  # characters of no name before one of `works`
    not_stems: Words = ()  # words that the dictionary takes for proper nouns, and that are none before one of `works`
    line_syllables: str = ""  # two to four of these before one of `lines` are one with it (京雄高速公路)
    station_sides: str = (
        ""  # behind a city and before one of `stations`, or at an end of a stretch, they make a station
    )
    stations: Words = ()
    stretches: Words = ()  # what follows the second station of a stretch
    provinces: Words = ()  # with the town behind them they are one place
    towns: Words = ()  # ... whose name ends so, where the knowledge base does not know it
    counties: Words = ()  # counties, districts and towns by their bare names, right behind their province or city
    not_towns: Words = ()  # what the dictionary takes for a place, and that is none behind a city
    lines: Words = ()  # behind two places with one of `joins` between they make one
    joins: Words = ()  # stand between two places that a model takes for one
    sides: Words = ()  # ... or behind one
    parts: Words = ()  # ... is one with a word behind it that ends so: a city of a province, a plant of a city


class Country(Table):
    """Countries of one syllable, and where that syllable stands for the country."""

    syllables: dict[str, str] = {}
    pairs: Words = ()
    relations: dict[str, Words] = {}  # pairs that are also parts of other words: the countries of each ...
    relation_after: Words = ()  # ... before one of these
    evident: dict[str, Words] = {}  # syllables that stand for one of these where the article names it ...
    evident_before: Words = ()  # ... before one of these
    evident_told: Words = ()  # ... at the head of a clause before one of these
    evident_only_toward: dict[str, Words] = {}  # ... and these only ...
    evident_toward: Words = ()  # ... or behind one of these ...
    toward_what: Words = ()  # ... and before a sign or one of these
    listed_after: Words = ()  # behind two syllables of `leading` or more, they show that each is a country (美英等国)
    headline: str = ""  # syllables that at the head of a line stand for the country before any word
    separators: str = ""
    not_before: str = "\0"  # characters that a syllable of `leading` never stands behind
    leading: str = ""  # syllables that stand for the country before one of these words:
    after: Words = ()
    preceded: str = ""  # syllables that stand for the country after one of these words ...
    before: Words = ()
    preceded_after: Words = ()  # ... and before one of these, or before a sign
    abroad: str = ""  # ... and so do these before any word, where the dictionary has none that begins with it
    facing: str = ""  # syllables that stand for the country before a sign and another's name (한-체코)
    not_fused: Words = ()  # words that begin with such a syllable and are none (미국채)
    standing: str = ""  # syllables that stand for the country before any word
    toward: str = ""  # a syllable before a country ...
    toward_after: Words = ()  # ... and before one of these words (대미국 수출)
    provinces: dict[str, str] = {}  # syllables of provinces and cities, two or more of which in a row ...
    provinces_after: Words = ()  # ... before one of these stand for them
    province_alone: str = ""  # so does one of these ...
    province_before: Words = ()  # ... behind one of these ...
    province_after: Words = ()  # ... and before one of these
    pair_after: Words = ()
    not_pair_after: Words = ()
    lone: str = ""  # syllables that stand for the country wherever they stand alone
