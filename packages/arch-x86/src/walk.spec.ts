import { ACCESS_NAMES, TLB_DIRTY, TLB_EXEC, TLB_GLOBAL, TLB_PKEY_SHIFT, TLB_READ, TLB_USER, TLB_WRITE } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';
import { cached, physOf, walk, type AccessName, type WalkCase } from '../../../tools/arch-lab/lab';

const P = 0x1n, RW = 0x2n, US = 0x4n, A = 0x20n, D = 0x40n, PS = 0x80n, G = 0x100n, PAT_LARGE = 0x1000n, NX = 1n << 63n;
const OPEN = P | RW | US | A | D;
const FRAME = 0x12345000n;
const l4 = x86_64({ config: 'l4' });
const l5 = x86_64({ config: 'l5' });

/** Table entries that restrict nothing from the root down to level `to`, then these. */
const tables = (top: number, to: number, rest: Readonly<Record<number, bigint>>): Record<number, bigint> =>
  ({ ...Object.fromEntries(Array.from({ length: top - to + 1 }, (_, at) => [top - at, physOf(top - at - 1) | OPEN])), ...rest });
const page = (pte: bigint, rest: Omit<WalkCase, 'entries'> = {}) => walk(l4, { entries: tables(3, 1, { 0: pte }), ...rest });

describe('step 1: an address that is not canonical raises #GP, and nothing is read', () => {
  const PAGES = [
    ['the last user page', 2 ** 35 - 1, 'ok', 'ok'], ['the first beyond, l4', 2 ** 35, 'noncanonical', 'ok'], ['the last of l5', 2 ** 44 - 1, 'noncanonical', 'ok'],
    ['the first beyond', 2 ** 44, 'noncanonical', 'noncanonical'], ['the last before the kernel of l5', 2 ** 52 - 2 ** 44 - 1, 'noncanonical', 'noncanonical'],
    ['the kernel\'s first page of l5', 2 ** 52 - 2 ** 44, 'noncanonical', 'ok'], ['the last before the kernel of l4', 2 ** 52 - 2 ** 35 - 1, 'noncanonical', 'ok'],
    ['the kernel\'s first page', 2 ** 52 - 2 ** 35, 'ok', 'ok'], ['the last page of all', 2 ** 52 - 1, 'ok', 'ok'],
  ] as const;
  it.each(PAGES)('%s: l4 %s, l5 %s', (_what, vpn, ...faults) => {
    [l4, l5].forEach((arch, at) => {
      const { topLevel } = arch.geometry;
      for (const access of ACCESS_NAMES) for (const user of [true, false]) for (const start of [topLevel, 0]) {
        const walked = walk(arch, { entries: tables(topLevel, 1, { 0: FRAME | OPEN }), vpn, access, user, start });
        expect(walked.fault === 'noncanonical', `it ends in ${walked.fault}: not canonical`).toBe(faults[at] === 'noncanonical');
        if (faults[at] === 'noncanonical') expect(walked).toMatchObject({ syndrome: user ? '0x0000010d00000000' : '0x0000000d00000000', reads: [], updates: [] });
      }
    });
  });
});

