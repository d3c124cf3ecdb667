/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is asked for, the pump is first brought to rest between two events, and every clock to
 * the same instant; then it is started again as the mode says. */
#include "sim/live/stage.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void turn(struct stage *G);

const char *stage_mode_name(enum stage_mode mode)
{
    static const char *const names[] = {
#define NAME(code, name) name,
        STAGE_MODE_LIST(NAME)
#undef NAME
    };

    return mode < STAGE_MODES ? names[mode] : "";
}

int stage_init(struct stage *G, uv_loop_t *loop)
{
    *G = (struct stage){.loop = loop, .pace = 60};
    return pump_init(&G->pump, loop, G);
}

/* ---- the text of a side ---- */

static int append(struct vector *text, const char *s)
{
    return vector_append(text, s, strlen(s));
}

/* append_name(text, base, number): the next name of a change that the base does not have. */
static int append_name(struct vector *text, const char *base, unsigned *number)
{
    char name[40];

    do
        snprintf(name, sizeof name, "\n[change live-%u]\n", ++*number);
    while (strstr(base, name) != NULL);
    return append(text, name);
}

static int append_change(struct vector *text, const struct stage_side *D, int64_t epoch,
                         const struct stage_change *C, unsigned *number)
{
    struct gatesim_civil c;
    char at[64];

    gatesim_civil(epoch, C->at, &c);
    snprintf(at, sizeof at, "at = %04d-%02d-%02d %02d:%02d:%02d\nset =\n    ", c.year, c.month,
             c.day, c.hour, c.minute, c.second);
    if (append_name(text, D->text, number) != 0 || append(text, at) != 0)
        return GATESIM_ENOMEM;
    for (const char *p = C->settings; *p != '\0'; p++)
        if (append(text, *p == '\n' ? "\n    " : (char[]){*p, '\0'}) != 0)
            return GATESIM_ENOMEM;
    return append(text, "\n");
}

/* side_text(D, epoch, text): the scenario as it was given, and its changes. */
static int side_text(const struct stage_side *D, int64_t epoch, struct vector *text)
{
    unsigned number = 0;

    vector_init(text, 1);
    if (append(text, D->text) != 0)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < D->changes.count; i++)
        if (append_change(text, D, epoch, VECTOR_AT(&D->changes, struct stage_change, i),
                          &number) != 0)
            return GATESIM_ENOMEM;
    return GATESIM_OK;
}

/* ---- making a side ---- */

/* Keep what is known of stays at the end of every bin that is over now. What memory has no room for
 * is not shown. */
static void keep_stays(struct stage_side *D, size_t over)
{
    const struct batches_summary known = batches_sum_up(&D->stay);

    while (D->stays.count < over)
        if (vector_append(&D->stays, &known, 1) != GATESIM_OK)
            return;
}

static void on_truck(void *user, const struct gatesim_truck *truck)
{
    struct stage_side *D = user;
    struct gatesim_scenario_info info;

    gatesim_scenario_info(D->watched, &info);
    if (truck->outcome != GATESIM_OUTCOME_CROSSED || truck->arrived < info.warm_up)
        return;
    if (D->stays.count < (size_t)(truck->left / info.bin))
        keep_stays(D, (size_t)(truck->left / info.bin));
    batches_add(&D->stay, gatesim_seconds(truck->left - truck->arrived));
}

/* parse(D, text, settings, count, scn, diagnostics): a scenario of the side's. */
static int parse(const struct stage_side *D, const struct vector *text, const char *setting,
                 struct gatesim_scenario **scn, struct gatesim_diagnostics **diagnostics)
{
    return gatesim_scenario_parse(text->items, text->count, D->path, &setting, setting != NULL, scn,
                                  diagnostics);
}

/* side_load(D, epoch, diagnostics): its scenarios, from its text and changes. Unless 0, it has
 * those that it had. */
