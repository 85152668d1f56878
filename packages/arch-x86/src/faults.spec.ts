import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_NAMES, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE,
  faultSlot, SEGV_ACCERR,
  SEGV_PKUERR, VM_EXEC, VM_READ, VM_WRITE, WALK_NONCANONICAL, WALK_NOT_PRESENT, WALK_PKEY, WALK_PROTECTION, WALK_RESERVED, type FaultSlot,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { x86_64 } from './index';

const { faults } = x86_64();
const decoded = (code: number): FaultSlot => {
  const out = faultSlot();
  faults.decode(code, 0, out);
  return out;
};
const ACCESSES = [ACCESS_READ, ACCESS_WRITE, ACCESS_EXEC] as const;
/** Reason, bits of the error code beside those of the access, "present". */
const REASONS = [[WALK_NOT_PRESENT, 0, 0], [WALK_PROTECTION, 0x1, 1], [WALK_RESERVED, 0x9, 1], [WALK_PKEY, 0x21, 1]] as const;

describe('the error code (arch-x86 §7)', () => {
  it.each(REASONS)('reason %i is written as 0x%x and read back', (reason, bits, present) => {
    for (const access of ACCESSES) for (const user of [true, false]) {
      const out = { lo: -1, hi: -1 };
      faults.encode(reason, access, user, 0, out);
      expect(out).toEqual({ lo: bits | (access === ACCESS_WRITE ? 0x2 : 0) | (user ? 0x4 : 0) | (access === ACCESS_EXEC ? 0x10 : 0), hi: 0 });
      expect(decoded(out.lo)).toEqual({
        flags: (access === ACCESS_WRITE ? FAULT_FLAG_WRITE : 0) | (access === ACCESS_EXEC ? FAULT_FLAG_INSTRUCTION : 0) | (user ? FAULT_FLAG_USER : 0),
        access, present, reason, pkey: reason === WALK_PKEY, level: -1,
      });
    }
  });

  it('#GP of a non-canonical address: no error code, and nothing told but who did it', () => {
    for (const user of [true, false]) {
      const out = { lo: -1, hi: -1 };
      faults.encode(WALK_NONCANONICAL, ACCESS_WRITE, user, 3, out);
      expect(out).toEqual({ lo: 0, hi: 13 | (user ? 0x100 : 0) });
      const slot = faultSlot();
      faults.decode(out.lo, out.hi, slot);
      expect(slot).toEqual({ flags: user ? FAULT_FLAG_USER : 0, access: -1, present: -1, reason: WALK_NONCANONICAL, pkey: false, level: -1 });
      expect(faults.describe(out.lo, out.hi)).toBe(`general protection, ${user ? 'user' : 'kernel'}`);
    }
  });

  const WORDS = [
    [0x00, 'kernel read, not present'], [0x04, 'user read, not present'], [0x07, 'user write, protection'], [0x15, 'user fetch, protection'],
    [0x0d, 'user read, protection, reserved bit'], [0x27, 'user write, protection, protection key'], [0x46, 'user write, not present, shadow stack'],
    [0x8005, 'user read, protection, enclave'], [0x80000005 | 0, 'user read, protection, page ownership'],
  ] as const;
  it.each(WORDS)('0x%x in words: %s', (code, words) => expect(faults.describe(code, 0)).toBe(words));
});

const READ = 0x4, WRITE = 0x6, FETCH = 0x14, PROT = 0x1, PK = 0x20;
/** PKRU that shuts key 2 altogether and makes key 3 read-only. */
const PKRU = 0x90;
const check = (vmFlags: number, pkey: number, code: number): number => faults.accessCheck(vmFlags, pkey, decoded(code), PKRU);

describe('the access check (fault-path §3.1)', () => {
  const ANY = [VM_READ, VM_WRITE, VM_EXEC, VM_READ | VM_WRITE | VM_EXEC];
  it.each([READ, WRITE])('A2: the hardware says protection key (access 0x%x): PKUERR', (code) => {
    for (const vmFlags of [0, ...ANY]) expect(check(vmFlags, 0, code | PROT | PK)).toBe(SEGV_PKUERR);
  });

  const KEYS = [
    [2, READ, SEGV_PKUERR], [2, WRITE, SEGV_PKUERR], [2, FETCH, ACCESS_ALLOWED], [3, READ, ACCESS_ALLOWED], [3, WRITE, SEGV_PKUERR], [0, WRITE, ACCESS_ALLOWED],
  ] as const;
  it.each(KEYS)('A3: the VMA has key %i, access 0x%x: %i', (pkey, code, verdict) =>
    expect(check(VM_READ | VM_WRITE | VM_EXEC, pkey, code)).toBe(verdict));
  it('A3 comes before A4: T23', () => expect(check(VM_READ, 3, WRITE)).toBe(SEGV_PKUERR));

  it.each(ANY)('A4: a store needs W (VMA 0x%x), present or not', (vmFlags) => {
    for (const prot of [0, PROT]) expect(check(vmFlags, 0, WRITE | prot)).toBe(vmFlags & VM_WRITE ? ACCESS_ALLOWED : SEGV_ACCERR);
  });

  it.each(ANY)('A5: a present entry that refused a load or a fetch (VMA 0x%x): ACCERR', (vmFlags) => {
    for (const code of [READ, FETCH]) expect(check(vmFlags, 0, code | PROT)).toBe(SEGV_ACCERR);
  });

  it('A6: absent, not a store: any of R, W, X will do', () => {
    for (const code of [READ, FETCH]) {
      expect(ANY.map((vmFlags) => check(vmFlags, 0, code))).toEqual(ANY.map(() => ACCESS_ALLOWED));
      expect(check(0, 0, code)).toBe(SEGV_ACCERR);
    }
  });

  it('the kernel\'s accesses are checked alike', () => {
    for (let vmFlags = 0; vmFlags < 8; vmFlags++) for (const code of [READ, WRITE, WRITE | PROT])
      expect(check(vmFlags, 0, code & ~0x4)).toBe(check(vmFlags, 0, code));
  });
});

describe('the core\'s check of a key (arch_vma_access_permitted)', () => {
  it.each(ACCESS_NAMES)('%s', (name) => {
    for (const pkey of [0, 2, 3]) for (const foreign of [false, true]) {
      const open = foreign || name === 'exec' || pkey === 0 || (pkey === 3 && name === 'read');
      expect(faults.vmaAccessPermitted(pkey, name === 'write', name === 'exec', foreign, PKRU)).toBe(open);
    }
  });
});
