# Folio's commands. Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
READY := .venv/ready $(CATALOGUES)
TEMPLATES := templates apps/sandbox/templates
SHEETS := $(wildcard static/folio/*.css apps/*/static/*/*.css)
CSS_BEAUTIFY := $(BIN)/css-beautify --indent-size=2 --space-around-combinator --end-with-newline

# What `make check` leaves out: what starts processes or servers, pages, races and limits in real time, whole exports,
# audits, erasures and restores, pictures, texts of extreme length, simulated shops, golden files, and searches through
# the whole code. `--durations=0` shows what costs most of the rest.
SLOW := tests/stack tests/sandbox tests/bench tests/dashboard tests/golden tests/test_docs.py tests/test_layers.py \
	tests/countries/test_new_country.py tests/providers/test_new_provider.py tests/providers/live_check \
	tests/config/test_environment.py tests/config/test_manage.py tests/config/test_translations.py \
	tests/core/test_doctor.py tests/core/test_patterns.py tests/core/test_queue.py tests/core/test_restore.py \
	tests/core/web/test_body_limits.py tests/formats/pdf/test_amounts.py tests/formats/pdf/test_determinism.py \
	tests/formats/pdf/layout/test_qr_code.py tests/formats/pdf/text/test_wrapping.py tests/orders/test_promotions.py \
	tests/intake/test_erase_buyer.py tests/intake/test_invoice_request.py \
	tests/invoices/test_* tests/invoices/audit tests/invoices/export tests/invoices/public \
	tests/invoices/transmission/test_email*.py tests/invoices/transmission/test_seal_email.py \
	tests/jumpseller/test_rate_limit.py tests/stores/test_doctor.py tests/stores/test_frames.py \
	tests/stores/test_install*.py tests/stores/test_logos.py tests/stores/test_reauthorisation.py

# Without byte code each of the many processes of a run compiles the whole code again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test check quick lint format bench population gallery screenshots golden soak run clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## the whole main job on real servers; ONCE=1 ends by itself
	@$(BIN)/python manage.py demo

test: $(READY) ## every test, on real servers, above the floor of branch coverage; EXAMPLES=10 draws ten times the examples
	$(BIN)/python -m pytest --cov --cov-report=

check: $(READY) ## the inner loop: lint, and quick tests without browser, running processes and pages, with few examples
	@$(MAKE) --no-print-directory -j2 --output-sync lint quick

quick:
	EXAMPLES=0.1 $(BIN)/python -m pytest -q --durations=0 --durations-min=5 $(SLOW:%=--ignore-glob=%)

lint: $(READY) ## style, types, floors, migrations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djangofmt --check $(TEMPLATES)
	$(BIN)/djangofmt check $(TEMPLATES)
	$(foreach sheet,$(SHEETS),$(CSS_BEAUTIFY) $(sheet) | diff -u $(sheet) - &&) true
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m config.local.lint

format: $(READY) ## write code, templates and style sheets as lint asks for
	$(BIN)/ruff format .
	$(BIN)/djangofmt $(TEMPLATES)
	$(CSS_BEAUTIFY) --replace $(SHEETS)

bench: $(READY) $(if $(PEERS),.venv/peers) ## measures beside limits, as ratios; ONLY=intake,lists runs these tables, ORDERS=20000 for memory, PEERS=1 renders with other libraries, too
	$(BIN)/python -m tests.bench $(ONLY)

population: $(READY) ## reads 20,000 simulated carts with promotions; prints what was issued, held and wrong
	$(BIN)/python -m tests.population

soak: $(READY) ## each fault of the machine with its recovery time; then thousands of orders while everything goes wrong; PROVIDERS=1 instead sells 500 orders on every issuer while providers fail
	$(BIN)/python -m tests.soak$(if $(PROVIDERS),.providers)

gallery: $(READY) ## telling documents as PDF and PNG, to look at
	$(BIN)/python -m tests.gallery var/gallery

screenshots: $(READY) ## every page at three widths in three languages, to look at: var/screenshots
	SCREENSHOTS=var/screenshots $(BIN)/python -m pytest -n 0 tests/stack/test_pages.py

golden: $(READY) ## writes what a change must leave alone anew: tests/golden/files
	GOLDEN=write $(BIN)/python -m pytest -n 0 -q tests/golden

run: $(READY) ## web, worker and beat, with the environment's or .env's settings
	@$(BIN)/python manage.py run

clean: ## forget everything that was built or run here
	rm -rf .venv var staticfiles

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Folio needs Python 3.11 or newer; name one: make PYTHON=python3.11")'
	@echo "Preparing .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/peers: | .venv/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check fpdf2==2.8.9 weasyprint==70.0 typst==0.15.2 segno==1.6.6
	@touch $@

$(CATALOGUES): %.mo: %.po .venv/ready
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
