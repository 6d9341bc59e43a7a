/* SPDX-License-Identifier: BSD-3-Clause */
/* timerfd: a timer of one of POSIX's clocks that counts its expiries in a file. */
#include <errno.h>
#include <mote/compiler.h>
#include <mote/file.h>
#include <mote/heap.h>
#include <mote/wait.h>
#include <sys/timerfd.h>

#include "../error.h"
#include "../time/clock_timer.h"

struct timer_file {
	struct mote_file file;
	struct mote_clock_timer timer;
	struct mote_wall_watch watch;
	struct mote_spinlock lock; /* guards what follows */
	uint64_t expiries;	   /* since the last read */
	bool heeds_setting;	   /* TFD_TIMER_CANCEL_ON_SET */
	bool was_set;		   /* the time of day, since the last read */
	struct mote_wait_queue readers;
};

static struct timer_file *of_file(struct mote_file *file)
{
	return MOTE_CONTAINER_OF(file, struct timer_file, file);
}

static bool is_readable(const struct timer_file *timer)
{
	return timer->expiries || timer->was_set;
}

/* There is something to read from now on. */
static void tell(struct timer_file *timer)
{
	mote_wake_one(&timer->readers);
	mote_file_notify(&timer->file, POLLIN);
}

static bool expired(struct mote_clock_timer *clock_timer, uint64_t missed)
{
	struct timer_file *timer = MOTE_CONTAINER_OF(clock_timer, struct timer_file, timer);
	unsigned long irq = mote_spin_lock_irqsave(&timer->lock);

	timer->expiries += missed + 1;
	tell(timer);
	mote_spin_unlock_irqrestore(&timer->lock, irq);
	return true;
}

static void time_was_set(struct mote_wall_watch *watch)
{
	struct timer_file *timer = MOTE_CONTAINER_OF(watch, struct timer_file, watch);
	unsigned long irq = mote_spin_lock_irqsave(&timer->lock);

	if (timer->heeds_setting) {
		timer->was_set = true;
		tell(timer);
	}
	mote_spin_unlock_irqrestore(&timer->lock, irq);
}

static int wait_for_expiry(struct timer_file *timer, unsigned long *irq)
{
	while (!is_readable(timer)) {
		if (timer->file.flags & O_NONBLOCK)
			return -EAGAIN;
		if (mote_wait(&timer->readers, &timer->lock, irq) == MOTE_WAIT_INTERRUPTED)
			return MOTE_FILE_INTERRUPTED;
	}
	return 0;
}

static int take(struct timer_file *timer, uint64_t *expiries)
{
	unsigned long irq = mote_spin_lock_irqsave(&timer->lock);
	int error = wait_for_expiry(timer, &irq);

	if (!error && timer->was_set) {
		timer->was_set = false;
		error = -ECANCELED;
	} else if (!error) {
		*expiries = timer->expiries;
		timer->expiries = 0;
	}
	/* Who was interrupted may have been woken as well. */
	if (is_readable(timer))
		mote_wake_one(&timer->readers);
	mote_spin_unlock_irqrestore(&timer->lock, irq);
	return error;
}

static ssize_t timer_read(struct mote_file *file, struct mote_io *io)
{
	uint64_t expiries;
	int error;

	if (io->left < sizeof(expiries))
		return -EINVAL;
	error = take(of_file(file), &expiries);
	return error ? error : (ssize_t)mote_io_put(io, &expiries, sizeof(expiries));
}

static unsigned timer_poll(struct mote_file *file)
{
	struct timer_file *timer = of_file(file);
	unsigned long irq = mote_spin_lock_irqsave(&timer->lock);
	bool readable = is_readable(timer);

	mote_spin_unlock_irqrestore_nowake(&timer->lock, irq);
	return readable ? POLLIN : 0;
}

static int timer_close(struct mote_file *file)
{
	struct timer_file *timer = of_file(file);

	mote_wall_watch_remove(&timer->watch);
	mote_clock_timer_end(&timer->timer);
	mote_heap_free(timer);
	return 0;
}

