# Needs Python 3.11 or newer with its venv module, and make. Everything else goes into .venv.

.DELETE_ON_ERROR:
.PHONY: extract test readings stores check golden floors figures clean

# what one process has compiled, modules and patterns, the next one finds
export PYTHONDONTWRITEBYTECODE :=

bin := .venv/bin
pip := $(bin)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt

# in a worktree without .venv, git shows what a file weighs instead of ending with an error
textconv := sh -c "if [ -x $(bin)/casebook ]; then exec $(bin)/casebook diff --textconv \"\$$1\"; else wc -c < \"\$$1\"; fi" --

extract: .venv/runtime
	$(bin)/casebook run raw --out extracted

# side by side, what tests how texts are read and what tests how datasets are kept
test: check
	$(MAKE) --jobs=2 readings stores

reading := $(addprefix tests/,audit interpret lexicon meaning quality read recognise relate review split table tally)
reading += tests/test_clothes.py tests/test_laws.py tests/test_quality.py

readings: .venv/dev
	$(bin)/pytest $(reading)

stores: .venv/dev
	$(bin)/pytest $(addprefix --ignore=,$(reading))

check: .venv/dev
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports

# after a change of rules: all that is generated and committed
golden: extract floors figures

# the figures that the tests hold the pipeline to, which only rise
floors: .venv/dev
	$(bin)/python -m tests.quality.update

# the figures, outputs and the picture that the README shows; a new picture needs a Chromium
figures: .venv/dev
	$(bin)/python -m benchmarks.readme
	$(bin)/python -m benchmarks.picture

clean:
	rm -rf .venv build *.egg-info .extracted.run .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# the stamps say what is installed, and are out of date when a requirement changes
.venv/runtime: .venv/bin/python pyproject.toml constraints.txt
	$(pip) --editable .
	@# so that git diff shows claims where a Parquet file changed
	@if git rev-parse --git-dir >/dev/null 2>&1; then \
	  git config diff.casebook.textconv '$(textconv)'; \
	fi
	touch $@

.venv/dev: .venv/runtime
	$(pip) --editable '.[dev]'
	touch $@

.venv/bin/python:
	@for python in python3.13 python3.12 python3.11 python3 python; do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "making .venv with $$($$python --version)"; exec $$python -m venv .venv; \
	  fi; \
	done; \
	echo 'Python 3.11 or newer with its venv module is needed, and none was found on the PATH.' >&2; \
	echo 'Install one (on Debian and Ubuntu: python3 and python3-venv) and run make again.' >&2; \
	exit 1
