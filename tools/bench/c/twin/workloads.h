/* The workloads, their clock, and the subscriber that every operation is told to. */
#ifndef TWIN_WORKLOADS_H
#define TWIN_WORKLOADS_H

#include "access.h"
#include "fork.h"

/* First page of what is mapped. */
#define FIRST 0x10000

struct transaction {
	const char *label;
	uint32_t first, count;
};

static struct {
	struct mm *mm;
	uint32_t delivered;
	/* What the timed parts took, recorded and kept. */
	double ns, records, bytes, touched, started, bytes_before, touched_before;
	uint32_t first;
	int print_kinds;
} run;

/* The one subscriber; as of the model's transactions it takes a handle and counts. */
static void take(const struct transaction *transaction)
{
	run.delivered += transaction->count > 0;
}

static void (*volatile subscriber)(const struct transaction *) = take;

static void deliver(const char *label, uint32_t first)
{
	struct transaction transaction = { label, first, record_log.length - first };

	subscriber(&transaction);
}

#define OPERATION(label, work) do { uint32_t first_ = record_log.length; work; deliver(label, first_); } while (0)

static void print_kinds(void)
{
	uint32_t seq = 0;

	for (size_t chunk = 0; chunk < record_log.used; chunk++) {
		const uint32_t *w = record_log.chunks[chunk], *end = w + (chunk + 1 == record_log.used ? record_log.top : CHUNK_WORDS - WIDEST + 1);

		for (; w < end && seq < record_log.length; w += WIDTHS[*w & 0xff], seq++)
			if (seq >= run.first)
				printf("%u\n", (unsigned)(*w & 0xff));
	}
}

/* Pages of host memory this process has touched for the first time. */
static double first_touches(void)
{
	struct rusage usage;

	if (getrusage(RUSAGE_SELF, &usage) != 0)
		fail("getrusage");
	return usage.ru_minflt;
}

static void start_clock(void)
{
	run.touched_before = first_touches();
	run.first = record_log.length;
	run.bytes_before = log_bytes();
	run.started = now_ns();
}

static void stop_clock(void)
{
	run.ns += now_ns() - run.started;
	run.touched += first_touches() - run.touched_before;
	run.records += record_log.length - run.first;
	run.bytes += log_bytes() - run.bytes_before;
	if (run.print_kinds)
		print_kinds();
}

static void map(size_t pages)
{
	OPERATION("mmap", do_mmap(run.mm, FIRST, pages));
}

static void unmap(size_t pages)
{
	OPERATION("munmap", do_munmap(run.mm, FIRST, pages));
}

static void touch(size_t pages)
{
	for (uint64_t vpn = FIRST; vpn < FIRST + pages; vpn++)
		OPERATION("access", store_byte(run.mm, vpn, 1));
}

static void write_round(size_t pages)
{
	map(pages);
	start_clock();
	touch(pages);
	stop_clock();
	unmap(pages);
}

static void cow_round(size_t pages)
{
	struct mm *child;

	if (run.mm->vma_count == 0) {
		map(pages);
		touch(pages);
	}
	OPERATION("fork", child = do_fork(run.mm));
	start_clock();
	touch(pages);
	stop_clock();
	OPERATION("exit", do_exit(child));
}

static void zap_round(size_t pages)
{
	map(pages);
	touch(pages);
	start_clock();
	unmap(pages);
	stop_clock();
}

static void churn_round(size_t pages)
{
	start_clock();
	map(pages);
	touch(pages);
	unmap(pages);
	stop_clock();
}

static void entries_round(size_t pages)
{
	map(pages);
	touch(pages);
	for (uint64_t vpn = FIRST; vpn < FIRST + pages; vpn++)
		printf("%llx\n", (unsigned long long)entries_of(lookup_table(run.mm, vpn, 0))[index_at(0, vpn)]);
	unmap(pages);
}

static const struct {
	const char *name;
	void (*round)(size_t pages);
} WORKLOADS[] = { { "write", write_round }, { "cow", cow_round }, { "zap", zap_round }, { "churn", churn_round }, { "entries", entries_round } };

#endif
