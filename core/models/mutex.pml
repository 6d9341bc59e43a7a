/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * core/src/thread/mutex.c and priority.c: one owner at a time, who is known by the mutex's word; no
 * waiter is left behind; threads that lock in the same order all end; and whenever the scheduler's
 * lock is free each thread has the priority that it is due: its own, or that of the first waiter of
 * a mutex that it has. A scheduler that runs the highest priority can then invert none.
 *
 * Threads run at the same time, as on several CPUs; the fast ways, one atomic instruction each, come
 * in between any two steps of the slow ones, which hold the scheduler's lock. Thread 0 (low) locks
 * mutex 0, thread 1 (middle) mutex 1 and then 0, thread 2 (high) 1: a chain. Thread 3 waits for mutex
 * 0 too, until a deadline. Another changes the priority of the one in the middle.
 *
 * Seeded: NO_INHERITANCE, NO_CHAIN, PRIORITY_KEPT, LATE_SETTLE, FORGOTTEN_WAITER, STALE_LINK,
 * STOLEN.
 */
#define THREADS 4
#define MUTEXES 2
#define NONE 7

mtype = { WOKEN, TIMED_OUT };

bool scheduler_lock;
byte owner[MUTEXES] = NONE;	/* mutex->owner without its bit 0 */
bool contended[MUTEXES];	/* that bit */
byte in_list[MUTEXES] = NONE;	/* whose list mutex->contended is in */
byte inside[MUTEXES];		/* how many are between lock and unlock */

/* mutex->queue: one byte a place, the first first. */
byte queue[MUTEXES * THREADS] = NONE;
byte queued[MUTEXES];
#define AT(m, place) queue[(m) * THREADS + (place)]

byte base[THREADS];
byte level[THREADS];	/* mote_thread.priority, a word of spin's */
byte waits_for[THREADS] = NONE;
bool waits_in[THREADS];
bool deadline[THREADS];
mtype wait_result[THREADS];

#define FIRST_PRIORITY(m) (queued[m] > 0 -> level[AT(m, 0)] : 0)
#define INHERITED(t, m) (in_list[m] == t -> FIRST_PRIORITY(m) : 0)
#define MAX(a, b) ((a) > (b) -> (a) : (b))

/* due_priority() */
#ifdef SEED_NO_INHERITANCE
#define DUE_COMPUTED(t) base[t]
#else
#define DUE_COMPUTED(t) DUE(t)
#endif
#define DUE(t) MAX(base[t], MAX(INHERITED(t, 0), INHERITED(t, 1)))

/* mote_wait_queue_insert() */
inline insert(t, m)
{
	i = queued[m];
	do
	:: i > 0 && level[AT(m, i - 1)] < level[t] -> AT(m, i) = AT(m, i - 1); i--
	:: else -> break
	od;
	AT(m, i) = t;
	queued[m]++;
	waits_in[t] = true;
	i = 0
}

/* mote_list_remove(&thread->link) */
inline take_out(t, m)
{
	i = 0;
	do
	:: AT(m, i) != t -> i++; assert(i < queued[m])
	:: else -> break
	od;
	do
	:: i + 1 < queued[m] -> AT(m, i) = AT(m, i + 1); i++
	:: else -> break
	od;
	queued[m]--;
	AT(m, queued[m]) = NONE;
	waits_in[t] = false;
	i = 0
}

/* mote_mutex_update_priority() with mote_scheduler_set_priority() */
inline update_priority(who)
{
	t = who;
	do
	:: t == NONE -> break
	:: else ->
		due = DUE_COMPUTED(t);
		if
		:: due == level[t] -> break
		:: else
		fi;
		level[t] = due;
		if
		:: waits_in[t] ->
			m2 = waits_for[t];
			take_out(t, m2);
			insert(t, m2)
		:: else
		fi;
#ifdef SEED_NO_CHAIN
		break;
#endif
		if
		:: waits_for[t] != NONE -> t = owner[waits_for[t]]
		:: else -> break
		fi
	od;
	t = 0;
	due = 0;
	m2 = 0
}

/* mote_mutex_waiter_left() */
inline waiter_left(m)
{
	if
	:: contended[m] ->
		if
		:: queued[m] == 0 ->
			assert(in_list[m] == owner[m]);
			contended[m] = false;
			in_list[m] = NONE
		:: else
		fi;
#ifndef SEED_PRIORITY_KEPT
		update_priority(owner[m])
#endif
	:: else
	fi
}

inline take_scheduler_lock() { atomic { !scheduler_lock -> scheduler_lock = true } }

#define DUE_ALL (level[0] == DUE(0) && level[1] == DUE(1) && level[2] == DUE(2) && \
		 level[3] == DUE(3))

