/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XENPV_POPULATE_H
#define XENPV_POPULATE_H

#include <stdint.h>

/*
 * Sets memory aside for the page tables of all PAGES pages of the domain. Returns the physical
 * address at which what can be used otherwise ends.
 */
uint64_t mote_xenpv_populate_start(uint64_t pages);

#endif
