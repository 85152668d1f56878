/* Address spaces and their VMAs. */
#ifndef TWIN_MM_H
#define TWIN_MM_H

#include "memory.h"

#define MOST_VMAS 8
#define MOST_MMS 4096
#define VM_WRITE 0x2u
/* Readable and writable private anonymous memory, and what may become of it. */
#define VM_FLAGS 0x08100073u

enum { COUNTER_FILE, COUNTER_ANON, COUNTERS = 4 };
enum { OP_MMAP, OP_MUNMAP, OP_FORK = 5, OP_EXIT };

struct vma {
	uint64_t start, end, pgoff, prot;
	uint32_t flags, pkey, anon_vma;
};

struct mm {
	uint32_t id, root;
	struct vma vmas[MOST_VMAS];
	size_t vma_count;
	int32_t rss[COUNTERS], flush_pending;
	uint32_t minor_faults;
	uint64_t table_bytes;
};

static struct mm *mms[MOST_MMS];
static uint32_t mm_count, loaded, anon_vmas, pgfault;

/* The VMA that covers a page, or where it would be inserted. */
static size_t vma_index(const struct mm *mm, uint64_t vpn)
{
	size_t low = 0, high = mm->vma_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (mm->vmas[middle].end > vpn)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static struct vma *find_vma(struct mm *mm, uint64_t vpn)
{
	size_t at = vma_index(mm, vpn);

	if (at == mm->vma_count || mm->vmas[at].start > vpn)
		left_out("an access outside every VMA");
	return &mm->vmas[at];
}

static void insert_vma(struct mm *mm, const struct vma *vma)
{
	size_t at = vma_index(mm, vma->start);

	if (mm->vma_count == MOST_VMAS)
		left_out("more VMAs");
	RECORD(VmaInserted, vma->pkey, mm->id, vma->flags, TWO(vma->start), TWO(vma->end), TWO(vma->pgoff), 0, vma->anon_vma, TWO(vma->prot));
	memmove(mm->vmas + at + 1, mm->vmas + at, (mm->vma_count++ - at) * sizeof(*vma));
	mm->vmas[at] = *vma;
}

static void remove_vma(struct mm *mm, uint64_t start)
{
	size_t at = vma_index(mm, start);

	RECORD(VmaRemoved, 0, mm->id, TWO(start));
	memmove(mm->vmas + at, mm->vmas + at + 1, (--mm->vma_count - at) * sizeof(*mm->vmas));
}

static uint32_t create_anon_vma(uint32_t parent)
{
	RECORD(AnonVmaCreated, 0, anon_vmas + 1, parent);
	return ++anon_vmas;
}

static uint32_t prepare_anon_vma(struct mm *mm, struct vma *vma)
{
	if (vma->anon_vma == 0) {
		uint32_t id = create_anon_vma(0);

		RECORD(VmaAnonVmaSet, 0, mm->id, TWO(vma->start), id);
		vma->anon_vma = id;
	}
	return vma->anon_vma;
}

static void change_counter(struct mm *mm, uint32_t counter, int32_t delta)
{
	RECORD(CounterChanged, counter, mm->id, (uint32_t)delta);
	mm->rss[counter] += delta;
}

/* The CPU acts for this address space from here on. */
static void switch_to(struct mm *mm)
{
	record_log.cause = NO_CAUSE;
	if (loaded == mm->id)
		return;
	RECORD(CpuSwitched, 0, mm->id);
	loaded = mm->id;
}

#endif
