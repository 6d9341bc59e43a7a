/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_TOKENS_H
#define CORE_TOKENS_H

/*
 * Cuts the next token out of the text at *POSITION, in place, and moves *POSITION behind it. Tokens
 * are separated by blanks, tabs and line ends; a part between double quotes may hold them, the
 * quotes are taken away. Returns NULL at the end, with *POSITION NULL, or at a quote that isn't
 * closed, with *POSITION not NULL. Any context.
 */
char *mote_next_token(char **position);

#endif