static int side_load(struct stage_side *D, int64_t epoch, struct gatesim_diagnostics **diagnostics)
{
    struct gatesim_scenario *scn = NULL, *watched = NULL;
    struct gatesim_diagnostics *none = NULL;
    struct vector text;
    int status = side_text(D, epoch, &text);

    if (status == 0)
        status = parse(D, &text, NULL, &scn, diagnostics);
    if (status == 0)
        status = parse(D, &text, "results.log=trucks", &watched, &none);
    gatesim_diagnostics_destroy(none);
    vector_release(&text);
    if (status != 0) {
        gatesim_scenario_destroy(scn);
        return status;
    }
    gatesim_destroy(D->sim);
    D->sim = NULL;
    gatesim_scenario_destroy(D->scn);
    gatesim_scenario_destroy(D->watched);
    D->scn = scn;
    D->watched = watched;
    return GATESIM_OK;
}

/* side_make(D): its simulation, at the start. */
static int side_make(struct stage_side *D)
{
    gatesim_destroy(D->sim);
    D->sim = NULL;
    memset(&D->stay, 0, sizeof D->stay);
    D->stays.count = 0;
    D->past_differs = false;
    D->observer = (struct gatesim_observer){.user = D, .truck = on_truck};
    return gatesim_create(D->watched, 0, &D->observer, &D->sim);
}

static void side_release(struct stage_side *D)
{
    gatesim_destroy(D->sim);
    gatesim_scenario_destroy(D->scn);
    gatesim_scenario_destroy(D->watched);
    for (size_t i = 0; i < D->changes.count; i++)
        free(VECTOR_AT(&D->changes, struct stage_change, i)->settings);
    vector_release(&D->changes);
    vector_release(&D->stays);
    free(D->name);
    free(D->path);
    free(D->text);
    *D = (struct stage_side){0};
}

/* side_init(D, path, text, name): a side without scenarios; D is zeroed. */
static int side_init(struct stage_side *D, const char *path, const char *text, const char *name)
{
    vector_init(&D->changes, sizeof(struct stage_change));
    vector_init(&D->stays, sizeof(struct batches_summary));
    D->path = strdup(path);
    D->text = strdup(text);
    D->name = strdup(name);
    if (D->path != NULL && D->text != NULL && D->name != NULL)
        return GATESIM_OK;
    side_release(D);
    return GATESIM_ENOMEM;
}

static int64_t epoch(const struct stage *G)
{
    struct gatesim_scenario_info info;

    gatesim_scenario_info(G->sides[0].scn, &info);
    return info.epoch;
}

int stage_scenario(const struct stage *G, unsigned side, const char *setting,
                   struct gatesim_scenario **scn)
{
    const struct stage_side *D = &G->sides[side];
    struct gatesim_diagnostics *none = NULL;
    struct vector text;
    int status = side_text(D, epoch(G), &text);

    if (status == 0)
        status = parse(D, &text, setting, scn, &none);
    gatesim_diagnostics_destroy(none);
    vector_release(&text);
    return status;
}

/* same_time(A, B): they begin and end together. */
static bool same_time(const struct gatesim_scenario *A, const struct gatesim_scenario *B)
{
    struct gatesim_scenario_info a, b;

    gatesim_scenario_info(A, &a);
    gatesim_scenario_info(B, &b);
    return a.epoch == b.epoch && a.duration == b.duration;
}

/* seed_setting(G, setting): that which gives a side the first one's seed; false: it is the first.
 */
static bool seed_setting(const struct stage *G, char setting[48])
{
    struct gatesim_scenario_info info;

    if (G->count == 0)
        return false;
    gatesim_scenario_info(G->sides[0].scn, &info);
    snprintf(setting, 48, "scenario.seed=%" PRIu64, info.seed);
    return true;
}

