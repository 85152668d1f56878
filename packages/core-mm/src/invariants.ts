import {
  COUNTER_LOCKED, COUNTER_SWAP, ENUMS, PG_ACTIVE, PG_ANON, PG_EXCLUSIVE, PG_LRU, PG_MLOCKED, PG_SWAP_BACKED, PG_TABLE, PG_UNEVICTABLE, PTE,
  type Architecture, type Pfn, type SwapSlot, type Vpn, profileOf,
} from '@faultline/contracts';
import { below, mapsPage, nextInTable, pagesAt, rootOf, SWAP_STYLE, TABLE, type Cursor, type Walkable } from './cursor';
import { ZERO_PFN, type CoreState } from './state/core-state';
import { lockedPages } from './mlock/locked-vm';
import { locksPages } from './mlock/mlock-page';
import { F_FLAGS, F_MAPCOUNT, F_MLOCK_COUNT, F_REF, hasFlag, HOLDERS } from './state/frames';
import { referencesOf } from './state/holds';
import type { MmState } from './state/mm';
import { LOST } from './state/objects';
import { vmaLookup } from './state/vma';
import { slotOfEntry } from './swap/entries';

/** One present leaf entry of one address space. */
interface Mapping {
  readonly mm: MmState;
  readonly vpn: Vpn;
  readonly pfn: Pfn;
  readonly write: boolean;
}

/** What address spaces refer to: pages by mappings, and slots of the swap device by entries. */
interface Referred {
  readonly mappings: Mapping[];
  readonly slots: { readonly mm: MmState; readonly slot: SwapSlot }[];
}

/** Every entry of the cursor's table, and below it, that maps a page to account for, or refers to a slot. */
function collect(w: Walkable, at: Cursor, { mappings: out, slots }: Referred): void {
  const { codec } = w.arch;
  while (nextInTable(w, at)) {
    const { mm, vpn, level, entry: { lo, hi } } = at;
    const slot = at.kind === SWAP_STYLE && level === PTE ? slotOfEntry(w.arch, lo, hi) : 0;
    if (at.kind === TABLE) collect(w, below(w, at), { mappings: out, slots });
    else if (slot !== 0) slots.push({ mm, slot });
    else if (at.kind === SWAP_STYLE && level === PTE) continue;
    else if (mapsPage(at, 'coreInvariants') && !codec.special(level, lo, hi)) out.push({ mm, vpn, pfn: codec.pfn(level, lo, hi), write: codec.write(level, lo, hi) });
  }
}

function referred(w: Walkable): Referred {
  const out: Referred = { mappings: [], slots: [] };
  const { entries } = w.state.shape;
  for (const mm of w.state.mms()) if (mm.root !== 0) collect(w, rootOf(mm, 0, pagesAt(w, mm.topLevel) * entries[mm.topLevel]!), out);
  return out;
}

const hex = (value: number): string => `0x${value.toString(16)}`;

/** References that outlive their call, by frame. */
function heldReferences(s: CoreState): Map<number, number> {
  const held = new Map<number, number>();
  for (const hold of s.holds()) for (const pfn of hold.pages) if (pfn !== ZERO_PFN) held.set(pfn, (held.get(pfn) ?? 0) + referencesOf(hold.kind));
  return held;
}

/** Counts equal mappings, for every frame. */
function frameCounts(s: CoreState, all: readonly Mapping[]): string[] {
  const mapped = new Map<number, number>();
  for (const { pfn } of all) mapped.set(pfn, (mapped.get(pfn) ?? 0) + 1);
  const cached = new Set<number>();
  for (const object of s.objects()) object.forEach((_, pfn) => void cached.add(pfn));
  for (let slot = 1; slot < s.swap.next; slot++) if (s.swap.pageOf(slot) !== 0) cached.add(s.swap.pageOf(slot));
  const held = heldReferences(s);
  const broken: string[] = [];
  for (let pfn = 0; pfn < s.nextFrame; pfn++) {
    const count = mapped.get(pfn) ?? 0;
    if (s.frames.get(pfn, F_MAPCOUNT) !== count) broken.push(`frame ${hex(pfn)} has mapcount ${s.frames.get(pfn, F_MAPCOUNT)}, but ${count} entries map it`);
    const isTable = (s.frames.get(pfn, F_FLAGS) >>> PG_TABLE) & 1;
    const expected = isTable ? 1 : count + (cached.has(pfn) ? 1 : 0) + (held.get(pfn) ?? 0);
    if (s.frames.get(pfn, F_REF) !== expected) broken.push(`frame ${hex(pfn)} has ${s.frames.get(pfn, F_REF)} references, but ${expected} are accounted for`);
  }
  return broken;
}

