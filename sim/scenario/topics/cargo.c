/* SPDX-License-Identifier: GPL-3.0-or-later */
/* [cargo]: what trucks carry, and how it spoils. */

#include <string.h>

#include "sim/scenario/topics/makers.h"
#include "sim/scenario/topics/topics.h"

/* cargo_check(B, i): goods that age can spoil. */
static void cargo_check(struct build *B, uint32_t i)
{
    const struct tree_section *s = B->of[SECTION_CARGO][i];
    const struct draft_cargo *D = &B->cargos[i];
    const struct diag_place loss = build_place(B, s, "loss"), age = build_place(B, s, "age");

    if (tree_has(s, "shelf-life"))
        return;
    if (D->loss.step)
        reader_error(B->R, &loss, "'step' needs the end of the shelf life: shelf-life = 20 d");
    else if (tree_has(s, "age") && !tree_has(s, "loss"))
        reader_error(B->R, &age, "goods without a shelf life or a loss do not age");
}

/* cargos_check(B): check all cargos. */
static void cargos_check(struct build *B)
{
    for (uint32_t i = 0; i < B->names[SECTION_CARGO].count; i++)
        cargo_check(B, i);
}

/* loss_make(B, D, C): the curve as given, or all at the end of the shelf life, or evenly. */
static void loss_make(struct build *B, const struct draft_cargo *D, struct scn_cargo *C)
{
    const struct scn_loss ends[2] = {{0, 0}, {D->shelf_life, 1}};
    const struct scn_loss edge[2] = {{D->shelf_life - 1, 0}, {D->shelf_life, 1}};

    C->losses = D->loss.list;
    C->loss_count = D->loss.count;
    if (D->shelf_life == 0 || D->loss.count > 0)
        return;
    C->losses = reader_copy(B->R, B->R->keep, D->loss.step ? edge : ends, 2, sizeof ends[0]);
    C->loss_count = C->losses == NULL ? 0 : 2;
}

static void cargos_make(struct build *B)
{
    const uint32_t count = B->names[SECTION_CARGO].count;
    struct scn_cargo *list = READER_ARRAY(B->R, B->R->keep, struct scn_cargo, count);

    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct draft_cargo *D = &B->cargos[i];

        list[i] =
            (struct scn_cargo){.name = make_name(B, B->names[SECTION_CARGO].list[i]),
                               .purpose = make_purpose(B, "cargo", B->names[SECTION_CARGO].list[i]),
                               .value = D->value,
                               .weight = D->weight,
                               .spoiled_above = D->spoiled_above,
                               .home_price = D->home_price,
                               .perishable = D->shelf_life > 0,
                               .age = D->age};
        loss_make(B, D, &list[i]);
    }
    B->S->cargos = list;
    B->S->cargo_count = count;
}

const struct topic topic_cargo = {.check = cargos_check, .make = cargos_make};
