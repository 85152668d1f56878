import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_USER, FAULT_FLAG_WRITE, faultSlot, SEGV_ACCERR, VM_EXEC, VM_READ, VM_WRITE,
  WALK_ADDRESS_SIZE, WALK_NOT_PRESENT, WALK_PROTECTION, WALK_RESERVED, type FaultSlot,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { s390 } from './index';

const { faults } = s390();
const decoded = (code: number, teid: number): FaultSlot => {
  const out = faultSlot();
  faults.decode(teid, code, out);
  return out;
};
const encoded = (reason: number, access: number, user: boolean, level: number): readonly [code: number, teid: number] => {
  const out = { lo: 0, hi: 0 };
  faults.encode(reason, access, user, level, out);
  return [out.hi, out.lo];
};
const ACCESSES = [ACCESS_READ, ACCESS_WRITE, ACCESS_EXEC] as const;

/** arch-s390 §7: reason, level, interruption code. */
const CODES = [
  [WALK_NOT_PRESENT, 0, 0x11], [WALK_NOT_PRESENT, 1, 0x10], [WALK_NOT_PRESENT, 2, 0x3b], [WALK_NOT_PRESENT, 3, 0x3a], [WALK_NOT_PRESENT, 4, 0x39],
  [WALK_RESERVED, -1, 0x12], [WALK_ADDRESS_SIZE, -1, 0x38],
] as const;

describe('interruption code and identification', () => {
  it.each(CODES)('reason %i at level %i is 0x%x; it tells a store from a fetch, and no more', (reason, level, code) => {
    for (const access of ACCESSES) for (const user of [true, false]) {
      const store = access === ACCESS_WRITE;
      const [gotCode, teid] = encoded(reason, access, user, level);
      expect([gotCode, teid]).toEqual([code, (store ? 0x400 : 0x800) | (user ? 0 : 2)]);
      expect(decoded(gotCode, teid)).toEqual({
        flags: (store ? FAULT_FLAG_WRITE : 0) | (user ? FAULT_FLAG_USER : 0), access: store ? ACCESS_WRITE : ACCESS_READ, present: -1, reason,
        pkey: false, level,
      });
    }
  });

  it.each([[ACCESS_WRITE, 0x404], [ACCESS_EXEC, 0x884]] as const)('protection, access %i: 0x04 with 0x%x, and read back', (access, teid) => {
    for (const user of [true, false]) {
      expect(encoded(WALK_PROTECTION, access, user, 0)).toEqual([0x04, teid | (user ? 0 : 2)]);
      expect(decoded(0x04, teid | (user ? 0 : 2))).toEqual({
        flags: (access === ACCESS_WRITE ? FAULT_FLAG_WRITE : 0) | (user ? FAULT_FLAG_USER : 0), access, present: 1, reason: WALK_PROTECTION,
        pkey: false, level: -1,
      });
    }
  });

  it('without store and fetch indication the access is unknown', () => {
    expect(decoded(0x11, 0)).toMatchObject({ access: -1, flags: FAULT_FLAG_USER });
    expect(decoded(0x04, 0x004)).toMatchObject({ access: ACCESS_WRITE });
  });
  it('b56 counts only with b61', () => {
    expect(decoded(0x04, 0x080)).toMatchObject({ access: ACCESS_WRITE });
    expect(decoded(0x11, 0x884)).toMatchObject({ access: ACCESS_READ });
  });

  const WORDS = [
    [0x04, 0x404, 'protection, store, primary space'], [0x04, 0x884, 'protection, fetch, primary space'],
    [0x10, 0x800, 'segment translation, fetch or load, primary space'],
    [0x11, 0x402, 'page translation, store, secondary space'], [0x12, 0x800, 'translation specification, fetch or load, primary space'],
    [0x38, 0x400, 'ASCE type, store, primary space'], [0x39, 0x800, 'region-first translation, fetch or load, primary space'],
    [0x3a, 0x800, 'region-second translation, fetch or load, primary space'], [0x3b, 0x800, 'region-third translation, fetch or load, primary space'],
    [0x3d, 0x800, 'interruption 0x3d, fetch or load, primary space'],
  ] as const;
  it.each(WORDS)('0x%x, 0x%x in words: %s', (code, teid, words) => expect(faults.describe(teid, code)).toBe(words));
});

describe('the access check: A9 (fault-path §3.1)', () => {
  const check = (vmFlags: number, code: number, teid: number): number => faults.accessCheck(vmFlags, 0, decoded(code, teid), 0);
  const RULES = [
    { what: 'a translation exception: any of R, W, X', code: 0x11, teid: 0x800, needs: VM_READ | VM_WRITE | VM_EXEC },
    { what: 'of an unknown access: the same', code: 0x10, teid: 0, needs: VM_READ | VM_WRITE | VM_EXEC },
    { what: 'with the store indication: W', code: 0x11, teid: 0x400, needs: VM_WRITE },
    { what: 'a region translation exception, store: W', code: 0x3b, teid: 0x400, needs: VM_WRITE },
    { what: 'protection: W', code: 0x04, teid: 0x404, needs: VM_WRITE },
    { what: 'no-execute protection: refused at once', code: 0x04, teid: 0x884, needs: 0 },
  ];
  it.each(RULES)('$what', ({ code, teid, needs }) => {
    for (let vmFlags = 0; vmFlags < 8; vmFlags++) for (const space of [0, 2])
      expect(check(vmFlags, code, teid | space), `VMA ${vmFlags}`).toBe(vmFlags & needs ? ACCESS_ALLOWED : SEGV_ACCERR);
  });

  it('no keys', () => expect({ vmaAccessPermitted: faults.vmaAccessPermitted(3, true, false, false, -1) }).toEqual({ vmaAccessPermitted: true }));
});
