# railkit. `make` alone lists the targets; `make demo` and `make test` are the two to start with.
# Needs Python 3.11 or newer, git and make. Everything goes into $(VENV); nothing outside this folder is touched.

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?=
FUZZ_SECONDS ?= 60

BIN := $(VENV)/bin
MADE := $(VENV)/.made
# Twice quiet: only errors are shown.
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
INSTALL := $(PIP) install --constraint constraints.txt
BUILD_FILES := pyproject.toml constraints.txt hatch_build.py

.DEFAULT_GOAL := help
.SILENT:
.PHONY: help demo test install lint format packs fingerprints license license-due docs coverage fuzz mutation bench dist clean

help: ## list the targets
	sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: $(MADE)/base ## see rail at work on a release with planted faults
	$(BIN)/rail demo

test: $(MADE)/test packs ## run every test that this machine can; what it cannot is listed with the reason
	$(BIN)/pytest -q -n auto --maxprocesses 8 $(PYTEST_ARGS)

install: $(MADE)/base ## install rail into $(VENV), editable

lint: $(MADE)/lint ## run the linters and the type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	told=$$($(BIN)/lint-imports --no-cache) || { echo "$$told"; exit 1; }
	$(BIN)/codespell
	REUSE_ENCODING_MODULE=charset_normalizer $(BIN)/reuse lint --quiet

format: $(MADE)/lint ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

packs: $(MADE)/test ## compile the records and texts again, if what they are made from has changed
	$(BIN)/python -m rail.operations.packs >/dev/null

fingerprints: $(MADE)/test ## write the fingerprints of texts that the pack lacks: make fingerprints TEXTS=folder
	test -n "$(TEXTS)" || { echo 'make fingerprints: TEXTS: name the folder that holds <license id>.txt' >&2; exit 2; }
	$(BIN)/python -m rail.identify.fingerprint --texts "$(TEXTS)"

license: $(MADE)/test packs ## begin a record for a licence text: make license TEXT=file ID=acme-1.0
	test -n "$(TEXT)" && test -n "$(ID)" || { echo 'make license: TEXT=file ID=acme-1.0: name the text and the new id' >&2; exit 2; }
	test ! -e "licenses/$(ID)/license.yaml" || { echo 'make license: licenses/$(ID) is there already' >&2; exit 2; }
	mkdir -p "licenses/$(ID)"
	$(BIN)/rail license draft "$(TEXT)" --id "$(ID)" --output "licenses/$(ID)/license.yaml"
	echo 'licenses/$(ID)/license.yaml: a first record. Go on with step 3 of licenses/README.md.'

license-due: $(MADE)/test packs ## list the records that must be read again; fails if there are any
	$(BIN)/rail license lint --due

docs: $(MADE)/test packs ## write the generated pages and the output shown in the README
	$(BIN)/python docs/generate.py

coverage: $(MADE)/test packs ## run the tests under coverage
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n auto --maxprocesses 8 $(PYTEST_ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

fuzz: $(MADE)/fuzz packs ## fuzz the readers of untrusted bytes for FUZZ_SECONDS each
	for target in tests/fuzz/fuzz_*.py; do \
	  told=$$($(BIN)/python "$$target" -max_total_time=$(FUZZ_SECONDS) 2>&1) || { echo "$$told"; exit 1; }; \
	  echo "$$target: $$(echo "$$told" | tail -n 1)"; \
	done

mutation: $(MADE)/test $(MADE)/mutation packs ## change the checkers a little, a thousand times, and count what the tests notice (hours)
	folder=$$(mktemp -d) && $(BIN)/python benchmarks/mutation/run.py --work "$$folder"

bench: ## measure speed and memory on an installed wheel (see docs/performance.md)
	$(PYTHON) benchmarks/speed/run.py

dist: $(MADE)/dist ## build sdist and wheel into dist/
	rm -rf dist
	told=$$($(BIN)/python -m build --outdir dist . 2>&1) || { echo "$$told"; exit 1; }

clean: ## remove what the targets above made
	rm -rf "$(VENV)" dist build rail/_packs .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(MADE)/venv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'make: $(PYTHON) is missing or older than Python 3.11; name another: make PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv "$(VENV)" || \
	  { echo 'make: $(PYTHON) cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv)' >&2; exit 1; }
	$(INSTALL) --upgrade pip
	mkdir -p "$(MADE)" && touch "$@"

$(MADE)/base: $(MADE)/venv $(BUILD_FILES)
	echo 'installing railkit into $(VENV) and compiling the licence texts: one to three minutes, once' >&2
	$(INSTALL) --build-constraint constraints.txt --editable '.[pretty]'
	touch "$@"

$(MADE)/test $(MADE)/lint $(MADE)/fuzz $(MADE)/mutation $(MADE)/dist: $(MADE)/%: $(MADE)/base
	$(INSTALL) --group $*
	touch "$@"
