# What a developer does, each thing by one word. `make` builds and tests.
GO            ?= go
BIN           := $(CURDIR)/bin
LINT_VERSION  := v2.15.0
BUF_VERSION   := 1.75.0
FUZZTIME      ?= 20s

.PHONY: all build test race lint fmt generate docs drift fuzz bench bench-rules bench-patterns bench-gazetteer bench-domains bench-dates bench-quality bench-crf bench-crf-quick bench-crf-peers models lists medical-lists crf-resources clean tools

all: build test

build: ## the runner, in ./bin, and ONNX Runtime beside it
	$(GO) build -trimpath -o $(BIN)/runner ./cmd/runner
	$(GO) run ./plugins/transformer/ort/fetch $(BIN)

test: ## every test
	$(GO) run ./plugins/transformer/ort/fetch $(BIN) # else tests of models are skipped
	$(GO) test ./...

race: ## the tests of what runs side by side under the race detector, in random order, one package at a time, the long ones in short
	GORACE=atexit_sleep_ms=0 $(GO) test -race -short -shuffle=on -p 1 $$(.ci/raced) # else each runner that a test starts sleeps a second

lint: $(BIN)/golangci-lint ## golangci-lint with .golangci.yml
	$(GO) vet ./...
	$(BIN)/golangci-lint run ./...

fmt: ## gofmt everything
	gofmt -w $$(git ls-files '*.go' | grep -v '\.pb\.go$$')

generate: docs ## generated code and documentation
	command -v buf >/dev/null || pip install --quiet buf-bin==$(BUF_VERSION)
	buf lint
	buf generate

docs: build ## the generated pages of docs/
	$(BIN)/runner schema > docs/pipeline.schema.json
	$(BIN)/runner reference > docs/reference.md
	$(GO) test ./pipelines -run TestLibraryPage -update

drift: docs ## fails when a generated page is not what the code says
	git diff --exit-code -- docs/pipeline.schema.json docs/reference.md docs/library.md

fuzz: ## every fuzz target, for FUZZTIME each
	FUZZTIME=$(FUZZTIME) GO=$(GO) sh .ci/fuzz

medical-lists: ## the compressed lists of pipelines/medical, from the packages they come from
	python3 pipelines/medical-lists/build.py

bench: ## the benchmarks of bench/, with their peers
	@echo 'Each folder of bench/ has a README.md with its command and what it printed.'
	@ls bench

ONOMAST_DATA ?= $(CURDIR)/../shared/data

SHARED := $(ONOMAST_DATA)/..
PYTHON ?= python3

# What rules are measured by, each with its peers; a peer that is not installed is
# left out. The folders' READMEs say what to install and what was printed.
bench-rules: bench-patterns bench-gazetteer bench-domains bench-dates bench-quality ## all tables about rules

bench-patterns: ## many regular expressions at once
	$(GO) run ./bench/rules $(if $(wildcard $(ONOMAST_DATA)),-data $(ONOMAST_DATA)) \
		$(if $(wildcard $(SHARED)/bench/entity_patterns.json),-patterns $(SHARED)/bench/entity_patterns.json)

bench-gazetteer: ## term lists of 100,000 and 1,000,000 terms
	$(PYTHON) bench/gazetteer/compare.py --shared $(SHARED)

bench-domains: build ## whole pipelines, documents of 150 characters, all cores
	$(PYTHON) bench/support/compare.py --spacy

bench-dates: ## right values of dates in five languages
	$(GO) build -o $(BIN)/dates ./bench/dates
	$(PYTHON) bench/dates/compare.py $(BIN)/dates

bench-quality: build ## what the pipelines find on annotated data of others
	ONOMAST_DATA=$(abspath $(ONOMAST_DATA)) $(GO) test ./pipelines -run TestData -v -data-split test
	$(PYTHON) bench/quality/presidio.py $(ONOMAST_DATA)/presidio_synth/test.jsonl

bench-crf: ## conditional random fields, with their peers; 40 minutes on two cores
	$(GO) build -o $(BIN)/crf ./bench/crf
	$(PYTHON) bench/crf/compare.py --shared $(SHARED) --crf $(BIN)/crf

bench-crf-quick: ## the same with one set and one round; five minutes
	$(GO) build -o $(BIN)/crf ./bench/crf
	$(PYTHON) bench/crf/compare.py --shared $(SHARED) --crf $(BIN)/crf --quick

bench-crf-peers: ## fetch and build those peers, into ./bin/peers
	sh bench/crf/peers.sh $(BIN)/peers

lists: ## the compressed term lists, from the packages that pipelines/LICENSES.md names
	python3 -c 'import pyarrow' 2>/dev/null || pip install --quiet pyarrow==26.0.1
	python3 pipelines/lists.py

crf-resources: ## the clusters of words and the list of names that ship for conditional random fields
	python3 -c 'import javaobj, msgpack, numpy' 2>/dev/null || pip install --quiet javaobj-py3==0.6.1 msgpack==1.2.4 numpy==2.4.6
	python3 plugins/crf/resources/build.py

models: ## the models of models/, from the annotated data of others; four hours, or MODELS='german legal' for some in minutes
	ONOMAST_DATA=$(abspath $(ONOMAST_DATA)) GO=$(GO) PYTHON=$(PYTHON) sh models/train.sh $(MODELS)

tools: $(BIN)/golangci-lint

$(BIN)/golangci-lint:
	GOBIN=$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

clean:
	rm -rf $(BIN) out
