/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/format.h>
#include <mote/string.h>

struct buffer {
	char *text;
	size_t size;
	size_t length; /* of the whole text, whether it fits or not */
};

static void put_into_buffer(void *context, const char *text, size_t bytes)
{
	struct buffer *buffer = context;

	if (buffer->length + 1 < buffer->size) {
		size_t room = buffer->size - 1 - buffer->length;

		memcpy(buffer->text + buffer->length, text, bytes < room ? bytes : room);
	}
	buffer->length += bytes;
}

size_t mote_format(char *text, size_t size, const char *format, ...)
{
	struct buffer buffer = {text, size, 0};
	va_list arguments;

	va_start(arguments, format);
	mote_format_to(put_into_buffer, &buffer, format, arguments);
	va_end(arguments);
	if (size)
		text[buffer.length < size ? buffer.length : size - 1] = '\0';
	return buffer.length;
}
