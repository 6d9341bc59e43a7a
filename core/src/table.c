/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/table.h>
#include <stdbool.h>

const void *mote_table_next_best(const void *begin, const void *end, size_t entry_bytes,
				 size_t rating, const void *last)
{
	const char *best = NULL;
	unsigned best_rating = 0;
	unsigned last_rating = last ? *(const unsigned *)((const char *)last + rating) : ~0u;

	for (const char *entry = begin; entry < (const char *)end; entry += entry_bytes) {
		unsigned its_rating = *(const unsigned *)(entry + rating);
		bool is_behind = !last || its_rating < last_rating ||
				 (its_rating == last_rating && entry > (const char *)last);

		if (is_behind && its_rating > best_rating) {
			best = entry;
			best_rating = its_rating;
		}
	}
	return best;
}
