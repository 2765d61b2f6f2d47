# Casebook. `make run` and `make test` each work alone on a fresh Debian 12 with a Swift 6 toolchain.

PREFIX ?= /usr/local
# A team on one machine: the program's group, and where its store lies. Without GROUP each account has a store.
GROUP ?=
STORE_FOLDER ?= /var/lib/casebook
PACKAGES = make gcc libc6-dev libncurses-dev libsqlite3-dev libgmime-3.0-dev libstdc++-12-dev
TEST_PACKAGES = $(PACKAGES) tmux sqlite3
# The standard library goes into the binary, so that it starts fast and needs no Swift where it runs; each function is
# a section of its own, so that those of the start can lie together. The program takes no library from its own folder:
# nobody can put one there for it, and no start looks there first.
RELEASE = -c release --disable-local-rpath --static-swift-stdlib -Xswiftc -Xfrontend -Xswiftc -function-sections
BUILT = $(shell swift build $(RELEASE) --show-bin-path 2>/dev/null)

.PHONY: run test torture lint format build install install-for-group bench start-order clean packages test-packages swift

run: build
	@$(BUILT)/casebook demo

test: test-packages
	swift test

# The store under kills, power cuts and failing disks, at length, a line of figures for each goal. TORTURE_ and KILLS,
# IMAGES, CHANGES, STOPS, DEATHS, FLIPS, COPIES, ROLLBACKS, ENTRIES, ERASURES, MBOX and LETTER (MiB), LOAD_SECONDS,
# FAULT_STEP or UPGRADE_STEP set other sizes.
torture: test-packages
	TORTURE=1 swift test --filter TortureTests

build: packages
	swift build $(RELEASE) --product casebook
	swift build $(RELEASE) --product casebook-mail-reader

# swift-format with the project's own rules; warnings are errors in every target of ours.
lint: packages
	swift format lint --strict --recursive Package.swift Sources Tests Resources Benchmarks
	swift build --build-tests

format:
	swift format --in-place --recursive Package.swift Sources Tests Resources Benchmarks

install: build
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin libexec/casebook share/casebook)
	install -m 755 $(BUILT)/casebook $(DESTDIR)$(PREFIX)/bin/casebook
	install -m 755 $(BUILT)/casebook-mail-reader $(DESTDIR)$(PREFIX)/libexec/casebook/casebook-mail-reader
	cp -R Resources/Data/. $(DESTDIR)$(PREFIX)/share/casebook/
	chmod -R u=rwX,go=rX $(DESTDIR)$(PREFIX)/share/casebook
	rm -f $(DESTDIR)$(PREFIX)/share/casebook/store
ifneq ($(GROUP),)
	$(MAKE) install-for-group
endif

# Nobody but the program and root opens the store: the group has no members, the program has its rights.
install-for-group:
	getent group $(GROUP) >/dev/null || groupadd --system $(GROUP)
	chown root:$(GROUP) $(DESTDIR)$(PREFIX)/bin/casebook
	chmod 2755 $(DESTDIR)$(PREFIX)/bin/casebook
	install -d -o root -g $(GROUP) -m 2770 $(DESTDIR)$(STORE_FOLDER)
	echo $(STORE_FOLDER)/casebook.sqlite > $(DESTDIR)$(PREFIX)/share/casebook/store

bench: packages
	Benchmarks/run

# In which order what the first screen calls is linked: before a release.
start-order: packages
	Benchmarks/StartOrder/run

clean:
	rm -rf .build

packages: swift
	@.ci/packages $(PACKAGES)

test-packages: swift
	@.ci/packages $(TEST_PACKAGES)

swift:
	@command -v swift >/dev/null || { \
	  echo "Swift 6 is missing: get the toolchain for Debian 12 from https://www.swift.org/install/linux and put it on PATH." >&2; exit 69; }
