/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef MOTE_TABLE_H
#define MOTE_TABLE_H

#include <stddef.h>

/*
 * Tables that the linker puts together. A module adds an entry by defining it; nobody keeps a list.
 * Every entry lies in a section ".mote_table.TABLE.1.KEY"; it is marked as one that the linker
 * retains, since nothing refers to it. The linker script sorts these sections by name and so lays the
 * entries of a table side by side, between the marks ".0" and ".2" that MOTE_TABLE_DEFINE puts around
 * them.
 *
 * Who offers a table wraps these two in a macro of its own that fixes the type (MOTE_STARTUP,
 * MOTE_PARAM, ...), so that a wrong entry does not compile.
 */

/*
 * Defines an entry. KEY is a string literal: entries come in its order. The alignment is said
 * because gcc would align a large structure more than its size demands, and the table would get
 * gaps.
 */
#define MOTE_TABLE_ENTRY(type, table, key, name)                                                   \
	_Static_assert(sizeof(type) % 8 == 0, "a table's entries follow each other without gaps"); \
	static const type name __attribute__((used, retain, aligned(8),                            \
					      section(".mote_table." #table ".1." key)))

/*
 * The same for an entry that is only wanted in images where something refers to it: the linker leaves
 * it out otherwise, with all that it refers to itself.
 */
#define MOTE_TABLE_ENTRY_IF_USED(type, table, key, name)                                           \
	_Static_assert(sizeof(type) % 8 == 0, "a table's entries follow each other without gaps"); \
	static const type name                                                                     \
		__attribute__((used, aligned(8), section(".mote_table." #table ".1." key)))

/*
 * Defines the bounds of a table in the one file that walks it: mote_table_TABLE_begin and ..._end.
 * They are made in assembly so that the compiler does not take two empty arrays for different
 * places.
 */
#define MOTE_TABLE_DEFINE(type, table)                                                             \
	extern const type mote_table_##table##_begin[], mote_table_##table##_end[];                \
	__asm__(".pushsection .mote_table." #table ".0, \"aR\"\n"                                  \
		".balign 8\n"                                                                      \
		"mote_table_" #table "_begin:\n"                                                   \
		".popsection\n"                                                                    \
		".pushsection .mote_table." #table ".2, \"aR\"\n"                                  \
		".balign 8\n"                                                                      \
		"mote_table_" #table "_end:\n"                                                     \
		".popsection")

/*
 * The same for a table that is only wanted where somebody walks it: its sections are not kept by
 * name, so in an image where nothing refers to the file that walks it the table is left out, with
 * all that its entries refer to. Entries come in the order in which they are linked. It rests on the
 * symbols __start_SECTION and __stop_SECTION, which the linker makes for a section whose name could
 * be C's, and which keep all sections of that name if they are used themselves.
 */
#define MOTE_TABLE_LAZY_ENTRY(type, table, name)                                                   \
	_Static_assert(sizeof(type) % 8 == 0, "a table's entries follow each other without gaps"); \
	static const type name __attribute__((used, aligned(8), section("mote_lazy_table_" #table)))

/* Declares the bounds of such a table in the file that walks it. Without entries both are NULL. */
#define MOTE_TABLE_LAZY_DEFINE(type, table)                                                        \
	extern const type mote_table_##table##_begin[] __asm__("__start_mote_lazy_table_" #table)  \
		__attribute__((weak));                                                             \
	extern const type mote_table_##table##_end[] __asm__("__stop_mote_lazy_table_" #table)     \
		__attribute__((weak))

/* Walks a table that MOTE_TABLE_DEFINE or MOTE_TABLE_LAZY_DEFINE has defined in this file. */
#define MOTE_TABLE_FOREACH(entry, table)                                                           \
	for (entry = mote_table_##table##_begin; entry < mote_table_##table##_end; entry++)

/*
 * Walks such a table of devices by their rating, from the highest down: gives the entry behind LAST,
 * the first where LAST is NULL, NULL behind the last. Those of the same rating come in their order.
 */
#define MOTE_TABLE_NEXT_BEST(last, table)                                                          \
	((__typeof__(&mote_table_##table##_begin[0]))mote_table_next_best(                         \
		mote_table_##table##_begin, mote_table_##table##_end,                              \
		sizeof(mote_table_##table##_begin[0]),                                             \
		__builtin_offsetof(__typeof__(mote_table_##table##_begin[0]), rating), last))

/* What the macro calls; RATING is the offset of that field, an unsigned. Any context. */
const void *mote_table_next_best(const void *begin, const void *end, size_t entry_bytes,
				 size_t rating, const void *last);

#endif
