# Exercice coordonné. `make` alone lists what can be done.
# One verb per target; each says what it is doing; a second run does only what changed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
PYTHON := .venv/bin/python
UV := $(shell command -v uv 2>/dev/null || echo .tools/uv/bin/uv)
TSC := node_modules/.bin/tsc

export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1
# Two builds of one commit are the same to the byte.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.PHONY: help setup lock build serve live test test-rules test-engine lint format new engine-record clean audit audit-known lighthouse reliability components bench bench-check browsers screenshots edition edition-new edition-check editions veille releve release usb

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- setup -------------------------------------------------------------------

setup: .stamps/python .stamps/project .stamps/node .stamps/populations ## Install every tool inside this folder

.tools/uv/bin/uv:
	@echo "setup: uv is not on this machine, installing it in .tools/uv"
	@python3 -m venv .tools/uv || { echo "setup: python3 with its venv module is needed (Debian: apt install python3-venv)." >&2; exit 1; }
	@.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv

.stamps/python: requirements.lock .python-version | $(UV)
	@$(UV) python find --quiet "$$(cat .python-version)" >/dev/null 2>&1 \
	  || $(UV) python install --quiet "$$(cat .python-version)" 2>/dev/null \
	  || { echo "setup: Python $$(cat .python-version) is needed and was not found; install it (pyenv, uv or your system), then run make setup again." >&2; exit 1; }
	@echo "setup: Python environment in .venv, from requirements.lock"
	@test -x $(PYTHON) || $(UV) venv --quiet --python "$$(cat .python-version)" .venv
	@$(UV) pip sync --quiet --require-hashes --python $(PYTHON) requirements.lock
	@mkdir -p .stamps && touch $@

.stamps/project: .stamps/python pyproject.toml
	@echo "setup: the command .venv/bin/calculators"
	@$(UV) pip install --quiet --python $(PYTHON) --offline --no-deps --no-build-isolation --editable .
	@touch $@

.stamps/node: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "setup: Node 20 or later with npm is needed and was not found." >&2; exit 1; }
	@echo "setup: engine and data packages in node_modules"
	@npm ci --no-progress --loglevel=error
	@mkdir -p .stamps && touch $@

.stamps/populations: .stamps/project .stamps/node macros/territoires/populations.py calculators/territory/inhabitants.py
	@echo "setup: communes, EPCI and populations"
	@$(PYTHON) -m macros.territoires.populations
	@touch $@

lock: | $(UV) ## Resolve and pin the packages again, after pyproject.toml or package.json
	@echo "lock: resolving pyproject.toml and package.json"
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version "$$(cat .python-version)" --group dev -o requirements.lock
	@npm install --package-lock-only --loglevel=error

# --- site --------------------------------------------------------------------

build: setup ## Build the finished site in site/
	@echo "build: engine and data"
	@$(PYTHON) -m macros.engine.bundle
	@echo "build: pages"
	@$(PYTHON) -m mkdocs build --strict --clean 2>&1 | { grep -v '^INFO' || true; }
	@echo "build: headers, hashes, compressed files"
	@$(PYTHON) -m macros.site.finish site

serve: build ## Build the site and serve it on http://127.0.0.1:8000 (PORT=…)
	@$(PYTHON) -m macros.site.serve site --port $(PORT)

# What is checked before a version is put together.
VERIFY ?= test

release: setup ## Build, check and put together a version to publish in build/releases/ (VERSION=1.0.0)
	@$(PYTHON) -m macros.release stamp "$(VERSION)"
	@$(MAKE) build $(VERIFY)
	@$(PYTHON) -m macros.release assemble "$(VERSION)"

usb: build ## Write build/usb/, the guide to copy on a key
	@$(PYTHON) -m macros.release.usb site

edition: build ## Build a territorial edition in build/editions/ (NAME=rhone, or the path of a file)
	@$(PYTHON) -m macros.editions build "$(NAME)"

edition-new: setup ## Ask the few questions of an edition and write its file (NAME=loiret)
	@$(PYTHON) -m macros.editions new "$(NAME)"

edition-check: setup ## List what is missing, old or expired in the editions (NAME=rhone for one)
	@$(PYTHON) -m macros.editions check "$(NAME)"

veille: setup ## Compare the cited articles of the code with its newest copy (FOLDER=… for one unpacked)
	@$(PYTHON) -m macros.veille $(FOLDER)

releve: setup ## Write in build/releve.md what is no longer fresh; fails when something is not
	@mkdir -p build
	@stale=0; { echo "## Textes, chiffres et sources"; \
	  $(PYTHON) -m calculators check-freshness || stale=1; \
	  printf '\n## Articles du code de la sécurité sociale\n'; \
	  $(PYTHON) -m macros.veille $(FOLDER) 2>&1 || stale=1; \
	  printf '\n## Éditions\n'; $(PYTHON) -m macros.editions check || true; } > build/releve.md; \
	cat build/releve.md; exit $$stale

live: setup ## Write with the page beside you: rebuilt at each save, on http://127.0.0.1:8000 (PORT=…)
	@$(PYTHON) -m macros.engine.bundle
	@$(PYTHON) -m mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT) --watch calculators --watch macros --watch overrides

# --- checks ------------------------------------------------------------------

