# Python 3.11 or later is all that is needed; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-deep bench peers lists lock

# What the action installs, with hashes, for every Python and system that ilchi runs on.
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command 'make lock'

demo: $(VENV)/.installed
	@mkdir -p build
	@status=0; $(BIN)/ilchi check corpora -g glossaries -g corpora/review-app/terms.csv \
	  --output text:- --output html:build/report.html || status=$$?; \
	  echo "The whole report: build/report.html"; \
	  echo "To go through the findings: $(BIN)/ilchi review corpora -g glossaries -g corpora/review-app/terms.csv"; [ $$status -le 1 ]

test: $(VENV)/.developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile

test-deep: $(VENV)/.developer
	$(BIN)/pytest --hypothesis-profile deep
	$(BIN)/python -m tests.growth --way whole --size 500000 --limit 10
	$(BIN)/python -m tests.mutate --count 300 --seed 1

bench: $(VENV)/.developer
	$(BIN)/python -m tests.benchmark

peers: $(VENV)/.developer
	$(BIN)/python -m tests.peers

lists: $(VENV)/.developer
	$(BIN)/python -m tests.lists

lock: $(VENV)/.developer
	$(LOCK) --group build --output-file .github/requirements-build.txt >/dev/null
	$(LOCK) pyproject.toml --output-file .github/requirements.txt >/dev/null

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.developer: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
