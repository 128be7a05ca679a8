# One way to set up, build and test: `make help` lists the targets.

VENV := .venv
BIN  := $(VENV)/bin
PORT ?= 8000
PIP  := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help site serve test bench soak docs clean distclean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 20

site: $(VENV)/.installed ## build the example site into site/
	@$(BIN)/kantlijn build
	@echo
	@echo "The example site stands in site/. To look at it: make serve, then open http://localhost:$(PORT)/"

serve: $(VENV)/.installed ## show the example site in the browser and follow every save (PORT=8000)
	@$(BIN)/kantlijn serve --port $(PORT)

test: $(VENV)/.dev ## run every check: lint, types, import contract, HTML and CSS, tests (the browser's too)
	@sh setup/checks.sh $(BIN)

bench: $(VENV)/.dev ## measure builds, preview and memory beside Hugo, into docs/performance.md (LARGE=1: 110,000 answers too)
	@$(BIN)/python benchmarks/run.py $(if $(LARGE),--large)

soak: $(VENV)/.dev ## try for ten minutes to break what is promised: kills, a full disk, edits, damaged input, planted changes
	@$(BIN)/python -m tests.soak --minutes 10

docs: $(VENV)/.dev ## write anew what docs/ has from the program: diagnostics, and what hosts hold (two minutes)
	@$(BIN)/python docs/diagnostics.py
	@$(BIN)/python docs/hosts.py

clean: ## remove the built site and every cache
	@rm -rf site .kantlijn .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist build
	@find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove the environment as well
	@rm -rf $(VENV)

$(VENV)/.installed: pyproject.toml setup/venv.sh
	@sh setup/venv.sh $(VENV)
	@echo "Installing what Kantlijn needs into $(VENV)"
	@$(PIP) --upgrade 'pip>=25.1'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@echo "Installing what the tests need into $(VENV)"
	@$(PIP) --group dev
	@touch $@
