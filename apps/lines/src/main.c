/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static void interrupted(int number)
{
	(void)number;
}

/* Says the number of each byte as it is typed. */
static int show_bytes(void)
{
	struct termios before, raw;
	unsigned char byte = 0;

	if (tcgetattr(0, &before) != 0)
		return 1;
	raw = before;
	cfmakeraw(&raw);
	tcsetattr(0, TCSAFLUSH, &raw);
	printf("raw\n");
	while (byte != 'q' && read(0, &byte, 1) == 1)
		printf("%d\n", byte);
	tcsetattr(0, TCSADRAIN, &before);
	return 0;
}

/* Repeats lines, and returns how many there were. */
static int repeat_lines(void)
{
	char line[4096];
	int lines = 0;

	for (;;) {
		printf("> ");
		fflush(stdout);
		if (fgets(line, sizeof(line), stdin)) {
			lines++;
			line[strcspn(line, "\n")] = '\0';
			printf("%zu: %s\n", strlen(line), line);
		} else if (ferror(stdin) && errno == EINTR) {
			clearerr(stdin);
			printf("\ninterrupted\n");
		} else {
			printf("\nend\n");
			return lines;
		}
	}
}

int main(int argc, char **argv)
{
	struct sigaction action = {.sa_handler = interrupted};

	/* Without SA_RESTART: a line that is being typed is given up. */
	sigaction(SIGINT, &action, NULL);
	return argc > 1 && strcmp(argv[1], "raw") == 0 ? show_bytes() : repeat_lines();
}
