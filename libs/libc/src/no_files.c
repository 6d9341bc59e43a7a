/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the standard library asks of a system with files and processes, in an image without libs/posix: it
 * fails, and errno says that there is no such thing (ENOSYS).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int is_missing(void)
{
	errno = ENOSYS;
	return -1;
}

int open(const char *path, int flags, ...)
{
	(void)path;
	(void)flags;
	return is_missing();
}

int fcntl(int descriptor, int command, ...)
{
	(void)descriptor;
	(void)command;
	return is_missing();
}

int stat(const char *restrict path, struct stat *restrict status)
{
	(void)path;
	(void)status;
	return is_missing();
}

int link(const char *path, const char *name)
{
	(void)path;
	(void)name;
	return is_missing();
}

int unlink(const char *path)
{
	(void)path;
	return is_missing();
}

int rename(const char *before, const char *after)
{
	(void)before;
	(void)after;
	return is_missing();
}

int mkdir(const char *path, mode_t mode)
{
	(void)path;
	(void)mode;
	return is_missing();
}

pid_t fork(void)
{
	return is_missing();
}

pid_t wait(int *status)
{
	(void)status;
	return is_missing();
}

int execve(const char *path, char *const arguments[], char *const environment[])
{
	(void)path;
	(void)arguments;
	(void)environment;
	return is_missing();
}

/* The one process there is. */
pid_t getpid(void)
{
	return 1;
}

int kill(pid_t process, int signal)
{
	(void)process;
	(void)signal;
	return is_missing();
}

/* There is no command interpreter (C11 §7.22.4.8). */
int system(const char *command)
{
	return command ? is_missing() : 0;
}
