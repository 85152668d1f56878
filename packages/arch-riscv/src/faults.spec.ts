import {
  ACCESS_ALLOWED, ACCESS_EXEC, ACCESS_READ, ACCESS_WRITE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_USER, FAULT_FLAG_WRITE, faultSlot, SEGV_ACCERR,
  VM_EXEC, VM_READ, VM_SHARED, VM_WRITE, type FaultSlot,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { riscv } from './index';
import { filled } from './testing/tables';

const { faults } = riscv();
const SUPERVISOR = 0x100;
const decoded = (cause: number, status = 0): FaultSlot => {
  const out = faultSlot();
  faults.decode(cause, status, out);
  return out;
};

/** arch-riscv §7: cause, access, flag the kernel passes on, and what the mapping must permit (fault-path A8). */
const CAUSES = [
  { cause: 12, access: ACCESS_EXEC, flag: FAULT_FLAG_INSTRUCTION, wanted: VM_EXEC, words: 'instruction page fault' },
  { cause: 13, access: ACCESS_READ, flag: 0, wanted: VM_READ | VM_WRITE, words: 'load page fault' },
  { cause: 15, access: ACCESS_WRITE, flag: FAULT_FLAG_WRITE, wanted: VM_WRITE, words: 'store/AMO page fault' },
] as const;

describe.each(CAUSES)('§7: cause $cause', ({ cause, access, flag, wanted, words }) => {
  it('from user mode', () => expect(decoded(cause)).toEqual({ flags: flag | FAULT_FLAG_USER, access, present: -1, reason: 0, pkey: false, level: -1 }));
  it('from supervisor mode', () => expect(decoded(cause, SUPERVISOR)).toEqual({ flags: flag, access, present: -1, reason: 0, pkey: false, level: -1 }));

  it.each(Array.from({ length: 16 }, (_, vmFlags) => vmFlags))('A8: mapping with flags %i', (vmFlags) =>
    expect(faults.accessCheck(vmFlags, 0, decoded(cause), 0)).toBe(vmFlags & ~VM_SHARED & wanted ? ACCESS_ALLOWED : SEGV_ACCERR));

  it.each([1, 2, 3, 4, 7].flatMap((fault) => [true, false].map((user) => ({ fault, user }))))('encoded whatever the reason ($fault, user $user), and back', ({ fault, user }) => {
    const word = filled((out) => faults.encode(fault, access, user, 2, out));
    expect(word).toBe(BigInt(cause) | (user ? 0n : BigInt(SUPERVISOR) << 32n));
    expect(decoded(Number(word & 0xffffffffn), Number(word >> 32n))).toMatchObject({ access, flags: flag | (user ? FAULT_FLAG_USER : 0) });
  });

  it('in words', () => {
    expect(faults.describe(cause, 0)).toBe(`${words}, user mode`);
    expect(faults.describe(cause, SUPERVISOR)).toBe(`${words}, supervisor mode`);
  });
});

it.each([[1, ACCESS_EXEC, 'instruction access fault'], [5, ACCESS_READ, 'load access fault'], [7, ACCESS_WRITE, 'store/AMO access fault']] as const)(
  '§7: cause %i is no page fault', (cause, access, words) => {
    expect(decoded(cause)).toMatchObject({ flags: FAULT_FLAG_USER, access });
    expect(faults.describe(cause, 0)).toBe(`${words}, user mode`);
  });

it('a cause that is none of these tells no access, and nothing permits it', () => {
  expect(decoded(2)).toMatchObject({ access: -1 });
  expect(faults.accessCheck(VM_READ | VM_WRITE | VM_EXEC, 0, decoded(2), 0)).toBe(SEGV_ACCERR);
  expect(faults.describe(2, 0)).toBe('cause 2, user mode');
});

it('there are no keys', () => expect({ vmaAccessPermitted: faults.vmaAccessPermitted(3, true, false, false, -1) }).toEqual({ vmaAccessPermitted: true }));
