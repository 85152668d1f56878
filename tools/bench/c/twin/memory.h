/* Page frames in rows, in chunks that come to be with their first use; the allocator; page tables. */
#ifndef TWIN_MEMORY_H
#define TWIN_MEMORY_H

#include "log.h"

#define ZERO_PFN 256
#define FRAMES_A_CHUNK 512
#define ENTRIES 512

enum { FOR_ANON, FOR_COPY, FOR_SHMEM, FOR_TABLE };
enum { REF_MAP, REF_FAULT, REF_GATHER, REF_CACHE, REF_FORK };
enum { HOW_SET, HOW_CLEAR, HOW_UPDATE, HOW_HARDWARE };

#define PG_ANON 0x1u
#define PG_EXCLUSIVE 0x2u
#define PG_SWAPBACKED 0x4u
#define PG_UPTODATE 0x8u
#define PG_LRU 0x40u
#define PG_TABLE 0x1000u
#define VALUE_SHIFT 16
#define VALUE_MASK 0xff0000u

struct frame {
	int32_t ref, mapcount;
	uint32_t flags;
	/* anon_vma of a page; slot + 1 of a table; next free frame. */
	uint32_t mapping;
	uint64_t index;
	uint32_t generation, private;
};

static struct {
	struct frame **chunks;
	size_t chunk_count;
	uint32_t free_head, next_frame, end_frame;
	uint64_t **tables;
	uint32_t table_count;
	uint32_t *free_slots;
	uint32_t free_slot_count;
} memory;

static void *zeroed(size_t count, size_t size)
{
	void *at = calloc(count, size);

	if (at == NULL)
		fail("calloc");
	return at;
}

static void open_memory(size_t pages)
{
	memory.chunk_count = (ZERO_PFN + pages) / FRAMES_A_CHUNK + 1;
	memory.chunks = zeroed(memory.chunk_count, sizeof(*memory.chunks));
	memory.tables = zeroed(pages, sizeof(*memory.tables));
	memory.free_slots = zeroed(pages, sizeof(*memory.free_slots));
	memory.free_head = memory.table_count = memory.free_slot_count = 0;
	memory.next_frame = ZERO_PFN + 1;
	memory.end_frame = ZERO_PFN + pages;
}

static void close_memory(void)
{
	for (size_t at = 0; at < memory.chunk_count; at++)
		free(memory.chunks[at]);
	for (uint32_t at = 0; at < memory.table_count; at++)
		free(memory.tables[at]);
	free(memory.chunks);
	free(memory.tables);
	free(memory.free_slots);
}

static inline struct frame *frame_of(uint32_t pfn)
{
	struct frame **chunk = &memory.chunks[pfn / FRAMES_A_CHUNK];

	if (*chunk == NULL)
		*chunk = zeroed(FRAMES_A_CHUNK, sizeof(struct frame));
	return *chunk + pfn % FRAMES_A_CHUNK;
}

/* Takes a frame with one reference. */
static uint32_t alloc_folio(uint32_t why)
{
	uint32_t pfn = memory.free_head != 0 ? memory.free_head : memory.next_frame;
	struct frame *frame;

	if (pfn >= memory.end_frame)
		left_out("running out of memory");
	RECORD(FolioAllocated, why << 4, pfn);
	frame = frame_of(pfn);
	if (pfn == memory.free_head)
		memory.free_head = frame->mapping;
	else
		memory.next_frame = pfn + 1;
	*frame = (struct frame){ .ref = 1, .flags = why == FOR_TABLE ? 0 : PG_UPTODATE, .generation = frame->generation + 1 };
	return pfn;
}

static void change_ref(uint32_t pfn, uint32_t why, int32_t delta)
{
	RECORD(RefChanged, why, pfn, (uint32_t)delta);
	frame_of(pfn)->ref += delta;
}

static void put_page(uint32_t pfn, uint32_t why)
{
	struct frame *frame = frame_of(pfn);

	change_ref(pfn, why, -1);
	if (frame->ref != 0)
		return;
	RECORD(FolioFreed, 0, pfn);
	frame->flags = 0;
	frame->mapping = memory.free_head;
	frame->index = 0;
	memory.free_head = pfn;
}

#endif
