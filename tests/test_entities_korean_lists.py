"""Korean names that share an ending, credits that run into the text, foreigners, firms in two words, compounds."""

import pytest
from entities_world import ROWS, found, groups, table

from extractor.entities.knowledge import KnowledgeBase, read_rows
from extractor.entities.names import read_names
from extractor.entities.nouns import CommonNouns
from extractor.lang.entities import entity_table

BANKS = "narae-bank\tORG\t나래은행\ngaram-securities\tORG\t가람증권\nhanbit-news\tORG\t한빛뉴스" + "\t" * 8 + "media\n"
WORLD = KnowledgeBase(entry for _, entry in read_rows(table(ROWS + BANKS), "rows.tsv"))


def read(text: str) -> list[str]:
    return [text[name.start : name.end] for name in read_names(text, "ko", WORLD, ()).names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("가람·한빛증권은 웃었다", ["가람", "한빛증권"]),
        ("나래·우리·한빛은행은 우리 손님을", ["나래", "우리", "한빛은행"]),
        ("은행(나래·우리)의 돈", ["나래", "우리"]),
        ("신용·체크카드를 냈다", []),
        ("사진=한빛뉴스미국 증시는", ["한빛뉴스", "미국"]),
        ("/사진=네이버카카오는 밝혔다", ["네이버", "카카오"]),
        ("사진=네이버웹툰을 봤다", []),
        ("대미국 수출이 늘었다", ["미국"]),
        ("대미국 시민", []),
        ("미 신정부가 들어섰다", ["미"]),
        ("아름다울 미를 썼다", []),
        ("미국채 금리", []),
    ],
)
def test_names_where_korean_papers_put_them(text: str, names: list[str]) -> None:
    assert read(text) == names


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("제임스 하늘 백악관 대변인은", "제임스 하늘"),
        ("린다 벨 수석 전략가는", "린다 벨"),
        ("존 D. 바다는 부자다", "존 D. 바다"),
        ("김 교사는 말했다", "김"),
    ],
)
def test_a_foreigner_is_known_by_the_given_name(text: str, person: str) -> None:
    assert (person, "PERSON") in found(text, "ko")


@pytest.mark.parametrize("text", ["톰 대표는 말했다", "이 대표는 말했다", "존 하늘은 높다"])
def test_a_given_name_alone_is_not_enough(text: str) -> None:
    assert [name for name, kind in found(text, "ko") if kind == "PERSON"] == []


def test_the_surname_of_a_foreigner_joins_the_whole_name() -> None:
    assert groups("제임스 하늘 대변인은 갔다. 하늘 대변인은 또", "ko") == [["제임스 하늘", "하늘"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("법률사무소 가온은 말했다", ["법률사무소 가온"]),
        ("법무법인 소속 변호사", []),
        ("연구기관 가르데니 리서치의 분석", ["가르데니 리서치"]),
        ("높은 리서치 품질", []),
        ("시장 리서치의 품질", []),
    ],
)
def test_a_firm_of_two_words(text: str, names: list[str]) -> None:
    assert [name for name, kind in found(text, "ko") if kind == "ORG"] == names


@pytest.mark.parametrize(
    ("word", "common"),
    [("금리인하", True), ("AI산업", True), ("순이자이익", True), ("한빛소재", False), ("KB국민", False), ("AI", False)],
)
def test_common_nouns_in_a_row_are_no_name(word: str, common: bool) -> None:
    assert CommonNouns(entity_table("ko").nouns).compose(word) is common


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("‘하늘 아트 포도주(2만원)’, ‘바다(3만원)’ 등", ["하늘 아트 포도주", "바다"]),
        ("신제품 ‘하늘 빵’과 ‘바다 빵’은 달다", ["하늘 빵", "바다 빵"]),
        ("‘하늘 빵’을 시즌 한정으로 출시한다", ["하늘 빵"]),
        ("‘상생’을 내걸고 출시 행사를 했다", []),
        ("“하늘이 높다면 바다는(10만원)”", []),
    ],
)
def test_products_in_quotes_with_a_price_or_a_neighbour(text: str, products: list[str]) -> None:
    assert [name for name, kind in found(text, "ko") if kind == "PRODUCT"] == products
