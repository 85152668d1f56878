/*
 * The log: records of 32-bit words in chunks. Kinds and widths (K_NAME, W_NAME) are generated from the built contracts, so
 * that the twin writes as many words a record as the model. Word 0 is kind, cpu and small fields, word 1 the cause; operands
 * follow, page numbers and entries as two words; words of a record beyond them are zero.
 */
#ifndef TWIN_LOG_H
#define TWIN_LOG_H

#include <stdint.h>
#include "records.h"

#define CHUNK_WORDS 65536
#define CHUNK_BYTES (CHUNK_WORDS * sizeof(uint32_t))
#define NO_CAUSE 0xffffffffu

/* A value of 64 bits as two operands. */
#define TWO(x) (uint32_t)(uint64_t)(x), (uint32_t)((uint64_t)(x) >> 32)

static struct {
	uint32_t *words;
	uint32_t top;
	uint32_t cause;
	/* Records so far: the seq of the next one. */
	uint32_t length;
	/*
	 * Chunks in the order they were begun; where none are kept two take turns. They outlast the machine, as memory that
	 * the model's allocator got from the host once does: a process that is warm finds it touched.
	 */
	uint32_t **chunks;
	size_t used, held, room;
	int keep;
} record_log;

static uint32_t *fresh_chunk(void)
{
	void *at = mmap(NULL, CHUNK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		fail("mmap");
	return at;
}

static uint32_t *next_chunk(void)
{
	size_t at = record_log.keep ? record_log.used : record_log.used % 2;

	record_log.used++;
	if (at < record_log.held)
		return record_log.chunks[at];
	if (record_log.held == record_log.room) {
		record_log.room = 2 * record_log.room + 2;
		record_log.chunks = realloc(record_log.chunks, record_log.room * sizeof(*record_log.chunks));
		if (record_log.chunks == NULL)
			fail("realloc");
	}
	return record_log.chunks[record_log.held++] = fresh_chunk();
}

static __attribute__((noinline)) void roll(void)
{
	record_log.words = next_chunk();
	record_log.top = 0;
}

static void open_log(int keep)
{
	record_log.keep = keep;
	record_log.used = record_log.length = 0;
	record_log.cause = NO_CAUSE;
	roll();
}

/* Bytes the records take, with the ends of chunks where no record fitted. */
static double log_bytes(void)
{
	return (double)(record_log.used - 1) * CHUNK_BYTES + record_log.top * sizeof(uint32_t);
}

#define PUT(at, value) (void)(width > (at) && (w[at] = (value), 1))

/* Appends a record and returns its seq. Kind and width are known to the compiler, which leaves nothing but the stores. */
static inline __attribute__((always_inline)) uint32_t record(unsigned kind, unsigned width, uint32_t small, uint32_t a, uint32_t b,
	uint32_t c, uint32_t d, uint32_t e, uint32_t f, uint32_t g, uint32_t h, uint32_t i, uint32_t j, uint32_t k, uint32_t l)
{
	uint32_t *w;

	if (record_log.top > CHUNK_WORDS - WIDEST)
		roll();
	w = record_log.words + record_log.top;
	PUT(0, kind | small << 16);
	PUT(1, record_log.cause);
	PUT(2, a), PUT(3, b), PUT(4, c), PUT(5, d), PUT(6, e), PUT(7, f), PUT(8, g), PUT(9, h), PUT(10, i), PUT(11, j), PUT(12, k), PUT(13, l);
	for (unsigned at = 14; at < width; at++)
		w[at] = 0;
	record_log.top += width;
	return record_log.length++;
}

/* RECORD(EntrySet, small fields, operands…); operands that are not given are zero. */
#define FIRST_12(a, b, c, d, e, f, g, h, i, j, k, l, ...) a, b, c, d, e, f, g, h, i, j, k, l
#define RECORD(name, ...) RECORD_(K_##name, W_##name, __VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
#define RECORD_(kind, width, small, ...) record(kind, width, small, FIRST_12(__VA_ARGS__))

#endif
