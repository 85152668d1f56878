import type { EntryView, Machine, PageView, VmaView } from '@faultline/machine';
import { profileOf, VM_MAYEXEC, VM_MAYREAD, VM_MAYWRITE, VM_READ, VM_WRITE, type Kernel } from '@faultline/contracts';
import type { Places } from '../places';
import type { Running } from '../run';
import { scenarioOf } from './texts';

/** Flags of a private, readable and writable mapping. */
export const PRIVATE_RW = VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;

/** A VMA of pages start … end, half open. */
export const vma = (start: number, end: number, vmFlags = PRIVATE_RW): VmaView =>
  ({ start, end, vmFlags, pkey: 0, backing: 'anon', pgoff: 0, object: 0, anonVma: 0 });

/** A page that an anonymous mapping just got: mapped once, as recordings show it after a write. */
export const page = (pfn: number, more: Partial<PageView> = {}): PageView => ({
  pfn, generation: 1, refcount: 1, mapcount: 1, value: 0, anon: true, exclusive: true, swapBacked: true, uptodate: true, dirty: false, referenced: false,
  lru: true, active: false, swapCache: false, mlocked: false, unevictable: false, ...more,
});

/** The entry of a page that was written, or of the zero page (frame 0). */
export const entry = (pfn: number, more: Partial<EntryView> = {}): EntryView => ({
  level: 0, raw: 0n, present: true, young: true, dirty: pfn !== 0, write: pfn !== 0, special: pfn === 0, softDirty: false, pfn, zeroPage: pfn === 0, uffdWp: false, slot: 0, ...more,
});

/** What a process has: its VMAs, and its entries by page number. */
export interface FakeProcess {
  readonly vmas: readonly VmaView[];
  readonly entries: Readonly<Record<number, EntryView>>;
}

/** A run that can be observed: processes by name, and the pages of memory. */
export function running(places: Places, processes: Readonly<Record<string, FakeProcess>>, pages: readonly PageView[], { pageShift = 12, kernel = '6.2' as Kernel } = {}): Running {
  const all = Object.values(processes);
  const machine = {
    architecture: { geometry: { pageShift } }, profile: profileOf(kernel),
    view: {
      vmas: (mm: number) => all[mm - 1]!.vmas,
      entry: (mm: number, vpn: number) => all[mm - 1]!.entries[vpn],
      nextCovered: (_mm: number, vpn: number, end: number) => Math.min(vpn, end),
      slotCount: () => 1,
      page: (pfn: number) => pages.find((each) => each.pfn === pfn)!,
    },
  };
  return { machine: machine as unknown as Machine, scenario: scenarioOf(), places, processes: new Map(Object.keys(processes).map((name, at) => [name, at + 1])) };
}
