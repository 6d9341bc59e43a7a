/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tree of files, beside the one of this machine's system: the same random operations are done on
 * both, and must have the same results. Both begin far below the root, so that no number of ".." leads
 * to what isn't the test's.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <mote/file_system.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "../../libs/fs/src/tree.h"
#include "files_model.h"

#define DEPTH 48 /* links that may be followed, each with one "..", and those of a path */
#define OPERATIONS 1500
#define OPEN_MAX_HERE 6
#define NAMES 7
#define FILE_BYTES 20000
#define MANY 10000

/* Where all that is the test's lies on this machine, where it begins there, and in our tree. */
static char host_name[] = "/dev/shm/mote-test-XXXXXX";
static int host_top = -1;
static char base[200];

static struct {
	int descriptor; /* of this machine; -1: not open */
	struct mote_file *file;
} opened[OPEN_MAX_HERE];

static char data[FILE_BYTES], mine[FILE_BYTES], theirs[FILE_BYTES];

void mote_file_init(struct mote_file *file, const struct mote_file_operations *operations,
		    int flags)
{
	memset(file, 0, sizeof(*file));
	file->operations = operations;
	file->flags = flags;
	file->references = 1;
}

void mote_seekable_file_init(struct mote_seekable_file *file,
			     const struct mote_file_operations *operations, int flags)
{
	mote_file_init(&file->file, operations, flags);
	file->offset = 0;
}

/* Reads and writes have an offset here. */
ssize_t mote_seekable_read(struct mote_file *file, struct mote_io *io)
{
	return file->operations->pread(file, io, 0);
}

ssize_t mote_seekable_write(struct mote_file *file, struct mote_io *io)
{
	off_t begin = 0;

	return file->operations->pwrite(file, io, &begin);
}

off_t mote_seekable_seek(struct mote_file *file, off_t offset, int whence)
{
	(void)file;
	(void)whence;
	return offset;
}

static struct mote_path here(const char *name)
{
	return (struct mote_path){.name = name};
}

static const char *words[NAMES] = {"a", "b", "c", "d", "longer name", "..", "."};

static const char *some_word(uint64_t *random)
{
	/* The dots are rare, since little can be done with them. */
	if (mote_test_random_below(random, 8) == 0)
		return words[5 + mote_test_random_below(random, 2)];
	return words[mote_test_random_below(random, 5)];
}

static void make_path(char *path, size_t size, unsigned most, uint64_t *random)
{
	unsigned count = 1 + mote_test_random_below(random, most);
	unsigned ups = 0;

	*path = '\0';
	for (unsigned i = 0; i < count; i++) {
		const char *word = some_word(random);

		if (strcmp(word, "..") == 0 && ups++)
			word = "a";
		snprintf(path + strlen(path), size - strlen(path), "%s%s", i ? "/" : "", word);
	}
	if (mote_test_random_below(random, 12) == 0)
		strcat(path, "/");
}

/*
 * The same for what makes, takes or moves the last name. A symbolic link with a slash behind is followed in
 * POSIX then too, and isn't on this machine.
 */
static void make_name(char *path, size_t size, unsigned most, uint64_t *random)
{
	struct stat status;
	char *last;

	make_path(path, size, most, random);
	last = path + strlen(path) - 1;
	if (*last != '/')
		return;
	*last = '\0';
	if (mote_path_stat(here(path), MOTE_PATH_NO_FOLLOW, &status) != 0 ||
	    S_ISDIR(status.st_mode))
		*last = '/';
}

/* What both have said must be the same, but where this machine says it in another way. */
static void agree(const char *what, const char *path, long our, long their)
{
	/* That a directory can't be unlinked is EPERM in POSIX. */
	if (our == -EPERM && their == -EISDIR)
		return;
	/* "." and "..": POSIX names EINVAL for them, others find that they are in use or not empty. */
	if (our == -EINVAL && (their == -EBUSY || their == -ENOTEMPTY || their == -EEXIST))
		return;
	/* Over a directory that isn't empty: for either reason. */
	if (our == -EISDIR && their == -ENOTEMPTY)
		return;
	/* With a slash behind it, or behind a link's target, no file can be made, whatever else is wrong. */
	if (our < 0 && their == -EISDIR && strcmp(what, "open") == 0)
		return;
	if (our != their)
		fail_msg("%s of '%s': %ld here, %ld there", what, path, our, their);
}

