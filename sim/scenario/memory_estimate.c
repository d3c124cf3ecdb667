/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run needs at the least is worked out from the scenario before anything is allocated:
 * trucks that stand there at the start, and the bins of time series. Where that is more than the
 * machine has, it is told with the key that asks for it. */
#include "sim/scenario/memory_estimate.h"

#include "sim/base/machine.h"

/* Bytes of a truck that is inside, at the least: its record, and its place in a list. */
#define TRUCK_BYTES 136.0
/* Columns of the time series, each of 8 bytes: of a station, of a class, of all. */
#define SERIES_BYTES 8.0
#define SERIES_OF_STATION 4.0
#define SERIES_OF_CLASS 4.0
#define SERIES_OF_ALL 5.0
#define GIGABYTE 1e9

/* too_much(B, place, what, bytes): whether so many bytes are more than the machine has; if so, that
 * is told at the place. */
static bool too_much(const struct build *B, const struct diag_place *place, const char *what,
                     double bytes)
{
    const double most = machine_memory();

    if (most <= 0 || bytes <= most)
        return false;
    reader_error(B->R, place, "%s takes about %.3g GB of memory in a run; this machine has %.3g GB",
                 what, bytes / GIGABYTE, most / GIGABYTE);
    return true;
}

/* backlog_trucks(D): the trucks of a class that stand there at the start. */
static double backlog_trucks(const struct draft_class *D)
{
    double trucks = 0;

    for (size_t i = 0; i < D->backlog.count; i++)
        trucks += D->backlog.list[i].trucks;
    return trucks;
}

/* backlogs_check(B): the backlogs, up to the class with which they are too much. */
static void backlogs_check(struct build *B)
{
    double trucks = 0;

    for (uint32_t i = 0; i < B->names[SECTION_CLASS].count; i++) {
        const struct diag_place place = build_place(B, B->of[SECTION_CLASS][i], "backlog");
        const double own = backlog_trucks(&B->classes[i]);

        trucks += own;
        if (own > 0 &&
            too_much(B, &place, trucks > own ? "with those before, this backlog" : "this backlog",
                     TRUCK_BYTES * trucks))
            return;
    }
}

void memory_check(struct build *B)
{
    const double bins = (double)B->scenario.duration / (double)B->results.bin;
    const double columns = SERIES_OF_STATION * B->names[SECTION_STATION].count +
                           SERIES_OF_CLASS * B->names[SECTION_CLASS].count + SERIES_OF_ALL;
    const struct tree_section *s = B->names[SECTION_RESULTS].count > 0 ? B->of[SECTION_RESULTS][0]
                                                                       : B->of[SECTION_SCENARIO][0];
    const struct diag_place place =
        build_place(B, s, B->names[SECTION_RESULTS].count > 0 ? "bin" : "duration");

    backlogs_check(B);
    if (B->results.bin > 0 && bins < BUILD_BINS)
        too_much(B, &place, "a time series of such bins", SERIES_BYTES * columns * bins);
}
