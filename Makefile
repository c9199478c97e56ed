# What a developer does here. `make` alone lists it; continuous integration runs `make test`.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-unit test-integration test-browser test-faults servers \
	lint format guide figures audit messages train

VENV := .venv
BIN := $(VENV)/bin
# As many test runners as there are cores: two at least, six at most.
RUNNERS := $(shell cores=$$(getconf _NPROCESSORS_ONLN); echo $$((cores < 2 ? 2 : cores > 6 ? 6 : cores)))
PYTEST := $(BIN)/pytest -q -n $(RUNNERS)
LINT := $(if $(filter true,$(CI)),lint)
FAULTS := $(if $(filter true,$(CI)),test-faults)
ONCE := $(if $(filter true,$(CI)),,--each-once)

help: ## list what can be done
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

setup: $(VENV)/installed ## install what running takes

setup-dev: $(VENV)/installed-dev ## install what testing takes as well

run: $(VENV)/installed ## run the site with example data, on this machine only
	$(BIN)/waardering run --demo

test: ## all tests, each on one database (with CI=true: lint too, on both, nothing skipped, faults)
	@$(MAKE) --no-print-directory -j 2 setup-dev servers
	@$(MAKE) --no-print-directory -j 2 --output-sync=target $(LINT) test-unit
	@$(MAKE) --no-print-directory test-integration test-browser $(FAULTS) DATABASES=$(ONCE)

test-unit: $(VENV)/installed-dev ## rules and language, no database
	$(PYTEST) tests/unit

test-integration: $(VENV)/installed-dev ## the site on SQLite and on PostgreSQL
	$(PYTEST) $(DATABASES) tests/integration

test-browser: $(VENV)/installed-dev ## the running site in a browser
	$(PYTEST) tests/browser

test-faults: $(VENV)/installed-dev ## kill parts of the running site, lose nothing
	$(BIN)/pytest -q tests/faults

servers: ## install PostgreSQL, Redis and a browser for the tests, where that is allowed
	@scripts/install-test-servers.sh

lint: $(VENV)/installed-dev ## style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev ## put the code in the agreed style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

guide: $(VENV)/installed-dev ## make the pictures of the editor's guide again
	$(BIN)/python -m scripts.make_guide_pictures

figures: $(VENV)/installed-dev ## measure the checks again and write it in docs/checks
	$(BIN)/waardering evaluate tests/data/nlp --write-docs

audit: $(VENV)/installed-dev scripts/audit/installed ## Lighthouse and the Nu checker on the running site (needs node and java)
	$(BIN)/python -m scripts.audit

messages: $(VENV)/installed ## bring the catalogues of other languages up to date with the pages
	$(BIN)/python -m app.translations.messages

train: $(VENV)/installed-dev ## make the Dutch models again (DATA=folder with their sources)
	$(BIN)/python -m nlp_models.training.train $(DATA)
	OMP_NUM_THREADS=1 $(BIN)/python -m nlp_models.training.train_opinions $(DATA)

# Stamps: a second start has nothing to do until a list of packages changes.

$(VENV)/bin/pip:
	scripts/make-venv.sh $(VENV)

$(VENV)/installed: requirements.txt setup.cfg pyproject.toml | $(VENV)/bin/pip
	scripts/install-packages.sh $(VENV) requirements.txt
	touch $@

$(VENV)/installed-dev: requirements-dev.txt setup.cfg pyproject.toml | $(VENV)/bin/pip
	scripts/install-packages.sh $(VENV) requirements-dev.txt
	touch $(VENV)/installed $@

scripts/audit/installed: scripts/audit/package-lock.json
	cd scripts/audit && npm ci --ignore-scripts --no-audit --no-fund --loglevel error
	touch $@
