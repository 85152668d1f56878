import { STATUS_CODES } from '../../packages/arch-arm64/src/evidence/faults';
import { CAUSE_CODES } from '../../packages/arch-riscv/src/evidence/faults';
import { INTERRUPTION_CODES } from '../../packages/arch-s390/src/evidence/faults';
import type { FaultCode } from '@faultline/contracts';
import { EVIDENCE } from '@faultline/workbench';
import { describe, expect, it } from 'vitest';

const evidenceOf = (name: string) => EVIDENCE.find((maker) => maker.name === name)!.at({});
const read = (name: string, code: FaultCode) => evidenceOf(name).fault(code);
const NOTHING = /no meaning|without a meaning|undefined/;

describe('every fault code has words', () => {
  const X86_BITS = [0, 1, 2, 3, 4, 5, 6, 15, 31];
  it.each(X86_BITS)('x86-64: bit %i', (bit) => expect(read('x86-64', { code: 1n << BigInt(bit) }).fields.join()).not.toMatch(NOTHING));
  it('x86-64: a bit without a meaning is told', () => expect(read('x86-64', { code: 1n << 20n }).fields.at(-1)).toBe('0x100000: bits without a meaning'));

  it.each(STATUS_CODES.map((code) => [`0x${code.toString(16)}`, code] as const))('arm64: status %s', (_text, code) => {
    for (const ec of [0x20n, 0x21n, 0x24n, 0x25n]) expect(read('arm64', { code: (ec << 26n) | BigInt(code) }).words).not.toMatch(NOTHING);
  });
  it('arm64: every level that a walk can fault at has its code', () => {
    for (const base of [0x00, 0x04, 0x08, 0x0c, 0x14, 0x1c, 0x24]) for (const level of [0, 1, 2, 3]) expect(STATUS_CODES).toContain(base + level);
    expect(STATUS_CODES).toEqual(expect.arrayContaining([0x29, 0x2b, 0x10, 0x11, 0x30, 0x31]));
  });

  it.each(INTERRUPTION_CODES.map((code) => [`0x${code.toString(16)}`, code] as const))('s390: %s', (_text, code) => expect(read('s390', { code: BigInt(code) }).words).not.toMatch(NOTHING));
  it.each([0n, 1n, 2n, 3n])('s390: space %i of a TEID', (space) => expect(read('s390', { code: 0x10n, extra: 0x1000n | space }).space).toBe(['primary', 'access-register', 'secondary', 'home'][Number(space)]));
  it('s390: low-address protection is told by bit 61 of the TEID', () =>
    expect([read('s390', { code: 4n, extra: 0x400n }).reason, read('s390', { code: 4n, extra: 0x404n }).reason, read('s390', { code: 4n, extra: 0x884n }).access]).toEqual(['low-address', 'permission', 'exec']));

  it.each(CAUSE_CODES)('riscv: cause %i', (code) => expect(read('riscv', { code: BigInt(code) }).words).not.toMatch(NOTHING));
  it('riscv: every cause that the architecture assigns', () => expect(CAUSE_CODES).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 18, 19])));
});
