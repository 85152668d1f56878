import type { Path } from '@faultline/contracts';
import { GatherError, type GatherErrorCode } from '../errors';
import { lab, type Deed, type LabOptions, type Ride } from './lab';

/** The gather of a lab of its own. */
export const ride = (options?: LabOptions): Ride => lab(options).begin();

/** The deeds of one kind. */
export const did = <D extends Deed['did']>(deeds: readonly Deed[], kind: D): Extract<Deed, { did: D }>[] =>
  deeds.filter((deed): deed is Extract<Deed, { did: D }> => deed.did === kind);

/** Every deed so far, in words. */
export const story = ({ lab: { deeds } }: Ride): string => deeds.map((deed) => deed.did).join(' ');

/** Every flush so far: of the whole mm, or of a range. */
export const flushes = ({ lab: { deeds } }: Ride): ('mm' | 'range')[] => did(deeds, 'flush').map(({ mm }) => (mm ? 'mm' : 'range'));

/** Zaps this many pages, from page 1 on; the last answer. */
export function zapAll(g: Ride, pages: number, delayed = false): boolean {
  let full = false;
  for (let page = 1; page <= pages; page++) full = g.zap(page, delayed);
  return full;
}

/** Zaps pages until a flush is asked for; how many that took. */
export function untilFlush(g: Ride, delayed = false, most = 20_000): number {
  for (let count = 1; count <= most; count++) if (g.zap(count, delayed)) return count;
  return Number.POSITIVE_INFINITY;
}

/** How a call is refused; undefined: it is not. */
export function codeOf(run: () => unknown): GatherErrorCode | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof GatherError && error.remedy !== '') return error.code;
    throw error;
  }
  return undefined;
}

/** Runs a path that yields, to its end; the labels of its step points. `at` is told of each. */
export function stepsOf(path: Path<unknown>, at: (label: string) => void = () => undefined): string[] {
  const labels: string[] = [];
  for (let step = path.next(); !step.done; step = path.next()) {
    labels.push(step.value.kind === 'step' ? step.value.label : step.value.kind);
    at(labels.at(-1)!);
  }
  return labels;
}

