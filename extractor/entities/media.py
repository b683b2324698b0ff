"""News media that no table has, by where papers name them: a source line, the head of a report, 据…报道, 《…》.

A medium is named in few ways. Each of them is a frame here, and the name in it ends as names of media do, or stands
where nothing else stands.
"""

import re
from collections.abc import Iterator

from extractor.entities.boundaries import HAN, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable


class ChineseMedia:
    """Finds `来源：某某网`, `某某之家3月2日消息`, `据某某网报道`, `《某某评论》报道`."""

    def __init__(self, table: EntityTable) -> None:
        media = table.media
        endings, told = alternation(media.endings), alternation(media.told)
        word = f"[{HAN}A-Za-z]"
        left = f"(?<![{HAN}A-Za-z0-9])"
        head = f"(?:^|[【(「]) ?(?!{alternation(media.not_begun)})"
        no = f"(?!{alternation(media.not_begun)})"
        self._patterns = (
            re.compile(f"{alternation(media.labels)}[:：] ?{no}({word}{{1,10}}?{endings})(?![{HAN}A-Za-z0-9])"),
            re.compile(f"{head}({word}{{2,8}}?) ?(?:[0-9]{{1,2}}[{HAN}]){{1,2}}(?={alternation(media.news)})", re.M),
            re.compile(f"{head}({word}{{2,10}}?{endings})(?={alternation(media.news)})", re.M),
            re.compile(f"(?:{left}|(?<={alternation(media.by)})){no}({word}{{2,8}}?{endings})(?={told})"),
            re.compile(f"《({word}{{1,8}}{alternation(media.titles)})》"),
            re.compile(f"《({word}{{2,10}}{alternation(media.told_titles)})》(?=[^。,《]{{0,10}}{told})"),
        )
        self._common = re.compile(f"{alternation(media.not_names)}$")

    def find(self, text: str) -> Iterator[Candidate]:
        """The media of a folded text."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                if not self._common.search(match[1]):
                    yield Candidate(match.start(1), match.end(1), "ORG", "medium", 0.8, match[1])