describe('steps 2 and 6: from CR3 down to a leaf', () => {
  it('l4: four tables', () =>
    expect(page(FRAME | OPEN)).toMatchObject({ fault: 'ok', level: 0, pfn: 0x12345, reads: ['3:table', '2:table', '1:table', '0:leaf'] }));

  it('l5: five', () => {
    expect(walk(l5, { entries: tables(4, 1, { 0: FRAME | OPEN }) }))
      .toMatchObject({ pfn: 0x12345, reads: ['4:table', '3:table', '2:table', '1:table', '0:leaf'] });
  });

  it('takes frames up to bit 51', () => expect(page(0xf_ffff_ffff_f000n | OPEN).pfn).toBe(2 ** 40 - 1));

  it('2 MiB: PS at pmd, the page inside from the address', () => {
    const entries = tables(3, 2, { 1: 0xf_ffff_ffe0_0000n | OPEN | PS });
    expect(walk(l4, { entries, vpn: 0x1ff }))
      .toMatchObject({ fault: 'ok', level: 1, pfn: 0xff_ffff_fe00 + 0x1ff, reads: ['3:table', '2:table', '1:leaf'] });
  });

  it('1 GiB: PS at pud', () => {
    const entries = tables(3, 3, { 2: 0xf_ffff_c000_0000n | OPEN | PS });
    expect(walk(l4, { entries, vpn: 0x3ffff })).toMatchObject({ fault: 'ok', level: 2, pfn: 0xff_fffc_0000 + 0x3ffff, reads: ['3:table', '2:leaf'] });
  });

  it('bit 7 of a pte belongs to the memory type', () => expect(page(FRAME | OPEN | PS)).toMatchObject({ fault: 'ok', pfn: 0x12345 }));

  it('can start at the leaf table, as from a paging-structure cache', () => {
    expect(walk(l4, { entries: { 0: FRAME | OPEN }, start: 0 })).toMatchObject({ fault: 'ok', reads: ['0:leaf'] });
  });
});

describe('step 3: P clear at any level', () => {
  const CODES: readonly (readonly [AccessName, boolean, string])[] = [
    ['read', true, '0x0000000000000004'], ['write', true, '0x0000000000000006'], ['exec', true, '0x0000000000000014'],
    ['read', false, '0x0000000000000000'], ['write', false, '0x0000000000000002'], ['exec', false, '0x0000000000000010'],
  ];
  it.each(CODES)('%s, user %s: error code %s', (access, user, syndrome) => {
    for (let level = 0; level <= 4; level++) {
      const walked = walk(l5, { entries: tables(4, level + 1, { [level]: (FRAME | OPEN | NX) & ~P }), access, user });
      expect(walked).toMatchObject({ fault: 'notPresent', level, syndrome, updates: [] });
      expect(walked.reads.at(-1)).toBe(`${level}:notPresent`);
      expect(walked.reads).toHaveLength(5 - level);
    }
  });

  it('PROT_NONE is not present: 0x04', () => expect(page(0x120n).syndrome).toBe('0x0000000000000004'));
});

describe('step 4: a reserved bit gives P and RSVD, whatever the rights', () => {
  const bits = (from: number, to: number): bigint[] => Array.from({ length: to - from + 1 }, (_, at) => 1n << BigInt(from + at));
  const RESERVED = [
    { what: 'bit 7 at pgd', level: 4, entry: OPEN | PS, bits: [0n] }, { what: 'bit 7 at p4d', level: 3, entry: OPEN | PS, bits: [0n] },
    { what: 'bits 29:13 of a 1 GiB leaf', level: 2, entry: OPEN | PS, bits: bits(13, 29) },
    { what: 'bits 20:13 of a 2 MiB leaf', level: 1, entry: OPEN | PS, bits: bits(13, 20) },
  ] as const;
  it.each(RESERVED)('$what', ({ level, entry, bits: set }) => {
    for (const bit of set) {
      const walked = walk(l5, { entries: tables(4, level + 1, { [level]: entry | bit }), access: 'write' });
      expect(walked).toMatchObject({ fault: 'reserved', level, syndrome: '0x000000000000000f', updates: [] });
      expect(walked.reads.at(-1)).toBe(`${level}:reserved`);
    }
  });

  it('is looked for after P, and before the rights', () => {
    expect(walk(l4, { entries: { 3: (OPEN | PS) & ~P } }).fault).toBe('notPresent');
    expect(walk(l4, { entries: { 3: P | PS } }).fault).toBe('reserved');
  });

  it('bit 12 of a large leaf is none: it belongs to the memory type', () => {
    expect(walk(l4, { entries: tables(3, 2, { 1: 0x40000000n | OPEN | PS | PAT_LARGE }) })).toMatchObject({ fault: 'ok', pfn: 0x40005 });
  });
});

