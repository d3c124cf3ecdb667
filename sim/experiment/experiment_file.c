/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of an experiment is a sheet that its command fills. Factors become axes or arrays under
 * the names of their keys. */
#include "sim/experiment/experiment_file.h"

#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/base/arena.h"
#include "sim/text/messages.h"

int experiment_file_write(FILE *messages, const char *path,
                          bool (*fill)(const void *user, struct sheet *T), const void *user)
{
    struct sheet *T;
    const int status = sheet_create(path, &T);

    if (status == GATESIM_ENOMEM)
        return message_status(messages, status);
    if (status == GATESIM_OK && fill(user, T) && sheet_finish(T) == GATESIM_OK)
        return GATESIM_OK;
    if (sheet_error(T)[0] != '\0')
        message(messages, "%s", sheet_error(T));
    else
        (void)message_status(messages, GATESIM_ENOMEM);
    sheet_abandon(T);
    return GATESIM_EIO;
}

bool experiment_file_axis(struct sheet *T, const char *name, const char *meaning, size_t length)
{
    double *number = malloc((length + 1) * sizeof *number);

    if (number == NULL)
        return false;
    for (size_t i = 0; i < length; i++)
        number[i] = (double)i;
    sheet_coordinates(T, name, "1", meaning, length, number);
    free(number);
    return true;
}

/* A factor's key without what HDF5 takes for a path. */
static const char *factor_name(struct arena *A, const char *key)
{
    char *name = arena_strndup(A, key, strlen(key));

    for (char *at = name; at != NULL && *at != '\0'; at++)
        if (*at == '/')
            *at = '_';
    return name;
}

/* value_text(A, F, place): returns the factor's value at the place as text, kept in A. */
static const char *value_text(struct arena *A, const struct factor *F, double place)
{
    char *text = factor_text(F, place);
    const char *kept = text != NULL ? arena_strndup(A, text, strlen(text)) : NULL;

    free(text);
    return kept;
}

static bool write_factor(struct sheet *T, struct arena *A, const struct factor *F,
                         const struct design_points *P, size_t j)
{
    static const char *const axes[] = {"design"};
    const char *name = factor_name(A, F->key);
    double *numbers = ARENA_ARRAY(A, double, P->count);
    const char **texts = ARENA_ARRAY(A, const char *, P->count);

    if (name == NULL || numbers == NULL || texts == NULL)
        return false;
    for (size_t i = 0; i < P->count; i++) {
        numbers[i] = factor_number(F, points_at(P, i)[j]);
        texts[i] = value_text(A, F, points_at(P, i)[j]);
        if (texts[i] == NULL)
            return false;
    }
    if (F->numeric)
        sheet_values(T, name, F->unit[0] != '\0' ? F->unit : "1", F->key, 1, axes, numbers);
    else
        sheet_strings(T, name, F->key, 1, axes, texts);
    return true;
}

bool experiment_file_points(struct sheet *T, const struct factors *V, const struct design_points *P)
{
    struct arena *A = arena_create();
    bool well =
        A != NULL && experiment_file_axis(T, "design", "number of the point, from 0", P->count);

    for (size_t j = 0; well && j < V->count; j++)
        well = write_factor(T, A, &V->factor[j], P, j);
    arena_destroy(A);
    return well;
}
