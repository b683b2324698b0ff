"""Where sentences end, in Korean and Chinese, and that nothing visible is lost."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import in_proportion

from extractor.core.records import Block
from extractor.lang.segment import split_sentences

NEWS = Path(__file__).parents[2] / "shared" / "news"

KOREAN = {
    "따옴표 안의 여러 문장": "“값이 올랐다. 더 오른다.”라고 말했다.|다음 날이다.",
    "따옴표 뒤 띄어 쓴 며": "“값이 올랐다. 더 오른다.” 며 웃었다.|끝났다.",
    "따옴표 뒤 새 문장": "“값이 올랐다.” |이 상인은 한숨을 쉬었다.",
    "곧은 따옴표": '"값이 올랐다. 더 오른다."라고 했다.|"그렇다"는 답이 왔다.',
    "홑따옴표 겹침": "“그가 ‘간다. 온다.’고 했다. 나는 몰랐다.”고 말했다.|끝이다.",
    "소수점": "지수는 0.1% 오른 2.0이다.|내린 것은 3.5%.|그 밖은 같다.",
    "약어와 머리글자": "㈜가나와 U.S. 스틸, J. 스미스, Foo Inc. 대표가 왔다.|끝이다.",
    "주소": "자세한 것은 www.example.co.kr 에 있다.|a.b@example.com 으로 물었다.",
    "사진 설명": "공장 앞이다.(사진=가나통신)|다음은 둘째다. (사진=가나통신)",
    "괄호 안의 문장": "그는(처음이다. 정말이다.) 웃었다.|끝이다.",
    "붙은 날짜": "백만 명을 넘어섰다.|24일(현지시간) 발표했다.|최근 국내 값이 내렸다.",
    "붙은 새 문장의 같은": "거래되고 있다.|같은 시각 다른 것은 내렸다.",
    "가운뎃점 대신 마침표": "정치.경제.사회와 일본.캐나다.호주를 다뤘다.|끝이다.",
    "날짜의 점": "2016. 6. 14. 발표했다.|2016.6.14 일이다.",
    "목록의 번호": "1. 머리말\n|가. 첫째\n|나. 둘째다. |셋째다.",
    "말줄임": "그는 글쎄… 하고 웃었다.|그게... 아니다.",
    "물음표와 조사": "왜?라고 물었다.|정말 그럴까?|모른다.",
    "이름 속의 느낌표": "야후! 재팬이 값을 올렸다.|끝이다.",
    "줄 머리 기호가 붙음": "값이 올랐다.|◆둘째 이야기를 했다.|▶셋째다.",
    "기자 이름이 빗금으로 붙음": "말했다.|/홍길동 기자",
    "닫지 않은 따옴표": "“값이 올랐다.|더 오른다.|끝이다.",
    "거꾸로 친 따옴표": "내년이 어렵다“고 했다.|다음은 좋다. |”더 내린다“고 했다.",
    "겹낫표": "『첫째다. 둘째다.』라는 책이다.|끝이다.",
    "쉼표로 잇는 따옴표": "‘잘 되니?’(12%), ‘어디 가니?’(4%)가 많았다.|끝이다.",
}
CHINESE = {
    "引号内多句": "他说：“今天好。明天也好。”|会后离开。",
    "引号后说话人": "“今天好。”张三对记者表示。|然后走了。",
    "引号后逗号": "“今天好。”他说，“明天也好。”|会后离开。",
    "引号后句号": "他说“今天好”。|然后走了。",
    "分号不断": "一是快；二是好；三是省。|完了！|真的吗？|真的。",
    "繁體引號": "他說：「好。『對。』」|然後走了。",
    "書名號": "他看《谁是王者？》这本书。|完了。",
    "小数": "涨0.1%，收2.0元。|版本1.0。",
    "括号": "增长（去年下降。今年上升。）很快。|本报讯。（记者 张三）|完。",
    "外文名": "J.J. Park和Foo Sdn. Bhd.来了。|完。",
    "无引号配对": "“今天好。|明天也好。|完了。",
}


def _split(text: str, lang: str, blocks: tuple[Block, ...] = ()) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text, lang, blocks)]


@pytest.mark.parametrize("written", KOREAN.values(), ids=KOREAN)
def test_korean_sentences_end_where_a_reader_ends_them(written: str) -> None:
    assert _split(written.replace("|", ""), "ko") == [part.strip() for part in written.split("|")]


@pytest.mark.parametrize("written", CHINESE.values(), ids=CHINESE)
def test_chinese_sentences_end_where_a_reader_ends_them(written: str) -> None:
    assert _split(written.replace("|", ""), "zh-Hans") == written.split("|")


def test_a_line_end_ends_a_sentence_that_has_no_stop() -> None:
    assert _split("가나 값 올라\n\n  다라 값은 내려 \r\n끝", "ko") == ["가나 값 올라", "다라 값은 내려", "끝"]


def test_sentences_never_cross_a_block_and_gaps_are_split_too() -> None:
    text = "제목 한 줄 본문이 시작된다. 이어진다. 꼬리"
    blocks = (Block(kind="headline", start=0, end=6), Block(kind="paragraph", start=7, end=22))
    assert _split(text, "ko", blocks) == ["제목 한 줄", "본문이 시작된다.", "이어진다.", "꼬리"]


def test_a_quotation_that_does_not_close_in_its_line_swallows_nothing() -> None:
    assert _split("“첫째다. 둘째다.\n셋째다. 넷째다.”", "ko") == ["“첫째다.", "둘째다.", "셋째다.", "넷째다.”"]


def test_a_quotation_too_long_to_be_one_is_given_up() -> None:
    text = "“" + "값이 올랐다. " * 300 + "”라고 했다."
    assert len(_split(text, "ko")) > 290


def test_an_unknown_language_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="zh-Hant"):
        split_sentences("text", "en", ())


@given(
    st.text(alphabet="가다 .?!。？“”\"'‘’「」()（）\n\u200b1aA…며라고说,", max_size=60), st.sampled_from(["ko", "zh"])
)
def test_sentences_cover_every_visible_character_once_and_in_order(text: str, lang: str) -> None:
    position = 0
    for sentence in split_sentences(text, lang, ()):
        assert position <= sentence.start < sentence.end
        assert not text[position : sentence.start].strip(" \n\u200b")
        assert text[sentence.start : sentence.end].strip(" \n\u200b") == text[sentence.start : sentence.end]
        position = sentence.end
    assert not text[position:].strip(" \n\u200b")


@pytest.mark.parametrize("unit", ['"', "“", "”", "(“", "))((", "다. ", "“다.” ", "“?”", ". ", "야후!", "。」", " "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def split(length: int) -> None:
        text = unit * (length // len(unit))
        split_sentences(text, "ko", ())
        split_sentences(text, "zh", ())

    assert in_proportion(split, 20_000, 200_000)


@pytest.mark.skipif(not NEWS.exists(), reason="the news collection lies outside of the project")
@pytest.mark.parametrize(("name", "stop"), [("ko", "다."), ("zh", "。")])
def test_real_articles_lose_no_character_and_few_sentences_run_together(name: str, stop: str) -> None:
    with gzip.open(NEWS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][::7]
    kept = sum(len("".join(text.split())) for text in texts)
    sentences = [sentence for text in texts for sentence in _split(text, name)]
    assert sum(len("".join(sentence.split())) for sentence in sentences) >= kept - 50  # zero-width blanks
    assert sum(len(sentence) > 600 for sentence in sentences) < len(sentences) / 500
    assert sum(sentence.count(stop) > 3 for sentence in sentences) < len(sentences) / 50
