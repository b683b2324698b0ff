"""What stands around the numerals of money, compiled: signs, codes, denominators, declarations and money nouns."""

import re

from extractor.lang.grammar import Grammar
from extractor.lang.money_tables import load_amounts
from extractor.lang.patterns import HAN, HANGUL, Peek, one_of, searching
from extractor.lang.tables import SignRow

_COUNTED = 8  # the smallest magnitude that is counted like a thing
_GAP = 12  # characters between a denominator and its amount, none of them a digit or a mark


class MoneyPatterns:
    """Signs and codes before a number and behind it, and the names of currencies."""

    def __init__(self, grammar: Grammar) -> None:
        shared, table = grammar.lexicon.currencies, grammar.lexicon.money
        self.rows = {code: SignRow(code=shared.same.get(code, code), signs=(code,)) for code in shared.codes}
        self.rows |= {sign: row for row in shared.signs for sign in row.signs}
        for row in table.currencies:
            self.rows |= {word: SignRow(code=row.code, signs=(word,)) for word in row.before}
        letters = [sign for sign in self.rows if sign[0].isascii() and sign[0].isalpha()]
        marks = [sign for sign in self.rows if sign not in letters]
        self.before = re.compile(rf"(?:(?<![A-Za-z])(?:{one_of(letters)})|{one_of(marks)})\s?$")
        single = "".join(re.escape(sign) for sign in marks if len(sign) == 1)
        after = rf"\s?(?:({one_of(shared.codes)})(?![A-Za-z])|([{single}])(?!\s?[0-9]))"
        self.after = Peek(after, [*shared.codes, *(sign for sign in marks if len(sign) == 1)])
        letters_of_power = [*shared.letters, *map(str.upper, shared.letters), *map(str.lower, shared.letters)]
        self.letters = Peek(rf"(?i:\s?({one_of(shared.letters)})(?![A-Za-z]))", letters_of_power)
        self.powers = {word.lower(): power for word, power in shared.letters.items()}
        self.words = {word.replace(" ", ""): row for row in reversed(table.currencies) for word in row.words}
        cased = [*shared.letters, *map(str.upper, shared.letters)]
        self.lettered = Peek(rf"({one_of(cased)})\s?({one_of(self.words)})", cased)
        clear = [row for row in table.currencies if not row.candidates or row.local]
        self.names = {word.replace(" ", ""): row for row in clear for word in row.words}
        self.declared = Peek(rf"\s?\(({one_of(word for row in clear for word in row.words)})(?=[,)])", "(")
        numbers = grammar.lexicon.numbers
        self.numeric = frozenset([*numbers.digits, *numbers.small, *numbers.large, *numbers.several, *"0123456789"])
        self.glance = frozenset(sign[-1] for sign in self.rows)
        self.digits = numbers.digits
        counted = load_amounts(grammar.lexicon.lang).counted
        powers = one_of(large for large, power in numbers.large.items() if power >= _COUNTED)
        names = one_of(word for row in table.currencies for word in row.words)
        self.counted = Peek(rf"\s?(?:{one_of(counted)})({powers})(?:({names}))?", counted) if counted else None
        amounts = load_amounts(grammar.lexicon.lang)
        parts, self.spoken, self.not_prefix = amounts.parts, frozenset(amounts.spoken), amounts.not_prefix
        self.quote = re.compile(r"[0-9]-[0-9]/$")  # a price of grain: whole cents and quarters of one
        self.not_lone_after = amounts.not_lone_after
        self.shares = {word.replace(" ", ""): row.share for row in parts for word in row.words}
        guarded = "|".join(one_of(row.words) + (f"(?![{row.not_before}])" if row.not_before else "") for row in parts)
        self.part = re.compile(rf"\s?({guarded})") if parts else None
        alone = [word for row in parts for word in row.alone]
        self.alone = Peek(rf"\s?({one_of(alone)})(?!\()", alone) if parts else None
        # What may stand behind a number that has no sign before it and is money all the same.
        self.behind = self.after.firsts | self.lettered.firsts | self.declared.firsts | frozenset(w[0] for w in alone)


class DenominatorPatterns:
    """The words of a rate: what one of it costs, left or right of the amount."""

    def __init__(self, grammar: Grammar) -> None:
        table = load_amounts(grammar.lexicon.lang)
        self.per = {word.replace(" ", ""): row.per for row in table.per for word in row.words}
        self.paid = frozenset(word for row in table.per if row.paid for word in row.words)
        words = one_of(word for row in table.per for word in row.words)
        whole = rf"(?:(?<![{HANGUL}0-9.,])|(?<![0-9.,])1\s?)"
        branches = [rf"(?:{one_of(table.each)})1?({words})"] if table.each else []
        branches += [rf"{whole}({words})\s?(?:{one_of(table.each_after)})"] if table.each_after else []
        self.glance = re.compile(one_of((*table.each, *table.each_after)))
        self.before = re.compile(rf"(?:{'|'.join(branches)})[^0-9.,;:!?()\n/]{{0,{_GAP}}}$")
        ahead = rf"|(?:{one_of(table.each)})" if table.each else ""
        self.after = re.compile(rf"\s?(?:/\s?{ahead})({words})(?![A-Za-z])")


