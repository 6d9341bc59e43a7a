/* SPDX-License-Identifier: BSD-3-Clause */
/* Who is known by name: root, and nobody. */
#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#define USERS 2

static char root[] = "root", nobody[] = "nobody", nothing[] = "", home[] = "/";

static struct passwd users[USERS] = {
	{root, nothing, 0, 0, nothing, root, home, nothing},
	{nobody, nothing, 65534, 65534, nothing, nobody, home, nothing},
};
static unsigned next;

struct passwd *getpwuid(uid_t id)
{
	for (unsigned i = 0; i < USERS; i++) {
		if (users[i].pw_uid == id)
			return &users[i];
	}
	return NULL;
}

struct passwd *getpwnam(const char *name)
{
	for (unsigned i = 0; i < USERS; i++) {
		if (!strcmp(users[i].pw_name, name))
			return &users[i];
	}
	return NULL;
}

/* What these point to is never changed, so nothing of it need be copied. */
static int copy(const struct passwd *found, struct passwd *user, struct passwd **result)
{
	*result = NULL;
	if (found) {
		*user = *found;
		*result = user;
	}
	return 0;
}

int getpwuid_r(uid_t id, struct passwd *user, char *buffer, size_t bytes, struct passwd **result)
{
	(void)buffer;
	(void)bytes;
	return copy(getpwuid(id), user, result);
}

int getpwnam_r(const char *name, struct passwd *user, char *buffer, size_t bytes,
	       struct passwd **result)
{
	(void)buffer;
	(void)bytes;
	return copy(getpwnam(name), user, result);
}

struct passwd *getpwent(void)
{
	return next < USERS ? &users[next++] : NULL;
}

void setpwent(void)
{
	next = 0;
}

void endpwent(void)
{
	next = 0;
}

int getlogin_r(char *name, size_t bytes)
{
	if (bytes < sizeof(root))
		return ERANGE;
	memcpy(name, root, sizeof(root));
	return 0;
}

char *getlogin(void)
{
	return root;
}
