"""News media that no table has, by where papers name them: a source line, the head of a report, 据…报道, 《…》.

A medium is named in few ways. Each of them is a frame here, and the name in it ends as names of media do, or stands
where nothing else stands.
"""

import re
from collections.abc import Callable, Iterator

from extractor.entities.boundaries import HAN, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable
from extractor.lang.rjieba_door import word_class

_PLACE = "ns"  # what jieba calls one


class ChineseMedia:
    """Finds `来源：某某网`, `某某之家3月2日消息`, `据某某网报道`, `《某某评论》报道`."""

    def __init__(self, table: EntityTable, is_name: Callable[[str], bool], is_place: Callable[[str], bool]) -> None:
        media = table.media
        self._is_name, self._is_place = is_name, is_place
        self._reports, self._reports_unless = tuple(media.reports), tuple(media.reports_unless)
        endings, told = alternation(media.endings), alternation(media.told)
        word = f"[{HAN}A-Za-z]"
        left = f"(?<![{HAN}A-Za-z0-9])"
        head = f"(?:^|[【(「]) ?(?!{alternation(media.not_begun)})"
        no = f"(?!{alternation(media.not_begun)})"
        joins = "".join(word for word in table.organisation.breaks if len(word) == 1)  # no name has them: 虚假的事
        self._patterns = (
            re.compile(f"{alternation(media.labels)}[:：] ?{no}({word}{{1,10}}?{endings})(?![{HAN}A-Za-z0-9])"),
            re.compile(f"{head}({word}{{2,8}}?) ?(?:[0-9]{{1,2}}[{HAN}]){{1,2}}(?={alternation(media.news)})", re.M),
            re.compile(f"{head}({word}{{2,10}}?{endings})(?={alternation(media.news)})", re.M),
            re.compile(f"(?:{left}|(?<={alternation(media.by)})){no}({word}{{2,8}}?{endings})(?={told})"),
            re.compile(f"《({word}{{1,8}}{alternation(media.titles)})》"),
            re.compile(f"《({word}{{2,10}}{alternation(media.told_titles)})》(?=[^。,《]{{0,10}}{told})"),
            re.compile(f"《({word}{{1,8}}{alternation(media.titles_told)})》(?={alternation(media.titles_tell)})"),
            re.compile(f"[“「](?![^”」]*[{joins}])({word}{{3,8}})[”」](?:{alternation(media.quoted_tell)})"),
            re.compile(f'{alternation(media.accounts)}(?:: ?[“「"]?|[“「"]){no}({word}{{2,10}})(?=[”」",。;)( \n]|$)'),
            re.compile(f"{alternation(media.sent)}{no}({word}{{2,10}}{endings})(?=[,。;)( \n]|$)"),
        )
        self._signed = re.compile(f"[(]{alternation(media.signs)}/([{HAN}]{{2,4}})[)]")
        # The source of a short report stands in a bracket at its end.
        self._source = re.compile(f"(?<=[。!?”…])\\(([{HAN}A-Za-z0-9]{{2,8}})\\)(?=\\s|$|【)")
        reporter = f"^{alternation(table.person.surnames)}[{HAN}]{{1,2}}$"
        self._unsigned = re.compile(alternation((*media.not_sources, *media.endings)))
        self._no_source = re.compile(f"{alternation(media.not_sources)}|^[0-9a-z]+$|{reporter}")
        self._common = re.compile(f"{alternation(media.not_names)}$")

    def find(self, text: str) -> Iterator[Candidate]:
        """The media of a folded text."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                name = match[1]
                if name.endswith(self._reports) and not name.endswith(self._reports_unless):
                    name = name[:-1]  # 某某讯9月28日消息
                if len(name) > 1 and not (self._common.search(name) or self._is_sent(name) or self._ends_known(name)):
                    yield Candidate(match.start(1), match.start(1) + len(name), "ORG", "medium", 0.8, name)

        for match in self._signed.finditer(text):
            if not self._unsigned.search(match[1]) and not self._is_name(match[1]):
                yield Candidate(*match.span(1), "PERSON", "person-byline", 0.75, match[1])
        for match in self._source.finditer(text):
            if not self._no_source.search(match[1]):
                yield Candidate(*match.span(1), "ORG", "medium", 0.8, match[1])

    def _ends_known(self, name: str) -> bool:
        """Whether the end of a name in two scripts is a known one: Acmeway晴川."""
        return name[0].isascii() and any(self._is_name(name[at:]) for at in range(1, len(name) - 1))

    def _is_sent(self, name: str) -> bool:
        """Whether the name is a known medium's with the place of the report: 中新网海口4月8日电."""
        parts = ((name[:at], name[at:]) for at in range(2, len(name) - 1))
        return any(
            self._is_name(medium) and (self._is_place(place) or word_class(place) == _PLACE) for medium, place in parts
        )
