/* What every rival shares. One line on stdin asks for one round; the answer is {"ns": nanoseconds per operation}. */
#ifndef ROUNDS_H
#define ROUNDS_H

#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include "clock.h"

/* What one round spent in the part that counts, and how many operations that was. */
struct spent {
	double ns;
	double operations;
};

typedef struct spent round_fn(size_t pages, size_t repeats);

static size_t page_bytes;

/* Private anonymous memory in base pages only. */
static volatile unsigned char *map_pages(size_t pages)
{
	void *at = mmap(NULL, pages * page_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		fail("mmap");
	/* EINVAL: a kernel without huge pages, where there is nothing to forbid. */
	(void)madvise(at, pages * page_bytes, MADV_NOHUGEPAGE);
	return at;
}

static void unmap_pages(volatile unsigned char *at, size_t pages)
{
	if (munmap((void *)at, pages * page_bytes) != 0)
		fail("munmap");
}

static inline void write_pages(volatile unsigned char *at, size_t pages)
{
	for (size_t i = 0; i < pages; i++)
		at[i * page_bytes] = 1;
}

static inline void read_pages(volatile unsigned char *at, size_t pages)
{
	for (size_t i = 0; i < pages; i++)
		(void)at[i * page_bytes];
}

/* A child that sleeps until it is released, and so keeps its share of the memory. */
struct child {
	pid_t pid;
	int gate[2];
};

static void open_gate(struct child *child)
{
	if (pipe(child->gate) != 0)
		fail("pipe");
}

static void fork_child(struct child *child)
{
	char byte;

	child->pid = fork();
	if (child->pid < 0)
		fail("fork");
	if (child->pid != 0)
		return;
	close(child->gate[1]);
	_exit(read(child->gate[0], &byte, 1) < 0);
}

static void release_child(struct child *child)
{
	close(child->gate[1]);
	close(child->gate[0]);
	if (waitpid(child->pid, NULL, 0) != child->pid)
		fail("waitpid");
}

/* Usage: PROGRAM PAGES REPEATS. */
static int serve(int argc, char **argv, round_fn *round)
{
	char line[64];

	if (argc != 3) {
		fprintf(stderr, "usage: %s PAGES REPEATS\n", argv[0]);
		return 2;
	}
	page_bytes = (size_t)sysconf(_SC_PAGESIZE);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		struct spent spent = round(strtoul(argv[1], NULL, 10), strtoul(argv[2], NULL, 10));

		printf("{\"ns\": %.3f}\n", spent.ns / spent.operations);
		fflush(stdout);
	}
	return 0;
}

#endif
