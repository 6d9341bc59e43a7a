/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * core/src/thread/wait.c: of a wake-up, a deadline and an interrupt that race for one waiting thread
 * exactly one ends its wait, and no wake-up is lost.
 *
 * The locks are real ones here and the threads run at the same time, as on several CPUs: all that
 * pre-emption on one CPU can do is a part of that. Threads 0 and 1 want a token each and wait for
 * good; thread 2 gives up when its wait ends otherwise, and then does it all again. There are tokens
 * enough, so a thread that waits for ever has lost one: spin reports that as an invalid end state.
 *
 * Seeded: LOST_WAKE_UP, STALE_TIMEOUT, SPENT_WAKE_UP.
 */
#define THREADS 3
#define TOKENS 4 /* one for each of the first two, two rounds of the third */
#define NOBODY 255

mtype = { WOKEN, TIMED_OUT, INTERRUPTED };

bool lock;		/* that of the condition */
bool scheduler_lock;	/* mote_scheduler_lock */
byte tokens;		/* the condition */
byte taken;
byte posted;

byte queue[THREADS] = NOBODY; /* mote_wait_queue.waiters, the first first */
byte queued;
bool waits_in[THREADS];	      /* mote_thread.waits_in */
bool deadline[THREADS];	      /* timer_queue_holds(&thread->timeout) */
bool interrupted[THREADS];
bool ready[THREADS] = true;
mtype wait_result[THREADS];

/* Threads 1 and 2 have the same priority, 0 a lower one. */
#define PRIORITY(t) (t > 0 -> 1 : 0)

inline take(l) { atomic { !l -> l = true } }
inline release(l) { l = false }

/* mote_wait_queue_insert(): behind those of the same or a higher priority. */
inline insert(t)
{
	d_step {
		i = queued;
		do
		:: i > 0 && PRIORITY(queue[i - 1]) < PRIORITY(t) -> queue[i] = queue[i - 1]; i--
		:: else -> break
		od;
		queue[i] = t;
		queued++;
		waits_in[t] = true;
		i = 0
	}
}

/* mote_scheduler_end_wait() */
inline end_wait(t, result)
{
	d_step {
		assert(waits_in[t] && !ready[t]);
#ifndef SEED_SPENT_WAKE_UP
		i = 0;
		do
		:: i < queued && queue[i] != t -> i++
		:: else -> break
		od;
		assert(i < queued);
		do
		:: i + 1 < queued -> queue[i] = queue[i + 1]; i++
		:: else -> break
		od;
		queued--;
		queue[queued] = NOBODY;
#endif
		waits_in[t] = false;
		wait_result[t] = result;
#ifndef SEED_STALE_TIMEOUT
		deadline[t] = false;
#endif
		ready[t] = true;
		i = 0
	}
}

/* mote_wait_until() with mote_scheduler_wait() */
inline wait_until(t, has_deadline)
{
#ifdef SEED_LOST_WAKE_UP
	release(lock);
	take(scheduler_lock);
#else
	take(scheduler_lock);
	release(lock);
#endif
	if
	:: interrupted[t] -> interrupted[t] = false; result = INTERRUPTED
	:: else ->
		if
		:: has_deadline ->
			assert(!deadline[t]);
			deadline[t] = true
		:: else
		fi;
		ready[t] = false;
		insert(t);
		/* mote_scheduler_switch(): the lock goes to who runs next. */
		release(scheduler_lock);
		ready[t];
		take(scheduler_lock);
		result = wait_result[t]
	fi;
	/* However it ended, nothing of it is left. */
	assert(!waits_in[t] && !deadline[t]);
	release(scheduler_lock);
	take(lock)
}

proctype thread(byte self; bool gives_up; byte rounds)
{
	byte i;
	mtype result;

	do
	:: rounds > 0 ->
		rounds--;
		result = WOKEN;
		take(lock);
		do
		:: tokens > 0 -> tokens--; taken++; break
		:: tokens == 0 && gives_up && result != WOKEN -> break
		:: else -> wait_until(self, gives_up)
		od;
		release(lock);
		result = WOKEN
	:: else -> break
	od
}

/* Who changes the condition, then mote_wake_one(), both under the condition's lock. */
proctype producer(byte count)
{
	byte i, first;

	do
	:: count > 0 ->
		count--;
		take(lock);
		tokens++;
		posted++;
		take(scheduler_lock);
		if
		:: queued > 0 -> first = queue[0]; end_wait(first, WOKEN); first = 0
		:: else
		fi;
		release(scheduler_lock);
		release(lock)
	:: else -> break
	od
}

/* mote_event_timer_expired(): a deadline may have come at any moment. */
proctype timer()
{
	byte i;

end:	do
	:: atomic { deadline[2] && !scheduler_lock -> scheduler_lock = true };
		if
		:: deadline[2] -> end_wait(2, TIMED_OUT)
		:: else
		fi;
		release(scheduler_lock)
	od
}

/* mote_thread_interrupt() */
proctype interrupter(byte t)
{
	byte i;

	take(scheduler_lock);
	if
	:: waits_in[t] -> end_wait(t, INTERRUPTED)
	:: else -> interrupted[t] = true
	fi;
	release(scheduler_lock)
}

init
{
	atomic {
		run timer(); /* the first, as a process goes only after all younger ones */
		run thread(0, false, 1);
		run thread(1, false, 1);
		run thread(2, true, 2);
		run producer(2);
		run producer(2);
		run interrupter(2)
	}
	(_nr_pr == 2); /* this one and the timer */
	assert(queued == 0 && posted == TOKENS && taken + tokens == TOKENS)
}
