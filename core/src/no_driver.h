/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_NO_DRIVER_H
#define CORE_NO_DRIVER_H

/* Says that no device of a class that the image needs was found, and what to do. Gives -ENODEV. */
int mote_no_driver(const char *what);

#endif
