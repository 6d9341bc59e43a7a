/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads. Of those that are ready the one with the highest priority runs, equals take turns by time
 * slices. A thread that is woken takes the processor at once from one of a lower priority
 * (CONFIG_THREAD_PREEMPTION).
 */
#ifndef MOTE_THREAD_H
#define MOTE_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MOTE_PRIORITIES 32
#define MOTE_PRIORITY_LOWEST 0
#define MOTE_PRIORITY_NORMAL 15
#define MOTE_PRIORITY_HIGHEST 31

struct mote_thread;

struct mote_thread_attributes {
	const char *name;   /* for messages; must outlive the thread; NULL: "thread" */
	size_t stack_bytes; /* rounded up to pages; 0: CONFIG_THREAD_STACK_PAGES less one */
	unsigned priority;  /* 0 to MOTE_PRIORITY_HIGHEST */
};

#define MOTE_THREAD_DEFAULTS                                                                       \
	{                                                                                          \
		.priority = MOTE_PRIORITY_NORMAL                                                   \
	}

/*
 * Creates a thread that runs ENTRY(ARGUMENT); what that returns is the thread's result. ATTRIBUTES
 * may be NULL for the defaults. Returns 0, -EINVAL for attributes that can't be, -ENOMEM. Thread
 * context.
 */
int mote_thread_create(struct mote_thread **thread, const struct mote_thread_attributes *attributes,
		       void *(*entry)(void *), void *argument);

/* Ends the calling thread. The main thread's end is the image's: it exits with status 0. */
_Noreturn void mote_thread_exit(void *result);

/*
 * Waits until THREAD has ended, stores its result in *RESULT unless that is NULL, and frees it.
 * Returns 0, -EDEADLK for the calling thread itself, -EINVAL where it is detached or somebody joins
 * it already. Thread context.
 */
int mote_thread_join(struct mote_thread *thread, void **result);

/*
 * Has THREAD freed when it ends; nobody may join it then. Returns 0, or -EINVAL as above. Thread
 * context.
 */
int mote_thread_detach(struct mote_thread *thread);

/* Lets other ready threads of the same priority run first. Thread context. */
void mote_thread_yield(void);

/*
 * Gives THREAD a priority, 0 to MOTE_PRIORITY_HIGHEST. While it has a mutex that a thread of a higher
 * one waits for it runs at that. Returns 0 or -EINVAL. Any context.
 */
int mote_thread_set_priority(struct mote_thread *thread, unsigned priority);

/* The priority that THREAD was given. Any context. */
unsigned mote_thread_priority(const struct mote_thread *thread);

/*
 * Stops THREAD at the next place where it may stop, and returns when it has: it executes nothing
 * until mote_thread_resume() was called as often. A thread that waits goes on waiting, and stops when
 * it is woken. The calling thread may suspend itself. Thread context.
 */
void mote_thread_suspend(struct mote_thread *thread);

/* Takes one mote_thread_suspend() back. Panics where there was none. Any context. */
void mote_thread_resume(struct mote_thread *thread);

/*
 * Between these two the calling thread isn't suspended: what a library brackets with them while it
 * holds a lock that others need. They nest. A thread that ends in between panics. Thread context.
 */
void mote_suspend_disable(void);
void mote_suspend_enable(void);

/*
 * How long THREAD has run, in the unit of mote/arch/stamp.h, with CONFIG_THREAD_RUN_TIME. Any
 * context.
 */
uint64_t mote_thread_run_stamps(const struct mote_thread *thread);

/* The same in nanoseconds. Any context. */
uint64_t mote_thread_run_time(const struct mote_thread *thread);

/* The calling thread. */
struct mote_thread *mote_thread_self(void);

/* Never NULL. Any context. */
const char *mote_thread_name(const struct mote_thread *thread);

enum mote_thread_state {
	MOTE_THREAD_READY,
	MOTE_THREAD_RUNNING,
	MOTE_THREAD_WAITING,
	MOTE_THREAD_SUSPENDED,
	MOTE_THREAD_ENDED,
};

/* A thread as it is at one moment. */
struct mote_thread_view {
	const struct mote_thread *thread;
	const char *name;
	const char *waits_for; /* what the wait queue is called, in the state WAITING; else NULL */
	enum mote_thread_state state;
	bool suspended;	       /* it executes nothing until it is resumed, also if it is woken */
	unsigned priority;     /* at which it is scheduled, inherited or its own */
	uintptr_t stack_begin; /* the lowest address */
	uintptr_t stack_end;   /* the one behind the highest */
	/*
	 * Where the saved registers lie: from here to the end of the stack is all that the thread
	 * has. 0 for the running thread.
	 */
	uintptr_t stack_pointer;
};

/*
 * Calls VISIT for each thread, the oldest first, until it returns something else than 0, and
 * returns that. VISIT must not create, end or wake threads. Any context.
 */
int mote_thread_for_each(int (*visit)(const struct mote_thread_view *view, void *context),
			 void *context);

struct mote_registers;

/*
 * Fills REGISTERS with those of the thread whose view has STACK_POINTER: rip, rsp and what a function
 * preserves; the others are 0, those of a pre-empted thread lie further up its stack. Any context.
 */
void mote_arch_thread_registers(uintptr_t stack_pointer, struct mote_registers *registers);

#endif
