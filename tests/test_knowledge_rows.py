"""The rows of the knowledge base: shape, uniqueness, codes, and tickers against the registers where they exist."""

import importlib.util
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from extractor.entities.knowledge import COLUMNS, KINDS, folded_name

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "extractor" / "entities" / "kb"
REGISTERS = ROOT.parent / "shared" / "registers"
NAME_COLUMNS = ("ko", "zh", "en", "aliases_ko", "aliases_zh", "aliases_en")
TYPES = {"ORG", "PERSON", "LOC", "PRODUCT", "INDEX"}
ORGANISATION_TABLES = ("organisations.tsv", "media.tsv")

# Names that two rows of a type may share: the text around them decides which is meant.
SHARED = {("LOC", "greater china")}

_ISO = (
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW"
)
ISO_COUNTRIES = {_ISO[at : at + 2] for at in range(0, len(_ISO), 2)} | {"XK"}  # XK: Kosovo, user-assigned
TICKER_CODES = {
    "KRX": r"[0-9]{4}[0-9A-Z][0-9]", "SSE": r"6[0-9]{5}", "SZSE": r"[03][0-9]{5}", "BSE": r"[0-9]{6}",
    "HKEX": r"[0-9]{4,5}", "TWSE": r"[0-9]{4}", "TPEX": r"[0-9]{4}", "TSE": r"[0-9]{3}[0-9A-Z]",
    "NYSE": r"[A-Z]{1,5}(\.[A-Z])?", "NASDAQ": r"[A-Z]{1,5}", "LSE": r"[A-Z]{2,4}", "SGX": r"[A-Z][0-9][0-9A-Z]",
    "TADAWUL": r"[0-9]{4}",
}  # fmt: skip


def read_rows() -> list[tuple[str, int, dict[str, str]]]:
    rows = []
    for table in sorted(TABLES.glob("*.tsv")):
        for number, line in enumerate(table.read_text(encoding="utf-8").split("\n"), start=1):
            if number == 1 or not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            assert len(cells) == len(COLUMNS), f"{table.name}, line {number}: {len(cells)} columns"
            rows.append((table.name, number, dict(zip(COLUMNS, cells, strict=True))))
    return rows


ROWS = read_rows()


def names_of(row: dict[str, str]) -> set[str]:
    return {folded_name(name).lower() for column in NAME_COLUMNS for name in row[column].split("|") if name}


def tickers_of(row: dict[str, str]) -> list[str]:
    return [ticker for ticker in row["tickers"].split("|") if ticker]


def ticker_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_tickers", ROOT / "scripts" / "check_tickers.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_table_has_the_one_header() -> None:
    for table in TABLES.glob("*.tsv"):
        assert tuple(table.read_text(encoding="utf-8").split("\n")[0].split("\t")) == COLUMNS, table.name


def test_ids_are_unique_over_all_tables() -> None:
    counts = Counter(row["id"] for _, _, row in ROWS)
    assert [kb_id for kb_id, count in counts.items() if count > 1] == []


def test_types_kinds_countries_and_months_are_known() -> None:
    wrong = [
        (table, number, row["id"])
        for table, number, row in ROWS
        if row["type"] not in TYPES
        or (row["kind"] and row["kind"] not in KINDS)
        or (row["country"] and row["country"] not in ISO_COUNTRIES)
        or (row["fiscal_year_end"] and row["fiscal_year_end"] not in map(str, range(1, 13)))
    ]
    assert wrong == []


def test_no_cell_hides_a_blank_or_repeated_name() -> None:
    wrong = []
    for table, number, row in ROWS:
        for code in ("ko", "zh", "en"):
            aliases = row[f"aliases_{code}"].split("|") if row[f"aliases_{code}"] else []
            names = [row[code], *aliases] if row[code] else aliases
            if any(name != name.strip() or not name for name in names) or len(set(names)) != len(names):
                wrong.append((table, number, row["id"], code))
    assert wrong == []


def test_organisations_have_names_in_a_language_that_we_read_and_in_english() -> None:
    rows = [row for table, _, row in ROWS if table in ORGANISATION_TABLES]
    assert sum(all(row[c] for c in ("ko", "zh", "en")) for row in rows) >= 1500
    assert [row["id"] for row in rows if not (row["ko"] or row["zh"])] == []
    assert [row["id"] for row in rows if not (row["en"] and row["kind"])] == []
    homeless = {row["id"] for row in rows if not row["country"]}
    assert homeless == {"celac", "g20", "g7", "g77", "islamic-state", "wikileaks"}  # without a seat
    assert [row["id"] for row in rows if row["type"] != "ORG"] == []
    assert [row["id"] for row in rows if any(len(name) < 2 for name in names_of(row))] == []


def test_no_two_rows_of_a_type_share_a_name() -> None:
    holders: dict[tuple[str, str], set[str]] = {}
    for _, _, row in ROWS:
        for name in names_of(row):
            holders.setdefault((row["type"], name), set()).add(row["id"])
    shared = {key: sorted(ids) for key, ids in holders.items() if len(ids) > 1 and key not in SHARED}
    assert shared == {}


def test_no_two_rows_share_a_ticker() -> None:
    counts = Counter(ticker for _, _, row in ROWS for ticker in tickers_of(row))
    assert [ticker for ticker, count in counts.items() if count > 1] == []


def test_tickers_have_the_shape_of_their_exchange() -> None:
    wrong = []
    for _, _, row in ROWS:
        for ticker in tickers_of(row):
            exchange, _, code = ticker.partition(":")
            if not re.fullmatch(TICKER_CODES.get(exchange, "(?!)"), code):
                wrong.append((row["id"], ticker))
    assert wrong == []


def test_the_tables_are_as_large_as_promised() -> None:
    kinds = Counter((table, row["type"]) for table, _, row in ROWS)
    assert kinds["organisations.tsv", "ORG"] >= 460
    assert kinds["media.tsv", "ORG"] >= 80


@pytest.mark.skipif(not REGISTERS.is_dir(), reason="the registers lie beside the project, not in it")
def test_korean_and_mainland_tickers_agree_with_the_registers() -> None:
    assert list(ticker_script().mismatches(REGISTERS)) == []


def test_a_ticker_of_another_company_is_reported(tmp_path: Path) -> None:
    tables, registers = tmp_path / "kb", tmp_path / "registers"
    tables.mkdir()
    registers.mkdir()
    cells = {"id": "naver", "ko": "네이버", "zh": "NAVER", "en": "Naver"}
    for code in ("035420", "000660", "999999"):
        row = cells | {"tickers": f"KRX:{code}"}
        lines = ["\t".join(COLUMNS), "\t".join(row.get(column, "") for column in COLUMNS)]
        (tables / f"{code}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    register = "code,isin,name,market\n035420,x,NAVER,KOSPI\n000660,x,SK하이닉스,KOSPI\n"
    (registers / "krx.csv").write_text(register, encoding="utf-8")
    found = list(ticker_script().mismatches(registers, tables))
    assert [line.split(":")[0] for line in found] == ["000660.tsv", "999999.tsv"]
    assert "SK하이닉스" in found[0] and "not listed" in found[1]
