/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XENPV_START_H
#define XENPV_START_H

#include "xen.h"

/* What Xen has handed over. Its page stays as it is. */
extern const struct start_info *mote_xenpv_start_info;

#endif
