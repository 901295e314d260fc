# Two commands: `make demo` and `make check`.  `make` alone builds.
# Each installs what is missing, builds, and does its work; a second run
# neither installs nor rebuilds what is there.

BUILD   := build
ROLLCALL := $(BUILD)/src/faces/rollcall
DEMO    := demo-company
SEED    := 1
WORKERS := 120

.PHONY: all setup demo check bench fuzz install clean

all: setup $(BUILD)/build.ninja
	@ninja -C $(BUILD) --quiet

setup:
	@sh tools/setup.sh

$(BUILD)/build.ninja:
	@meson setup $(BUILD) >/dev/null

demo: all
	@rm -rf $(DEMO)/store
	@$(ROLLCALL) demo $(DEMO)/exports --seed $(SEED) --workers $(WORKERS)
	@$(ROLLCALL) scan $(DEMO)/exports --store $(DEMO)/store \
	    --report $(DEMO)/report.html
	@python3 tests/e2e/tally.py $(ROLLCALL) --truth $(DEMO)/exports \
	    --store $(DEMO)/store
	@echo "open $(CURDIR)/$(DEMO)/report.html"
	@echo "then: $(ROLLCALL) explain NAME --store $(DEMO)/store"

check: all
	@sh tools/check.sh $(BUILD)

bench: all
	@sh tests/bench/run.sh $(BUILD)

# Longer fuzzing: every target, SECONDS each.
SECONDS := 600
fuzz: all
	@sh tools/fuzz.sh $(SECONDS)

install: all
	meson install -C $(BUILD)

clean:
	rm -rf $(BUILD) build-* $(DEMO)
