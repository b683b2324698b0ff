import pytest
from entities_world import WORLD, table
from timing import seconds

from extractor.entities import load_knowledge_base
from extractor.entities.knowledge import COLUMNS, KnowledgeBaseError, read_rows

GOOD = "alibaba\tORG\t알리바바\t阿里巴巴\tAlibaba\t알리바바그룹\t\t\tNYSE:BABA|HKEX:09988\tCN\tcompany\t3"


def test_a_row_becomes_an_entry_with_canonical_names_first() -> None:
    ((line, entry),) = read_rows(table(GOOD), "x.tsv")
    assert line == 2
    assert entry.names_ko == ("알리바바", "알리바바그룹")
    assert (entry.tickers, entry.fiscal_year_end, entry.country) == (("NYSE:BABA", "HKEX:09988"), 3, "CN")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (GOOD.replace("ORG", "COMPANY"), "type"),
        (GOOD.replace("alibaba\t", "Ali Baba\t", 1), "id"),
        (GOOD.replace("NYSE:BABA", "BABA"), "tickers"),
        (GOOD.replace("company", "shop"), "kind"),
        (GOOD.removesuffix("3") + "13", "fiscal_year_end"),
        (GOOD.replace("알리바바그룹", "알"), "ko"),
        ("x\tORG", "no name"),
        (GOOD + "\tmore", "13 fields"),
    ],
)
def test_a_wrong_row_is_named_by_file_line_and_field(row: str, field: str) -> None:
    with pytest.raises(KnowledgeBaseError, match=rf"x\.tsv, line 2.*{field}"):
        list(read_rows(table(row), "x.tsv"))


def test_a_wrong_header_is_refused() -> None:
    with pytest.raises(KnowledgeBaseError, match="line 1"):
        list(read_rows("id\ttype\n", "x.tsv"))
    assert list(read_rows("\t".join(COLUMNS) + "\n\n# a comment\n", "x.tsv")) == []


def test_lookup_knows_either_script_and_full_width_letters() -> None:
    for name in ("三星電子", "三星电子", "Ｓａｍｓｕｎｇ Electronics"):
        entry = WORLD.lookup(name)
        assert entry is not None and entry.id == "samsung-electronics"
    assert WORLD.lookup("모르는 이름") is None


def test_the_packaged_knowledge_base_loads_within_a_second_and_is_cached() -> None:
    def load(_: int) -> None:
        load_knowledge_base.cache_clear()
        kb = load_knowledge_base()
        assert kb.matcher is kb.matcher

    assert min(seconds(load, 1) for _ in range(3)) < 2  # a second on a quiet machine
    kb = load_knowledge_base()
    assert load_knowledge_base() is kb
    assert len(kb.entries) > 400
