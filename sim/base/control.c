/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 is looked at byte by byte: all characters that are cleaned have one, two or three bytes
 * with few beginnings, so nothing need be decoded. */
#include "sim/base/control.h"

#include <stdbool.h>
#include <string.h>

/* control_bytes(s, n): the length of the control character that the n > 0 bytes at s begin with; 0:
 * of none. */
static size_t control_bytes(const unsigned char *s, size_t n)
{
    if (s[0] < 0x20 || s[0] == 0x7f)
        return 1;
    if (n > 1 && s[0] == 0xc2 && s[1] >= 0x80 && s[1] < 0xa0)
        return 2;
    if (n > 1 && s[0] == 0xd8 && s[1] == 0x9c)
        return 2;
    if (n < 3 || s[0] != 0xe2)
        return 0;
    if (s[1] == 0x80 && (s[2] == 0x8e || s[2] == 0x8f || (s[2] >= 0xaa && s[2] <= 0xae)))
        return 3;
    return s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9 ? 3 : 0;
}

size_t control_find(const char *s, size_t n, size_t *length)
{
    for (size_t i = 0; i < n; i++) {
        *length = s[i] == '\t' ? 0 : control_bytes((const unsigned char *)s + i, n - i);
        if (*length > 0)
            return i;
    }
    *length = 0;
    return n;
}

/* clean(s, lines): control characters of s become '?'; lines: but for tabs and line ends. */
static void clean(char *s, bool lines)
{
    const size_t n = strlen(s);
    size_t to = 0;

    for (size_t i = 0; i < n;) {
        const bool stays = lines && (s[i] == '\n' || s[i] == '\t');
        const size_t length = stays ? 0 : control_bytes((const unsigned char *)s + i, n - i);

        s[to++] = length > 0 ? '?' : s[i];
        i += length > 0 ? length : 1;
    }
    s[to] = '\0';
}

void control_clean(char *s)
{
    clean(s, false);
}

void control_clean_lines(char *s)
{
    clean(s, true);
}
