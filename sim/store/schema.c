/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of tables, each printed from the table that the writer loops over. */
#include <string.h>

#include "gatesim/status.h"
#include "sim/store/layout.h"
#include "sim/store/log.h"
#include "sim/store/over_replications_list.h"
#include "sim/store/store.h"

static void put(FILE *out, const char *text)
{
    fputs(text, out);
}

static void put_attributes(FILE *out)
{
    put(out, "\n## Attributes of the file\n\n| attribute | meaning |\n|---|---|\n");
#define LAYOUT_CODE(code, name, meaning) fprintf(out, "| `%s` | %s |\n", name, meaning);
    LAYOUT_ATTRIBUTE_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
}

static void put_top(FILE *out)
{
    put(out, "\n## At the top\n\n| dataset | type | meaning |\n|---|---|---|\n");
    fprintf(out, "| `scenario` | text | %s |\n", LAYOUT_SCENARIO_MEANING);
    fprintf(out, "| `replication` | u32 | %s |\n", LAYOUT_REPLICATION_MEANING);
#define LAYOUT_CODE(code, name, bytes, meaning) \
    fprintf(out, "| `%s(replication)` | u%d | %s |\n", name, 8 * (bytes), meaning);
    LAYOUT_REPLICATION_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
    fprintf(out, "| `truck_rows(replication)`, `visit_rows(replication)` | u64 | %s |\n",
            LOG_COUNTS_MEANING);
}

static void put_axes(FILE *out)
{
    put(out,
        "\n## Axes\n\nThe axes of a group's columns are datasets of the group, each under the "
        "name of its\ndimension.\n\n| axis | coordinates | unit | meaning |\n|---|---|---|---|\n");
    fprintf(out, "| `replication` | numbers | 1 | %s |\n", LAYOUT_REPLICATION_MEANING);
    for (enum gatesim_axis axis = GATESIM_AXIS_NONE + 1; axis < GATESIM_AXES; axis++) {
        const char *unit = layout_axis_unit(axis);

        fprintf(out, "| `%s` | %s | %s | %s |\n", gatesim_axis_name(axis),
                unit ? "numbers" : "names", unit ? unit : "", gatesim_axis_meaning(axis));
    }
    fprintf(out, "| `statistic` | names | | %s |\n", LAYOUT_STATISTIC_MEANING);
}

static void put_column(FILE *out, const struct gatesim_column *C)
{
    fprintf(out, "| `%s(replication", C->name);
    for (int i = 0; i < 2; i++)
        if (C->axis[i] != GATESIM_AXIS_NONE)
            fprintf(out, ", %s", gatesim_axis_name(C->axis[i]));
    fprintf(out, ")` | %s | %s |\n", C->unit, C->meaning);
}

static void put_group(FILE *out, const struct gatesim_column *columns, size_t count,
                      const char *group)
{
    fprintf(out, "\n### /%s\n\n| dataset | unit | meaning |\n|---|---|---|\n", group);
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].group, group) == 0)
            put_column(out, &columns[i]);
}

static bool first_of_group(const struct gatesim_column *columns, size_t column)
{
    for (size_t i = 0; i < column; i++)
        if (strcmp(columns[i].group, columns[column].group) == 0)
            return false;
    return true;
}

/* The causes at the gate that are waiting, or those that are not. */
static void put_causes(FILE *out, int waits)
{
    const char *before = "";

    for (enum gatesim_cause cause = 0; cause < GATESIM_CAUSES; cause++)
        if (!gatesim_cause_home(cause) && gatesim_cause_waits(cause) == waits) {
            fprintf(out, "%s%s", before, gatesim_cause_name(cause));
            before = ", ";
        }
}

