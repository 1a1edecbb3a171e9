# `make run` and `make test` set up what they need in .venv; nothing outside the checkout is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS ?= constraints.txt
WORKERS ?= 3

.PHONY: run test test-lowest check audit evidence evidence-report draft-report format torture bench rules handbook screenshots build lock clean

run: $(VENV)/.run
	@$(BIN)/briefing

# A third of the time the tests wait, so that three workers fill two cores; they take work from each other at the end.
# Bytecode is kept: tests and trials start the program hundreds of times.
test torture: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What the program is built on: expected, pinned, free to use; without a network.
audit: $(VENV)/.dev
	$(BIN)/python tools/audit.py

# The built-in briefings, strictly, against their texts.
evidence: $(VENV)/.dev
	$(BIN)/python tools/evidence.py

# The numbers of “How well check finds faults” in the README.
evidence-report: $(VENV)/.dev
	$(BIN)/python tools/evidence_report.py

# docs/draft-report.md; two of the methods that it compares need scikit-learn, which nothing else does.
draft-report: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'scikit-learn>=1.5,<2'
	$(BIN)/python tools/draft_report.py

# The same tests with the lowest versions of the dependencies that pyproject.toml admits.
test-lowest:
	$(MAKE) test VENV=.venv-lowest CONSTRAINTS=constraints-lowest.txt

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Everything that tries to lose notes or to get in, at its whole length; less than half an hour on two cores.
# Without atheris, which is not for every Python, the trial that is guided by what it reaches is not tried.
torture: $(VENV)/.dev
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3,<4'
	$(BIN)/python tools/run_torture.py $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python tools/bench.py

# The handbook of the rules of `briefing check`, made from the rules themselves.
rules: $(VENV)/.dev
	$(BIN)/python tools/rules.py

# Those rules, and docs/format.md, the handbook of a briefing's files.
handbook: rules
	$(BIN)/python tools/format.py

screenshots: $(VENV)/.dev
	$(BIN)/python tools/screenshots.py

# The wheel and the source archive, made twice with the tools of constraints-build.txt and compared byte for byte.
build: $(VENV)/.dev
	$(BIN)/python tools/build_twice.py dist
	PIP_CONSTRAINT= $(BIN)/python tools/try_wheel.py dist $(CONSTRAINTS)

# All constraint files are made from pyproject.toml; those of the build and of a release pin the files' hashes, too.
LOCKED = $(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --python-version 3.11 --universal
lock: $(VENV)/.dev
	$(LOCKED) --upgrade --extra dev -o constraints.txt pyproject.toml
	$(LOCKED) --upgrade --extra dev --resolution lowest-direct -o constraints-lowest.txt pyproject.toml
	$(LOCKED) --generate-hashes -c constraints.txt --extra html --extra serve -o constraints-release.txt pyproject.toml
	printf 'build\nhatchling>=1.25\n' | \
		$(LOCKED) --upgrade --generate-hashes -c constraints.txt -o constraints-build.txt -

clean:
	rm -rf $(VENV) .venv-lowest dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "briefing needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/.run: pyproject.toml $(CONSTRAINTS) | $(BIN)/python
	@echo "Setting up $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[serve]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(CONSTRAINTS) | $(BIN)/python
	@echo "Setting up $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(CONSTRAINTS) -e '.[dev]'
	@touch $@ $(VENV)/.run
