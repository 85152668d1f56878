import { nearestLegal, releaseOf } from '@faultline/codec-kit';
import { entrySlot, wordOf, type Architecture, type Evidence } from '@faultline/contracts';
import { EVIDENCE } from '@faultline/workbench';
import { assert, bigInt, constantFrom, integer, property, record, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';

const CONFIGS: Readonly<Record<string, readonly string[]>> = {
  'x86-64': ['l4', 'l5'], arm64: ['4k-48', '4k-39', '16k-47', '64k-52'], s390: ['3level', '4level+edat'], riscv: ['sv39', 'sv57'],
};
const RELEASES = ['6.1.59', '6.2.0', '6.12.3'];

/** A word that the kernel writes: a page by its rights, old or young, clean or dirty; a table; a place in swap; nothing. */
function wordBy({ codec, prot, swap }: Architecture, { kind, frame, rights, marks }: { kind: string; frame: number; rights: number; marks: number }): bigint {
  const e = entrySlot();
  if (kind === 'none') codec.none(0, e);
  else if (kind === 'swap') swap.encode(0, frame % 4, frame, 0, e);
  else {
    codec.makeLeaf(0, frame, prot.lo[rights]!, prot.hi[rights]!, e);
    if (marks & 1) codec.mkYoung(0, e);
    if (marks & 2) codec.mkDirty(0, e);
  }
  return wordOf(e.lo, e.hi);
}

const words = record({ kind: constantFrom('page', 'swap', 'none'), frame: integer({ min: 0x100, max: 2 ** 26 }), rights: integer({ min: 0, max: 15 }), marks: integer({ min: 0, max: 3 }) });
const RUNS = { numRuns: 40, seed: 4711 } as const;

const near = (evidence: Evidence, raw: bigint) =>
  nearestLegal(raw, (word) => evidence.legal(0, word, 'user'), (word) => evidence.plausibility(0, word, 'user'));

const ROWS = EVIDENCE.flatMap((maker) => CONFIGS[maker.name]!.flatMap((config) => RELEASES.map((text) => [`${maker.name}:${config} ${text}`, maker.at({ config, release: releaseOf(text)! })] as const)));

describe('nearestLegal', () => {
  it.each(ROWS)('%s: what the codec makes is legal, and nothing is suggested for it', (_name, evidence) => {
    assert(property(words, (word) => {
      const raw = wordBy(evidence.architecture, word);
      expect([evidence.legal(0, raw, 'user'), evidence.read(0, raw, 'user').illegal]).toEqual([true, undefined]);
      expect(near(evidence, raw)).toEqual([]);
    }), RUNS);
  });

  it.each(ROWS)('%s: of one or two flipped bits the original is found, or the word is legal itself', (_name, evidence) => {
    assert(property(words, uniqueArray(integer({ min: 0, max: 63 }), { minLength: 1, maxLength: 2 }), (word, bits) => {
      const raw = wordBy(evidence.architecture, word);
      const flipped = bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), raw);
      if (evidence.legal(0, flipped, 'user')) return;
      const found = near(evidence, flipped).find((each) => each.raw === raw);
      expect(found).toEqual({ raw, distance: bits.length, bits: [...bits].sort((a, b) => a - b) });
    }), RUNS);
  });

  it.each(ROWS)('%s: whatever a word is, what is suggested is legal, within two bits, nearest first', (_name, evidence) => {
    assert(property(bigInt({ min: 0n, max: 2n ** 64n - 1n }), (raw) => {
      const found = near(evidence, raw);
      expect(found.map(({ distance }) => distance)).toEqual(found.map(({ distance }) => distance).sort());
      for (const each of found) expect([evidence.legal(0, each.raw, 'user'), each.bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), raw)]).toEqual([true, each.raw]);
    }), { ...RUNS, numRuns: 10 });
  });
});
