# The four verbs of a working copy. `make demo` and `make test` set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check mutate bench setup format record lock clean

demo: setup ## Start the engines, tell the story, print the decision table, stop (KEEP=1 leaves them running)
	@$(BIN)/balise demo $(if $(KEEP),--keep)

test: setup ## Run every test, on real engines
	@$(BIN)/balise engines fetch
	@$(BIN)/python -m pytest $(PYTEST)
	@$(BIN)/balise policy test

check: setup ## Formatting, lint, types, import rules, Rego, generated files
	@$(BIN)/balise engines fetch --only opa --only regal
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/balise policy check $(FRESH)
	@$(BIN)/balise contract check
	@$(BIN)/balise policy diagrams --check
	@./.ci/compose-config

mutate: setup ## Change every rule, gate, parameter and text a little, and show the changes nobody would notice
	@$(BIN)/balise engines fetch --only opa
	@$(BIN)/balise policy mutate

bench: setup ## Measure against floors, each in one run
	@$(BIN)/python -m bench.policy
	@$(BIN)/python -m bench.audit
	@$(BIN)/python -m bench.intake

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml locks/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Balise needs Python 3.11 or newer; PYTHON=/path/to/python3 make … chooses another.")'
	@echo "[1/3] environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@echo "[2/3] locked dependencies (hashes required)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile -r locks/dev.txt
	@echo "[3/3] balise itself"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

format: setup ## Rewrite Python and Rego in the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	@$(BIN)/balise policy format

record: setup ## Record the histories that later versions must replay
	@PYTHONPATH=. $(BIN)/python tests/workflows/record.py

lock: ## Resolve the dependencies again, with hashes and without naming a registry
	@./locks/resolve

clean: ## Remove the environment and the data of the embedded engines
	rm -rf $(VENV) .balise .mypy_cache .ruff_cache .pytest_cache
