/* Entries of x86-64, and the tables they stand in: four levels of 512. A table is known by its frame, times two (units of 2 KiB). */
#ifndef TWIN_TABLES_H
#define TWIN_TABLES_H

#include "mm.h"

#define TOP_LEVEL 3
#define BIT_P 0x1ull
#define BIT_RW 0x2ull
#define BIT_US 0x4ull
#define BIT_A 0x20ull
#define BIT_D 0x40ull
#define BIT_PS 0x80ull
#define BIT_SOFT_DIRTY 0x800ull
#define BIT_NX (1ull << 63)
#define FRAME_BITS 0x000ffffffffff000ull
/* What the kernel gives every table of a process. */
#define TABLE_BITS (BIT_P | BIT_RW | BIT_US | BIT_A | BIT_D)

static inline uint32_t index_at(int level, uint64_t vpn)
{
	return vpn >> 9 * level & (ENTRIES - 1);
}

static inline uint64_t pages_at(int level)
{
	return 1ull << 9 * level;
}

static inline uint64_t round_down(uint64_t vpn, int level)
{
	return vpn & -pages_at(level);
}

static inline uint32_t pfn_of(uint64_t entry)
{
	return (entry & FRAME_BITS) >> 12;
}

static inline uint64_t make_table(uint32_t table)
{
	return (uint64_t)(table >> 1) << 12 | TABLE_BITS;
}

static inline uint64_t make_leaf(uint32_t pfn, uint64_t prot)
{
	return (uint64_t)pfn << 12 | prot;
}

static inline int is_table(uint64_t entry)
{
	return (entry & (BIT_P | BIT_PS)) == BIT_P;
}

static inline uint64_t *entries_of(uint32_t table)
{
	return memory.tables[frame_of(table >> 1)->mapping - 1];
}

static void set_entry(int level, uint32_t how, struct mm *mm, uint32_t table, uint64_t vpn, uint64_t entry)
{
	uint32_t index = index_at(level, vpn);
	uint64_t *slot = entries_of(table) + index;

	RECORD(EntrySet, level | how << 3, index, mm->id, table, TWO(vpn), TWO(entry), TWO(*slot));
	*slot = entry;
}

/* A table with every slot empty, not yet linked. */
static uint32_t alloc_table(struct mm *mm, int level, uint64_t base)
{
	uint32_t pfn = alloc_folio(FOR_TABLE);
	struct frame *frame = frame_of(pfn);
	uint32_t slot = memory.free_slot_count > 0 ? memory.free_slots[--memory.free_slot_count] : memory.table_count++;

	RECORD(TableAllocated, level, mm->id, pfn << 1, TWO(base));
	memory.tables[slot] = zeroed(ENTRIES, sizeof(uint64_t));
	frame->mapping = slot + 1;
	frame->flags |= PG_TABLE;
	frame->private = level + 1;
	mm->table_bytes += ENTRIES * sizeof(uint64_t);
	return pfn << 1;
}

static void free_table(struct mm *mm, int level, uint32_t table)
{
	struct frame *frame = frame_of(table >> 1);
	uint32_t slot = frame->mapping - 1;

	RECORD(TableFreed, level, mm->id, table);
	free(memory.tables[slot]);
	memory.tables[slot] = NULL;
	memory.free_slots[memory.free_slot_count++] = slot;
	frame->mapping = 0;
	mm->table_bytes -= ENTRIES * sizeof(uint64_t);
	put_page(table >> 1, REF_MAP);
}

/* The table of this level that covers a page, by way of every level above; 0: there is none. */
static uint32_t lookup_table(struct mm *mm, uint64_t vpn, int level)
{
	uint32_t table = mm->root;

	for (int at = TOP_LEVEL; at > level; at--) {
		uint64_t entry = entries_of(table)[index_at(at, vpn)];

		if (!is_table(entry))
			return 0;
		table = pfn_of(entry) << 1;
	}
	return table;
}

/* The same, made where it is missing. */
static uint32_t alloc_tables(struct mm *mm, uint64_t vpn, int level)
{
	uint32_t table = mm->root;

	for (int at = TOP_LEVEL; at > level; at--) {
		uint64_t entry = entries_of(table)[index_at(at, vpn)];
		uint64_t base = round_down(vpn, at);
		uint32_t child = pfn_of(entry) << 1;

		if (!is_table(entry)) {
			child = alloc_table(mm, at - 1, base);
			set_entry(at, HOW_SET, mm, table, base, make_table(child));
		}
		table = child;
	}
	return table;
}

#endif
