import { VM_LOCKED, VM_SHARED, VM_SOFTDIRTY, VM_WRITE } from '@faultline/contracts';
import type { EntryView, MachineView, PageView, VmaView } from '@faultline/machine';
import { runTexts, span, type PageName, type PageNames } from './page-runs';
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

const COUNTERS = ['rss', 'pssKiB', 'sharedClean', 'sharedDirty', 'privateClean', 'privateDirty', 'referenced', 'anonymous', 'lazyFree', 'swap', 'swapPssKiB'] as const;
/** PSS is summed in pages shifted by this. @kernel v6.2-rc3 fs/proc/task_mmu.c:PSS_SHIFT */
const PSS_SHIFT = 12n;
const KIB = 1024n;

/** One page that pagemap says something of. */
interface Seen {
  readonly index: number;
  /** Soft-dirty, by its entry or by its VMA; always false where nobody tracks that. */
  readonly softDirty: boolean;
  /** Userfaultfd protects it from being written, be it mapped or not. */
  readonly uffdWp: boolean;
}
/** One entry that is not empty; with its page, unless it is the zero page or there is none. */
interface Mapped extends Seen {
  readonly entry: EntryView;
  readonly page: PageView | undefined;
}

/** One entry that is neither empty nor present: a slot of the swap device, or a mark. */
interface Unmapped extends Seen {
  readonly slot: number;
}
/** An entry that is not empty. */
type Filled = Mapped | Unmapped;

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

function filledIn(look: Look, vma: VmaView): Filled[] {
  const { view, mm, range, tracked } = look;
  const found: Filled[] = [];
  for (let vpn = view.nextCovered(mm, vma.start, vma.end); vpn < vma.end; vpn = view.nextCovered(mm, vpn + 1, vma.end)) {
    const entry = view.entry(mm, vpn);
    if (entry === undefined) continue;
    const seen: Seen = { index: vpn - range.start, softDirty: allDirty(look, vma) || (tracked && entry.softDirty), uffdWp: entry.uffdWp };
    found.push(entry.present ? { ...seen, entry, page: entry.special ? undefined : view.page(entry.pfn) } : { ...seen, slot: entry.slot });
  }
  return found;
}

/** The pages that pagemap tells of: those that are mapped, and all of a VMA that counts as written. */
function toldOf(look: Look, vma: VmaView, mapped: readonly Filled[]): readonly (Seen | Filled)[] {
  if (!allDirty(look, vma)) return mapped;
  const told: (Seen | Filled)[] = Array.from({ length: vma.end - vma.start }, (_, nth) => ({ index: vma.start - look.range.start + nth, softDirty: true, uffdWp: false }));
  for (const each of mapped) told[each.index + look.range.start - vma.start] = each;
  return told;
}

/** What smaps adds up for one page. @kernel v6.2-rc3 fs/proc/task_mmu.c:smaps_account */
function account(sum: Record<string, number>, { entry, page }: Mapped): void {
  if (page === undefined) return;
  const dirty = entry.dirty || page.dirty;
  const kind = `${page.mapcount > 1 ? 'shared' : 'private'}${dirty ? 'Dirty' : 'Clean'}`;
  const lazy = page.anon && !page.swapBacked && !dirty;
  for (const [name, counts] of [['rss', true], [kind, true], ['referenced', entry.young || page.referenced], ['anonymous', page.anon], ['lazyFree', lazy]] as const)
    if (counts) sum[name] = (sum[name] ?? 0) + 1;
}

function pssKiB(mapped: readonly Mapped[], pageBytes: bigint): number {
  const total = mapped.reduce((sum, { page }) => (page === undefined ? sum : sum + (pageBytes << PSS_SHIFT) / BigInt(Math.max(1, page.mapcount))), 0n);
  return Number((total >> PSS_SHIFT) / KIB);
}

/** What smaps calls locked is the share that a locked VMA has in its pages; recordings have it in whole pages. @kernel v6.2-rc3 fs/proc/task_mmu.c:smaps_account */
const lockedPart = ({ vmFlags }: VmaView, pss: number, pageBytes: bigint): VmaState =>
  vmFlags & VM_LOCKED && pss > 0 ? { locked: Number((BigInt(pss) * KIB) / pageBytes) } : {};

/**
 * Pages of shared memory that are on swap. A private VMA that may be written has them only where it maps nothing itself.
 * @kernel v6.2-rc3 fs/proc/task_mmu.c:smap_gather_stats
 */
function shmemOnSwap({ view, range }: Look, { backing, object, pgoff, start, end, vmFlags }: VmaView, filled: readonly Filled[]): number {
  if (backing !== 'shmem') return 0;
  const swapped = view.swappedPages(object, pgoff, pgoff + end - start);
  if (vmFlags & VM_SHARED || !(vmFlags & VM_WRITE)) return swapped.length;
  const own = new Set(filled.map(({ index }) => index + range.start - start + pgoff));
  return swapped.filter((index) => !own.has(index)).length;
}

