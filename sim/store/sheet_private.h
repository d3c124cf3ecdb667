/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet on a file that is somebody else's. */
#ifndef SIM_STORE_SHEET_PRIVATE_H
#define SIM_STORE_SHEET_PRIVATE_H

#include "sim/store/h5.h"
#include "sim/store/sheet.h"

/* sheet_on(H): a sheet that adds groups to the open file of H, where trouble sticks too; NULL:
 * no memory. sheet_off(T) ends it, and leaves the file open. */
struct sheet *sheet_on(struct h5 *H);
void sheet_off(struct sheet *T);

#endif
