/* One CPU's TLB, 256 sets of 4, and its cache of page tables. */
#ifndef TWIN_TLB_H
#define TWIN_TLB_H

#include "tables.h"

#define SETS 256
#define WAYS 4
#define WALK_CACHE 32
#define TLB_READ 1u
#define TLB_WRITE 2u
#define TLB_EXEC 4u
#define TLB_USER 8u
#define TLB_DIRTY 16u
/* More pages than this are not dropped one by one. */
#define FLUSH_CEILING 33

enum { INVALIDATE_PAGE, INVALIDATE_MM };
enum { SCOPE_PAGE, SCOPE_RANGE, SCOPE_MM };
enum { FLUSH_CLEAR, FLUSH_GATHER = 2, FLUSH_FORK };

struct translation {
	uint64_t vpn;
	uint32_t mm, pfn, flags;
};

static struct translation tlb[SETS * WAYS];
static unsigned char victims[SETS];
static struct {
	uint64_t tag;
	uint32_t mm, table;
} walk_cache[WALK_CACHE];

static int tlb_find(uint32_t mm, uint64_t vpn)
{
	int first = vpn % SETS * WAYS;

	for (int slot = first; slot < first + WAYS; slot++)
		if (tlb[slot].vpn == vpn && tlb[slot].mm == mm)
			return slot;
	return -1;
}

static int tlb_place(uint64_t vpn)
{
	int first = vpn % SETS * WAYS;

	for (int slot = first; slot < first + WAYS; slot++)
		if (tlb[slot].mm == 0)
			return slot;
	return first + victims[vpn % SETS];
}

static int tlb_fill(struct mm *mm, uint64_t vpn, uint32_t pfn, uint32_t flags)
{
	int slot = tlb_place(vpn);
	uint32_t replaced = tlb[slot].mm != 0;

	RECORD(TlbFilled, flags | replaced << 15, slot, mm->id, TWO(vpn), pfn);
	if (replaced)
		victims[slot / WAYS] = (slot % WAYS + 1) % WAYS;
	tlb[slot] = (struct translation){ vpn, mm->id, pfn, flags };
	return slot;
}

/* The cached PTE table of a page; 0: none. */
static uint32_t walk_cache_find(uint32_t mm, uint64_t vpn)
{
	uint64_t tag = vpn / ENTRIES;

	return walk_cache[tag % WALK_CACHE].tag == tag && walk_cache[tag % WALK_CACHE].mm == mm ? walk_cache[tag % WALK_CACHE].table : 0;
}

static void walk_cache_fill(struct mm *mm, uint64_t vpn, uint32_t table)
{
	uint64_t tag = vpn / ENTRIES;
	uint32_t slot = tag % WALK_CACHE;

	RECORD(WalkCacheFilled, slot, mm->id, TWO(round_down(vpn, 1)), table);
	walk_cache[slot].tag = tag;
	walk_cache[slot].mm = mm->id;
	walk_cache[slot].table = table;
}

static void drop_all(uint32_t mm)
{
	for (int slot = 0; slot < SETS * WAYS; slot++)
		if (tlb[slot].mm == mm)
			tlb[slot].mm = 0;
}

static void drop_pages(uint32_t mm, uint64_t start, uint64_t end)
{
	for (uint64_t vpn = start; vpn < end; vpn++) {
		int slot = tlb_find(mm, vpn);

		if (slot >= 0)
			tlb[slot].mm = 0;
	}
}

/* The CPU is sent its share of a flush, and does it. */
static void invalidate(struct mm *mm, uint32_t request, uint64_t start, uint64_t end)
{
	uint32_t kind = end - start > FLUSH_CEILING ? INVALIDATE_MM : INVALIDATE_PAGE;

	record_log.cause = request;
	record_log.cause = RECORD(FlushSent, kind, request, mm->id, TWO(start), TWO(end));
	RECORD(TlbInvalidated, kind, request, mm->id, TWO(start), TWO(end));
	for (int slot = 0; slot < WALK_CACHE; slot++)
		if (walk_cache[slot].mm == mm->id)
			walk_cache[slot].mm = 0;
	if (kind == INVALIDATE_MM)
		drop_all(mm->id);
	else
		drop_pages(mm->id, start, end);
}

/* A flush of one CPU: asked for, done, reported. */
static void flush_tlb(struct mm *mm, uint32_t scope, uint32_t reason, uint32_t freed_tables, uint64_t start, uint64_t end)
{
	uint32_t cause = record_log.cause;
	uint32_t request = RECORD(FlushRequested, scope | reason << 3 | freed_tables << 8 | 12 << 9, mm->id, TWO(start), TWO(end));

	invalidate(mm, request, start, end);
	record_log.cause = request;
	RECORD(FlushCompleted, 0, request);
	record_log.cause = cause;
}

#endif
