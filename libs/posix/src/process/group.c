/* SPDX-License-Identifier: BSD-3-Clause */
/* Groups that are known by name: those of root and nobody. */
#include <grp.h>
#include <stddef.h>
#include <string.h>

#define GROUPS 2

static char root[] = "root", nogroup[] = "nogroup", nothing[] = "";
static char *no_members[] = {NULL};

static struct group groups[GROUPS] = {
	{root, nothing, 0, no_members},
	{nogroup, nothing, 65534, no_members},
};
static unsigned next;

struct group *getgrgid(gid_t id)
{
	for (unsigned i = 0; i < GROUPS; i++) {
		if (groups[i].gr_gid == id)
			return &groups[i];
	}
	return NULL;
}

struct group *getgrnam(const char *name)
{
	for (unsigned i = 0; i < GROUPS; i++) {
		if (!strcmp(groups[i].gr_name, name))
			return &groups[i];
	}
	return NULL;
}

/* What these point to is never changed, so nothing of it need be copied. */
static int copy(const struct group *found, struct group *group, struct group **result)
{
	*result = NULL;
	if (found) {
		*group = *found;
		*result = group;
	}
	return 0;
}

int getgrgid_r(gid_t id, struct group *group, char *buffer, size_t bytes, struct group **result)
{
	(void)buffer;
	(void)bytes;
	return copy(getgrgid(id), group, result);
}

int getgrnam_r(const char *name, struct group *group, char *buffer, size_t bytes,
	       struct group **result)
{
	(void)buffer;
	(void)bytes;
	return copy(getgrnam(name), group, result);
}

struct group *getgrent(void)
{
	return next < GROUPS ? &groups[next++] : NULL;
}

void setgrent(void)
{
	next = 0;
}

void endgrent(void)
{
	next = 0;
}
