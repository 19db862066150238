# postil: one Makefile, not recursive.
#
#   make setup run      install what is missing, build, open postil on the sample briefs
#   make setup check    install what is missing, build, pass all tests
#   make fuzz TARGET=html TIME=600
#   make help           all targets
#
# BUILD=release|debug|asan|cov|fuzz builds side by side in build/<BUILD>; V=1 shows full commands.

BUILD  ?= release
PREFIX ?= /usr/local
CC     ?= cc
TARGET ?= text
TIME   ?= 60
V      ?= 0

VERSION := 0.1.0

# Fuzzing has a compiler and a build of its own.
ifneq ($(filter fuzz,$(MAKECMDGOALS)),)
BUILD := fuzz
endif
ifeq ($(BUILD),fuzz)
CC := clang
ifeq ($(shell command -v clang),)
$(error fuzzing needs clang with its runtime library: apt-get install clang)
endif
endif

ifeq ($(filter $(BUILD),release debug asan cov fuzz),)
$(error BUILD is one of release debug asan cov fuzz)
endif

O := build/$(BUILD)
Q := $(if $(filter 1,$(V)),,@)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all setup run demo bench check layers warnings tests golden fuzz install uninstall clean help

# ---- What this machine has -------------------------------------------------------------------
# Written by tools/configure after `setup` (when that is asked for too), then make starts again, so
# that a first `make setup check` sees the libraries which setup has just installed.
ifeq ($(filter clean help setup layers,$(or $(MAKECMDGOALS),all)),)
needs_config := yes
else ifneq ($(filter-out clean help setup layers,$(MAKECMDGOALS)),)
needs_config := yes
endif

ifdef needs_config
include $(O)/config.mk
endif

ifneq ($(filter setup,$(MAKECMDGOALS)),)
after_setup := setup
endif

$(O)/config.mk: tools/configure Makefile | $(after_setup)
	@mkdir -p $(@D)
	$(Q)CC='$(CC)' BUILD='$(BUILD)' sh tools/configure > $@.new
	@mv $@.new $@

setup: ## install the packages that building and testing need (apt, as root or with sudo)
	@$(if $(MAKE_RESTARTS),:,sh tools/setup)

# ---- Flags -------------------------------------------------------------------------------------
CPPFLAGS_ALL = -D_GNU_SOURCE -Iinclude -DPOSTIL_VERSION='"$(VERSION)"' $(OPTIONAL_FLAGS) $(CPPFLAGS)
CFLAGS_ALL   = $(CONFIG_CFLAGS) $(CFLAGS)
LDFLAGS_ALL  = $(CONFIG_LDFLAGS) $(LDFLAGS)
LIBS         = $(CURSES_LIBS) $(SQLITE_LIBS) -lunistring -lm

# ---- Sources -----------------------------------------------------------------------------------
sources  := $(sort $(filter-out src/main.c,$(wildcard src/*/*.c)))
objects  := $(sources:src/%.c=$(O)/obj/%.o) $(O)/obj/store/schema_data.o \
            $(O)/obj/store/schema_print.o \
            $(O)/obj/session/tutorial_data.o \
            $(addprefix $(O)/obj/cli/completion_,bash.o fish.o zsh.o)
schema   := $(sort $(wildcard data/schema/*.sql))
support  := $(sort $(wildcard tests/support/*.c))
tests    := $(sort $(wildcard tests/unit/*/test_*.c tests/spec/test_*.c tests/golden/test_*.c tests/tui/test_*.c))
fuzzers  := $(sort $(wildcard tests/fuzz/fuzz_*.c))
replays  := $(fuzzers:tests/fuzz/fuzz_%.c=$(O)/tests/fuzz/%)
programs := $(tests:tests/%.c=$(O)/tests/%) $(replays)

all: $(O)/postil ## build postil

# From the objects, not the library: there two functions of one name would be found.
$(O)/postil: $(O)/obj/main.o $(objects)
	@echo "  LINK  $@"
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)
	@ln -sfn release/postil build/postil

$(O)/libpostil.a: $(objects)
	@echo "  AR    $@"
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

# Compiles $< to $@; what the compiler says is shown and kept, so that `make check` can refuse it.
define compile
@mkdir -p $(@D)
@echo "  CC    $<"
$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(1) -MMD -MP -c -o $@ $< 2> $@.warnings; \
	status=$$?; cat $@.warnings >&2; exit $$status
endef

# ncurses' own flags inject _XOPEN_SOURCE: for the one file that needs them.
$(O)/obj/tui/capability.o: src/tui/capability.c $(O)/config.mk
	$(call compile,$(CURSES_CFLAGS))

