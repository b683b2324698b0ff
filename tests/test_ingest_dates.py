"""Publication dates: only full ones, never from the clock, never guessed."""

from pathlib import PurePath
from typing import Any

import pytest

from extractor.ingest.dates import date_in_path, date_in_text, read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2016-06-20", "2016-06-20"),
        ("2016-06-20T14:30:00+09:00", "2016-06-20T14:30:00"),
        ("2016-06-20T14:30:00.123Z", "2016-06-20T14:30:00"),
        ("2016.06.20 14:30", "2016-06-20T14:30"),
        ("2016. 6. 20.", "2016-06-20"),
        ("2016/06/20 09:05:07", "2016-06-20T09:05:07"),
        ("2016년 6월 20일 오후 3:05", "2016-06-20T15:05"),
        ("2016年6月20日 08:00", "2016-06-20T08:00"),
        ("2016-06-20（月）08:00", "2016-06-20T08:00"),
        ("2016-06-20 14:30聯合報", "2016-06-20T14:30"),
        ("Mon, 20 Jun 2016 14:30:00 +0900", "2016-06-20T14:30:00"),
        ("Mon Jun 20 14:30:00 +0800 2016", "2016-06-20T14:30:00"),
        ("June 20, 2016", "2016-06-20"),
        ("20/06/2016", "2016-06-20"),
        ("20160620", "2016-06-20"),
        (20160620, "2016-06-20"),
        (1466400000, "2016-06-20T05:20:00"),
        (1466400000000, "2016-06-20T05:20:00"),
        ({"value": "2016-06-20", "basis": "user"}, "2016-06-20"),
    ],
)
def test_a_full_date_of_metadata_is_read_with_its_local_time(written: Any, iso: str) -> None:
    assert read_date(written) == iso


@pytest.mark.parametrize(
    "written",
    ["어제", "昨天", "2 days ago", "2016", "2016-06", "Jun 2016", "20 June", "14:30", "2016-02-30",
     "2016-13-01", "03/04/2016",
     "2016年1-6月", "Tuesday", "", None, True, 7, "2019-06 (crawl)"],
)  # fmt: skip
def test_what_is_not_one_full_date_is_no_date(written: Any) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("path", "iso"),
    [
        ("news/2016-06-20.txt", "2016-06-20"),
        ("20160620_001.html.gz", "2016-06-20"),
        ("article20160620.txt", "2016-06-20"),
        ("20160620143000.txt", "2016-06-20"),
        ("2016-06-20/a.txt", "2016-06-20"),
        ("2016/06/20/a.txt", "2016-06-20"),
        ("2015-01-01/2016-06-20.txt", "2016-06-20"),
        ("000_0ba20160620a4.txt", None),
        ("12342016062012345.txt", None),
        ("20161320.txt", None),
        ("a.txt", None),
    ],
)
def test_a_file_or_its_folder_may_carry_the_day(path: str, iso: str | None) -> None:
    assert date_in_path(PurePath(path)) == iso


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("제목\n기사입력 2016.06.20 14:30 | 수정 2016.06.21 09:00\n본문이다.", "ko", "2016-06-20T14:30"),
        ("수정 2016.06.21 09:00 입력 2016.06.20 14:30\n본문이다.", "ko", "2016-06-20T14:30"),
        ("2016.06.20 14:30\n본문이다.", "ko", "2016-06-20T14:30"),
        ("标题\n发布时间：2016-06-20 08:00\n正文。", "zh-Hans", "2016-06-20T08:00"),
        ("2016-06-20 08:00 來源：聯合報\n內文。", "zh-Hant", "2016-06-20T08:00"),
        ("新华社北京2016年6月20日电 正文。", "zh-Hans", "2016-06-20"),
        ("가람전자는 2016년 6월 20일 신제품을 발표했다.", "ko", None),
        ("公司发布公告称，2016年6月20日接到通知。", "zh-Hans", None),
        ("수정 2016.06.21 09:00\n본문이다.", "ko", None),
    ],
)
def test_a_line_that_says_so_dates_a_text_and_prose_does_not(text: str, lang: str, iso: str | None) -> None:
    assert date_in_text(text, lang) == iso
