import { VM_LOCKED, VM_SOFTDIRTY } from '@faultline/contracts';
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

/** One page that pagemap says something of. */
interface Seen {
  readonly index: number;
  /** Soft-dirty, by its entry or by its VMA; always false where nobody tracks that. */
  readonly softDirty: boolean;
}
/** One mapped page: its entry and, unless it is the zero page, the page. */
interface Mapped extends Seen {
  readonly entry: EntryView;
  readonly page: PageView | undefined;
}

/** What is looked at: a machine, one of its address spaces, a mapping, and whether soft-dirty marks are tracked. */
interface Look {
  readonly view: MachineView;
  readonly mm: number;
  readonly range: ObservedRange;
  readonly tracked: boolean;
  readonly namesLockOnFault: boolean;
  readonly pageBytes: bigint;
}

/** A VMA that counts as written as a whole. @kernel v6.2-rc3 fs/proc/task_mmu.c:pagemap_pmd_range */
const allDirty = ({ tracked }: Look, { vmFlags }: VmaView): boolean => tracked && (vmFlags & VM_SOFTDIRTY) !== 0;

function mappedIn(look: Look, vma: VmaView): Mapped[] {
  const { view, mm, range, tracked } = look;
  const found: Mapped[] = [];
  for (let vpn = view.nextCovered(mm, vma.start, vma.end); vpn < vma.end; vpn = view.nextCovered(mm, vpn + 1, vma.end)) {
    const entry = view.entry(mm, vpn);
    if (entry?.present)
      found.push({ index: vpn - range.start, entry, page: entry.special ? undefined : view.page(entry.pfn), softDirty: allDirty(look, vma) || (tracked && entry.softDirty) });
  }
  return found;
}

/** The pages that pagemap tells of: those that are mapped, and all of a VMA that counts as written. */
function toldOf(look: Look, vma: VmaView, mapped: readonly Mapped[]): readonly (Seen | Mapped)[] {
  if (!allDirty(look, vma)) return mapped;
  const told: (Seen | Mapped)[] = Array.from({ length: vma.end - vma.start }, (_, nth) => ({ index: vma.start - look.range.start + nth, softDirty: true }));
  for (const each of mapped) told[each.index + look.range.start - vma.start] = each;
  return told;
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

/** What smaps calls locked is the share that a locked VMA has in its pages; recordings have it in whole pages. @kernel v6.2-rc3 fs/proc/task_mmu.c:smaps_account */
const lockedPart = ({ vmFlags }: VmaView, pss: number, pageBytes: bigint): VmaState =>
  vmFlags & VM_LOCKED && pss > 0 ? { locked: Number((BigInt(pss) * KIB) / pageBytes) } : {};

const span = (first: number, last: number): string => (first === last ? String(first) : `${first}-${last}`);

function vmaState({ range, tracked, namesLockOnFault, pageBytes }: Look, vma: VmaView, mapped: readonly Mapped[]): VmaState {
  const sum: Record<string, number> = {};
  for (const each of mapped) account(sum, each);
  const pss = pssKiB(mapped, pageBytes);
  if (pss > 0) sum['pssKiB'] = pss;
  const counters = Object.fromEntries(COUNTERS.flatMap((name) => (sum[name] === undefined ? [] : [[name, sum[name]]])));
  return { pages: span(vma.start - range.start, vma.end - 1 - range.start), prot: protText(vma.vmFlags), ...counters, ...lockedPart(vma, pss, pageBytes), vmFlags: vmFlagCodes(vma.vmFlags, tracked, namesLockOnFault) };
}

const FLAGS: readonly (readonly [string, (page: PageView, softDirty: boolean) => boolean])[] = [
  ['file', (page) => !page.anon], ['exclusive', (page) => page.mapcount === 1], ['softDirty', (_, softDirty) => softDirty], ['anon', (page) => page.anon], ['lru', (page) => page.lru],
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

/** Numbers that stand for the zero page, which has no name of its own, and for no page. */
const ZERO = -1;
const NONE = -2;
const UNNAMED: Readonly<Record<number, string>> = { [ZERO]: 'zero', [NONE]: 'none' };

/** A run of pages that one string stands for. */
interface Run {
  readonly first: number;
  last: number;
  /** Number of the first page; `ZERO`, `NONE`: the zero page, no page. */
  readonly name: number;
  /** By how much the number rises from page to page: 1, or 0 where it is the same page throughout; undefined for a single page. */
  rise: number | undefined;
  readonly rest: string;
}

function runText({ first, last, name, rise, rest }: Run): string {
  return [span(first, last), UNNAMED[name] ?? `p${name}${rise === 1 ? '+' : ''}`, ...(rest === '' ? [] : [rest])].join(' ');
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

const isMapped = (seen: Seen | Mapped): seen is Mapped => 'entry' in seen;

/** Name and the rest of one page's text. */
function words(seen: Seen | Mapped, names: PageNames): { name: number; rest: string } {
  if (!isMapped(seen) || seen.page === undefined) return { name: isMapped(seen) ? ZERO : NONE, rest: seen.softDirty ? 'softDirty' : '' };
  const { page, softDirty } = seen;
  return { name: names.number(page), rest: [`x${page.mapcount}`, ...FLAGS.filter(([, has]) => has(page, softDirty)).map(([flag]) => flag)].join(' ') };
}

function pageStrings(told: readonly (Seen | Mapped)[], names: PageNames): string[] {
  const runs: Run[] = [];
  for (const seen of told) {
    const { index } = seen;
    const { name, rest } = words(seen, names);
    if (!extend(runs.at(-1), index, name, rest)) runs.push({ first: index, last: index, name, rise: undefined, rest });
  }
  return runs.map(runText);
}

function mappingState(look: Look, vmas: readonly VmaView[], names: PageNames): MappingState {
  const mapped = vmas.map((vma) => mappedIn(look, vma));
  const told = vmas.flatMap((vma, nth) => toldOf(look, vma, mapped[nth]!));
  return { vmas: vmas.map((vma, nth) => vmaState(look, vma, mapped[nth]!)), pages: pageStrings(told, names) };
}

/** The state of every mapping, as a recorder would see it now. */
export function observe({ machine, scenario, places, processes }: Running, names: PageNames): Observation {
  const tracked = scenario.steps.some(({ name }) => name === 'softDirtyClear');
  const namesLockOnFault = machine.profile['smaps-names-lock-on-fault'];
  const pageBytes = 1n << BigInt(machine.architecture.geometry.pageShift);
  const seen: Record<string, Record<string, MappingState>> = {};
  for (const [process, mm] of processes) {
    const vmas = machine.view.vmas(mm);
    seen[process] = {};
    for (const range of places.observed()) {
      const inside = vmas.filter((vma) => vma.start >= range.start && vma.start < range.end);
      if (inside.length > 0) seen[process][range.name] = mappingState({ view: machine.view, mm, range, tracked, namesLockOnFault, pageBytes }, inside, names);
    }
  }
  return seen;
}
