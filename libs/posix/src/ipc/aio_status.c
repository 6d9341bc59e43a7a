/* SPDX-License-Identifier: BSD-3-Clause */
/* aio_error(), aio_return(). */
#include <errno.h>

#include "../error.h"
#include "aio_queue.h"

int aio_error(const struct aiocb *block)
{
	/* What it says when it is done was written before. */
	switch (block ? __atomic_load_n(&block->__state, __ATOMIC_ACQUIRE) : 0) {
	case AIO_STATE_IN_PROGRESS:
		return EINPROGRESS;
	case AIO_STATE_DONE:
		return block->__error;
	default:
		return (int)mote_posix_result(-EINVAL);
	}
}

/* Of an operation that is under way there is no result; POSIX leaves open what this returns then. */
ssize_t aio_return(struct aiocb *block)
{
	switch (block ? __atomic_load_n(&block->__state, __ATOMIC_ACQUIRE) : 0) {
	case AIO_STATE_IN_PROGRESS:
		return 0;
	case AIO_STATE_DONE:
		break;
	default:
		return mote_posix_result(-EINVAL);
	}
	/* It can be asked for once. */
	block->__state = 0;
	return block->__result < 0 ? mote_posix_result(-block->__error) : block->__result;
}
