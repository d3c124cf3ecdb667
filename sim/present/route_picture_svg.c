/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the routes as SVG: each row at its place on a grid, joined to the row above by a
 * line. Colours are those of ink on paper, so that it can be printed and put into a document; a
 * load above 100 % is red, and its number says it too. */
#include <math.h>

#include "gatesim/status.h"
#include "sim/present/route_picture.h"
#include "sim/text/text.h"

#define ROW 28     /* height of a row */
#define STEP 24    /* by which a row is moved right for each level */
#define LEFT 24    /* of the line of the outermost routes */
#define LETTER 7.6 /* width of a letter, on average, at 14 */
#define BAR 80.0   /* length of the bar of a load of 100 % */
#define BAR_MOST 1.25

/* The picture while it is measured, and then while it is drawn. */
struct sheet {
    const struct gatesim_scenario *S;
    FILE *out;
    double names, whos; /* where conditions begin, and the width of their column */
    double right;       /* end of the longest words */
    unsigned rows;      /* so far */
};

/* Writes text with the characters escaped that XML keeps for itself. */
static void write_escaped(FILE *out, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '&')
            fputs("&amp;", out);
        else
            fputc(*text, out);
}

static double left_of(const struct picture_row *row)
{
    return LEFT + STEP * (double)row->depth;
}

static void measure(void *user, const struct picture_row *row)
{
    struct sheet *D = user;
    const double right = left_of(row) + 20 + LETTER * text_width(row->name);

    D->rows += row->mark == PICTURE_TITLE ? 2 : 1;
    D->right = fmax(D->right, right);
    if (row->station == PICTURE_NO_STATION)
        return;
    D->names = fmax(D->names, right);
    D->whos = fmax(D->whos, LETTER * text_width(row->who));
}

static void write_text(struct sheet *D, double x, double y, const char *class, const char *text)
{
    fprintf(D->out, "<text x=\"%.0f\" y=\"%.0f\" class=\"%s\">", x, y + 5, class);
    write_escaped(D->out, text);
    fputs("</text>\n", D->out);
}

/* Draws the load of a row's station: a bar, and the number. */
static void draw_load(struct sheet *D, const struct picture_row *row, double y)
{
    const double load = picture_load(D->S, row->station);
    const double x = D->names + D->whos;
    char b[TEXT_SIZE], servers[PICTURE_SERVERS];

    write_text(D, x, y, "small", picture_servers(servers, D->S, row->station));
    if (isnan(load))
        return;
    fprintf(D->out,
            "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"10\" class=\"room\"/>\n"
            "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.1f\" height=\"10\" class=\"%s\"/>\n",
            x + 96, y - 5, BAR, x + 96, y - 5, BAR * fmin(load, BAR_MOST),
            load > 1 ? "over" : "load");
    write_text(D, x + 96 + BAR * BAR_MOST + 8, y, load > 1 ? "warn" : "small",
               text_percent(b, load));
}

/* Draws the mark of a row: a dot for all trucks, a ring for some, an arrow where they leave. */
static void draw_mark(struct sheet *D, const struct picture_row *row, double y)
{
    const double x = left_of(row);

    if (row->mark == PICTURE_END || row->mark == PICTURE_OUT)
        fprintf(D->out, "<path d=\"M%.0f %.0f l6 -10 h-12 z\" class=\"%s\"/>\n", x, y + 6,
                row->mark == PICTURE_END ? "all" : "some");
    else if (row->mark != PICTURE_WORDS)
        fprintf(D->out, "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"6\" class=\"%s\"/>\n", x, y,
                row->mark == PICTURE_STATION ? "all" : "some");
}

/* Draws the ways of a row's route and of the routes around it on from the row above. */
static void draw_way(struct sheet *D, const struct picture_row *row, double y)
{
    const int last = row->mark == PICTURE_WORDS ? 8 : 0;

    for (unsigned i = 0; i <= row->depth; i++)
        fprintf(D->out, "<path d=\"M%.0f %.0f v%d\" class=\"way\"/>\n", LEFT + STEP * (double)i,
                y - ROW + 8, i < row->depth ? ROW : ROW - 8 + last);
}

static void draw_row(void *user, const struct picture_row *row)
{
    struct sheet *D = user;
    const double y = ROW * (D->rows + (row->mark == PICTURE_TITLE ? 1 : 0)) + ROW / 2.0;

    D->rows += row->mark == PICTURE_TITLE ? 2 : 1;
    if (row->mark == PICTURE_TITLE) {
        write_text(D, LEFT - 8, y, "title", row->name);
        return;
    }
    draw_way(D, row, y);
    draw_mark(D, row, y);
    write_text(D, left_of(row) + 14, y, row->mark == PICTURE_WORDS ? "small" : "name", row->name);
    write_text(D, D->names, y, "small", row->who);
    if (row->station != PICTURE_NO_STATION)
        draw_load(D, row, y);
}

int route_picture_svg(const struct gatesim_scenario *S, FILE *out)
{
    struct sheet D = {.S = S, .out = out};
    struct gatesim_scenario_info info;
    int status = route_picture_walk(S, measure, &D);

    D.whos += 24;
    gatesim_scenario_info(S, &info);
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%u\" "
            "font-family=\"sans-serif\" font-size=\"14\" role=\"img\">\n<title>",
            fmax(fmax(D.names + D.whos + 280, D.right), 780), ROW * (D.rows + 2));
    write_escaped(out, info.title);
    fputs("</title>\n<style>\n"
          ".title{font-weight:bold}.small{fill:#444;font-size:12px}.warn{fill:#b00020}\n"
          ".way{stroke:#888;fill:none}.all{fill:#1b4f72}.some{fill:#fff;stroke:#1b4f72;"
          "stroke-width:2}\n.room{fill:#e4e7ea}.load{fill:#1b4f72}.over{fill:#b00020}\n"
          "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
          out);
    D.rows = 0;
    if (status == GATESIM_OK)
        status = route_picture_walk(S, draw_row, &D);
    write_text(&D, LEFT - 8, ROW * (D.rows + 1.5), "small",
               "Full: all trucks; ring: some. Bar: expected load, the work that trucks bring over "
               "what the servers can do in their hours.");
    fputs("</svg>\n", out);
    return status;
}
