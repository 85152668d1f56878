import { K_FLUSH_COMPLETED, K_TLB_INVALIDATED, RECORD_WIDTH } from '@faultline/contracts';
import { F_GENERATION } from '@faultline/core-mm';
import type { SimulatedMachine } from '@faultline/machine';
import type { World } from './world';

const ROW = 8;

/** Words of a record that tell what happened: not its cause, and not numbers of other events. */
function content(words: Int32Array, at: number): string {
  const kind = words[at]! & 255;
  const first = kind === K_FLUSH_COMPLETED || kind === K_TLB_INVALIDATED ? 3 : 2;
  return `${words[at]!},${words.slice(at + first, at + RECORD_WIDTH[kind]!).join(',')}`;
}

/** What was recorded from event `from` on. */
export function recordedSince(machine: SimulatedMachine, from: number): string {
  const parts: string[] = [];
  machine.log.forEachRecord((words, at) => void parts.push(content(words, at)), from);
  return parts.join(';');
}

/** Rows of frames in use, without their generation, which says nothing about the future. */
function frameKey({ state }: SimulatedMachine): string {
  const { frames, nextFrame, topFrame, freeHead } = state.core;
  const rows: string[] = [`${nextFrame}:${topFrame}:${freeHead.join(',')}`];
  for (let pfn = 0; pfn < nextFrame; pfn++) {
    const row = Array.from({ length: ROW }, (_, field) => (field === F_GENERATION ? 0 : frames.get(pfn, field)));
    if (row.some((word) => word !== 0)) rows.push(`${pfn}:${row.join(',')}`);
  }
  return rows.join(';');
}

/** Every table's entries that differ from an empty one's neighbours: the non-zero words with their places. */
function tableKey({ state }: SimulatedMachine): string {
  const parts: string[] = [];
  const { core } = state;
  for (let table = 0; table < core.frames.frames << core.shape.refShift; table++) {
    const slot = core.tableSlot(table);
    if (slot >= 0 && core.frames.get(table >> core.shape.refShift, 2) & (1 << 12)) parts.push(`${table}=${packed(core.tables.read(slot))}`);
  }
  return parts.join(';');
}

function packed(words: Int32Array): string {
  const empty = words[words.length - 2]!;
  const parts: string[] = [];
  for (let at = 0; at < words.length; at += 2) if (words[at] !== empty || words[at + 1] !== 0) parts.push(`${at}:${words[at]}:${words[at + 1]}`);
  return parts.join(',');
}

function tlbKey({ state }: SimulatedMachine): string {
  return state.tlbs.map((tlb) => {
    const parts: string[] = [];
    tlb.mm.forEach((mm, slot) => void (mm !== 0 && parts.push(`${slot}:${mm}:${tlb.vpnLo[slot]}:${tlb.vpnHi[slot]}:${tlb.pfn[slot]}:${tlb.flags[slot]}`)));
    tlb.walkCache.mm.forEach((mm, slot) => void (mm !== 0 && parts.push(`w${slot}:${mm}:${tlb.walkCache.base(slot)}:${tlb.walkCache.table[slot]}`)));
    return parts.join(',');
  }).join('/');
}

function mmKey({ state }: SimulatedMachine): string {
  return state.core.mms.map((mm) => mm === undefined ? '-' : [
    mm.root, mm.attachedCpus, mm.cpuMask, mm.flushPending, mm.flushOwed, mm.tableFragment, mm.counters.join(','),
    mm.vmas.map((vma) => `${vma.start}-${vma.end}:${vma.vmFlags}:${vma.anonVma}`).join(','),
  ].join(':')).join('/');
}

/**
 * The whole of a state as text, exactly: shared state, locks, flushes not done, and where each thread is. A thread's local
 * state follows from what it read and did; the step points carry the reads that left no event.
 */
export function stateKey(world: World): string {
  const { machine } = world;
  const threads = world.runners.map(({ history }) => history).join(',');
  const flushes = machine.queue.pending.map(({ cpu }) => cpu).join(',');
  return [threads, world.locks.key(), flushes, mmKey(machine), tlbKey(machine), frameKey(machine), tableKey(machine)].join('|');
}
