# `make` alone lists the targets. Every target is a few plain commands; README shows them for people without make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m build_scripts
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site kits talk serve test lint format bench torture lock clean list \
	fetch diff figures pull-request properdocs zensical newest browser office

help:  ## List the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.site: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make site PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	$(VENV)/bin/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

site: $(VENV)/.site  ## Build the site in both languages into site/
	@$(RUN) build

kits: $(VENV)/.site  ## The site with pictures (PNG) and archives (ZIP) of all figures
	@$(RUN) build --kits

# The shell, not make, fills these in: they may come from a form on GitHub.
talk: $(VENV)/.site  ## Slides in build/talks: HTML, PowerPoint, PDF (make talk TALK=country FOCUS=PL IN=en EDITION=2024-06)
	@$(RUN) talk $${IN:+--lang="$$IN"} $${FOCUS:+--focus="$$FOCUS"} $${EDITION:+--as-of="$$EDITION"} -- $${TALK:+"$$TALK"}

serve: $(VENV)/.site  ## Show one language while you write (make serve LANGUAGE=en)
	@$(RUN) serve --lang $(or $(LANGUAGE),fr)

test: $(VENV)/.test  ## Run the tests
	@$(VENV)/bin/python -m pytest

lint: $(VENV)/.test  ## Check the code and the texts
	@$(VENV)/bin/ruff check build_scripts tests
	@$(VENV)/bin/ruff format --check build_scripts tests
	@$(RUN) lint

format: $(VENV)/.test  ## Put the code into the common form
	@$(VENV)/bin/ruff check --fix build_scripts tests
	@$(VENV)/bin/ruff format build_scripts tests

bench: $(VENV)/.test  ## Print the times and weights that the project promises
	@$(RUN) bench

torture: $(VENV)/.test  ## Run what takes long: every page in the browser, 10,000 damaged files, 200 kills, 13 lists to come, talks of all countries
	@TORTURE=1 $(VENV)/bin/python -m pytest tests/site tests/lists/test_fuzz.py tests/test_kills.py tests/test_next_editions.py tests/test_talks.py
	@cat build/fuzz.txt

fetch: $(VENV)/.site  ## Get the lists that TOP500.org has and data/ lacks
	@$(RUN) fetch

list: $(VENV)/.site  ## From an official file to the checked site and what it changed (make list FILE=TOP500_202611.xlsx)
	@$(RUN) import $(FILE) && $(RUN) build && $(RUN) diff

diff: $(VENV)/.site  ## Say what the newest list changes, in build/diff.md
	@mkdir -p build
	@$(RUN) diff --markdown > build/diff.md

figures: $(VENV)/.site  ## Show what the newest list changes in the figures, old beside new, in build/figures.html
	@$(RUN) figures --new-list

pull-request:  ## Offer the new list on GitHub with build/diff.md (needs gh; EDITION=2026-11, else the newest)
	@.ci/pull-request

properdocs: $(VENV)/.test  ## Build and check the site with ProperDocs instead of MkDocs
	@$(RUN) build --engine properdocs --work build/properdocs --site build/properdocs/site

zensical: $(VENV)/.site  ## Build and check the site with Zensical, the newest that can be installed
	@$(PYTHON) -m venv build/zensical
	@build/zensical/bin/pip install --quiet --upgrade zensical || { echo "Zensical cannot be had here" >&2; exit 1; }
	@build/zensical/bin/zensical --version
	@$(RUN) build --engine build/zensical/bin/zensical --work build/zensical/work --site build/zensical/site

newest:  ## Build and check the site with the newest versions of all it depends on
	@$(PYTHON) -m venv build/newest
	@build/newest/bin/pip install --quiet --upgrade -r requirements-test.in || { echo "They cannot be had here" >&2; exit 1; }
	@build/newest/bin/pip freeze
	@build/newest/bin/python -m build_scripts build --work build/newest/work --site build/newest/site
	@build/newest/bin/python -m pytest tests/site tests/test_site_text.py

browser:  ## Install what the browser tests need, if it is not there (Debian, Ubuntu)
	@.ci/browser

office:  ## Install LibreOffice, with which a test opens the PowerPoint files
	@.ci/office

lock:  ## Renew the locked versions from requirements*.in
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url requirements.in -o requirements.txt
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements.txt requirements-test.in -o requirements-test.txt

clean:  ## Remove everything that a build makes (data/ and .venv stay)
	rm -rf build site .cache
