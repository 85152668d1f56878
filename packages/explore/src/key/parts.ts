import { CATALOGUE, recordKind } from '@faultline/contracts';
import type { Numbers, Words } from '../words';
import { counts, frames, rest, tables } from './core-parts';
import { tlbs, walkCaches } from './cpu-parts';
import { gathers, mms } from './object-parts';
import type { Part, Subject } from './part';

/** Parts of a machine's state, each written out on its own; what counts events is the last. */
const PARTS: readonly Part[] = [frames, tables, mms, rest, tlbs, walkCaches, gathers, counts];
const mask = (...parts: readonly Part[]): number => parts.reduce((bits, part) => bits | (1 << PARTS.indexOf(part)), 0);
const ALL = mask(...PARTS);

/** Parts that an event may change, by whose state it is; what is freed in the core turns translations stale. */
const CHANGED_BY: Readonly<Record<string, number>> = { none: 0, cpu: mask(tlbs, walkCaches), gather: mask(gathers), core: ALL & ~mask(gathers) };
const CHANGES = Uint8Array.from([0, ...CATALOGUE.map(({ name, owner }) => (name === 'EntrySet' ? mask(tables) : CHANGED_BY[owner]!))]);

/** The number of each part's text, written anew only after an event that may have changed the part. */
export class KeyParts {
  private changed = ALL;
  private readonly known: number[] = PARTS.map(() => 0);

  observe(words: Int32Array, at: number): void {
    this.changed |= CHANGES[recordKind(words, at)]!;
  }

  /** @param numbers shared by the states that are compared */
  numbers(subject: Subject, numbers: Numbers, out: Words): readonly number[] {
    PARTS.forEach((textOf, part) => {
      if ((this.changed >>> part) & 1) this.known[part] = numbers.of(textOf(subject, out));
    });
    this.changed = 0;
    return this.known;
  }
}
