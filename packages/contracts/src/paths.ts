import { fieldText } from './events/field-text';
import type { MeaningName } from './events/meanings';
import { wordOf } from './numbers';

/**
 * Kernel paths are generators. Where another CPU may run in between, a path yields a step point. The build makes a plain form
 * beside each, without step points, for runs in which nobody comes between: it costs no more than a call (DESIGN §5).
 */

/** Locals of a path, each by the name of its meaning; an entry in halves, as events have it. */
export type Locals = Readonly<Partial<Record<Exclude<MeaningName, 'entry' | 'pgprot' | 'syndrome'> | 'entryLo' | 'entryHi', number>>>;

/** A place where another thread may run. `locals` are the values the path read before and uses after it. */
export interface PlainStep {
  /** Anybody may run here. */
  readonly kind: 'step';
  /** Function and place, as the kernel names them: `zap_pte_range: entry cleared`. */
  readonly label: string;
  /** What is used after the step, by meaning. */
  readonly locals: Locals;
}
/** Resumes once the named lock is held by the thread. */
export interface LockStep {
  /** A wait for a lock. */
  readonly kind: 'lock';
  /** Name of the lock. */
  readonly lock: string;
  /** `read` shares with other readers. */
  readonly mode: 'read' | 'write';
}
/** Drops the lock. */
export interface UnlockStep {
  /** A lock is let go. */
  readonly kind: 'unlock';
  /** Name of the lock. */
  readonly lock: string;
}
/** Resumes once every CPU has done its part of the flush request. */
export interface AwaitFlush {
  /** A wait until every CPU has done its share. */
  readonly kind: 'flush';
  /** Seq of the `FlushRequested`. */
  readonly request: number;
}
/** Where a path stops when it is stepped. */
export type StepPoint = PlainStep | LockStep | UnlockStep | AwaitFlush;

/** A kernel path that returns a T. */
export type Path<T> = Generator<StepPoint, T, void>;

const NO_LOCALS: Locals = Object.freeze({});

/** A place where another thread may run. @param label function and place @param locals values read before and used after it */
export const stepPoint = (label: string, locals: Locals = NO_LOCALS): PlainStep => ({ kind: 'step', label, locals });
/** A wait for a lock, by name; to write unless said otherwise. */
export const lockStep = (lock: string, mode: 'read' | 'write' = 'write'): LockStep => ({ kind: 'lock', lock, mode });
/** The end of holding a lock, by name. */
export const unlockStep = (lock: string): UnlockStep => ({ kind: 'unlock', lock });
/** A wait until every CPU has done its part. @param request seq of the `FlushRequested` event */
export const awaitFlush = (request: number): AwaitFlush => ({ kind: 'flush', request });

/** A step point in words: `zap_pte_range: entry cleared (vpn=0x100010 entry=0x…)`. */
export function stepPointText({ label, locals: { entryLo, entryHi, ...numbers } }: PlainStep): string {
  const texts = Object.entries(numbers).map(([name, value]) => fieldText(name, name as MeaningName, value));
  if (entryLo !== undefined) texts.push(fieldText('entry', 'entry', wordOf(entryLo, entryHi!)));
  return texts.length === 0 ? label : `${label} (${texts.join(' ')})`;
}
