import type { EntryView, MachineView, PageView, VmaView } from '@faultline/machine';
import type { ObservedRange } from './places';
import type { Running } from './run';
import { protText, vmFlagCodes } from './vma-codes';

/** One VMA as recordings have it; counters that are zero are left out. */
export type VmaState = Readonly<Record<string, string | number>>;
/** One mapping of one process. */
export interface MappingState {
  /** VMAs of the mapping, by address. */
  readonly vmas: readonly VmaState[];
  /** Runs of pages that are alike. */
  readonly pages: readonly string[];
}
/** Every mapping of every live process. */
export type Observation = Readonly<Record<string, Readonly<Record<string, MappingState>>>>;

const COUNTERS = ['rss', 'pssKiB', 'sharedClean', 'sharedDirty', 'privateClean', 'privateDirty', 'referenced', 'anonymous'] as const;
/** PSS is summed in pages shifted by this. @kernel v6.2-rc3 fs/proc/task_mmu.c:PSS_SHIFT */
const PSS_SHIFT = 12n;
const KIB = 1024n;

/** One mapped page: its entry and, unless it is the zero page, the page. */
interface Mapped {
  readonly index: number;
  readonly entry: EntryView;
  readonly page: PageView | undefined;
}

function mappedIn(view: MachineView, mm: number, range: ObservedRange, start: number, end: number): Mapped[] {
  const found: Mapped[] = [];
  for (let vpn = view.nextCovered(mm, start, end); vpn < end; vpn = view.nextCovered(mm, vpn + 1, end)) {
    const entry = view.entry(mm, vpn);
    if (entry?.present) found.push({ index: vpn - range.start, entry, page: entry.special ? undefined : view.page(entry.pfn) });
  }
  return found;
}

/** What smaps adds up for one page. @kernel v6.2-rc3 fs/proc/task_mmu.c:smaps_account */
function account(sum: Record<string, number>, { entry, page }: Mapped): void {
  if (page === undefined) return;
  const dirty = entry.dirty || page.dirty;
  const kind = `${page.mapcount > 1 ? 'shared' : 'private'}${dirty ? 'Dirty' : 'Clean'}`;
  for (const [name, counts] of [['rss', true], [kind, true], ['referenced', entry.young || page.referenced], ['anonymous', page.anon]] as const)
    if (counts) sum[name] = (sum[name] ?? 0) + 1;
}

function pssKiB(mapped: readonly Mapped[], pageBytes: bigint): number {
  const total = mapped.reduce((sum, { page }) => (page === undefined ? sum : sum + (pageBytes << PSS_SHIFT) / BigInt(Math.max(1, page.mapcount))), 0n);
  return Number((total >> PSS_SHIFT) / KIB);
}

const span = (first: number, last: number): string => (first === last ? String(first) : `${first}-${last}`);

function vmaState(vma: VmaView, range: ObservedRange, mapped: readonly Mapped[], pageBytes: bigint): VmaState {
  const sum: Record<string, number> = {};
  for (const each of mapped) account(sum, each);
  const pss = pssKiB(mapped, pageBytes);
  if (pss > 0) sum['pssKiB'] = pss;
  const counters = Object.fromEntries(COUNTERS.flatMap((name) => (sum[name] === undefined ? [] : [[name, sum[name]]])));
  return { pages: span(vma.start - range.start, vma.end - 1 - range.start), prot: protText(vma.vmFlags), ...counters, vmFlags: vmFlagCodes(vma.vmFlags) };
}

const FLAGS: readonly (readonly [string, (page: PageView) => boolean])[] = [
  ['file', (page) => !page.anon], ['exclusive', (page) => page.mapcount === 1], ['anon', (page) => page.anon], ['lru', (page) => page.lru],
  ['active', (page) => page.active], ['referenced', (page) => page.referenced], ['uptodate', (page) => page.uptodate], ['dirty', (page) => page.dirty],
  ['swapBacked', (page) => page.swapBacked], ['unevictable', (page) => page.unevictable], ['mlocked', (page) => page.mlocked],
];

/** Names pages in order of first sight; a name is good for one generation of the page. */
export class PageNames {
  private readonly names = new Map<string, number>();

  /** Number of a page; the zero page has none. */
  number(page: PageView): number {
    const life = `${page.pfn}:${page.generation}`;
    const known = this.names.get(life);
    if (known !== undefined) return known;
    this.names.set(life, this.names.size);
    return this.names.size - 1;
  }
}

/** Number that stands for the zero page: it has no name of its own. */
const ZERO = -1;

/** A run of pages that one string stands for. */
interface Run {
  readonly first: number;
  last: number;
  /** Number of the first page; `ZERO`: the zero page. */
  readonly name: number;
  /** By how much the number rises from page to page: 1, or 0 where it is the same page throughout; undefined for a single page. */
  rise: number | undefined;
  readonly rest: string;
}

function runText({ first, last, name, rise, rest }: Run): string {
  if (name === ZERO) return `${span(first, last)} zero`;
  return `${span(first, last)} p${name}${rise === 1 ? '+' : ''} ${rest}`;
}

/** Takes a page into a run; false: it does not follow. */
function extend(run: Run | undefined, index: number, name: number, rest: string): boolean {
  if (run === undefined || run.last !== index - 1 || run.rest !== rest) return false;
  const rise = name === run.name ? 0 : 1;
  if ((run.rise ?? rise) !== rise || name !== run.name + rise * (index - run.first)) return false;
  run.rise = rise;
  run.last = index;
  return true;
}

function pageStrings(mapped: readonly Mapped[], names: PageNames): string[] {
  const runs: Run[] = [];
  for (const { index, page } of mapped) {
    const name = page === undefined ? ZERO : names.number(page);
    const rest = page === undefined ? '' : [`x${page.mapcount}`, ...FLAGS.filter(([, has]) => has(page)).map(([flag]) => flag)].join(' ');
    if (!extend(runs.at(-1), index, name, rest)) runs.push({ first: index, last: index, name, rise: undefined, rest });
  }
  return runs.map(runText);
}

function mappingState(view: MachineView, mm: number, range: ObservedRange, vmas: readonly VmaView[], names: PageNames, pageBytes: bigint): MappingState {
  const all: Mapped[] = [];
  const states = vmas.map((vma) => {
    const mapped = mappedIn(view, mm, range, vma.start, vma.end);
    all.push(...mapped);
    return vmaState(vma, range, mapped, pageBytes);
  });
  return { vmas: states, pages: pageStrings(all, names) };
}

/** The state of every mapping, as a recorder would see it now. */
export function observe({ machine, places, processes }: Running, names: PageNames): Observation {
  const pageBytes = 1n << BigInt(machine.architecture.geometry.pageShift);
  const seen: Record<string, Record<string, MappingState>> = {};
  for (const [process, mm] of processes) {
    const vmas = machine.view.vmas(mm);
    seen[process] = {};
    for (const range of places.observed()) {
      const inside = vmas.filter((vma) => vma.start >= range.start && vma.start < range.end);
      if (inside.length > 0) seen[process][range.name] = mappingState(machine.view, mm, range, inside, names, pageBytes);
    }
  }
  return seen;
}
