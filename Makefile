# The menu. "make" alone lists it; every target is one or two commands that also work by hand.
SIGNPOST := build/signpost
WASM ?= small
PORT ?= 8080
GO ?= go

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 18

build: wasm ## compile the command to build/signpost
	@mkdir -p build
	$(GO) build -o $(SIGNPOST) ./tools/signpost

wasm: ## compile the evaluator for the browser (WASM=stock takes Go's own compiler)
	$(GO) run ./tools/internal/evaluator/compile -with $(WASM)

site: build ## build the sample site into public/ and run the case descriptions through its check
	$(SIGNPOST) build
	$(SIGNPOST) eval --site public

serve: build ## build the sample site and serve it on 127.0.0.1
	$(SIGNPOST) serve --port $(PORT)

content: build ## write the sample pages in content/ anew from documents/
	$(SIGNPOST) convert --documents documents --content content

test: wasm ## run every test, the browser's too, those of search and check with both builds of the evaluator
	@tools/need-chromium
	$(GO) vet ./...
	$(GO) test ./...
	$(GO) test ./tools/internal/browsertest -count=1 -run 'Search|Check|Offline|Update|Portable|Loader|NothingTyped' -args -stock

screenshots: wasm ## take pictures of the sample site into build/screenshots; the README's go to docs/pictures
	@tools/need-chromium
	$(GO) test ./tools/internal/browsertest -run TestPictures -count=1 -pictures $(CURDIR)/build/screenshots
	@mkdir -p docs/pictures
	cp build/screenshots/condition-360-light.png build/screenshots/search-360-light.png build/screenshots/emergency-360-light.png docs/pictures/

bench-search: build ## measure search against its peers on the same pages (needs node and npm)
	$(GO) run ./bench/search

bench-convert: ## measure conversion: all documents against a tenth of them
	$(GO) test ./tools/internal/extract -run '^$$' -bench Extract -benchtime 3x

clean: ## remove what the build wrote
	rm -rf build public resources tools/internal/evaluator/dist/*.*

.PHONY: help build wasm site serve content test screenshots bench-search bench-convert clean
