# The two commands of a newcomer are `make demo` and `make test`; CONTRIBUTING.md tells the rest.

SWIFT = swift
SOURCES = Sources Tests Package.swift
SECTION = @printf '\n== %s\n'

.PHONY: help prerequisites build release man test torture pure lint format demo stop clean

help:
	@echo 'make demo     build, make a sample district, evaluate every student, write the report'
	@echo 'make test     everything that must pass before a change goes in'
	@echo 'make torture  break nights in every way for half an hour (docs/reliability.md)'
	@echo 'make build    debug build'
	@echo 'make release  one self-contained program in .build/release'
	@echo 'make man      a manual page for each command in .build/man'
	@echo 'make format   bring the source into the agreed form'
	@echo 'make lint     say where it is not in the agreed form'
	@echo 'make stop     stop the private databases of this folder'
	@echo 'make clean    stop them, and remove what was built and what the demo made'

prerequisites:
	@scripts/prerequisites

build: prerequisites
	$(SWIFT) build

# No symbols, and code that is the same only once: 25 MB instead of 66.
SMALL = -Xswiftc -use-ld=lld -Xlinker --icf=all -Xlinker --no-export-dynamic -Xlinker --strip-all
release: prerequisites
	$(SWIFT) build -c release --static-swift-stdlib --product agtrack $(SMALL)

man: build
	@scripts/man .build/debug/agtrack .build/man

test: prerequisites
	@scripts/prerequisites tests
	$(SECTION) 'Build; each target imports only what it declares'
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	@$(MAKE) --no-print-directory pure lint
	$(SECTION) 'Tests'
	$(SWIFT) test --skip-build
	$(SECTION) 'All passed'

# How many nights are killed, of how many students; the seed decides the instants.
KILLS ?= 200
torture: prerequisites
	$(SECTION) 'Build'
	$(SWIFT) build -c release --product agtrack
	$(SWIFT) build -c release --product torture
	$(SECTION) 'Broken nights'
	.build/release/torture $(KILLS) $(or $(STUDENTS),300) $(or $(SEED),1) \
	  $(if $(ONLY),--only $(ONLY)) $(if $(FIGURES),--figures $(FIGURES))

# The rules, the statistics and the attack on releases stand alone: they import nothing, not even Foundation.
pure:
	$(SECTION) 'The pure core imports nothing'
	@if grep -rnE '^[[:space:]]*(@[A-Za-z_]+(\([^)]*\))?[[:space:]]+)*((public|package|internal|fileprivate|private)[[:space:]]+)?import[[:space:]]' \
	  Sources/Rules Sources/Equity Sources/ReleaseAudit; then \
	  echo 'Sources/Rules, Sources/Equity and Sources/ReleaseAudit may import nothing; move what needs it to another target.' >&2; exit 1; fi

lint:
	$(SECTION) 'Format'
	$(SWIFT) format lint --strict -r $(SOURCES)

format:
	$(SWIFT) format -i -r $(SOURCES)

demo: prerequisites
	$(SECTION) 'Build'
	$(SWIFT) build -c release --product agtrack
	@scripts/demo

stop:
	@scripts/stop

clean: stop
	rm -rf .build demo
