import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, faultSlot, SEGV_ACCERR,
  VM_EXEC, VM_READ, VM_WRITE, WALK_ACCESS_FLAG, WALK_ADDRESS_SIZE, WALK_NOT_PRESENT, WALK_OK, WALK_PROTECTION, type FaultSlot,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { arm64 } from './index';

const { faults } = arm64();
const decoded = (esr: number): FaultSlot => {
  const out = faultSlot();
  faults.decode(esr | 0, 0, out);
  return out;
};
const ACCESSES = [ACCESS_READ, ACCESS_WRITE, ACCESS_EXEC] as const;
const classOf = (access: number,
user: boolean): number => (access === ACCESS_EXEC ? (user ? 0x82000000 : 0x86000000) : user ? 0x92000000 : 0x96000000);

/** arch-arm64 §7: reason, Linux level, status code, "present". */
const CODES = [
  ...[3, 2, 1, 0].map((level) => [WALK_ADDRESS_SIZE, level, 3 - level, 1] as const),
  ...[3, 2, 1, 0].map((level) => [WALK_NOT_PRESENT, level, 4 + 3 - level, 0] as const),
  ...[3, 2, 1, 0].map((level) => [WALK_ACCESS_FLAG, level, 8 + 3 - level, 1] as const),
  ...[3, 2, 1, 0].map((level) => [WALK_PROTECTION, level, 12 + 3 - level, 1] as const),
  [WALK_NOT_PRESENT, 4, 0x2b, 0] as const,
];

describe('ESR (arch-arm64 §7)', () => {
  it.each(CODES)('reason %i at Linux level %i is status 0x%x, and read back', (reason, level, status, present) => {
    for (const access of ACCESSES) for (const user of [true, false]) {
      const out = { lo: 0, hi: -1 };
      faults.encode(reason, access, user, level, out);
      expect([out.lo >>> 0, out.hi]).toEqual([classOf(access, user) + (access === ACCESS_WRITE ? 0x40 : 0) + status, 0]);
      const fetch = access === ACCESS_EXEC && user;
      expect(decoded(out.lo)).toEqual({
        flags: (access === ACCESS_WRITE ? FAULT_FLAG_WRITE : 0) | (fetch ? FAULT_FLAG_INSTRUCTION : 0) | (user ? FAULT_FLAG_USER : 0),
        access, present, reason, pkey: false, level,
      });
    }
  });

  it('cache maintenance sets WnR and is no store', () => expect(decoded(0x92000147)).toMatchObject({ access: ACCESS_READ, flags: FAULT_FLAG_USER }));

  it.each([0x10, 0x11, 0x14, 0x15, 0x16, 0x17, 0x30, 0x31])('status 0x%x comes from no walk', (status) => {
    expect(decoded(0x92000000 + status)).toMatchObject({ reason: WALK_OK, present: -1, level: -1 });
  });

  const WORDS = [
    [0x92000007, 'translation fault, level 3, load from EL0'], [0x9200004f, 'permission fault, level 3, store from EL0'],
    [0x8200000f, 'permission fault, level 3, fetch from EL0'], [0x8600000d, 'permission fault, level 1, fetch from EL1'],
    [0x9600004b, 'access flag fault, level 3, store from EL1'], [0x92000000, 'address size fault, level 0, load from EL0'],
    [0x9200002b, 'translation fault, level -1, load from EL0'], [0x92000147, 'translation fault, level 3, cache maintenance from EL0'],
    [0x92000010, 'external abort, load from EL0'], [0x92000015, 'external abort on walk, load from EL0'], [0x92000011, 'tag check, load from EL0'],
    [0x92000030, 'TLB conflict, load from EL0'], [0x92000071, 'unsupported atomic update, store from EL0'],
    [0x92000021, 'status 0x21, load from EL0'],
  ] as const;
  it.each(WORDS)('0x%x in words: %s', (esr, words) => expect(faults.describe(esr | 0, 0)).toBe(words));
});

describe('the access check: A7 (fault-path §3.1)', () => {
  const esrOf = (name: 'read' | 'write' | 'exec'): number => (name === 'exec' ? 0x82000007 : name === 'write' ? 0x92000047 : 0x92000007);
  const NEEDS = [
    { name: 'exec', config: '4k-48', needs: VM_EXEC }, { name: 'write', config: '4k-48', needs: VM_WRITE },
    { name: 'read', config: '4k-48', needs: VM_READ | VM_WRITE | VM_EXEC }, { name: 'read', config: '4k-48+epan', needs: VM_READ | VM_WRITE },
    { name: 'exec', config: '4k-48+epan', needs: VM_EXEC }, { name: 'write', config: '4k-48+epan', needs: VM_WRITE },
  ] as const;
  it.each(NEEDS)('$name on $config: one of $needs', ({ name, config, needs }) => {
    for (let vmFlags = 0; vmFlags < 8; vmFlags++) for (const status of [0, 8]) {
      const verdict = arm64({ config }).faults.accessCheck(vmFlags, 0, decoded(esrOf(name) + status), 0);
      expect(verdict, `VMA ${vmFlags}`).toBe(vmFlags & needs ? ACCESS_ALLOWED : SEGV_ACCERR);
    }
  });

  it('no keys', () => expect({ vmaAccessPermitted: faults.vmaAccessPermitted(3, true, false, false, -1) }).toEqual({ vmaAccessPermitted: true }));
});
