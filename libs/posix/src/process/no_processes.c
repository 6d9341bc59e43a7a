/* SPDX-License-Identifier: BSD-3-Clause */
/* What needs more than one process, which an image can't have. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../error.h"

static int refuse(void)
{
	return (int)mote_posix_result(-ENOSYS);
}

static int no_children(void)
{
	return (int)mote_posix_result(-ECHILD);
}

pid_t fork(void)
{
	return refuse();
}

pid_t vfork(void)
{
	return refuse();
}

int daemon(int nochdir, int noclose)
{
	(void)nochdir;
	(void)noclose;
	return refuse();
}

int execve(const char *path, char *const arguments[], char *const environment[])
{
	(void)path;
	(void)arguments;
	(void)environment;
	return refuse();
}

int fexecve(int fd, char *const arguments[], char *const environment[])
{
	(void)fd;
	(void)arguments;
	(void)environment;
	return refuse();
}

int execv(const char *path, char *const arguments[])
{
	(void)path;
	(void)arguments;
	return refuse();
}

int execvp(const char *file, char *const arguments[])
{
	(void)file;
	(void)arguments;
	return refuse();
}

int execl(const char *path, const char *argument, ...)
{
	(void)path;
	(void)argument;
	return refuse();
}

int execle(const char *path, const char *argument, ...)
{
	(void)path;
	(void)argument;
	return refuse();
}

int execlp(const char *file, const char *argument, ...)
{
	(void)file;
	(void)argument;
	return refuse();
}

pid_t wait(int *status)
{
	(void)status;
	return no_children();
}

pid_t waitpid(pid_t pid, int *status, int options)
{
	(void)pid;
	(void)status;
	if (options & ~(WNOHANG | WUNTRACED | WCONTINUED))
		return (pid_t)mote_posix_result(-EINVAL);
	return no_children();
}

int waitid(idtype_t type, unsigned id, siginfo_t *info, int options)
{
	(void)type;
	(void)id;
	(void)info;
	(void)options;
	return no_children();
}

pid_t wait3(int *status, int options, struct rusage *usage)
{
	(void)usage;
	return waitpid(-1, status, options);
}

pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage)
{
	(void)usage;
	return waitpid(pid, status, options);
}

/* There is no shell; that is what a null pointer asks. */
int system(const char *command)
{
	return command ? refuse() : 0;
}

FILE *popen(const char *command, const char *mode)
{
	(void)command;
	(void)mode;
	refuse();
	return NULL;
}

int pclose(FILE *stream)
{
	(void)stream;
	return no_children();
}
