/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is asked for, the pump is first brought to rest between two events, and every clock to
 * the same instant; then it is started again as the mode says. */
#include "sim/live/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EMPTY_EVENTS 100000 /* before the first truck, at most */

static void turn(struct session *G);

const char *session_mode_name(enum session_mode mode)
{
    static const char *const names[] = {
#define NAME(code, name) name,
        SESSION_MODE_LIST(NAME)
#undef NAME
    };

    return mode < SESSION_MODES ? names[mode] : "";
}

int session_init(struct session *G, uv_loop_t *loop)
{
    *G = (struct session){.loop = loop, .pace = 60};
    return pump_init(&G->pump, loop, G);
}

static int64_t epoch(const struct session *G)
{
    struct gatesim_scenario_info info;

    gatesim_scenario_info(G->sides[0].scn, &info);
    return info.epoch;
}

int session_scenario(const struct session *G, unsigned side, const char *setting,
                     struct gatesim_scenario **scn)
{
    return session_side_scenario(&G->sides[side], epoch(G), setting, scn);
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
static bool seed_setting(const struct session *G, char setting[48])
{
    struct gatesim_scenario_info info;

    if (G->count == 0)
        return false;
    gatesim_scenario_info(G->sides[0].scn, &info);
    snprintf(setting, 48, "scenario.seed=%" PRIu64, info.seed);
    return true;
}

int session_add(struct session *G, const char *path, const char *const *settings, size_t count,
                const char *name, struct gatesim_scenario **given, struct gatesim_diagnostics **D)
{
    struct session_side side = {0};
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
        status = session_side_init(&side, path, gatesim_scenario_text(scn), name);
    if (status == 0)
        status = session_side_load(&side, 0, D);
    if (status == 0)
        G->sides[G->count++] = side;
    else
        session_side_release(&side);
    if (status == 0 && given != NULL)
        *given = scn;
    else
        gatesim_scenario_destroy(scn);
    return status;
}

static void on_closed(struct pump *P)
{
    struct session *G = (struct session *)((char *)P - offsetof(struct session, pump));

    for (unsigned i = 0; i < G->count; i++)
        session_side_release(&G->sides[i]);
    G->count = 0;
}

void session_release(struct session *G)
{
    pump_close(&G->pump, on_closed);
}

/* fail(G, status): unless it is 0. Returns it. */
static int fail(struct session *G, int64_t status)
{
    if (status >= 0)
        return GATESIM_OK;
    G->mode = SESSION_FAILED;
    G->status = (int)status;
    return G->status;
}

static bool finished(const struct session *G)
{
    for (unsigned i = 0; i < G->count; i++)
        if (!gatesim_finished(G->sides[i].sim))
            return false;
    return true;
}

gatesim_ticks session_clock(const struct session *G)
{
    if (G->mode == SESSION_RUNNING || G->mode == SESSION_GOING)
        return pump_clock(&G->pump);
    return gatesim_now(G->sides[0].sim);
}

/* meet(G, at): all clocks at one instant, from rest. */
static void meet(struct session *G, gatesim_ticks at)
{
    for (unsigned i = 0; i < G->count && G->mode != SESSION_FAILED; i++)
        fail(G, gatesim_run_until(G->sides[i].sim, at));
}

/* rest(G): stop between two events. */
static void rest(struct session *G)
{
    const gatesim_ticks at = session_clock(G);

    if (G->mode != SESSION_RUNNING && G->mode != SESSION_GOING)
        return;
    G->share = pump_share(&G->pump);
    pump_stop(&G->pump);
    meet(G, at);
}

/* arrived(G): where it was going to. */
static void arrived(struct session *G)
{
    for (unsigned i = 0; i < G->count; i++) {
        struct session_side *D = &G->sides[i];

        if (D->prefix != 0)
            D->past_differs = D->prefix != gatesim_fingerprint(D->sim);
        D->prefix = 0;
    }
    G->mode = G->then;
}

static void on_done(struct pump *P, int status)
{
    struct session *G = P->user;

    G->share = pump_share(P);
    if (fail(G, status) != 0)
        return;
    if (G->mode == SESSION_GOING)
        arrived(G);
    turn(G);
}

/* turn(G): start the pump as the mode says, from rest. */
static void turn(struct session *G)
{
    struct gatesim *sims[SESSION_SIDES];

    if (G->mode != SESSION_FAILED && finished(G))
        G->mode = SESSION_FINISHED;
    if (G->mode != SESSION_RUNNING && G->mode != SESSION_GOING)
        return;
    for (unsigned i = 0; i < G->count; i++)
        sims[i] = G->sides[i].sim;
    if (G->mode == SESSION_GOING)
        pump_start_all(&G->pump, sims, G->count, PUMP_FLAT_OUT, G->goal, on_done);
    else
        pump_start_all(&G->pump, sims, G->count, G->pace, GATESIM_NEVER, on_done);
}

/* make(G): what is next on each side. Returns 0 or a status. */
static int make(struct session *G)
{
    int status = GATESIM_OK;

    for (unsigned i = 0; i < G->count && status == GATESIM_OK; i++)
        status = session_side_make(&G->sides[i]);
    return status;
}

int session_begin(struct session *G)
{
    const int status = make(G);

    for (unsigned i = 0; i < G->count; i++)
        if (status == GATESIM_OK)
            session_side_begin(&G->sides[i]);
        else
            session_side_drop(&G->sides[i]);
    G->run += status == GATESIM_OK;
    return status;
}

/* first_truck(G, sim, at): take events until a truck has come; *at becomes that instant, or
 * GATESIM_NEVER if none comes. Returns 0 or a status. */
static int first_truck(struct session *G, struct gatesim *sim, gatesim_ticks *at)
{
    struct gatesim_progress P;
    int64_t taken = 1;
    int status = 0;

    gatesim_progress(sim, &P);
    for (int i = 0; P.arrived + P.inside == 0 && taken > 0 && i < EMPTY_EVENTS && status == 0;
         i++) {
        taken = gatesim_step(sim, 1);
        status = fail(G, taken);
        gatesim_progress(sim, &P);
    }
    *at = P.arrived + P.inside > 0 ? gatesim_now(sim) : GATESIM_NEVER;
    return status;
}

int session_skip(struct session *G)
{
    gatesim_ticks first = GATESIM_NEVER, at;
    bool together = true;
    int status = GATESIM_OK;

    for (unsigned i = 0; i < G->count && status == GATESIM_OK; i++) {
        status = first_truck(G, G->sides[i].sim, &at);
        together = together && (i == 0 || at == first);
        first = at < first ? at : first;
    }
    if (status != GATESIM_OK)
        return status;
    G->first = first == GATESIM_NEVER ? 0 : first;
    if (!together || first == GATESIM_NEVER)
        status = session_begin(G);
    if (status == GATESIM_OK)
        meet(G, G->first);
    return status;
}

/* go(G, at, then): flat out to an instant that is not before the clock. What was known of where it
 * went before says nothing of this one. */
static void go(struct session *G, gatesim_ticks at, enum session_mode then)
{
    for (unsigned i = 0; i < G->count; i++)
        G->sides[i].prefix = 0;
    G->goal = at;
    G->then = then;
    G->mode = SESSION_GOING;
    turn(G);
}

/* wish(G): what it does, or will do when it is where it goes. */
static enum session_mode wish(const struct session *G)
{
    if (G->mode == SESSION_GOING)
        return G->then;
    return G->mode == SESSION_RUNNING ? SESSION_RUNNING : SESSION_PAUSED;
}

void session_run(struct session *G)
{
    if (G->mode == SESSION_GOING)
        G->then = SESSION_RUNNING;
    if (G->mode != SESSION_PAUSED)
        return;
    G->mode = SESSION_RUNNING;
    turn(G);
}

void session_pause(struct session *G)
{
    if (G->mode == SESSION_GOING)
        G->then = SESSION_PAUSED;
    if (G->mode != SESSION_RUNNING)
        return;
    rest(G);
    if (G->mode == SESSION_RUNNING)
        G->mode = SESSION_PAUSED;
}

void session_step(struct session *G, int64_t events)
{
    struct gatesim *lead = G->sides[0].sim;

    session_pause(G);
    if (G->mode != SESSION_PAUSED || fail(G, gatesim_step(lead, events)) != 0)
        return;
    meet(G, gatesim_now(lead));
    turn(G);
}

void session_speed(struct session *G, double pace)
{
    const enum session_mode mode = G->mode;

    if (mode == SESSION_RUNNING)
        rest(G);
    G->pace = pace;
    if (mode == SESSION_RUNNING && G->mode == SESSION_RUNNING)
        turn(G);
}

/* again(G, at, then): the simulations made anew, then go to the instant. Returns 0, or a status:
 * then they are as they were, at rest. */
static int again(struct session *G, gatesim_ticks at, enum session_mode then)
{
    const int status = session_begin(G);

    if (status != GATESIM_OK)
        return status;
    G->mode = SESSION_PAUSED;
    go(G, at, then);
    return GATESIM_OK;
}

int session_jump(struct session *G, gatesim_ticks at)
{
    const enum session_mode then = wish(G);
    struct gatesim_scenario_info info;
    int status = GATESIM_OK;

    gatesim_scenario_info(G->sides[0].scn, &info);
    at = at < 0 ? 0 : at > info.duration ? info.duration : at;
    rest(G);
    if (at < session_clock(G) || G->mode == SESSION_FAILED)
        status = again(G, at, then);
    else if (G->mode != SESSION_FINISHED)
        go(G, at, then);
    if (status != GATESIM_OK)
        turn(G);
    return status;
}

/* redo(G, at, then, prefix): again, after a change of a scenario; until then all is expected to be
 * as it was, with these fingerprints of the sides. */
static int redo(struct session *G, gatesim_ticks at, enum session_mode then,
                const uint64_t prefix[SESSION_SIDES])
{
    const int status = again(G, at, then);

    for (unsigned i = 0; i < G->count && status == GATESIM_OK; i++)
        G->sides[i].prefix = prefix[i];
    return status;
}

static void prefixes(const struct session *G, uint64_t prefix[SESSION_SIDES])
{
    for (unsigned i = 0; i < G->count; i++)
        prefix[i] = gatesim_fingerprint(G->sides[i].sim);
}

/* next_second(at): the first whole one after. */
static gatesim_ticks next_second(gatesim_ticks at)
{
    return (at / GATESIM_TICKS_PER_SECOND + 1) * GATESIM_TICKS_PER_SECOND;
}

int session_change(struct session *G, unsigned side, const char *settings,
                   struct gatesim_diagnostics **D)
{
    const enum session_mode then = wish(G);
    struct session_side *S = &G->sides[side];
    struct gatesim_scenario_info info;
    uint64_t prefix[SESSION_SIDES] = {0};
    gatesim_ticks at;
    int i, status;

