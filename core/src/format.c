/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/console.h>
#include <mote/format.h>
#include <mote/string.h>
#include <stdbool.h>
#include <stdint.h>

/* One conversion while it is being read: %-08.3lx and the like. */
struct conversion {
	bool left;
	bool zeros;
	int width;
	int precision; /* -1: none given */
	int bits;      /* of the argument */
};

struct output {
	mote_format_sink *sink;
	void *context;
};

static void put_fill(const struct output *output, char fill, int count)
{
	for (; count > 0; count--)
		output->sink(output->context, &fill, 1);
}

/* Text with padding to the conversion's width. */
static void put_padded(const struct output *output, const struct conversion *c, const char *text,
		       size_t bytes)
{
	int missing = c->width - (int)bytes;

	if (!c->left)
		put_fill(output, ' ', missing);
	output->sink(output->context, text, bytes);
	if (c->left)
		put_fill(output, ' ', missing);
}

static void put_string(const struct output *output, const struct conversion *c, const char *string)
{
	size_t max = c->precision < 0 ? SIZE_MAX : (size_t)c->precision;

	if (!string)
		string = "(null)";
	put_padded(output, c, string, strnlen(string, max));
}

static void put_number(const struct output *output, struct conversion *c, uint64_t value,
		       bool negative, unsigned base, char ten)
{
	/* 20 digits, or as many zeros as a caller can reasonably ask for; more are cut. */
	char text[40];
	char *digit = text + sizeof(text);
	int digits = c->precision;

	/* Of %0d, which has no width, zero has a digit nevertheless. */
	if (digits < 0)
		digits = c->zeros && !c->left && c->width ? c->width - negative : 1;
	if (digits > (int)sizeof(text) - 1)
		digits = sizeof(text) - 1;
	for (; value || digits > 0; digits--) {
		unsigned d = value % base;

		value /= base;
		*--digit = d < 10 ? '0' + d : ten + d - 10;
	}
	if (negative)
		*--digit = '-';
	put_padded(output, c, digit, text + sizeof(text) - digit);
}

/*
 * The next argument, whatever its type: integers and pointers each take 8 bytes of a va_list on the
 * 64-bit machines that Mote knows, and what lies above a smaller integer is cut off by whoever
 * asked for it. One place instead of one a type makes the formatter a third smaller.
 */
static __attribute__((noinline)) uint64_t next_argument(va_list *arguments)
{
	return va_arg(*arguments, uint64_t);
}

static const char *read_number(const char *format, int *number, va_list *arguments)
{
	if (*format == '*') {
		*number = (int)next_argument(arguments);
		return format + 1;
	}
	for (*number = 0; *format >= '0' && *format <= '9'; format++)
		*number = *number * 10 + (*format - '0');
	return format;
}

/* Reads what stands between the % and the letter of the conversion. */
static const char *read_conversion(const char *format, struct conversion *c, va_list *arguments)
{
	*c = (struct conversion){.precision = -1, .bits = 32};
	for (; *format == '-' || *format == '0'; format++) {
		if (*format == '-')
			c->left = true;
		else
			c->zeros = true;
	}
	format = read_number(format, &c->width, arguments);
	if (c->width < 0) {
		c->left = true;
		c->width = -c->width;
	}
	if (*format == '.')
		format = read_number(format + 1, &c->precision, arguments);
	for (;; format++) {
		if (*format == 'h')
			c->bits /= 2;
		else if (*format == 'l' || *format == 'z' || *format == 't' || *format == 'j')
			c->bits = 64;
		else
			return format;
	}
}

static void put_conversion(const struct output *output, struct conversion *c, char letter,
			   uint64_t value)
{
	int unused_bits = 64 - c->bits;
	unsigned base = 16;
	bool negative = false;

	switch (letter) {
	case 'd':
	case 'i':
		value = (int64_t)(value << unused_bits) >> unused_bits;
		negative = (int64_t)value < 0;
		if (negative)
			value = -value;
		base = 10;
		break;
	case 'u':
		base = 10;
		/* fall through */
	case 'x':
	case 'X':
		value = value << unused_bits >> unused_bits;
		break;
	case 'p':
		output->sink(output->context, "0x", 2);
		break;
	case 's':
		put_string(output, c, (const char *)value);
		return;
	default:
		/* %c; and of what isn't known, the letter. */
		if (letter == 'c')
			letter = (char)value;
		put_padded(output, c, &letter, 1);
		return;
	}
	put_number(output, c, value, negative, base, letter == 'X' ? 'A' : 'a');
}

void mote_format_to(mote_format_sink *sink, void *context, const char *format, va_list arguments)
{
	struct output output = {sink, context};
	struct conversion c;
	va_list rest;

	va_copy(rest, arguments);
	while (*format) {
		const char *plain = format;

		while (*format && *format != '%')
			format++;
		if (format > plain)
			sink(context, plain, format - plain);
		if (!*format)
			break;
		format = read_conversion(format + 1, &c, &rest);
		if (!*format)
			break;
		put_conversion(&output, &c, *format, *format == '%' ? 0 : next_argument(&rest));
		format++;
	}
	va_end(rest);
}
