# Everything that is done to this project. Needs Python 3.11 or newer, git and make; sets up the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYWB := .venv-pywb
PIP := -m pip --disable-pip-version-check -q
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check format format-check lint types imports docs bench package clean

help: ## show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{ printf "  %-13s %s\n", $$1, $$2 }'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: Python 3.11 or newer is needed (make PYTHON=python3.12 …)"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python $(PIP) install --retries 5 -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python $(PIP) install --retries 5 -c constraints.txt -e '.[dev,docs]'
	@touch $@ $(VENV)/.core

# pywb is a real web archive for the tests. It is GPL: never imported, always in an environment of its own.
$(PYWB)/.done:
	$(PYTHON) -m venv $(PYWB)
	$(PYWB)/bin/python $(PIP) install --retries 5 'pywb==2.10.0' 'warcio==1.8.1' 'setuptools<81'
	@touch $@

demo: $(VENV)/.core ## set up and check a bundled article against a bundled recorded web
	@$(BIN)/citecheck demo; code=$$?; [ $$code -eq 1 ] && echo "(exit code 1: one of the four sources is dead, as the demo means to show)" || exit $$code

test: $(VENV)/.dev $(PYWB)/.done ## set up and run the tests
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup $(TESTS)

check: format-check lint types imports docs test ## all that must hold before a change lands

format: $(VENV)/.dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only -q .

format-check: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev ## lint the code
	$(BIN)/ruff check .

types: $(VENV)/.dev ## check the types
	$(BIN)/mypy

imports: $(VENV)/.dev ## check who imports whom
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## build the documentation into docs/_build
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html

bench: $(VENV)/.dev ## run the benchmarks
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

package: $(VENV)/.dev ## build the wheel and the source archive into dist
	$(BIN)/python -m build -q

clean: ## remove what was built and set up
	rm -rf $(VENV) $(PYWB) dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis
