import { describe, expect, it } from 'vitest';
import { riscv } from './index';

/** An entry in a few lines: kind, what it leads to, and its bits. */
function rendered(config: string, level: number, raw: bigint): string {
  const { kind, level: name, pfn, tablePhys, swap, bits } = riscv({ config }).codec.decode(level, raw);
  const to = pfn !== undefined ? ` frame 0x${pfn.toString(16)}` : tablePhys !== undefined ? ` table at 0x${tablePhys.toString(16)}` : '';
  const field = bits.map((b) => `${b.high === b.low ? b.high : `${b.high}:${b.low}`} ${b.name}=0x${b.value.toString(16)}`).join(', ');
  return `${name} ${kind}${to}${swap === undefined ? '' : ` ${swap.class} ${swap.type} ${swap.offset}`}: ${field}`;
}

describe('§2: every bit named', () => {
  it.each([
    ['sv39-6.2', 0, 0x203c00d7n, 'pte page frame 0x80f00: 53:10 frame=0x80f00, 7 D=0x1, 6 A=0x1, 4 U=0x1, 2 W=0x1, 1 R=0x1, 0 V=0x1'],
    ['sv39-6.2', 0, 0x40000000203c01efn, 'pte page frame 0x80f00: 62:61 PBMT=0x2, 53:10 frame=0x80f00, 8 special=0x1, 7 D=0x1, 6 A=0x1, 5 G=0x1, 3 X=0x1, 2 W=0x1, 1 R=0x1, 0 V=0x1'],
    ['sv39-6.2', 0, 0x203c0022n, 'pte protnone frame 0x80f00: 53:10 frame=0x80f00, 5 PROT_NONE=0x1, 1 R=0x1'],
    ['sv39-6.2', 0, 0x203c0253n, 'pte page frame 0x80f00: 53:10 frame=0x80f00, 9 bit 9=0x1, 6 A=0x1, 4 U=0x1, 1 R=0x1, 0 V=0x1'],
    ['sv48-6.12', 0, 0x203c0253n, 'pte page frame 0x80f00: 53:10 frame=0x80f00, 9 devmap=0x1, 6 A=0x1, 4 U=0x1, 1 R=0x1, 0 V=0x1'],
    ['sv48-6.12', 0, 0x800000002af36053n, 'pte page frame 0xabcd0: 63 N=0x1, 53:10 frame=0xabcd8, 6 A=0x1, 4 U=0x1, 1 R=0x1, 0 V=0x1'],
    ['sv39-6.2', 0, 0x01c00000203c0053n, 'pte page frame 0x80f00: 56 bit 56=0x1, 55 bit 55=0x1, 54 bit 54=0x1, 53:10 frame=0x80f00, 6 A=0x1, 4 U=0x1, 1 R=0x1, 0 V=0x1'],
    ['sv39-6.2', 1, 0x2048d001n, 'pmd table table at 0x81234000: 53:10 table=0x81234, 0 V=0x1'],
    ['sv39-6.2', 1, 0x240800d7n, 'pmd huge frame 0x90200: 53:10 frame=0x90200, 7 D=0x1, 6 A=0x1, 4 U=0x1, 2 W=0x1, 1 R=0x1, 0 V=0x1'],
    ['sv39-6.2', 1, 0x24080020n, 'pmd bad table at 0x90200000: 53:10 table=0x90200, 5 G=0x1'],
    ['sv39-6.2', 0, 0x91a040n, 'pte swap swap 1 4660: 63:11 offset=0x1234, 10:6 type=0x1'],
    ['sv48-6.12', 0, 0x12340c0n, 'pte swap swap 1 4660: 63:12 offset=0x1234, 11:7 type=0x1, 6 exclusive=0x1'],
    ['sv48-6.12', 0, 0x2f80n, 'pte marker marker 31 2: 63:12 offset=0x2, 11:7 type=0x1f'],
  ] as const)('%s level %i %#x', (config, level, raw, text) => expect(rendered(config, level, raw)).toBe(text));

  it.each([
    ['sv39', 3, 'p4d'], ['sv39', 4, 'pgd'], ['sv48', 4, 'pgd'],
  ] as const)('§1: %s has folded level %i (%s): not none, present, not bad', (config, level, name) =>
    expect(riscv({ config }).codec.decode(level, 0n)).toMatchObject({ level: name, kind: 'folded', flags: { none: false, present: true, bad: false } }));

  it('§6: what 6.1 says of a failed swap-in', () =>
    expect(riscv({ kernel: '6.1' }).codec.decode(0, 0xfc0n)).toMatchObject({ kind: 'swapin-error', swap: { class: 'swapin-error', type: 31, offset: 1n } }));
});

describe('§2: memory types', () => {
  const NAMES = ['PMA', 'NC', 'IO', 'reserved'];
  it.each(NAMES.map((name, type) => ({ name, type })))('$type is $name with Svpbmt, and nothing without', ({ name, type }) => {
    const raw = 0x203c00d7n | (BigInt(type) << 61n);
    expect(riscv({ config: 'sv39+svpbmt' }).codec.decode(0, raw).flags.memType).toBe(name);
    expect(riscv({ config: 'sv39' }).codec.decode(0, raw).flags.memType).toBe('PMA');
  });
  it('a kernel without Svnapot, and one before it, take N for no part of the frame', () => {
    for (const options of [{ kernel: '6.12', config: 'sv48' }, { kernel: '6.2', config: 'sv48+svnapot' }] as const)
      expect(riscv(options).codec.decode(0, 0x800000002af36053n).pfn).toBe(0xabcd8);
  });
});
