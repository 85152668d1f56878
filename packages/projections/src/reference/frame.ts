import type { Draft } from 'immer';
import type { PlainFrame, PlainState } from './plain-state';

/** A state that is being changed. */
export type State = Draft<PlainState>;
/** A frame of it. */
export type Frame = Draft<PlainFrame>;

/** The frame, which is held. */
export const frame = (state: State, pfn: number): Frame => state.frames[pfn]!;

/** Sets or clears a flag. */
export function setFlag(page: Frame, flag: string, on: boolean): void {
  page.flags = page.flags.filter((name) => name !== flag);
  if (on) page.flags = [...page.flags, flag].sort();
}

/** Who holds a reference that no mapping holds. */
export type Holder = 'path' | 'unmap' | 'cache' | 'table' | 'hold';

/** References come to a holder, or go from it. */
export function held(page: Frame, holder: Holder, delta: number): void {
  const count = (page.heldBy[holder] ?? 0) + delta;
  if (count === 0) delete page.heldBy[holder];
  else page.heldBy[holder] = count;
}

/** References go from one holder to another. */
export function handOver(page: Frame, from: Holder, to: Holder, references: number): void {
  held(page, from, -references);
  held(page, to, references);
}

/** A pin is many references, so that nobody takes it for a few that come and go. */
export const referencesOf = (kind: string): number => (kind === 'pin' ? 1024 : 1);
