import { arm64 } from '@faultline/arch-arm64';
import { mmuFor } from '@faultline/arch-arm64/mmu';
import { s390 } from '@faultline/arch-s390';
import { createMmu as s390Mmu } from '@faultline/arch-s390/mmu';
import { x86_64 } from '@faultline/arch-x86';
import { createMmu as x86Mmu } from '@faultline/arch-x86/mmu';
import { createMachine, type SimulatedMachine } from '@faultline/machine';

const arm = arm64();
const PARTS = {
  'x86-64': { architecture: x86_64(), createMmu: x86Mmu }, arm64: { architecture: arm, createMmu: mmuFor(arm) }, s390: { architecture: s390(), createMmu: s390Mmu },
} as const;

/** Architectures that the tests run on. */
export const NAMES = ['x86-64', 'arm64', 's390'] as const;

/** A small machine. */
export const machineOf = (name: (typeof NAMES)[number]): SimulatedMachine => createMachine({ ...PARTS[name], memoryPages: 4096, cpus: 2 });

/** First page of what `busy` maps; aligned to a PMD's pages everywhere. */
export const AT = 0x40000;
const ANON = { prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' } as const;

/** A bit of everything; what is done after each step is told by `looked`. Returns the parent's mm. */
export function busy(machine: SimulatedMachine, looked: () => void = () => undefined): number {
  const mm = machine.spawn();
  let child = 0;
  const steps: (() => unknown)[] = [
    () => machine.mmap(mm, { vpn: AT, pages: 1024, ...ANON }),
    () => machine.mmap(mm, { vpn: AT + 0x4000, pages: 3, ...ANON, shared: true }),
    ...[0, 1, 700, 0x4001].flatMap((page) => [() => machine.access(mm, AT + page, 'read'), () => machine.access(mm, AT + page, 'write', 7)]),
    () => (child = machine.fork(mm).mm),
    () => machine.access(child, AT + 1, 'write', 8),
    () => machine.mremap(mm, AT, 1024, 1024, { vpn: AT + 0x8000, dontUnmap: false }),
    () => machine.mprotect(mm, AT + 0x8001, 1, { r: true, w: false, x: false }),
    () => machine.access(mm, AT + 0x8001, 'read'),
    () => machine.access(mm, AT, 'read'),
    () => machine.munmap(mm, AT + 0x8000 + 512, 300),
    () => machine.exit(child),
  ];
  for (const step of steps) {
    step();
    looked();
  }
  return mm;
}