/* Which trucks and times a statistic is of: what a reader of the log must know to count again. */
static void put_window(FILE *out)
{
    put(out,
        "\n- What is counted, and means over time, are of what happens in the window. The window, "
        "a bin "
        "of\n  `time`, an hour and a day have the events of the instant at which they begin, not "
        "of "
        "the one at\n  which they end: a truck that comes at 08:00 sharp counts in the hour from "
        "08:00. The run has the\n  events of its last instant too, and so have its last bin, hour "
        "and day.\n"
        "- A day is one of the calendar. The first begins with the run, which need not be at "
        "midnight, and the\n  last ends with it. `/day/backlog` is of other instants, those of "
        "`count`: the run's 'backlog-at',\n  after the events of that instant, and the end of the "
        "run.\n"
        "- A truck of the 'backlog' has not arrived: it counts in `trucks_at_start`, and `arrived` "
        "leaves it out\n  everywhere. Without a warm-up its time in system and its waits, from the "
        "start of the run on, are in\n  the means and quantiles.\n"
        "- `trucks_at_start` + `trucks_arrived` = `trucks_crossed` + `trucks_turned_back` + "
        "`trucks_in_system`, exactly.\n"
        "- Times in system and total waits are of trucks that arrived in the window and "
        "crossed. Waits at a\n  station, and times from joining a line of an agency, are of trucks "
        "that joined it in the window;\n  service times are of services that began in it.\n"
        "- The waits of a station and its queue are of the same trucks: those in its line and, "
        "where "
        "it has no\n  room, on the road before it, of which `road_mean` is the number. Trucks that "
        "hold "
        "a server elsewhere\n  while they wait for room are in neither. `wait_mean` is of those "
        "that "
        "were called; `occupancy_mean`\n  leaves out the road.\n"
        "- People are on shift or work on after it: `over_mean` of `people_mean`, so that "
        "`utilisation` is 1 at\n  most.\n"
        "- Sums of time in `/delay` are what lies in the window of the stays of all trucks, "
        "those included\n  that were there when it opened: of `trucks_at_start` + "
        "`trucks_arrived` trucks. Their quotient is\n  the time that comparisons and reports "
        "tell per truck.\n"
        "- A total wait is the sum of the delays that are waiting:\n  ");
    put_causes(out, 1);
    put(out, ".\n  The others are what a stay takes: ");
    put_causes(out, 0);
    put(out,
        ".\n- A truck of a class that books appointments is at home until it comes: what it waits "
        "for its slot is the\n  delay `booking`, and what its driver is late after the slot began "
        "is `late`. Both pass before it\n  arrives, so neither is part of its time in system or of "
        "its total wait; with them, the delays sum\n  to its total time, from wanting to come to "
        "crossing. `total_time_*` and `booking_wait_*` are of\n  trucks that arrived in the window "
        "and crossed, the latter of those that had booked.\n"
        "- Trucks that wanted to come are those that arrived, those at home at the end less those "
        "at "
        "home when the\n  window opened, those that found no slot and those that did not come. "
        "Demand that was not met are the\n  last two and the trucks that were refused.\n"
        "- Rates by `hour` leave out the hour in which a warm-up ends, unless it begins with "
        "the window.\n");
}

/* How the columns go together by which a backlog is said to grow. */
static void put_trend(FILE *out)
{
    put(out,
        "\nWhether a backlog grows (`backlog_trend` of --json, and the sentences of all "
        "commands) is judged from\n`/station/load` and `/pool/load`, which are known before the "
        "run: above 1 a backlog grows, below it does\nnot, unless servers are busy or blocked "
        "all the same whenever they are open. Where a load is not known,\nthat share of the "
        "open time stands for it, with its chance error, and `/summary/backlog_growth` must "
        "not\ncontradict: it compares whole cycles (`/summary/cycle`), a Monday with a Monday, "
        "and does not exist where\nthe window has not two. The words are `steady`, `grows`, "
        "`shrinks`, `close` (to its limit), `too_short`.\nFor one that shrinks, "
        "`backlog_cleared_in_days` has the days after the end in which, at this rate, the "
        "trucks inside would\nbe gone, from `/summary/trucks_in_system` and "
        "`/summary/backlog_growth`, and an interval that holds with 90 %\nor more: null where "
        "one run gives none, or where the rate may be none.\n");
}

static void put_columns(FILE *out)
{
    size_t count;
    const struct gatesim_column *columns = gatesim_columns(&count);

    put(out, "\n## Statistics\n\nOver the measured window of each replication, in double "
             "precision; NaN where a value does not\nexist (the mean wait of no truck) or the "
             "replication was not run.\n");
    put_window(out);
    put_trend(out);
    for (size_t i = 0; i < count; i++)
        if (first_of_group(columns, i))
            put_group(out, columns, count, columns[i].group);
}

static void put_estimates(FILE *out)
{
    put(out, "\n## Estimates\n\n`/estimate/GROUP/NAME(..., statistic)` is the estimate of "
             "`/GROUP/NAME` over the complete\nreplications: its axes without the replication, and "
             "along `statistic`:\n\n| statistic | meaning |\n|---|---|\n");
#define LAYOUT_CODE(code, name, meaning) fprintf(out, "| `%s` | %s |\n", name, meaning);
    LAYOUT_STATISTIC_LIST(LAYOUT_CODE)
#undef LAYOUT_CODE
}

