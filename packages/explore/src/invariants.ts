import {
  accessCompletedAccess, accessCompletedPfn, accessStartedMm, accessStartedVpn, ACCESS_WRITE, K_ACCESS_COMPLETED, K_TLB_FILLED,
  recordCause, recordCpu, recordKind, TLB_EXEC, TLB_READ, TLB_USER, TLB_WRITE, tlbFilledFlags, tlbFilledMm, tlbFilledPfn, tlbFilledVpn,
  vpnHi, vpnLo,
} from '@faultline/contracts';
import { coreInvariants } from '@faultline/core-mm';
import type { Tlb } from '@faultline/cpu';
import { isShared } from './calls';
import { peek } from './peek';
import type { InvariantId } from './race';
import type { World } from './world';

/** An invariant that broke, and how. */
export interface Violation {
  /** Number of tlb-and-races §7; `deadlock`; `livelock`: some thread can never end; `error` where the model itself failed. */
  readonly invariant: InvariantId | 'deadlock' | 'livelock' | 'error';
  /** What is wrong, in a sentence. */
  readonly message: string;
}
/** A sentence where a record breaks the invariant. */
type Judge = (world: World, words: Int32Array, at: number) => string | undefined;

const RIGHTS = TLB_READ | TLB_WRITE | TLB_EXEC | TLB_USER;

const hex = (value: number): string => `0x${value.toString(16)}`;
const lost = (state: 'freed' | 're-owned'): string => (state === 'freed' ? 'was freed' : 'was freed and has another owner');

/** CPUs on which user code of the mm could go on at once. */
function* loadedOn({ machine: { state } }: World, mm: number): Generator<readonly [cpu: number, tlb: Tlb]> {
  for (const [cpu, tlb] of state.tlbs.entries()) if (state.core.loaded[cpu] === mm) yield [cpu, tlb];
}

/** I2 where threads run: an access through a translation whose frame was freed. */
const freedFrameReached: Judge = (world, words, at) => {
  const { log, state } = world.machine;
  const cpu = recordCpu(words, at);
  const started = log.locate(recordCause(words, at));
  const vpn = accessStartedVpn(started.words, started.at);
  const slot = state.tlbs[cpu]!.find(accessStartedMm(started.words, started.at), vpnLo(vpn), vpnHi(vpn));
  const age = world.staleness.ofTranslation(cpu, slot);
  if (age === 'fresh') return undefined;
  return `CPU ${cpu} ${accessCompletedAccess(words, at) === ACCESS_WRITE ? 'wrote' : 'read'} frame ${hex(accessCompletedPfn(words, at))}, which ${lost(age)}`;
};

/** I10: no other CPU translates the page to another frame while one of the two may store. */
const twoFrames: Judge = (world, words, at) => {
  const cpu = recordCpu(words, at);
  const mm = tlbFilledMm(words, at);
  const vpn = tlbFilledVpn(words, at);
  const pfn = tlbFilledPfn(words, at);
  for (const [other, tlb] of loadedOn(world, mm)) {
    const slot = other === cpu ? -1 : tlb.find(mm, vpnLo(vpn), vpnHi(vpn));
    const writable = slot >= 0 && ((tlb.flags[slot]! | tlbFilledFlags(words, at)) & TLB_WRITE) !== 0;
    if (writable && tlb.pfn[slot] !== pfn)
      return `CPU ${cpu} reaches page ${hex(vpn)} in frame ${hex(pfn)}, CPU ${other} in frame ${hex(tlb.pfn[slot]!)}`;
  }
  return undefined;
};

/** What a translation permits that the tables do not: the same frame, and no more rights. */
function exceeds(world: World, mm: number, tlb: Tlb, slot: number): boolean {
  const space = world.machine.state.core.mm(mm);
  const { fault, pfn, flags } = peek(world.machine, space, tlb.vpn(slot), space.root, space.topLevel);
  return fault !== 0 || pfn !== tlb.pfn[slot] || (tlb.flags[slot]! & RIGHTS & ~flags) !== 0;
}

const JUDGES: Readonly<Record<number, readonly [InvariantId, Judge]>> = {
  [K_ACCESS_COMPLETED]: ['I2', freedFrameReached],
  [K_TLB_FILLED]: ['I10', twoFrames],
};

/**
 * I4, when an unmapping call has only to return: no CPU reaches the range beyond what the tables permit. Where others may zap at
 * the same time, they answer for translations that were made since the call began.
 */
