/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The version of the library. */
#ifndef GATESIM_VERSION_H
#define GATESIM_VERSION_H

#define GATESIM_VERSION "0.1.0"

/* gatesim_version(): the version of the library that is linked, "0.1.0". */
const char *gatesim_version(void);

#endif