lint: setup ## Formatting, style, types, French typography
	@echo "lint: ruff"
	@$(PYTHON) -m ruff format --quiet --check .
	@$(PYTHON) -m ruff check --quiet .
	@echo "lint: mypy"
	@$(PYTHON) -m mypy --no-error-summary
	@echo "lint: who imports whom"
	@said="$$(.venv/bin/lint-imports --no-logo --no-cache)" || { echo "$$said"; exit 1; }
	@echo "lint: JavaScript types"
	@$(TSC) --project tsconfig.json
	@echo "lint: French typography"
	@$(PYTHON) -m macros.prose.typography docs calculators macros editions

format: setup ## Put code, French typography, the counts of the README and the pages of the texts in order
	@$(PYTHON) -m ruff check --quiet --fix . || true
	@$(PYTHON) -m ruff format --quiet .
	@$(PYTHON) -m macros.prose.typography --fix docs calculators macros editions
	@$(PYTHON) -m macros.pages.readme
	@$(PYTHON) -m macros.pages.text_files

new: setup ## Begin a calculator (SLUG=ma-regle SOURCE=cpts-s15 TITLE="Ma règle")
	@$(PYTHON) -m macros.scaffold "$(SLUG)" "$(SOURCE)" "$(TITLE)"
	@$(PYTHON) -m macros.pages.text_files
	@$(PYTHON) -m tests.contract.words
	@$(PYTHON) -m macros.pages.readme

engine-record: setup ## List again the functions that the engine carries, after a change of the calculators
	@$(PYTHON) -m macros.engine.record

browsers:
	@tests/browser/ensure-browsers.sh

# The smallest machine has two processors; a third page works where the two others wait.
PYTEST := $(PYTHON) -m pytest -q -n 2 --dist worksteal
BROWSER := $(PYTHON) -m pytest -q -n 3 --dist worksteal -m browser tests/browser
RULES := -m "not pyodide and not site and not browser" --ignore tests/site --ignore tests/browser
ENGINE := -m "pyodide or site" --ignore tests/browser

test: browsers ## Everything: style, rules, engine under Node, site, real browsers
	@$(MAKE) --no-print-directory -j2 lint build
	@echo "test: rules and tools"
	@$(PYTEST) $(RULES)
	@echo "test: engine under Node, files of the built site"
	@$(PYTEST) $(ENGINE)
	@echo "test: built site, in real browsers"
	@$(BROWSER)
	@echo "test: bytes and speed of the engine"
	@$(PYTHON) -m bench.check

test-rules: setup
	@$(PYTEST) $(RULES)

test-engine: build
	@$(PYTEST) $(ENGINE)

screenshots: build browsers ## Pictures of every page in build/screenshots/ (PAGES="comprendre/" for some)
	@$(PYTHON) -m tests.browser.screenshots $(PAGES)

# At least seven rounds to publish; fewer only print, and write in build/bench.
ROUNDS ?= 7
PARTS ?= bytes,cold,warm,offline,shared,pages,slow,cpu,levers,build,rows
BROWSERS ?= chromium,firefox

bench: build browsers ## Measure against other engines (ROUNDS=2 PARTS=cold,warm BROWSERS=chromium for some)
	@$(PYTHON) -m bench --rounds $(ROUNDS) --parts $(PARTS) --browsers $(BROWSERS)
	@$(PYTHON) -m bench.audit.reliability

bench-check: build browsers ## What must not get heavier nor slower, in short
	@echo "bench-check: bytes, and ratios to Pyodide alone"
	@$(PYTHON) -m bench.check

editions: build
	@for file in editions/*.toml; do $(PYTHON) -m macros.editions build "$$file"; done

audit: build ## What is too long for every run (hours): mutation, coverage, 10 000 random inputs; writes its page
	@echo "audit: rules broken on purpose (SLUGS=\"sisa\" for some, JOBS=1 to keep to one processor)"
	@$(PYTHON) -m bench.audit.mutation $(SLUGS)
	@echo "audit: lines and branches of the calculators, ten thousand random inputs for each, counts"
	@$(PYTHON) -m bench.audit.checks coverage random counts
	@tests/browser/ensure-browsers.sh webkit
	@$(MAKE) reliability CHECKS=all
	@$(MAKE) lighthouse
	@echo "audit: what all calculators have, on every one of them"
	@EVERY_CASE=1 $(BROWSER)
	@echo "audit: the wheel alone in every Python of this machine, in a stock Pyodide, by micropip"
	@EVERY_HOME=1 $(PYTHON) -m pytest -q -rs tests/pyodide/test_wheel.py
	@echo "audit: the tree built by MkDocs and its successors, and our browser tests on each (needs the network)"
	@$(PYTHON) -m bench.audit.generators $(UV)
	@echo "audit: every territorial edition, whole"
	@$(MAKE) editions
	@$(MAKE) audit-known

reliability: setup ## Write the page of what holds; run some of its checks first (CHECKS="html keys", or all)
	@$(PYTHON) -m bench.audit.reliability $(CHECKS)

lighthouse: build browsers ## Measure six pages as a phone reads them, in quiet (needs the network the first time)
	@$(PYTHON) -m bench.audit.lighthouse
	@$(PYTHON) -m bench.audit.reliability

components: setup ## List what the site is made of, after make lock (CycloneDX; needs the network)
	@$(PYTHON) -m bench.audit.components $(UV)

audit-known: setup ## Known vulnerabilities of the locked packages (needs the network)
	@echo "audit: known vulnerabilities of the locked packages (needs the network)"
	@$(PYTHON) -m bench.audit.vulnerabilities $(UV)
	@$(PYTHON) -m bench.audit.reliability

clean: ## Remove what make made
	@rm -rf .stamps .venv .tools node_modules bench/lighthouse/node_modules site build docs/assets/engine docs/assets/territoires calculators/territoires