function reachAfterReturn(world: World): string | undefined {
  const { returning: call, staleness, machine: { state } } = world;
  if (call === undefined) return undefined;
  const found = staleness.madeBefore(isShared(call) ? call.entered : Number.POSITIVE_INFINITY).find(([cpu, slot]) => {
    const tlb = state.tlbs[cpu]!;
    const inside = tlb.mm[slot] === call.mm && tlb.vpn(slot) >= call.start && tlb.vpn(slot) < call.end;
    return inside && state.core.loaded[cpu] === call.mm && exceeds(world, call.mm, tlb, slot);
  });
  if (found === undefined) return undefined;
  return `${call.op} returns while CPU ${found[0]} can reach page ${hex(state.tlbs[found[0]]!.vpn(found[1]))} by its old entry`;
}

/**
 * I2 elsewhere, at every step: a CPU that runs no thread of the race may do anything next, and at the end every CPU may. A CPU that
 * runs one is judged by its accesses: each is tried at each of its places, so a frame that can be reached is reached.
 */
function freedFrameReachable({ finished, race: { threads }, staleness, machine: { state } }: World): string | undefined {
  const usable = (cpu: number, slot: number): boolean =>
    (finished || !threads.some((thread) => thread.cpu === cpu)) && state.core.loaded[cpu] === state.tlbs[cpu]!.mm[slot];
  for (const [cpu, slot] of staleness.madeBefore(Number.POSITIVE_INFINITY)) {
    const age = staleness.ofTranslation(cpu, slot);
    if (age !== 'fresh' && usable(cpu, slot)) return `CPU ${cpu} can reach frame ${hex(state.tlbs[cpu]!.pfn[slot]!)}, which ${lost(age)}`;
  }
  return undefined;
}

/** I9 as soon as a walk could break it: speculation needs no instruction. */
function freedTableCached(world: World): string | undefined {
  for (const [cpu, { walkCache }] of world.machine.state.tlbs.entries()) {
    const slot = walkCache.mm.findIndex((mm, at) => mm !== 0 && mm === world.machine.state.core.loaded[cpu] && world.staleness.tableFreed(cpu, at));
    if (slot >= 0) return `the walker of CPU ${cpu} can read table ${hex(walkCache.table[slot]!)}, which was freed`;
  }
  return undefined;
}

/** I12, at the end: counts equal mappings, no lock is held, nothing is pending. */
function unbalanced({ finished, locks, machine: { architecture, state } }: World): string | undefined {
  if (!finished) return undefined;
  if (!locks.free) return 'a lock is held at the end';
  return state.gather.all().length > 0 ? 'a gather is in progress at the end' : coreInvariants(architecture, state.core)[0];
}

/** What is judged of the state after each step. */
const STANDING: readonly (readonly [InvariantId, (world: World) => string | undefined])[] =
  [['I4', reachAfterReturn], ['I2', freedFrameReachable], ['I9', freedTableCached], ['I12', unbalanced]];

const judged = (world: World, invariant: InvariantId, message: string | undefined): Violation | undefined =>
  message !== undefined && world.race.invariants.includes(invariant) ? { invariant, message } : undefined;

/** What the step broke that recorded the events from `from` on. */
export function violationOf(world: World, from: number): Violation | undefined {
  if (world.failure !== undefined) return { invariant: 'error', message: `the model failed: ${world.failure}` };
  let found: Violation | undefined;
  world.machine.log.forEachRecord((words, at) => {
    const [invariant, judge] = JUDGES[recordKind(words, at)] ?? [];
    if (judge !== undefined) found ??= judged(world, invariant!, judge(world, words, at));
  }, from);
  for (const [invariant, judge] of STANDING) found ??= judged(world, invariant, judge(world));
  return found ?? deadlockOf(world);
}

function deadlockOf(world: World): Violation | undefined {
  if (!world.stuck) return undefined;
  const { threads } = world.race;
  const waits = world.runners.flatMap(({ at }, thread) => {
    if (at?.kind !== 'lock') return [];
    const holders = world.locks.holders(at.lock).map((holder) => threads[holder]!.name).join(', ');
    return [`${threads[thread]!.name} waits for ${at.lock}, held by ${holders}`];
  });
  return { invariant: 'deadlock', message: waits.join('; ') };
}
