/* What unmapping gathers: pages and tables that may be freed only once no TLB knows them. */
#ifndef TWIN_GATHER_H
#define TWIN_GATHER_H

#include "fault.h"

/* Slots of the batch inside the gather, of a batch that takes a page, and how many of those there may be. */
#define LOCAL_ROOM 8
#define BATCH_ROOM 510
#define MOST_BATCHES 19
#define MOST_PAGES (LOCAL_ROOM + MOST_BATCHES * BATCH_ROOM)
#define TABLE_ROOM 509
#define NO_START (~0ull)

static struct {
	struct mm *mm;
	uint64_t start, end;
	uint32_t cleared_levels, freed_tables, vm_flags;
	uint32_t pages[MOST_PAGES], queued, active, in_active, batches;
	struct {
		int level;
		uint32_t table;
	} tables[TABLE_ROOM];
	uint32_t table_count;
} gather;

static void reset_range(void)
{
	gather.start = NO_START;
	gather.end = 0;
	gather.cleared_levels = gather.freed_tables = 0;
}

static void change_pending(struct mm *mm, int32_t delta)
{
	RECORD(FlushPendingChanged, 0, mm->id, (uint32_t)delta);
	mm->flush_pending += delta;
}

static void gather_begin(struct mm *mm)
{
	change_pending(mm, 1);
	RECORD(GatherStarted, 0, mm->id);
	gather.mm = mm;
	gather.queued = gather.active = gather.in_active = gather.batches = gather.table_count = 0;
	reset_range();
}

static void gather_start_vma(const struct vma *vma)
{
	RECORD(GatherVmaStarted, 0, vma->flags);
	gather.vm_flags = vma->flags;
}

static void widen(int level, uint64_t start, uint64_t end)
{
	gather.cleared_levels |= 1u << level;
	if (start < gather.start)
		gather.start = start;
	if (end > gather.end)
		gather.end = end;
}

static void queue_entry(uint64_t vpn)
{
	RECORD(EntryQueued, 0, TWO(vpn), TWO(vpn + 1));
	widen(0, vpn, vpn + 1);
}

/* Another batch, new or left over; false: there is none, so a flush is due. */
static int next_batch(void)
{
	int left_over = gather.active < gather.batches;

	if (!left_over && gather.batches == MOST_BATCHES)
		return 0;
	RECORD(BatchAdded, !left_over << 12, gather.active + 1);
	gather.batches += !left_over;
	gather.active++;
	gather.in_active = 0;
	return 1;
}

/* True: flush before anything else. */
static int queue_page(uint32_t pfn)
{
	RECORD(PageQueued, 0, pfn);
	gather.pages[gather.queued++] = pfn;
	gather.in_active++;
	return gather.in_active == (gather.active == 0 ? LOCAL_ROOM : BATCH_ROOM) && !next_batch();
}

static void gather_flush_tlb(void)
{
	if (!gather.freed_tables && gather.cleared_levels == 0)
		return;
	flush_tlb(gather.mm, SCOPE_RANGE, FLUSH_GATHER, gather.freed_tables, gather.start, gather.end);
	RECORD(GatherTlbFlushed, 0, 0);
	reset_range();
}

static void free_tables(void)
{
	if (gather.table_count == 0)
		return;
	for (uint32_t at = 0; at < gather.table_count; at++)
		free_table(gather.mm, gather.tables[at].level, gather.tables[at].table);
	RECORD(GatherTablesFreed, 1 << 12, gather.table_count);
	gather.table_count = 0;
}

static void free_pages(void)
{
	if (gather.queued == 0)
		return;
	for (uint32_t at = 0; at < gather.queued; at++)
		put_page(gather.pages[at], REF_GATHER);
	RECORD(GatherPagesFreed, 0, gather.queued);
	gather.queued = gather.active = gather.in_active = 0;
}

/* TLB first, tables second, pages third. */
static void gather_flush(void)
{
	gather_flush_tlb();
	free_tables();
	free_pages();
}

static void queue_table(int level, uint32_t table, uint64_t start)
{
	RECORD(TableQueued, level << 12, table, TWO(start), TWO(start + 1));
	widen(level + 1, start, start + 1);
	gather.freed_tables = 1;
	gather.tables[gather.table_count].level = level;
	gather.tables[gather.table_count++].table = table;
	if (gather.table_count == TABLE_ROOM) {
		gather_flush_tlb();
		free_tables();
	}
}

static void gather_finish(void)
{
	gather_flush();
	RECORD(GatherFinished, 0, 0);
	change_pending(gather.mm, -1);
}

#endif
