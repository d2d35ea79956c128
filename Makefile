# `make` alone lists the targets. Every target is one plain command; README shows them for people without make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m build_scripts
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site kits serve test lint format bench torture lock clean

help:  ## List the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

torture: $(VENV)/.test  ## Run what takes long: every page in the browser
	@TORTURE=1 $(VENV)/bin/python -m pytest tests/site

lock:  ## Renew the locked versions from requirements*.in
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url requirements.in -o requirements.txt
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements.txt requirements-test.in -o requirements-test.txt

clean:  ## Remove everything that a build makes (data/ and .venv stay)
	rm -rf build site
