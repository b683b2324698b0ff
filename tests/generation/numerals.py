"""Numerals of both languages, written from their value."""

from decimal import Decimal

KO_DIGITS, ZH_DIGITS, BANK_DIGITS = "영일이삼사오육칠팔구", "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
KO_SMALL, ZH_SMALL, BANK_SMALL = ("", "십", "백", "천"), ("", "十", "百", "千"), ("", "拾", "佰", "仟")
KO_LARGE, ZH_LARGE = ("", "만", "억", "조"), ("", "万", "亿", "万亿")
KO_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
KO_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def arabic(n: Decimal | int) -> str:
    """Digits alone."""
    return format(n, "f") if isinstance(n, Decimal) else str(n)


def commas(n: Decimal | int) -> str:
    """Digits with a comma at each thousand."""
    return format(n, ",f") if isinstance(n, Decimal) else format(n, ",")


def wide(n: Decimal | int) -> str:
    """Digits in full width."""
    return arabic(n).translate(WIDE)


def myriads(n: int) -> list[tuple[int, int]]:
    """The groups of four digits that are not zero, the highest first, each with its place."""
    groups = []
    place = 0
    while n:
        n, group = divmod(n, 10_000)
        if group:
            groups.append((group, place))
        place += 1
    return groups[::-1]


def ko_mixed(n: int, *, gap: str = "", comma: bool = False, thousand: bool = False) -> str:
    """Western digits with Korean magnitudes: 1조2345억; `thousand` writes a round thousand as 천."""
    parts = []
    for group, place in myriads(n):
        if thousand and group >= 1000 and (group % 1000 == 0 or place == 0):
            digits = f"{group // 1000}천{group % 1000 or ''}"
        else:
            digits = commas(group) if comma else str(group)
        parts.append(digits + KO_LARGE[place])
    return gap.join(parts)


def _ko_group(group: int) -> str:
    text = ""
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += ("" if digit == 1 and place else KO_DIGITS[digit]) + KO_SMALL[place]
    return text


def hangul(n: int, *, gap: str = "") -> str:
    """Sino-Korean words; a lone ten thousand has no one before it."""
    parts = []
    for group, place in myriads(n):
        word = "" if group == 1 and place == 1 else _ko_group(group)
        parts.append(word + KO_LARGE[place])
    return gap.join(parts)


def hangul_decimal(n: Decimal) -> str:
    """Sino-Korean words with a decimal point: 삼점사."""
    whole, _, rest = arabic(n).partition(".")
    return (hangul(int(whole)) or KO_DIGITS[0]) + "점" + "".join(KO_DIGITS[int(d)] for d in rest)


def native(n: int) -> str:
    """Native Korean words, as they stand before a counter, from 1 to 99."""
    if n == 20:
        return "스무"
    return KO_TENS[n // 10] + KO_ONES[n % 10]


def zh_mixed(n: int) -> str:
    """Western digits with Chinese magnitudes: 3亿5000万."""
    high, low = divmod(n, 10**12)
    text = f"{high}万亿" if high else ""
    for group, place in myriads(low):
        text += str(group) + ZH_LARGE[place]
    return text


def _zh_group(group: int, digits: str, small: tuple[str, ...], two: bool) -> str:
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if not digit:
            zero = bool(text)
            continue
        word = "两" if two and digit == 2 and place == 3 else digits[digit]
        text += (digits[0] if zero else "") + word + small[place]
        zero = False
    return text


def hanzi(n: int, *, bank: bool = False, two: bool = False) -> str:
    """Chinese words; `bank` in the financial characters, `two` with 两 before 千, 万 and 亿."""
    digits, small = (BANK_DIGITS, BANK_SMALL) if bank else (ZH_DIGITS, ZH_SMALL)
    text, last = "", None
    high, low = divmod(n, 10**8)
    groups = [(group, place) for group, place in myriads(low)]
    if high:
        head = hanzi(high, bank=bank, two=two)
        text = ("两" if two and high == 2 else head) + "亿"
        last = 2
    for group, place in groups:
        word = "两" if two and group == 2 and place else _zh_group(group, digits, small, two)
        if last is not None and (group < 1000 or last - place > 1):
            text += digits[0]
        text += word + ZH_LARGE[place]
        last = place
    if not bank and text.startswith("一十"):
        text = text[1:]
    return text


def hanzi_decimal(n: Decimal) -> str:
    """Chinese words with a decimal point: 三点四."""
    whole, _, rest = arabic(n).partition(".")
    return (hanzi(int(whole)) or ZH_DIGITS[0]) + "点" + "".join(ZH_DIGITS[int(d)] for d in rest)


def hanzi_year(year: int) -> str:
    """A year in Chinese digits: 二〇一六."""
    return "".join("〇" if d == "0" else ZH_DIGITS[int(d)] for d in str(year))
