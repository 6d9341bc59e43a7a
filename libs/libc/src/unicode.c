/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <uchar.h> on newlib's wide characters, which are Unicode's code points. A pair of surrogates keeps its
 * half in the state: its other members are newlib's, and unused meanwhile.
 */
#include <errno.h>
#include <string.h>
#include <uchar.h>

#define LAST_CODE_POINT 0x10ffff
#define BEYOND_16_BITS 0x10000
#define FIRST_HIGH 0xd800
#define FIRST_LOW 0xdc00
#define LAST_LOW 0xdfff

/* How newlib marks what it keeps is 0 to 6. */
#define HALF_OF_PAIR (-2)

#define AGAIN ((size_t)-3)

static _Thread_local mbstate_t own[4];

static size_t refuse(void)
{
	errno = EILSEQ;
	return -1;
}

size_t mbrtoc32(char32_t *result, const char *text, size_t bytes, mbstate_t *state)
{
	wchar_t wide = 0;
	size_t length = mbrtowc(text ? &wide : NULL, text, bytes, state ? state : &own[0]);

	if (result && text && length <= bytes)
		*result = wide;
	return length;
}

size_t c32rtomb(char *text, char32_t character, mbstate_t *state)
{
	if (character > LAST_CODE_POINT || (character >= FIRST_HIGH && character <= LAST_LOW))
		return refuse();
	return wcrtomb(text, character, state ? state : &own[1]);
}

/* The first half of a pair now, the second at the next call. */
static size_t begin_pair(char16_t *result, char32_t character, size_t length, mbstate_t *state)
{
	character -= BEYOND_16_BITS;
	if (result)
		*result = FIRST_HIGH + (character >> 10);
	state->__count = HALF_OF_PAIR;
	state->__value.__wch = FIRST_LOW + (character & 0x3ff);
	return length;
}

static char16_t end_pair(mbstate_t *state)
{
	char16_t half = state->__value.__wch;

	memset(state, 0, sizeof(*state));
	return half;
}

size_t mbrtoc16(char16_t *result, const char *text, size_t bytes, mbstate_t *state)
{
	char32_t character = 0;
	char16_t half;
	size_t length;

	if (!state)
		state = &own[2];
	if (state->__count == HALF_OF_PAIR) {
		half = end_pair(state);
		if (result)
			*result = half;
		return AGAIN;
	}
	length = mbrtoc32(&character, text, bytes, state);
	if (!text || length > bytes)
		return length;
	if (character >= BEYOND_16_BITS)
		return begin_pair(result, character, length, state);
	if (result)
		*result = character;
	return length;
}

size_t c16rtomb(char *text, char16_t character, mbstate_t *state)
{
	char32_t whole = character;

	if (!state)
		state = &own[3];
	if (!text)
		return wcrtomb(NULL, 0, state);
	if (state->__count == HALF_OF_PAIR) {
		if (character < FIRST_LOW || character > LAST_LOW)
			return refuse();
		whole = BEYOND_16_BITS + ((char32_t)state->__value.__wch << 10) + character -
			FIRST_LOW;
		memset(state, 0, sizeof(*state));
	} else if (character >= FIRST_HIGH && character < FIRST_LOW) {
		state->__count = HALF_OF_PAIR;
		state->__value.__wch = character - FIRST_HIGH;
		return 0;
	}
	return c32rtomb(text, whole, state);
}
