import { ACCESS_READ, stepPoint, type Path } from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';
import type { Race, Scene } from '../race';

const PAGE = 0x100000;

/** At most two reads of the page, by a thread of the same process on another CPU. */
function* readTwice(machine: SimulatedMachine, { mm }: Scene): Path<void> {
  for (let reads = 0; reads < 2; reads++) {
    yield stepPoint('user: about to read', reads);
    if ((yield* machine.paths.access(mm, PAGE, ACCESS_READ, true, 0)) < 0) return;
  }
}

/** A page mapped and written, in an address space that both CPUs have loaded. */
function setup(machine: SimulatedMachine): Scene {
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: PAGE, pages: 1, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
  machine.access(mm, PAGE, 'write', 7);
  for (const cpu of [1, 0]) {
    machine.log.cpu = cpu;
    machine.paths.switchTo(mm);
  }
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
    { name: 'unmap', cpu: 0, path: (machine, { mm }) => machine.paths.munmap(mm, PAGE, 1) },
    { name: 'user', cpu: 1, path: readTwice },
  ],
  hardware: ['fill', 'evict'],
  bounds: ['2 CPUs, one address space, one page', 'user thread: at most 2 accesses', 'hardware fills and evicts only the page of the race'],
};
