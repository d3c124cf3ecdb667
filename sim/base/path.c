/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ending begins at the last point of the name, unless the name begins with that point. */
#include "sim/base/path.h"

#include <string.h>

const char *path_stem(const char *path, size_t *length)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    *length = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    return name;
}
