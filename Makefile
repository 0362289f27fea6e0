# maton-quo: `make` shows what there is. Every target sets itself up and can be repeated.

PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 15

demo: .venv/ready  ## start a gateway and walk through everything with the client
	@python examples/tour.py
test: .venv/ready  ## run all tests (ARGS="-k paging" for some of them)
	@python -m pytest -n auto $(ARGS)
check: .venv/ready  ## ruff, mypy --strict, bandit, known flaws, and whether generated/ is up to date
	ruff check .
	ruff format --check .
	mypy
	bandit -q -c pyproject.toml -r mock_gateway generated spec/client
	python spec/client/generate.py --check
	@python -m contract_tests.advisories
generate: .venv/ready  ## write generated/ from spec/
	python spec/client/generate.py
serve: .venv/ready  ## serve the gateway at http://127.0.0.1:8787 (ARGS="--db quo.db")
	@quo-mock serve $(ARGS)
fuzz: .venv/ready  ## run the property tests with fresh randomness and many more examples, and 30 kills
	HYPOTHESIS_PROFILE=fuzz python -m pytest -n auto contract_tests/contract contract_tests/gateway contract_tests/store $(ARGS)
schemathesis: .venv/ready  ## let schemathesis attack a running gateway, under both profiles
	python -m contract_tests.schemathesis.run $(ARGS)
record: .venv/ready  ## keep a target's answers, redacted, as recordings (ARGS="--target live")
	@python -m contract_tests.recordings.record $(ARGS)
drift: .venv/ready  ## compare two targets call by call (ARGS="in-process live --html drift.html")
	@python -m contract_tests.drift $(ARGS)
contract-sweep: .venv/ready  ## find and remove what crashed contract runs left in a live workspace
	@python -m contract_tests.live.sweep $(ARGS)
mutants: .venv/ready  ## apply the listed mutations one by one, and see which the tests catch
	@python -m contract_tests.mutants $(ARGS)
kills: .venv/ready  ## kill the gateway 30 times under load on each engine, and count what it lost (nothing)
	@python -m contract_tests.kills $(ARGS)
replicas: .venv/ready  ## three gateways as one: one is killed, their database restarted, webhooks flow
	@python -m contract_tests.replicas $(ARGS)
soak: .venv/ready  ## 200 connections for two minutes, with clients and receivers that misbehave
	@python -m contract_tests.soak $(ARGS)
fuzz-doors: .venv/ready  ## let atheris attack everything that reads what strangers send
	@python -m contract_tests.fuzzing $(ARGS)
cross-account: .venv/ready  ## 100 000 attempts to reach what is another account's
	@python -m contract_tests.crossing $(ARGS)
bench-client: .venv/ready  ## measure the client beside raw httpx, stock generated code, pydantic and msgspec
	@python -m benchmarks.client
bench-servers: .venv/ready  ## measure the gateway beside Prism, Mockoon, WireMock, moto and others (ARGS="--quick")
	@python -m benchmarks.servers $(ARGS)
bench-scale: .venv/ready  ## measure a million messages beside a thousand (ARGS="--quick")
	@python -m benchmarks.scale $(ARGS)
dist: .venv/ready  ## build the wheel and the sdist into dist/, the same bytes every time
	@python -m hatchling build -c -d dist
	@cd dist && sha256sum *
clean:  ## remove the environment and all caches
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache dist benchmarks/.peers

# Debian's Python may lack ensurepip; then its pip fills the environment from outside.
.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "maton-quo needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv (once)"
	@$(BIN)/python -c pass 2>/dev/null || $(PYTHON) -m venv .venv >/dev/null 2>&1 || \
		$(PYTHON) -m venv --clear --without-pip .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m pip --python $(BIN)/python install -q pip
	@$(BIN)/python -m pip install -q --upgrade pip
	@$(BIN)/python -m pip install -q -e '.[mock,test]' --group dev
	@touch $@

.PHONY: help demo test check generate serve fuzz schemathesis record drift contract-sweep mutants \
	kills replicas soak fuzz-doors cross-account bench-client bench-servers bench-scale dist clean