describe('step 5: US and RW are ANDed, NX is ORed, over all levels', () => {
  const LIMITS = [
    { what: 'RW', change: (entry: bigint) => entry & ~RW, lost: TLB_WRITE }, { what: 'US', change: (entry: bigint) => entry & ~US, lost: TLB_USER },
    { what: 'NX', change: (entry: bigint) => entry | NX, lost: TLB_EXEC },
  ];
  const ALL = TLB_READ | TLB_WRITE | TLB_EXEC | TLB_USER | TLB_DIRTY;
  it.each(LIMITS)('$what at any one level', ({ change, lost }) => {
    for (let level = 0; level <= 4; level++) {
      const entries = tables(4, 1, { 0: FRAME | OPEN });
      expect(walk(l5, { entries: { ...entries, [level]: change(entries[level]!) }, user: false }).flags, `level ${level}`).toBe(ALL & ~lost);
    }
  });
});

/** The table of step 7, in words of the specification. WP, SMEP and NXE are on; uaccess has AC set, so SMAP does not refuse. */
function expected(access: AccessName, user: boolean, us: boolean, rw: boolean, nx: boolean, ad: boolean, wd: boolean): 'ok' | 'protection' | 'pkey' {
  const byKey = us && access !== 'exec' && (ad || (wd && access === 'write'));
  if (user && !us) return 'protection';
  if (byKey) return 'pkey';
  if (access === 'write') return rw ? 'ok' : 'protection';
  if (access === 'exec') return !nx && (user || !us) ? 'ok' : 'protection';
  return 'ok';
}
const BOOLS = [false, true];
const RIGHTS = ACCESS_NAMES.flatMap((access) => BOOLS.map((user) => ({ access, user })));

describe('step 7: the permission table', () => {
  const KEY = 9n;
  it.each(RIGHTS)('$access, user $user: every combination of US, RW, NX, access disable and write disable', ({ access, user }) => {
    for (let bits = 0; bits < 32; bits++) {
      const [us, rw, nx, ad, wd] = [1, 2, 4, 8, 16].map((bit) => (bits & bit) !== 0) as [boolean, boolean, boolean, boolean, boolean];
      const pkru = ((ad ? 1 : 0) | (wd ? 2 : 0)) << (Number(KEY) * 2);
      const walked = page(FRAME | P | A | D | (us ? US : 0n) | (rw ? RW : 0n) | (nx ? NX : 0n) | (KEY << 59n), { access, user, pkru });
      const fault = expected(access, user, us, rw, nx, ad, wd);
      const code = 1 | (access === 'write' ? 2 : 0) | (user ? 4 : 0) | (access === 'exec' ? 16 : 0) | (fault === 'pkey' ? 32 : 0);
      expect([walked.fault, fault === 'ok' ? '' : walked.syndrome], `${bits}`)
        .toEqual([fault, fault === 'ok' ? '' : `0x${code.toString(16).padStart(16, '0')}`]);
    }
  });

  it('a translation in the TLB serves or refuses exactly what a walk would', () => {
    for (const { access, user } of RIGHTS) for (let bits = 0; bits < 8; bits++) for (let key = 0; key < 4; key++) {
      const pte = FRAME | P | A | D | (BigInt(bits & 1) << 1n) | (BigInt(bits & 2) << 1n) | (BigInt(bits & 4) << 61n) | (3n << 59n);
      const pkru = key << 6;
      const walked = page(pte, { access, user, pkru });
      const { flags } = page(pte, { user: false });
      expect(cached(l4, flags, access, user, pkru)).toEqual({ fault: walked.fault, syndrome: walked.fault === 'ok' ? '' : walked.syndrome });
    }
  });

  it('each key has its own two bits', () => {
    for (let key = 0; key < 16; key++) for (let other = 0; other < 16; other++)
      expect(page(FRAME | OPEN | (BigInt(key) << 59n), { pkru: 1 << (other * 2) }).fault).toBe(key === other ? 'pkey' : 'ok');
  });
});

