# Countersign. `make` alone says what there is to do; the first use of a target sets up .venv by itself.

PYTHON ?= python3
# The fast tests wait for clocks and screens now and then: a third of them fills two cores.
JOBS ?= 3
LONG_JOBS ?= 2
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header

READY_TO_RUN := $(VENV)/ready-to-run
READY_TO_DEVELOP := $(VENV)/ready-to-develop
CLIENTS := $(addsuffix /node_modules/.package-lock.json,tests/clients benchmarks/decoders)

# Each process of the tests would compile everything anew: twice the time before the first test.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports i18n slow clients postgresql bench format lock clean

help: ## Say what there is to do
	@printf 'Countersign: a card payment terminal, emulated.\n\n'
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nARGS="..." passes options on: make run ARGS="--lang en", make test ARGS="-k resign".\n'

run: $(READY_TO_RUN) ## Open the terminal, with its printer, its cards and its bank
	@$(BIN)/countersign run $(ARGS)

test: $(READY_TO_DEVELOP) ## Run the fast tests
	$(BIN)/python -m pytest -m "not slow" -n $(JOBS) --dist worksteal $(ARGS)

check: lint types imports test ## Run all that must hold before a commit (some eighty seconds on two cores)

lint: $(READY_TO_DEVELOP) ## Check style and formatting
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet

types: $(READY_TO_DEVELOP) ## Check types
	$(BIN)/mypy

imports: $(READY_TO_DEVELOP) ## Check that imports run only downwards
	$(BIN)/lint-imports

i18n: $(READY_TO_DEVELOP) ## Check that every sentence exists in both languages and fits the screen
	$(BIN)/python -m pytest tests/house/test_languages.py $(ARGS)

slow: $(READY_TO_DEVELOP) clients ## Run the long suites: crashes, simulation, whole screens, real programs
	$(BIN)/python -m pytest -m slow -n $(LONG_JOBS) --dist worksteal $(ARGS)

clients: ## Install what of others is printed and measured with (needs npm)
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory --silent $(CLIENTS); \
	else echo 'There is no npm here: its printing programs will be left out.'; fi

postgresql: $(READY_TO_DEVELOP) ## Hold the bank's store to its contract on a real PostgreSQL
	tools/with-postgresql $(BIN)/python -m pytest tests/acquirer -k postgresql $(ARGS)

bench: $(READY_TO_DEVELOP) clients ## Measure, side by side with what it is measured against
	$(BIN)/python -m benchmarks $(ARGS)

format: $(READY_TO_DEVELOP) ## Put the sources in order
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format

lock: $(READY_TO_DEVELOP) ## Write both lock files anew (ARGS=--upgrade takes newer versions)
	$(LOCK) pyproject.toml --group build $(ARGS) -o requirements.lock
	$(LOCK) pyproject.toml --group dev --all-extras -c requirements.lock $(ARGS) -o requirements-dev.lock

clean: ## Remove what make has made (never a terminal's state)
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment, two depths of it. Each stamp is older than its lock when the lock has changed.

$(READY_TO_RUN): requirements.lock pyproject.toml | $(BIN)/pip
	@echo 'Setting up .venv (once, well under 90 seconds) ...'
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_TO_DEVELOP): requirements-dev.lock pyproject.toml | $(BIN)/pip
	@echo 'Setting up .venv for development (once, well under 90 seconds) ...'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(CLIENTS): %/node_modules/.package-lock.json: %/package-lock.json
	npm ci --prefix $* --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

# pip is the last thing venv makes, so its presence says that the environment is whole.
$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { \
	  echo 'Countersign needs Python 3.11 or newer, and there is no $(PYTHON) here. Name yours: make run PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Countersign needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Name another: make run PYTHON=/path/to/python3")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo '$(PYTHON) comes without venv. On Debian and Ubuntu: apt install python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV)