static long error_of(long result)
{
	return result < 0 ? -errno : result;
}

/* Where memory was made short, and nothing may have changed: then the other isn't asked. */
static bool was_short(long result)
{
	return fail_one_in && (result == -ENOMEM || result == -ENOSPC);
}

static void open_some(uint64_t *random, size_t i)
{
	static const int flags[] = {O_RDONLY,
				    O_RDWR,
				    O_RDWR | O_CREAT,
				    O_RDWR | O_CREAT | O_EXCL,
				    O_RDWR | O_TRUNC,
				    O_RDONLY | O_DIRECTORY,
				    O_RDWR | O_NOFOLLOW,
				    O_WRONLY | O_CREAT | O_TRUNC};
	int how = flags[mote_test_random_below(random, sizeof(flags) / sizeof(flags[0]))];
	char path[100];
	long our, their;

	make_path(path, sizeof(path), 4, random);
	our = mote_path_open(here(path), how, 0666, &opened[i].file);
	if (was_short(our))
		return;
	their = error_of(openat(AT_FDCWD, path, how, 0666));
	opened[i].descriptor = their;
	agree("open", path, our, their >= 0 ? 0 : their);
}

static void close_one(size_t i)
{
	if (opened[i].descriptor < 0)
		return;
	close(opened[i].descriptor);
	opened[i].file->operations->close(opened[i].file);
	opened[i].descriptor = -1;
}

static void write_some(uint64_t *random, size_t i)
{
	struct mote_file *file = opened[i].file;
	off_t offset = mote_test_random_below(random, FILE_BYTES / 2);
	size_t bytes = mote_test_random_below(random, FILE_BYTES / 2);
	struct iovec part = {data + mote_test_random_below(random, FILE_BYTES / 2), bytes};
	struct mote_io io = {.part = &part, .left = bytes};
	long our;

	if (!file->operations->pwrite || (file->flags & O_ACCMODE) == O_RDONLY)
		return;
	our = file->operations->pwrite(file, &io, &offset);
	if (was_short(our))
		return;
	if (our > 0)
		bytes = our;
	agree("write", "it", our,
	      error_of(pwrite(opened[i].descriptor, part.iov_base, bytes, offset)));
}

static void read_some(uint64_t *random, size_t i)
{
	struct mote_file *file = opened[i].file;
	off_t offset = mote_test_random_below(random, FILE_BYTES / 2);
	size_t bytes = mote_test_random_below(random, FILE_BYTES);
	struct iovec part = {mine, bytes};
	struct mote_io io = {.part = &part, .left = bytes};
	long our;

	if (!file->operations->pread || (file->flags & O_ACCMODE) == O_WRONLY)
		return;
	our = file->operations->pread(file, &io, offset);
	agree("read", "it", our, error_of(pread(opened[i].descriptor, theirs, bytes, offset)));
	assert_memory_equal(mine, theirs, our);
}

static void truncate_some(uint64_t *random, size_t i)
{
	struct mote_file *file = opened[i].file;
	off_t bytes = mote_test_random_below(random, FILE_BYTES);

	if (!file->operations->truncate || (file->flags & O_ACCMODE) == O_RDONLY)
		return;
	agree("truncate", "it", file->operations->truncate(file, bytes),
	      error_of(ftruncate(opened[i].descriptor, bytes)));
}

static void same_status(const char *path, const struct stat *our, const struct stat *their)
{
	if ((our->st_mode & S_IFMT) != (their->st_mode & S_IFMT))
		fail_msg("'%s' has type %o here, %o there", path, our->st_mode, their->st_mode);
	if (S_ISDIR(our->st_mode))
		return; /* Their sizes and links mean something else in each file system. */
	if (our->st_size != their->st_size || our->st_nlink != their->st_nlink)
		fail_msg("'%s' has %ld bytes and %ld links here, %ld and %ld there", path,
			 (long)our->st_size, (long)our->st_nlink, (long)their->st_size,
			 (long)their->st_nlink);
}

