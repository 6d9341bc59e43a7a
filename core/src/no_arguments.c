/* SPDX-License-Identifier: BSD-3-Clause */
/* The arguments of an image without a command line: the name alone. */
#include <mote/application.h>
#include <stddef.h>

#include "arguments.h"

static char name[] = MOTE_APPLICATION_NAME;

static char *values[] = {name, NULL};

struct mote_arguments mote_arguments = {.count = 1, .values = values};
