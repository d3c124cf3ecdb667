#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Which of eight policies clears the fruit peak? ../fruit-peak.md explains what this prints.
#
#     study.sh          ten replications, seconds
#     study.sh 200      so many: closer intervals
#
# GATESIM is the program (default: gatesim).
set -eu
cd "$(dirname "$0")"
n=${1-10}
policies="as-it-is.ini parking.ini officers.ini desks.ini morning.ini evening.ini lane.ini evening-and-lane.ini"

# show WORD...: print a command as one would type it, and run it.
show() {
    printf '$ gatesim'
    for word in "$@"; do
        case $word in
        *' '* | *'<'*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "${GATESIM:-gatesim}" "$@"
    printf '\n'
}

# shellcheck disable=SC2086 # the policies are words
show rank $policies --metric 'trucks_in_system of fruit' --zone 20 --first "$n"
show rank as-it-is.ini lane.ini --metric 'trucks_in_system of fruit' --zone 20 --first 200
# shellcheck disable=SC2086
show rank $policies --metric staff_cost --subject-to 'trucks_in_system of fruit < 60 within 10' \
    --zone 2000000 --first "$n"
show compare as-it-is.ini lane.ini --metric 'trucks_in_system of fruit' \
    --metric 'wait_p95 of fruit' --replications "$n"
show sweep as-it-is.ini --vary other-side.servers=2..4 \
    --vary 'fruit.arrivals=poisson 200/d,poisson 220/d,poisson 240/d' \
    --metric 'trucks_in_system of fruit' --replications "$n"
