/* SPDX-License-Identifier: BSD-3-Clause */
#define _GNU_SOURCE
#include <config/LIB_POSIX_OPEN_MAX.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mote/file.h>
#include <mote/test.h>
#include <mote/test_random.h>
#include <mote/thread.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* A call that must fail with an error, and leaves errno to be looked at. */
#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK_EQUAL(call, -1);                                                        \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

/* A file that counts its ends. */
struct counted {
	struct mote_file file;
	unsigned closed;
};

static int counted_close(struct mote_file *file)
{
	MOTE_CONTAINER_OF(file, struct counted, file)->closed++;
	return 0;
}

static const struct mote_file_operations counted_operations = {.name = "counted",
							       .close = counted_close};

static int open_counted(struct counted *counted, int flags)
{
	counted->closed = 0;
	mote_file_init(&counted->file, &counted_operations, flags);
	return mote_descriptor_install(&counted->file, flags);
}

MOTE_TEST(descriptor_bad, "descriptor: every call refuses one that isn't open")
{
	const int bad[] = {-1, INT_MIN, INT_MAX, CONFIG_LIB_POSIX_OPEN_MAX, 7};
	struct iovec part = {(char[4]){0}, 4};
	struct stat status;
	char byte = 0;
	int number;

	for (size_t i = 0; i < MOTE_ARRAY_SIZE(bad); i++) {
		CHECK_FAILS(read(bad[i], &byte, 1), EBADF);
		CHECK_FAILS(write(bad[i], &byte, 1), EBADF);
		CHECK_FAILS(read(bad[i], &byte, 0), EBADF);
		CHECK_FAILS(readv(bad[i], &part, 1), EBADF);
		CHECK_FAILS(writev(bad[i], &part, 1), EBADF);
		CHECK_FAILS(pread(bad[i], &byte, 1, 0), EBADF);
		CHECK_FAILS(pwrite(bad[i], &byte, 1, 0), EBADF);
		CHECK_FAILS(close(bad[i]), EBADF);
		CHECK_FAILS(dup(bad[i]), EBADF);
		CHECK_FAILS(dup2(bad[i], 5), EBADF);
		CHECK_FAILS(dup2(bad[i], bad[i]), EBADF);
		CHECK_FAILS(dup3(bad[i], 5, 0), EBADF);
		CHECK_FAILS(lseek(bad[i], 0, SEEK_CUR), EBADF);
		CHECK_FAILS(fstat(bad[i], &status), EBADF);
		CHECK_FAILS(fsync(bad[i]), EBADF);
		CHECK_FAILS(fdatasync(bad[i]), EBADF);
		CHECK_FAILS(fcntl(bad[i], F_GETFD), EBADF);
		CHECK_FAILS(fcntl(bad[i], F_SETFD, 0), EBADF);
		CHECK_FAILS(fcntl(bad[i], F_GETFL), EBADF);
		CHECK_FAILS(fcntl(bad[i], F_SETFL, 0), EBADF);
		CHECK_FAILS(fcntl(bad[i], F_DUPFD, 0), EBADF);
		CHECK_FAILS(ioctl(bad[i], FIONREAD, &number), EBADF);
		CHECK_FAILS(ioctl(bad[i], FIOCLEX), EBADF);
		MOTE_CHECK_EQUAL(isatty(bad[i]), 0);
		MOTE_CHECK_EQUAL(errno, EBADF);
	}
}

MOTE_TEST(descriptor_lowest,
	  "descriptor: the lowest free one is given, whatever the order of closing")
{
	struct counted counted;
	int first = open_counted(&counted, O_RDONLY);

	MOTE_CHECK_EQUAL(first, 3);
	for (int i = 4; i < 20; i++)
		MOTE_CHECK_EQUAL(dup(first), i);
	MOTE_CHECK_EQUAL(close(11), 0);
	MOTE_CHECK_EQUAL(close(5), 0);
	MOTE_CHECK_EQUAL(close(17), 0);
	MOTE_CHECK_EQUAL(dup(first), 5);
	MOTE_CHECK_EQUAL(fcntl(first, F_DUPFD, 12), 17);
	MOTE_CHECK_EQUAL(dup(first), 11);
	MOTE_CHECK_EQUAL(fcntl(first, F_DUPFD_CLOEXEC, 300), 300);
	MOTE_CHECK_EQUAL(fcntl(300, F_GETFD), FD_CLOEXEC);
	MOTE_CHECK_EQUAL(close(300), 0);
	CHECK_FAILS(fcntl(first, F_DUPFD, -1), EINVAL);
	CHECK_FAILS(fcntl(first, F_DUPFD, CONFIG_LIB_POSIX_OPEN_MAX), EINVAL);
	for (int i = 3; i < 19; i++)
		MOTE_CHECK_EQUAL(close(i), 0);
	MOTE_CHECK_EQUAL(counted.closed, 0);
	MOTE_CHECK_EQUAL(close(19), 0);
	MOTE_CHECK_EQUAL(counted.closed, 1);
}

