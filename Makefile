# The project's commands. `make site`, `make serve` and `make test` set up all that they need.
# The first on the path that is new enough and was compiled with profile-guided optimisation: others take 1.4 times as
# long for the pages. Linux distributions do that without saying so in the settings; pyenv only where it is told to.
IS_FAST := import ensurepip, sys, sysconfig; told = str(sysconfig.get_config_var("CONFIG_ARGS")); \
	sys.exit(sys.version_info < (3, 11) or not (sys.base_prefix == "/usr" or "--enable-optimizations" in told))
PYTHON ?= $(shell for each in $$(which -a python3); do $$each -c '$(IS_FAST)' 2>&- && echo $$each && exit; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site serve test screenshots messages format lock clean help

help:            ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'

site: $(VENV)/site.done    ## Build the archive into site/
	$(BIN)/gegenbild build
	@echo 'The archive is in site/. Look at it with: make serve'

serve: $(VENV)/site.done   ## Show the archive on this machine and rebuild it on change
	$(BIN)/gegenbild serve

test: $(VENV)/test.done    ## Run every check and test, a real browser included
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.browser.find_browser
	$(BIN)/python -m tests.media.find_exiftool
	NO_MKDOCS_2_WARNING=1 $(BIN)/pytest

screenshots: site $(VENV)/test.done    ## Take a picture of each page kind into screenshots/, for review
	$(BIN)/python -m tests.browser.find_browser
	$(BIN)/python -m tests.browser.screenshots

messages: $(VENV)/test.done    ## Gather the interface's messages into the catalogues and the theme
	$(BIN)/python -m generator.pages.messages

format: $(VENV)/test.done  ## Put code into its canonical form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/test.done    ## Renew the lock files from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --group build -c requirements-dev.lock -o requirements.lock

clean:           ## Remove the environment, the caches and the built site
	rm -rf $(VENV) .cache site .site-* .ready-site site-part-*

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.done: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(BIN)/python -c 'import sys, yaml; sys.exit(None if yaml.__with_libyaml__ else "PyYAML has no file for this Python, and found no libyaml to be built with: take another Python, or install the headers of libyaml, empty the cache of pip, and remove $(VENV)")'
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: requirements-dev.lock $(VENV)/site.done
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
