"""A user's register becomes rows of the knowledge base, and what does not is told."""

import json
from pathlib import Path

import pytest
from entities_world import WORLD
from typer.testing import CliRunner

import extractor
from extractor.cli import app
from extractor.core.errors import ExtractorError
from extractor.entities.knowledge import KnowledgeBaseError, read_rows
from extractor.entities.register import read_register

KRX = """종목코드,한글 종목약명,시장구분
900001,새길반도체,KOSDAQ
5930,삼성전자,KOSPI
900002,대상,KOSPI
,무명,KOSPI
900003,별,KOSPI
"""
ASHARE = """ts_code	name	industry
609999.SH	华澜科技	软件
600519.XX	某某酒业	白酒
609998.SZ	农产品	食品
"""


def test_columns_are_known_by_their_names() -> None:
    imported = read_register(KRX, "krx.csv", {}, WORLD)
    rows = {entry.id: entry for _, entry in read_rows(imported.table.rstrip("\n"), "krx.tsv")}
    assert set(rows) == {"krx-900001", "krx-005930"}
    assert rows["krx-900001"].names_ko == ("새길반도체",)
    assert rows["krx-900001"].tickers == ("KRX:900001",)
    assert rows["krx-900001"].country == "KR"
    assert [(item.line, item.name) for item in imported.left_out] == [(4, "대상"), (5, "무명"), (6, "별")]
    assert "everyday" in imported.left_out[0].why


def test_a_suffix_names_the_exchange_and_an_unknown_one_is_told() -> None:
    imported = read_register(ASHARE, "a.tsv", {}, WORLD)
    assert "sse-609999\tORG\t\t华澜科技" in imported.table
    assert [(item.name, item.why.split(":")[0]) for item in imported.left_out] == [
        ("某某酒业", "market unknown"),
        ("农产品", "the name is an everyday word and would be found everywhere"),
    ]


def test_a_known_ticker_keeps_a_name_that_is_a_word() -> None:
    imported = read_register("code,name,market\n035720,카카오,KOSPI\n", "k.csv", {}, WORLD)
    assert (imported.rows, imported.left_out) == (1, ())


def test_a_register_without_a_name_says_what_to_give() -> None:
    with pytest.raises(KnowledgeBaseError, match=r"r\.csv, line 1: no column is the name; .*--column name="):
        read_register("code,wer\n1,2\n", "r.csv", {}, WORLD)
    with pytest.raises(KnowledgeBaseError, match="no column 'x'"):
        read_register("code,wer\n1,2\n", "r.csv", {"name": "x"}, WORLD)
    assert read_register("code,wer,market\n1,가나다라,krx\n", "r.csv", {"name": "wer"}, WORLD).rows == 1


def test_the_commands_import_and_read_a_register(tmp_path: Path) -> None:
    register, folder = tmp_path / "krx.csv", tmp_path / "mine"
    register.write_bytes(KRX.encode("cp949"))
    run = CliRunner().invoke
    done = run(app, ["kb", "import", str(register), "-o", str(folder)])
    assert done.exit_code == 0, done.output
    assert "2 rows" in done.output and "3 lines left out" in done.output
    assert "대상" in (folder / "left-out.csv").read_text("utf-8")

    text = "새길반도체는 14일 매출이 12억원이라고 밝혔다."
    (mention, *_) = extractor.load(kb=str(folder)).extract(text, lang="ko").mentions
    assert (mention.text, mention.type) == ("새길반도체", "ORG")
    printed = run(app, ["extract", text, "--json", "--kb", str(folder)])
    (entity, *_) = json.loads(printed.output)["entities"]
    assert entity["kb"]["tickers"] == ["KRX:900001"]

    looked = run(app, ["kb", "lookup", "새길반도체", "--kb", str(folder), "--json"])
    assert json.loads(looked.output)["id"] == "krx-900001"
    assert "장용" in run(app, ["kb", "lookup", "장융"]).output
    assert run(app, ["kb", "lookup", "없는이름없는이름"]).exit_code == 1


def test_a_folder_with_no_table_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match="holds no table"):
        extractor.load(kb=str(tmp_path))
    with pytest.raises(ExtractorError, match="no folder of tables"):
        extractor.load(kb=str(tmp_path / "none"))
    assert CliRunner().invoke(app, ["extract", "x", "--kb", str(tmp_path)]).exit_code == 2


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("gone.csv", None, "cannot read {path}: No such file"),
        ("program.csv", b"\x7fELF\x02\x00\x00" * 40, "cannot read {path}: the file is a program"),
        ("empty.csv", b"", "empty.csv: no line in it"),
        ("head.csv", b"code,name,market\n", "head.csv: no line of it gives a row, 0 are left out"),
        ("long.csv", b"code,name\n1," + b"x" * 140_000, "long.csv, line 2: field larger than field limit"),
    ],
)
def test_a_register_that_cannot_be_read_is_one_clear_error(
    tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = CliRunner().invoke(app, ["kb", "import", str(path), "-o", str(tmp_path / "mine")])
    assert done.exit_code == 1
    assert done.stderr.startswith(why.format(path=path))
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("end", ["", '"'])
def test_a_quote_that_swallows_lines_is_told_with_its_line(end: str) -> None:
    rows = [f"{900000 + number},새길{number}호,KOSPI" for number in range(60)]
    rows[9] = '900009,"새길9호,KOSPI'
    rows[40] = f"900040,새길40호{end},KOSPI"
    why = r"krx\.csv, line 11: a quote is not closed there and takes in (50|30) lines .*'900010,새길10호,KOSPI'"
    with pytest.raises(KnowledgeBaseError, match=why):
        read_register("\n".join(["code,name,market", *rows]), "krx.csv", {}, WORLD)


def test_a_field_of_two_lines_costs_its_own_row_alone_and_has_its_first_line() -> None:
    register = 'code,name,market\n1,"가나\r\n다라",krx\n2,마바사아,krx\n'
    imported = read_register(register, "r.csv", {}, WORLD)
    assert (imported.rows, [item.line for item in imported.left_out]) == (1, [2])
    assert read_register(register.replace("\r\n", " ").replace("\n", "\r"), "mac.csv", {}, WORLD).rows == 2


def test_a_register_that_gives_no_row_is_an_error_that_says_why() -> None:
    with pytest.raises(KnowledgeBaseError, match=r"r\.csv: no line of it gives a row, 2 .* line 2: market unknown"):
        read_register("code,name\n1,가나다라\n2,마바사아\n", "r.csv", {}, WORLD)


@pytest.mark.parametrize(("encoding", "line"), [("cp949", 2), ("utf-16", 1)])
def test_a_table_that_is_not_utf_8_is_one_clear_error(encoding: str, line: int, tmp_path: Path) -> None:
    table = read_register(KRX, "krx.csv", {}, WORLD).table
    (tmp_path / "mine.tsv").write_bytes(table.encode(encoding))
    with pytest.raises(KnowledgeBaseError, match=rf"mine\.tsv, line {line}: byte \d+ is not UTF-8"):
        extractor.load(kb=str(tmp_path))
    (tmp_path / "mine.tsv").unlink()
    (tmp_path / "mine.tsv").mkdir()
    with pytest.raises(KnowledgeBaseError, match=r"mine\.tsv: cannot be read: Is a directory"):
        extractor.load(kb=str(tmp_path))
