/* SPDX-License-Identifier: BSD-3-Clause */
#include "poll_files.h"

struct request {
	struct pollfd *descriptors;
	nfds_t count;
	uint64_t deadline;
};

static int attempt(void *argument)
{
	struct request *request = argument;

	return mote_poll(request->descriptors, request->count, request->deadline);
}

int mote_poll_whole(struct pollfd *descriptors, nfds_t count, uint64_t deadline)
{
	struct request request = {descriptors, count, deadline};

	return mote_poll_attempts(attempt, &request);
}