MOTE_TEST(descriptor_full,
	  "descriptor: when all are taken it is EMFILE, and one that is closed comes back")
{
	struct counted counted;
	int first = open_counted(&counted, O_RDONLY);
	int pair[2];
	int last = first;

	while (last < CONFIG_LIB_POSIX_OPEN_MAX - 1) {
		int next = dup(first);

		if (!MOTE_CHECK_EQUAL(next, last + 1))
			break;
		last = next;
	}
	CHECK_FAILS(dup(first), EMFILE);
	CHECK_FAILS(fcntl(first, F_DUPFD, 3), EMFILE);
	CHECK_FAILS(pipe(pair), EMFILE);
	MOTE_CHECK_EQUAL(close(500), 0);
	/* A pipe that gets one end only gives it back. */
	CHECK_FAILS(pipe(pair), EMFILE);
	MOTE_CHECK_EQUAL(dup(first), 500);
	for (int i = first; i <= last; i++)
		MOTE_CHECK_EQUAL(close(i), 0);
	MOTE_CHECK_EQUAL(counted.closed, 1);
}

MOTE_TEST(descriptor_dup2, "descriptor: dup2 replaces what was there, to itself it changes nothing")
{
	struct counted one, two;
	int a = open_counted(&one, O_RDONLY | O_CLOEXEC);
	int b = open_counted(&two, O_RDONLY);

	MOTE_CHECK_EQUAL(fcntl(a, F_GETFD), FD_CLOEXEC);
	MOTE_CHECK_EQUAL(dup2(a, a), a);
	MOTE_CHECK_EQUAL(fcntl(a, F_GETFD), FD_CLOEXEC);
	MOTE_CHECK_EQUAL(one.closed, 0);
	MOTE_CHECK_EQUAL(dup2(a, b), b);
	MOTE_CHECK_EQUAL(two.closed, 1);
	MOTE_CHECK_EQUAL(fcntl(b, F_GETFD), 0);
	CHECK_FAILS(dup2(a, -1), EBADF);
	CHECK_FAILS(dup2(a, CONFIG_LIB_POSIX_OPEN_MAX), EBADF);
	CHECK_FAILS(dup3(a, a, 0), EINVAL);
	CHECK_FAILS(dup3(a, b, O_APPEND), EINVAL);
	MOTE_CHECK_EQUAL(dup3(a, 40, O_CLOEXEC), 40);
	MOTE_CHECK_EQUAL(fcntl(40, F_GETFD), FD_CLOEXEC);
	close(40);
	close(a);
	MOTE_CHECK_EQUAL(one.closed, 0);
	close(b);
	MOTE_CHECK_EQUAL(one.closed, 1);
}

MOTE_TEST(descriptor_flags,
	  "descriptor: status flags belong to the file, FD_CLOEXEC to the descriptor")
{
	struct counted counted;
	int a = open_counted(&counted, O_RDWR | O_CREAT | O_APPEND);
	int b = dup(a);
	int on = 1, off = 0;

	MOTE_CHECK_EQUAL(fcntl(a, F_GETFL), O_RDWR | O_APPEND);
	MOTE_CHECK_EQUAL(fcntl(a, F_SETFL, O_NONBLOCK | O_WRONLY), 0);
	MOTE_CHECK_EQUAL(fcntl(b, F_GETFL), O_RDWR | O_NONBLOCK);
	MOTE_CHECK_EQUAL(ioctl(b, FIONBIO, &off), 0);
	MOTE_CHECK_EQUAL(fcntl(a, F_GETFL), O_RDWR);
	MOTE_CHECK_EQUAL(ioctl(b, FIONBIO, &on), 0);
	MOTE_CHECK_EQUAL(fcntl(a, F_GETFL), O_RDWR | O_NONBLOCK);
	CHECK_FAILS(ioctl(b, FIONBIO, NULL), EFAULT);
	MOTE_CHECK_EQUAL(fcntl(a, F_SETFD, FD_CLOEXEC), 0);
	MOTE_CHECK_EQUAL(fcntl(b, F_GETFD), 0);
	MOTE_CHECK_EQUAL(ioctl(a, FIONCLEX), 0);
	MOTE_CHECK_EQUAL(fcntl(a, F_GETFD), 0);
	CHECK_FAILS(fcntl(a, 12345, 0), EINVAL);
	close(a);
	close(b);
}

