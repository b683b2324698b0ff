"""A small knowledge base for the tests of names, so that they hold whatever rows the real one has."""

from collections.abc import Mapping

from extractor.entities.knowledge import COLUMNS, KnowledgeBase, read_rows
from extractor.entities.names import NameReading, read_names
from extractor.entities.proposals import Proposal, Proposed

ROWS = """\
alibaba	ORG	알리바바	阿里巴巴	Alibaba	알리바바그룹	阿里		NYSE:BABA	CN	company	3
samsung-electronics	ORG	삼성전자	三星电子	Samsung Electronics				KRX:005930	KR	company	12
apple	ORG	애플	苹果公司	Apple				NASDAQ:AAPL	US	company	9
hyundai-motor	ORG	현대자동차	现代汽车	Hyundai Motor	현대차			KRX:005380	KR	company	12
naver	ORG	네이버	Naver	Naver				KRX:035420	KR	company	12
kakao	ORG	카카오	Kakao	Kakao				KRX:035720	KR	company	12
xinhuanet	ORG	신화망	新华网	Xinhuanet					CN	media
tencent	ORG	텐센트	腾讯	Tencent				HKEX:00700	CN	company	12
alibaba-cloud	PRODUCT	알리윈	阿里云	Alibaba Cloud					CN	product
ups	ORG	유피에스	联合包裹	UPS				NYSE:UPS	US	company	12
trump	PERSON	도널드 트럼프	特朗普	Donald Trump	트럼프	川普|唐纳德·特朗普			US	person
us	LOC	미국	美国	United States					US	country
cn	LOC	중국	中国	China					CN	country
kr	LOC	한국	韩国	South Korea					KR	country
jp	LOC	일본	日本	Japan					JP	country
hangzhou	LOC	항저우	杭州	Hangzhou					CN	city
gyeongnam	LOC	경남	庆南	Gyeongnam					KR	region
justice-kr	ORG	법무부	韩国法务部	Ministry of Justice					KR	agency
seoul	LOC	서울	首尔	Seoul					KR	city
beihai	LOC	베이하이	北海	Beihai					CN	city
hokkaido	LOC	홋카이도	北海道	Hokkaido					JP	region
guam	LOC	괌	关岛	Guam					US	region
galaxy	PRODUCT	갤럭시	盖乐世	Galaxy					KR	product
kospi	INDEX	코스피	韩国综合股价指数	KOSPI					KR	index
"""


def table(rows: str) -> str:
    """Rows with the header, short rows filled up with empty fields."""
    lines = (line.split("\t") for line in rows.splitlines())
    filled = ["\t".join(cells + [""] * (len(COLUMNS) - len(cells))) for cells in lines]
    return "\n".join(["\t".join(COLUMNS), *filled])


WORLD = KnowledgeBase(entry for _, entry in read_rows(table(ROWS), "world.tsv"))


def found(text: str, lang: str) -> list[tuple[str, str]]:
    """Surface and type of every name, in text order."""
    return [(text[name.start : name.end], name.type) for name in read_names(text, lang, WORLD, ()).names]


def groups(text: str, lang: str) -> list[list[str]]:
    """The surfaces of each group, in the order of first mention."""
    reading: NameReading = read_names(text, lang, WORLD, ())
    out: list[list[str]] = [[] for _ in reading.groups]
    for name in reading.names:
        out[name.group].append(text[name.start : name.end])
    return out


class Says:
    """A model that proposes what a test tells it: `{"word": ("TYPE", confidence)}`, wherever a word stands in no longer
    one."""

    def __init__(self, words: Mapping[str, tuple[str, float]], floors: Mapping[str, float]) -> None:
        self.floors, self._words = dict(floors), dict(words)

    def read(self, text: str, stretches: object) -> Proposed:
        """The words in text order."""
        at, out = 0, []
        while at < len(text):
            word = max((w for w in self._words if text.startswith(w, at)), key=len, default="")
            if word:
                out.append(Proposal(at, at + len(word), *self._words[word]))
            at += len(word) or 1
        return Proposed(out)
