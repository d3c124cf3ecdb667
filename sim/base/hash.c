/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FNV-1a takes the bytes in, one at a time; hash_mix then spreads what it leaves in the low
 * bits over the whole word. Byte by byte, so the value is the same on every machine. */
#include "sim/base/hash.h"

#include <string.h>

#define FNV_OFFSET UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x00000100000001b3)

uint64_t hash_bytes(const void *p, size_t n)
{
    const unsigned char *bytes = p;
    uint64_t h = FNV_OFFSET;

    for (size_t i = 0; i < n; i++)
        h = (h ^ bytes[i]) * FNV_PRIME;
    return hash_mix(h);
}

uint64_t hash_string(const char *s)
{
    return hash_bytes(s, strlen(s));
}
