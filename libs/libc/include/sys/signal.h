/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <sys/signal.h>, in the place of newlib's: signals as POSIX.1-2008 has them (<signal.h> includes this
 * and adds the few words of ISO C). Numbers are those that programs know from Linux on x86-64. How signals
 * behave in an image, where there is one process, is said in docs/posix.md.
 */
#ifndef _SYS_SIGNAL_H
#define _SYS_SIGNAL_H

#include <_ansi.h>
#include <sys/_sigset.h>
#include <sys/_timespec.h>
#include <sys/cdefs.h>
#include <sys/features.h>
#include <sys/types.h>

#define __need_size_t
#include <stddef.h>

_BEGIN_STD_C

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t sigset_t; /* bit N-1 is signal N */
#endif

#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGIOT SIGABRT
#define SIGBUS 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGUSR1 10
#define SIGSEGV 11
#define SIGUSR2 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGSTKFLT 16
#define SIGCHLD 17
#define SIGCLD SIGCHLD
#define SIGCONT 18
#define SIGSTOP 19
#define SIGTSTP 20
#define SIGTTIN 21
#define SIGTTOU 22
#define SIGURG 23
#define SIGXCPU 24
#define SIGXFSZ 25
#define SIGVTALRM 26
#define SIGPROF 27
#define SIGWINCH 28
#define SIGIO 29
#define SIGPOLL SIGIO
#define SIGPWR 30
#define SIGSYS 31

/* Signals that queue and carry a value. */
#define SIGRTMIN 32
#define SIGRTMAX 64

#define NSIG 65
#define _NSIG NSIG

typedef void (*_sig_func_ptr)(int);

#define SIG_HOLD ((_sig_func_ptr)2)

union sigval {
	int sival_int;
	void *sival_ptr;
};

/*
 * What a signal says about itself. Which of the members mean something depends on the code, so they are
 * all there: nobody saves these bytes at the price of names that are macros.
 */
typedef struct __siginfo {
	int si_signo;
	int si_errno;
	int si_code;
	int si_status; /* SIGCHLD */
	pid_t si_pid;
	uid_t si_uid;
	union sigval si_value;
	void *si_addr;	    /* SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP */
	long si_band;	    /* SIGPOLL */
	timer_t si_timerid; /* SI_TIMER */
	int si_overrun;	    /* SI_TIMER */
	int si_fd;	    /* SIGPOLL */
} siginfo_t;

#define si_int si_value.sival_int
#define si_ptr si_value.sival_ptr

/* Who sent it: 0 and below, a program. */
#define SI_USER 0
#define SI_QUEUE (-1)
#define SI_TIMER (-2)
#define SI_MESGQ (-3)
#define SI_ASYNCIO (-4)
#define SI_TKILL (-6)
#define SI_KERNEL 128

#define ILL_ILLOPC 1
#define ILL_ILLOPN 2
#define ILL_ILLADR 3
#define ILL_ILLTRP 4
#define ILL_PRVOPC 5
#define ILL_PRVREG 6
#define ILL_COPROC 7
#define ILL_BADSTK 8

#define FPE_INTDIV 1
#define FPE_INTOVF 2
#define FPE_FLTDIV 3
#define FPE_FLTOVF 4
#define FPE_FLTUND 5
#define FPE_FLTRES 6
#define FPE_FLTINV 7
#define FPE_FLTSUB 8

#define SEGV_MAPERR 1
#define SEGV_ACCERR 2

#define BUS_ADRALN 1
#define BUS_ADRERR 2
#define BUS_OBJERR 3

#define TRAP_BRKPT 1
#define TRAP_TRACE 2

#define CLD_EXITED 1
#define CLD_KILLED 2
#define CLD_DUMPED 3
#define CLD_TRAPPED 4
#define CLD_STOPPED 5
#define CLD_CONTINUED 6

#define POLL_IN 1
#define POLL_OUT 2
#define POLL_MSG 3
#define POLL_ERR 4
#define POLL_PRI 5
#define POLL_HUP 6

#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2

struct sigevent {
	int sigev_notify;
	int sigev_signo;
	union sigval sigev_value;
	void (*sigev_notify_function)(union sigval);
#if defined(_POSIX_THREADS) || __POSIX_VISIBLE >= 199506
	pthread_attr_t *sigev_notify_attributes;
#else
	void *sigev_notify_attributes;
#endif
};

struct sigaction {
	union {
		_sig_func_ptr sa_handler;
		void (*sa_sigaction)(int, siginfo_t *, void *);
	};
	sigset_t sa_mask;
	int sa_flags;
};

#define SA_NOCLDSTOP 0x00000001
#define SA_NOCLDWAIT 0x00000002
#define SA_SIGINFO 0x00000004
#define SA_ONSTACK 0x08000000
#define SA_RESTART 0x10000000
#define SA_NODEFER 0x40000000
#define SA_RESETHAND 0x80000000
#define SA_NOMASK SA_NODEFER
#define SA_ONESHOT SA_RESETHAND

#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2

typedef struct sigaltstack {
	void *ss_sp;
	int ss_flags;
	size_t ss_size;
} stack_t;

#define SS_ONSTACK 1
#define SS_DISABLE 2

#define MINSIGSTKSZ 4096
#define SIGSTKSZ 16384

/* Of sigstack(), which POSIX has withdrawn; old programs name the type. */
struct sigstack {
	int ss_onstack;
	void *ss_sp;
};

int kill(pid_t, int);
int killpg(pid_t, int);
int sigaction(int, const struct sigaction *__restrict, struct sigaction *__restrict);
int sigaddset(sigset_t *, int);
int sigdelset(sigset_t *, int);
int sigemptyset(sigset_t *);
int sigfillset(sigset_t *);
int sigismember(const sigset_t *, int);
int sigpending(sigset_t *);
int sigprocmask(int, const sigset_t *__restrict, sigset_t *__restrict);
int sigsuspend(const sigset_t *);
int sigwait(const sigset_t *__restrict, int *__restrict);
int sigwaitinfo(const sigset_t *__restrict, siginfo_t *__restrict);
int sigtimedwait(const sigset_t *__restrict, siginfo_t *__restrict,
		 const struct timespec *__restrict);
int sigqueue(pid_t, int, const union sigval);
int sigaltstack(const stack_t *__restrict, stack_t *__restrict);
int siginterrupt(int, int);
int sigpause(int);
int sighold(int);
int sigignore(int);
int sigrelse(int);
_sig_func_ptr sigset(int, _sig_func_ptr);
_sig_func_ptr bsd_signal(int, _sig_func_ptr);
void psiginfo(const siginfo_t *, const char *);

#if defined(_POSIX_THREADS) || __POSIX_VISIBLE >= 199506
int pthread_kill(pthread_t, int);
int pthread_sigmask(int, const sigset_t *__restrict, sigset_t *__restrict);
int pthread_sigqueue(pthread_t, int, const union sigval);
#endif

_END_STD_C

#ifndef _SIGNAL_H_
#include <signal.h>
#endif

#endif
