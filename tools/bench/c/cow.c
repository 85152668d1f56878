/* COW write fault: the parent's first store to each page while a forked child holds them all. */
#include "rounds.h"

static struct spent round_of(size_t pages, size_t repeats)
{
	struct spent spent = { 0, (double)pages * repeats };
	volatile unsigned char *at = map_pages(pages);

	write_pages(at, pages);
	while (repeats-- > 0) {
		struct child child;
		double start;

		open_gate(&child);
		fork_child(&child);
		start = now_ns();
		write_pages(at, pages);
		spent.ns += now_ns() - start;
		release_child(&child);
	}
	unmap_pages(at, pages);
	return spent;
}

int main(int argc, char **argv)
{
	return serve(argc, argv, round_of);
}