describe('step 8: A in every entry used, D in the leaf of a store', () => {
  const fresh = (bits: bigint) => ({ 3: physOf(2) | P | RW | US, 2: physOf(1) | P | RW | US, 1: physOf(0) | P | RW | US, 0: FRAME | P | RW | US | bits });
  const upper = ['3', '2', '1'].map((level) => `${level}:0x${(physOf(Number(level) - 1) | P | RW | US | A).toString(16)}`);

  it('a load sets A', () =>
    expect(walk(l4, { entries: fresh(0n) }))
      .toMatchObject({ updates: [...upper, '0:0x12345027'], flags: TLB_READ | TLB_WRITE | TLB_EXEC | TLB_USER }));
  it('a store sets A and D', () => {
    expect(walk(l4, { entries: fresh(0n), access: 'write' }))
      .toMatchObject({ updates: [...upper, '0:0x12345067'], flags: TLB_READ | TLB_WRITE | TLB_EXEC | TLB_USER | TLB_DIRTY });
  });
  it('a store sets D alone if A is there', () => expect(page(FRAME | P | RW | US | A, { access: 'write' }).updates).toEqual(['0:0x12345067']));
  it('what is set is not set again', () => expect(page(FRAME | OPEN, { access: 'write' }).updates).toEqual([]));
  it('a refused store sets nothing in the leaf', () => expect(page(FRAME | P | US, { access: 'write' }).updates).toEqual([]));
  it('D of a table entry is left alone', () => {
    expect(walk(l4, { entries: { ...tables(3, 1, { 0: FRAME | OPEN }), 2: physOf(1) | P | RW | US | A }, access: 'write' }).updates).toEqual([]);
  });
  it('in large leaves too', () => {
    expect(walk(l4, { entries: tables(3, 2, { 1: 0x40000000n | P | RW | US | PS }), access: 'write' }).updates).toEqual(['1:0x400000e7']);
    expect(walk(l4, { entries: tables(3, 3, { 2: 0x40000000n | P | RW | US | PS }), access: 'write' }).updates).toEqual(['2:0x400000e7']);
  });

  it('the update is atomic: an entry that changed meanwhile is walked again', () => {
    const walked = page(FRAME | P | RW | US, { access: 'write', meanwhile: 0x777000n | P | RW | US | A });
    expect(walked).toMatchObject({ fault: 'ok', pfn: 0x777, updates: ['0:0x777067'] });
    expect(walked.reads).toHaveLength(8);
  });
  it('and is never made in an entry that lost P', () => {
    expect(page(FRAME | P | RW | US, { access: 'write', meanwhile: 0n }))
      .toMatchObject({ fault: 'notPresent', syndrome: '0x0000000000000006', updates: [] });
  });

  it('is what the CPU is said to do', () => expect(l4.hw.ad).toEqual({ a: true, d: true, nonLeafA: true }));
});

describe('a translation keeps', () => {
  it('the global mark and the key of its leaf', () => {
    const { flags } = page(FRAME | OPEN | G | (11n << 59n));
    expect([flags & TLB_GLOBAL, (flags >>> TLB_PKEY_SHIFT) & 15]).toEqual([TLB_GLOBAL, 11]);
  });
  it('whether a store may skip the entry: D', () => expect(page(FRAME | P | RW | US | A).flags & TLB_DIRTY).toBe(0));
});

describe('the examples of §7', () => {
  const EXAMPLES: readonly (readonly [what: string, pte: bigint, access: AccessName, user: boolean, code: string])[] = [
    ['user read of an unmapped page', 0n, 'read', true, '0x04'], ['user write to a read-only page', FRAME | P | US | A, 'write', true, '0x07'],
    ['user write, unmapped', 0n, 'write', true, '0x06'], ['user fetch from an NX page', FRAME | P | US | A | NX, 'exec', true, '0x15'],
    ['kernel write to a read-only user page', FRAME | P | US | A, 'write', false, '0x03'], ['PROT_NONE read', 0x120n, 'read', true, '0x04'],
  ];
  it.each(EXAMPLES)('%s', (_what, pte, access, user, code) => expect(Number(page(pte, { access, user }).syndrome)).toBe(Number(code)));
});
