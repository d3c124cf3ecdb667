/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a scenario's routes: the way of the trucks from top to bottom, a row for each line
 * of a route, with the servers of each station and the load that is expected there before any run.
 * The rows are the same in text and in SVG. */
#ifndef SIM_PRESENT_ROUTE_PICTURE_H
#define SIM_PRESENT_ROUTE_PICTURE_H

#include <stdbool.h>
#include <stdio.h>

#include "gatesim/scenario.h"

#define PICTURE_NO_STATION SIZE_MAX

/* A row of the picture. Strings are valid while it is handed over. */
struct picture_row {
    enum picture_mark {
        PICTURE_TITLE,   /* a route and the classes whose trucks take it */
        PICTURE_STATION, /* a station that all trucks of the row above visit */
        PICTURE_SOME,    /* a station that some of them visit */
        PICTURE_WORDS,   /* what is no visit, in the words of the scenario */
        PICTURE_OUT,     /* trucks leave without having crossed */
        PICTURE_END      /* trucks have crossed */
    } mark;
    unsigned depth;   /* of the route in routes that follow it, from 0 */
    const char *name; /* of the station, or the words */
    const char *who;  /* "if cargo is fresh for 20 %"; "" for all */
    size_t station;   /* PICTURE_NO_STATION: none */
};

/* Takes the rows of a picture one by one. */
typedef void (*picture_take)(void *user, const struct picture_row *row);

/* route_picture_walk(S, take, user): hand all rows of S's routes to take with user, from top to
 * bottom: each route that a class takes, with the routes inside it where they are followed, then
 * each route that is left, to which trucks are diverted. Returns 0, or GATESIM_ENOMEM. */
int route_picture_walk(const struct gatesim_scenario *S, picture_take take, void *user);

/* picture_load(S, station): returns the expected load of a station whose servers are limited; NaN
 * where they are not, or where it is not known. */
double picture_load(const struct gatesim_scenario *S, size_t station);

#define PICTURE_SERVERS 32

/* picture_servers(b, S, station): write how many servers the station has at most, such as "12
 * servers", to b, of PICTURE_SERVERS bytes. Returns b. */
char *picture_servers(char *b, const struct gatesim_scenario *S, size_t station);

/* route_picture_text(S, out): write the picture as text in columns to out. Returns 0, or
 * GATESIM_ENOMEM. */
int route_picture_text(const struct gatesim_scenario *S, FILE *out);

/* route_picture_svg(S, out): write the picture as an SVG document to out. Returns 0, or
 * GATESIM_ENOMEM. */
int route_picture_svg(const struct gatesim_scenario *S, FILE *out);

/* route_picture_overload(S, to, path): write a line to the stream for each station of S, which was
 * read from path, whose trucks are expected to bring more work than it can do. */
void route_picture_overload(const struct gatesim_scenario *S, FILE *to, const char *path);

#endif
