/**
 * Kernel paths are generators. Where another CPU may run in between, a path yields a step point. The build makes a plain form
 * beside each, without step points, for runs in which nobody comes between: it costs no more than a call (DESIGN §5).
 */

/** A place where another thread may run. `locals` are the values the path read before and uses after it. */
export interface PlainStep {
  readonly kind: 'step';
  /** Function and place, as the kernel names them: `zap_pte_range: entry cleared`. */
  readonly label: string;
  readonly locals: readonly number[];
}
/** Resumes once the named lock is held by the thread. */
export interface LockStep {
  readonly kind: 'lock';
  readonly lock: string;
  /** `read` shares with other readers. */
  readonly mode: 'read' | 'write';
}
/** Gives the lock up. */
export interface UnlockStep {
  readonly kind: 'unlock';
  readonly lock: string;
}
/** Resumes once every CPU has done its part of the flush request. */
export interface AwaitFlush {
  readonly kind: 'flush';
  readonly request: number;
}
/** Where a path stops when it is stepped. */
export type StepPoint = PlainStep | LockStep | UnlockStep | AwaitFlush;

/** A kernel path that returns a T. */
export type Path<T> = Generator<StepPoint, T, void>;

/** A place where another thread may run. @param label function and place @param locals values read before and used after it */
export const stepPoint = (label: string, ...locals: number[]): PlainStep => ({ kind: 'step', label, locals });
/** A wait for a lock, by name; to write unless said otherwise. */
export const lockStep = (lock: string, mode: 'read' | 'write' = 'write'): LockStep => ({ kind: 'lock', lock, mode });
/** The end of holding a lock, by name. */
export const unlockStep = (lock: string): UnlockStep => ({ kind: 'unlock', lock });
/** A wait until every CPU has done its part. @param request seq of the `FlushRequested` event */
export const awaitFlush = (request: number): AwaitFlush => ({ kind: 'flush', request });

