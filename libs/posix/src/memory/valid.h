/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_MEMORY_VALID_H
#define POSIX_MEMORY_VALID_H

#include <stdbool.h>
#include <stdint.h>

/* Whether there is memory from BEGIN up to END: of the machine, or of the image. Any context. */
bool mote_memory_is_valid(uintptr_t begin, uintptr_t end);

#endif
