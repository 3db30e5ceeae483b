# Folio's commands. Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench run clean

demo: .venv/ready ## the whole main job on real servers; ONCE=1 ends by itself
	@$(BIN)/python manage.py demo

test: .venv/ready ## every test, on real servers
	$(BIN)/python -m pytest

lint: .venv/ready ## style, types, floors, migrations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m config.local.lint

bench: .venv/ready ## measures beside limits, as ratios
	$(BIN)/python -m tests.bench

run: .venv/ready ## web, worker and beat, with the environment's or .env's settings
	@$(BIN)/python manage.py run

clean: ## forget everything that was built or run here
	rm -rf .venv var staticfiles

.venv/ready: requirements.lock $(wildcard locale/*/LC_MESSAGES/django.po)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Folio needs Python 3.11 or newer; name one: make PYTHON=python3.11")'
	@echo "Preparing .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pybabel --quiet compile --domain django --directory locale
	@touch $@
