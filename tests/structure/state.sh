#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# state.sh ARCHIVE...: no object file holds writable data, so a thousand gates can live in
# one process.
set -eu
readelf -W -S "$@" | awk '
    /^File: / { file = $2 }
    /^ *\[ *[0-9]+\] / {
        sub(/^ *\[ *[0-9]+\] */, "")
        if ($1 ~ /^\.(data|bss|tdata|tbss)(\.|$)/ && $1 !~ /^\.data\.rel\.ro/ && $5 !~ /^0+$/) {
            print file ": mutable state, " $5 " (hexadecimal) bytes of " $1
            bad = 1
        }
    }
    END { exit bad }'
