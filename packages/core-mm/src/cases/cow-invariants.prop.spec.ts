import {
  FAULT_FLAG_REMOTE, FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE, isCowMapping, VM_FAULT_ERROR, VM_FAULT_WRITE, VM_WRITE, wordHi, wordLo,
} from '@faultline/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, coreFault, prot, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE } from '../../../../tools/arch-lab/cases/machines';
import { coreInvariants } from '../invariants';
import { ZERO_PFN } from '../state/core-state';
import { referencesOf } from '../state/holds';
import { type CaseLab, lab } from '../testing/lab';
import type { EntryView, PageView } from '../views';

const SHARED_AT = AT + 8;
const PRIVATE_PAGES = [AT, AT + 1, AT + 2];
const SHARED_PAGES = [SHARED_AT, SHARED_AT + 1];
const PAGES = [...PRIVATE_PAGES, ...SHARED_PAGES];
const MOST_PROCESSES = 4;
const RUNS = 25;

/** One process, and the bytes it ought to see; shared bytes stand in one map for all. */
interface Process {
  readonly mm: number;
  readonly own: Map<number, number>;
  /** Pins of pages that are still mapped, by page. */
  readonly pins: Map<number, { hold: number; pfn: number }>;
  readonly gets: number[];
}
interface World {
  readonly machine: CaseLab;
  readonly processes: Process[];
  readonly shared: Map<number, number>;
}
type Act = (world: World, process: Process, vpn: number, value: number) => void;

const isShared = (vpn: number): boolean => vpn >= SHARED_AT;
const bytesOf = ({ shared }: World, { own }: Process, vpn: number): Map<number, number> => (isShared(vpn) ? shared : own);
const entryOf = ({ machine }: World, { mm }: Process, vpn: number): EntryView | undefined => machine.view.entry(mm, vpn);
const pageOf = ({ machine }: World, { pfn }: EntryView): PageView => machine.view.page(pfn);

const read: Act = (world, process, vpn) => {
  const { result, value } = world.machine.access(process.mm, vpn, 'read');
  if (result === 'ok') expect(value).toBe(bytesOf(world, process, vpn).get(vpn) ?? 0);
};

const write: Act = (world, process, vpn, value) => {
  if (world.machine.access(process.mm, vpn, 'write', value).result !== 'ok') return;
  bytesOf(world, process, vpn).set(vpn, value);
  const entry = entryOf(world, process, vpn)!;
  expect(entry).toMatchObject({ write: true, dirty: true, young: true });
  if (!isShared(vpn)) expect(pageOf(world, entry)).toMatchObject({ anon: true, exclusive: true, mapcount: 1, value });
};

/** What GUP asks for before it pins to read. */
const unshare: Act = (world, process, vpn) => {
  const { kernel } = world.machine.architecture;
  if (kernel === '6.1' && isShared(vpn)) return;
  const before = entryOf(world, process, vpn);
  const wasAnon = before !== undefined && pageOf(world, before).anon;
  expect(coreFault(world.machine, process.mm, FAULT_FLAG_UNSHARE, { vpn }) & (VM_FAULT_ERROR | VM_FAULT_WRITE)).toBe(0);
  const after = entryOf(world, process, vpn)!;
  if (before === undefined) return expect(after.write).toBe(isShared(vpn) && (vmaAt(world.machine, process.mm, vpn).vmFlags & VM_WRITE) !== 0);
  const protnone = world.machine.architecture.codec.protnone(0, wordLo(before.raw), wordHi(before.raw));
  if (!protnone) expect(after.write).toBe(before.write);
  if (!isShared(vpn) && !protnone && (wasAnon || kernel !== '6.1')) expect(pageOf(world, after)).toMatchObject({ anon: true, exclusive: true });
};