MOTE_TEST(descriptor_locks,
	  "descriptor: record locks succeed, as there is one process, unless they make no sense")
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10};
	struct counted counted;
	int a = open_counted(&counted, O_RDONLY);

	CHECK_FAILS(fcntl(a, F_SETLK, &lock), EBADF);
	lock.l_type = F_RDLCK;
	MOTE_CHECK_EQUAL(fcntl(a, F_SETLK, &lock), 0);
	MOTE_CHECK_EQUAL(fcntl(a, F_SETLKW, &lock), 0);
	MOTE_CHECK_EQUAL(fcntl(a, F_GETLK, &lock), 0);
	MOTE_CHECK_EQUAL(lock.l_type, F_UNLCK);
	lock.l_whence = 9;
	CHECK_FAILS(fcntl(a, F_SETLK, &lock), EINVAL);
	lock = (struct flock){.l_type = 77};
	CHECK_FAILS(fcntl(a, F_SETLK, &lock), EINVAL);
	CHECK_FAILS(fcntl(a, F_SETLK, NULL), EFAULT);
	CHECK_FAILS(lockf(a, F_LOCK, 0), EBADF);
	MOTE_CHECK_EQUAL(lockf(a, F_TEST, 0), 0);
	MOTE_CHECK_EQUAL(lockf(a, F_ULOCK, 0), 0);
	CHECK_FAILS(lockf(a, 99, 0), EINVAL);
	close(a);
}

MOTE_TEST(descriptor_unable, "descriptor: what a file can't do is the error that POSIX names")
{
	struct counted counted;
	int a = open_counted(&counted, O_RDWR);
	struct stat status;
	char byte = 0;

	CHECK_FAILS(read(a, &byte, 1), EINVAL);
	CHECK_FAILS(write(a, &byte, 1), EINVAL);
	CHECK_FAILS(pread(a, &byte, 1, 0), ESPIPE);
	CHECK_FAILS(pwrite(a, &byte, 1, 0), ESPIPE);
	CHECK_FAILS(pread(a, &byte, 1, -1), EINVAL);
	CHECK_FAILS(lseek(a, 0, SEEK_SET), ESPIPE);
	CHECK_FAILS(fsync(a), EINVAL);
	CHECK_FAILS(ioctl(a, TIOCGWINSZ, &status), ENOTTY);
	MOTE_CHECK_EQUAL(fstat(a, &status), 0);
	CHECK_FAILS(fstat(a, NULL), EFAULT);
	MOTE_CHECK_EQUAL(isatty(a), 0);
	MOTE_CHECK_EQUAL(errno, ENOTTY);
	close(a);
}

MOTE_TEST(descriptor_parts,
	  "descriptor: buffers that make no sense are refused, empty ones skipped")
{
	char text[8] = "", first[] = "ab", second[] = "cd";
	struct iovec parts[4] = {{NULL, 0}, {first, 2}, {NULL, 0}, {second, 2}};
	struct iovec huge[2] = {{first, 1}, {second, SIZE_MAX}};
	int pair[2];

	MOTE_REQUIRE(pipe(pair) == 0);
	MOTE_CHECK_EQUAL(writev(pair[1], parts, 4), 4);
	parts[1].iov_base = text;
	parts[1].iov_len = 1;
	parts[3].iov_base = text + 4;
	parts[3].iov_len = 4;
	MOTE_CHECK_EQUAL(readv(pair[0], parts, 4), 4);
	MOTE_CHECK(text[0] == 'a' && memcmp(text + 4, "bcd", 3) == 0);
	CHECK_FAILS(writev(pair[1], huge, 2), EINVAL);
	CHECK_FAILS(writev(pair[1], parts, 0), EINVAL);
	CHECK_FAILS(writev(pair[1], parts, -1), EINVAL);
	CHECK_FAILS(writev(pair[1], parts, IOV_MAX + 1), EINVAL);
	CHECK_FAILS(write(pair[1], NULL, 3), EFAULT);
	CHECK_FAILS(read(pair[0], NULL, 3), EFAULT);
	CHECK_FAILS(write(pair[0], "x", 1), EBADF);
	CHECK_FAILS(read(pair[1], text, 1), EBADF);
	MOTE_CHECK_EQUAL(write(pair[1], NULL, 0), 0);
	MOTE_CHECK_EQUAL(read(pair[0], NULL, 0), 0);
	close(pair[0]);
	close(pair[1]);
}

