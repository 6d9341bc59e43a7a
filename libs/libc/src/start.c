/* SPDX-License-Identifier: BSD-3-Clause */
/* From the core to main(): constructors in the order of their priorities. */
#include <mote/library.h>
#include <mote/thread.h>
#include <stdlib.h>
#include <unistd.h>

#include "lock.h"
#include "reent.h"

/* Where the linker script lays what the compiler makes for __attribute__((constructor)). */
typedef void constructor(int argc, char **argv, char **environment);
extern constructor *const __preinit_array_start[], *const __init_array_end[];

int main(int argc, char **argv, char **environment);

int mote_library_main(int argc, char **argv)
{
	mote_libc_main_thread = mote_thread_self();
	mote_libc_reent_begin();
	for (constructor *const *each = __preinit_array_start; each < __init_array_end; each++)
		(*each)(argc, argv, environ);
	exit(main(argc, argv, environ));
}