/** A debugger's write, as far as the fault goes: the VMA may lack W. */
const force: Act = ({ machine }, { mm }, vpn) => {
  const { vmFlags } = vmaAt(machine, mm, vpn);
  if (!isCowMapping(vmFlags) && !(vmFlags & VM_WRITE)) return;
  const result = coreFault(machine, mm, FAULT_FLAG_WRITE | FAULT_FLAG_REMOTE, { vpn });
  expect(result & (VM_FAULT_ERROR | (machine.architecture.kernel === '6.1' ? 0 : VM_FAULT_WRITE))).toBe(0);
  const entry = machine.view.entry(mm, vpn)!;
  if (!(vmFlags & VM_WRITE)) expect(entry).toMatchObject({ write: false });
};

const fork: Act = ({ machine, processes }, process) => {
  if (processes.length < MOST_PROCESSES) processes.push({ mm: machine.fork(process.mm).mm, own: new Map(process.own), pins: new Map(), gets: [] });
};
const exit: Act = ({ machine, processes }, process) => {
  if (processes.length === 1) return;
  machine.exit(process.mm);
  processes.splice(processes.indexOf(process), 1);
};
const protect = (text: string): Act => ({ machine }, { mm }, vpn) => void machine.mprotect(mm, vpn, 1, prot(text));
const dontneed: Act = ({ machine }, { mm, own, pins }, vpn) => {
  machine.madvise(mm, vpn, 1, 'dontneed');
  own.delete(vpn);
  pins.delete(vpn);
};
const populate = (advice: 'populate_read' | 'populate_write'): Act => ({ machine }, { mm }, vpn) => void machine.madvise(mm, vpn, 1, advice);

/** Pins the page; of I3: as long as the process leaves it mapped, the pin and the process see one page. */
const pin = (mode: 'read' | 'write'): Act => (world, process, vpn) => {
  const { errno, hold } = world.machine.pin(process.mm, vpn, 1, mode);
  if (errno !== 'ok') return;
  const { pfn, zeroPage } = entryOf(world, process, vpn)!;
  if (!zeroPage) process.pins.set(vpn, { hold, pfn });
};
const unpin: Act = (world, process) => {
  for (const [vpn, { hold }] of process.pins) {
    expect(world.machine.unpin(process.mm, hold)).toBe('ok');
    process.pins.delete(vpn);
    return;
  }
};
const get: Act = (world, process, vpn) => {
  const { errno, hold } = world.machine.get(process.mm, vpn, 1);
  if (errno !== 'ok') return;
  expect(world.machine.readGot(process.mm, hold).values).toEqual([bytesOf(world, process, vpn).get(vpn) ?? 0]);
  process.gets.push(hold);
};
const dropGot: Act = ({ machine }, { mm, gets }) => {
  const hold = gets.shift();
  if (hold !== undefined) expect(machine.dropGot(mm, hold)).toBe('ok');
};
/** What the process next to this one does to its memory. */
const reach = (call: 'poke' | 'vmWrite'): Act => (world, process, vpn, value) => {
  const other = world.processes[(world.processes.indexOf(process) + 1) % world.processes.length]!;
  if (world.machine[call](other.mm, process.mm, vpn, value).result === 'ok') bytesOf(world, process, vpn).set(vpn, value);
};
const look = (call: 'peek' | 'vmRead'): Act => (world, process, vpn) => {
  const { result, value } = world.machine[call](process.mm, process.mm, vpn);
  if (result === 'ok') expect(value).toBe(bytesOf(world, process, vpn).get(vpn) ?? 0);
};

const ACTS: Readonly<Record<string, Act>> = {
  read, write, store: write, unshare, force, fork, exit, r: protect('r'), rw: protect('rw'), raise: protect('rw'), none: protect('-'), dontneed,
  populateRead: populate('populate_read'), populateWrite: populate('populate_write'), pinRead: pin('read'), pinWrite: pin('write'), unpin, get, dropGot,
  poke: reach('poke'), vmWrite: reach('vmWrite'), peek: look('peek'), vmRead: look('vmRead'),
};
const step = fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(MOST_PROCESSES - 1), fc.constantFrom(...PAGES), fc.integer({ min: 1, max: 255 }));

