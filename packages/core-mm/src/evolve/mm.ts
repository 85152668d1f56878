import { produce, freeze } from 'immer';
import { vpnOf } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_FLAGS, F_INDEX, F_MAPPING, F_REF } from '../state/frames';
import { PG_SWAPBACKED } from '../state/flags';
import { MmState } from '../state/mm';
import { ObjectState } from '../state/objects';
import { vmaIndex, type Vma } from '../state/vma';

const FLUSH_MM = 2;

const vpnAt = (w: Int32Array, at: number): number => vpnOf(w[at]!, w[at + 1]!);

/** The VMA a `VmaInserted` record describes. */
function vmaOf(w: Int32Array, at: number): Vma {
  const head = w[at]!;
  return freeze({
    start: vpnAt(w, at + 4), end: vpnAt(w, at + 6), vmFlags: w[at + 3]!, pkey: (head >>> 16) & 15,
    backing: (head >>> 20) & 7, pgoff: vpnAt(w, at + 8), object: w[at + 10]!, anonVma: w[at + 11]!,
    protLo: w[at + 12]!, protHi: w[at + 13]!,
  });
}

function setVmas(mm: MmState, change: (vmas: Vma[]) => void): void {
  mm.vmas = produce(mm.vmas, change as (vmas: readonly Vma[]) => void);
  mm.found = undefined;
}

export function evolveVmaInserted(s: CoreState, w: Int32Array, at: number): void {
  const vma = vmaOf(w, at);
  setVmas(s.mm(w[at + 2]!), (vmas) => void vmas.splice(vmaIndex(vmas, vma.start), 0, vma));
}

export function evolveVmaRemoved(s: CoreState, w: Int32Array, at: number): void {
  const start = vpnAt(w, at + 3);
  setVmas(s.mm(w[at + 2]!), (vmas) => void vmas.splice(vmaIndex(vmas, start), 1));
}

export function evolveVmaAnonVmaSet(s: CoreState, w: Int32Array, at: number): void {
  const mm = s.mm(w[at + 2]!);
  const index = vmaIndex(mm.vmas, vpnAt(w, at + 3));
  const anonVma = w[at + 5]!;
  setVmas(mm, (vmas) => void (vmas[index] = { ...vmas[index]!, anonVma }));
}

export function evolveMmCreated(s: CoreState, w: Int32Array, at: number): void {
  const id = w[at + 2]!;
  s.mms[id] = new MmState(id, w[at + 3]!, (w[at]! >>> 16) & 7);
}

export function evolveMmDestroyed(s: CoreState, w: Int32Array, at: number): void {
  s.mms[w[at + 2]!] = undefined;
}

export function evolveCpuSwitched(s: CoreState, w: Int32Array, at: number): void {
  const cpu = (w[at]! >>> 8) & 255;
  const next = s.mms[w[at + 2]!];
  const before = s.mms[s.loaded[cpu]!];
  if (before !== undefined) before.attachedCpus &= ~(1 << cpu);
  if (next !== undefined) {
    next.attachedCpus |= 1 << cpu;
    next.cpuMask |= 1 << cpu;
  }
  s.loaded[cpu] = w[at + 2]!;
}

export function evolveFlushRequested(s: CoreState, w: Int32Array, at: number): void {
  if (((w[at]! >>> 16) & 7) === FLUSH_MM) s.mm(w[at + 2]!).flushOwed = false;
}

export function evolveObjectCreated(s: CoreState, w: Int32Array, at: number): void {
  const id = w[at + 2]!;
  s.objects[id] = new ObjectState(id, vpnAt(w, at + 3));
}

export function evolvePageCacheAdded(s: CoreState, w: Int32Array, at: number): void {
  const pfn = w[at + 4]!;
  s.objects[w[at + 2]!]!.set(w[at + 3]!, pfn);
  s.frames.add(pfn, F_REF, 1);
  s.frames.set(pfn, F_MAPPING, w[at + 2]!);
  s.frames.set(pfn, F_INDEX, w[at + 3]!);
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) | (1 << PG_SWAPBACKED));
}

export function evolvePageCacheRemoved(s: CoreState, w: Int32Array, at: number): void {
  s.objects[w[at + 2]!]!.set(w[at + 3]!, 0);
  s.frames.add(w[at + 4]!, F_REF, -1);
}
