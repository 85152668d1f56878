/* First touch of host memory: a store to each page of fresh memory, taken in pieces as large as a chunk of the log. */
#include "rounds.h"

#define PIECE_PAGES 64

static struct spent round_of(size_t pages, size_t repeats)
{
	struct spent spent = { 0, (double)pages * repeats };
	size_t pieces = pages / PIECE_PAGES;
	volatile unsigned char **at = calloc(pieces, sizeof(*at));

	if (at == NULL || pages % PIECE_PAGES != 0)
		fail("calloc, or pages that are not whole pieces");
	while (repeats-- > 0) {
		for (size_t i = 0; i < pieces; i++) {
			double start;

			at[i] = map_pages(PIECE_PAGES);
			start = now_ns();
			write_pages(at[i], PIECE_PAGES);
			spent.ns += now_ns() - start;
		}
		for (size_t i = 0; i < pieces; i++)
			unmap_pages(at[i], PIECE_PAGES);
	}
	free(at);
	return spent;
}

int main(int argc, char **argv)
{
	return serve(argc, argv, round_of);
}
