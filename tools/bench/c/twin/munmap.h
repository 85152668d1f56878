/* mmap, and munmap: entries cleared, pages and tables gathered, flushed and freed. */
#ifndef TWIN_MUNMAP_H
#define TWIN_MUNMAP_H

#include "gather.h"

static void enter_syscall(struct mm *mm, uint32_t op, uint64_t vpn, uint64_t pages)
{
	switch_to(mm);
	record_log.cause = RECORD(SyscallEntered, op, mm->id, TWO(vpn), TWO(pages), 0);
}

static void return_from_syscall(struct mm *mm, uint32_t op)
{
	RECORD(SyscallReturned, op, mm->id);
}

static void do_mmap(struct mm *mm, uint64_t vpn, uint64_t pages)
{
	struct vma vma = { .start = vpn, .end = vpn + pages, .pgoff = vpn, .prot = BIT_P | BIT_US | BIT_A | BIT_NX, .flags = VM_FLAGS };

	enter_syscall(mm, OP_MMAP, vpn, pages);
	insert_vma(mm, &vma);
	return_from_syscall(mm, OP_MMAP);
}

/* From `vpn` to `end` or to a flush that is due: returns where it stopped, which is in `*flush`. */
static uint64_t zap_entries(struct mm *mm, uint32_t table, uint64_t vpn, uint64_t end, int *flush)
{
	int32_t zapped = 0;

	for (*flush = 0; vpn < end && !*flush; vpn++) {
		uint64_t entry = entries_of(table)[index_at(0, vpn)];

		if (!(entry & BIT_P))
			continue;
		set_entry(0, HOW_CLEAR, mm, table, vpn, 0);
		queue_entry(vpn);
		if (!(frame_of(pfn_of(entry))->flags & PG_ANON))
			left_out("pages of files");
		remove_rmap(pfn_of(entry));
		zapped++;
		*flush = queue_page(pfn_of(entry));
	}
	if (zapped != 0)
		change_counter(mm, COUNTER_ANON, -zapped);
	return vpn;
}

static void zap_range(struct mm *mm, uint64_t start, uint64_t end)
{
	while (start < end) {
		uint64_t stop = round_down(start, 1) + pages_at(1);
		uint32_t table = lookup_table(mm, start, 0);
		int flush = 0;

		stop = stop < end ? stop : end;
		start = table != 0 ? zap_entries(mm, table, start, stop, &flush) : stop;
		if (flush)
			gather_flush();
	}
}

/* Nothing else is mapped, so every table of the range goes, the lower ones first. */
static void free_below(struct mm *mm, uint32_t table, int level, uint64_t start, uint64_t end)
{
	for (uint64_t at = start, next; at < end; at = next) {
		uint64_t entry = entries_of(table)[index_at(level, at)];

		next = round_down(at, level) + pages_at(level);
		if (next > end)
			next = end;
		if (!is_table(entry))
			continue;
		if (level > 1)
			free_below(mm, pfn_of(entry) << 1, level - 1, at, next);
		set_entry(level, HOW_CLEAR, mm, table, round_down(at, level), 0);
		queue_table(level - 1, pfn_of(entry) << 1, round_down(at, level));
	}
}

static void unmap_vma(struct mm *mm, const struct vma *vma)
{
	notify(mm, NOTIFY_START, NOTIFY_UNMAP, vma->start, vma->end);
	gather_start_vma(vma);
	zap_range(mm, vma->start, vma->end);
	notify(mm, NOTIFY_END, NOTIFY_UNMAP, vma->start, vma->end);
	free_below(mm, mm->root, TOP_LEVEL, vma->start, vma->end);
}

static void do_munmap(struct mm *mm, uint64_t vpn, uint64_t pages)
{
	struct vma vma = *find_vma(mm, vpn);

	if (vma.start != vpn || vma.end != vpn + pages || mm->vma_count > 1)
		left_out("a part of a VMA, and one VMA of several");
	enter_syscall(mm, OP_MUNMAP, vpn, pages);
	remove_vma(mm, vpn);
	gather_begin(mm);
	unmap_vma(mm, &vma);
	gather_finish();
	return_from_syscall(mm, OP_MUNMAP);
}

#endif
