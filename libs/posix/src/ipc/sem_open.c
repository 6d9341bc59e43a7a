/* SPDX-License-Identifier: BSD-3-Clause */
/* Named semaphores. Who opens one twice gets the same address twice, and closes it twice. */
#include <errno.h>
#include <fcntl.h>
#include <mote/compiler.h>
#include <mote/heap.h>
#include <stdarg.h>

#include "../error.h"
#include "../file/path.h"
#include "names.h"
#include "sem.h"

struct named_sem {
	struct mote_ipc_object object;
	sem_t sem;
};

static struct mote_list semaphores = MOTE_LIST_INIT(semaphores);

static struct named_sem *of_object(struct mote_ipc_object *object)
{
	return MOTE_CONTAINER_OF(object, struct named_sem, object);
}

static int create(const char *text, mode_t mode, unsigned value, struct named_sem **result)
{
	struct named_sem *named;
	int error;

	if (value > SEM_VALUE_MAX)
		return -EINVAL;
	named = mote_heap_alloc_zeroed(1, sizeof(*named));
	if (!named)
		return -ENOSPC;
	error = mote_ipc_enter(&semaphores, &named->object, text, mote_umask_apply(mode));
	if (error) {
		mote_heap_free(named);
		return error;
	}
	mote_semaphore_init(mote_sem_core(&named->sem), value);
	named->sem.__mark = SEM_MARK_NAMED;
	*result = named;
	return 0;
}

static int find_or_create(const char *text, int flags, mode_t mode, unsigned value,
			  struct named_sem **named)
{
	struct mote_ipc_object *object = mote_ipc_find(&semaphores, text);
	int error;

	if (!object)
		return flags & O_CREAT ? create(text, mode, value, named) : -ENOENT;
	error = mote_ipc_check_open(object, flags, MOTE_IPC_READ | MOTE_IPC_WRITE);
	if (!error)
		*named = of_object(object);
	return error;
}

sem_t *sem_open(const char *name, int flags, ...)
{
	struct named_sem *named;
	const char *text;
	mode_t mode = 0;
	unsigned value = 0;
	int error;

	if (flags & O_CREAT) {
		va_list arguments;

		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		value = va_arg(arguments, unsigned);
		va_end(arguments);
	}
	error = mote_ipc_check_name(name, &text);
	if (!error) {
		mote_ipc_lock();
		error = find_or_create(text, flags, mode, value, &named);
		mote_ipc_unlock();
	}
	if (!error)
		return &named->sem;
	errno = -error;
	return SEM_FAILED;
}

/* Gives a reference back. */
static void release(struct named_sem *named)
{
	if (!mote_ipc_release(&named->object))
		return;
	named->sem.__mark = 0;
	mote_heap_free(named);
}

int sem_close(sem_t *sem)
{
	struct named_sem *named = MOTE_CONTAINER_OF(sem, struct named_sem, sem);
	int error = -EINVAL;

	if (!sem || sem->__mark != SEM_MARK_NAMED)
		return (int)mote_posix_result(error);
	mote_ipc_lock();
	if (mote_ipc_opened(&named->object)) {
		release(named);
		error = 0;
	}
	mote_ipc_unlock();
	return (int)mote_posix_result(error);
}

int sem_unlink(const char *name)
{
	struct mote_ipc_object *object;
	const char *text;
	int error = mote_ipc_check_name(name, &text);

	if (error)
		return (int)mote_posix_result(error == -EINVAL ? -ENOENT : error);
	mote_ipc_lock();
	error = mote_ipc_unlink(&semaphores, text, &object);
	if (!error)
		release(of_object(object));
	mote_ipc_unlock();
	return (int)mote_posix_result(error);
}
