import { ACCESS_READ, ACCESS_WRITE, type Access } from '@faultline/contracts';
import type { Race, RaceThread, Scene } from '@faultline/explore';
import type { SimulatedMachine } from '@faultline/machine';
import fc from 'fast-check';
import { Stage } from '../../packages/explore/src/stage';
import { walk } from '../../packages/explore/src/testing/drive';
import type { Subject } from './subjects';

const PRIVATE = 0x100000;
const SHARED = PRIVATE + 2;
const PAGES = [PRIVATE, PRIVATE + 1, SHARED, SHARED + 1];
const STEPS = 120;
const WALKS = 12;
const RW = { r: true, w: true, x: false } as const;

const touch = (cpu: number, page: number, access: Access): RaceThread =>
  ({ name: `touch ${access} on ${cpu}`, cpu, path: ({ paths }, { mm }) => paths.access(mm, page, access, true, 5) });
const drop = (cpu: number): RaceThread =>
  ({ name: `drop on ${cpu}`, cpu, path: ({ paths }, { mm }) => paths.madvise(mm, PRIVATE, PAGES.length, 'dontneed') });

/** A private and a shared mapping, half of each written; a child shares the private page. */
function setup(machine: SimulatedMachine): Scene {
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: PRIVATE, pages: 2, prot: RW, shared: false, backing: 'anon' });
  machine.mmap(mm, { vpn: SHARED, pages: 2, prot: RW, shared: true, backing: 'anon' });
  for (const page of [PRIVATE, SHARED]) machine.access(mm, page, 'write', 7);
  machine.fork(mm);
  for (const cpu of [1, 0]) machine.on(cpu).paths.switchTo(mm);
  return { mm, pages: PAGES };
}

const raceOf = (...threads: readonly RaceThread[]): Race => ({
  name: threads.map(({ name }) => name).join(' / '), about: 'for causes', cpus: 2, memoryPages: 1024, threads, setup, hardware: [], invariants: [], bounds: [],
});

/** One page faulted in twice, by a write and by a read or another write; two zaps; steps of hardware between any two of theirs. */
const RACES: readonly Race[] = [
  ...PAGES.flatMap((page) => [ACCESS_READ, ACCESS_WRITE].map((access) => raceOf(touch(0, page, ACCESS_WRITE), touch(1, page, access)))),
  raceOf(touch(0, PRIVATE + 1, ACCESS_READ), touch(1, PRIVATE + 1, ACCESS_READ)),
  raceOf(drop(0), drop(1)),
  { ...raceOf(touch(0, PRIVATE, ACCESS_WRITE)), hardware: ['fill', 'evict'] },
];

/** Machines after races in which any step came next. */
export function* raced(subject: Subject): Generator<SimulatedMachine> {
  const ways = fc.sample(fc.array(fc.nat(1000), { minLength: STEPS, maxLength: STEPS }), { numRuns: WALKS, seed: 20230108 });
  for (const race of RACES) {
    const stage = new Stage({ ...subject, race });
    for (const way of ways) {
      const world = stage.world();
      walk(world, way);
      yield world.machine;
    }
  }
}
