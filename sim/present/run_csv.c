/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of columns says what each number is of, so that one loop writes all of them. Instants
 * are written as dates and times, which spreadsheets and statistics programs know. */
#include "sim/present/run_csv.h"

#include "gatesim/results.h"
#include "gatesim/status.h"
#include "sim/present/csv_writer.h"
#include "sim/text/quantities.h"

#define PLACE 32

/* Writes position i of an axis to out as a field with a comma behind it. */
static void write_position(FILE *out, const struct run_estimates *M, enum gatesim_axis axis,
                           size_t i)
{
    const char *label = gatesim_axis_label(M->scenario, axis, i);
    const double x = gatesim_axis_coordinate(M->scenario, axis, i);
    struct gatesim_civil C;
    char text[PLACE];

    if (axis == GATESIM_AXIS_NONE) {
        fputc(',', out);
    } else if (label != NULL) {
        csv_writer_text(out, label, ',');
    } else if (axis == GATESIM_AXIS_HOUR) {
        csv_writer_number(out, x, ',');
    } else {
        gatesim_civil(M->info.epoch, (gatesim_ticks)(x * (double)GATESIM_TICKS_PER_SECOND), &C);
        snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", C.year, C.month, C.day, C.hour,
                 C.minute, C.second);
        csv_writer_text(out, text, ',');
    }
}

/* Writes the row of the number at [i, j] of a column. */
static void write_row(FILE *out, const struct run_estimates *M, const struct gatesim_column *C,
                      size_t i, size_t j)
{
    const struct estimate E = measured_at2(M, C->group, C->name, i, j);

    csv_writer_text(out, C->group, ',');
    csv_writer_text(out, C->name, ',');
    write_position(out, M, C->axis[0], i);
    write_position(out, M, C->axis[1], j);
    csv_writer_text(out, quantity_written(C->unit, M->info.currency), ',');
    csv_writer_number(out, E.mean, ',');
    csv_writer_number(out, E.half_width, ',');
    csv_writer_number(out, (double)E.n, '\n');
}

int run_csv(FILE *messages, const struct run_estimates *M, const char *path)
{
    struct csv_writer file;
    size_t count;
    const struct gatesim_column *columns = gatesim_columns(&count);
    const int status = csv_writer_open(&file, messages, path);

    if (status != GATESIM_OK)
        return status;
    fputs("group,name,of,and,unit,mean,half_width,replications\n", file.out);
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < gatesim_axis_length(M->scenario, columns[k].axis[0]); i++)
            for (size_t j = 0; j < gatesim_axis_length(M->scenario, columns[k].axis[1]); j++)
                write_row(file.out, M, &columns[k], i, j);
    return csv_writer_close(&file, true);
}
