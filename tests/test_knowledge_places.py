"""What the tables of people, places, products and indices hold, and the everyday words they must not hold."""

from collections import Counter

import pytest

from extractor.entities import load_knowledge_base

# Words of running text that are also the name of a place, a person or a product: only a longer form may be listed.
EVERYDAY = """
경기 공주 이천 구미 상주 고양 화성 광명 오산 구리 전주 경주 진주 양산 양주 예산 보은 음성 고령 영양
강진 진도 영광 부여 금산 완주 무안 사천 거창 수단 말리 저장 신장 장시 선전 창사 상해 상추 시안 화난
동경 포천 피지 부탄 오만 메카 강화도 북한산 동작 처음처럼 정유 유학 한정 장판 대산 白银 大理 朝阳 东方 平安
日照 天水 中山 长治 安康 海地 中非 马里 前海 金门 台中 新北 东营 金华 新余 保定 衡水 新乡 常熟 丽水
内地 中亚 东非 东海 台海 望京 油管 必应 一淘 微视 类克 美指 程维 韩正 林全
"""


@pytest.mark.parametrize(
    ("type_", "kinds", "least"),
    [
        ("PERSON", {"person"}, 130),
        ("LOC", {"country"}, 195),
        ("LOC", {"region", "city", "facility"}, 400),
        ("PRODUCT", {"product", "platform", "brand"}, 120),
        ("INDEX", {"index", "rate"}, 70),
    ],
)
def test_the_tables_hold_what_business_news_names(type_: str, kinds: set[str], least: int) -> None:
    counts = Counter((entry.type, entry.kind) for entry in load_knowledge_base().entries.values())
    assert sum(counts[type_, kind] for kind in kinds) >= least


@pytest.mark.parametrize("word", EVERYDAY.split())
def test_an_everyday_word_is_nobodys_name(word: str) -> None:
    entry = load_knowledge_base().lookup(word)
    assert entry is None, entry.id if entry else word


@pytest.mark.parametrize(
    ("kb_id", "names"),
    [
        ("jack-ma", "마윈 마운 马云 馬雲"),
        ("daniel-zhang", "장융 장용 张勇"),
        ("li-keqiang", "리커창 이극강 李克强"),
        ("donald-trump", "트럼프 特朗普 川普"),
        ("it", "이탈리아 意大利 義大利"),
        ("nz", "뉴질랜드 新西兰 紐西蘭"),
        ("sa", "사우디 沙特 沙烏地阿拉伯"),
        ("kp", "북한 朝鲜 北韓"),
        ("alibaba-cloud", "알리클라우드 阿里云 阿里雲"),
        ("wechat", "위챗 웨이신 微信"),
        ("sox", "필라델피아반도체지수 費城半導體指數"),
        ("dow-jones", "다우존스지수 道琼斯指数 道瓊"),
        ("shanghai-composite", "상하이종합지수 上证综指 沪指 上证指数"),
    ],
)
def test_one_thing_is_found_by_all_its_names(kb_id: str, names: str) -> None:
    kb = load_knowledge_base()
    found = {name: entry.id if (entry := kb.lookup(name)) else None for name in names.split()}
    assert found == dict.fromkeys(names.split(), kb_id)


def test_a_product_is_not_listed_with_its_maker() -> None:
    kb = load_knowledge_base()
    for name in ("애플 아이폰", "테슬라 모델3", "네이버 스마트스토어", "英伟达H100", "小米SU7"):
        assert kb.lookup(name) is None, name
