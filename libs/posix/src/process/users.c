/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Users and groups: numbers that a program may change by POSIX's rules, beginning as 0. They protect nothing, as
 * there is nobody else, but programs that give up privileges find that they have.
 */
#include <errno.h>
#include <grp.h>
#include <stdbool.h>
#include <unistd.h>

#include "../error.h"

struct identity {
	unsigned real;
	unsigned effective;
	unsigned saved;
};

#define UNCHANGED (~0u)

static struct identity user, group;

static bool is_privileged(void)
{
	return user.effective == 0;
}

/* Whether an identity may become ID without privileges. */
static bool may_become(const struct identity *identity, unsigned id)
{
	return is_privileged() || id == identity->real || id == identity->saved ||
	       id == identity->effective;
}

static int set_all(struct identity *identity, unsigned id)
{
	if (!may_become(identity, id))
		return -EPERM;
	if (is_privileged())
		*identity = (struct identity){id, id, id};
	else
		identity->effective = id;
	return 0;
}

static int set_effective(struct identity *identity, unsigned id)
{
	if (!may_become(identity, id))
		return -EPERM;
	identity->effective = id;
	return 0;
}

static int set_both(struct identity *identity, unsigned real, unsigned effective)
{
	if ((real != UNCHANGED && !may_become(identity, real)) ||
	    (effective != UNCHANGED && !may_become(identity, effective)))
		return -EPERM;
	if (real != UNCHANGED)
		identity->real = real;
	if (effective != UNCHANGED)
		identity->effective = effective;
	if (real != UNCHANGED)
		identity->saved = identity->effective;
	return 0;
}

uid_t getuid(void)
{
	return (uid_t)user.real;
}

uid_t geteuid(void)
{
	return (uid_t)user.effective;
}

gid_t getgid(void)
{
	return (gid_t)group.real;
}

gid_t getegid(void)
{
	return (gid_t)group.effective;
}

int setuid(uid_t id)
{
	return (int)mote_posix_result(set_all(&user, id));
}

int seteuid(uid_t id)
{
	return (int)mote_posix_result(set_effective(&user, id));
}

int setgid(gid_t id)
{
	return (int)mote_posix_result(set_all(&group, id));
}

int setegid(gid_t id)
{
	return (int)mote_posix_result(set_effective(&group, id));
}

/* The types are shorter than int, and their -1 is all ones of theirs. */
static unsigned user_or_unchanged(uid_t id)
{
	return id == (uid_t)-1 ? UNCHANGED : id;
}

static unsigned group_or_unchanged(gid_t id)
{
	return id == (gid_t)-1 ? UNCHANGED : id;
}

int setreuid(uid_t real, uid_t effective)
{
	return (int)mote_posix_result(
		set_both(&user, user_or_unchanged(real), user_or_unchanged(effective)));
}

int setregid(gid_t real, gid_t effective)
{
	return (int)mote_posix_result(
		set_both(&group, group_or_unchanged(real), group_or_unchanged(effective)));
}

/* There are no supplementary groups. */
int getgroups(int count, gid_t groups[])
{
	(void)groups;
	return (int)mote_posix_result(count < 0 ? -EINVAL : 0);
}

int setgroups(int count, const gid_t *groups)
{
	(void)groups;
	if (!is_privileged())
		return (int)mote_posix_result(-EPERM);
	return (int)mote_posix_result(count ? -EINVAL : 0);
}

int initgroups(const char *name, gid_t id)
{
	(void)name;
	(void)id;
	return setgroups(0, NULL);
}