/* Print the arrays over the replications, and the axes that they do not share with the columns. */
static void put_over_replications(FILE *out)
{
    put(out, "\n## Beyond means\n\nStatistics over the complete replications: how the trucks in "
             "the system settle, in `/" STEADY_GROUP "`, and, in\n`/" QUANTILE_GROUP
             "`, what the share `level` of the runs does not exceed. An interval of a quantile is "
             "by\norder statistics, infinite where there are too few replications for a bound.\n"
             "\n| dataset | unit | meaning |\n|---|---|---|\n");
#define AXIS_NAME(code, name, unit, meaning) [OVER_##code] = (name),
#define AXIS_CODE(code, name, unit, meaning) OVER_##code,
    enum { STEADY_AXIS_LIST(AXIS_CODE) };
    static const char *const axis_names[] = {STEADY_AXIS_LIST(AXIS_NAME)};
#define ARRAY_LINE(code, name, unit, axis, meaning)                                           \
    fprintf(out, "| `/" STEADY_GROUP "/%s(%s)` | %s | %s |\n", name, axis_names[OVER_##axis], \
            unit, meaning);
    STEADY_LIST(ARRAY_LINE)
    put(out, "| `/" QUANTILE_GROUP "/NAME(level, bound)` | of the column | quantiles of "
             "`/summary/NAME` over the replications |\n"
             "\n| axis | unit | meaning |\n|---|---|---|\n");
#define AXIS_LINE(code, name, unit, meaning) \
    fprintf(out, "| `%s` | %s | %s |\n", name, unit, meaning);
    STEADY_AXIS_LIST(AXIS_LINE)
    QUANTILE_AXIS_LIST(AXIS_LINE)
#define NAME_TEXT(name) " `" name "`"
    put(out,
        "\nNames along `method`:" STEADY_METHOD_LIST(NAME_TEXT) "; along `part`:" STEADY_PART_LIST(
            NAME_TEXT) "; along `bound`:" QUANTILE_BOUND_LIST(NAME_TEXT) ".\n");
#undef NAME_TEXT
#undef AXIS_LINE
#undef ARRAY_LINE
#undef AXIS_CODE
#undef AXIS_NAME
}

static const char *log_unit(const struct log_column *C)
{
    return C->type == LOG_TIME ? "s" : C->type == LOG_INSTANT ? LAYOUT_INSTANT : "";
}

static int put_log(FILE *out, enum log_kind kind)
{
    static const char *const types[] = {[LOG_U8] = "u8",
                                        [LOG_U16] = "u16",
                                        [LOG_U32] = "u32",
                                        [LOG_TIME] = "f64",
                                        [LOG_INSTANT] = "f64"};
    struct log_table T;
    int status = log_table_init(&T, kind, NULL);

    if (status)
        return status;
    fprintf(out, "\n### /%s\n\n| dataset | type | unit | meaning |\n|---|---|---|---|\n", T.group);
    for (size_t i = 0; i < T.count; i++)
        fprintf(out, "| `%s(row)` | %s | %s | %s |\n", T.columns[i].name, types[T.columns[i].type],
                log_unit(&T.columns[i]), T.columns[i].meaning);
    if (kind == LOG_TRUCK)
        put(out, "| one under the name of each attribute | u8 | | value of the attribute |\n");
    log_table_release(&T);
    return 0;
}

static int put_logs(FILE *out)
{
    int status;

    put(out,
        "\n## Log of trucks\n\nOnly when the scenario asks for it. One row per truck or "
        "visit, in the order of the\nreplications and, within one, of ending; those of a "
        "replication that is not complete are\nthere as far as they go. Times lie on a grid "
        "of 2^-10 s, on which `wished` +\n`delay_booking` + `delay_late` = `arrived`, and "
        "`arrived` + all other `delay_*` = `left`, exactly. Trucks\nthat found no slot or did "
        "not come are not in the log: they were never at the gate. What the codes\nof a column "
        "stand for is in its attributes `flag_values` and `flag_meanings` (blanks made `_`).\n");
    status = put_log(out, LOG_TRUCK);
    return status ? status : put_log(out, LOG_VISIT);
}

int store_schema(FILE *out)
{
    int status;

    put(out,
        "# The results file\n\n"
        "Generated from the tables of the program: after a change, `cmake --build BUILD --target "
        "schema`.\n\n"
        "A results file is HDF5 (read by version 1.10 and later) and a netCDF-4 file too. Every "
        "dataset has a\n`long_name`; quantities are in SI units, named by `units`. Dimensions are "
        "dimension scales.\n`analysis/` holds a library that reads it, and short examples in "
        "other languages. The\nsame scenario and seed give the same bytes.\n\n"
        "The dimension `replication` is as long as the number that was asked for. Of a run that "
        "was "
        "stopped,\n`complete` tells which replications are there; when more were asked for than "
        "fit into 4 MB (packed\ncolumns not counted), the dimension ends with the last that was "
        "run.\n\n"
        "Every dataset of numbers has Fletcher-32 checksums, which HDF5 verifies whenever it is "
        "read; every\ndataset of texts has the attribute `crc32`, the CRC-32 of its texts, each "
        "with a zero byte behind it.\n`crc32(replication)` guards a replication as a whole: "
        "`--resume` and `merge` take only those that have it.\n");
    put_attributes(out);
    put_top(out);
    put_axes(out);
    put_columns(out);
    put_estimates(out);
    put_over_replications(out);
    status = put_logs(out);
    if (status)
        return status;
    return ferror(out) ? GATESIM_EIO : 0;
}
