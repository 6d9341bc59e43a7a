/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stacks. One that is allocated has a page below it that isn't mapped, whatever the size of the guard area
 * that a program asks for; one that the program brings has none.
 */
#include <config/THREAD_STACK_PAGES.h>
#include <errno.h>
#include <limits.h>
#include <mote/page.h>

#include "attribute.h"

/* Of the pages that the core takes by default the lowest is the guard. */
#define DEFAULT_BYTES ((CONFIG_THREAD_STACK_PAGES - 1) * MOTE_PAGE_BYTES)

int pthread_attr_setstacksize(pthread_attr_t *attr, size_t bytes)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) || bytes < PTHREAD_STACK_MIN)
		return EINVAL;
	attr->__stack_bytes = bytes;
	return 0;
}

int pthread_attr_getstacksize(const pthread_attr_t *restrict attr, size_t *restrict bytes)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*bytes = attr->__stack_bytes ? attr->__stack_bytes : DEFAULT_BYTES;
	return 0;
}

int pthread_attr_setstack(pthread_attr_t *attr, void *stack, size_t bytes)
{
	if (!stack || pthread_attr_setstacksize(attr, bytes) != 0)
		return EINVAL;
	attr->__stack = stack;
	return 0;
}

int pthread_attr_getstack(const pthread_attr_t *restrict attr, void **restrict stack,
			  size_t *restrict bytes)
{
	if (pthread_attr_getstacksize(attr, bytes) != 0)
		return EINVAL;
	*stack = attr->__stack;
	return 0;
}

int pthread_attr_setstackaddr(pthread_attr_t *attr, void *stack)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) || !stack)
		return EINVAL;
	attr->__stack = stack;
	return 0;
}

int pthread_attr_getstackaddr(const pthread_attr_t *restrict attr, void **restrict stack)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*stack = attr->__stack;
	return 0;
}

int pthread_attr_setguardsize(pthread_attr_t *attr, size_t bytes)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	attr->__guard_bytes = bytes;
	attr->__has_guard_bytes = 1;
	return 0;
}

int pthread_attr_getguardsize(const pthread_attr_t *restrict attr, size_t *restrict bytes)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*bytes = attr->__has_guard_bytes ? attr->__guard_bytes : MOTE_PAGE_BYTES;
	return 0;
}
