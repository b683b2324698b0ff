"""Media that no table has, what goes on behind a name, and what addresses hold."""

import pytest
from entities_world import found


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("来源：蓝帆财经", "蓝帆财经"),
        ("蓝帆之家3月2日消息，今天下雨。", "蓝帆之家"),
        ("据太湖汽车网报道，车卖得好。", "太湖汽车网"),
        ("《东海日报》今天出版。", "东海日报"),
        ("《东海亚洲评论》3月报道说，车卖得好。", "东海亚洲评论"),
    ],
)
def test_a_medium_is_known_by_where_it_is_named(text: str, medium: str) -> None:
    assert (medium, "ORG") in found(text, "zh")


@pytest.mark.parametrize("text", ["来源：公司公告", "本报3月2日讯", "《产品管理办法》报道", "据官网消息，今天下雨。"])
def test_what_is_no_medium_is_left_alone(text: str) -> None:
    assert found(text, "zh") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Apple Inc.表示", "Apple Inc."),
        ("腾讯中国昨日宣布", "腾讯中国"),
        ("高速、阿里巴巴、Bluecorp三家", "Bluecorp"),
        ("Bluecorp科技上市", "Bluecorp科技"),
    ],
)
def test_a_name_goes_on(text: str, name: str) -> None:
    assert (name, "ORG") in found(text, "zh")


@pytest.mark.parametrize("text", ["腾讯中国市场收入增长", "AI科技板块上涨", "http://www.acme.cn/?plate=&Tencent=1"])
def test_a_name_does_not_go_on_with_anything(text: str) -> None:
    assert {name for name, _ in found(text, "zh")} <= {"腾讯", "中国"}
