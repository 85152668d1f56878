import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reportsOf } from './testing/makers';
import { arm64New, arm64Old, DECORATIONS, riscvNew, riscvOld, s390, s390User, x86New, x86Old, x86Words, type PrintedFault } from './testing/print';

const word = (value: bigint): string => `0x${value.toString(16).padStart(16, '0')}`;

/** Frames that memory has. */
const frame = fc.bigInt({ min: 0x1000n, max: 0xfffffn });
const PAGE = 0xffffffffffff000n;

interface Format {
  readonly arch: string;
  readonly releases: readonly string[];
  /** An address, entries from the root down, and a code, of random frames. */
  readonly make: (frames: readonly bigint[], small: bigint) => Omit<PrintedFault, 'release'>;
  readonly print: (fault: PrintedFault) => string[];
  /** Entries are not printed. */
  readonly bare?: true;
  readonly mode: 'user' | 'kernel';
}

const x86 = (print: Format['print'], releases: readonly string[]): Format => ({
  arch: 'x86-64', releases, print, mode: 'kernel',
  make: ([a, b, c, d], small) => ({ address: 0xffffc90000000000n | (small << 12n), code: 3n, entries: [(a! << 12n) | 0x67n, (b! << 12n) | 0x67n, (c! << 12n) | 0x63n, (1n << 63n) | (d! << 12n) | 0x161n] }),
});
const arm64 = (print: (fault: PrintedFault, shape: { granule: number; bits: number; levels: number }) => string[], shape: { granule: number; bits: number; levels: number }, releases: readonly string[]): Format => ({
  arch: 'arm64', releases, print: (fault) => print(fault, shape), mode: 'kernel',
  make: (frames, small) => ({ address: (0xffffffffffffffffn << BigInt(shape.bits)) % (1n << 64n) | (small << 16n), code: 0x96000047n, entries: [...frames.slice(0, shape.levels - 1).map((each) => (each << 16n) | 3n), 0n] }),
});
const s390Format = (print: (fault: PrintedFault, as: bigint, levels: number) => string[], levels: number, mode: Format['mode'], releases: readonly string[]): Format => ({
  arch: 's390', releases, print: (fault) => print(fault, 0x81234003n | BigInt((levels - 2) << 2), levels), mode,
  make: (frames, small) => ({ address: small << 12n, code: 0x11n, entries: [...frames.slice(0, levels - 2).map((each, at) => (each << 14n) | BigInt(((levels - 2 - at) << 2) | 3)), frames[4]! << 12n, 0x400n] }),
});
const riscv = (print: (fault: PrintedFault, bits: number, levels: number) => string[], bits: number, levels: number, releases: readonly string[], bare?: true): Format => ({
  arch: 'riscv', releases, print: (fault) => print(fault, bits, levels), mode: 'kernel', ...(bare && { bare }),
  make: (frames, small) => ({ address: (0xffffffffffffffffn << BigInt(bits - 1)) % (1n << 64n) | (small << 12n), code: 15n, entries: [...frames.slice(0, levels - 1).map((each) => (each << 10n) | 1n), 0n] }),
});

const FORMATS: Readonly<Record<string, Format>> = {
  'x86-64 since 5.2': x86(x86New, ['5.15.0-40-generic', '6.1.59', '6.12.3', '6.18.0-rc1']), 'x86-64 5.0 and 5.1': x86(x86Words, ['5.0.7']), 'x86-64 before 4.12': x86(x86Old, ['4.4.20', '3.10.0']),
  'arm64 4k-48 new': arm64(arm64New, { granule: 4, bits: 48, levels: 4 }, ['5.19.0-rc6', '6.12.3']), 'arm64 16k-47 new': arm64(arm64New, { granule: 16, bits: 47, levels: 3 }, ['6.1.1']),
  'arm64 64k-42 new': arm64(arm64New, { granule: 64, bits: 42, levels: 2 }, ['6.1.1']), 'arm64 4k-39 old': arm64(arm64Old, { granule: 4, bits: 39, levels: 3 }, ['4.14.50']),
  's390 three levels': s390Format(s390, 3, 'kernel', ['6.1.90']), 's390 four levels': s390Format(s390, 4, 'kernel', ['6.1.90']), 's390 with words behind the TEID': s390Format((fault, as, levels) => s390(fault, as, levels, ' ESOP-2 FSI'), 3, 'kernel', ['6.12.0']),
  's390 of a user': s390Format(s390User, 3, 'user', ['6.1.2']), 'riscv sv39 new': riscv(riscvNew, 39, 3, ['6.16.1']), 'riscv sv57 new': riscv(riscvNew, 57, 5, ['6.17.0-rc1']),
  'riscv before 6.15': riscv(riscvOld, 48, 4, ['6.6.30'], true),
};

const ROWS = Object.entries(FORMATS).flatMap(([name, format]) => Object.entries(DECORATIONS).map(([how, decorate]) => [name, how, format, decorate] as const));

describe('what is printed is read back', () => {
  it.each(ROWS)('%s: %s', (_name, _how, { arch, releases, make, print, bare, mode }, decorate) => {
    fc.assert(fc.property(fc.tuple(frame, frame, frame, frame, frame), fc.bigInt({ min: 1n, max: 0xffn }), fc.constantFrom(...releases), (frames, small, release) => {
      const fault = { ...make(frames, small), release };
      const reports = reportsOf(decorate(print(fault)));
      expect(reports).toMatchObject([{
        kind: 'page-fault', arch, release, fault: { code: `0x${fault.code.toString(16)}`, address: `0x${fault.address.toString(16)}`, mode }, entries: bare ? [] : fault.entries.map((raw) => ({ raw: word(raw) })),
      }]);
      expect(fault.address & ~PAGE & 0xfffn).toBe(0n);
    }), { numRuns: 6, seed: 4711 });
  });
});