static void stat_some(uint64_t *random)
{
	int flags = mote_test_random_below(random, 2) ? MOTE_PATH_NO_FOLLOW : 0;
	struct stat our_status, their_status;
	char path[100];
	long our;

	make_path(path, sizeof(path), 4, random);
	our = mote_path_stat(here(path), flags, &our_status);
	if (was_short(our))
		return;
	agree("stat", path, our,
	      error_of(fstatat(AT_FDCWD, path, &their_status, flags ? AT_SYMLINK_NOFOLLOW : 0)));
	if (our == 0)
		same_status(path, &our_status, &their_status);
}

static void fstat_some(size_t i)
{
	struct stat our_status, their_status;

	assert_int_equal(opened[i].file->operations->stat(opened[i].file, &our_status), 0);
	assert_int_equal(fstat(opened[i].descriptor, &their_status), 0);
	same_status("an open file", &our_status, &their_status);
}

static void make_something(uint64_t *random)
{
	char path[100], target[100];
	long our, their;

	make_name(path, sizeof(path), 4, random);
	make_name(target, sizeof(target), 2, random);
	switch (mote_test_random_below(random, 4)) {
	case 0:
		our = mote_path_make_link(target, here(path));
		their = was_short(our) ? our : error_of(symlink(target, path));
		agree("symlink", path, our, their);
		break;
	case 1:
		our = mote_path_link(here(target), here(path), 0);
		their = was_short(our) ? our : error_of(link(target, path));
		agree("link", path, our, their);
		break;
	default:
		our = mote_path_make_directory(here(path), 0777);
		their = was_short(our) ? our : error_of(mkdir(path, 0777));
		agree("mkdir", path, our, their);
	}
}

static void take_something(uint64_t *random)
{
	bool is_directory = mote_test_random_below(random, 2);
	char path[100];
	long our;

	make_name(path, sizeof(path), 4, random);
	our = mote_path_remove(here(path), is_directory ? MOTE_PATH_REMOVE_DIRECTORY : 0);
	agree(is_directory ? "rmdir" : "unlink", path, our,
	      error_of(is_directory ? rmdir(path) : unlink(path)));
}

static void rename_something(uint64_t *random)
{
	char from[100], to[100], both[204];
	long our;

	make_name(from, sizeof(from), 3, random);
	make_name(to, sizeof(to), 3, random);
	snprintf(both, sizeof(both), "%s to %s", from, to);
	our = mote_path_rename(here(from), here(to));
	if (was_short(our))
		return;
	agree("rename", both, our, error_of(rename(from, to)));
}

static void read_link(uint64_t *random)
{
	char path[100];
	long our;

	make_path(path, sizeof(path), 3, random);
	our = mote_path_read_link(here(path), mine, 100);
	agree("readlink", path, our, error_of(readlink(path, theirs, 100)));
	if (our > 0)
		assert_memory_equal(mine, theirs, our);
}

/* Goes somewhere, or back to the begin. */
static void change_directory(uint64_t *random)
{
	char path[100];
	long our;

	if (mote_test_random_below(random, 2)) {
		assert_int_equal(fchdir(host_top), 0);
		assert_int_equal(mote_path_change_directory(here(base), 0), 0);
		return;
	}
	make_path(path, sizeof(path), 2, random);
	our = mote_path_change_directory(here(path), 0);
	agree("chdir", path, our, error_of(chdir(path)));
}

struct kernel_dirent {
	uint64_t number;
	int64_t position;
	unsigned short bytes;
	unsigned char type;
	char name[];
};

/* Whether the directory that is open here has an entry of that name and type; it is read from its begin. */
static bool lists(struct mote_file *file, const char *name, unsigned type)
{
	struct dirent entry;

	assert_int_equal(file->operations->seek(file, 0, SEEK_SET), 0);
	while (file->operations->read_directory(file, &entry) == 1)
		if (strcmp(entry.d_name, name) == 0)
			return entry.d_type == type;
	return false;
}

static size_t count_entries(struct mote_file *file)
{
	struct dirent entry;
	size_t count = 0;

	assert_int_equal(file->operations->seek(file, 0, SEEK_SET), 0);
	while (file->operations->read_directory(file, &entry) == 1)
		count++;
	return count;
}

