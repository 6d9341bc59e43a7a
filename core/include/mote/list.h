/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Doubly linked lists whose links lie in the elements. A list is a ring through its head, so that
 * an element can be taken out without knowing in which list it is. The caller guards the list.
 */
#ifndef MOTE_LIST_H
#define MOTE_LIST_H

#include <mote/compiler.h>
#include <stdbool.h>
#include <stddef.h>

struct mote_list {
	struct mote_list *next;
	struct mote_list *previous;
};

#define MOTE_LIST_INIT(list)                                                                       \
	{                                                                                          \
		&(list), &(list)                                                                   \
	}

/* Makes LIST an empty one. */
static inline void mote_list_init(struct mote_list *list)
{
	list->next = list;
	list->previous = list;
}

/* Whether LIST has no elements. */
static inline bool mote_list_is_empty(const struct mote_list *list)
{
	return list->next == list;
}

/* Puts ELEMENT behind POSITION; behind the head it becomes the first. */
static inline void mote_list_insert(struct mote_list *position, struct mote_list *element)
{
	element->next = position->next;
	element->previous = position;
	position->next->previous = element;
	position->next = element;
}

/* Puts ELEMENT at the end of LIST. */
static inline void mote_list_append(struct mote_list *list, struct mote_list *element)
{
	mote_list_insert(list->previous, element);
}

/* Takes ELEMENT out of the list that it is in. */
static inline void mote_list_remove(struct mote_list *element)
{
	element->previous->next = element->next;
	element->next->previous = element->previous;
}

/* Takes the first element out; NULL where the list is empty. */
static inline struct mote_list *mote_list_take_first(struct mote_list *list)
{
	struct mote_list *first = list->next;

	if (first == list)
		return NULL;
	mote_list_remove(first);
	return first;
}

#define MOTE_LIST_FOREACH(element, list)                                                           \
	for (element = (list)->next; element != (list); element = element->next)

#endif
