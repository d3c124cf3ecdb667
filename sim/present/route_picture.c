/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A route is a list of lines, so its picture is one too: nothing is laid out. Rows are made once
 * for text and SVG alike; who needs to know how wide or how many they are walks them twice. */
#include "sim/present/route_picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gatesim/status.h"
#include "sim/text/messages.h"
#include "sim/text/text.h"

#define DAY_SECONDS 86400.0

struct walk {
    const struct gatesim_scenario *S;
    picture_take take;
    void *user;
    bool *drawn; /* by route */
};

static void hand(struct walk *W, enum picture_mark mark, unsigned depth, const char *name,
                 const char *who, size_t station)
{
    W->take(W->user, &(struct picture_row){mark, depth, name, who, station});
}

static void walk_route(struct walk *W, size_t route, unsigned depth);

/* A line that leads to several places: its words, then the places below it. */
static void walk_several(struct walk *W, const struct gatesim_step *step, unsigned depth)
{
    const enum picture_mark mark =
        step->kind == GATESIM_STEP_ALL_OF ? PICTURE_STATION : PICTURE_SOME;

    hand(W, PICTURE_WORDS, depth, step->text, "", PICTURE_NO_STATION);
    for (size_t i = 0; i < step->count; i++)
        hand(W, mark, depth + 1, gatesim_scenario_name(W->S, GATESIM_STATION, step->places[i]), "",
             step->places[i]);
}

/* A line that leads through other routes: its words, then their lines below it. */
static void walk_routes(struct walk *W, const struct gatesim_step *step, unsigned depth)
{
    hand(W, PICTURE_WORDS, depth, step->text, "", PICTURE_NO_STATION);
    for (size_t i = 0; i < step->count; i++) {
        if (step->kind == GATESIM_STEP_CHOICE)
            hand(W, PICTURE_WORDS, depth + 1,
                 gatesim_scenario_name(W->S, GATESIM_ROUTE, step->places[i]), "",
                 PICTURE_NO_STATION);
        walk_route(W, step->places[i], depth + (step->kind == GATESIM_STEP_CHOICE ? 2 : 1));
    }
}

static void walk_step(struct walk *W, const struct gatesim_step *step, unsigned depth)
{
    switch (step->kind) {
    case GATESIM_STEP_VISIT:
        hand(W, step->who[0] == '\0' ? PICTURE_STATION : PICTURE_SOME, depth,
             gatesim_scenario_name(W->S, GATESIM_STATION, step->places[0]), step->who,
             step->places[0]);
        break;
    case GATESIM_STEP_ONE_OF:
    case GATESIM_STEP_ALL_OF:
        walk_several(W, step, depth);
        break;
    case GATESIM_STEP_FOLLOW:
    case GATESIM_STEP_CHOICE:
        walk_routes(W, step, depth);
        break;
    case GATESIM_STEP_TURN_BACK:
        hand(W, PICTURE_OUT, depth, "turned back", step->who, PICTURE_NO_STATION);
        break;
    case GATESIM_STEP_CROSS:
        hand(W, PICTURE_END, depth, "crossed", step->who, PICTURE_NO_STATION);
        break;
    case GATESIM_STEP_OTHER:
        hand(W, PICTURE_WORDS, depth, step->text, "", PICTURE_NO_STATION);
        break;
    }
}

static void walk_route(struct walk *W, size_t route, unsigned depth)
{
    struct gatesim_step step;

    W->drawn[route] = true;
    for (size_t i = 0; gatesim_scenario_step(W->S, route, i, &step); i++)
        walk_step(W, &step, depth);
}

/* Whether all trucks that come to the end of a route have left before: by a last line that turns
 * them back or lets them cross. */
static bool ends_itself(const struct gatesim_scenario *S, size_t route)
{
    struct gatesim_step step, last = {.kind = GATESIM_STEP_OTHER, .who = ""};

    for (size_t i = 0; gatesim_scenario_step(S, route, i, &step); i++)
        last = step;
    return last.who[0] == '\0' &&
           (last.kind == GATESIM_STEP_TURN_BACK || last.kind == GATESIM_STEP_CROSS);
}

/* Writes the classes whose trucks take the route to the stream, with their trucks a day where they
 * are known. */
static void write_classes(const struct gatesim_scenario *S, size_t route, FILE *out)
{
    const char *before = ": ";
    struct gatesim_scenario_info info;
    char b[TEXT_SIZE];

    gatesim_scenario_info(S, &info);
    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_CLASS); i++) {
        const double days = gatesim_seconds(info.duration - info.warm_up) / DAY_SECONDS;
        const double trucks = gatesim_scenario_arrivals(S, i);

        if (gatesim_scenario_class_route(S, i) != route)
            continue;
        fprintf(out, "%s%s", before, gatesim_scenario_name(S, GATESIM_CLASS, i));
        if (!isnan(trucks))
            fprintf(out, " (%s a day)", text_number(b, trucks / days));
        before = ", ";
    }
}

