from pathlib import Path

import pytest
from entities_world import found, groups

from extractor.entities import load_knowledge_base, read_names

SEED = Path(__file__).parents[2] / "shared" / "seed"


@pytest.mark.parametrize(
    ("text", "together", "type_"),
    [
        ("장용(张勇) CEO는 말했다", ["장용", "张勇"], "PERSON"),
        ("신화망(新华网)에 따르면", ["신화망", "新华网"], "ORG"),
        ("클라우드(阿里云) 사업", ["클라우드", "阿里云"], "PRODUCT"),
        ("알리마마(阿里妈妈)와", ["알리마마", "阿里妈妈"], "PRODUCT"),
        ("왕샤오(王晓, Wang Xiao)는", ["왕샤오", "王晓", "Wang Xiao"], "PERSON"),
        ("펑파이신문(澎湃新闻)은", ["펑파이신문", "澎湃新闻"], "ORG"),
        ("삼성전자(三星電子)는", ["삼성전자", "三星電子"], "ORG"),
        ("텅쉰(騰訊 텐센트)은", ["텅쉰", "騰訊", "텐센트"], "ORG"),
        ("산시(陕西)성에서", ["산시", "陕西"], "LOC"),
        ("첸쉰(千寻∙Qianxun) 앱을", ["첸쉰", "千寻", "Qianxun"], "PRODUCT"),
        ("왕샤오(33세,王晓)는", ["왕샤오", "王晓"], "PERSON"),
    ],
)
def test_both_sides_of_a_gloss_are_one_thing(text: str, together: list[str], type_: str) -> None:
    assert groups(text, "ko") == [together]
    assert {kind for _, kind in found(text, "ko")} == {type_}


def test_a_gloss_in_a_list_takes_the_type_of_its_neighbours() -> None:
    assert groups("텐센트(騰訊), 서우팡(搜房), 알리바바(阿里巴巴)가", "ko") == [
        ["텐센트", "騰訊"],
        ["서우팡", "搜房"],
        ["알리바바", "阿里巴巴"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "배당(配當)을",
        "지하(地下) 1층",
        "기업공개(IPO)를",
        "은행(銀行)은",
        "생산국(중국)의 당국",
        "전력(電力)과",
        "경영(經營)도",
    ],
)
def test_a_gloss_of_a_common_word_is_no_name(text: str) -> None:
    assert [name for name in found(text, "ko") if name != ("중국", "LOC")] == []


def test_a_suffix_with_its_hanja_is_no_part_of_the_name() -> None:
    assert ("发", "ORG") not in found("트럼프발(發) 관세", "ko")


def test_a_latin_gloss_of_a_person_in_chinese_joins_the_name() -> None:
    assert groups("國務卿蓬佩奧（Mike Pompeo）宣布", "zh-Hant") == [["蓬佩奧", "Mike Pompeo"]]


def test_a_ticker_in_brackets_is_no_name() -> None:
    assert found("腾讯（HK:00700）大涨，苹果公司（AAPL）下跌", "zh-Hans") == [("腾讯", "ORG"), ("苹果公司", "ORG")]


@pytest.mark.skipif(not SEED.exists(), reason="the publisher's article is not part of the project")
def test_the_seed_article_gives_its_names() -> None:
    text = next(SEED.glob("*.txt")).read_text(encoding="utf-8")
    reading = read_names(text, "ko", load_knowledge_base(), ())
    surfaces = [text[name.start : name.end] for name in reading.names]
    by_surface = {surface: name.group for surface, name in zip(surfaces, reading.names, strict=True)}
    for one, other in (("장용", "张勇"), ("클라우드", "阿里云"), ("신화망", "新华网"), ("알리마마", "阿里妈妈")):
        assert by_surface[one] == by_surface[other]
    assert reading.groups[by_surface["장용"]].title == "CEO"
    assert reading.groups[by_surface["마윈"]].title == "회장"
    assert not [n for n, s in zip(reading.names, surfaces, strict=True) if "효정" in s and n.type == "PRODUCT"]
