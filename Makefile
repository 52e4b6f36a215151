# The targets: build test bench benchmarks fuzz lint generate check.
GO ?= go
FUZZTIME ?= 20s
STATICCHECK ?= honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: build test bench benchmarks fuzz lint generate check

build: ## build bin/errgen
	$(GO) build -trimpath -o bin/errgen ./cmd/errgen

test: ## run all tests
	$(GO) test ./...

bench: ## measure what people wait for, as ratios
	$(GO) run ./gen/internal/ratio

benchmarks: ## run the benchmarks of all packages
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## run each fuzz target for FUZZTIME
	@set -e; for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg; \
		done; \
	done

lint: ## lint the pages in errors/
	$(GO) run ./cmd/errgen lint --config errors/errgen.yaml

generate: ## generate pkg/codes from errors/
	$(GO) run ./cmd/errgen generate --config errors/errgen.yaml

check: ## run all checks required for a change
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) mod tidy -diff
	$(GO) run ./cmd/errgen generate --check --config errors/errgen.yaml
	$(GO) test ./...
