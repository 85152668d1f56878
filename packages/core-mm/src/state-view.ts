import {
  argumentText, COUNTER_ANON, COUNTER_FILE, COUNTER_LOCKED, COUNTER_SHMEM, COUNTER_SWAP, ENUMS, PG_ACTIVE, PG_ANON, PG_DIRTY, PG_EXCLUSIVE, PG_LRU,
  PG_MLOCKED, PG_REFERENCED, PG_SWAP_BACKED, PG_SWAP_CACHE, PG_UNEVICTABLE, PG_UPTODATE, PMD, PTE, wordOf, type Architecture, type Level, type MmId,
  type ObjectId, type Pfn, type Pgoff, type Vpn,
} from '@faultline/contracts';
import { checkFrame, checkPage, checkPages, checkSlot } from './arguments';
import { cursorOver, entryFor, HOLE, nextEntry, type Walkable } from './cursor';
import { CoreError } from './errors';
import { FIRST_FRAME, ZERO_PFN, type CoreState } from './state/core-state';
import { F_BY_CACHE, F_BY_HOLD, F_BY_PATH, F_BY_TABLE, F_BY_UNMAP, F_GENERATION, F_MAPCOUNT, F_REF, F_VALUE, hasFlag } from './state/frames';
import { MARKER_UFFD_WP, markerBits } from './marker/codec';
import type { MmState } from './state/mm';
import { LOST } from './state/objects';
import type { Vma } from './state/vma';
import { slotOfEntry } from './swap/entries';
import type { CoreView, EntryView, HoldersView, HoldView, PageView, VmaView } from './views';

const vmaView = (vma: Vma): VmaView => Object.freeze({
  start: vma.start, end: vma.end, vmFlags: vma.vmFlags, pkey: vma.pkey, backing: ENUMS.backing[vma.backing]!,
  pgoff: vma.pgoff, object: vma.object, anonVma: vma.anonVma,
});

function entryView(architecture: Architecture, level: Level, lo: number, hi: number): EntryView {
  const { codec, swap } = architecture;
  const present = codec.present(level, lo, hi);
  const swapStyle = level === PTE && !present;
  const marker = swapStyle ? markerBits(architecture, lo, hi) : 0;
  const pfn = codec.pfn(level, lo, hi);
  return Object.freeze({
    level, raw: wordOf(lo, hi), present, pfn,
    young: codec.young(level, lo, hi), dirty: codec.dirty(level, lo, hi), write: codec.write(level, lo, hi),
    special: codec.special(level, lo, hi), softDirty: swapStyle ? swap.softDirty(lo, hi) : codec.softDirty(level, lo, hi), zeroPage: present && pfn === ZERO_PFN,
    uffdWp: swapStyle ? swap.uffdWp(lo, hi) || (marker & MARKER_UFFD_WP) !== 0 : codec.uffdWp(level, lo, hi),
    slot: swapStyle ? slotOfEntry(architecture, lo, hi) : 0,
  });
}

function pageView({ frames }: CoreState, pfn: Pfn): PageView {
  const has = (flag: number): boolean => hasFlag(frames, pfn, flag);
  return Object.freeze({
    pfn, generation: frames.get(pfn, F_GENERATION), refcount: frames.get(pfn, F_REF), mapcount: frames.get(pfn, F_MAPCOUNT),
    value: frames.get(pfn, F_VALUE), anon: has(PG_ANON), exclusive: has(PG_EXCLUSIVE), swapBacked: has(PG_SWAP_BACKED),
    uptodate: has(PG_UPTODATE), dirty: has(PG_DIRTY), referenced: has(PG_REFERENCED), lru: has(PG_LRU), active: has(PG_ACTIVE),
    swapCache: has(PG_SWAP_CACHE), mlocked: has(PG_MLOCKED), unevictable: has(PG_UNEVICTABLE),
  });
}

/** Questions to a state; nothing is changed or recorded. */
export class StateView implements CoreView {
  private readonly tables: Walkable;

  constructor(
    private readonly architecture: Architecture,
    private readonly state: CoreState,
  ) {
    this.tables = { arch: architecture, state };
  }

  private mm(id: number): MmState {
    if (!Number.isInteger(id) || !this.state.hasMm(id)) throw new CoreError('no-such-mm', `there is no address space ${argumentText(id)}`, 'ask for one of view.mms()');
    return this.state.mm(id);
  }

  mms(): readonly number[] {
    return this.state.mms().map((mm) => mm.id);
  }

  vmas(mm: MmId): readonly VmaView[] {
    return this.mm(mm).vmas.map(vmaView);
  }

  entry(mm: MmId, vpn: Vpn): EntryView | undefined {
    checkPage(vpn);
    const { kind, level, entry } = entryFor(this.tables, this.mm(mm), vpn, PTE);
    return kind === HOLE ? undefined : entryView(this.architecture, level, entry.lo, entry.hi);
  }

  nextCovered(mm: MmId, vpn: Vpn, end: Vpn): number {
    checkPages('vpn', vpn);
    checkPages('end', end);
    const at = cursorOver(this.mm(mm), vpn, end);
    while (nextEntry(this.tables, at, PMD)) if (at.kind !== HOLE) return at.start;
    return end;
  }

  page(pfn: Pfn): PageView {
    checkFrame(pfn, FIRST_FRAME + this.state.memoryPages - 1);
    return pageView(this.state, pfn);
  }

  holders(pfn: Pfn): HoldersView {
    checkFrame(pfn, FIRST_FRAME + this.state.memoryPages - 1);
    const count = (column: number): number => this.state.frames.get(pfn, column);
    return Object.freeze({
      mappings: count(F_MAPCOUNT), paths: count(F_BY_PATH), unmapping: count(F_BY_UNMAP), cache: count(F_BY_CACHE), table: count(F_BY_TABLE), holds: count(F_BY_HOLD),
    });
  }

  holds(): readonly HoldView[] {
    return this.state.holds().map(({ id, kind, mm, pages }) => Object.freeze({ hold: id, kind: ENUMS.holdKind[kind], mm, pages: Object.freeze(pages) }));
  }

  slotCount(slot: number): number {
    const { swap } = this.state;
    checkSlot(slot, swap.next - 1);
    return swap.countOf(slot);
  }

  swappedPages(object: ObjectId, start: Pgoff, end: Pgoff): readonly number[] {
    checkPages('start', start);
    checkPages('end', end);
    if (!Number.isInteger(object) || !this.state.hasObject(object)) throw new CoreError('no-such-object', `there is no file or shared memory ${argumentText(object)}`, 'ask for the object of a VMA');
    const found: Pgoff[] = [];
    this.state.object(object).forEachSwapped((index, slot) => void (slot !== LOST && index >= start && index < end && found.push(index)));
    return found;
  }

  faults(mm: MmId): { readonly minor: number; readonly major: number } {
    const { minorFaults, majorFaults } = this.mm(mm);
    return { minor: minorFaults, major: majorFaults };
  }

  counters(mm: MmId): { readonly file: number; readonly anon: number; readonly swap: number; readonly shmem: number } {
    const space = this.mm(mm);
    return { file: space.counter(COUNTER_FILE), anon: space.counter(COUNTER_ANON), swap: space.counter(COUNTER_SWAP), shmem: space.counter(COUNTER_SHMEM) };
  }

  lockedPages(mm: MmId): number {
    return this.mm(mm).counter(COUNTER_LOCKED);
  }

  tableBytes(mm: MmId): number {
    return this.mm(mm).tableBytes;
  }
}
