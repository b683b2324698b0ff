import pytest
from entities_world import WORLD, found, groups
from hypothesis import given
from hypothesis import strategies as st
from timing import in_proportion

from extractor.core.records import Block
from extractor.entities import read_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("삼성전자가 웃었다", ["삼성전자"]),
        ("현대차만의 전략", ["현대차"]),
        ("애플은 앱을 낸다", ["애플"]),
        ("애플리케이션을 낸다", []),
        ("미국산 소고기", []),
        ("중국인 관광객", []),
        ("알리바바그룹은 크다", ["알리바바그룹"]),
        ("㈜카카오가 밝혔다", ["㈜카카오"]),
        ("(주)카카오는 밝혔다", ["(주)카카오"]),
        ("경남도는 밝혔다", ["경남도"]),
        ("서울도 올랐다", ["서울"]),
        ("미 법무부가 제소했다", ["미 법무부"]),
        ("미국 법무부가 제소했다", ["미국 법무부"]),
        ("미 대선 이후", ["미"]),
        ("미중 무역 갈등", ["미", "중"]),
        ("한·중 정상", ["한", "중"]),
        ("美 대선", ["美"]),
        ("경남은행과 거래한다", ["경남은행"]),
        ("시중은행과 거래한다", []),
        ("전거래일보다 올랐다", []),
        ("국회 기획재정위원회는", ["국회 기획재정위원회"]),
        ("무정전전원장치(UPS)를 UPS라 한다", []),
        ("test@Apple.com", []),
        ("갤럭시 S7을 샀다", ["갤럭시 S7"]),
        ("갤럭시 S25 울트라는 비싸다", ["갤럭시 S25 울트라"]),
        ("갤럭시 1000만 대를 팔았다", ["갤럭시"]),
        ("갤럭시 3대를 샀다", ["갤럭시"]),
    ],
)
def test_korean_names_end_where_particles_begin(text: str, names: list[str]) -> None:
    assert [surface for surface, _ in found(text, "ko")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("阿里巴巴集团宣布", ["阿里巴巴集团"]),
        ("阿里巴巴集團宣布", ["阿里巴巴集團"]),
        ("中美两国", ["中", "美"]),
        ("美方表示", ["美"]),
        ("其中方案已定", []),
        ("在美采购", ["美"]),
        ("美股大跌", []),
        ("美国人和美国产零部件", []),
        ("美国人民", ["美国"]),
        ("美国商务部宣布", ["美国商务部"]),
        ("美國商務部宣布", ["美國商務部"]),
        ("美国商务部部长", ["美国商务部"]),
        ("美国商务部长", ["美国"]),
        ("北海道产的牛肉", []),
        ("杭州市场", ["杭州"]),
        ("杭州市的公司", ["杭州市"]),
        ("川普總統", ["川普"]),
        ("海棠科技（300999）公告", ["海棠科技"]),
        ("杭州海棠实业有限公司（以下简称“海棠实业”）", ["杭州海棠实业有限公司", "海棠实业"]),
        ("上市公司公告", []),
        ("在杭州工作的叶小姐", ["杭州", "叶"]),
    ],
)
def test_chinese_names_end_where_another_word_begins(text: str, names: list[str]) -> None:
    lang = "zh-Hant" if "國" in text or "團" in text or "總" in text else "zh-Hans"
    assert [surface for surface, _ in found(text, lang)] == names


@pytest.mark.parametrize(
    ("text", "lang", "person", "title"),
    [
        ("홍길수 회장은 말했다", "ko", "홍길수", "회장"),
        ("홍길수 네이버 대표는 말했다", "ko", "홍길수", "대표"),
        ("네이버 홍길수 대표는 말했다", "ko", "홍길수", "대표"),
        ("홍길수 플랫폼사업본부장은 말했다", "ko", "홍길수", "플랫폼사업본부장"),
        ("[네이버 홍길수 기자]", "ko", "홍길수", "기자"),
        ("/ 홍길수기자", "ko", "홍길수", "기자"),
        ("（记者 刘小明）", "zh-Hans", "刘小明", "记者"),
        ("腾讯董事长刘小明表示", "zh-Hans", "刘小明", "董事长"),
        ("分析師劉明介紹", "zh-Hant", "劉明", "分析師"),
        ("财政部长姆努钦当天说", "zh-Hans", "姆努钦", "部长"),
    ],
)
def test_a_title_shows_a_person(text: str, lang: str, person: str, title: str) -> None:
    reading = read_names(text, lang, WORLD, ())
    people = [(text[n.start : n.end], reading.groups[n.group].title) for n in reading.names if n.type == "PERSON"]
    assert [name for name, _ in people] == [person]
    assert people[0][1] == title


