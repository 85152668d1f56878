import {
  ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, TLB_DIRTY, TLB_EXEC, TLB_GLOBAL, TLB_READ, TLB_USER, TLB_WRITE, VERDICT_LEAF, VERDICT_NOT_PRESENT,
  VERDICT_RESERVED, VERDICT_TABLE, WALK_ACCESS_FLAG, WALK_NONCANONICAL, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, WALK_RESERVED,
  walkOutcome, type Access,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';
import { mapped, tablesOf, walkOf } from './testing/tables';

/** Bits by their numbers in arch-riscv §2. */
const V = 1n, R = 2n, W = 4n, X = 8n, U = 16n, G = 32n, A = 64n, D = 128n;
const bit = (n: number): bigint => 1n << BigInt(n);
const frame = (pfn: number): bigint => BigInt(pfn) << 10n;
const USABLE = V | R | W | U | A | D;
const CAUSE: readonly number[] = Object.assign([], { [ACCESS_READ]: 13, [ACCESS_WRITE]: 15, [ACCESS_EXEC]: 12 });
const ACCESSES: readonly Access[] = [ACCESS_READ, ACCESS_WRITE, ACCESS_EXEC];
const VA = 0x12_3456_7000n;

/** One page of Sv39 with this leaf, read by the user. */
const read = (config: string, leaf: bigint, level = 0, va = VA, levels = 3) => {
  const tables = mapped(levels, va, leaf, level);
  return { out: walkOf(riscv({ config }), tables, va, ACCESS_READ, true), tables };
};

describe.each([['sv39', 3, 38], ['sv48', 4, 47], ['sv57', 5, 56]] as const)('§7.1: %s', (config, levels, topBit) => {
  const top = bit(topBit);
  it.each([
    ['lower half', top - 0x1000n],
    ['upper half', -top],
  ])('%s is walked from the root to level 0', (_name, va) => {
    const { out, tables } = read(config, frame(0x5555) | USABLE, 0, BigInt.asUintN(64, va), levels);
    expect([out.fault, out.level, out.pfn]).toEqual([WALK_OK, 0, 0x5555]);
    expect(tables.verdicts).toEqual([...Array<number>(levels - 1).fill(VERDICT_TABLE), VERDICT_LEAF]);
  });
  it.each([
    ['first beyond the lower half', top],
    ['last before the upper half', 2n ** 64n - top - 0x1000n],
    ['top bit alone', bit(63)],
  ])('%s: a page fault, and nothing is read', (_name, va) => {
    const { out, tables } = read(config, frame(0x5555) | USABLE, 0, va, levels);
    expect([out.fault, out.syndromeLo, out.syndromeHi]).toEqual([WALK_NONCANONICAL, 13, 0]);
    expect(tables.verdicts).toEqual([]);
  });
});

describe('§7.2: valid, and assigned', () => {
  it.each([0, 1, 2])('V=0 at level %i', (level) => {
    const { out, tables } = read('sv39', frame(0x40000) | (USABLE & ~V), level);
    expect([out.fault, out.level, out.syndromeLo]).toEqual([WALK_NOT_PRESENT, level, 13]);
    expect(tables.verdicts.at(-1)).toBe(VERDICT_NOT_PRESENT);
  });
  const ok = frame(0x5550) | USABLE;
  it.each([
    ['W without R', 'sv39', ok & ~R, false],
    ['W and X without R', 'sv39', (ok & ~R) | X, false],
    ...[54, 55, 56, 57, 58, 59, 60].map((n) => [`bit ${n}`, 'sv39+svpbmt+svnapot', ok | bit(n), false] as const),
    ['memory type NC without Svpbmt', 'sv39', ok | bit(61), false],
    ['memory type IO without Svpbmt', 'sv39+svnapot', ok | bit(62), false],
    ['memory type NC', 'sv39+svpbmt', ok | bit(61), true],
    ['memory type IO', 'sv39+svpbmt', ok | bit(62), true],
    ['memory type 3', 'sv39+svpbmt', ok | bit(61) | bit(62), false],
    ['N without Svnapot', 'sv39+svpbmt', frame(0x5558) | USABLE | bit(63), false],
    ['N, frame bits 1000', 'sv39+svnapot', frame(0x5558) | USABLE | bit(63), true],
    ...[0x5550, 0x5554, 0x5559, 0x555c].map((pfn) => [`N, frame 0x${pfn.toString(16)}`, 'sv39+svnapot', frame(pfn) | USABLE | bit(63), false] as const),
    ['software bits 8 and 9', 'sv39', ok | bit(8) | bit(9), true],
  ] as const)('%s, %s: %#x', (_name, config, leaf, taken) => {
    const { out, tables } = read(config, leaf);
    expect(out.fault).toBe(taken ? WALK_OK : WALK_RESERVED);
    expect(tables.verdicts.at(-1)).toBe(taken ? VERDICT_LEAF : VERDICT_RESERVED);
  });
  it('N above level 0 is reserved', () => expect(read('sv39+svnapot', frame(0x40200) | USABLE | bit(63), 1).out.fault).toBe(WALK_RESERVED));
  it.each([0, 1, 7, 15])('page %i of a 64 KiB leaf', (page) => {
    const { out } = read('sv39+svnapot', frame(0x5558) | USABLE | bit(63), 0, 0x12_3456_0000n + BigInt(page) * 0x1000n);
    expect([out.fault, out.level, out.pfn]).toEqual([WALK_OK, 0, 0x5550 + page]);
  });
  it('the largest frame number', () => expect(read('sv39', 0x003ffffffffffc00n | USABLE).out.pfn).toBe(2 ** 44 - 1));
});

describe('§7.3: pointers', () => {
  it('none at level 0', () => expect(read('sv39', frame(0x5555) | V).out).toMatchObject({ fault: WALK_RESERVED, level: 0 }));
  it.each([
    ['A', A, false], ['D', D, false], ['U', U, false], ['memory type', bit(61), false], ['N', bit(63), false],
    ['G', G, true], ['software bit 8', bit(8), true], ['software bit 9', bit(9), true],
  ] as const)('%s in a pointer', (_name, middle, taken) => {
    const tables = mapped(3, VA, frame(0x5555) | USABLE, 0, middle);
    const out = walkOf(riscv({ config: 'sv39+svpbmt+svnapot' }), tables, VA, ACCESS_READ, true);
    expect([out.fault, out.level]).toEqual(taken ? [WALK_OK, 0] : [WALK_RESERVED, 1]);
  });
});

describe('§7.4: leaves above level 0', () => {
  const va = 0x0012_3456_789a_b000n;
  const vpn = Number(va >> 12n);
  it.each([1, 2, 3, 4])('level %i: aligned, and the page inside', (level) => {
    const pages = 2 ** (9 * level);
    const { out } = read('sv57', (BigInt(pages * 2) << 10n) | USABLE, level, va, 5);
    expect([out.fault, out.level, out.pfn]).toEqual([WALK_OK, level, pages * 2 + (vpn % pages)]);
  });
  it.each([1, 2, 3, 4].flatMap((level) => [1, 2 ** (9 * level - 1)].map((low) => [level, low] as const)))('level %i: frame bits %i set', (level, low) => {
    const { out } = read('sv57', (BigInt(2 ** (9 * level + 1) + low) << 10n) | USABLE, level, va, 5);
    expect([out.fault, out.level, out.syndromeLo]).toEqual([WALK_RESERVED, level, 13]);
  });
});

/** Access each combination grants: user mode; supervisor mode with SUM open and MXR clear. */
const RIGHTS: readonly (readonly [string, bigint, string, string])[] = [
  ['r--u', R | U, 'r', 'r'],
  ['rw-u', R | W | U, 'rw', 'rw'],
  ['--xu', X | U, 'x', ''],
  ['r-xu', R | X | U, 'rx', 'r'],
  ['rwxu', R | W | X | U, 'rwx', 'rw'],
  ['r---', R, '', 'r'],
  ['rw--', R | W, '', 'rw'],
  ['--x-', X, '', 'x'],
  ['r-x-', R | X, '', 'rx'],
  ['rwx-', R | W | X, '', 'rwx'],
];

describe('§7.5: permission', () => {
  const cases = RIGHTS.flatMap(([name, bits, user, supervisor]) => ACCESSES.flatMap((access) =>
    [true, false].map((mode) => ({ name, bits, access, user: mode, allowed: (mode ? user : supervisor).includes('rwx'[access]!) }))));
  it.each(cases)('$name, access $access, user $user: $allowed', ({ bits, access, user, allowed }) => {
    const arch = riscv({ config: 'sv39' });
    const tables = mapped(3, VA, frame(0x5555) | V | A | D | bits, 0);
    const out = walkOf(arch, tables, VA, access, user);
    expect(out.fault).toBe(allowed ? WALK_OK : WALK_PROTECTION);
    if (!allowed) expect([out.syndromeLo, out.syndromeHi]).toEqual([CAUSE[access], user ? 0 : 0x100]);
    expect(tables.stored).toEqual([]);
  });
  it.each(cases)('$name cached, access $access, user $user: $allowed', ({ bits, access, user, allowed }) => {
    const arch = riscv({ config: 'sv39' });
    const flags = walkOf(arch, mapped(3, VA, frame(0x5555) | V | A | D | bits, 0), VA, ...filler(bits)).flags;
    expect(arch.hw.allows(flags, access, user, 0)).toBe(allowed);
    if (allowed) return;
    const out = walkOutcome();
    arch.hw.refuse(flags, access, user, 0, 0, out);
    expect([out.fault, out.level, out.syndromeLo, out.syndromeHi]).toEqual([WALK_PROTECTION, 0, CAUSE[access], user ? 0 : 0x100]);
  });
});

/** An access that a leaf with these bits permits. */
const filler = (bits: bigint): [Access, boolean] => [bits & R ? ACCESS_READ : ACCESS_EXEC, (bits & U) !== 0n];

describe('§7.6: A and D', () => {
  const cases = ['svadu', 'svade'].flatMap((option) => [0n, A, D, A | D].flatMap((marks) => ACCESSES.map((access) => ({ option, marks, access }))));
  it.each(cases)('$option, marks $marks, access $access', ({ option, marks, access }) => {
    const arch = riscv({ config: `sv39+${option}` });
    const leaf = frame(0x5555) | V | R | W | X | U;
    const tables = mapped(3, VA, leaf | marks, 0);
    const out = walkOf(arch, tables, VA, access, true);
    const needed = access === ACCESS_WRITE ? A | D : A;
    const lacks = (marks & needed) !== needed;
    expect(out.fault).toBe(lacks && option === 'svade' ? WALK_ACCESS_FLAG : WALK_OK);
    expect(tables.stored).toEqual(lacks && option === 'svadu' ? [leaf | marks | needed] : []);
    if (out.fault !== WALK_OK) expect([out.level, out.syndromeLo]).toEqual([0, CAUSE[access]]);
  });

  it('a refused access sets no mark', () => {
    const tables = mapped(3, VA, frame(0x5555) | V | R | U, 0);
    expect(walkOf(riscv({ config: 'sv39' }), tables, VA, ACCESS_WRITE, true).fault).toBe(WALK_PROTECTION);
    expect(tables.stored).toEqual([]);
  });

  it('an entry that changes under the update is walked again', () => {
    const tables = mapped(3, VA, frame(0x5555) | V | R | U, 0);
    tables.interfere = () => {
      tables.tables.clear();
      return true;
    };
    expect(walkOf(riscv({ config: 'sv39' }), tables, VA, ACCESS_READ, true)).toMatchObject({ fault: WALK_NOT_PRESENT, level: 2 });
  });

  const USER_RW = TLB_READ | TLB_WRITE | TLB_USER;
  it.each([
    ['clean, hardware marks', 'sv39', V | R | W | U | A, USER_RW],
    ['clean, marks by fault', 'sv39+svade', V | R | W | U | A, USER_RW],
    ['dirty', 'sv39', V | R | W | U | A | D, USER_RW | TLB_DIRTY],
    ['dirty, marks by fault', 'sv39+svade', V | R | W | U | A | D, USER_RW | TLB_DIRTY],
    ['executable', 'sv39', V | R | X | U | A, TLB_READ | TLB_EXEC | TLB_USER],
    ['global', 'sv39', V | R | U | G | A, TLB_READ | TLB_USER | TLB_GLOBAL],
  ])('cached after a read: %s', (_name, config, bits, flags) => expect(read(config, frame(0x5555) | bits).out.flags).toBe(flags));

  it.each([
    ['sv39+svade', USER_RW, ACCESS_WRITE, WALK_ACCESS_FLAG],
    ['sv39+svade', USER_RW, ACCESS_READ, WALK_OK],
    ['sv39+svade', USER_RW | TLB_DIRTY, ACCESS_WRITE, WALK_OK],
    ['sv39+svade', TLB_READ | TLB_USER, ACCESS_WRITE, WALK_PROTECTION],
    ['sv39+svadu', USER_RW, ACCESS_WRITE, WALK_OK],
  ] as const)('%s, cached rights %i, access %i: %i', (config, flags, access, fault) => {
    const { hw } = riscv({ config });
    const out = walkOutcome();
    hw.refuse(flags, access, true, 0, 0, out);
    expect([hw.allows(flags, access, true, 0), out.fault]).toEqual([fault === WALK_OK, fault]);
  });

  it('says what the hart does', () => {
    expect(riscv({ config: 'sv39' }).hw.ad).toEqual({ a: true, d: true, nonLeafA: false });
    expect(riscv({ config: 'sv39+svade' }).hw.ad).toEqual({ a: false, d: false, nonLeafA: false });
  });
});

it('an empty root: no entry at the top', () =>
  expect(walkOf(riscv({ config: 'sv48' }), tablesOf(), VA, ACCESS_EXEC, false)).toMatchObject({ fault: WALK_NOT_PRESENT, level: 3, syndromeLo: 12, syndromeHi: 0x100 }));