/** Every entry of every process. */
function everyEntry(world: World): { vpn: number; entry: EntryView; page: PageView; process: Process }[] {
  return world.processes.flatMap((process) => PAGES.flatMap((vpn) => {
    const entry = entryOf(world, process, vpn);
    return entry === undefined ? [] : [{ vpn, entry, page: pageOf(world, entry), process }];
  }));
}

/** References that outlive their calls. */
const heldOf = ({ machine: { core: { state } } }: World, pfn: number): number =>
  state.holds().reduce((sum, hold) => sum + hold.pages.filter((page) => page === pfn).length * referencesOf(hold.kind), 0);

/** cow-and-gup §1.1, and the counts of §1.2 of fault-path; one sentence for each that does not hold. */
function broken(world: World, zeroPage: PageView): string[] {
  const all = everyEntry(world);
  const perEntry = all.flatMap(({ vpn, entry, page, process }) => {
    const where = `page ${vpn.toString(16)} of ${process.mm}`;
    const mapped = all.filter((other) => other.entry.pfn === entry.pfn).length;
    const counted = page.mapcount === mapped && page.refcount === mapped + (page.anon ? 0 : 1) + heldOf(world, page.pfn);
    if (entry.zeroPage) return entry.special && !entry.write && !isShared(vpn) ? [] : [`I7 ${where}: an odd entry of the zero page`];
    return [
      ...(page.anon && entry.write && !page.exclusive ? [`I1 ${where} is writable, not exclusive`] : []),
      ...(page.exclusive && mapped > 1 ? [`I2 ${where} is exclusive and mapped ${mapped} times`] : []),
      ...(page.exclusive && !page.anon ? [`${where} is exclusive, not anonymous`] : []),
      ...(page.anon === isShared(vpn) ? [`${where}: an anonymous page in shared memory, or the reverse`] : []),
      ...(counted ? [] : [`${where}: ${page.refcount} references, ${page.mapcount} mappings, ${mapped} entries`]),
    ];
  });
  const pinned = world.processes.flatMap((process) => [...process.pins].flatMap(([vpn, { pfn }]) => {
    const entry = entryOf(world, process, vpn);
    return entry?.pfn === pfn ? [] : [`I3 page ${vpn.toString(16)} of ${process.mm} is pinned, and another is mapped`];
  }));
  const zero = JSON.stringify(world.machine.view.page(ZERO_PFN)) === JSON.stringify(zeroPage) ? [] : ['I7 the zero page is referenced or counted'];
  return [...perEntry, ...pinned, ...zero, ...coreInvariants(world.machine.architecture, world.machine.core.state)];
}

function worldOf(machine: CaseLab): World {
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: AT, pages: PRIVATE_PAGES.length, prot: prot('rw'), shared: false, backing: 'anon' });
  machine.mmap(mm, { vpn: SHARED_AT, pages: SHARED_PAGES.length, prot: prot('rw'), shared: true, backing: 'anon' });
  return { machine, processes: [{ mm, own: new Map(), pins: new Map(), gets: [] }], shared: new Map() };
}

describe.each(EVERYWHERE)('cow-and-gup §1.1 after every step of any history: $name, kernel $kernel', ({ name, kernel }) => {
  it('I1 I2 I3 I7 hold, counts equal mappings, a write owns its page, UNSHARE and forced faults change no byte', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 10, maxLength: 50 }), (steps) => {
      const world = worldOf(lab(name, { kernel, memoryPages: 1024 }));
      const zeroPage = world.machine.view.page(ZERO_PFN);
      for (const [act, who, vpn, value] of steps) {
        ACTS[act]!(world, world.processes[who % world.processes.length]!, vpn, value);
        expect(broken(world, zeroPage)).toEqual([]);
      }
      for (const process of world.processes) for (const vpn of PAGES) read(world, process, vpn, 0);
    }), { numRuns: RUNS, seed: 20230108 });
  });
});
