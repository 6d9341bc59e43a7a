/* SPDX-License-Identifier: BSD-3-Clause */
/* What the image is called. */
#include <config/ARCH_X86_64.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../error.h"

#define NAME "mote"

static char host_name[HOST_NAME_MAX + 1] = NAME;

int uname(struct utsname *names)
{
	*names = (struct utsname){
		.sysname = "Mote",
		.release = MOTE_VERSION,
		.version = "1",
	};
	strcpy(names->machine, CONFIG_ARCH_X86_64 ? "x86_64" : "unknown");
	strncpy(names->nodename, host_name, sizeof(names->nodename) - 1);
	return 0;
}

int gethostname(char *name, size_t bytes)
{
	size_t length = strlen(host_name);

	if (length >= bytes)
		return (int)mote_posix_result(-ENAMETOOLONG);
	memcpy(name, host_name, length + 1);
	return 0;
}

int sethostname(const char *name, size_t bytes)
{
	if (bytes > HOST_NAME_MAX)
		return (int)mote_posix_result(-EINVAL);
	memcpy(host_name, name, bytes);
	host_name[bytes] = '\0';
	return 0;
}

int getdomainname(char *name, size_t bytes)
{
	if (!bytes)
		return (int)mote_posix_result(-EINVAL);
	name[0] = '\0';
	return 0;
}

long gethostid(void)
{
	return 0;
}