function holdersOf({ frames }: CoreState, pfn: Pfn): string[] {
  const held = HOLDERS.map((holder) => frames.get(pfn, holder));
  const right = held.every((each) => each >= 0) && held.reduce((sum, each) => sum + each, 0) === frames.get(pfn, F_REF);
  return right ? [] : [`frame ${hex(pfn)} has ${frames.get(pfn, F_REF)} references, but its holders ${held.join(' + ')}`];
}

/**
 * What holds after every event: references are as many as their holders have, and nobody has fewer than none; one sentence for each
 * frame of which that is not so. For tests.
 */
export function referenceInvariants(s: CoreState): string[] {
  const broken: string[] = [];
  for (let pfn = 0; pfn < s.nextFrame; pfn++) broken.push(...holdersOf(s, pfn));
  for (let pfn = s.topFrame; pfn < s.frames.rows; pfn++) broken.push(...holdersOf(s, pfn));
  return broken;
}

/** I1, I2 of cow-and-gup §1.1: writable implies exclusive, exclusive implies one mapping. */
function exclusivity(s: CoreState, all: readonly Mapping[]): string[] {
  return all.flatMap(({ mm, vpn, pfn, write }) => {
    const flags = s.frames.get(pfn, F_FLAGS);
    const anon = (flags >>> PG_ANON) & 1;
    const exclusive = (flags >>> PG_EXCLUSIVE) & 1;
    const where = `page ${hex(vpn)} of mm ${mm.id}`;
    if (anon && write && !exclusive) return [`${where} is writable, but its frame ${hex(pfn)} is not exclusive`];
    return anon && exclusive && s.frames.get(pfn, F_MAPCOUNT) > 1 ? [`frame ${hex(pfn)} is exclusive and mapped ${s.frames.get(pfn, F_MAPCOUNT)} times`] : [];
  });
}

/** RSS counters equal what the tables hold, and every mapping lies in a VMA. */
function rssCounts(s: CoreState, all: readonly Mapping[], slots: Referred['slots']): string[] {
  const counted = new Map<number, Int32Array>(s.mms().map((mm) => [mm.id, new Int32Array(4)] as const));
  const broken: string[] = [];
  for (const { mm } of slots) counted.get(mm.id)![COUNTER_SWAP]!++;
  for (const { mm, vpn, pfn } of all) {
    const flags = s.frames.get(pfn, F_FLAGS);
    const kind = (flags >>> PG_ANON) & 1 ? 'anon' : (flags >>> PG_SWAP_BACKED) & 1 ? 'shmem' : 'file';
    counted.get(mm.id)![ENUMS.counter.indexOf(kind)]!++;
    if (vmaLookup(mm.vmas, vpn) === undefined) broken.push(`page ${hex(vpn)} of mm ${mm.id} is mapped, but no VMA covers it`);
  }
  for (const [id, counts] of counted)
    counts.forEach((count, kind) => {
      const held = s.mm(id).counter(kind);
      if (held !== count) broken.push(`mm ${id} counts ${held} ${ENUMS.counter[kind]!} pages, but maps ${count}`);
    });
  return broken;
}

/** Mappings by locked VMAs, by frame. */
function lockedMappings(all: readonly Mapping[]): Map<number, number> {
  const locked = new Map<number, number>();
  for (const { mm, vpn, pfn } of all) {
    const vma = vmaLookup(mm.vmas, vpn);
    if (vma !== undefined && locksPages(vma.vmFlags)) locked.set(pfn, (locked.get(pfn) ?? 0) + 1);
  }
  return locked;
}

/** What the marks and the count of a page tell of so many locked mappings that is not so. @param least of how many the page has to know */
function mlockOf({ frames }: CoreState, pfn: Pfn, least: number): string | undefined {
  const has = (flag: number): boolean => hasFlag(frames, pfn, flag);
  const count = frames.get(pfn, F_MLOCK_COUNT);
  if (least > 0 && !has(PG_MLOCKED)) return 'is not mlocked';
  if (has(PG_MLOCKED) && has(PG_LRU) && !has(PG_UNEVICTABLE)) return 'is on a list of pages to be evicted';
  if (has(PG_UNEVICTABLE) && (!has(PG_MLOCKED) || has(PG_ACTIVE))) return 'is unevictable, but not mlocked, or active';
  return count < (has(PG_UNEVICTABLE) ? least : 0) || (count > 0 && !has(PG_UNEVICTABLE)) ? `counts ${count}` : undefined;
}