    if (G->mode == SESSION_GOING || S->changes.count == SESSION_CHANGES_MOST)
        return GATESIM_ERANGE;
    rest(G);
    at = session_clock(G);
    gatesim_scenario_info(S->scn, &info);
    prefixes(G, prefix);
    status = next_second(at) < info.duration ? GATESIM_OK : GATESIM_ERANGE;
    i = status == 0 ? session_side_insert(S, next_second(at), G->made + 1, settings) : 0;
    if (status == 0)
        status = i < 0 ? GATESIM_ENOMEM : session_side_load(S, epoch(G), D);
    if (status == 0)
        status = redo(G, at, then, prefix);
    if (status == 0) {
        G->made++;
        return GATESIM_OK;
    }
    if (i >= 0 && status != GATESIM_ERANGE)
        session_side_remove(S, (size_t)i);
    turn(G);
    return status;
}

int session_withdraw(struct session *G, unsigned side)
{
    const enum session_mode then = wish(G);
    struct session_side *S = &G->sides[side];
    struct gatesim_diagnostics *none = NULL;
    struct session_change taken;
    gatesim_ticks at;
    int status;

    if (G->mode == SESSION_GOING || S->changes.count == 0)
        return GATESIM_ERANGE;
    rest(G);
    at = session_clock(G);
    taken = session_side_take(S, session_side_latest(S));
    status = session_side_load(S, epoch(G), &none);
    gatesim_diagnostics_destroy(none);
    if (status == 0)
        status = again(G, at, then);
    if (status == 0) {
        free(taken.settings);
        return GATESIM_OK;
    }
    session_side_give_back(S, taken);
    turn(G);
    return status;
}

int session_fork(struct session *G)
{
    const enum session_mode then = wish(G);
    const struct session_side *from = &G->sides[0];
    struct gatesim_diagnostics *none = NULL;
    struct session_side copy = {0};
    gatesim_ticks at;
    int status;

    if (G->mode == SESSION_GOING || G->count == SESSION_SIDES)
        return GATESIM_ERANGE;
    rest(G);
    at = session_clock(G);
    status = session_side_init(&copy, from->path, from->text, from->name);
    if (status == 0)
        status = session_side_copy_changes(&copy, from);
    if (status == 0)
        status = session_side_load(&copy, epoch(G), &none);
    gatesim_diagnostics_destroy(none);
    G->sides[G->count++] = copy;
    if (status == 0)
        status = again(G, at, then);
    if (status == 0)
        return GATESIM_OK;
    session_side_release(&G->sides[--G->count]);
    turn(G);
    return status;
}

int session_unfork(struct session *G)
{
    if (G->mode == SESSION_GOING || G->count < 2)
        return GATESIM_ERANGE;
    rest(G);
    session_side_release(&G->sides[--G->count]);
    G->run++;
    turn(G);
    return GATESIM_OK;
}
