/*
 * Bulk decode of page tables in C: kind, frame (or swap offset) and flags of each entry, as the model's own loops give them.
 * Usage: decode ARCH ENTRIES. One line on stdin asks for one round over the same random entries; the answer is
 * {"ns": nanoseconds an entry, "sum": checksum of all results}. With a third argument, `dump`, entries are read from stdin as
 * they lie in memory, and for each the kind (1 byte), the number (8) and the flags (4) are written.
 */
#include <stdint.h>
#include <string.h>
#include "rounds.h"

enum { NONE, TABLE, PAGE, HUGE, PROTNONE, PRESENT_INVALID, INVALID_HUGE, FOLDED, SWAP, MIGRATION, DEVICE, HWPOISON, MARKER, SWAPIN_ERROR, BAD };
enum {
	F_PRESENT = 1, F_PROTNONE = 2, F_YOUNG = 4, F_DIRTY = 8, F_WRITE = 0x10, F_EXEC = 0x20, F_SPECIAL = 0x40, F_SOFT_DIRTY = 0x80,
	F_UFFD_WP = 0x100, F_DEVMAP = 0x200, F_SWP_EXCLUSIVE = 0x400, F_SWP_SOFT_DIRTY = 0x800, F_SWP_UFFD_WP = 0x1000, SWP_TYPE_SHIFT = 16,
};

struct slots {
	uint8_t *kinds;
	uint32_t *lo, *hi, *flags;
};

typedef void decode_fn(const uint64_t *table, size_t count, struct slots out);

#define BIT(n) (1ULL << (n))
#define IF(bit, flag) (e & BIT(bit) ? (flag) : 0)
#define UNLESS(bit, flag) (e & BIT(bit) ? 0 : (flag))

static const uint8_t swap_kinds[32] = {
	[0 ... 26] = SWAP, [27] = HWPOISON, [28 ... 30] = MIGRATION, [31] = MARKER,
};
/* Where memory failure is not built in, type 27 is a swap file's. */
static const uint8_t swap_kinds_without_poison[32] = { [0 ... 27] = SWAP, [28 ... 30] = MIGRATION, [31] = MARKER };

static inline void put(struct slots out, size_t at, uint8_t kind, uint64_t number, uint32_t flags)
{
	out.kinds[at] = kind;
	out.lo[at] = (uint32_t)number;
	out.hi[at] = (uint32_t)(number >> 32);
	out.flags[at] = flags;
}

static void decode_x86(const uint64_t *table, size_t count, struct slots out)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t e = table[i];

		if ((e & ~(BIT(5) | BIT(6))) == 0) {
			put(out, i, NONE, 0, 0);
		} else if (e & (BIT(0) | BIT(8))) {
			int valid = e & BIT(0);
			uint64_t stored = valid ? e : ~e;

			put(out, i, valid ? PAGE : PROTNONE, (stored & 0x000ffffffffff000) >> 12,
			    F_PRESENT | (valid ? 0 : F_PROTNONE) | IF(5, F_YOUNG) | IF(6, F_DIRTY) | IF(1, F_WRITE) | UNLESS(63, F_EXEC)
			    | IF(9, F_SPECIAL) | IF(11, F_SOFT_DIRTY) | IF(10, F_UFFD_WP) | IF(58, F_DEVMAP));
		} else {
			put(out, i, swap_kinds[e >> 59], (~e << 5) >> 14,
			    IF(3, F_SWP_EXCLUSIVE) | IF(1, F_SWP_SOFT_DIRTY) | IF(2, F_SWP_UFFD_WP) | (uint32_t)(e >> 59) << SWP_TYPE_SHIFT);
		}
	}
}

static void decode_arm64(const uint64_t *table, size_t count, struct slots out)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t e = table[i];

		if (e == 0) {
			put(out, i, NONE, 0, 0);
		} else if (e & (BIT(0) | BIT(58))) {
			int valid = e & BIT(0);
			int dirty = (e & BIT(55)) || (e & (BIT(51) | BIT(7))) == BIT(51);

			put(out, i, valid ? PAGE : PROTNONE, (e & 0x0000fffffffff000) >> 12,
			    F_PRESENT | (valid ? 0 : F_PROTNONE) | IF(10, F_YOUNG) | (dirty ? F_DIRTY : 0) | IF(51, F_WRITE) | UNLESS(54, F_EXEC)
			    | IF(56, F_SPECIAL) | IF(57, F_DEVMAP));
		} else {
			uint32_t type = (e >> 3) & 31;

			put(out, i, swap_kinds[type], (e << 6) >> 14, IF(2, F_SWP_EXCLUSIVE) | type << SWP_TYPE_SHIFT);
		}
	}
}