@pytest.mark.parametrize(
    "text", ["이번 회장 선거", "가격이 전통시장 기준", "국내외 금융시장", "나는 창업자다", "유통 대표 기업"]
)
def test_a_common_word_before_a_title_is_no_person(text: str) -> None:
    assert [name for name in found(text, "ko") if name[1] == "PERSON"] == []


def test_the_last_part_of_a_foreign_name_joins_it() -> None:
    assert groups("保罗·陈表示，车卖得好。陈说，会好转。", "zh") == [["保罗·陈", "陈"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("俄乌局势紧张", ["俄", "乌"]),
        ("中马两国", ["中", "马"]),
        ("空中马术", []),
        ("其中加大投入", []),
        ("中国制新车", []),
        ("对中国制裁", ["中国"]),
    ],
)
def test_a_pair_of_countries_needs_a_word_of_relations(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text, "zh")] == names


def test_the_organisation_beside_a_person_is_the_affiliation() -> None:
    for text in ("홍길수 네이버 대표", "네이버의 홍길수 대표", "네이버 홍길수 대표"):
        reading = read_names(text, "ko", WORLD, ())
        (person,) = [group for group in reading.groups if group.type == "PERSON"]
        assert person.affiliation is not None
        assert reading.groups[person.affiliation].kb_id == "naver"


def test_a_surname_with_a_title_joins_the_full_name() -> None:
    assert groups("홍길수 회장이 왔다. 홍 회장은 말했다.", "ko") == [["홍길수", "홍"]]


def test_an_institution_alone_joins_the_one_with_its_country() -> None:
    text = "미 법무부가 제소했다. 법무부는 강경하다."
    assert groups(text, "ko") == [["미 법무부", "법무부"]]
    assert read_names(text, "ko", WORLD, ()).groups[0].kb_id is None
    assert read_names("법무부는 강경하다.", "ko", WORLD, ()).groups[0].kb_id == "justice-kr"


def test_a_name_does_not_cross_a_block() -> None:
    text = "삼성\n전자 그리고 도널드 트럼프"
    assert [n.type for n in read_names(text, "ko", WORLD, ()).names] == ["PERSON"]
    at = text.index("트럼프")
    blocks = (Block(kind="paragraph", start=0, end=at), Block(kind="paragraph", start=at, end=len(text)))
    assert all(not n.start < at < n.end for n in read_names(text, "ko", WORLD, blocks).names)


def test_decomposed_hangul_keeps_its_offsets() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "어제 삼성전자가 밝혔다")
    (name,) = read_names(text, "ko", WORLD, ()).names
    assert unicodedata.normalize("NFC", text[name.start : name.end]) == "삼성전자"


@given(st.text(alphabet="가삼성전자알리바바애플은는 회장홍(張勇)张美中国阿里.,,()「」\n㈜ABupsUPS1", max_size=60))
def test_names_are_ordered_disjoint_and_inside_any_text(text: str) -> None:
    for lang in ("ko", "zh-Hans"):
        reading = read_names(text, lang, WORLD, ())
        position = 0
        for name in reading.names:
            assert position <= name.start < name.end <= len(text)
            position = name.end
            assert reading.groups[name.group].type == name.type
        firsts = [
            name.group
            for index, name in enumerate(reading.names)
            if name.group not in {other.group for other in reading.names[:index]}
        ]
        assert firsts == list(range(len(reading.groups)))


@pytest.mark.parametrize(
    "piece", ["中", "홍길수 ", "A", "Ab ", "上海腾讯集团", "(", "腾讯（600000）", "알리바바(阿里巴巴) "]
)
def test_reading_time_grows_no_faster_than_the_text(piece: str) -> None:
    lang = "zh-Hans" if "\u4e00" <= piece[0] <= "\u9fff" or piece[0] in "A(" else "ko"
    assert in_proportion(lambda size: read_names(piece * (size // len(piece)), lang, WORLD, ()), 10_000, 60_000)
