"""Korean names by what stands beside them: sources, lists of brands, accounts, short forms, surnames."""

import pytest
from entities_world import table

from extractor.entities import load_knowledge_base
from extractor.entities.knowledge import KnowledgeBase, read_rows
from extractor.entities.names import read_names

ROWS = """\
hanuleun	PRODUCT	하늘은숨	天息	Hanuleun					KR	brand
duson	ORG	두손물산	杜孙	Duson					KR	company
sejibank	ORG	새지뱅크	新知	Seji Bank					KR	bank
reuters	ORG	로이터	路透社	Reuters					GB	media
yonhap	ORG	연합뉴스	韩联社	Yonhap					KR	media
saegil-won	ORG	한국새길연구원	新路研究院	Saegil Institute					KR	institution
cn	LOC	중국	中国	China					CN	country
"""
WORLD = KnowledgeBase(entry for _, entry in read_rows(table(ROWS), "world.tsv"))


def names(text: str, type_: str, kb: KnowledgeBase = WORLD) -> list[str]:
    reading = read_names(text, "ko", kb)
    return [text[name.start : name.end] for name in reading.names if name.type == type_]


def groups(text: str) -> list[list[str]]:
    reading = read_names(text, "ko", WORLD)
    out: list[list[str]] = [[] for _ in reading.groups]
    for name in reading.names:
        out[name.group].append(text[name.start : name.end])
    return out


@pytest.mark.parametrize(
    ("text", "type_", "found"),
    [
        ("시장조사업체 초록별에 따르면 늘었다", "ORG", ["초록별"]),
        ("집값 정보업체 ‘초록별’에 따르면 늘었다", "ORG", ["초록별"]),
        ("부동산플랫폼 초록별에 따르면 늘었다", "PRODUCT", ["초록별"]),
        ("조사업체 관계자에 따르면 늘었다", "ORG", []),
        ("플랫폼 이용자에 따르면 늘었다", "PRODUCT", []),
        ("두손물산에 따르면 늘었다", "ORG", ["두손물산"]),
        ("플랫폼 초록별은 늘었다", "PRODUCT", []),
    ],
)
def test_a_source_is_what_stands_before_it(text: str, type_: str, found: list[str]) -> None:
    assert names(text, type_) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("브랜드 중에서는 하늘은숨, 초록숨, 다솔숨 등이 팔렸다", ["하늘은숨", "초록숨", "다솔숨"]),
        ("브랜드로는 하늘은숨, 초록숨, 화장품 등이 있다", ["하늘은숨", "초록숨"]),
        ("브랜드로는 두손물산, 초록숨 등이 있다", []),
        ("브랜드로는 초록숨, 다솔숨 등이 있다", []),
        ("하늘은숨, 초록숨 등이 팔렸다", ["하늘은숨"]),
    ],
)
def test_a_list_of_brands_of_which_one_is_known(text: str, found: list[str]) -> None:
    assert names(text, "PRODUCT") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("새지뱅크의 ‘초록모으기 통장(2.0%)’이 높다", ["초록모으기 통장"]),
        ("새지뱅크의 ‘정기예금’이 높다", []),
        ("새지뱅크의 ‘초록모으기’가 높다", []),
    ],
)
def test_an_account_in_quotes_behind_its_bank(text: str, found: list[str]) -> None:
    assert names(text, "PRODUCT") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("초록별벤처스는 샀다. 초록별은 팔았다", [["초록별벤처스", "초록별"]]),
        ("우리자산운용은 샀다. 우리는 간다", [["우리자산운용"]]),
        ("초록별벤처스와 초록별캐피탈이 왔다. 초록별은 컸다", [["초록별벤처스"], ["초록별캐피탈"]]),
        ("한국새길연구원이 냈다. 새길연구원은 밝혔다", [["한국새길연구원", "새길연구원"]]),
        ("로이터연합뉴스", [["로이터"], ["연합뉴스"]]),
        ("대통령 직속 초록위원회가 모였다", [["초록위원회"]]),
        ("새길협의회(SGJ·이하 새길회)가 모였다", [["새길협의회", "새길회"]]),
        ("에스지제이은행이 샀다. 새길은행(SGJ)은 쉰다", [["에스지제이은행"], ["새길은행", "SGJ"]]),
    ],
)
def test_short_forms_and_what_is_no_part_of_a_name(text: str, found: list[list[str]]) -> None:
    assert groups(text) == found


def test_another_country_has_a_body_of_that_name() -> None:
    assert ["한국새길연구원"] in groups("한국새길연구원이 냈다. 중국 새길연구원은 밝혔다")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("직장인 박모씨(30)는 왔다. 박씨는 갔다", [["박모", "박"]]),
        ("직장인 이모씨(30)는 왔다. 이씨는 갔다", [["이모", "이"]]),
        ("직장인 박모씨와 박하늘씨가 왔다. 박씨는 갔다", [["박모"], ["박하늘"], ["박"]]),
        ("김하늘 법정관리인이 말했다. 김 법정관리인은 웃었다", [["김하늘", "김"]]),
        ("약사 김씨도 왔다", [["김"]]),
    ],
)
def test_a_surname_is_the_person_named_before(text: str, found: list[list[str]]) -> None:
    assert groups(text) == found


@pytest.mark.parametrize("text", ["인수금융 리파이낸싱을 맡았다", "블라인드펀드를 통해 샀다", "생명보험사의 설계사다"])
def test_a_word_of_finance_is_no_organisation(text: str) -> None:
    assert names(text, "ORG", load_knowledge_base()) == []


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("에스지제이은행은 컸다", "sgj-bank"),
        ("에이치지제이은행은 컸다", None),
        ("에스은행은 컸다", None),
    ],
)
def test_a_name_may_spell_its_capitals(text: str, id_: str | None) -> None:
    row = "sgj-bank	ORG	SGJ은행	星银行	SGJ Bank					KR	bank\n"
    world = KnowledgeBase(entry for _, entry in read_rows(table(ROWS + row), "world.tsv"))
    (group,) = read_names(text, "ko", world).groups
    assert group.kb_id == id_


def test_what_is_written_to_a_credit_is_no_part_of_its_name() -> None:
    assert names("모였다.사진=연합뉴스면세점이나 시장에서 샀다", "ORG") == ["연합뉴스"]


def test_a_surname_with_an_address_is_no_name_before_a_title() -> None:
    assert names("약사 김씨도 약사로서 왔다", "PERSON") == ["김"]
