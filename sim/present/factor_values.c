/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One loop over the factors for each kind of reader. */
#include "sim/present/factor_values.h"

#include <stdlib.h>

#include "analysis/report/json_parts.h"
#include "sim/present/csv_writer.h"
#include "sim/text/text.h"

bool factor_values_print(const struct factors *V, const double *place, const char *between,
                         FILE *out)
{
    bool whole = true;

    for (size_t j = 0; j < V->count; j++) {
        char *text = factor_text(&V->factor[j], place[j]);

        fprintf(out, "%s%s = %s", j > 0 ? between : "", V->factor[j].key,
                text != NULL ? text : "?");
        whole = whole && text != NULL;
        free(text);
    }
    return whole;
}

void factor_values_cells(const struct factors *V, const double *place, struct table *T)
{
    for (size_t j = 0; j < V->count; j++) {
        char *text = factor_text(&V->factor[j], place[j]);

        table_cell(T, text);
        free(text);
    }
}

bool factor_values_csv(const struct factors *V, const double *place, FILE *out)
{
    bool whole = true;

    for (size_t j = 0; j < V->count; j++) {
        char *text = factor_text(&V->factor[j], place[j]);

        csv_writer_text(out, text != NULL ? text : "", ',');
        whole = whole && text != NULL;
        free(text);
    }
    return whole;
}

json_t *factor_values_json(bool *lost, const struct factors *V, const double *place)
{
    json_t *settings = json_object();

    for (size_t j = 0; j < V->count; j++) {
        char *text = factor_text(&V->factor[j], place[j]);

        part_put(lost, settings, V->factor[j].key, text != NULL ? json_string(text) : NULL);
        free(text);
    }
    return settings;
}
