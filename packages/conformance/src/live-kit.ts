import {
  cpuSet, EFFECT_MM, EFFECT_PAGE, EFFECT_PRELOAD, EFFECT_RANGE, isOnlyCpu, LiveSteps, PMD, STEP_STORE, wordHex, type Architecture, type EntrySlot, type Level,
  type MmHw,
} from '@faultline/contracts';
import fc from 'fast-check';
import { having } from './cases/family';
import { mappings, type Mapping } from './cases/mapping';
import { copyOf } from './cases/slot';
import { that, type Mismatch } from './claims';
import { hugeLevels, leafLevels } from './levels-of';

/** A TLB effect, and the entry as it stood then. */
export interface Effect {
  readonly kind: number;
  readonly entry: EntrySlot;
}
/** Where the steps of an operation lead. */
export interface Outcome<R> {
  readonly result: R;
  readonly entry: EntrySlot;
  readonly effects: readonly Effect[];
}
/** The state of an address space, and the CPU that acts. */
export interface Scene {
  readonly mm: MmHw;
  readonly cpu: number;
}

const MOST_STEPS = 8;

/** Runs an operation and carries out its steps on the entry. */
export function performed<R>(old: EntrySlot, operation: (old: EntrySlot, steps: LiveSteps) => R): Outcome<R> {
  const steps = new LiveSteps();
  const result = operation(copyOf(old), steps);
  let entry = copyOf(old);
  const effects: Effect[] = [];
  if (steps.count > MOST_STEPS) throw new Error(`${steps.count} steps, more than ${MOST_STEPS}`);
  for (let at = 0; at < steps.count; at++) {
    const kind = steps.kind[at]!;
    if (kind < STEP_STORE || kind > EFFECT_PRELOAD) throw new Error(`step kind ${kind}`);
    if (kind === STEP_STORE) entry = { lo: steps.lo[at]!, hi: steps.hi[at]! };
    else effects.push({ kind, entry });
  }
  return { result, entry, effects };
}

const EVERYWHERE: readonly number[] = [EFFECT_PAGE, EFFECT_RANGE, EFFECT_MM];
/** A flush that every CPU takes part in, and that is over when it returns. */
export const flushes = ({ kind }: Effect): boolean => EVERYWHERE.includes(kind);
export const flushed = (expected: string, { effects }: Outcome<unknown>): Mismatch | undefined =>
  that(expected, effects.some(flushes), effects.length === 0 ? 'no flush' : `effects ${effects.map(({ kind }) => kind).join(' ')}`);

/** One or two CPUs have the mm loaded; flushes may be pending and owed. */
export const scenes = ({ geometry }: Architecture): fc.Arbitrary<Scene> =>
  fc
    .record({
      cpu: fc.constantFrom(0, 1),
      other: fc.boolean(),
      flushPending: fc.nat(1),
      flushOwed: fc.boolean(),
    })
    .map(({ cpu, other, flushPending, flushOwed }) => {
      const attached = other ? cpuSet(0, 1) : cpuSet(cpu);
      return { cpu, mm: { id: 1, topLevel: geometry.topLevel, attachedCpus: attached, cpuMask: attached, flushPending, flushOwed } };
    });

export const sceneWords = ({ mm, cpu }: Scene): string =>
  [
    `CPU ${cpu}`,
    `mm loaded on ${isOnlyCpu(mm.attachedCpus, cpu) ? 'this one' : 'both'}`,
    ...(mm.flushPending ? ['a flush pending'] : []),
    ...(mm.flushOwed ? ['a flush owed'] : []),
  ].join(', ');

const liveAt = (levels: (arch: Architecture) => readonly Level[] = leafLevels) => having(mappings(levels), scenes, sceneWords);
/** Any entry that the kernel makes of a page, in any scene. */
export const liveCases = liveAt();
/** The same of pmd leaves. */
export const livePmdCases = liveAt((arch) => hugeLevels(arch).filter((level) => level === PMD));

/** Operations on an entry that take nothing else. */
export const PLAIN_OPS = ['getAndClear', 'clearFlush', 'setWrProtect', 'testAndClearYoung', 'clearFlushYoung', 'modifyProtStart'] as const;
type PlainOp = (typeof PLAIN_OPS)[number] | 'invalidateHuge';

/** Performs one of them. */
export const run = (arch: Architecture, op: PlainOp, { level }: Mapping, old: EntrySlot, { mm, cpu }: Scene): Outcome<unknown> =>
  performed<unknown>(old, (slot, steps) => arch.live[op](level, slot, mm, cpu, steps));

export const hexed = ({ lo, hi }: EntrySlot): string => wordHex(lo, hi);
