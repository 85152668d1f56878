/* A page fault, from its syndrome to the entry: anonymous memory, and the copy of a shared page. */
#ifndef TWIN_FAULT_H
#define TWIN_FAULT_H

#include "tlb.h"

#define SYNDROME_PRESENT 1u
#define SYNDROME_WRITE 2u
#define SYNDROME_USER 4u
#define FAULT_WRITE 0x1u
#define FAULT_USER 0x40u

enum { RULE_ANON_NEW = 1, RULE_SHARED, RULE_COPY };
enum { NOTIFY_START, NOTIFY_END, NOTIFY_INVALIDATE, NOTIFY_CHANGE_PTE };
enum { NOTIFY_UNMAP, NOTIFY_CLEAR };

static void notify(struct mm *mm, uint32_t phase, uint32_t kind, uint64_t start, uint64_t end)
{
	RECORD(NotifierCalled, phase | kind << 2, mm->id, TWO(start), TWO(end));
}

static void add_anon_rmap(uint32_t pfn, struct vma *vma, uint64_t vpn)
{
	uint64_t index = vpn - vma->start + vma->pgoff;
	struct frame *frame = frame_of(pfn);

	RECORD(RmapAdded, 1 << 2, pfn, vma->anon_vma, TWO(index));
	frame->mapcount++;
	frame->flags |= PG_ANON | PG_SWAPBACKED | PG_EXCLUSIVE;
	frame->mapping = vma->anon_vma;
	frame->index = index;
}

static void remove_rmap(uint32_t pfn)
{
	RECORD(RmapRemoved, 0, pfn);
	frame_of(pfn)->mapcount--;
}

static void add_to_lru(uint32_t pfn)
{
	RECORD(LruAdded, 0, pfn);
	frame_of(pfn)->flags |= PG_LRU;
}

static uint64_t writable_leaf(uint32_t pfn, const struct vma *vma)
{
	uint64_t entry = make_leaf(pfn, vma->prot);

	return vma->flags & VM_WRITE ? entry | BIT_D | BIT_SOFT_DIRTY | BIT_RW : entry;
}

static void do_anonymous_page(struct mm *mm, struct vma *vma, uint64_t vpn, uint32_t table)
{
	uint64_t entry;
	uint32_t pfn;

	record_log.cause = RECORD(BranchTaken, RULE_ANON_NEW, 0);
	prepare_anon_vma(mm, vma);
	pfn = alloc_folio(FOR_ANON);
	entry = writable_leaf(pfn, vma);
	change_counter(mm, COUNTER_ANON, 1);
	add_anon_rmap(pfn, vma, vpn);
	add_to_lru(pfn);
	set_entry(0, HOW_SET, mm, table, vpn, entry);
}

static void copy_contents(uint32_t from, uint32_t to)
{
	struct frame *frame = frame_of(to);

	RECORD(FolioCopied, 0, from, to);
	frame->flags = (frame->flags & ~VALUE_MASK) | (frame_of(from)->flags & VALUE_MASK);
}

static void install_copy(struct mm *mm, struct vma *vma, uint64_t vpn, uint32_t table, uint32_t copy)
{
	set_entry(0, HOW_CLEAR, mm, table, vpn, 0);
	flush_tlb(mm, SCOPE_PAGE, FLUSH_CLEAR, 0, vpn, vpn + 1);
	notify(mm, NOTIFY_INVALIDATE, NOTIFY_CLEAR, vpn, vpn + 1);
	add_anon_rmap(copy, vma, vpn);
	add_to_lru(copy);
	notify(mm, NOTIFY_CHANGE_PTE, NOTIFY_CLEAR, vpn, vpn + 1);
	set_entry(0, HOW_SET, mm, table, vpn, writable_leaf(copy, vma));
}

static void wp_page_copy(struct mm *mm, struct vma *vma, uint64_t vpn, uint32_t table, uint32_t old)
{
	uint32_t copy;

	prepare_anon_vma(mm, vma);
	copy = alloc_folio(FOR_COPY);
	copy_contents(old, copy);
	notify(mm, NOTIFY_START, NOTIFY_CLEAR, vpn, vpn + 1);
	install_copy(mm, vma, vpn, table, copy);
	remove_rmap(old);
	put_page(old, REF_MAP);
	notify(mm, NOTIFY_END, NOTIFY_CLEAR, vpn, vpn + 1);
	put_page(old, REF_FAULT);
}

static void do_wp_page(struct mm *mm, struct vma *vma, uint64_t vpn, uint32_t table, uint32_t page)
{
	struct frame *frame = frame_of(page);

	if (!(frame->flags & PG_ANON) || frame->flags & PG_EXCLUSIVE || frame->ref <= 1)
		left_out("using the page again");
	RECORD(BranchTaken, RULE_SHARED, page);
	record_log.cause = RECORD(BranchTaken, RULE_COPY, page);
	change_ref(page, REF_FAULT, 1);
	wp_page_copy(mm, vma, vpn, table, page);
}

static void handle_pte_fault(struct mm *mm, struct vma *vma, uint64_t vpn)
{
	uint32_t table = lookup_table(mm, vpn, 0);
	uint64_t entry = 0;

	if (table == 0)
		table = alloc_tables(mm, vpn, 0);
	else
		entry = entries_of(table)[index_at(0, vpn)];
	if (entry == 0)
		do_anonymous_page(mm, vma, vpn, table);
	else if ((entry & (BIT_P | BIT_RW)) == BIT_P)
		do_wp_page(mm, vma, vpn, table, pfn_of(entry));
	else
		left_out("swap, PROT_NONE and spurious faults");
}

static void page_fault(struct mm *mm, uint64_t vpn, uint32_t syndrome)
{
	uint32_t flags = (syndrome & SYNDROME_WRITE ? FAULT_WRITE : 0) | (syndrome & SYNDROME_USER ? FAULT_USER : 0);
	uint32_t cause = record_log.cause;
	struct vma *vma;

	RECORD(FaultDecoded, flags, 0);
	vma = find_vma(mm, vpn);
	RECORD(VmaFound, 0, vma->flags, TWO(vma->start), TWO(vma->end));
	if (!(flags & FAULT_WRITE) || !(vma->flags & VM_WRITE))
		left_out("read faults and accesses that the VMA forbids");
	handle_pte_fault(mm, vma, vpn);
	record_log.cause = cause;
	RECORD(FaultEnded, 1, 0, mm->id);
	pgfault++;
	mm->minor_faults++;
}

#endif
