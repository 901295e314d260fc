# Two commands: `make demo` and `make check`.  `make` alone builds.
# Each installs what is missing, builds, and does its work; a second run
# neither installs nor rebuilds what is there.

BUILD   := build
ROLLCALL := $(BUILD)/src/faces/rollcall
DEMO    := demo-company
SEED    := 1
WORKERS := 120

.PHONY: all setup demo check bench fuzz analyze install clean

all: setup $(BUILD)/build.ninja
	@said=$$(ninja -C $(BUILD) --quiet 2>&1) || { echo "$$said"; exit 1; }

setup:
	@sh tools/setup.sh build

$(BUILD)/build.ninja:
	@meson setup $(BUILD) >/dev/null

demo: all
	@rm -rf $(DEMO)/store
	@$(ROLLCALL) demo $(DEMO)/exports --seed $(SEED) --workers $(WORKERS)
	@$(ROLLCALL) scan $(DEMO)/exports --store $(DEMO)/store \
	    --report $(DEMO)/report.html --json $(DEMO)/result.json
	@python3 tests/e2e/tally.py $(ROLLCALL) --company $(DEMO)/exports \
	    --result $(DEMO)/result.json
	@echo "the report: $(DEMO)/report.html"
	@echo "one case:   $(ROLLCALL) explain NAME --store $(DEMO)/store"

check:
	@sh tools/setup.sh check
	@$(MAKE) --no-print-directory all
	@sh tools/check.sh $(BUILD)

bench: all
	@sh tests/bench/run.sh $(BUILD)

# Longer fuzzing: every target, SECONDS each.
SECONDS := 600
fuzz: all
	@sh tools/fuzz.sh $(SECONDS)

# gcc -fanalyzer and clang's: minutes, and what they say is to be read.
analyze: all
	@sh tools/analyze.sh $(BUILD)

install: all
	meson install -C $(BUILD)

clean:
	rm -rf $(BUILD) build-* $(DEMO)