int stage_add(struct stage *G, const char *path, const char *const *settings, size_t count,
              const char *name, struct gatesim_diagnostics **D)
{
    struct stage_side side = {0};
    struct gatesim_scenario *scn;
    const char **all = calloc(count + 1, sizeof *all);
    char seed[48];
    int status;

    if (all == NULL)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < count; i++)
        all[i] = settings[i];
    all[count] = seed;
    status = gatesim_scenario_load(path, all, count + seed_setting(G, seed), &scn, D);
    free(all);
    if (status != 0)
        return status;
    if (G->count > 0 && !same_time(G->sides[0].scn, scn))
        status = GATESIM_ERANGE;
    if (status == 0)
        status = side_init(&side, path, gatesim_scenario_text(scn), name);
    gatesim_scenario_destroy(scn);
    if (status == 0)
        status = side_load(&side, 0, D);
    if (status != 0) {
        side_release(&side);
        return status;
    }
    G->sides[G->count++] = side;
    return GATESIM_OK;
}

static void on_closed(struct pump *P)
{
    struct stage *G = (struct stage *)((char *)P - offsetof(struct stage, pump));

    for (unsigned i = 0; i < G->count; i++)
        side_release(&G->sides[i]);
    G->count = 0;
}

void stage_release(struct stage *G)
{
    pump_close(&G->pump, on_closed);
}

/* ---- turning ---- */

/* fail(G, status): unless it is 0. Returns it. */
static int fail(struct stage *G, int64_t status)
{
    if (status >= 0)
        return GATESIM_OK;
    G->mode = STAGE_FAILED;
    G->status = (int)status;
    return G->status;
}

static bool finished(const struct stage *G)
{
    for (unsigned i = 0; i < G->count; i++)
        if (!gatesim_finished(G->sides[i].sim))
            return false;
    return true;
}

gatesim_ticks stage_clock(const struct stage *G)
{
    if (G->mode == STAGE_RUNNING || G->mode == STAGE_GOING)
        return pump_clock(&G->pump);
    return gatesim_now(G->sides[0].sim);
}

/* meet(G, at): all clocks at one instant, from rest. */
static void meet(struct stage *G, gatesim_ticks at)
{
    for (unsigned i = 0; i < G->count && G->mode != STAGE_FAILED; i++)
        fail(G, gatesim_run_until(G->sides[i].sim, at));
}

/* rest(G): stop between two events. */
static void rest(struct stage *G)
{
    const gatesim_ticks at = stage_clock(G);

    if (G->mode != STAGE_RUNNING && G->mode != STAGE_GOING)
        return;
    G->share = pump_share(&G->pump);
    pump_stop(&G->pump);
    meet(G, at);
}

/* arrived(G): where it was going to. */
static void arrived(struct stage *G)
{
    for (unsigned i = 0; i < G->count; i++) {
        struct stage_side *D = &G->sides[i];

        D->past_differs = D->prefix != 0 && D->prefix != gatesim_fingerprint(D->sim);
        D->prefix = 0;
    }
    G->mode = G->then;
}

static void on_done(struct pump *P, int status)
{
    struct stage *G = P->user;

    G->share = pump_share(P);
    if (fail(G, status) != 0)
        return;
    if (G->mode == STAGE_GOING)
        arrived(G);
    turn(G);
}

/* turn(G): start the pump as the mode says, from rest. */
static void turn(struct stage *G)
{
    struct gatesim *sims[STAGE_SIDES];

    if (G->mode != STAGE_FAILED && finished(G))
        G->mode = STAGE_FINISHED;
    if (G->mode != STAGE_RUNNING && G->mode != STAGE_GOING)
        return;
    for (unsigned i = 0; i < G->count; i++)
        sims[i] = G->sides[i].sim;
    if (G->mode == STAGE_GOING)
        pump_start_all(&G->pump, sims, G->count, PUMP_FLAT_OUT, G->goal, on_done);
    else
        pump_start_all(&G->pump, sims, G->count, G->pace, GATESIM_NEVER, on_done);
}

int stage_begin(struct stage *G)
{
    for (unsigned i = 0; i < G->count; i++)
        if (side_make(&G->sides[i]) != 0)
            return GATESIM_ENOMEM;
    G->run++;
    return GATESIM_OK;
}