static void decode_s390(const uint64_t *table, size_t count, struct slots out)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t e = __builtin_bswap64(table[i]);

		if (e == 0x400) {
			put(out, i, NONE, 0, 0);
		} else if (e & BIT(0)) {
			put(out, i, e & BIT(4) ? PAGE : PROTNONE, e >> 12,
			    F_PRESENT | UNLESS(4, F_PROTNONE) | IF(2, F_YOUNG) | IF(3, F_DIRTY) | IF(5, F_WRITE) | UNLESS(8, F_EXEC)
			    | IF(6, F_SPECIAL) | IF(1, F_SOFT_DIRTY));
		} else if (e & BIT(9)) {
			uint32_t type = (e >> 2) & 31;

			put(out, i, swap_kinds_without_poison[type], e >> 12,
			    IF(11, F_SWP_EXCLUSIVE) | IF(1, F_SWP_SOFT_DIRTY) | type << SWP_TYPE_SHIFT);
		} else {
			put(out, i, BAD, 0, 0);
		}
	}
}

static void decode_riscv(const uint64_t *table, size_t count, struct slots out)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t e = table[i];

		if (e == 0) {
			put(out, i, NONE, 0, 0);
		} else if (e & (BIT(0) | BIT(5))) {
			int valid = e & BIT(0);

			put(out, i, valid ? PAGE : PROTNONE, (e << 10) >> 20,
			    F_PRESENT | (valid ? 0 : F_PROTNONE) | IF(6, F_YOUNG) | IF(7, F_DIRTY) | IF(2, F_WRITE) | IF(3, F_EXEC) | IF(8, F_SPECIAL));
		} else {
			uint32_t type = (e >> 6) & 31;

			put(out, i, swap_kinds_without_poison[type], e >> 11, type << SWP_TYPE_SHIFT);
		}
	}
}

static decode_fn *decoder_of(const char *arch)
{
	return !strcmp(arch, "x86-64") ? decode_x86 : !strcmp(arch, "arm64") ? decode_arm64
	     : !strcmp(arch, "s390") ? decode_s390 : !strcmp(arch, "riscv") ? decode_riscv : NULL;
}

static void *room(size_t count, size_t bytes)
{
	void *at = calloc(count + 1, bytes);

	if (at == NULL)
		fail("calloc");
	return at;
}

/* The same words in decode-entries.mjs. */
static void fill(uint64_t *table, size_t count)
{
	uint32_t x = 0x9e3779b9;

	for (size_t i = 0; i < 2 * count; i++) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		((uint32_t *)table)[i] = x;
	}
}

static uint32_t sum_of(struct slots out, size_t count)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum = sum * 31 + (out.kinds[i] ^ out.lo[i] ^ out.hi[i] * 7 ^ out.flags[i] * 13);
	return sum;
}

static void rounds(decode_fn *decode, uint64_t *table, size_t count, struct slots out)
{
	char line[64];

	fill(table, count);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		double start = now_ns(), ns;

		decode(table, count, out);
		ns = now_ns() - start;
		printf("{\"ns\": %.4f, \"sum\": %u}\n", ns / count, sum_of(out, count));
		fflush(stdout);
	}
}

static void dump(decode_fn *decode, uint64_t *table, size_t count, struct slots out)
{
	if (fread(table, 8, count, stdin) != count)
		fail("fread");
	decode(table, count, out);
	for (size_t i = 0; i < count; i++) {
		fwrite(&out.kinds[i], 1, 1, stdout);
		fwrite(&out.lo[i], 4, 1, stdout);
		fwrite(&out.hi[i], 4, 1, stdout);
		fwrite(&out.flags[i], 4, 1, stdout);
	}
}

int main(int argc, char **argv)
{
	decode_fn *decode = argc < 3 ? NULL : decoder_of(argv[1]);
	size_t count = argc < 3 ? 0 : strtoul(argv[2], NULL, 10);
	struct slots out;

	if (decode == NULL) {
		fprintf(stderr, "usage: %s x86-64|arm64|s390|riscv ENTRIES [dump]\n", argv[0]);
		return 2;
	}
	out = (struct slots){ room(count, 1), room(count, 4), room(count, 4), room(count, 4) };
	(argc > 3 ? dump : rounds)(decode, room(count, 8), count, out);
	return 0;
}
