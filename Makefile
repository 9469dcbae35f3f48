# Two commands do all on a fresh machine: `make practice` and `make test`. Needs Python 3.11 or newer, and make.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: practice test setup develop bot check-python lock learn clean

practice: setup
	@$(BIN)/duilian practice $(ARGS)

bot: setup
	@$(BIN)/duilian bot

setup: $(VENV)/.ready

develop: $(VENV)/.developer

test: develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest

check-python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本（Need Python >= 3.11）：请先安装，或用 make PYTHON=路径 指定。"; exit 1; }

$(VENV)/.ready: requirements/run.lock pyproject.toml | check-python
	@echo "正在准备运行环境（只在第一次或更新后需要）…"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.developer: requirements/dev.lock $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

# Developers: rewrite the locks after changing pyproject.toml (needs uv).
lock:
	uv pip compile pyproject.toml requirements/build.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/run.lock
	uv pip compile pyproject.toml requirements/build.in --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements/run.lock -o requirements/dev.lock

# Developers: learn the shipped corpus anew after adding lines or items to it.
learn: develop
	$(BIN)/python benchmarks/learn_listening.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