class EvidencePatterns:
    """Where an article says in which money it counts, and the words that tell of a place."""

    def __init__(self, grammar: Grammar) -> None:
        table, money = load_amounts(grammar.lexicon.lang), grammar.lexicon.money
        numbers = grammar.lexicon.numbers
        every = [word for row in money.currencies for word in (*row.words, *row.before)]
        self.currencies = {
            word.replace(" ", ""): row
            for row in sorted(money.currencies, key=lambda row: not row.candidates)
            for word in (*row.words, *row.before)
        }
        self.powers = {**{word: len(str(worth)) - 1 for word, worth in numbers.small.items()}, **numbers.large}
        magnitude = f"[{''.join(self.powers)}]"
        name, head = one_of(every), one_of(table.same_above)
        self.same = re.compile(
            rf"\([^()\n]{{0,8}}?(?:({name})\s?[,·、;]?\s?(?:{one_of(table.same_below)})|(?:{head})\s?({name}))[^()\n]{{0,6}}\)"
        )
        self.same_unit = re.compile(rf"\([^()\n]{{0,4}}(?:{one_of(table.same_below)})\)")
        unit = rf"({name})?\s?({magnitude}*)\s?({name})?"
        titled = rf"(?:{one_of(table.unit_heads)})\s?[:=]\s?{unit}\s?(?=(?:[,/·、]\s?%)?[)\]>\n]|$)"
        bracketed = rf"[(\[<]\s?({magnitude}*)\s?({name})\s?(?=[)\]>])"
        self.heading = re.compile(f"{titled}|{bracketed}")
        self.glances = (*table.same_below, *table.same_above, *table.unit_heads)
        self.brackets = re.compile(bracketed)
        self.places = {word.replace(" ", ""): row.code for row in table.evidence for word in row.words}
        self.decisive = {word: row.code for row in table.evidence for word in row.words if row.decides}
        self.place = searching(word for row in table.evidence for word in row.words)
        self.year = re.compile("(?:19|20)[0-9]{2}(?![0-9.,])")
        self.ratio = re.compile(rf"%|(?:{one_of(table.ratios)})\s*(?:\(|$)") if table.ratios else re.compile("%")


class NounPatterns:
    """The nouns that are measured in money: a bare magnitude beside one is an amount."""

    def __init__(self, grammar: Grammar) -> None:
        table = load_amounts(grammar.lexicon.lang)
        gaps = rf"(?:\s?(?:{one_of(table.noun_gaps)})){{0,3}}\s?"
        self.before = re.compile(rf"(?:{one_of(table.nouns_before)}){gaps}$")
        self.beside = re.compile(rf"(?:{one_of(table.nouns_before)})$")
        self.after = re.compile(rf"(?:\s?(?:{one_of(table.noun_links)})){{0,2}}\s?(?:{one_of(table.nouns_after)})")
        self.tail = re.compile(rf"\s?(?:{one_of(table.noun_tails)})|[^{HAN}{HANGUL}A-Za-z0-9%$€£¥₩]|$")
        self.vast = re.compile(rf"\s?(?:{one_of(table.nouns_vast)})")
        self.head = re.compile(rf"[{HAN}{HANGUL}\s]{{0,5}}?(?:{one_of(table.heads_after)})")
        self.things = re.compile(one_of(table.things))
        self.thing = re.compile(rf"(?:{one_of(table.things)}){gaps}$")
        self.counted = re.compile(rf"(?:{one_of(table.counted_before)})[{HAN}{HANGUL}\s]{{0,7}}$")
        member = rf"[0-9][0-9.,]*[{''.join(grammar.lexicon.numbers.large)}]+"
        signs = one_of(grammar.lexicon.numbers.lists)
        had = rf"(?:{one_of(table.counted_had)})[{HAN}]{{0,2}}(?:{member}(?:{signs}))*$"
        self.had = re.compile(had) if table.counted_had else re.compile("(?!)")
        of, owned = grammar.lexicon.language.of, one_of(table.counted_after)
        self.owned = re.compile(rf"(?:(?:{signs}){member})*{of}[{HAN}]{{0,8}}?(?:{owned})")
        self.same = re.compile(rf"(?:{one_of(table.same_before)})\s?$")
        self.members = re.compile(r"(?:-?[0-9][0-9.,]*/)+$")
        self.stop = re.compile(r"[\n。!?;]|\.\s")
        self.mark = re.compile(r"[.,;:!?()\n。]")
        self.enumeration = re.compile(r"\s?[,·、]\s?[^0-9.,;:!?()\n。·、]{1,12}?\s?(?=[0-9])")
        self.change = re.compile(rf"\s?(?:{one_of(table.changes)})\s?(?:{one_of(table.noun_gaps)})?\s?-?")

    def ends(self, text: str, end: int) -> bool:
        """Whether a bare amount may end here: a mark follows, or a word that no noun of things begins with."""
        return self.tail.match(text, end) is not None or self.after.match(text, end) is not None


class ConversionPatterns:
    """What stands between an amount and the same amount in another currency."""

    def __init__(self, grammar: Grammar) -> None:
        table = load_amounts(grammar.lexicon.lang)
        words = one_of(table.conversions)
        self.gap = re.compile(
            rf"[^()\n]{{0,4}}\(\s?(?:(?:{words})\s?[:,]?\s?){{0,3}}|\s?,?\s?(?:{one_of(table.conversions_open)})\s?(?:(?:{words})\s?){{0,2}}"
        )
