import type { CoreHandlers, Pfn } from '@faultline/contracts';
import { FIRST_FRAME, type CoreState } from '../state/core-state';
import { F_REF } from '../state/frames';

/** Why a record cannot follow; undefined: it can. */
export type Verdict = string | undefined;
export type Guards = CoreHandlers<CoreState, Verdict>;

export const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`;

export const validFrame = (s: CoreState, pfn: Pfn): boolean => pfn >= FIRST_FRAME && pfn < FIRST_FRAME + s.memoryPages;
export const missingFrame = (s: CoreState, pfn: Pfn): Verdict => (validFrame(s, pfn) ? undefined : `frame ${hex(pfn)} is outside memory`);
/** The frame exists and somebody holds it. */
export const heldFrame = (s: CoreState, pfn: Pfn): Verdict =>
  missingFrame(s, pfn) ?? (s.frames.get(pfn, F_REF) > 0 ? undefined : `frame ${hex(pfn)} is free`);

/** Ids are given in turn: one beyond the last is allowed, a far one would only waste memory. */
export const nextId = (what: string, id: number, next: number): Verdict => (id === next ? undefined : `${what} ${id} is not the next one (${next})`);
