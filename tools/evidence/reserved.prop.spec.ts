import { riscvEvidence } from '@faultline/arch-riscv/evidence';
import { riscv } from '@faultline/arch-riscv';
import { x86_64 } from '@faultline/arch-x86';
import { x86Evidence } from '@faultline/arch-x86/evidence';
import { entrySlot, wordOf, type Architecture } from '@faultline/contracts';
import { assert, bigInt, constantFrom, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableAt, vpnOfIndexes, walk } from '../arch-lab/lab';

const ROWS = [
  ['x86-64:l4', x86_64({ config: 'l4' }), x86Evidence.at({ config: 'l4', kernel: '6.2' })],
  ['x86-64:l4 with 39 bits', x86_64({ config: 'l4', physBits: 39 }), x86Evidence.at({ config: 'l4', kernel: '6.2', physBits: 39 })],
  ['x86-64:l5 with 46 bits', x86_64({ config: 'l5', physBits: 46 }), x86Evidence.at({ config: 'l5', kernel: '6.2', physBits: 46 })],
  ['riscv:sv48', riscv({ config: 'sv48+svpbmt+svnapot', kernel: '6.12' }), riscvEvidence.at({ config: 'sv48+svpbmt+svnapot', kernel: '6.12' })],
] as const;

/** The tables above a level, so that a walk comes to it. */
function above(arch: Architecture, level: number): Record<number, bigint> {
  const entries: Record<number, bigint> = {};
  for (let at = arch.geometry.topLevel; at > level; at--) {
    const e = entrySlot();
    arch.codec.makeTable(at, tableAt(at - 1), e);
    entries[at] = wordOf(e.lo, e.hi);
  }
  return entries;
}

/** What the walker says of the word at its level: refused for a reserved bit, or not. */
function refused(arch: Architecture, level: number, raw: bigint): boolean {
  const vpn = vpnOfIndexes(arch, arch.geometry.topLevel);
  try {
    return walk(arch, { entries: { ...above(arch, level), [level]: raw }, vpn, access: 'read' }).reads.at(-1) === `${level}:reserved`;
  } catch {
    // The word leads elsewhere: it was taken for a table.
    return false;
  }
}

/** Few bits at random, or all: most of a word that has all of them is refused for many reasons. */
const words = constantFrom(0x67n, 0x163n, 0x1e3n, 0x1n, 0x2fn, 0xc3n).chain((base) => uniqueArray(integer({ min: 1, max: 63 }), { maxLength: 3 }).map((bits) => bits.reduce((word, bit) => word ^ (1n << BigInt(bit)), base | 1n | (0x40n << 12n))));

describe('hardware walker and evidence know the same reserved bits', () => {
  it.each(ROWS)('%s', (_name, arch, evidence) => {
    const { topLevel } = arch.geometry;
    assert(property(integer({ min: 0, max: topLevel }), words, (level, raw) => {
      // A pointer where only pages can be has no bit that is wrong: it is no page.
      const pointer = level === 0 && evidence.read(0, raw).kernel === '---';
      if (!pointer) expect([level, raw, refused(arch, level, raw)]).toEqual([level, raw, evidence.read(level, raw).reserved.length > 0]);
    }), { numRuns: 400, seed: 4711 });
    assert(property(bigInt({ min: 0n, max: 2n ** 64n - 1n }), (raw) => {
      const word = raw | 1n;
      if (evidence.read(1, word).reserved.length === 0) expect([word, refused(arch, 1, word)]).toEqual([word, false]);
    }), { numRuns: 100, seed: 4711 });
  });
});
