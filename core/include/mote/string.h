/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The few functions of C's string.h that the core needs and the compiler calls by itself. They do
 * what C11 §7.24 says. An image with a C library takes them from there.
 */
#ifndef MOTE_STRING_H
#define MOTE_STRING_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t bytes);
void *memmove(void *to, const void *from, size_t bytes);
void *memset(void *to, int value, size_t bytes);
int memcmp(const void *a, const void *b, size_t bytes);
size_t strlen(const char *string);
size_t strnlen(const char *string, size_t max);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t max);

#endif
