/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/LIB_LIBC_FLOAT.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	size_t bytes = 0;

	printf("Hello from C, with %d arguments!\n", argc - 1);
	for (int i = 1; i < argc; i++) {
		printf("argument %d: %s\n", i, argv[i]);
		bytes += strlen(argv[i]);
	}
	if (CONFIG_LIB_LIBC_FLOAT && argc > 1)
		printf("%.2f characters each\n", (double)bytes / (argc - 1));
	return 0;
}
