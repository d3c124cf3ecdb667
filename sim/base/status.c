/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of the status codes, from the list in the header, and the version. */
#include "gatesim/status.h"

#include "gatesim/version.h"

const char *gatesim_status_text(int status)
{
    switch (status) {
#define STATUS_TEXT(code, value, text) \
    case GATESIM_##code:               \
        return text;
        GATESIM_STATUS_LIST(STATUS_TEXT)
#undef STATUS_TEXT
    default:
        return "unknown status";
    }
}

const char *gatesim_version(void)
{
    return GATESIM_VERSION;
}