/**
 * A page that a locked VMA maps is mlocked, and off the lists that reclaim looks at. The other way round it need not be: mremap that
 * leaves the rest of a locked VMA behind (DONTUNMAP) unlocks that without its pages. Where pages that were read from swap are left alone
 * (`swapped-in-unlocked`), a page may know of none.
 */
function mlockMarks(arch: Architecture, s: CoreState, all: readonly Mapping[]): string[] {
  const locked = lockedMappings(all);
  return [...new Set(all.map(({ pfn }) => pfn))].flatMap((pfn) => {
    const wrong = mlockOf(s, pfn, profileOf(arch.kernel)['swapped-in-unlocked'] ? 0 : locked.get(pfn) ?? 0);
    return wrong === undefined ? [] : [`frame ${hex(pfn)}, which ${locked.get(pfn) ?? 0} locked VMAs map, ${wrong}`];
  });
}

/**
 * What is locked for nobody: pages that are mlocked, or counted so, beyond the locked VMAs that map them, and pages of address spaces beyond
 * those of their locked VMAs; one sentence each. Only DONTUNMAP leads there. For tests.
 */
export function overlocked(arch: Architecture, s: CoreState): string[] {
  const { mappings: all } = referred({ arch, state: s });
  const locked = lockedMappings(all);
  const pages = [...new Set(all.map(({ pfn }) => pfn))].flatMap((pfn) => {
    const count = locked.get(pfn) ?? 0;
    const right = s.frames.get(pfn, F_MLOCK_COUNT) <= count && (count > 0 || !hasFlag(s.frames, pfn, PG_MLOCKED));
    return right ? [] : [`frame ${hex(pfn)} is locked, but ${count} locked VMAs map it`];
  });
  const spaces = s.mms().filter((mm) => mm.counter(COUNTER_LOCKED) !== lockedPages(mm.vmas));
  return [...pages, ...spaces.map((mm) => `mm ${mm.id} counts ${mm.counter(COUNTER_LOCKED)} locked pages, but its VMAs have ${lockedPages(mm.vmas)}`)];
}

/** Slots that have pages of shared memory. */
function slotsOfObjects(s: CoreState): number[] {
  const found: number[] = [];
  for (const object of s.objects()) object.forEachSwapped((_index, slot) => void (slot !== LOST && found.push(slot)));
  return found;
}

/** Slots are counted as often as entries refer to them; one that is in use has an entry or a page; so much of the device is in use. */
function slotCounts(s: CoreState, slots: Referred['slots']): string[] {
  const { swap } = s;
  const broken: string[] = [];
  const objects = slotsOfObjects(s);
  let used = 0;
  for (let slot = 1; slot < swap.next; slot++) {
    const entries = slots.filter((each) => each.slot === slot).length + objects.filter((each) => each === slot).length;
    if (swap.countOf(slot) !== entries) broken.push(`slot ${slot} is counted ${swap.countOf(slot)} times, but ${entries} entries and objects refer to it`);
    if (entries > 0 || swap.pageOf(slot) !== 0) used++;
  }
  if (swap.used !== used) broken.push(`${swap.used} slots count as used, but ${used} are`);
  return broken;
}

/** I5: the page of a slot is exclusive to nobody while an entry refers to it. */
const slotExclusivity = (s: CoreState, slots: Referred['slots']): string[] => slots.flatMap(({ slot }) => {
  const pfn = s.swap.pageOf(slot);
  const exclusive = pfn !== 0 && (s.frames.get(pfn, F_FLAGS) >>> PG_EXCLUSIVE) & 1;
  return exclusive ? [`frame ${hex(pfn)} is exclusive, but entries refer to its slot ${slot}`] : [];
});

/**
 * What holds whenever no operation is in progress (tlb-and-races I12, cow-and-gup §1.1); one sentence for each that does not.
 * Walks every table: for tests and the explorer.
 */
export function coreInvariants(arch: Architecture, s: CoreState): string[] {
  const { mappings: all, slots } = referred({ arch, state: s });
  const pending = s.mms().flatMap((mm) => (mm.flushPending !== 0 ? [`mm ${mm.id} has ${mm.flushPending} gathers pending`] : []));
  return [...frameCounts(s, all), ...exclusivity(s, all), ...rssCounts(s, all, slots), ...slotCounts(s, slots), ...slotExclusivity(s, slots), ...mlockMarks(arch, s, all), ...pending];
}
