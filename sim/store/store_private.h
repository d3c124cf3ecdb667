/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the store have of each other. */
#ifndef SIM_STORE_STORE_PRIVATE_H
#define SIM_STORE_STORE_PRIVATE_H

#include "sim/store/h5.h"
#include "sim/store/log.h"
#include "sim/store/store.h"

/* Between store_enter(ST) and store_leave(ST, what it returned) a call has the store to itself
 * and HDF5 is silent. store_leave returns the store's status. */
struct h5_printing store_enter(struct store *ST);
int store_leave(struct store *ST, struct h5_printing saved);

/* store_publish_log(ST, replication, record, L): store_publish with the log L, which is
 * taken, whatever is returned; NULL: no rows. */
int store_publish_log(struct store *ST, uint32_t replication, const struct store_record *record,
                      struct log *L);

#endif
