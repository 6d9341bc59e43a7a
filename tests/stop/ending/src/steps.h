/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ENDING_STEPS_H
#define ENDING_STEPS_H

#include <stdbool.h>

/* Whether ending.do= says WHAT. */
bool ending_does(const char *what);

/* Lets others do what they are about to. */
void ending_pause(void);

#endif