$(O)/obj/%.o: src/%.c $(O)/config.mk
	$(call compile)

$(O)/obj/%.o: $(O)/gen/%.c $(O)/config.mk
	$(call compile)

# The folder too: its time changes when a file leaves it.
$(O)/gen/store/schema_data.c: tools/embed-schema $(schema) data/schema
	@mkdir -p $(@D)
	$(Q)sh tools/embed-schema $(schema) > $@

# What the schema makes, told by a hash: found by making it.
print_parts := $(O)/obj/tools/print-schema.o $(O)/obj/store/identity.o $(O)/obj/store/failure.o \
               $(O)/obj/store/schema_data.o $(O)/obj/store/tokenizer.o $(O)/obj/store/places.o \
               $(O)/obj/text/terms.o $(O)/obj/text/fold.o $(filter $(O)/obj/base/%,$(objects))

$(O)/obj/tools/%.o: tools/%.c $(O)/config.mk
	$(call compile)

$(O)/print-schema: $(print_parts)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(SQLITE_LIBS) -lunistring -lm

$(O)/gen/store/schema_print.c: $(O)/print-schema
	@mkdir -p $(@D)
	$(Q)$< > $@

$(O)/gen/session/tutorial_data.c: tools/embed-text data/tutor.txt
	@mkdir -p $(@D)
	$(Q)sh tools/embed-text session/tutorial.h tutorial_lines data/tutor.txt > $@

$(O)/gen/cli/completion_%.c: data/completions/postil.% tools/embed-text
	@mkdir -p $(@D)
	$(Q)sh tools/embed-text cli/completion.h completion_$* $< > $@

# ---- Running -----------------------------------------------------------------------------------
demo_library := build/demo/library.db

run: $(O)/postil ## build, and open postil on the sample briefs in a library of their own
	@mkdir -p $(dir $(demo_library))
	@test -e $(demo_library) || $(O)/postil --library $(demo_library) add data/briefs
	@$(O)/postil --library $(demo_library)

demo: $(O)/postil ## make the demonstration library anew
	@rm -rf $(dir $(demo_library)) && mkdir -p $(dir $(demo_library))
	@$(O)/postil --library $(demo_library) add data/briefs

# ---- Tests -------------------------------------------------------------------------------------
$(O)/obj/tests/%.o: tests/%.c $(O)/config.mk
	$(call compile,-Itests -Wno-missing-prototypes)

support_objects := $(support:tests/%.c=$(O)/obj/tests/%.o)

$(O)/tests/%: $(O)/obj/tests/%.o $(support_objects) $(O)/libpostil.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) -lcmocka $(VTERM_LIBS) -lutil

# A fuzz target with its corpus is a test; with libFuzzer instead it looks for more.
$(O)/tests/fuzz/%: $(O)/obj/tests/fuzz/fuzz_%.o $(O)/obj/tests/fuzz/replay.o $(support_objects) $(O)/libpostil.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) -lcmocka $(VTERM_LIBS) -lutil

$(O)/fuzzers/%: $(O)/obj/tests/fuzz/fuzz_%.o $(support_objects) $(O)/libpostil.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(LIBS) -lcmocka $(VTERM_LIBS) -lutil

fuzz: $(O)/fuzzers/$(TARGET) ## look TIME seconds for input that breaks TARGET, under sanitizers
	@mkdir -p $(O)/corpus/$(TARGET) $(O)/findings
	$(O)/fuzzers/$(TARGET) -max_total_time=$(TIME) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
	  -artifact_prefix=$(O)/findings/$(TARGET)- $(O)/corpus/$(TARGET) tests/fuzz/corpus/$(TARGET)

benches       := $(sort $(wildcard tests/bench/bench_*.c))
bench_objects := $(support_objects) $(O)/obj/tests/bench/measure.o $(O)/obj/tests/bench/desk.o

$(O)/bench/%: $(O)/obj/tests/bench/bench_%.o $(bench_objects) $(O)/libpostil.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) -lcmocka $(VTERM_LIBS) -lutil
	@ln -sfn release/bench build/bench

# Programs that benches, scorers and people call.
$(O)/bench/reanchor $(O)/bench/stock: $(O)/bench/%: $(O)/obj/tests/bench/%.o $(bench_objects) $(O)/libpostil.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) -lcmocka $(VTERM_LIBS) -lutil
	@ln -sfn release/bench build/bench

build/bench/reanchor: $(O)/bench/reanchor

