# Two commands do all on a fresh machine: `make practice` and `make test`. Needs Python 3.11 or newer, and make.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: practice test setup develop bot browser check-python lock learn clean

practice: setup
	@$(BIN)/duilian practice $(ARGS)

bot: setup
	@$(BIN)/duilian bot

setup: $(VENV)/.ready

develop: $(VENV)/.developer browser

test: develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto --dist loadfile

# The tests look at the contest's pages with Debian's Chromium: it is installed when it is missing and we may.
browser:
	@test -x /usr/bin/chromium || { test "$$(id -u)" = 0 && command -v apt-get > /dev/null && \
	  echo "正在安装 Chromium（网页的测试要用）…" && \
	  { apt-get install -qq -y --no-install-recommends chromium > /dev/null 2>&1 || \
	    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium > /dev/null; }; }; } || \
	  { echo "网页的测试要用 /usr/bin/chromium，这台机器上没有，也没能装上。请先执行：sudo apt-get install chromium"; exit 1; }

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
