/* SPDX-License-Identifier: BSD-3-Clause */
#include "line.h"

#define TAB 8

unsigned mote_terminal_column_behind(unsigned column, const char *text, size_t bytes)
{
	for (; bytes; text++, bytes--) {
		unsigned char byte = *text;

		if (byte == '\n' || byte == '\r')
			column = 0;
		else if (byte == '\b')
			column -= column > 0;
		else if (byte == '\t')
			column += TAB - column % TAB;
		/* A UTF-8 character has one byte that doesn't continue it. */
		else if (byte >= ' ' && byte != 0x7f && (byte & 0xc0) != 0x80)
			column++;
	}
	return column;
}
