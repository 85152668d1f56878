/* A store as the CPU does it: TLB, hardware walk, fault, and again. */
#ifndef TWIN_ACCESS_H
#define TWIN_ACCESS_H

#include "fault.h"

#define MOST_ATTEMPTS 16
/* Key 0 may read and write, the others nothing. */
#define PKRU 0x55555554u

enum { ACCESS_READ, ACCESS_WRITE };
enum { TLB_MISS, TLB_HIT };
enum { VERDICT_TABLE, VERDICT_LEAF, VERDICT_NOT_PRESENT };
enum { WALK_OK, WALK_NOT_PRESENT, WALK_PROTECTION };

struct walk {
	uint32_t table, fault, flags, pfn;
	uint64_t entry, rights;
	int level, open;
};

/* Reads the entry at hand, and goes on to the table it leads to: true. A table that was freed reads as empty. */
static int walk_step(struct walk *w, uint64_t vpn)
{
	uint32_t index = index_at(w->level, vpn);
	uint32_t verdict;

	w->entry = frame_of(w->table >> 1)->flags & PG_TABLE ? entries_of(w->table)[index] : 0;
	verdict = !(w->entry & BIT_P) ? VERDICT_NOT_PRESENT : w->level == 0 || w->entry & BIT_PS ? VERDICT_LEAF : VERDICT_TABLE;
	RECORD(EntryRead, w->level | verdict << 3, index, w->table, TWO(w->entry));
	w->rights &= w->entry ^ BIT_NX;
	if (verdict != VERDICT_TABLE) {
		w->fault = verdict == VERDICT_LEAF ? WALK_OK : WALK_NOT_PRESENT;
		return 0;
	}
	w->open &= w->entry == make_table(pfn_of(w->entry) << 1);
	w->table = pfn_of(w->entry) << 1;
	w->level--;
	return 1;
}

/* A leaf was reached: are user and store allowed, by every level and by the key? */
static void judge(struct walk *w, struct mm *mm, uint64_t vpn)
{
	uint32_t key = w->entry >> 59 & 15;

	if (w->level > 0 || PKRU >> 2 * key & 3)
		left_out("huge pages and protection keys");
	if (!(w->rights & BIT_US) || !(w->rights & BIT_RW)) {
		w->fault = WALK_PROTECTION;
		return;
	}
	if ((w->entry & (BIT_A | BIT_D)) != (BIT_A | BIT_D))
		set_entry(0, HOW_HARDWARE, mm, w->table, vpn, w->entry |= BIT_A | BIT_D);
	w->pfn = pfn_of(w->entry);
	w->flags = TLB_READ | TLB_WRITE | TLB_USER | TLB_DIRTY | (w->rights & BIT_NX ? TLB_EXEC : 0);
}

/* Hardware's walk, from the cached PTE table or from the root; true: a translation. */
static int translate(struct walk *w, struct mm *mm, uint64_t vpn)
{
	uint32_t cached = walk_cache_find(mm->id, vpn);

	*w = (struct walk){ .table = cached != 0 ? cached : mm->root, .level = cached != 0 ? 0 : TOP_LEVEL, .open = 1, .rights = ~0ull };
	while (walk_step(w, vpn))
		;
	if (w->fault == WALK_OK)
		judge(w, mm, vpn);
	if (cached == 0 && w->open && w->level == 0)
		walk_cache_fill(mm, vpn, w->table);
	return w->fault == WALK_OK;
}

static void raise_fault(const struct walk *w, struct mm *mm, uint64_t vpn)
{
	uint32_t syndrome = SYNDROME_WRITE | SYNDROME_USER | (w->fault == WALK_PROTECTION ? SYNDROME_PRESENT : 0);

	record_log.cause = RECORD(FaultRaised, ACCESS_WRITE | w->fault << 3 | w->level << 6, TWO(vpn), TWO(syndrome));
	page_fault(mm, vpn, syndrome);
}

static void complete(uint32_t pfn, uint32_t value)
{
	struct frame *frame = frame_of(pfn);

	RECORD(AccessCompleted, ACCESS_WRITE | value << 2, pfn);
	frame->flags = (frame->flags & ~VALUE_MASK) | value << VALUE_SHIFT;
}

static void store_byte(struct mm *mm, uint64_t vpn, uint32_t value)
{
	int slot = tlb_find(mm->id, vpn);
	struct walk w;
	uint32_t started;

	switch_to(mm);
	if (slot >= 0 && (tlb[slot].flags & (TLB_WRITE | TLB_DIRTY)) != (TLB_WRITE | TLB_DIRTY))
		left_out("a cached translation that forbids");
	started = record_log.cause = RECORD(AccessStarted, ACCESS_WRITE | (slot >= 0 ? TLB_HIT : TLB_MISS) << 3, mm->id, TWO(vpn));
	for (int attempt = 0; slot < 0; attempt++) {
		if (attempt == MOST_ATTEMPTS)
			left_out("an access that never ends");
		if (translate(&w, mm, vpn))
			slot = tlb_fill(mm, vpn, w.pfn, w.flags);
		else
			raise_fault(&w, mm, vpn);
		record_log.cause = started;
	}
	complete(tlb[slot].pfn, value);
}

#endif
