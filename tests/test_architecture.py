"""The house rules that a machine can check; architecture and reasons are in CONTRIBUTING.md and docs/decisions."""

import ast
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300
VAGUE = {"utils", "util", "misc", "helpers", "helper", "common", "tools", "stuff"}
# Hangul (syllables, letters, half-width), Han with its extensions and compatibility forms.
WORDS = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc\u3400-\u9fff\uf900-\ufaff]")
STRINGS = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
# Packages that several modules speak: pydantic is the shape of everything, typer and rich are the terminal, which is
# the room of the command line, and spaCy has its bridge and its file of Docs.
ROOM_WIDE = {
    "numpy": (
        "extractor.core.onnx",
        "extractor.core.character_encoder",
        "extractor.entities.model",
        "extractor.facts.answers",
        "extractor.facts.encoder",
    ),
    "pydantic": ("extractor",),
    "typer": ("extractor.cli",),
    "rich": ("extractor.cli",),
    "spacy": ("extractor.spacy_bridge", "extractor.evaluation.formats.docbin"),
}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(tree: ast.AST) -> Iterator[str]:
    """The modules that a tree imports anywhere, `import_module("…")` with a plain string among them."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.Call(func=ast.Name(id="import_module" | "__import__"), args=[ast.Constant(value=str(module)), *_]):
                yield module
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(module)), *_]):
                yield module


def _outside(path: Path) -> set[str]:
    tops = {module.partition(".")[0] for module in _imports(ast.parse(path.read_text("utf-8")))}
    return tops - set(sys.stdlib_module_names) - {"extractor"}


def _docstrings(tree: ast.AST) -> set[tuple[int, int]]:
    """Where strings begin that stand alone as a statement: they document something."""
    return {(node.value.lineno, node.value.col_offset) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def test_every_outside_package_has_one_door() -> None:
    doors: dict[str, set[str]] = {}
    for path in MODULES:
        for package in _outside(path):
            doors.setdefault(package, set()).add(_name(path))
    crowded = {
        package: sorted(modules)
        for package, modules in doors.items()
        if len(modules) > 1 and not all(module.startswith(ROOM_WIDE.get(package, ("\0",))) for module in modules)
    }
    assert crowded == {}


def test_relative_imports_are_not_used() -> None:
    relative = [
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_code_holds_no_word_of_any_language(path: Path) -> None:
    documentation = _docstrings(ast.parse(path.read_text("utf-8")))
    with tokenize.open(path) as file:
        found = [
            f"{path.name}:{token.start[0]}: {token.string}"
            for token in tokenize.generate_tokens(file.readline)
            # As written: the range "[\\uac00-\\ud7a3]" of a pattern is an alphabet and no word.
            if token.type in STRINGS and token.start not in documentation and WORDS.search(token.string)
        ]
    assert found == []


def test_every_file_is_read_in_one_sitting() -> None:
    files = [*MODULES, *(ROOT / "scripts").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_module_is_named_for_nothing() -> None:
    assert [_name(path) for path in MODULES if VAGUE & set(_name(path).split("."))] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [_name(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_silenced_checks_give_their_reason_on_the_line() -> None:
    comment = re.compile(r"#\s*(?:type:\s*ignore|noqa|pragma)(?:\[[\w, -]+\]|:\s*[A-Z0-9, ]+)?(.*)")
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*MODULES, *(ROOT / "scripts").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (match := comment.search(line)) and path != Path(__file__) and len(match[1].strip(" #-:")) < 8
    ]
    assert bare == []


def _strings(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, dict):
        for key, item in table.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(table, list):
        for item in table:
            yield from _strings(item)


TABLES = sorted(PACKAGE.rglob("*.toml"))
# What only a regular expression would say; `[optional]` words, `{slots}` and bare signs are the sayings' own.
REGULAR = re.compile(r"\(\?[:=!<P]|\\[dwsbDWSB]|\[\^|\.[*+]|\)[*+?]|\][*+?]|\[.-.\]|\(.+\|.+\)")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_tables_hold_no_regular_expression(path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))
    assert [text for text in _strings(table) if REGULAR.search(text)] == []


def test_the_two_languages_have_the_same_tables() -> None:
    names = {lang: {path.name for path in (PACKAGE / "lang" / lang).glob("*.toml")} for lang in ("ko", "zh")}
    assert names["ko"] == names["zh"]


def test_a_language_is_a_folder_of_tables_with_no_code() -> None:
    for lang in ("ko", "zh", "shared"):
        code = [path.name for path in (PACKAGE / "lang" / lang).rglob("*.py") if path.name != "__init__.py"]
        assert code == []


def test_importing_the_package_loads_nothing_heavy_and_prints_nothing() -> None:
    heavy = "spacy konlpy jpype MeCab opencc trafilatura dateparser rjieba kiwipiepy transformers torch numpy lxml rich"
    code = f"import sys, extractor; print(*sorted(set({heavy.split()!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("", "")
