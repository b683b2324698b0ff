"""What a list of numeral tokens is worth: digits, Western numbers and magnitudes, added up.

The tokens come from kinds/number.py; here is arithmetic alone, and what contradicts itself has no worth.
"""

from decimal import Decimal

_TEN = Decimal(10)
_LONGEST = 26  # no figure of the news has more digits
_PAIRS = {(3, 5), (3, 2)}  # the pairs of an approximate count whose digits are no neighbours in this order


def evaluate(tokens: list[tuple[str, int | Decimal, bool]], side: int, tail: bool) -> tuple[Decimal, int] | None:
    """The worth of a token list and the power of ten that its last number stands at; None if it contradicts itself.

    `side` chooses the lower (0) or upper (1) reading of a pair of digits and of "several".
    """
    total = section = Decimal(0)
    number: Decimal | None = None
    last_large, last_small, exponent, magnitude = 99, 10**9, 0, 0
    kinds = [kind for kind, _, _ in tokens]
    myriad = Decimal(0)  # what the last large magnitude added, for a magnitude upon a magnitude
    index = 0
    while index < len(tokens):
        kind, worth, spaced = tokens[index]
        if kind == "digit":
            run = [int(worth)]
            while index + 1 < len(tokens) and tokens[index + 1][0] == "digit":
                index += 1
                run.append(int(tokens[index][1]))
            if number or len(run) > _LONGEST:
                return None
            lone = len(run) == 1 and run[0] and kinds[index - 1] in ("small", "large") if index else False
            pair = len(run) == 2 and (run[1] == run[0] + 1 or tuple(run) in _PAIRS) and run[0] > 0
            number = Decimal(sorted(run)[side]) if pair else Decimal("".join(map(str, run)))
            if tail and lone and magnitude > 1 and index + 1 < len(tokens) and tokens[index + 1][0] == "point":
                return None  # two thousand three and a tenth: of what is the three so many?
            if tail and lone and index + 1 == len(tokens) and "arabic" not in kinds:
                number *= _TEN ** (magnitude - 1)
        elif kind == "arabic":
            if number:
                return None
            number = Decimal(worth)
            room = last_small if section else _TEN**last_large
            last = index + 1 == len(tokens)
            if index and (
                number >= room or (last and spaced and number < (1000 if number != number.to_integral() else 100))
            ):
                return None
        elif kind == "several":
            if number is not None or (index + 1 < len(tokens) and tokens[index + 1][0] not in ("small", "large")):
                return None
            after_ten = index + 1 == len(tokens)
            if after_ten and not section:
                return None
            number = Decimal(9 if side else (1 if after_ten else 2))
        elif kind == "small":
            if worth >= last_small:
                return None
            section += (number or 1) * worth
            number, last_small, exponent = None, int(worth), len(str(worth)) - 1
            magnitude = exponent
            myriad = Decimal(0)
        elif kind == "large":
            if number is None and not section:
                twice = worth == last_large == 4 and total > 10**4  # ten myriads of myriads, but no bare word of two
                if (not myriad and total) or (worth <= last_large < 99 and not twice):
                    return None
                added = (myriad or 1) * _TEN**worth
                total += added - myriad
                exponent = int(worth) + (exponent if myriad else 0)
            else:
                if (last_large, worth) == (4, 8):  # myriads of it: 44,000 times 10^8
                    total *= _TEN**worth
                elif worth >= last_large:
                    return None
                added = (section + (number or 0)) * _TEN**worth
                total += added
                exponent = int(worth) + (exponent if number is None else 0)
            number, section, last_large, last_small, myriad = None, Decimal(0), int(worth), 10**9, added
            magnitude = int(worth)
        elif kind == "point":
            rest = tokens[index + 1 :]
            worded = any(k != "digit" for k, _, _ in rest) and rest[-1][0] != "large"
            if (number is None and not section and not total) or worded:
                return None
            decimals = [str(w) for k, w, _ in rest if k == "digit"]
            number = (number or Decimal(0)) + Decimal("0." + "".join(decimals))
            index += len(decimals)
        index += 1
    if number is not None:
        exponent = 0
    return total + section + (number or 0), exponent
