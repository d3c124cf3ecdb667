#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# elsewhere.sh: the engine gives the pinned fingerprints on other machines: built for this very
# processor; with the mathematics of processors that have no fused multiply-add; in valgrind; with
# another C library (musl-tools); on another processor (gcc-aarch64-linux-gnu, libc6-dev-arm64-cross,
# qemu-user-static; its libraries are fetched from Debian, not installed). Some minutes. Says of each
# whether it ran; what it needs and is not here is left out.
set -eu
tree=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$tree"
sort tests/golden/fingerprints.txt >"$folder/pinned"
failed=0

# build COMPILER OUT [OPTION...]: the engine and the program that prints fingerprints.
build() {
    compiler=$1 out=$2
    shift 2
    "$compiler" -std=c17 -D_POSIX_C_SOURCE=200809L -O2 -ffp-contract=off -I. -Iinclude \
        sim/base/*.c sim/random/*.c sim/scenario/*.c sim/core/*.c sim/stat/*.c sim/gate/*.c \
        tests/golden/engine.c -o "$folder/$out" "$@"
}

# check WHAT COMMAND...: it prints what is pinned.
check() {
    what=$1
    shift
    if "$@" scenarios/*.ini >"$folder/found" && sort "$folder/found" | diff "$folder/pinned" - >&2; then
        echo "$what: $(wc -l <"$folder/found") scenarios"
    else
        echo "$what: DIFFERS"
        failed=1
    fi
}

# have WHAT TOOL...
have() {
    what=$1
    shift
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "$what: left out, there is no $tool"; return 1; }
    done
}

libraries='-lgsl -lgslcblas -lnettle -lunistring -lm'

# The lists of options are meant to split.
# shellcheck disable=SC2086
this_processor() {
    build cc native -march=native $libraries
    check 'this processor' "$folder/native"
    build cc plain $libraries
    check 'no fused multiply-add' env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2 "$folder/plain"
    check 'no AVX' env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX "$folder/plain"
    if have valgrind valgrind; then
        check valgrind valgrind --tool=none -q "$folder/plain"
    fi
}

# The libraries were built for the GNU C library, and want one function of it.
musl() {
    have musl musl-gcc || return 0
    mkdir "$folder/include"
    for header in gsl nettle Random123 unistring; do
        ln -s "/usr/include/$header" "$folder/include"
    done
    ln -s /usr/include/uni*.h "$folder/include"
    cat >"$folder/glibc.c" <<'C'
#include <stdarg.h>
#include <stdio.h>
int __fprintf_chk(FILE *out, int flag, const char *format, ...)
{
    va_list args;
    int n;

    (void)flag;
    va_start(args, format);
    n = vfprintf(out, format, args);
    va_end(args);
    return n;
}
C
    at=/usr/lib/$(cc -print-multiarch)
    build musl-gcc musl -static -I"$folder/include" "$folder/glibc.c" "$at/libgsl.a" \
        "$at/libgslcblas.a" "$at/libnettle.a" "$at/libunistring.a"
    check musl "$folder/musl"
}

# fetch: the libraries of the other processor, past what the system knows of packages.
fetch() {
    mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$folder/debs" "$folder/arm64"
    : >"$folder/apt/status"
    set -- -q -o APT::Architecture=arm64 -o APT::Architectures::=arm64 -o APT::Sandbox::User=root \
        -o Dir::State="$folder/apt" -o Dir::State::status="$folder/apt/status" -o Dir::Cache="$folder/apt"
    if ! { apt-get "$@" update && cd "$folder/debs" && apt-get "$@" download libgsl-dev libgsl27 \
        libgslcblas0 nettle-dev libunistring-dev; } >"$folder/log" 2>&1; then
        cat "$folder/log" >&2
        exit 1
    fi
    cd "$tree"
    for package in "$folder"/debs/*.deb; do
        dpkg -x "$package" "$folder/arm64"
    done
    ln -s /usr/include/Random123 "$folder/arm64/usr/include"
}

# shellcheck disable=SC2086
arm64() {
    have arm64 aarch64-linux-gnu-gcc qemu-aarch64-static apt-get dpkg || return 0
    fetch
    usr=$folder/arm64/usr
    build aarch64-linux-gnu-gcc engine-arm64 -static -I"$usr/include" -I"$usr/include/aarch64-linux-gnu" \
        -L"$usr/lib/aarch64-linux-gnu" $libraries
    check arm64 qemu-aarch64-static "$folder/engine-arm64"
}

this_processor
musl
arm64
exit $failed
