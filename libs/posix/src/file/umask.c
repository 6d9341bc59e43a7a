/* SPDX-License-Identifier: BSD-3-Clause */
#include "path.h"

#define PERMISSIONS (S_IRWXU | S_IRWXG | S_IRWXO)

static mode_t mask = S_IWGRP | S_IWOTH;

mode_t umask(mode_t new_mask)
{
	return __atomic_exchange_n(&mask, new_mask & PERMISSIONS, __ATOMIC_RELAXED);
}

mode_t mote_umask_apply(mode_t mode)
{
	return mode & ~__atomic_load_n(&mask, __ATOMIC_RELAXED);
}