/* Hands over a route with its title above it and its end below. Returns 0, or GATESIM_ENOMEM. */
static int walk_whole(struct walk *W, size_t route)
{
    char *title = NULL;
    size_t size;
    FILE *out = open_memstream(&title, &size);

    if (out == NULL)
        return GATESIM_ENOMEM;
    fputs(gatesim_scenario_name(W->S, GATESIM_ROUTE, route), out);
    write_classes(W->S, route, out);
    if (fclose(out) != 0) {
        free(title);
        return GATESIM_ENOMEM;
    }
    hand(W, PICTURE_TITLE, 0, title, "", PICTURE_NO_STATION);
    walk_route(W, route, 0);
    if (!ends_itself(W->S, route))
        hand(W, PICTURE_END, 0, "crossed", "", PICTURE_NO_STATION);
    free(title);
    return GATESIM_OK;
}

static bool is_taken(const struct gatesim_scenario *S, size_t route)
{
    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_CLASS); i++)
        if (gatesim_scenario_class_route(S, i) == route)
            return true;
    return false;
}

int route_picture_walk(const struct gatesim_scenario *S, picture_take take, void *user)
{
    const size_t routes = gatesim_scenario_count(S, GATESIM_ROUTE);
    struct walk W = {S, take, user, calloc(routes + 1, sizeof *W.drawn)};
    int status = W.drawn != NULL ? GATESIM_OK : GATESIM_ENOMEM;

    for (size_t i = 0; status == GATESIM_OK && i < routes; i++)
        if (is_taken(S, i))
            status = walk_whole(&W, i);
    for (size_t i = 0; status == GATESIM_OK && i < routes; i++)
        if (!W.drawn[i])
            status = walk_whole(&W, i);
    free(W.drawn);
    return status;
}

double picture_load(const struct gatesim_scenario *S, size_t station)
{
    struct gatesim_staff staff;

    gatesim_scenario_staff(S, station, &staff);
    return staff.unlimited ? (double)NAN : gatesim_scenario_station_load(S, station);
}

char *picture_servers(char *b, const struct gatesim_scenario *S, size_t station)
{
    struct gatesim_staff staff;

    gatesim_scenario_staff(S, station, &staff);
    if (staff.unlimited)
        snprintf(b, PICTURE_SERVERS, "unlimited");
    else
        snprintf(b, PICTURE_SERVERS, "%u server%s", staff.most, staff.most == 1 ? "" : "s");
    return b;
}

#define NAME_MOST 48 /* columns to which names and conditions are aligned, at most */

/* The columns of the text. */
struct columns {
    const struct gatesim_scenario *S;
    FILE *out;
    int name, who; /* how wide */
};

static int indent_of(const struct picture_row *row)
{
    return 2 + 2 * (int)row->depth + 2;
}

static void measure(void *user, const struct picture_row *row)
{
    struct columns *C = user;
    const int name = indent_of(row) + text_width(row->name), who = text_width(row->who);

    if (row->station == PICTURE_NO_STATION)
        return;
    if (name > C->name && name <= NAME_MOST)
        C->name = name;
    if (who > C->who && who <= NAME_MOST)
        C->who = who;
}

/* Writes text, and blanks up to width columns. */
static void write_padded(FILE *out, const char *text, int width)
{
    fprintf(out, "%s%*s", text, width > text_width(text) ? width - text_width(text) : 0, "");
}

static void write_row(void *user, const struct picture_row *row)
{
    static const char *const marks[] = {"", "●", "○", "·", "◀", "▼"};
    struct columns *C = user;
    char servers[PICTURE_SERVERS], load[TEXT_SIZE];

    if (row->mark == PICTURE_TITLE) {
        fprintf(C->out, "\n%s\n", row->name);
        return;
    }
    fprintf(C->out, "  %*s%s ", 2 * (int)row->depth, "", marks[row->mark]);
    if (row->station == PICTURE_NO_STATION) {
        fprintf(C->out, "%s%s%s\n", row->name, row->who[0] != '\0' ? " " : "", row->who);
        return;
    }
    write_padded(C->out, row->name, C->name - indent_of(row));
    fputs("  ", C->out);
    write_padded(C->out, row->who, C->who);
    text_percent(load, picture_load(C->S, row->station));
    fprintf(C->out, "  %12s  %8s\n", picture_servers(servers, C->S, row->station), load);
}

int route_picture_text(const struct gatesim_scenario *S, FILE *out)
{
    struct columns C = {S, out, 0, 0};
    int status = route_picture_walk(S, measure, &C);

    if (status == GATESIM_OK)
        status = route_picture_walk(S, write_row, &C);
    fputs("\n● all trucks, ○ some. At the right the expected load: the work that trucks bring over "
          "what\nthe servers can do in their hours; - where it is not known before a run.\n",
          out);
    return status;
}

void route_picture_overload(const struct gatesim_scenario *S, FILE *to, const char *path)
{
    for (size_t i = 0; i < gatesim_scenario_count(S, GATESIM_STATION); i++) {
        const double load = gatesim_scenario_station_load(S, i);

        if (load > 1)
            fprintf(to,
                    "%s: [station %s] gets %.0f %% of the work that it can do in its hours: its "
                    "queue grows for as long as that lasts\n",
                    path, gatesim_scenario_name(S, GATESIM_STATION, i), 100 * load);
    }
}
