import type { Pages, Pgoff } from '@faultline/contracts';
import type { Readahead } from '../state/objects';

/** Who asks for pages ahead. */
export interface ReadaheadRequest {
  /** Page that is wanted. */
  readonly index: Pgoff;
  /** Pages that are wanted. */
  readonly pages: Pages;
  /** Whether a page with the mark was met, rather than one missing. */
  readonly marked: boolean;
  /** Page that was read last; undefined: none. */
  readonly lastRead: Pgoff | undefined;
  /** How many pages in a row are cached before `index`, at most `max`. */
  readonly history: (max: Pages) => Pages;
  /** First page after `index` that is not cached; undefined: none within `max`. */
  readonly nextMiss: (max: Pages) => Pgoff | undefined;
}

/** A window, or the pages alone that were asked for. */
export interface Window extends Readahead {
  /** Whether the file remembers it. */
  readonly planned: boolean;
}

const upToPowerOf2 = (pages: Pages): Pages => 2 ** Math.ceil(Math.log2(Math.max(1, pages)));

/** The first window: more than was asked for, as far as that is little. @kernel v6.2-rc3 mm/readahead.c:get_init_ra_size */
function firstSize(pages: Pages, max: Pages): Pages {
  const size = upToPowerOf2(pages);
  if (size <= max / 32) return size * 4;
  return size <= max / 4 ? size * 2 : max;
}

/** The next one grows, four times while it is small and twice then. @kernel v6.2-rc3 mm/readahead.c:get_next_ra_size */
function nextSize(size: Pages, max: Pages): Pages {
  if (size < max / 16) return 4 * size;
  return size <= max / 2 ? 2 * size : max;
}

/** A window whose mark is on its first page would be due at once: it takes the next one with it. */
function merged({ start, size, async }: Readahead, index: Pgoff, max: Pages): Window {
  if (index !== start || size !== async) return { start, size, async, planned: true };
  const next = nextSize(size, max);
  if (size + next <= max) return { start, size: size + next, async: next, planned: true };
  return { start, size: max, async: max >> 1, planned: true };
}

function firstWindow({ index, pages }: ReadaheadRequest, max: Pages): Window {
  const size = firstSize(pages, max);
  return merged({ start: index, size, async: size > pages ? size - pages : size }, index, max);
}

/** Behind the last window, or from its mark on: the reader goes on in order. */
const goesOn = ({ start, size, async }: Readahead, index: Pgoff): boolean => index === start + size - async || index === start + size;

function afterMark({ index, pages, nextMiss }: ReadaheadRequest, max: Pages): Window | undefined {
  const start = nextMiss(max);
  if (start === undefined) return undefined;
  const size = nextSize(start - index + pages, max);
  return merged({ start, size, async: size }, index, max);
}

/** What is cached in a row before the page tells of a reader in order whose state another has overwritten. */
function byContext({ index, pages, history }: ReadaheadRequest, max: Pages): Window | undefined {
  const before = history(max);
  if (before <= pages) return undefined;
  const size = before >= index ? before * 2 : before;
  return { start: index, size: Math.min(size + pages, max), async: 1, planned: true };
}

/**
 * The window that a miss, or a page with the mark, asks for; undefined: none.
 * @param max the most pages that are read ahead
 * @kernel v6.2-rc3 mm/readahead.c:ondemand_readahead
 */
export function ondemandReadahead(last: Readahead, request: ReadaheadRequest, max: Pages): Window | undefined {
  const { index, pages, marked, lastRead } = request;
  if (index === 0) return firstWindow(request, max);
  if (goesOn(last, index)) {
    const size = nextSize(last.size, max);
    return merged({ start: last.start + last.size, size, async: size }, index, max);
  }
  if (marked) return afterMark(request, max);
  if (pages > max || index === lastRead || index - 1 === lastRead) return firstWindow(request, max);
  return byContext(request, max) ?? { start: index, size: pages, async: 0, planned: false };
}

/** A fault in no known order: what is around it. @kernel v6.2-rc3 mm/filemap.c:do_sync_mmap_readahead */
export const aroundFault = (index: Pgoff, max: Pages): Window => ({ start: Math.max(0, index - (max >> 1)), size: max, async: max >> 2, planned: true });
