# Every target makes the virtual environment that it needs: `make demo` and `make test` work on a bare machine
# with make and Python 3.11 or later. PYTHON=… names another interpreter, VENV=… another folder.

VENV ?= .venv
BIN := $(VENV)/bin
# The first of these that is 3.11 or later.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check format types imports unit slow wheel clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## read the bundled articles into demo/records.jsonl and check the records
	@mkdir -p demo
	$(BIN)/extractor run corpora/samples -o demo/records.jsonl
	$(BIN)/extractor validate demo/records.jsonl

test: check unit ## everything that must pass: make check, then the tests

check: format types imports ## format, lint, types and import contracts

format: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.installed-dev
	$(BIN)/pytest

slow: $(VENV)/.installed-dev ## the tests that take more than ten seconds each
	$(BIN)/pytest -m slow

wheel: $(VENV)/.installed-dev ## build the wheel and the source archive into dist/
	$(BIN)/python -m build

clean: ## remove the virtual environment and everything that was built
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# A stamp says which pyproject.toml the environment was made for.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "installing into $(VENV) …"
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "installing into $(VENV) …"
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed
