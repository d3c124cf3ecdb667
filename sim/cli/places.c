/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/cli/places.h"

#include <stdlib.h>

#include "analysis/json_parts.h"
#include "sim/cli/spread.h"
#include "sim/cli/text.h"

bool places_print(const struct variation *V, const double *place, const char *between, FILE *out)
{
    bool whole = true;

    for (size_t j = 0; j < V->count; j++) {
        char *text = vary_text(&V->factor[j], place[j]);

        fprintf(out, "%s%s = %s", j > 0 ? between : "", V->factor[j].key,
                text != NULL ? text : "?");
        whole = whole && text != NULL;
        free(text);
    }
    return whole;
}

void places_cells(const struct variation *V, const double *place, struct table *T)
{
    for (size_t j = 0; j < V->count; j++) {
        char *text = vary_text(&V->factor[j], place[j]);

        table_cell(T, text);
        free(text);
    }
}

bool places_csv(const struct variation *V, const double *place, FILE *out)
{
    bool whole = true;

    for (size_t j = 0; j < V->count; j++) {
        char *text = vary_text(&V->factor[j], place[j]);

        spread_text(out, text != NULL ? text : "", ',');
        whole = whole && text != NULL;
        free(text);
    }
    return whole;
}

json_t *places_json(bool *lost, const struct variation *V, const double *place)
{
    json_t *settings = json_object();

    for (size_t j = 0; j < V->count; j++) {
        char *text = vary_text(&V->factor[j], place[j]);

        part_put(lost, settings, V->factor[j].key, text != NULL ? json_string(text) : NULL);
        free(text);
    }
    return settings;
}
