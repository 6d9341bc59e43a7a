/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Thread-specific data. The first few values lie in the thread; memory for the others is taken when one of
 * them is set first. A key that is deleted takes its values with it, so that the next one of the same number
 * begins with none.
 */
#include <errno.h>
#include <stdlib.h>

#include "thread.h"

#define KEYS_OUTSIDE (PTHREAD_KEYS_MAX - MOTE_PTHREAD_KEYS_INSIDE)

struct key {
	bool exists;
	void (*destructor)(void *value);
};

/* mote_pthread_lock guards which exist. */
static struct key keys[PTHREAD_KEYS_MAX];

/* The key that mote_pthread_for_each() is to forget. */
static pthread_key_t deleted;

static bool exists(pthread_key_t key)
{
	return key < PTHREAD_KEYS_MAX && keys[key].exists;
}

/* Where THREAD has its value of KEY; NULL: nowhere, and it is NULL. */
static void **value_of(struct mote_pthread *thread, pthread_key_t key)
{
	if (key < MOTE_PTHREAD_KEYS_INSIDE)
		return &thread->values[key];
	return thread->more_values ? &thread->more_values[key - MOTE_PTHREAD_KEYS_INSIDE] : NULL;
}

/* Calls each destructor once. Returns whether there was one to call. */
static bool destroy_values(struct mote_pthread *self)
{
	bool called = false;

	for (pthread_key_t key = 0; key < PTHREAD_KEYS_MAX; key++) {
		void (*destructor)(void *) = keys[key].destructor;
		void **place = value_of(self, key);
		void *value = place ? *place : NULL;

		if (!value || !keys[key].exists)
			continue;
		*place = NULL;
		if (!destructor)
			continue;
		destructor(value);
		called = true;
	}
	return called;
}

static void end(struct mote_pthread *self)
{
	for (int i = 0; i < PTHREAD_DESTRUCTOR_ITERATIONS && destroy_values(self); i++)
		;
	free(self->more_values);
	self->more_values = NULL;
}

int pthread_key_create(pthread_key_t *result, void (*destructor)(void *))
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	pthread_key_t key = 0;

	while (key < PTHREAD_KEYS_MAX && keys[key].exists)
		key++;
	if (key < PTHREAD_KEYS_MAX)
		keys[key] = (struct key){true, destructor};
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	if (key == PTHREAD_KEYS_MAX)
		return EAGAIN;
	mote_pthread_keys_hook = end;
	*result = key;
	return 0;
}

static void forget(struct mote_pthread *thread)
{
	void **place = value_of(thread, deleted);

	if (place)
		*place = NULL;
}

int pthread_key_delete(pthread_key_t key)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	bool existed = exists(key);

	if (existed) {
		keys[key].exists = false;
		deleted = key;
		mote_pthread_for_each(forget);
	}
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return existed ? 0 : EINVAL;
}

void *pthread_getspecific(pthread_key_t key)
{
	void **place = key < PTHREAD_KEYS_MAX ? value_of(&mote_pthread, key) : NULL;

	return place ? *place : NULL;
}

int pthread_setspecific(pthread_key_t key, const void *value)
{
	struct mote_pthread *self = mote_pthread_self();
	void **place;

	if (!exists(key))
		return EINVAL;
	place = value_of(self, key);
	if (!place) {
		if (!value)
			return 0;
		self->more_values = calloc(KEYS_OUTSIDE, sizeof(void *));
		if (!self->more_values)
			return ENOMEM;
		place = value_of(self, key);
	}
	*place = (void *)value;
	return 0;
}
