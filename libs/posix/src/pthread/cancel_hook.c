/* SPDX-License-Identifier: BSD-3-Clause */
#include "cancel.h"

void (*mote_cancel_hook)(bool anywhere);
