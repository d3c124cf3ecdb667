/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages for browsers that are built into the program: HTML with all they need. Made from the
 * sources beside this file, where npm is there when gatesim is built. */
#ifndef ANALYSIS_WEB_PAGE_H
#define ANALYSIS_WEB_PAGE_H

#include <stddef.h>

struct web_page {
    const char *name;           /* "report" */
    const unsigned char *bytes; /* UTF-8, not ended by a 0 */
    size_t size;
    size_t data, data_end; /* what data[...] stands for in it; both are size when nothing does */
};

/* web_page(name): static storage; NULL when gatesim was built without pages, or there is none of
 * that name. */
const struct web_page *web_page(const char *name);

/* What to tell who asks for a page that is not there. */
#define WEB_PAGE_MISSING                                                              \
    "this gatesim was built without its web pages: install Node.js and npm (Debian: " \
    "apt-get install nodejs npm), then configure and build it again"

#endif
