/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet on a file that is somebody else's. */
#ifndef SIM_STORE_SHEET_PRIVATE_H
#define SIM_STORE_SHEET_PRIVATE_H

#include "sim/store/h5.h"
#include "sim/store/sheet.h"

/* sheet_on(H): returns a sheet that adds groups to the open file of H, where trouble is noted too;
 * NULL without memory. */
struct sheet *sheet_on(struct h5 *H);

/* sheet_off(T): end the sheet, and leave its file open. */
void sheet_off(struct sheet *T);

#endif
