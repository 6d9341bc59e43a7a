/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/format.h>

int main(int argc, char **argv)
{
	mote_print("Hello from Mote!\n");
	for (int i = 1; i < argc; i++)
		mote_print("argument %d: %s\n", i, argv[i]);
	return 0;
}