/** A slot counts in full for each VMA, and by its share. @kernel v6.2-rc3 fs/proc/task_mmu.c:smaps_pte_entry */
function accountSwap(look: Look, vma: VmaView, sum: Record<string, number>, filled: readonly Filled[]): void {
  const { view, pageBytes } = look;
  const slots = filled.flatMap((each) => ('slot' in each && each.slot !== 0 ? [each.slot] : []));
  const total = slots.reduce((pss, slot) => pss + (pageBytes << PSS_SHIFT) / BigInt(view.slotCount(slot)), 0n);
  const swapped = slots.length + shmemOnSwap(look, vma, filled);
  if (swapped > 0) sum['swap'] = swapped;
  const share = Number((total >> PSS_SHIFT) / KIB);
  if (share > 0) sum['swapPssKiB'] = share;
}

function vmaState(look: Look, vma: VmaView, filled: readonly Filled[]): VmaState {
  const { range, tracked, namesLockOnFault, pageBytes } = look;
  const mapped = filled.filter((each) => 'entry' in each);
  const sum: Record<string, number> = {};
  accountSwap(look, vma, sum, filled);
  for (const each of mapped) account(sum, each);
  const pss = pssKiB(mapped, pageBytes);
  if (pss > 0) sum['pssKiB'] = pss;
  const counters = Object.fromEntries(COUNTERS.flatMap((name) => (sum[name] === undefined ? [] : [[name, sum[name]]])));
  return { pages: span(vma.start - range.start, vma.end - 1 - range.start), prot: protText(vma.vmFlags), ...counters, ...lockedPart(vma, pss, pageBytes), vmFlags: vmFlagCodes(vma.vmFlags, tracked, namesLockOnFault) };
}

/** What pagemap tells of a page besides the page's own flags, in the order of recordings. */
const MARKS = ['softDirty', 'uffdWp'] as const;

const FLAGS: readonly (readonly [string, (page: PageView, seen: Seen) => boolean])[] = [
  ['file', (page) => !page.anon], ['exclusive', (page) => page.mapcount === 1], ['softDirty', (_, { softDirty }) => softDirty], ['uffdWp', (_, { uffdWp }) => uffdWp], ['anon', (page) => page.anon], ['lru', (page) => page.lru],
  ['active', (page) => page.active], ['referenced', (page) => page.referenced], ['uptodate', (page) => page.uptodate], ['dirty', (page) => page.dirty],
  ['swapBacked', (page) => page.swapBacked], ['swapCache', (page) => page.swapCache], ['unevictable', (page) => page.unevictable], ['mlocked', (page) => page.mlocked],
];

const isMapped = (seen: Seen | Filled): seen is Mapped => 'entry' in seen;

/** Name and the rest of one page's text. */
function words(seen: Seen | Filled, names: PageNames): { name: PageName; rest: string } {
  const marks = MARKS.filter((mark) => seen[mark]).join(' ');
  if (!isMapped(seen)) return { name: 'slot' in seen ? names.ofSlot(seen.slot) : { word: 'none' }, rest: marks };
  if (seen.page === undefined) return { name: { word: 'zero' }, rest: marks };
  const { page } = seen;
  return { name: names.of(page), rest: [`x${page.mapcount}`, ...FLAGS.filter(([, has]) => has(page, seen)).map(([flag]) => flag)].join(' ') };
}

const pageStrings = (told: readonly (Seen | Filled)[], names: PageNames): string[] =>
  runTexts(told.map((seen) => ({ index: seen.index, ...words(seen, names) })));

function mappingState(look: Look, vmas: readonly VmaView[], names: PageNames): MappingState {
  const mapped = vmas.map((vma) => filledIn(look, vma));
  const told = vmas.flatMap((vma, nth) => toldOf(look, vma, mapped[nth]!));
  return { vmas: vmas.map((vma, nth) => vmaState(look, vma, mapped[nth]!)), pages: pageStrings(told, names) };
}

/** The state of every mapping, as a recorder would see it now. */
export function observe({ machine, scenario, places, processes }: Running, names: PageNames): Observation {
  const tracked = scenario.steps.some(({ name }) => name === 'softDirtyClear');
  const namesLockOnFault = machine.profile['smaps-names-lock-on-fault'];
  const pageBytes = 1n << BigInt(machine.architecture.geometry.pageShift);
  const seen: Record<string, Record<string, MappingState>> = {};
  names.lookAnew();
  for (const [process, mm] of processes) {
    const vmas = machine.view.vmas(mm);
    seen[process] = {};
    for (const range of places.observed()) {
      const inside = vmas.filter((vma) => vma.start >= range.start && vma.start < range.end);
      if (inside.length > 0) seen[process][range.name] = mappingState({ view: machine.view, mm, range, tracked, namesLockOnFault, pageBytes }, inside, names);
    }
  }
  names.forgetSlots();
  return seen;
}
