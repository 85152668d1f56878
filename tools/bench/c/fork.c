/* Fork of a process that has written all its pages; counted by the page. */
#include "rounds.h"

static struct spent round_of(size_t pages, size_t repeats)
{
	struct spent spent = { 0, (double)pages * repeats };
	volatile unsigned char *at = map_pages(pages);

	while (repeats-- > 0) {
		struct child child;
		double start;

		/* Every page writable and exclusive again, so that each fork finds the same. */
		write_pages(at, pages);
		open_gate(&child);
		start = now_ns();
		fork_child(&child);
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