/* go(G, at, then): flat out to an instant that is not before the clock. */
static void go(struct stage *G, gatesim_ticks at, enum stage_mode then)
{
    G->goal = at;
    G->then = then;
    G->mode = STAGE_GOING;
    turn(G);
}

/* wish(G): what it does, or will do when it is where it goes. */
static enum stage_mode wish(const struct stage *G)
{
    if (G->mode == STAGE_GOING)
        return G->then;
    return G->mode == STAGE_RUNNING ? STAGE_RUNNING : STAGE_PAUSED;
}

void stage_run(struct stage *G)
{
    if (G->mode == STAGE_GOING)
        G->then = STAGE_RUNNING;
    if (G->mode != STAGE_PAUSED)
        return;
    G->mode = STAGE_RUNNING;
    turn(G);
}

void stage_pause(struct stage *G)
{
    if (G->mode == STAGE_GOING)
        G->then = STAGE_PAUSED;
    if (G->mode != STAGE_RUNNING)
        return;
    rest(G);
    if (G->mode == STAGE_RUNNING)
        G->mode = STAGE_PAUSED;
}

void stage_step(struct stage *G, int64_t events)
{
    struct gatesim *lead = G->sides[0].sim;

    stage_pause(G);
    if (G->mode != STAGE_PAUSED || fail(G, gatesim_step(lead, events)) != 0)
        return;
    meet(G, gatesim_now(lead));
    turn(G);
}

void stage_speed(struct stage *G, double pace)
{
    const enum stage_mode mode = G->mode;

    if (mode == STAGE_RUNNING)
        rest(G);
    G->pace = pace;
    if (mode == STAGE_RUNNING && G->mode == STAGE_RUNNING)
        turn(G);
}

/* again(G, at, then): the simulations made anew, then go to the instant. */
static int again(struct stage *G, gatesim_ticks at, enum stage_mode then)
{
    G->mode = STAGE_PAUSED;
    if (fail(G, stage_begin(G)) != 0)
        return GATESIM_ENOMEM;
    go(G, at, then);
    return GATESIM_OK;
}

int stage_jump(struct stage *G, gatesim_ticks at)
{
    const enum stage_mode then = wish(G);
    struct gatesim_scenario_info info;

    gatesim_scenario_info(G->sides[0].scn, &info);
    at = at < 0 ? 0 : at > info.duration ? info.duration : at;
    rest(G);
    if (at < stage_clock(G) || G->mode == STAGE_FAILED)
        return again(G, at, then);
    if (G->mode != STAGE_FINISHED)
        go(G, at, then);
    return GATESIM_OK;
}

/* ---- changes ---- */

/* redo(G, at, then): after a change of the first count sides' scenarios; before at nothing is
 * expected to differ. */
static int redo(struct stage *G, gatesim_ticks at, enum stage_mode then,
                const uint64_t prefix[STAGE_SIDES])
{
    for (unsigned i = 0; i < G->count; i++)
        G->sides[i].prefix = prefix[i];
    return again(G, at, then);
}

static void prefixes(const struct stage *G, uint64_t prefix[STAGE_SIDES])
{
    for (unsigned i = 0; i < G->count; i++)
        prefix[i] = gatesim_fingerprint(G->sides[i].sim);
}

/* insert(D, at, settings): one change more, behind those of the same instant. Returns its number,
 * or -1 without memory. */
static int insert(struct stage_side *D, gatesim_ticks at, const char *settings)
{
    char *copy = strdup(settings);
    struct stage_change *C = copy == NULL ? NULL : VECTOR_PUSH(&D->changes, struct stage_change);
    size_t i = D->changes.count;

    if (C == NULL) {
        free(copy);
        return -1;
    }
    for (i--; i > 0 && VECTOR_AT(&D->changes, struct stage_change, i - 1)->at > at; i--)
        *VECTOR_AT(&D->changes, struct stage_change, i) =
            *VECTOR_AT(&D->changes, struct stage_change, i - 1);
    *VECTOR_AT(&D->changes, struct stage_change, i) = (struct stage_change){at, copy};
    return (int)i;
}

