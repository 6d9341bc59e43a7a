/* SPDX-License-Identifier: BSD-3-Clause */
/* What a process is asked, and what only several could do. */
#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <mote/test.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

MOTE_TEST(process_ids, "process: it is one, which leads its group and session")
{
	MOTE_CHECK(getpid() > 1);
	MOTE_CHECK(getppid() != getpid());
	MOTE_CHECK_EQUAL(getpgrp(), getpid());
	MOTE_CHECK_EQUAL(getpgid(0), getpid());
	MOTE_CHECK_EQUAL(getsid(getpid()), getpid());
	MOTE_CHECK(getpgid(99999) == -1 && errno == ESRCH);
	MOTE_CHECK(setsid() == -1 && errno == EPERM);
	MOTE_CHECK(setpgid(0, 0) == -1 && errno == EPERM);
}

MOTE_TEST(process_none,
	  "process: what needs another one fails with ENOSYS, and there are no children")
{
	static char name[] = "program";
	char *arguments[] = {name, NULL};
	int status;

	MOTE_CHECK(fork() == -1 && errno == ENOSYS);
	MOTE_CHECK(vfork() == -1 && errno == ENOSYS);
	MOTE_CHECK(execv(name, arguments) == -1 && errno == ENOSYS);
	MOTE_CHECK(execve(name, arguments, environ) == -1 && errno == ENOSYS);
	MOTE_CHECK(execlp(name, name, NULL) == -1 && errno == ENOSYS);
	MOTE_CHECK(wait(&status) == -1 && errno == ECHILD);
	MOTE_CHECK(waitpid(-1, &status, WNOHANG) == -1 && errno == ECHILD);
	MOTE_CHECK(waitpid(-1, &status, 0x4000) == -1 && errno == EINVAL);
	MOTE_CHECK(system("true") == -1 && errno == ENOSYS);
	MOTE_CHECK_EQUAL(system(NULL), 0);
}

MOTE_TEST(process_limits,
	  "process: sysconf() tells what is true, and errors apart from what isn't there")
{
	MOTE_CHECK_EQUAL(sysconf(_SC_PAGESIZE), 4096);
	MOTE_CHECK_EQUAL(sysconf(_SC_NPROCESSORS_ONLN), 1);
	MOTE_CHECK_EQUAL(sysconf(_SC_VERSION), _POSIX_VERSION);
	MOTE_CHECK(sysconf(_SC_THREAD_KEYS_MAX) >= _POSIX_THREAD_KEYS_MAX);
	MOTE_CHECK(sysconf(_SC_SIGQUEUE_MAX) >= _POSIX_SIGQUEUE_MAX);
	MOTE_CHECK(sysconf(_SC_OPEN_MAX) >= _POSIX_OPEN_MAX);
	errno = 0;
	MOTE_CHECK(sysconf(_SC_SHELL) == -1 && errno == 0);
	MOTE_CHECK(sysconf(100000) == -1 && errno == EINVAL);
	MOTE_CHECK(sysconf(-1) == -1 && errno == EINVAL);
}

/* It changes who the program is for good, so the way back is part of it. */
MOTE_TEST(process_users, "process: users change by POSIX's rules, and come back by the saved one")
{
	MOTE_CHECK_EQUAL(getuid(), 0);
	MOTE_CHECK_EQUAL(seteuid(1000), 0);
	MOTE_CHECK_EQUAL(geteuid(), 1000);
	MOTE_CHECK_EQUAL(getuid(), 0);
	MOTE_CHECK(seteuid(1001) == -1 && errno == EPERM);
	MOTE_CHECK(setuid(1001) == -1 && errno == EPERM);
	MOTE_CHECK_EQUAL(seteuid(0), 0);
	MOTE_CHECK_EQUAL(getgroups(0, NULL), 0);
	MOTE_CHECK_EQUAL_STRING(getpwuid(0)->pw_name, "root");
	MOTE_CHECK(getpwnam("alice") == NULL);
	MOTE_CHECK_EQUAL(getgrnam("nogroup")->gr_gid, 65534);
}

MOTE_TEST(process_names,
	  "process: uname() and gethostname() say the same, sethostname() changes it")
{
	struct utsname names;
	char name[HOST_NAME_MAX + 1];

	MOTE_CHECK_EQUAL(uname(&names), 0);
	MOTE_CHECK_EQUAL_STRING(names.sysname, "Mote");
	MOTE_CHECK_EQUAL(gethostname(name, sizeof(name)), 0);
	MOTE_CHECK_EQUAL_STRING(names.nodename, name);
	MOTE_CHECK(gethostname(name, 2) == -1 && errno == ENAMETOOLONG);
	MOTE_CHECK_EQUAL(sethostname("speck", 5), 0);
	gethostname(name, sizeof(name));
	MOTE_CHECK_EQUAL_STRING(name, "speck");
	sethostname(names.nodename, strlen(names.nodename));
}

MOTE_TEST(process_resources, "process: limits and what was used")
{
	struct rlimit limit, old;
	struct rusage usage;

	MOTE_CHECK_EQUAL(getrlimit(RLIMIT_NOFILE, &limit), 0);
	MOTE_CHECK_EQUAL(limit.rlim_cur, sysconf(_SC_OPEN_MAX));
	MOTE_CHECK(getrlimit(RLIM_NLIMITS, &limit) == -1 && errno == EINVAL);
	MOTE_CHECK_EQUAL(getrlimit(RLIMIT_CPU, &old), 0);
	limit = (struct rlimit){2, 1};
	MOTE_CHECK(setrlimit(RLIMIT_CPU, &limit) == -1 && errno == EINVAL);
	MOTE_CHECK_EQUAL(getrusage(RUSAGE_SELF, &usage), 0);
	MOTE_CHECK(getrusage(77, &usage) == -1 && errno == EINVAL);
	errno = 0;
	MOTE_CHECK(getpriority(PRIO_PROCESS, 0) == 0 && errno == 0);
	MOTE_CHECK(getpriority(PRIO_PROCESS, 99999) == -1 && errno == ESRCH);
	MOTE_CHECK(getpriority(77, 0) == -1 && errno == EINVAL);
}
