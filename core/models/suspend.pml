/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * core/src/thread/suspend.c: mote_thread_suspend() returns only when the thread executes nothing, it
 * executes nothing until it is resumed, no resumption is lost, and a thread that has disabled its
 * suspension is never stopped.
 *
 * One CPU: a thread takes a step only while it is the current one, and loses the processor between
 * any two steps to any thread that is ready (priorities are one such choice). An atomic block is
 * what runs with interrupts masked. Thread 0 works, with suspension disabled and without, and waits;
 * 1 and 2 suspend it and look that it stands still; an interrupt ends its waits.
 *
 * Seeded: SUSPEND_RUNS, SUSPEND_ANYWHERE, STOP_ONCE, LOST_RESUME, LOST_STOP.
 */
#define THREADS 3
#define NOBODY 255

mtype = { READY, WAITING, SUSPENDED, ENDED };

mtype state[THREADS] = READY; /* RUNNING is READY and the current one */
byte current;
byte requests;		       /* thread 0's suspend_requests */
byte disabled;		       /* its suspend_disabled */
bool stopping[THREADS];	       /* waits in the queue `stopping` */
byte looked_at;		       /* how many are sure that thread 0 executes nothing */
bool in_wait;		       /* thread 0 waits in a queue of its own */

/* A step of SELF that interrupts may follow. */
#define STEP(self) current == self

/* mote_scheduler_ready() */
inline make_ready(t)
{
	if
	:: t == 0 && requests && !disabled -> state[t] = SUSPENDED
	:: else -> state[t] = READY
	fi
}

/* mote_scheduler_wake_all(&stopping) */
inline wake_stopping()
{
	if
	:: stopping[1] -> stopping[1] = false; make_ready(1)
	:: else
	fi;
	if
	:: stopping[2] -> stopping[2] = false; make_ready(2)
	:: else
	fi
}

/* stop_if_requested(); what follows is a step, so it waits until the thread runs again. */
inline stop_if_requested()
{
	if
	:: requests && !disabled ->
#ifndef SEED_LOST_STOP
		wake_stopping();
#endif
		state[0] = SUSPENDED;
		current = NOBODY
	:: else
	fi
}

/* What must never happen while somebody relies on it that thread 0 stands still. */
inline work()
{
	atomic { STEP(0) -> assert(!looked_at) };
	atomic { STEP(0) -> assert(!looked_at) }
}

proctype worker()
{
	byte rounds = 2;

	do
	:: rounds > 0 ->
		atomic { STEP(0) -> rounds-- };
		work();
		/* mote_suspend_disable() */
		atomic { STEP(0) -> disabled++ };
		work();
		if
		:: atomic { STEP(0) -> state[0] = WAITING; in_wait = true; current = NOBODY };
			atomic { STEP(0) -> assert(state[0] == READY) }
		:: atomic { STEP(0) -> skip }
		fi;
		work();
		/* mote_suspend_enable(): the lock is taken only where there is a request. */
		atomic { STEP(0) -> assert(disabled); disabled-- };
		if
		:: atomic { STEP(0) && requests };
			atomic { STEP(0) -> stop_if_requested() };
		:: atomic { STEP(0) && !requests }
		fi;
		work();
		/* mote_scheduler_wait() where it may be suspended meanwhile */
		atomic { STEP(0) -> state[0] = WAITING; in_wait = true; current = NOBODY };
		work()
	:: else -> break
	od;
	atomic { STEP(0) -> state[0] = ENDED; current = NOBODY }
}

/*
 * What ends a wait of thread 0: mote_scheduler_end_wait(). One in `stopping` ends also by an interrupt
 * or because still another thread has stopped.
 */
proctype interrupt()
{
end:	do
	:: atomic { in_wait -> assert(state[0] == WAITING); in_wait = false; make_ready(0) }
	:: atomic { stopping[1] -> stopping[1] = false; make_ready(1) }
	od
}

#ifdef SEED_SUSPEND_ANYWHERE
#define MAY_STOP true
#else
#define MAY_STOP !disabled
#endif

/* stop() */
inline stop()
{
	if
#ifndef SEED_SUSPEND_RUNS
	:: state[0] == READY && MAY_STOP ->
		state[0] = SUSPENDED;
		wake_stopping()
#endif
	:: else
	fi
}

/* mote_thread_suspend(), a look, mote_thread_resume() */
proctype suspender(byte self)
{
	atomic {
		STEP(self) ->
		requests++;
#ifdef SEED_STOP_ONCE
		stop();
#endif
		/* The lock is given up only while it waits. */
		do
#ifdef SEED_STOP_ONCE
		:: requests && disabled ->
#else
		:: requests ->
			stop();
			if
			:: MAY_STOP -> break
			:: else
			fi;
#endif
			stopping[self] = true;
			state[self] = WAITING;
			current = NOBODY;
			STEP(self)
		:: else -> break
		od;
		looked_at++
	};
	/* It stands still where it may be stopped, or has ended; a collector walks its stack now. */
	atomic {
		STEP(self) ->
		assert(state[0] == SUSPENDED || state[0] == WAITING || state[0] == ENDED);
		assert(!disabled)
	};
	atomic { STEP(self) -> looked_at-- };
	/* mote_thread_resume() */
	atomic {
		STEP(self) ->
		assert(requests);
		requests--;
		if
		:: !requests ->
			wake_stopping();
#ifndef SEED_LOST_RESUME
			if
			:: state[0] == SUSPENDED -> make_ready(0)
			:: else
			fi
#endif
		:: else
		fi
	};
	atomic { STEP(self) -> state[self] = ENDED; current = NOBODY }
}

/* mote_scheduler_switch(), by a wait or by an interrupt between any two steps. */
proctype scheduler()
{
end:	do
	:: atomic { state[0] == READY && current != 0 -> current = 0 }
	:: atomic { state[1] == READY && current != 1 -> current = 1 }
	:: atomic { state[2] == READY && current != 2 -> current = 2 }
	od
}

init
{
	atomic {
		current = NOBODY;
		run worker();
		run suspender(1);
		run suspender(2);
		run interrupt();
		run scheduler()
	}
}
