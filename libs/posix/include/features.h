/* SPDX-License-Identifier: BSD-3-Clause */
/* <features.h>: which interfaces a program sees; some programs include it by this name. */
#ifndef _MOTE_FEATURES_H
#define _MOTE_FEATURES_H

#include <sys/features.h>

#endif
