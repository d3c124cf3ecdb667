/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine that the program runs on, as far as the system tells. Thread-safe. */
#ifndef SIM_BASE_MACHINE_H
#define SIM_BASE_MACHINE_H

/* machine_memory(): the memory of the machine in bytes; 0 when the system does not tell. */
double machine_memory(void);

/* machine_memory_free(): bytes of memory that a program can have now without making others give
 * theirs back, at most those that this process may have in all (ulimit -v); 0 when the system does
 * not tell. */
double machine_memory_free(void);

#endif
