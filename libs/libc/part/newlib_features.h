/* SPDX-License-Identifier: BSD-3-Clause */
/* What newlib's own sources are compiled with first. */
#include <mote/posix_features.h>

/*
 * Else each function of a stream would forbid the cancellation of its thread, by two calls, so that none
 * ends with the stream's lock. libs/libc takes back the locks of a thread that ends.
 */
#undef _POSIX_THREADS