# Libraries for the benches, and the same briefs for the programs beside us where these are
# installed; made once and kept, as large ones take half an hour.
SCALE         ?= 10000
scale         := build/scale
scale_library := $(scale)/$(SCALE).db
small_library := $(scale)/1000.db
one_brief     := $(scale)/one-$(SCALE)0.db
shuffled      := $(scale)/shuffled-$(SCALE)0.db
texts         := $(scale)/texts-$(SCALE)
feeds         := $(scale)/feeds-$(SCALE)
stock         := tests/support/stock.c tests/support/prose.c

ifneq ($(filter bench,$(MAKECMDGOALS)),)
for_peers := $(if $(shell command -v rg),$(texts)) $(if $(shell command -v newsboat),$(feeds))
endif

$(sort $(scale_library) $(small_library)): $(scale)/%.db: $(stock) | $(O)/bench/stock
	@mkdir -p $(@D)
	$(O)/bench/stock $@ $* $*0

$(one_brief) $(shuffled): $(stock) | $(O)/bench/stock
	@mkdir -p $(@D)
	$(O)/bench/stock $@ 1 $(SCALE)0 $(filter shuffled,$(subst -, ,$(@F)))

$(texts) $(feeds): $(stock) tests/support/feeds.c | $(O)/bench/stock
	@mkdir -p $(@D) && rm -rf $@
	$(O)/bench/stock $(firstword $(subst -, ,$(@F))) $@ $(SCALE)

bench_programs := $(benches:tests/bench/bench_%.c=$(O)/bench/%)
bench_data     := $(scale_library) $(small_library) $(one_brief) $(shuffled) $(for_peers)

bench: $(bench_programs) $(O)/postil | $(bench_data) ## print how fast things are, beside what they are made of
	@for program in $(bench_programs); do \
	  POSTIL=$(O)/postil POSTIL_BENCH_LARGE=$(scale_library) POSTIL_BENCH_SMALL=$(small_library) \
	  POSTIL_BENCH_ONE=$(one_brief) POSTIL_BENCH_SHUFFLED=$(shuffled) \
	  POSTIL_BENCH_TEXTS=$(filter $(texts),$(for_peers)) \
	  POSTIL_BENCH_FEEDS=$(filter $(feeds),$(for_peers)) $$program || exit 1; done

check: layers warnings tests ## layer check, no warnings, all tests

tests: $(programs) $(O)/postil
	@POSTIL=$(O)/postil BUILD=$(BUILD) sh tools/run-tests $(programs)

warnings: $(programs) $(O)/postil
	@! find $(O)/obj -name '*.warnings' -size +0 | grep . || { echo "the files above compile with warnings" >&2; exit 1; }

layers: ## no include goes upwards, only the right layer sees curses and SQLite, no shell
	@sh tools/layers .

golden: $(programs) $(O)/postil ## rewrite what the golden tests expect; review with git diff
	@POSTIL=$(O)/postil BUILD=$(BUILD) GOLDEN=write sh tools/run-tests $(programs)

# ---- Installing --------------------------------------------------------------------------------
pages := man1/postil.1 man5/postil-config.5 man5/postil-library.5 man7/postil-actions.7 man7/postil-query.7
share := $(DESTDIR)$(PREFIX)/share

install: $(O)/postil ## install postil, its pages, defaults and completions under DESTDIR/PREFIX
	install -Dm755 $(O)/postil $(DESTDIR)$(PREFIX)/bin/postil
	for page in $(pages); do install -Dm644 man/$${page#*/} $(share)/man/$$page || exit; done
	install -Dm644 data/default.conf $(share)/postil/default.conf
	install -Dm644 data/completions/postil.bash $(share)/bash-completion/completions/postil
	install -Dm644 data/completions/postil.zsh $(share)/zsh/site-functions/_postil
	install -Dm644 data/completions/postil.fish $(share)/fish/vendor_completions.d/postil.fish

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/postil $(pages:%=$(share)/man/%) $(share)/postil/default.conf
	rm -f $(share)/bash-completion/completions/postil $(share)/zsh/site-functions/_postil
	rm -f $(share)/fish/vendor_completions.d/postil.fish

compile_commands.json: $(sources) Makefile $(O)/config.mk ## for editors and clang tools
	@sh tools/compile-commands '$(CURDIR)' '$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL)' $(sources) > $@

clean: ## remove everything that was built
	rm -rf build compile_commands.json

help: ## this list
	@awk -F ':.*## ' '/^[a-z.-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

-include $(objects:.o=.d) $(O)/obj/main.d $(support_objects:.o=.d) $(tests:tests/%.c=$(O)/obj/tests/%.d) $(fuzzers:tests/%.c=$(O)/obj/tests/%.d) \
         $(benches:tests/%.c=$(O)/obj/tests/%.d) $(addprefix $(O)/obj/tests/bench/,measure.d desk.d reanchor.d stock.d)
