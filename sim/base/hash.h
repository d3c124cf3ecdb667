/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes: of names, and running ones over events. Not for secrets. */
#ifndef SIM_BASE_HASH_H
#define SIM_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* hash_mix(x): a bijection of 64 bits in which every input bit moves half of the output
 * bits: the finaliser of SplitMix64 (Steele, Lea & Flood 2014, variant 13 of Stafford). */
static inline uint64_t hash_mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* hash_bytes(p, n): of n bytes, FNV-1a (Fowler, Noll & Vo) put through hash_mix. */
uint64_t hash_bytes(const void *p, size_t n);

/* hash_string(s): of a string without its NUL. */
uint64_t hash_string(const char *s);

/* hash_pair(a, b): of two hashes, in this order. */
static inline uint64_t hash_pair(uint64_t a, uint64_t b)
{
    return hash_mix(a + UINT64_C(0x9e3779b97f4a7c15) + hash_mix(b));
}

#endif
