/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <sys/_pthreadtypes.h>, in the place of newlib's, whose types are numbers for handles: these are what
 * they stand for, so that none has to be allocated, and all zeros are a mutex that is free, a condition
 * that nobody waits for, and so on. <sys/types.h> includes it, newlib is compiled with it; that the arrays
 * are what the core's structures take is checked in libs/posix/src/pthread/.
 */
#ifndef _SYS__PTHREADTYPES_H_
#define _SYS__PTHREADTYPES_H_

/* A pointer that is never followed unless the thread is known to live. */
typedef struct mote_pthread *pthread_t;

typedef struct {
	unsigned __valid;
	unsigned char __is_detached;
	unsigned char __is_explicit; /* its policy and priority are those below */
	unsigned char __has_guard_bytes;
	unsigned char __policy;
	int __priority;
	void *__stack; /* its lowest address; 0: one is allocated */
	unsigned long __stack_bytes;
	unsigned long __guard_bytes;
	char __name[16];
} pthread_attr_t;

typedef struct {
	unsigned __valid;
	unsigned char __type;
	unsigned char __protocol;
	unsigned char __ceiling;
	unsigned char __is_robust;
	unsigned char __is_shared;
} pthread_mutexattr_t;

typedef struct {
	unsigned char __kind;  /* 0: normal, neither robust nor with a ceiling */
	unsigned char __state; /* of a robust one */
	unsigned char __ceiling;
	unsigned __depth;	 /* how many times over a recursive one is locked, less one */
	unsigned long __held[2]; /* in its owner's list, where the kind isn't 0 */
	unsigned long __core[6];
} pthread_mutex_t;

typedef struct {
	unsigned __valid;
	int __clock;
	unsigned char __is_shared;
} pthread_condattr_t;

typedef struct {
	int __clock; /* less CLOCK_REALTIME */
	unsigned long __queue[3];
} pthread_cond_t;

typedef struct {
	unsigned __valid;
	unsigned char __is_shared;
} pthread_rwlockattr_t;

typedef struct {
	unsigned __readers; /* that have it */
	void *__writer;	    /* the thread that has it */
	unsigned long __waiting_readers[3];
	unsigned long __waiting_writers[3];
} pthread_rwlock_t;

typedef struct {
	unsigned __valid;
	unsigned char __is_shared;
} pthread_barrierattr_t;

typedef struct {
	unsigned __valid;
	unsigned __count;   /* how many threads it is for */
	unsigned __arrived; /* and how many of them are there */
	unsigned __cycle;   /* how often all were there */
	unsigned __away;    /* how many are still to find out about an earlier cycle */
	unsigned long __queue[3];
} pthread_barrier_t;

typedef struct {
	unsigned __valid;
	unsigned long __core[6];
} pthread_spinlock_t;

typedef unsigned pthread_key_t;

typedef int pthread_once_t;

#endif