static const struct mote_file_operations operations = {
	.name = "timerfd",
	.read = timer_read,
	.poll = timer_poll,
	.close = timer_close,
};

static int make(clockid_t clock, int flags)
{
	struct timer_file *timer;
	int descriptor;

	if (flags & ~(TFD_CLOEXEC | TFD_NONBLOCK) ||
	    (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC))
		return -EINVAL;
	timer = mote_heap_alloc_zeroed(1, sizeof(*timer));
	if (!timer)
		return -ENOMEM;
	mote_file_init(&timer->file, &operations, O_RDONLY | (flags & TFD_NONBLOCK));
	mote_clock_timer_init(&timer->timer, clock, expired);
	mote_wait_queue_init(&timer->readers, "a timerfd's expiry");
	timer->watch.changed = time_was_set;
	mote_wall_watch_add(&timer->watch);
	descriptor = mote_descriptor_install(&timer->file, flags & TFD_CLOEXEC);
	if (descriptor < 0)
		mote_file_release(&timer->file);
	return descriptor;
}

int timerfd_create(clockid_t clock, int flags)
{
	return (int)mote_posix_result(make(clock, flags));
}

static bool is_valid(const struct timespec *time)
{
	return mote_timespec_is_valid(time) && time->tv_sec >= 0;
}

static void to_itimerspec(const struct mote_clock_timer_setting *setting, struct itimerspec *value)
{
	value->it_interval = mote_nanoseconds_timespec(setting->interval);
	value->it_value = mote_nanoseconds_timespec(setting->value);
}

/* What was counted by the last setting is forgotten. */
static void begin_anew(struct timer_file *timer, int flags)
{
	unsigned long irq = mote_spin_lock_irqsave(&timer->lock);

	timer->expiries = 0;
	timer->was_set = false;
	timer->heeds_setting = timer->timer.clock == CLOCK_REALTIME &&
			       flags == (TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET);
	mote_spin_unlock_irqrestore_nowake(&timer->lock, irq);
}

static int set(struct mote_file *file, int flags, const struct itimerspec *value,
	       struct itimerspec *old)
{
	struct timer_file *timer = of_file(file);
	struct mote_clock_timer_setting before,
		setting = {
			.value = mote_timespec_nanoseconds(&value->it_value),
			.interval = mote_timespec_nanoseconds(&value->it_interval),
		};
	const struct mote_clock_timer_setting none = {0};
	int error = mote_clock_timer_set(&timer->timer, false, &none, &before);

	if (!error) {
		begin_anew(timer, flags);
		error = mote_clock_timer_set(&timer->timer, flags & TFD_TIMER_ABSTIME, &setting,
					     NULL);
	}
	if (!error && old)
		to_itimerspec(&before, old);
	return error;
}

int timerfd_settime(int descriptor, int flags, const struct itimerspec *value,
		    struct itimerspec *old)
{
	struct mote_file *file;
	int error = mote_descriptor_get_as(descriptor, &operations, -EINVAL, &file);

	if (error)
		return (int)mote_posix_result(error);
	if (!value)
		error = -EFAULT;
	else if (flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET) ||
		 !is_valid(&value->it_value) || !is_valid(&value->it_interval))
		error = -EINVAL;
	else
		error = set(file, flags, value, old);
	mote_file_release(file);
	return (int)mote_posix_result(error);
}

int timerfd_gettime(int descriptor, struct itimerspec *value)
{
	struct mote_clock_timer_setting setting;
	struct mote_file *file;
	int error = mote_descriptor_get_as(descriptor, &operations, -EINVAL, &file);

	if (error)
		return (int)mote_posix_result(error);
	if (value) {
		mote_clock_timer_get(&of_file(file)->timer, &setting);
		to_itimerspec(&setting, value);
	}
	mote_file_release(file);
	return (int)mote_posix_result(value ? 0 : -EFAULT);
}
