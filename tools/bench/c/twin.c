/*
 * The native twin: what the model does for an anonymous write fault, a COW write fault and an munmap, done in C with the same
 * records. docs/benchmarks.md says what it leaves out. Usage: twin WORKLOAD PAGES REPEATS keep|reuse [kinds]
 */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include "clock.h"

static __attribute__((noreturn, cold)) void left_out(const char *what)
{
	fprintf(stderr, "the twin leaves out %s\n", what);
	exit(1);
}

#include "twin/workloads.h"

/* A fresh machine with one process, made before the clock starts. */
static void open_machine(size_t pages, int keep)
{
	memset(tlb, 0, sizeof(tlb));
	memset(victims, 0, sizeof(victims));
	memset(walk_cache, 0, sizeof(walk_cache));
	loaded = mm_count = anon_vmas = pgfault = 0;
	open_log(keep);
	open_memory(2 * pages + 16384);
	run.ns = run.records = run.bytes = run.touched = 0;
	OPERATION("spawn", run.mm = create_mm(0));
}

static void close_machine(void)
{
	for (uint32_t id = 1; id <= mm_count; id++)
		free(mms[id]);
	close_memory();
}

static void serve_rounds(void (*round)(size_t), size_t pages, size_t repeats, int keep)
{
	char line[64];

	while (fgets(line, sizeof(line), stdin) != NULL) {
		double operations = (double)pages * repeats;

		open_machine(pages, keep);
		for (size_t nth = 0; nth < repeats; nth++)
			round(pages);
		printf("{\"ns\": %.3f, \"events\": %.6f, \"bytes\": %.6f, \"touched\": %.6f}\n", run.ns / operations, run.records / operations,
			run.bytes / operations, run.touched / operations);
		fflush(stdout);
		close_machine();
	}
}

int main(int argc, char **argv)
{
	if (argc < 5 || argc > 6) {
		fprintf(stderr, "usage: %s WORKLOAD PAGES REPEATS keep|reuse [kinds]\n", argv[0]);
		return 2;
	}
	run.print_kinds = argc == 6;
	for (size_t at = 0; at < sizeof(WORKLOADS) / sizeof(*WORKLOADS); at++)
		if (strcmp(argv[1], WORKLOADS[at].name) == 0) {
			serve_rounds(WORKLOADS[at].round, strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10), strcmp(argv[4], "keep") == 0);
			return 0;
		}
	fprintf(stderr, "there is no workload '%s'\n", argv[1]);
	return 2;
}