static struct stage_change take_out(struct stage_side *D, size_t i)
{
    const struct stage_change out = *VECTOR_AT(&D->changes, struct stage_change, i);

    D->changes.count--;
    memmove(VECTOR_AT(&D->changes, struct stage_change, i),
            VECTOR_AT(&D->changes, struct stage_change, i + 1),
            (D->changes.count - i) * sizeof(struct stage_change));
    return out;
}

/* next_second(at): the first whole one after. */
static gatesim_ticks next_second(gatesim_ticks at)
{
    return (at / GATESIM_TICKS_PER_SECOND + 1) * GATESIM_TICKS_PER_SECOND;
}

int stage_change(struct stage *G, unsigned side, const char *settings,
                 struct gatesim_diagnostics **D)
{
    const enum stage_mode then = wish(G);
    struct stage_side *S = &G->sides[side];
    struct gatesim_scenario_info info;
    uint64_t prefix[STAGE_SIDES] = {0};
    gatesim_ticks at;
    int i, status;

    if (G->mode == STAGE_GOING || S->changes.count == STAGE_CHANGES_MOST)
        return GATESIM_ERANGE;
    rest(G);
    at = stage_clock(G);
    gatesim_scenario_info(S->scn, &info);
    prefixes(G, prefix);
    status = next_second(at) < info.duration ? GATESIM_OK : GATESIM_ERANGE;
    i = status == 0 ? insert(S, next_second(at), settings) : 0;
    if (status == 0)
        status = i < 0 ? GATESIM_ENOMEM : side_load(S, epoch(G), D);
    if (status == 0)
        return redo(G, at, then, prefix);
    if (i >= 0 && status != GATESIM_ERANGE)
        free(take_out(S, (size_t)i).settings);
    turn(G);
    return status;
}

int stage_withdraw(struct stage *G, unsigned side)
{
    const enum stage_mode then = wish(G);
    struct stage_side *S = &G->sides[side];
    struct gatesim_diagnostics *none = NULL;
    gatesim_ticks at;
    int status;

    if (G->mode == STAGE_GOING || S->changes.count == 0)
        return GATESIM_ERANGE;
    rest(G);
    at = stage_clock(G);
    free(take_out(S, S->changes.count - 1).settings);
    status = side_load(S, epoch(G), &none);
    gatesim_diagnostics_destroy(none);
    return status == 0 ? again(G, at, then) : fail(G, status);
}

/* copy_changes(from, to) */
static int copy_changes(const struct stage_side *from, struct stage_side *to)
{
    for (size_t i = 0; i < from->changes.count; i++) {
        const struct stage_change *C = VECTOR_AT(&from->changes, struct stage_change, i);

        if (insert(to, C->at, C->settings) < 0)
            return GATESIM_ENOMEM;
    }
    return GATESIM_OK;
}

int stage_fork(struct stage *G)
{
    const enum stage_mode then = wish(G);
    const struct stage_side *from = &G->sides[0];
    struct gatesim_diagnostics *none = NULL;
    struct stage_side copy = {0};
    gatesim_ticks at;
    int status;

    if (G->mode == STAGE_GOING || G->count == STAGE_SIDES)
        return GATESIM_ERANGE;
    rest(G);
    at = stage_clock(G);
    status = side_init(&copy, from->path, from->text, from->name);
    if (status == 0)
        status = copy_changes(from, &copy);
    if (status == 0)
        status = side_load(&copy, epoch(G), &none);
    gatesim_diagnostics_destroy(none);
    if (status != 0) {
        side_release(&copy);
        turn(G);
        return status;
    }
    G->sides[G->count++] = copy;
    return again(G, at, then);
}

int stage_unfork(struct stage *G)
{
    if (G->mode == STAGE_GOING || G->count < 2)
        return GATESIM_ERANGE;
    rest(G);
    side_release(&G->sides[--G->count]);
    G->run++;
    turn(G);
    return GATESIM_OK;
}
