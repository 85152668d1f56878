/* mmap, a store to each page, munmap: the whole of it, counted by the page. */
#include "rounds.h"

static struct spent round_of(size_t pages, size_t repeats)
{
	struct spent spent = { 0, (double)pages * repeats };
	double start = now_ns();

	while (repeats-- > 0) {
		volatile unsigned char *at = map_pages(pages);

		write_pages(at, pages);
		unmap_pages(at, pages);
	}
	spent.ns = now_ns() - start;
	return spent;
}

int main(int argc, char **argv)
{
	return serve(argc, argv, round_of);
}
