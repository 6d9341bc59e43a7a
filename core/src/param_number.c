/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/param.h>

static int digit_value(char c, unsigned base)
{
	unsigned digit = base;

	if (c >= '0' && c <= '9')
		digit = c - '0';
	else if (c >= 'a' && c <= 'f')
		digit = c - 'a' + 10;
	else if (c >= 'A' && c <= 'F')
		digit = c - 'A' + 10;
	return digit < base ? (int)digit : -1;
}

static unsigned suffix_shift(char c)
{
	switch (c) {
	case 'K':
		return 10;
	case 'M':
		return 20;
	case 'G':
		return 30;
	default:
		return 0;
	}
}

int mote_param_number(const char *text, unsigned long min, unsigned long max, unsigned long *value)
{
	unsigned base = text[0] == '0' && text[1] == 'x' ? 16 : 10;
	unsigned long number = 0;
	unsigned shift;
	int digit;

	if (base == 16)
		text += 2;
	if (digit_value(*text, base) < 0)
		return -EINVAL;
	for (; (digit = digit_value(*text, base)) >= 0; text++)
		if (__builtin_mul_overflow(number, base, &number) ||
		    __builtin_add_overflow(number, (unsigned)digit, &number))
			return -ERANGE;
	shift = suffix_shift(*text);
	if (shift)
		text++;
	if (*text)
		return -EINVAL;
	if (number > ~0UL >> shift || number << shift < min || number << shift > max)
		return -ERANGE;
	*value = number << shift;
	return 0;
}
