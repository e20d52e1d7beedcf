# For people. Nothing here is needed to use onrecord: the README's two commands are enough.
PYTHON ?= python3
GOLD ?= ../shared/gold
BIN := .venv/bin

.PHONY: help try test lint types docs bench score lock ci
help: ## list what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

.venv: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch .venv

try: .venv ## read the bundled story into a temporary ledger
	$(BIN)/onrecord demo

test: .venv ## all tests
	$(BIN)/python -m pytest

lint: .venv ## ruff and the layers of the house
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/lint-imports

types: .venv ## mypy, strict
	$(BIN)/python -m mypy

docs: .venv ## write the outputs and the command reference in docs/ anew
	$(BIN)/python tests/doc_examples.py --write

bench: .venv ## how many reports a second
	$(BIN)/python -m benchmarks

score: .venv ## accuracy on labelled reports: make score GOLD=DIR
	$(BIN)/python -m evaluation.gate $(GOLD)

lock: ## pin every dependency anew (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock

ci: ## what every change must pass
	.ci/run