static void list(size_t i)
{
	struct mote_file *file = opened[i].file;
	size_t count = 0;
	long bytes;

	if (!file->operations->read_directory)
		return;
	lseek(opened[i].descriptor, 0, SEEK_SET);
	while ((bytes = syscall(SYS_getdents64, opened[i].descriptor, theirs, FILE_BYTES)) > 0) {
		for (long at = 0; at < bytes;) {
			struct kernel_dirent *entry = (struct kernel_dirent *)(theirs + at);

			if (!lists(file, entry->name, entry->type))
				fail_msg("'%s' is not listed", entry->name);
			at += entry->bytes;
			count++;
		}
	}
	/* One that was removed lists its dots here, and nothing there. */
	if (count)
		assert_int_equal(count_entries(file), count);
}

static void do_with_open(uint64_t *random, size_t i)
{
	switch (mote_test_random_below(random, 8)) {
	case 0:
		close_one(i);
		break;
	case 1:
		truncate_some(random, i);
		break;
	case 2:
		fstat_some(i);
		break;
	case 3:
		list(i);
		break;
	case 4:
	case 5:
		write_some(random, i);
		break;
	default:
		read_some(random, i);
	}
}

static void do_something(uint64_t *random)
{
	size_t i = mote_test_random_below(random, OPEN_MAX_HERE);

	switch (mote_test_random_below(random, 12)) {
	case 0:
	case 1:
		make_something(random);
		break;
	case 2:
		take_something(random);
		break;
	case 3:
		rename_something(random);
		break;
	case 4:
		stat_some(random);
		break;
	case 5:
		read_link(random);
		break;
	case 6:
		change_directory(random);
		break;
	default:
		if (opened[i].descriptor < 0)
			open_some(random, i);
		else
			do_with_open(random, i);
	}
	assert_int_equal(suspend_depth, 0);
	assert_int_equal(fs_tree_lock.owner, 0);
}

/* The directories above the begin. */
static void make_top(void)
{
	assert_int_equal(chdir(host_name), 0);
	assert_int_equal(mote_path_change_directory(here("/tmp"), 0), 0);
	for (size_t i = 0; i < DEPTH; i++) {
		assert_int_equal(mkdir("x", 0777), 0);
		assert_int_equal(chdir("x"), 0);
		assert_int_equal(mote_path_make_directory(here("x"), 0777), 0);
		assert_int_equal(mote_path_change_directory(here("x"), 0), 0);
	}
	host_top = open(".", O_RDONLY | O_DIRECTORY);
	assert_true(host_top >= 0);
	assert_int_equal(mote_path_absolute(here("."), base, sizeof(base)),
			 strlen("/tmp") + DEPTH * strlen("/x") + 1);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status;
	(void)type;
	return where->level ? remove(path) : 0;
}

/* Removes what is in the directory NAME of our tree, and it too unless it is where we stand. */
static void remove_ours(const char *name)
{
	struct dirent entry;
	struct mote_file *file;

	assert_int_equal(mote_path_open(here(name), O_RDONLY | O_DIRECTORY, 0, &file), 0);
	while (file->operations->read_directory(file, &entry) == 1) {
		struct mote_path path = {file, entry.d_name};
		int error;

		if (strcmp(entry.d_name, ".") == 0 || strcmp(entry.d_name, "..") == 0)
			continue;
		error = mote_path_remove(path, 0);
		if (error == -EPERM) {
			assert_int_equal(mote_path_change_directory(path, 0), 0);
			remove_ours(".");
			assert_int_equal(mote_path_change_directory((struct mote_path){file, ""},
								    MOTE_PATH_EMPTY),
					 0);
			error = mote_path_remove(path, MOTE_PATH_REMOVE_DIRECTORY);
		}
		assert_int_equal(error, 0);
	}
	file->operations->close(file);
}

/* Nothing is left on either side. */
static void clear(size_t heap_before)
{
	fail_one_in = 0;
	for (size_t i = 0; i < OPEN_MAX_HERE; i++)
		close_one(i);
	close(host_top);
	assert_int_equal(chdir(host_name), 0);
	assert_int_equal(nftw(".", remove_entry, 20, FTW_DEPTH | FTW_PHYS), 0);
	assert_int_equal(mote_path_change_directory(here("/tmp"), 0), 0);
	remove_ours(".");
	assert_int_equal(taken, 0);
	/* /tmp may have got buckets for its names. */
	assert_in_range(heap_allocations, heap_before, heap_before + 1);
}

