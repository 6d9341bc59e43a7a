# SPDX-License-Identifier: BSD-3-Clause
# What people type. The work is done in scripts/ and by Meson; `make help` lists the verbs.

MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := build

# Python shows where it was when Ctrl-C comes while it starts, or while a script imports its modules. So the
# signal is held back, where env knows how, until the script is ready to say a sentence: report.run_verb.
PYTHON := $(shell env --block-signal=INT true 2>/dev/null && echo env --block-signal=INT) \
	$(shell scripts/find-python)

# Variables count only when they are given on make's command line: an environment may hold a NAME or an ARGS
# of another program. Recipes read them from the environment, where make puts what it was given, so that the
# shell needn't quote their values.
VARIABLES := NAME APP EXTERNAL FRAGMENTS V WERROR JSON SYM SET SEED DESC DEPTH A B FILE MACHINE MEM ARGS \
	ACCEL INITRD QEMU RELEASE TEST
$(foreach variable,$(VARIABLES),$(if $(filter command%,$(origin $(variable))),,\
	$(eval override undefine $(variable))$(eval unexport $(variable))))
# As they were typed: a $ in them is the user's, not make's.
$(foreach variable,$(VARIABLES),$(if $(filter command%,$(origin $(variable))),\
	$(eval override export $(variable) := $$(value $(variable)))))

# So does the verb that was asked for: as a word in a recipe the shell would take it for a command's part.
override export MOTE_VERB = $@

# $(call option,NAME,--name): --name=VALUE with the value of NAME, or nothing.
option = $(if $($1),$2="$$$1")
flag = $(if $($1),$2)

configuration = $(call option,NAME,--name) $(call option,APP,--app) \
	$(call option,EXTERNAL,--external) $(call option,FRAGMENTS,--fragments)
CONFIG = @exec $(PYTHON) scripts/config.py
BUILD = @exec $(PYTHON) scripts/build.py $(configuration) $(call flag,V,--verbose) \
	$(call flag,WERROR,--werror)
machine = $(call option,MACHINE,--machine) $(call option,MEM,--memory) $(call option,ARGS,--args) \
	$(call option,ACCEL,--accel) $(call option,INITRD,--initrd)

##@ Build and run
.PHONY: build
build: ## build the image of the current configuration
	$(BUILD)

.PHONY: run
run: ## build and boot it in QEMU (ARGS="param=value -- arguments", MACHINE=q35, MEM=64M, ACCEL=tcg, INITRD=file)
	$(BUILD) --then run $(machine) $(call option,QEMU,--qemu) $(call flag,JSON,--json)

.PHONY: debug
debug: ## boot it under gdb, stopped at main, symbols loaded
	$(BUILD) --then debug $(machine)

.PHONY: symbolise
symbolise: ## print the backtrace of a panic in a saved console log (FILE=log)
	@exec $(PYTHON) scripts/symbolise.py $(call option,NAME,--name) $(if $(FILE),"$$FILE")

##@ Configure
.PHONY: menuconfig guiconfig
menuconfig: ## choose modules and options (NAME=web begins or continues another configuration)
	$(CONFIG) menuconfig $(configuration)

guiconfig: ## the same in a window
	$(CONFIG) guiconfig $(configuration)

.PHONY: list
list: ## the saved configurations, with a sentence on each
	$(CONFIG) list $(call flag,JSON,--json)

%_defconfig: ## take configs/<name>_defconfig as it is saved (FRAGMENTS="a b" on top)
	$(CONFIG) defconfig $(configuration) -- "$${MOTE_VERB%_defconfig}"

.PHONY: savedefconfig olddefconfig allnoconfig allyesconfig randconfig
savedefconfig: ## save the configuration as configs/<name>_defconfig (DESC="a sentence on it")
	$(CONFIG) savedefconfig $(configuration) $(call option,DESC,--desc)

olddefconfig: ## complete the configuration after an update: new symbols get their defaults
	$(CONFIG) olddefconfig $(configuration)

.PHONY: set why
set: ## assign without a menu: SET="LOG_INFO=y MAIN_STACK_PAGES=8"
	$(CONFIG) set $(configuration) $(call option,SET,--words)

why: ## a symbol's value and what set it (SYM=LOG_LEVEL)
	$(CONFIG) why $(configuration) $(call option,SYM,--sym) $(call flag,JSON,--json)

allnoconfig: ## as little as possible
	$(CONFIG) allnoconfig $(configuration)

allyesconfig: ## as much as possible
	$(CONFIG) allyesconfig $(configuration)

randconfig: ## a random configuration (SEED=1; the same seed gives the same one)
	$(CONFIG) randconfig $(configuration) $(call option,SEED,--seed)

##@ Measure
.PHONY: size sizes size-diff
size: ## where the bytes of the image go: layer, module, file, section (DEPTH=modules, DEPTH=symbols)
	$(BUILD) --then size $(call option,DEPTH,--depth) $(call flag,JSON,--json)

sizes: ## the sizes of all saved configurations, and the lines of code of each layer
	@exec $(PYTHON) scripts/sizes.py $(call flag,JSON,--json)

size-diff: ## what differs in size between two configurations (A=tiny B=hello)
	@exec $(PYTHON) scripts/size_diff.py $(call option,A,--a) $(call option,B,--b) $(call flag,JSON,--json)

.PHONY: bench
bench: ## exact figures, in instructions and bytes, against their budgets
	@exec $(PYTHON) scripts/bench.py $(call flag,JSON,--json)

.PHONY: reproduce
reproduce: ## build twice under different circumstances and compare every byte
	@exec $(PYTHON) scripts/reproduce.py $(call option,NAME,--name) $(call flag,JSON,--json)

##@ Test
.PHONY: check test test-all test-rest test-bare
check: ## the quick loop, at most 3 minutes (TEST=pattern for some of it)
	@exec $(PYTHON) scripts/test.py check $(call option,TEST,--only)

test: ## what a newcomer runs, at most 15 minutes
	@exec $(PYTHON) scripts/test.py test $(call option,TEST,--only)

test-all: ## every lane, at most an hour; needs more packages (./mote test-all installs them)
	@exec $(PYTHON) scripts/test.py test-all $(call option,TEST,--only)

test-rest: ## the lanes of test-all that test doesn't have
	@exec $(PYTHON) scripts/test.py test-rest $(call option,TEST,--only)

test-bare: ## README's commands on a bare machine made by debootstrap (RELEASE=bookworm)
	@exec $(PYTHON) scripts/bare.py $(call option,RELEASE,--release)

.PHONY: format
format: ## bring the C sources into the project's format
	@exec $(PYTHON) scripts/format.py

.PHONY: docs
docs: ## write the figures and lists in the documents anew
	@exec $(PYTHON) scripts/docs.py

##@ Tidy up
.PHONY: clean distclean help
clean: ## remove what was built of the current configuration; its .config stays
	@exec $(PYTHON) scripts/clean.py $(call option,NAME,--name)

distclean: ## remove everything that was built, configurations included
	@exec $(PYTHON) scripts/clean.py --all

help: ## this list
	@exec $(PYTHON) scripts/help.py

# A verb that doesn't exist: name the nearest.
.DEFAULT:
	@exec $(PYTHON) scripts/help.py --unknown="$$MOTE_VERB"
