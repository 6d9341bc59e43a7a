/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Alerts: a thread is made to call a function in its own context, wherever it is, as signals and
 * cancellation need it. It does so only where it may be suspended (mote_suspend_disable()), since the
 * function may never return to what was interrupted. In images with CONFIG_THREAD_ALERTS, which a
 * library selects that defines mote_alert_handler().
 *
 *	computing	at the end of an interrupt, at once if another thread alerts it
 *	ready		when it runs next
 *	waiting		its wait ends with MOTE_WAIT_INTERRUPTED; waiting for a mutex or to join goes on,
 *			and the handler is called behind that
 *	disabled	when suspension is enabled again
 *	deferred	when alerts are allowed again; waits end as ever
 */
#ifndef MOTE_ALERT_H
#define MOTE_ALERT_H

struct mote_thread;

/*
 * Has THREAD call mote_alert_handler(). Alerts that have not been attended to yet are one. Where it is the
 * calling thread and may be suspended, the handler has been called on return. Any context.
 */
void mote_thread_alert(struct mote_thread *thread);

/*
 * Calls the handler now where the calling thread is alerted and may be suspended. Who waited and was
 * interrupted need not call it: the wait has. Thread context.
 */
void mote_thread_attend(void);

/*
 * Between these two the calling thread's waits end as above, and the handler is called behind the second: for
 * who has something to give back before it goes where it may never return from. They nest. The thread may
 * be suspended meanwhile. Thread context.
 */
void mote_alert_defer(void);
void mote_alert_allow(void);

/*
 * What the library defines. Called in the alerted thread, interrupts unmasked, without a lock, and with
 * suspension disabled once, so that further alerts wait until it returns. It enables suspension while it
 * calls what may be alerted again, or what may never return: end the thread, or longjmp() out of here.
 */
void mote_alert_handler(void);

#endif
