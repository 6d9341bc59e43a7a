/* SPDX-License-Identifier: BSD-3-Clause */
/* Unicode characters of 16 and 32 bits: C11 §7.28. */
#ifndef _UCHAR_H
#define _UCHAR_H

#include <stddef.h>
#include <sys/_types.h>
#include <wchar.h>

_BEGIN_STD_C

#ifndef __cplusplus
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif

size_t c16rtomb(char *__restrict, char16_t, mbstate_t *__restrict);
size_t c32rtomb(char *__restrict, char32_t, mbstate_t *__restrict);
size_t mbrtoc16(char16_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
size_t mbrtoc32(char32_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);

_END_STD_C

#endif
