/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [service]: data services that stations look trucks up in. */

#include <string.h>

#include "sim/scenario/language/fields.h"
#include "sim/scenario/topics/failures.h"
#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/topics.h"

bool field_services(struct cursor *c, void *out)
{
    return field_names(c, SECTION_SERVICE, out);
}

static void data_service_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_SERVICE][i];
    const struct diag_place place = build_place(B, s, "concurrent");

    failures_check(B, s, &B->data_services[i].failure);
    if (B->data_services[i].concurrent == 0 && tree_has(s, "concurrent"))
        reader_error(B->R, &place, "it would never answer; at least 1 is needed");
}

static void data_services_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_SERVICE].count;
    struct scn_data_service *list = READER_ARRAY(B->R, B->R->keep, struct scn_data_service, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_data_service *D = &B->data_services[i];
        const char *name = B->names[SECTION_SERVICE].list[i];

        list[i].name = make_name(B, name);
        list[i].agency = D->agency == NULL ? "" : D->agency;
        list[i].purpose = make_purpose(B, "service", name);
        list[i].latency = D->latency.last.dist;
        list[i].concurrent = D->concurrent;
        failures_make(B, &D->failure, 0, &list[i].failure);
    }
    B->S->data_services = list;
    B->S->data_service_count = count;
}

/* data_services_check(B): check all data services. */
static void data_services_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_SERVICE].count; i++)
        data_service_check(B, i);
}

const struct topic topic_data_service = {.check = data_services_check, .make = data_services_make};
