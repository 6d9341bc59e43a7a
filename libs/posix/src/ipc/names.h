/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of semaphores, message queues and shared memory: three lists of their own, apart from files. A name
 * is a text; that it begins with a slash makes no difference, and slashes within mean nothing. An object
 * whose name was taken away lives on for those who have it open.
 */
#ifndef POSIX_IPC_NAMES_H
#define POSIX_IPC_NAMES_H

#include <mote/list.h>
#include <stdbool.h>
#include <sys/types.h>

struct mote_ipc_object {
	struct mote_list link; /* in its list, while it has a name */
	char *name;	       /* NULL: it has none any more */
	unsigned references;   /* how often it is open; one more while it has a name */
	mode_t mode;
	uid_t user; /* who made it */
	gid_t group;
};

/* What somebody wants to do with an object, as in its mode. */
#define MOTE_IPC_READ 4
#define MOTE_IPC_WRITE 2

/*
 * Between these two nobody else looks at names and references, and the caller isn't suspended. Thread
 * context.
 */
void mote_ipc_lock(void);
void mote_ipc_unlock(void);

/*
 * Stores where the text of NAME begins. Returns 0, -EINVAL for an empty one or NULL, -ENAMETOOLONG. Any
 * context.
 */
int mote_ipc_check_name(const char *name, const char **text);

/* In what follows the lock is held. */

/* The object of LIST with that name, with one reference more; NULL where there is none. */
struct mote_ipc_object *mote_ipc_find(struct mote_list *list, const char *text);

/*
 * What is opened with O_CREAT and O_EXCL must not be there, and the effective user must be allowed to do
 * what WANTED says. Returns 0, -EEXIST or -EACCES; then the reference has been given back.
 */
int mote_ipc_check_open(struct mote_ipc_object *object, int flags, mode_t wanted);

/*
 * Takes the name away from the object of LIST that has it, and stores that in *OBJECT with one reference.
 * Returns 0, -ENOENT, or -EACCES for who hasn't made it.
 */
int mote_ipc_unlink(struct mote_list *list, const char *text, struct mote_ipc_object **object);

/*
 * Gives OBJECT, all zeros but for what its kind has, a place in LIST, a name and one reference for the
 * caller besides that of the name. Returns 0, or -ENOSPC where there is no memory for the name.
 */
int mote_ipc_enter(struct mote_list *list, struct mote_ipc_object *object, const char *text,
		   mode_t mode);

/* Gives a reference back. Returns whether it was the last: then the caller frees OBJECT. */
bool mote_ipc_release(struct mote_ipc_object *object);

/* How often OBJECT is open. */
static inline unsigned mote_ipc_opened(const struct mote_ipc_object *object)
{
	return object->references - (object->name ? 1 : 0);
}

/*
 * Takes the name away from OBJECT, to which the caller has a reference. What the name had is given back too,
 * so that the caller's may now be the last.
 */
void mote_ipc_take_name(struct mote_ipc_object *object);

#endif
