/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a choice hides: an alternative that is best by its measure because trucks stay away. */
#include <string.h>

#include "analysis/report/json_parts.h"
#include "sim/experiment/selection_run.h"
#include "sim/present/served.h"

/* than(b, K, alternative): say behind ", but serves 3 % fewer trucks" than which alternative. */
static void than(char *b, const struct selection_run *K, size_t alternative)
{
    const size_t at = strlen(b);

    if (at > 0 && strcmp(b + at - 6, "trucks") == 0)
        snprintf(b + at, SERVED_SIZE - at, " than %s",
                 K->name != NULL ? K->name[alternative] : "another");
}

char *selection_run_but(const struct selection_run *K, char *b)
{
    const size_t best = selection_run_best(K), others = K->alternatives->count - 1;
    char one[SERVED_SIZE];
    double most = 0.0;

    b[0] = '\0';
    for (size_t i = 0; i < K->alternatives->count; i++) {
        const struct estimate D =
            i != best ? served_but(one, K->alternatives->alternative[i].data,
                                   K->alternatives->alternative[best].data, "summary", NULL, others)
                      : (struct estimate){.n = 0};

        if (D.mean > most) {
            most = D.mean;
            memcpy(b, one, SERVED_SIZE);
            than(b, K, i);
        }
    }
    return b;
}

/* guarded(K, came): whether a limit is on the trucks that are served; came: all wanted ones came,
 * so that those which are turned back or stay inside are the only ones that are not. */
static bool guarded(const struct selection_run *K, bool came)
{
    static const char *const names[] = {"unmet",
                                        "trucks_crossed",
                                        "trucks_no_slot",
                                        "throughput_per_hour",
                                        "trucks_turned_back",
                                        "trucks_in_system"};
    const size_t known = sizeof names / sizeof *names - (came ? 0 : 2);

    for (size_t j = 0; j < K->rules->limits.count; j++)
        for (size_t k = 0; k < known; k++)
            if (strstr(K->rules->limits.text[j], names[k]) != NULL)
                return true;
    return false;
}

bool selection_run_hides(const struct selection_run *K, char *b)
{
    const size_t best = selection_run_best(K);
    char fewer[SERVED_SIZE], unmet[SERVED_SIZE];

    if (best == K->alternatives->count)
        return false;
    selection_run_but(K, fewer);
    served_unmet(unmet, K->alternatives->alternative[best].data, "summary", NULL);
    if ((fewer[0] == '\0' && unmet[0] == '\0') || guarded(K, unmet[0] == '\0'))
        return false;
    snprintf(b, SELECTION_TEXT,
             "the best %s, and no limit forbids it: --subject-to 'unmet_share < 5 %%' or "
             "'trucks_crossed > N' does",
             unmet[0] != '\0' ? "leaves demand unmet" : "serves fewer trucks than another");
    return true;
}

void selection_run_json_served(const struct selection_run *K, size_t alternative, bool *lost,
                               json_t *object)
{
    static const char *const names[] = {"trucks_wanted", "trucks_crossed", "trucks_unmet",
                                        "unmet_share"};

    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        part_put(lost, object, names[k],
                 part_estimate(lost, served_estimate(K->alternatives->alternative[alternative].data,
                                                     names[k])));
}

json_t *selection_run_json_warnings(const struct selection_run *K, bool *lost)
{
    json_t *list = json_array();
    char text[SELECTION_TEXT];

    if (selection_run_hides(K, text))
        part_append(lost, list, json_string(text));
    return list;
}
