/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every part may be lost for want of memory. That is noted in one flag, so that whoever puts a
 * document together asks once, at its end. */
#include "analysis/report/json_parts.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "gatesim/status.h"

void part_put(bool *lost, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        *lost = true;
}

void part_append(bool *lost, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0)
        *lost = true;
}

/* json_real refuses what JSON cannot say. */
json_t *part_number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

json_t *part_path(const char *path)
{
    const size_t size = strlen(path);
    json_t *text;
    char *copy;

    if (u8_check((const uint8_t *)path, size) == NULL)
        return json_string(path);
    copy = strdup(path);
    for (size_t i = 0; copy != NULL && i < size; i++)
        if ((unsigned char)copy[i] >= 0x80)
            copy[i] = '?';
    text = copy != NULL ? json_string(copy) : NULL;
    free(copy);
    return text;
}

json_t *part_seed(uint64_t seed)
{
    char text[24];

    if (seed <= INT64_MAX)
        return json_integer((json_int_t)seed);
    snprintf(text, sizeof text, "%" PRIu64, seed);
    return json_string(text);
}

json_t *part_estimate(bool *lost, struct estimate E)
{
    json_t *object = json_object();

    part_put(lost, object, "mean", part_number(E.mean));
    part_put(lost, object, "half_width", part_number(E.half_width));
    part_put(lost, object, "n", json_integer((json_int_t)E.n));
    return object;
}

int part_print(json_t *root, bool lost, FILE *out)
{
    if (!lost && json_dumpf(root, out, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) != 0)
        lost = !ferror(out); /* what stdout loses is told by whoever flushes it */
    fputc('\n', out);
    json_decref(root);
    return lost ? GATESIM_ENOMEM : GATESIM_OK;
}
