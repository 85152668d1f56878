import { LIMITS } from './limits';

/** Flags of page entries, in the order recordings have them. @source recordings/README.md "The file" */
export const PAGE_FLAGS = [
  'file', 'exclusive', 'softDirty', 'uffdWp', 'anon', 'ksm', 'thp', 'huge', 'lru', 'active', 'referenced', 'uptodate', 'dirty', 'swapBacked', 'swapCache',
  'writeback', 'unevictable', 'mlocked', 'hwpoison',
] as const;

const NAME = String.raw`(?:p\d{1,9}(?:\.\d{1,9})?|s\d{1,9})\+?|zero|hzero|special|none`;
const ENTRY = new RegExp(String.raw`^(\d{1,9})(?:-(\d{1,9}))? (${NAME})(?: (x\d{1,9}))?((?: (?:${PAGE_FLAGS.join('|')}))*)$`);
const RISING = /^(.*?)(\d+)\+$/;

/** One page: its name, mapcount (`x2`, or nothing) and flags. */
export interface PageFacts {
  /** Name of the page's frame within the document. */
  readonly name: string;
  /** Mappings of the page. */
  readonly mapcount: string;
  /** What is said of the page, by name. */
  readonly flags: readonly string[];
}

/** A page string, read: pages first … last from the start of the mapping, with what they have in common. */
interface PageEntry extends PageFacts {
  readonly first: number;
  readonly last: number;
}

function entryOf(text: string): PageEntry | undefined {
  const match = ENTRY.exec(text);
  if (match === null) return undefined;
  const [, first, last = first, name, mapcount = '', flags] = match;
  return { first: Number(first), last: Number(last), name: name!, mapcount, flags: flags === '' ? [] : flags!.trim().split(' ') };
}

/** Are these page strings of one mapping: each well formed, ranges upwards, none beyond what a mapping can have? */
export function arePageStrings(strings: readonly string[]): boolean {
  let next = 0;
  return strings.every((text) => {
    const entry = entryOf(text);
    const sound = entry !== undefined && entry.first >= next && entry.last >= entry.first && entry.last <= LIMITS.pages;
    if (sound) next = entry.last + 1;
    return sound;
  });
}

/** Name of the nth page of a run: `p5+` rises. */
function nameOf(name: string, nth: number): string {
  const rising = RISING.exec(name);
  return rising === null ? name : `${rising[1]}${Number(rising[2]) + nth}`;
}

/** The pages that page strings stand for, one by one, by their number in the mapping. Strings must be sound, as those of a parsed document are. */
export function expandPages(strings: readonly string[]): Map<number, PageFacts> {
  const pages = new Map<number, PageFacts>();
  for (const { first, last, name, mapcount, flags } of strings.flatMap((text) => entryOf(text) ?? []))
    for (let page = first; page <= last; page++) pages.set(page, { name: nameOf(name, page - first), mapcount, flags });
  return pages;
}