static void is_like_this_machines(void **state)
{
	size_t heap_before;

	(void)state;
	/* Makes the tree. */
	assert_int_equal(mote_path_change_directory(here("/tmp"), 0), 0);
	heap_before = heap_allocations;
	for (size_t i = 0; i < FILE_BYTES; i++)
		data[i] = i * 31 ^ i >> 8;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		uint64_t random = seed;

		make_top();
		for (size_t i = 0; i < OPEN_MAX_HERE; i++)
			opened[i].descriptor = -1;
		fail_one_in = seed % 4 ? 0 : 10;
		for (size_t i = 0; i < OPERATIONS; i++)
			do_something(&random);
		clear(heap_before);
	}
}

static void open_and_close(const char *name, int flags)
{
	struct mote_file *file;

	assert_int_equal(mote_path_open(here(name), flags, 0666, &file), 0);
	file->operations->close(file);
}

static void holds_many_names(void **state)
{
	struct mote_file *directory;
	size_t heap_before;
	char name[20];

	(void)state;
	assert_int_equal(mote_path_make_directory(here("many"), 0777), 0);
	heap_before = heap_allocations;
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "many/%d", i);
		open_and_close(name, O_RDWR | O_CREAT | O_EXCL);
	}
	assert_int_equal(mote_path_open(here("many"), O_RDONLY, 0, &directory), 0);
	assert_int_equal(count_entries(directory), MANY + 2);
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "many/%d", i);
		open_and_close(name, O_RDONLY);
		assert_int_equal(mote_path_remove(here(name), 0), 0);
		assert_int_equal(mote_path_open(here(name), O_RDONLY, 0, &directory), -ENOENT);
	}
	directory->operations->close(directory);
	assert_in_range(heap_allocations, heap_before, heap_before + 1);
	assert_int_equal(mote_path_remove(here("many"), MOTE_PATH_REMOVE_DIRECTORY), 0);
}

/* Names that come and go while a directory is read: none is listed twice, and none that stays is missed. */
static void is_read_while_it_changes(void **state)
{
	struct mote_file *directory;
	struct dirent entry;
	unsigned seen[20] = {0};
	char name[20];

	(void)state;
	assert_int_equal(mote_path_make_directory(here("busy"), 0777), 0);
	for (int i = 0; i < 20; i++) {
		snprintf(name, sizeof(name), "busy/%d", i);
		open_and_close(name, O_RDWR | O_CREAT);
	}
	assert_int_equal(mote_path_open(here("busy"), O_RDONLY, 0, &directory), 0);
	while (directory->operations->read_directory(directory, &entry) == 1) {
		if (entry.d_name[0] == '.')
			continue;
		seen[atoi(entry.d_name)]++;
		/* The one just read, and the one that comes next. */
		for (int i = 0; i < 2; i++) {
			snprintf(name, sizeof(name), "busy/%d", atoi(entry.d_name) + i);
			mote_path_remove(here(name), 0);
		}
	}
	for (int i = 0; i < 20; i++)
		assert_int_equal(seen[i], i % 2 == 0);
	directory->operations->close(directory);
	assert_int_equal(mote_path_remove(here("busy"), MOTE_PATH_REMOVE_DIRECTORY), 0);
}

static int begin(void **state)
{
	(void)state;
	/* In this machine's memory, if there is such a place. */
	if (mkdtemp(host_name))
		return 0;
	strcpy(host_name, "/tmp/mote-test-XXXXXX");
	return mkdtemp(host_name) ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	if (chdir(host_name) == 0)
		nftw(".", remove_entry, 20, FTW_DEPTH | FTW_PHYS);
	return chdir("/") || rmdir(host_name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(is_like_this_machines,
			  "files: random operations end as they do on this machine"),
		UNIT_TEST(holds_many_names, "files: a directory of ten thousand names"),
		UNIT_TEST(is_read_while_it_changes, "files: a directory is read while it changes"),
	};

	ASAN_POISON_MEMORY_REGION(memory, sizeof(memory));
	return cmocka_run_group_tests(tests, begin, end);
}
