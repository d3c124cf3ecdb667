/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet: named arrays along named axes in one HDF5 file that is also a readable netCDF-4;
 * what comparisons and sweeps leave.
 *
 * Written beside its path and renamed when it is whole, as a results file is. Trouble sticks:
 * after a failure every call does nothing, and sheet_finish tells. One thread, on which HDF5's
 * printing of errors is off while a sheet is open. */
#ifndef SIM_STORE_SHEET_H
#define SIM_STORE_SHEET_H

#include <stddef.h>
#include <stdint.h>

struct sheet;

#define SHEET_RANK 5  /* axes of an array, at most */
#define SHEET_AXES 12 /* axes of a group, at most */

/* sheet_create(path, sheet): begin a file. Returns 0; GATESIM_ENOMEM with *sheet NULL; or
 * GATESIM_EIO with a *sheet that can only be asked for sheet_error and be abandoned. */
int sheet_create(const char *path, struct sheet **sheet);

/* sheet_text(T, name, text): write a text as an attribute of the file; "" is left out. */
void sheet_text(struct sheet *T, const char *name, const char *text);

/* sheet_number(T, name, x): write a number as an attribute of the file. */
void sheet_number(struct sheet *T, const char *name, double x);

/* sheet_count(T, name, x): write a whole number as an attribute of the file. */
void sheet_count(struct sheet *T, const char *name, uint64_t x);

/* sheet_group(T, name): what follows is in a new group; "": at the top, where things are when
 * the sheet begins. Axes are a group's own. */
void sheet_group(struct sheet *T, const char *name);

/* sheet_labels(T, name, meaning, length, labels): write an axis of labels to the group. It comes
 * before what lies along it. */
void sheet_labels(struct sheet *T, const char *name, const char *meaning, size_t length,
                  const char *const *labels);

/* sheet_coordinates(T, name, unit, meaning, length, values): write an axis of numbers with a
 * unit to the group. It comes before what lies along it. */
void sheet_coordinates(struct sheet *T, const char *name, const char *unit, const char *meaning,
                       size_t length, const double *values);

/* sheet_values(T, name, unit, meaning, rank, axes, values): write an array along rank axes of
 * the group, 0 for a single value, in row-major order, NaN where there is no value. axes[i]
 * names an axis of the group. */
void sheet_values(struct sheet *T, const char *name, const char *unit, const char *meaning,
                  size_t rank, const char *const *axes, const double *values);

/* sheet_strings(T, name, meaning, rank, axes, strings): write an array of texts along rank axes
 * of the group, as sheet_values. */
void sheet_strings(struct sheet *T, const char *name, const char *meaning, size_t rank,
                   const char *const *axes, const char *const *strings);

/* sheet_place(T, name, unit, meaning, rank, axes): an array of values that are not known yet, along
 * at least one axis. Returns its place in the file, for store_put. */
uint64_t sheet_place(struct sheet *T, const char *name, const char *unit, const char *meaning,
                     size_t rank, const char *const *axes);

/* sheet_finish(T): close, have it on the disk, rename it to its path. Ends the sheet when it
 * returns 0; else the temporary file is gone and the sheet can only be asked and abandoned. */
int sheet_finish(struct sheet *T);

/* sheet_abandon(T): end the sheet without a file. NULL is fine. */
void sheet_abandon(struct sheet *T); /* NULL is fine */

/* sheet_error(T): what failed first; "" nothing. */
const char *sheet_error(const struct sheet *T);

#endif