#define MODEL_DESCRIPTORS 24
#define MODEL_STEPS 4000

/* What the table should say: which of the files each descriptor has, by index, or -1. */
static int model[MODEL_DESCRIPTORS];

static int model_lowest(int from)
{
	while (from < MODEL_DESCRIPTORS && model[from] >= 0)
		from++;
	return from;
}

static unsigned model_references(int file)
{
	unsigned count = 0;

	for (int i = 0; i < MODEL_DESCRIPTORS; i++)
		count += model[i] == file;
	return count;
}

MOTE_TEST(descriptor_model, "descriptor: random dups and closes do what a simple model does")
{
	static struct counted files[4];
	uint64_t random = 20240817;

	for (int i = 0; i < MODEL_DESCRIPTORS; i++)
		model[i] = i < 3 ? 100 : -1;
	for (int step = 0; step < MODEL_STEPS; step++) {
		int a = 3 + (int)mote_test_random_below(&random, MODEL_DESCRIPTORS - 3);
		int b = 3 + (int)mote_test_random_below(&random, MODEL_DESCRIPTORS - 3);
		int file = (int)mote_test_random_below(&random, 4);
		bool is_room = model_lowest(b) < MODEL_DESCRIPTORS;

		switch (mote_test_random_below(&random, 5)) {
		case 0:
			if (model_references(file) || model_lowest(3) == MODEL_DESCRIPTORS)
				break;
			model[model_lowest(3)] = file;
			MOTE_REQUIRE(model[open_counted(&files[file], O_RDWR)] == file);
			break;
		case 1:
			if (model_lowest(3) == MODEL_DESCRIPTORS)
				break;
			MOTE_REQUIRE(dup(a) == (model[a] < 0 ? -1 : model_lowest(3)));
			model[model_lowest(3)] = model[a];
			break;
		case 2:
			MOTE_REQUIRE(dup2(a, b) == (model[a] < 0 ? -1 : b));
			model[b] = model[a] < 0 ? model[b] : model[a];
			break;
		case 3:
			if (!is_room)
				break;
			MOTE_REQUIRE(fcntl(a, F_DUPFD, b) == (model[a] < 0 ? -1 : model_lowest(b)));
			if (model[a] >= 0)
				model[model_lowest(b)] = model[a];
			break;
		default:
			MOTE_REQUIRE(close(a) == (model[a] < 0 ? -1 : 0));
			model[a] = -1;
		}
		for (int i = 0; i < 4; i++)
			if (!model_references(i))
				MOTE_REQUIRE(files[i].closed || !files[i].file.operations);
			else
				MOTE_REQUIRE(files[i].file.references == model_references(i));
	}
	for (int i = 3; i < MODEL_DESCRIPTORS; i++)
		close(i);
}

static volatile bool stop_racing;

static void *race_reading(void *unused)
{
	struct counted *counted;
	struct mote_file *file;
	unsigned long looks = 0;

	(void)unused;
	while (!stop_racing) {
		file = mote_descriptor_get(3);
		if (!file)
			continue;
		if (++looks % 8 == 0)
			mote_thread_yield();
		counted = MOTE_CONTAINER_OF(file, struct counted, file);
		MOTE_CHECK_EQUAL(counted->closed, 0);
		mote_file_release(file);
	}
	return (void *)looks;
}

MOTE_TEST(descriptor_race,
	  "descriptor: a file that is closed while another thread uses it lives until that is done")
{
	static struct counted files[64];
	struct mote_thread *thread;
	void *looks = NULL;

	stop_racing = false;
	MOTE_REQUIRE(mote_thread_create(&thread, NULL, race_reading, NULL) == 0);
	for (int i = 0; i < 20000; i++) {
		struct counted *counted = &files[i % 64];

		MOTE_REQUIRE(open_counted(counted, O_RDWR) == 3);
		if (i % 16 == 0)
			mote_thread_yield();
		close(3);
		/* Its memory is wanted again: it must be free of references by then. */
		while (__atomic_load_n(&files[(i + 1) % 64].file.references, __ATOMIC_RELAXED))
			mote_thread_yield();
	}
	stop_racing = true;
	mote_thread_join(thread, &looks);
	MOTE_CHECK(looks);
}
