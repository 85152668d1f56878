import type { Pfn } from '@faultline/contracts';
import { FIRST_FRAME, type CoreState } from '../state/core-state';
import { F_REF } from '../state/frames';

/** Why a record cannot follow; undefined: it can. */
export type Verdict = string | undefined;

export const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`;

export const validFrame = (s: CoreState, pfn: Pfn): boolean => pfn >= FIRST_FRAME && pfn < FIRST_FRAME + s.memoryPages;
export const missingFrame = (s: CoreState, pfn: Pfn): Verdict =>
  validFrame(s, pfn) ? undefined : `frame ${hex(pfn)} is outside memory`;
/** The frame exists and somebody holds it. */
export function heldFrame(s: CoreState, pfn: Pfn): Verdict {
  return missingFrame(s, pfn) ?? (s.frames.get(pfn, F_REF) > 0 ? undefined : `frame ${hex(pfn)} is free`);
}
