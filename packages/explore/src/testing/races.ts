import { ACCESS_WRITE, runPath } from '@faultline/contracts';
import type { ActingCpu, SimulatedMachine } from '@faultline/machine';
import type { Race, RaceThread, Scene } from '../race';
import { user } from '../races/user';

export const PAGE = 0x100000;
const RW = { r: true, w: true, x: false } as const;

/** What the CPUs know of the page at the start: nothing was touched, CPU 0 touched it and all forgot, all hold its translation. */
type Start = 'untouched' | 'touched' | 'cached';

function onCpus(cpus: number, act: (on: ActingCpu) => void, machine: SimulatedMachine): void {
  for (let cpu = cpus - 1; cpu >= 0; cpu--) act(machine.on(cpu));
}

/** One private page in an mm that all CPUs have loaded. */
const onePage = (cpus: number, start: Start) => (machine: SimulatedMachine): Scene => {
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: PAGE, pages: 1, prot: RW, shared: false, backing: 'anon' });
  if (start !== 'untouched') machine.access(mm, PAGE, 'write', 7);
  onCpus(cpus, ({ paths }) => paths.switchTo(mm), machine);
  if (start === 'cached') onCpus(cpus, ({ paths }) => void runPath(paths.access(mm, PAGE, ACCESS_WRITE, true, 7)), machine);
  return { mm, pages: [PAGE] };
};

/** The page is shared with a child: the next store copies it. */
const sharedWithChild = (machine: SimulatedMachine): Scene => {
  const scene = onePage(2, 'touched')(machine);
  machine.fork(scene.mm);
  onCpus(2, ({ paths }) => paths.switchTo(scene.mm), machine);
  return scene;
};

const unmap: RaceThread = { name: 'unmap', cpu: 0, path: ({ paths }, { mm }) => paths.munmap(mm, PAGE, 1) };
const dontneed = (name: string, cpu: number): RaceThread =>
  ({ name, cpu, path: ({ paths }, { mm }) => paths.madvise(mm, PAGE, 1, 'dontneed') });
const protect = (cpu: number): RaceThread =>
  ({ name: 'protect', cpu, path: ({ paths }, { mm }) => paths.mprotect(mm, PAGE, 1, { r: true, w: false, x: false }) });

const base = { about: 'for tests', memoryPages: 512, hardware: ['fill'], bounds: ['for tests'] } as const;

/** Three CPUs: one unmaps, one reads, one drops the page. */
export const unmapReadDrop: Race = {
  ...base, name: 'unmap-read-drop', hardware: [], cpus: 3, setup: onePage(3, 'cached'), invariants: ['I2', 'I4', 'I9', 'I12'],
  threads: [unmap, user('reader', 1, PAGE, 1, ['load']), dontneed('drop', 2)],
};

/** Three CPUs: one unmaps, one stores, one takes the right to store away. */
export const unmapStoreProtect: Race = {
  ...base, name: 'unmap-store-protect', hardware: [], cpus: 3, setup: onePage(3, 'cached'), invariants: ['I2', 'I4', 'I9', 'I10', 'I12'],
  threads: [unmap, user('writer', 1, PAGE, 1, ['store']), protect(2)],
};

/** Two zaps of one page at once (tlb-and-races §6.3). */
export const twoZaps: Race = {
  ...base, name: 'two-zaps', cpus: 2, setup: onePage(2, 'touched'), invariants: ['I2', 'I4', 'I9', 'I12'], threads: [dontneed('A', 0), dontneed('B', 1)],
};

/** One CPU copies on write while another reads (tlb-and-races §6.10). */
export const copyOnWrite: Race = {
  ...base, name: 'copy-on-write', hardware: [], cpus: 2, setup: sharedWithChild, invariants: ['I2', 'I9', 'I10', 'I12'],
  threads: [user('writer', 0, PAGE, 1, ['store']), user('reader', 1, PAGE, 2, ['load'])],
};

/** A first touch while the page is unmapped. */
export const touchUnmap: Race = {
  ...base, name: 'touch-unmap', cpus: 2, setup: onePage(2, 'untouched'), invariants: ['I2', 'I4', 'I9', 'I10', 'I12'],
  threads: [unmap, user('writer', 1, PAGE, 1, ['store'])],
};

/** A first store, with nobody else about. */
export const storeAlone: Race = { ...touchUnmap, name: 'store-alone', threads: [user('writer', 1, PAGE, 1, ['store'])] };

/** A page that was only read: writable, and clean in the entry. */
export const sharedClean: Race = {
  ...base, name: 'shared-clean', cpus: 2, invariants: ['I2', 'I4', 'I9', 'I12'],
  setup(machine) {
    const mm = machine.spawn();
    machine.mmap(mm, { vpn: PAGE, pages: 1, prot: RW, shared: true, backing: 'anon' });
    machine.access(mm, PAGE, 'read');
    onCpus(2, () => machine.paths.switchTo(mm), machine);
    return { mm, pages: [PAGE] };
  },
  threads: [unmap, user('writer', 1, PAGE, 1, ['store'])],
};

/** Takes a frame for a page of another process. */
const taker: RaceThread = {
  name: 'taker', cpu: 2,
  *path({ paths }, { mm }) {
    yield* paths.access(mm + 1, PAGE, ACCESS_WRITE, true, 5);
  },
};

/** As `free-before-flush`, with another process that takes frames (C of tlb-and-races §6.1). */
export const unmapReadTake: Race = {
  ...base, name: 'unmap-read-take', cpus: 3, hardware: [], invariants: ['I2', 'I4', 'I9', 'I10', 'I12'],
  setup(machine) {
    const scene = onePage(2, 'cached')(machine);
    const other = machine.spawn();
    machine.mmap(other, { vpn: PAGE, pages: 1, prot: RW, shared: false, backing: 'anon' });
    machine.on(2).paths.switchTo(other);
    return scene;
  },
  threads: [unmap, user('reader', 1, PAGE, 1, ['load']), taker],
};

/** Two CPUs store to a page that is shared with a child: one of them copies it. */
export const twoStores: Race = {
  ...copyOnWrite, name: 'two-stores', threads: [user('writer', 0, PAGE, 1, ['store']), user('other', 1, PAGE, 1, ['store'])],
};

/** An unmapping with nobody else about. */
export const unmapAlone: Race = { ...touchUnmap, name: 'unmap-alone', setup: onePage(2, 'cached'), threads: [unmap] };