/* The invariant of priority.c. */
inline release_scheduler_lock()
{
	d_step {
		assert(DUE_ALL);
		scheduler_lock = false
	}
}

/* mote_mutex_lock(), mote_mutex_lock_until() */
inline lock(self, m, timed)
{
	result = WOKEN;
	if
	:: atomic { owner[m] == NONE -> assert(!contended[m]); owner[m] = self }
	:: else ->
		take_scheduler_lock();
		/* take_or_contend() */
		do
		:: atomic { owner[m] == NONE -> owner[m] = self }; break
		:: atomic { owner[m] != NONE && !contended[m] ->
			contended[m] = true;
			assert(in_list[m] == NONE);
			in_list[m] = owner[m] }
		:: contended[m] ->
			/* mote_scheduler_wait() */
			d_step {
				waits_for[self] = m;
				deadline[self] = timed;
				insert(self, m);
				update_priority(owner[m])
			};
			release_scheduler_lock();
			!waits_in[self];
			take_scheduler_lock();
			d_step {
				result = wait_result[self];
				waits_for[self] = NONE;
				if
				:: result != WOKEN -> waiter_left(m)
				:: else
				fi
			};
			break
		od;
		release_scheduler_lock()
	fi;
	if
	:: result == WOKEN ->
		d_step {
			inside[m]++;
			assert(inside[m] == 1 && owner[m] == self)
		}
	:: else
	fi
}

/* mote_mutex_unlock() with hand_over() */
inline unlock(self, m)
{
	d_step { assert(owner[m] == self); inside[m]-- };
	if
	:: atomic { owner[m] == self && !contended[m] -> owner[m] = NONE }
	:: contended[m] ->
		take_scheduler_lock();
		d_step {
			/* The last waiter may have given up since: then it isn't in the list. */
			if
#ifndef SEED_STALE_LINK
			:: !contended[m]
#endif
			:: else ->
				assert(in_list[m] == self);
				in_list[m] = NONE
			fi;
			contended[m] = false;
			if
			:: queued[m] > 0 ->
				next = AT(m, 0);
				take_out(next, m);
				wait_result[next] = WOKEN;
				deadline[next] = false;
#ifdef SEED_STOLEN
				owner[m] = NONE;
#else
				owner[m] = next;
#endif
				waits_for[next] = NONE;
				if
				:: queued[m] > 0 ->
#ifndef SEED_FORGOTTEN_WAITER
					contended[m] = true;
					in_list[m] = next
#endif
				:: else
				fi;
				next = 0
			:: else -> owner[m] = NONE
			fi;
			update_priority(self)
		};
		release_scheduler_lock()
	fi
}

#define VARIABLES byte i, t, due, m2, next; mtype result = WOKEN

proctype low()
{
	VARIABLES;

	lock(0, 0, false);
	unlock(0, 0);
	lock(0, 0, false);
	unlock(0, 0)
}

proctype middle()
{
	VARIABLES;

	lock(1, 1, false);
	lock(1, 0, false);
	unlock(1, 0);
	unlock(1, 1)
}

proctype high()
{
	VARIABLES;

	lock(2, 1, false);
	unlock(2, 1)
}

proctype timed()
{
	VARIABLES;

	lock(3, 0, true);
	if
	:: result == WOKEN -> unlock(3, 0)
	:: else -> assert(!waits_in[3] && !deadline[3])
	fi
}

/* mote_event_timer_expired() with mote_scheduler_end_wait() */
proctype timer()
{
	VARIABLES;

end:	do
	:: atomic { deadline[3] && !scheduler_lock ->
		scheduler_lock = true;
		deadline[3] = false;
		m2 = waits_for[3];
		next = m2;
		take_out(3, next);
		wait_result[3] = TIMED_OUT;
#ifndef SEED_LATE_SETTLE
		waiter_left(next);
#endif
		next = 0 };
		release_scheduler_lock()
	od
}

/* mote_thread_set_priority() */
proctype changer()
{
	VARIABLES;

	take_scheduler_lock();
	d_step { base[1] = 4; update_priority(1) };
	release_scheduler_lock();
	take_scheduler_lock();
	d_step { base[1] = 0; update_priority(1) };
	release_scheduler_lock()
}

init
{
	atomic {
		base[0] = 0; base[1] = 1; base[2] = 2; base[3] = 3;
		level[0] = 0; level[1] = 1; level[2] = 2; level[3] = 3;
		run timer(); /* the first, as a process goes only after all younger ones */
		run low();
		run middle();
		run high();
		run timed();
		run changer()
	}
	(_nr_pr == 2); /* this one and the timer */
	assert(owner[0] == NONE && owner[1] == NONE && !contended[0] && !contended[1]);
	assert(queued[0] == 0 && queued[1] == 0 && DUE_ALL)
}
