import type { SimulatedMachine } from '@faultline/machine';
import type { Race, Scene } from '../race';
import { user } from './user';

const PAGE = 0x100000;
const ACCESSES = 2;

/** A page mapped and written, in an address space that both CPUs have loaded. */
function setup(machine: SimulatedMachine): Scene {
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: PAGE, pages: 1, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
  machine.access(mm, PAGE, 'write', 7);
  for (const cpu of [1, 0]) machine.on(cpu).paths.switchTo(mm);
  return { mm, pages: [PAGE] };
}

/** tlb-and-races §6.1: unmapping on one CPU, stale translations on another. */
export const freeBeforeFlush: Race = {
  name: 'free-before-flush',
  about: 'CPU 0 unmaps a page that CPU 1 may still reach through its TLB; is it freed before CPU 1 flushed?',
  cpus: 2,
  memoryPages: 1024,
  setup,
  threads: [
    { name: 'unmap', cpu: 0, path: ({ paths }, { mm }) => paths.munmap(mm, PAGE, 1) },
    user('user', 1, PAGE, ACCESSES),
  ],
  hardware: ['fill', 'evict'],
  invariants: ['I2', 'I4', 'I9', 'I10', 'I12'],
  bounds: [
    '2 CPUs, one address space, one page', `user thread: at most ${ACCESSES} accesses, each a load or a store (H3 to H6)`,
    'hardware fills and evicts only the page of the race',
  ],
};
