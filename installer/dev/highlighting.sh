# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# KSyntaxHighlighting for Qt 6. A release with KF6 has a package. Debian 12 has only the Qt 5 build, so there the
# distribution's own source of the last version that also compiles against Qt 6 is built, once, into the cache folder.

highlighting_version=5.116.0
highlighting_suite=trixie
highlighting_sha256=6f8ccacebd0dc9ce050b2b23b715750c97938b3336fbbb80967920cb8c1dfaa7

# The archive that this system installs from, so that a mirror works as well.
archive_uri() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
        awk '$2 == "main" && $1 !~ /security/ { sub(/\/$/, "", $1); print $1; exit }'
}

# apt_aside DIR ARGUMENTS…: apt-get with lists and cache of its own under DIR; the system's state is neither read nor changed.
apt_aside() {
    local state=$1
    shift
    apt-get -q -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache" -o APT::Sandbox::User="$(id -un)" "$@"
}

fetch_highlighting() {
    local work=$1 uri state
    state=$work/apt
    uri=$(archive_uri)
    [ -n "$uri" ] || fail "no archive with a 'main' component in apt's configuration to take KSyntaxHighlighting from."
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
    printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
        "$uri" "$highlighting_suite" >"$state/sources.list"
    apt_aside "$state" update >&2
    (cd "$work" && apt_aside "$state" source --download-only --tar-only --only-source \
        "ksyntax-highlighting/$highlighting_suite" >&2)
}

build_highlighting() {
    local work=$1 prefix=$2 tarball source
    tarball=ksyntax-highlighting_$highlighting_version.orig.tar.xz
    source=$work/syntax-highlighting-$highlighting_version
    [ -f "$work/$tarball" ] || fail "the archive no longer has $tarball; install KSyntaxHighlighting for Qt 6 into $prefix."
    (cd "$work" && echo "$highlighting_sha256  $tarball" | sha256sum --check --status) ||
        fail "$tarball is not the file this tree was made for (SHA-256 differs)."
    tar -C "$work" -xf "$work/$tarball"
    # Debian 12's extra-cmake-modules are older than the version asked for and suffice; translations would need Linguist.
    sed -i 's/find_package(ECM [0-9.]*/find_package(ECM 5.103.0/' "$source/CMakeLists.txt"
    rm -rf "$source/poqm"
    cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$work/prefix" \
        -DQT_MAJOR_VERSION=6 -DBUILD_TESTING=OFF -DBUILD_SHARED_LIBS=OFF -DQRC_SYNTAX=ON >&2
    ninja -C "$work/build" -j "$(jobs_count)" install >&2
}

highlighting_ready() {
    local prefix=$cache/ksyntaxhighlighting-$highlighting_version work
    [ ! -e "$prefix" ] || return 0
    if dpkg-query -W -f='${Status}' libkf6syntaxhighlighting-dev 2>/dev/null | grep -q 'ok installed'; then
        return 0
    fi
    if ! has apt-get; then
        say "No apt here: KSyntaxHighlighting for Qt 6 has to be installed already, or in $prefix."
        return 0
    fi
    say "Building KSyntaxHighlighting $highlighting_version for Qt 6 into $prefix (once, about a minute)"
    mkdir -p "$cache"
    (
        # Two checkouts that start at once share the cache: the second waits and then finds the work done.
        flock 9
        [ ! -e "$prefix" ] || exit 0
        work=$(mktemp -d "$cache/highlighting.XXXXXX")
        trap 'rm -rf "$work"' EXIT
        fetch_highlighting "$work"
        build_highlighting "$work" "$prefix"
        # Its CMake files find their libraries relative to themselves: the prefix may be moved, so it appears whole or not at all.
        mv "$work/prefix" "$prefix"
    ) 9>"$cache/highlighting.lock"
}
