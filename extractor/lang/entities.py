"""What a speaker of a language knows of names: the tables `lang/<code>/entities.toml` and their reader."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import Field, ValidationError

from extractor.core.errors import TableError
from extractor.lang.entity_places import Country, Place, Table, Words
from extractor.lang.entity_reported import Reported
from extractor.lang.entity_things import Index, Platform, Product, Thing
from extractor.lang.entity_unspaced import Unspaced


class Boundary(Table):
    """What may and may not stand beside a name in running text."""

    particles: Words = ()
    nouns: Words = ()
    heads: Words = ()  # written to an institution's name they are the title of who leads it (금융감독원장)
    prefixes: Words = ()
    not_after: Words = ()  # a name followed by one of these is part of a longer word
    wholes: Words = ()  # words that begin like a name and are none (국회의원)
    after_close: Words = ()  # particles that are names elsewhere: no names behind a closing quote ('…'이란)
    swallowed: Words = ()  # words at whose second character no name begins (其中东部)
    swallowed_unless: Words = ()  # ... unless the text before ends so (尤其中部)
    not_after_place: Words = ()  # the same for places only: a place fused into a word
    unless: Words = ()  # ... but not when this follows: the longer word begins here


class Organisation(Table):
    """The forms by which an organisation is known without being in the knowledge base."""

    prefixes: Words = ()
    suffixes: Words = ()  # belong to the name when attached to it
    suffix_unless: dict[str, Words] = Field(default={})  # ... but not before one of these (某某控股子公司)
    legal_forms: Words = ()  # those suffixes that are no part of the short name
    endings: Words = ()  # a word ending so names an organisation ...
    common: Words = ()  # ... unless it ends with one of these common nouns
    kinds: Words = ()  # common nouns: what a model proposes is no name where it ends with one of these ...
    not_names: Words = ()  # ... or is one of these
    withheld: Words = ()  # ... or one of these behind a letter (A사, B위원)
    breaks: Words = ()  # words that no company name contains: the name begins after them
    breaks_unless: Words = ()  # ... but not where one of these begins
    institutions: Words = ()  # after a country they make one ORG with it
    national: Words = ()  # ... but these, apart from it, with no place at home
    home: str = ""  # the country whose places those are
    regimes: Words = ()  # parties that make one ORG with an institution, as a country does
    branches: dict[str, Words] = Field(
        default={}
    )  # by kind of owner: what ends the name of a part of it that is a name of its own
    branch_owners: dict[str, Words] = Field(default={})  # how the names of owners of a kind end
    branch_joins: Words = ()  # of `breaks`: what such a name may have in it
    place_heads: Words = ()  # attached to a place they make one ORG with it
    bodies: Words = ()  # before a committee they make one ORG with it
    precincts: Words = ()  # what ends so is one ORG with the place before it (광주 서부경찰서) ...
    city_precincts: Words = ()  # ... and so is what ends so with one of these cities before it
    precinct_cities: Words = ()
    committees: Words = ()
    plain_committees: Words = ()  # ... but these are none of its committees by name
    houses: Words = ()  # institutions of whatever country the text is about ...
    not_houses: Words = ()  # ... but not before one of these (상원의원)
    headed: Words = ()  # of `endings`: an institution's, to which the title of its head is written (한국재무학회장)
    place_heads_unless: Words = ()  # ... but not before one of these (서초대로)
    place_led_by: Words = ()  # may stand before a place with which a company's name begins
    place_led: Words = ()  # a place and a few characters ending so are one ORG
    cues: Words = ()  # common nouns that stand before an organisation's name
    units: Words = ()  # regions that behind a company's name, before one of `told`, make one of its units' names
    far_units: Words = ()  # ... and these where no other word follows
    unit_after: Words = ()  # ... or one of these
    continued: Words = ()  # Latin legal forms behind a Latin name
    shared: Words = ()  # endings, beside `siblings`, that a list of names writes once
    lawyers: Words = ()  # with the name behind them they are one ...
    not_lawyers: Words = ()  # ... but these are none
    foreign: Words = ()  # last words of foreign firms' names in two words ...
    not_foreign: Words = ()  # ... whose first is none of these
    siblings: Words = ()  # with the stem of a company that the text names so they are another of its group
    after_number: str = ""  # units: behind a digit no name begins with them
    university: str = ""  # a word that ends so is a university before one of `scholars` ...
    scholars: Words = ()
    not_universities: Words = ()  # ... unless it ends with one of these
    held: Words = ()  # open a bracket that tells how much a holder holds
    tails: Words = ()  # trades that the short name of a company ends with
    latin_tails: Words = ()  # trades that a name in Latin letters ends with
    latin_forms: Words = ()  # last words of such a name in two words, without which it stands for short
    told: Words = ()  # right behind a name they show that it is an organisation's
    heads: Words = ()  # titles that right before them have an organisation's name, whatever it ends with
    analysts: Words = ()  # titles that have one which ends with its trade
    labels: Words = ()  # stand before a name and a colon
    leads: Words = ()  # what an organisation is, right before its name in a text without spaces
    plain: Words = ()  # what begins with one of these and ends with a trade is the trade itself
    plain_endings: Words = ()  # no name ends so, but common words do
    plain_stems: Words = ()  # ... with one of `endings` they are common words
    plain_latin: Words = ()  # Latin words that name no organisation
    departments: Words = ()  # what may stand between an organisation's name and a title ends so ...
    departments_of_name: Words = ()  # ... but where it begins with one of these the name is longer
    sure_leads: Words = ()  # leads that are enough where the text writes the word again
    not_begun: Words = ()  # no organisation's name begins with these
    not_followed: Words = ()  # an ending followed by one of these is the beginning of a longer word
    forms_unless: Words = ()  # a legal form before one of these is none (公司债)
    investors: Words = ()  # what the names of investors end with ...
    investor_joins: Words = ()  # ... what stands between them ...
    investor_leads: Words = ()  # ... what stands right before the first ...
    invests: Words = ()  # ... and what is said of them
    led_by: str = ""  # characters of no name that may stand right before one
    local_leads: Words = ()  # what a company is, before a place and two characters that are its name ...
    local_told: Words = ()  # ... and what one does, behind them
    kin: Words = ()  # trades with which a company's name is that of a company of its own, where nothing goes on
    missions: Words = ()  # what one country has in another ...
    mission_mark: str = "\0"  # ... behind this and the other's name
    courts: Words = ()  # what ends like these has branches, named with ...
    seats: Words = ()
    quoted: Words = ()  # kinds of organisations: what quotes hold behind one is its name
    quoted_endings: Words = ()  # what quotes hold and ends so is one's name too
    nation: str = "\0"  # what the names of bodies at home begin with, which for short leave it out
    house_trades: Words = ()  # what the name of a house ends with, which for short leaves it out
    letters: dict[str, Words] = Field(default={})  # what capitals are called: a name may spell them
    short_form: Words = ()  # words that introduce a short name in quotes
    short_form_drops: Words = ()  # beside `tails`: what a short form leaves out of the full name
    short_form_link: Words = ()  # may stand between them


class Person(Table):
    """Titles and surnames. `strong` titles also make a person of a two-syllable name."""

    surnames: Words = ()
    title_surnames: Words = ()  # surnames that are places and words too: only behind a title
    weak_surnames: Words = ()  # surnames that many common words begin with ...
    word_endings: Words = ()  # ... and the endings by which such a word is known
    former: Words = ()  # may stand between a surname and a title (조 전 장관)
    anonymous: Words = ()  # a surname and one of these are a person whose name is withheld
    not_anonymous: Words = ()  # ... but not before one of these
    not_withheld: Words = ()  # surnames that with one of `anonymous` make words (공모, 부모)
    minors: Words = ()  # written to a surname they make a person named before of it (조양, 이군)
    offices: Words = ()  # beside `compound`: what stands before a name in a list of appointments ...
    marks: str = ""  # ... of which one of these begins each item
    local_titles: Words = ()  # titles that are written to a place (부산시장)
    minor_surnames: Words = ()  # ... those with which it is no word (서양, 장군)
    surname_titles: Words = ()  # titles only behind the surname of a person named before: elsewhere they are words ...
    not_bare: Words = ()  # ... that these surnames, words themselves, stand before too (이 시장, 신 시장)
    follow_withheld: Words = ()  # behind a surname, one of `anonymous` and a character they end the name
    stage: Words = ()  # before a name in quotes, which is a person's
    heads: Words = ()  # titles, beside `titles`, that stand before a name in a bracket (청장 홍길동)
    sinographs: str = ""  # surnames in one Chinese character ...
    sinographs_before: Words = ()  # ... before these
    joins: Words = ()  # parts of foreigners' names that stand before the last one (루이지 디 마이오)
    hired: Words = ()  # words right behind a foreigner's name, besides titles
    given: Words = ()  # given names of foreigners: with the next word and a title they are one
    sole_surnames: Words = ()  # surnames that before a title are a person's, whoever that is
    houses: Words = ()  # right behind an organisation that ends so its people are named (某某基金刘凡)
    never_endings: Words = ()  # no name ends so
    titles: Words = ()
    strong: Words = ()
    roles: Words = ()  # stand before a name as a title does, without being one
    address: Words = ()  # stand where a title stands, without being one
    preceded: Words = ()  # words that may stand right before a name in a text without spaces
    fused: Words = ()  # an institution's last character with what makes the word a title (商务部长) ...
    fused_unless: Words = ()  # ... but not before one of these
    reporters: Words = ()
    compound: Words = ()  # last parts of longer titles
    in_charge: Words = ()  # a word that ends so may stand between a name and its title
    short_surnames: Words = ()  # surnames of foreigners: with a title they stand for one named in full before
    verbs: Words = ()
    follow: Words = ()  # may follow a name that has no space after it
    not_given: str = ""  # characters that no given name contains
    seldom_given: str = ""  # ... but these do, between a title and a word of saying
    dated: Words = ()  # behind a place and a number they end the name before the place (林柏儒台北29日电)
    after_seldom: Words = ()  # ... or one of these
    dotted: str = ""  # characters that stand, beside those of `transliteration`, in names with a middle dot
    transliteration: str = ""  # characters that foreign names are written in
    stop: Words = ()


class Gloss(Table):
    """Glosses in brackets: `name(other name)`."""

    separators: str = ""
    not_names: Words = ()
    versions: Words = ()  # may follow a version number
    products: Words = ()  # words after a gloss that make it a product
    age: Words = ()
    places: Words = ()  # right after the bracket they make the pair a place: 산시(陕西)성
    organisations: Words = ()  # a gloss ending so names an organisation


class Media(Table):
    """Where a text names a medium, and how names of media end."""

    endings: Words = ()
    labels: Words = ()  # before a colon and the name of the source
    news: Words = ()  # behind the name at the head of a report
    by: Words = ()  # before a name and one of `told`
    told: Words = ()
    titles: Words = ()  # a title in 《》 that ends so is a newspaper
    told_titles: Words = ()  # ... and so where one of `told` is near
    titles_told: Words = ()  # ... and so right before one of ...
    titles_tell: Words = ()
    quoted_tell: Words = ()  # right behind quotes they show that these hold a medium
    accounts: Words = ()  # before the name of a medium and a sign
    sent: Words = ()  # ... and before one that ends as media's names do
    signs: Words = ()  # in a bracket before a slash and the name of who wrote
    not_sources: Words = ()  # what a bracket at the end of a paragraph holds besides its source
    reports: Words = ()  # behind the name at the head of a report, and no part of it ...
    reports_unless: Words = ()  # ... unless the name ends so
    not_names: Words = ()  # no name ends so
    not_begun: Words = ()  # ... or begins so


class Nouns(Table):
    """Common nouns, and the syllables that go before and after them in compounds."""

    words: Words = ()
    whole: Words = ()  # further ones, which make no compound: the file nouns.toml of the language
    before: str = ""
    after: str = ""
    letters: Words = ()  # letters that go before them, too
    not_after: Words = ()  # a compound that ends so may be an institution ...
    not_after_place: Words = ()  # ... or a place


class Credit(Table):
    """Words before `=` and whose a picture is; the sentence may begin right behind that name."""

    labels: Words = ()
    agencies: Words = ()  # whose name may stand so behind the end of a caption too


class Fund(Table):
    """What names of exchange-traded funds are made of."""

    cue: str = ""  # a text with funds has this word
    brands: Words = ()
    word_brands: Words = ()  # brands that are also words: a name of theirs has one of `held`
    held: Words = ()


class Guarded(Table):
    """A name of the knowledge base that is also another word, so that it needs evidence."""

    word: str
    type: str
    id: str  # its row
    before: Words = ()  # one of these beside it is enough
    after: Words = ()
    article: Words = ()  # so is one of these anywhere in the article ...
    unless: Words = ()  # ... but none of these
    examples: dict[str, bool]  # a text, and whether the word is the name there


class EntityTable(Table):
    """All of a language's table."""

    boundary: Boundary = Boundary()
    organisation: Organisation = Organisation()
    place: Place = Place()
    person: Person = Person()
    country: Country = Country()
    gloss: Gloss = Gloss()
    media: Media = Media()
    fund: Fund = Fund()
    index: Index = Index()
    thing: Thing = Thing()
    platform: Platform = Platform()
    nouns: Nouns = Nouns()
    credit: Credit = Credit()
    product: Product = Product()
    reported: Reported = Reported()
    unspaced: Unspaced = Unspaced()
    guarded: tuple[Guarded, ...] = ()


@lru_cache(maxsize=4)
def entity_table(language: Literal["ko", "zh"]) -> EntityTable:
    """The names table of a language; `language` is the folder, so "zh" for both scripts.

    Words are written in simplified characters, as texts are folded. Raises `TableError`, naming file and row.
    """
    folder = files("extractor.lang").joinpath(language)
    try:
        rows = tomllib.loads(folder.joinpath("entities.toml").read_text(encoding="utf-8"))
        rows.setdefault("nouns", {}).update(tomllib.loads(folder.joinpath("nouns.toml").read_text(encoding="utf-8")))
        return EntityTable.model_validate(rows)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise TableError(f"extractor/lang/{language}/entities.toml: {error}") from error
