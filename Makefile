# The targets: build test bench fuzz lint generate check.
GO ?= go
FUZZTIME ?= 20s
STATICCHECK ?= honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: build test bench fuzz lint generate check

build: ## the command, at bin/errgen
	$(GO) build -trimpath -o bin/errgen ./cmd/errgen

test: ## every test
	$(GO) test ./...

bench: ## every benchmark, once each for a first look
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## every fuzz target for FUZZTIME
	@set -e; for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg; \
		done; \
	done

lint: ## findings in the pages of errors/
	$(GO) run ./cmd/errgen lint --config errors/errgen.yaml

generate: ## pkg/codes from errors/
	$(GO) run ./cmd/errgen generate --config errors/errgen.yaml

check: ## what must hold before a change goes in
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) mod tidy -diff
	$(GO) run ./cmd/errgen generate --check --config errors/errgen.yaml
	$(GO) test ./...
