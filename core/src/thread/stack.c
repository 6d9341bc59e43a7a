/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where threads live: a guard page that isn't mapped, the stack, and at its upper end the thread's
 * own structure. To unmap and map the guard page costs more than all the rest of a thread's creation,
 * so a few stacks of ended threads are kept as they are for the next ones.
 */
#include "stack.h"

#include <config/THREAD_STACKS_KEPT.h>
#include <mote/page.h>

/* Kept ones, by the links of the structures in them. The scheduler's lock guards them. */
static struct mote_list kept = MOTE_LIST_INIT(kept);
static unsigned kept_count;

static struct mote_thread *thread_in(char *stack, size_t pages)
{
	return (struct mote_thread *)(stack + (pages + 1) * MOTE_PAGE_BYTES) - 1;
}

static struct mote_thread *take_kept(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	struct mote_list *link = mote_list_take_first(&kept);

	kept_count -= link != NULL;
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return link ? MOTE_CONTAINER_OF(link, struct mote_thread, link) : NULL;
}

static struct mote_thread *allocate(size_t pages)
{
	char *stack = mote_page_alloc(pages + 1);
	struct mote_thread *thread;

	if (!stack)
		return NULL;
	if (mote_plat_protect(stack, MOTE_PAGE_BYTES, MOTE_PLAT_NONE) != 0) {
		mote_page_free(stack, pages + 1);
		return NULL;
	}
	thread = thread_in(stack, pages);
	thread->stack = stack;
	thread->stack_pages = pages;
	return thread;
}

struct mote_thread *mote_thread_stack_alloc(size_t pages)
{
	struct mote_thread *thread = pages == MOTE_THREAD_STACK_PAGES_DEFAULT ? take_kept() : NULL;

	return thread ? thread : allocate(pages);
}

void mote_thread_stack_free(struct mote_thread *thread)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	bool keep = thread->stack_pages == MOTE_THREAD_STACK_PAGES_DEFAULT &&
		    kept_count < CONFIG_THREAD_STACKS_KEPT;

	if (keep) {
		mote_list_insert(&kept, &thread->link);
		kept_count++;
	}
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	if (keep)
		return;
	/* The page's table exists since it was made a guard, so this can't fail. */
	mote_plat_protect(thread->stack, MOTE_PAGE_BYTES, MOTE_PLAT_WRITE);
	mote_page_free(thread->stack, thread->stack_pages + 1);
}
