# Builds the shop and its tools.
include common.mk
-include $(DEPENDENCIES)

export CGO_ENABLED = 0

# The compiler and how it is called.
CC ?= cc
AR?=ar
ARFLAGS+=-r
CFLAGS := -O2 -Wall $(EXTRA_FLAGS)
SOURCES = $(wildcard src/*.c)
OBJECTS = $(patsubst src/%.c,build/%.o,$(SOURCES))
OBJECTS += build/version.o
VERSION != git describe --tags
DEPENDENCIES := ${OBJECTS:.o=.d}

define compile_one
	@echo "compiling $(1)"
	$(CC) $(CFLAGS) -c $(1) -o $(2)
endef

ifeq ($(OS),Windows_NT)
  EXE := shop.exe
else
  EXE := shop
endif

ifdef DEBUG
CFLAGS += -g
	LEVEL = 3
endif

.PHONY: all clean test
.DEFAULT_GOAL := all

# Everything there is.
all: $(EXE) test

$(EXE): $(OBJECTS) | build
	$(CC) -o $@ $^ $(LDFLAGS)

# One object.
build/%.o: src/%.c include/shop.h
	$(call compile_one,$<,$@)

build:
	mkdir -p $@

test: SHOP_ENV = test
test: $(EXE)
	./$(EXE) --self-test
	@for f in tests/*.sh; do sh $$f || exit 1; done

clean:
	rm -rf build $(EXE)

install: all
	install -m 755 $(EXE) $(DESTDIR)$(PREFIX)/bin
	$(MAKE) -C tools install

%.pb.c: %.proto
	protoc --c_out=. $<

$(foreach tool,$(TOOLS),$(eval $(call tool_rule,$(tool))))
