/* A process, its copy, and its end. Of fork and exit only the state matters here: no figure times them. */
#ifndef TWIN_FORK_H
#define TWIN_FORK_H

#include "munmap.h"

static struct mm *create_mm(uint32_t parent)
{
	struct mm *mm = zeroed(1, sizeof(*mm));

	if (mm_count + 1 == MOST_MMS)
		left_out("more address spaces");
	mm->id = ++mm_count;
	RECORD(MmCreated, TOP_LEVEL, mm->id, parent);
	mms[mm->id] = mm;
	mm->root = alloc_table(mm, TOP_LEVEL, 0);
	return mm;
}

/* One more mapping of a page; both entries lose write access. */
static void share_page(struct mm *parent, struct mm *child, uint32_t table, uint32_t target, uint64_t vpn)
{
	uint64_t entry = entries_of(table)[index_at(0, vpn)];
	uint32_t pfn = pfn_of(entry);

	change_ref(pfn, REF_FORK, 1);
	RECORD(RmapDuplicated, 0, pfn);
	frame_of(pfn)->mapcount++;
	frame_of(pfn)->flags &= ~PG_EXCLUSIVE;
	if (entry & BIT_RW)
		set_entry(0, HOW_UPDATE, parent, table, vpn, entry & ~BIT_RW);
	set_entry(0, HOW_SET, child, target, vpn, entry & ~(BIT_RW | BIT_A));
}

static void copy_range(struct mm *parent, struct mm *child, uint64_t start, uint64_t end)
{
	int32_t copied = 0;

	for (uint64_t vpn = start; vpn < end; vpn++) {
		uint32_t table = lookup_table(parent, vpn, 0);

		if (table == 0 || !(entries_of(table)[index_at(0, vpn)] & BIT_P))
			continue;
		share_page(parent, child, table, alloc_tables(child, vpn, 0), vpn);
		copied++;
	}
	change_counter(child, COUNTER_ANON, copied);
}

static struct mm *do_fork(struct mm *parent)
{
	struct mm *child;

	enter_syscall(parent, OP_FORK, 0, 0);
	child = create_mm(parent->id);
	for (size_t at = 0; at < parent->vma_count; at++) {
		struct vma vma = parent->vmas[at];

		vma.anon_vma = create_anon_vma(vma.anon_vma);
		insert_vma(child, &vma);
		copy_range(parent, child, vma.start, vma.end);
	}
	flush_tlb(parent, SCOPE_MM, FLUSH_FORK, 0, 0, NO_START);
	return_from_syscall(parent, OP_FORK);
	return child;
}

static void do_exit(struct mm *mm)
{
	enter_syscall(mm, OP_EXIT, 0, 0);
	gather_begin(mm);
	while (mm->vma_count > 0) {
		struct vma vma = mm->vmas[0];

		unmap_vma(mm, &vma);
		remove_vma(mm, vma.start);
	}
	gather_finish();
	free_table(mm, TOP_LEVEL, mm->root);
	RECORD(MmDestroyed, 0, mm->id);
	mms[mm->id] = NULL;
	free(mm);
}

#endif
