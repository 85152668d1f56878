import { cpusOf, ENUMS, wordHex, type Architecture } from '@faultline/contracts';
import { FIRST_FRAME, LOST, ZERO_PFN, type CoreState, type HoldState, type MmState, type ObjectState } from '@faultline/core-mm';
import type { CpuState, Tlb } from '@faultline/cpu';
import { emptyState, workOf, type Mutable, type PlainHold, type PlainMm, type PlainObject, type PlainShare, type PlainState } from './plain-state';
import { renderFrames } from './render-frames';
import { renderSwap } from './render-swap';

function plainMm(mm: MmState): PlainMm {
  const counters = Object.fromEntries(ENUMS.counter.flatMap((name, at) => (mm.counter(at) === 0 ? [] : [[name, mm.counter(at)]])));
  return {
    parent: mm.parent, topLevel: mm.topLevel, root: mm.root, counters, minor: mm.minorFaults, major: mm.majorFaults, tableBytes: mm.tableBytes, fragment: mm.tableFragment,
    flushPending: mm.flushPending, flushOwed: mm.flushOwed, attached: cpusOf(mm.attachedCpus), cpuMask: cpusOf(mm.cpuMask), hasPinned: mm.hasPinned,
    vmas: mm.vmas.map(({ start, end, vmFlags, pkey, backing, pgoff, object, anonVma, protLo, protHi }) =>
      ({ start, end, vmFlags, pkey, backing: ENUMS.backing[backing]!, pgoff, object, anonVma, prot: wordHex(protLo, protHi) })),
  };
}

function renderTlb(tlb: Tlb, cpu: number, out: Mutable): void {
  tlb.mm.forEach((mm, slot) => {
    if (mm !== 0) out.tlb[`${cpu}:${slot}`] = `${mm}/${tlb.vpn(slot).toString(16)}/${tlb.pfn[slot]}/${tlb.flags[slot]}`;
  });
  tlb.victim.forEach((way, set) => void (way !== 0 && (out.victims[`${cpu}:${set}`] = way)));
}

function renderWalkCache({ walkCache }: Tlb, cpu: number, out: Mutable): void {
  walkCache.mm.forEach((mm, slot) => {
    if (mm !== 0) out.walkCache[`${cpu}:${slot}`] = `${mm}/${walkCache.base(slot).toString(16)}/${walkCache.table[slot]}`;
  });
}

function renderPending({ pending }: Tlb, cpu: number, out: Mutable): void {
  const shares = Array.from({ length: pending.count }, (_, at): PlainShare => ({
    sent: pending.sent(at), request: pending.request(at),
    work: workOf(ENUMS.invalidation[pending.kind(at)]!, ENUMS.reach[pending.by(at)]!, pending.leafOnly(at) === 1, pending.mm(at), pending.start(at), pending.end(at)),
  }));
  if (shares.length > 0) out.pending[cpu] = shares;
}

/** The parts of a machine's state that have a plain form. */
export interface FastState {
  /** Memory: frames, tables, address spaces. */
  readonly core: CoreState;
  /** What each CPU caches, by CPU. */
  readonly tlbs: CpuState;
  /** Gathers in progress. */
  readonly gather: { readonly stores: Readonly<Record<string, { plain(): unknown }>> };
}

/** What was given last of what is used only once. */
function given(core: CoreState): PlainState['given'] {
  const { nextFrame, topFrame, nextMm, nextObject, nextAnonVma, nextHold, memoryPages } = core;
  const last = { frame: nextFrame - 1, block: topFrame, mm: nextMm - 1, object: nextObject - 1, anonVma: nextAnonVma - 1, hold: nextHold - 1 };
  const never = { frame: ZERO_PFN, block: FIRST_FRAME + memoryPages, mm: 0, object: 0, anonVma: 0, hold: 0 };
  return Object.fromEntries(Object.entries(last).filter(([name, number]) => number !== never[name as keyof typeof never]));
}

const vmstatOf = ({ vmstat }: CoreState): PlainState['vmstat'] =>
  Object.fromEntries(ENUMS.vmstat.map((name, at) => [name, vmstat[at]!] as const).filter(([, count]) => count !== 0));

function renderMms(core: CoreState, out: Mutable): void {
  for (const mm of core.mms()) out.mms[mm.id] = plainMm(mm);
  for (let id = 1; id < core.nextAnonVma; id++) out.anonVmas[id] = core.anonVmaParent(id);
  for (const object of core.objects()) {
    out.objects[object.id] = plainObject(core, object);
    object.forEach((index, pfn) => void (out.pageCache[`${object.id}:${index}`] = pfn));
  }
  for (const hold of core.holds()) out.holds[hold.id] = plainHold(hold);
  core.loaded.forEach((mm, cpu) => void (mm !== 0 && (out.loaded[cpu] = mm)));
}

function plainObject(core: CoreState, object: ObjectState): PlainObject {
  const { id, backing, pages, open, mapped, readahead, lastRead } = object;
  const mappedBy: Record<string, number> = {};
  const stored: Record<string, number> = {};
  const swapped: Record<string, number | 'lost'> = {};
  object.forEachSwapped((index, slot) => void (swapped[index] = slot === LOST ? 'lost' : slot));
  core.iMmap.forEach(id, (mm, count) => void (mappedBy[mm] = count));
  core.storage.forEach(id, (index, value) => void (stored[index] = value));
  return { backing: ENUMS.backing[backing]!, pages, open, mapped, mappedBy, stored, swapped, readahead: [readahead.start, readahead.size, readahead.async], lastRead: lastRead ?? -1 };
}

function plainHold(hold: HoldState): PlainHold {
  const pages: Record<string, number> = {};
  hold.forEach((index, pfn) => void (pages[index] = pfn));
  return { kind: ENUMS.holdKind[hold.kind]!, mm: hold.mm, pages };
}

/** Gathers as their stores tell of themselves. */
const gathersOf = ({ stores }: FastState['gather']): PlainState['gathers'] =>
  Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store.plain()])) as unknown as PlainState['gathers'];

/** The fast state in the shape of the reference fold. */
export function renderState(arch: Architecture, { core, tlbs, gather }: FastState): PlainState {
  const out: Mutable = { ...emptyState(), given: given(core), vmstat: vmstatOf(core), gathers: gathersOf(gather), swap: renderSwap(core) };
  renderFrames(arch, core, out);
  renderMms(core, out);
  tlbs.forEach((tlb, cpu) => {
    renderTlb(tlb, cpu, out);
    renderWalkCache(tlb, cpu, out);
    renderPending(tlb, cpu, out);
  });
  return out;
}
