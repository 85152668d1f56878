import { isDeepStrictEqual } from 'node:util';
import { F_VALUE, ZERO_PFN } from '@faultline/core-mm';
import type { Advice, SimulatedMachine } from '@faultline/machine';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Cell, FileModel, MemoryModel, type Protection } from './memory-model';

const BASE = 0x10000;
/** Pages that operations name: few, so that they meet. They lie across the end of a table. */
const PAGES = 24;
const FIRST = BASE + 500;
const MOST_PROCESSES = 4;
/** Slots of the swap device: fewer than there are pages, so that they run out. */
const SLOTS = 16;
/** Pages a file has at most: few, so that mappings of it meet, and more than a mapping shows at once. */
const FILE_PAGES = 10;

/** A process under test: its memory in the machine, and as it ought to be. */
export interface Pair {
  readonly mm: number;
  readonly model: MemoryModel;
  /** What devices hold of it, and the cells they ought to see for as long as they do. */
  readonly pins: { readonly hold: number; readonly cells: readonly Cell[] }[];
  /** What pipes hold of it. */
  readonly gets: number[];
  /** The files of the machine. */
  readonly files: readonly FileModel[];
}
export type Operation = (machine: SimulatedMachine, pairs: Pair[]) => void;

const page = fc.nat(PAGES - 1).map((nth) => FIRST + nth);
const pages = fc.integer({ min: 1, max: 8 });
const filePage = fc.nat(FILE_PAGES - 1);
/** The nth file of the machine. */
const fileOf = ({ files }: Pair, nth: number): FileModel => files[nth % files.length]!;
const prot = fc.constantFrom<Protection>('none', 'r', 'rw', 'rw', 'rw');
const locks = fc.constantFrom(false, false, true);
const who = fc.nat(MOST_PROCESSES - 1);
const protection = (text: Protection) => ({ r: text !== 'none', w: text === 'rw', x: false });

/** An operation of the nth process, shown in words in a counterexample. */
function on(words: string, nth: number, act: (machine: SimulatedMachine, pair: Pair, pairs: Pair[]) => void): Operation {
  const operation: Operation = (machine, pairs) => act(machine, pairs[nth % pairs.length]!, pairs);
  return Object.assign(operation, { [fc.toStringMethod]: () => `${nth}: ${words}` });
}

/** An operation that checks what it answers against the model of memory. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(who, page, pages, prot, fc.boolean(), locks).map(([nth, vpn, count, text, shared, locked]) => on(`mmap ${vpn} ${count} ${text} ${shared ? 'shared' : 'private'}${locked ? ' locked' : ''}`, nth, (machine, { mm, model }) => {
    expect(machine.mmap(mm, { vpn, pages: count, prot: protection(text), shared, backing: 'anon', locked })).toBe(model.mmap(vpn, count, text, shared, locked));
  })) },
  { weight: 3, arbitrary: fc.tuple(who, page, pages, prot, fc.boolean(), who, filePage).map(([nth, vpn, count, text, shared, which, offset]) => on(`mmap ${vpn} ${count} ${text} ${shared ? 'shared' : 'private'} of file ${which} at ${offset}`, nth, (machine, pair) => {
    const of = fileOf(pair, which);
    expect(machine.mmap(pair.mm, { vpn, pages: count, prot: protection(text), shared, backing: 'file', file: of.id, offset })).toBe(pair.model.mapFile(vpn, count, text, shared, of, offset));
  })) },
  { weight: 2, arbitrary: fc.tuple(who, filePage, fc.integer({ min: 1, max: 255 })).map(([which, at, value]) => on(`write file ${which} ${at} ${value}`, which, (machine, pair) => {
    const of = fileOf(pair, which);
    expect(machine.fileWrite(of.id, at, value)).toBe('ok');
    of.write(at, value);
  })) },
  { weight: 2, arbitrary: fc.tuple(who, filePage).map(([which, at]) => on(`read file ${which} ${at}`, which, (machine, pair) => {
    const of = fileOf(pair, which);
    expect(machine.fileRead(of.id, at)).toEqual({ result: 'ok', ...of.cells[at] });
  })) },
  { weight: 1, arbitrary: fc.tuple(who, fc.nat(FILE_PAGES)).map(([which, length]) => on(`truncate file ${which} to ${length}`, which, (machine, pair, pairs) => {
    const of = fileOf(pair, which);
    expect(machine.fileTruncate(of.id, length)).toBe('ok');
    of.resize(length);
    for (const { model } of pairs) model.cut(of);
  })) },
  { weight: 1, arbitrary: fc.tuple(who, filePage, pages).map(([which, at, count]) => on(`punch file ${which} ${at} ${count}`, which, (machine, pair) => {
    const of = fileOf(pair, which);
    expect(machine.filePunch(of.id, at, count)).toBe('ok');
    of.punch(at, count);
  })) },
  { weight: 1, arbitrary: who.map((which) => on(`sync file ${which}`, which, (machine, pair) => {
    expect(machine.fileSync(fileOf(pair, which).id)).toBe('ok');
  })) },
  { weight: 1, arbitrary: fc.tuple(who, page, pages).map(([nth, vpn, count]) => on(`msync ${vpn} ${count}`, nth, (machine, { mm, model }) => {
    expect(machine.msync(mm, vpn, count)).toBe(model.advise(vpn, count, true));
  })) },
  { weight: 1, arbitrary: fc.tuple(who, page, pages).map(([nth, vpn, count]) => on(`munmap ${vpn} ${count}`, nth, (machine, { mm, model }) => {
    expect(machine.munmap(mm, vpn, count)).toBe(model.munmap(vpn, count));
  })) },
  { weight: 2, arbitrary: fc.tuple(who, page, pages, prot).map(([nth, vpn, count, text]) => on(`mprotect ${vpn} ${count} ${text}`, nth, (machine, { mm, model }) => {
    expect(machine.mprotect(mm, vpn, count, protection(text))).toBe(model.mprotect(vpn, count, text));
  })) },
  { weight: 2, arbitrary: fc.tuple(who, page, pages, fc.constantFrom('dontneed', 'dontneed_locked')).map(([nth, vpn, count, advice]) => on(`${advice} ${vpn} ${count}`, nth, (machine, { mm, model }) => {
    expect(machine.madvise(mm, vpn, count, advice)).toBe(model.dontneed(vpn, count, advice === 'dontneed_locked'));
  })) },
  { weight: 2, arbitrary: fc.tuple(who, page, pages, fc.boolean()).map(([nth, vpn, count, onfault]) => on(`mlock ${vpn} ${count}${onfault ? ' onfault' : ''}`, nth, (machine, { mm, model }) => {
    // Locking breaks copy-on-write, or comes to the end of the file: what a private mapping shows afterwards is not told here.
    if (!model.hasFile(vpn, count)) expect(machine.mlock(mm, vpn, count, onfault)).toBe(model.mlock(vpn, count, onfault));
  })) },
  { weight: 1, arbitrary: fc.tuple(who, page, pages).map(([nth, vpn, count]) => on(`munlock ${vpn} ${count}`, nth, (machine, { mm, model }) => {
    expect(machine.munlock(mm, vpn, count)).toBe(model.munlock(vpn, count));
  })) },
  { weight: 3, arbitrary: fc.tuple(who, page, pages, fc.constantFrom<Advice>('pageout', 'pageout', 'cold', 'willneed')).map(([nth, vpn, count, advice]) => on(`${advice} ${vpn} ${count}`, nth, (machine, { mm, model }) => {
    expect(machine.madvise(mm, vpn, count, advice)).toBe(model.advise(vpn, count, advice === 'willneed'));
  })) },
  { weight: 4, arbitrary: fc.tuple(who, page, fc.integer({ min: 1, max: 255 })).map(([nth, vpn, value]) => on(`write ${vpn} ${value} and pageout`, nth, (machine, { mm, model }) => {
    expect(machine.access(mm, vpn, 'write', value)).toEqual(model.write(vpn, value));
    expect(machine.madvise(mm, vpn, 1, 'pageout')).toBe(model.advise(vpn, 1, false));
  })) },
  { weight: 1, arbitrary: who.map((nth) => on('swapoff and swapon', nth, (machine) => {
    expect([machine.swapoff(), machine.swapon(SLOTS)]).toEqual(['ok', 'ok']);
  })) },
  { weight: 1, arbitrary: fc.tuple(who, page, pages, page).map(([nth, vpn, count, to]) => on(`mremap ${vpn} ${count} to ${to}`, nth, (machine, { mm, model }) => {
    const result = machine.mremap(mm, vpn, count, count, { vpn: to, dontUnmap: false });
    expect(result).toBe(model.mremap(vpn, count, to, result));
  })) },
  { weight: 8, arbitrary: fc.tuple(who, page).map(([nth, vpn]) => on(`read ${vpn}`, nth, (machine, { mm, model }) => {
    expect(machine.access(mm, vpn, 'read')).toEqual(model.read(vpn));
  })) },
  { weight: 8, arbitrary: fc.tuple(who, page, fc.integer({ min: 1, max: 255 })).map(([nth, vpn, value]) => on(`write ${vpn} ${value}`, nth, (machine, { mm, model }) => {
    expect(machine.access(mm, vpn, 'write', value)).toEqual(model.write(vpn, value));
  })) },
  { weight: 2, arbitrary: who.map((nth) => on('fork', nth, (machine, { mm, model }, pairs) => {
    if (pairs.length < MOST_PROCESSES) pairs.push(pairOf(machine.fork(mm).mm, model.fork(), pairs[0]!.files));
  })) },
  { weight: 1, arbitrary: who.map((nth) => on('exit', nth, (machine, pair, pairs) => {
    if (pairs.length === 1) return;
    machine.exit(pair.mm);
    pairs.splice(pairs.indexOf(pair), 1);
  })) },
  { weight: 1, arbitrary: fc.tuple(who, fc.constantFrom('softDirty', 'referenced')).map(([nth, marks]) => on(`clear ${marks}`, nth, (machine, { mm }) => {
    expect(machine.clearRefs(mm, marks)).toBe('ok');
    machine.evictAll(mm);
  })) },
  { weight: 2, arbitrary: fc.tuple(who, page, pages, fc.constantFrom('read', 'write')).map(([nth, vpn, count, mode]) => on(`pin ${vpn} ${count} ${mode}`, nth, (machine, { mm, model, pins }) => {
    if (model.hasFile(vpn, count)) return;
    const { errno, cells } = model.pin(vpn, count, mode === 'write');
    const made = machine.pin(mm, vpn, count, mode);
    expect(made.errno).toBe(errno);
    if (errno === 'ok') pins.push({ hold: made.hold, cells });
  })) },
  { weight: 1, arbitrary: who.map((nth) => on('unpin', nth, (machine, { mm, pins }) => {
    const pin = pins.shift();
    if (pin !== undefined) expect(machine.unpin(mm, pin.hold)).toBe('ok');
  })) },
  { weight: 2, arbitrary: fc.tuple(who, page).map(([nth, vpn]) => on(`get ${vpn}`, nth, (machine, { mm, model, gets }) => {
    const { result, value } = model.vmRead(vpn);
    const { errno, hold } = machine.get(mm, vpn, 1);
    expect(errno).toBe(result);
    if (errno !== 'ok') return;
    expect(machine.readGot(mm, hold).values).toEqual([value]);
    gets.push(hold);
  })) },
  { weight: 1, arbitrary: who.map((nth) => on('dropGot', nth, (machine, { mm, gets }) => {
    const hold = gets.shift();
    if (hold !== undefined) expect(machine.dropGot(mm, hold)).toBe('ok');
  })) },
  { weight: 2, arbitrary: fc.tuple(who, who, page, fc.constantFrom('peek', 'vmRead')).map(([nth, of, vpn, call]) => on(`${call} of ${of} ${vpn}`, nth, (machine, { mm }, pairs) => {
    const target = pairs[of % pairs.length]!;
    expect(machine[call](mm, target.mm, vpn)).toEqual(target.model[call](vpn));
  })) },
  { weight: 2, arbitrary: fc.tuple(who, who, page, fc.integer({ min: 1, max: 255 }), fc.constantFrom('poke', 'vmWrite')).map(([nth, of, vpn, value, call]) => on(`${call} of ${of} ${vpn} ${value}`, nth, (machine, { mm }, pairs) => {
    const target = pairs[of % pairs.length]!;
    expect(machine[call](mm, target.mm, vpn, value)).toEqual(target.model[call](vpn, value));
  })) },
);

const pairOf = (mm: number, model: MemoryModel, files: readonly FileModel[]): Pair => ({ mm, model, pins: [], gets: [], files });

/** A file with storage behind it that is not cached, and memory of the same kind that is a hole. */
const filesOf = (machine: SimulatedMachine): FileModel[] => (['file', 'shmem'] as const).map((backing) => {
  const content = Array.from({ length: FILE_PAGES >> 1 }, (_, at) => (backing === 'file' ? at + 1 : 0));
  return new FileModel(machine.createFile({ backing, pages: content.length, content }).file, content);
});

/** A machine with one process, ready for operations. */
export function firstPair(machine: SimulatedMachine): Pair {
  machine.swapon(SLOTS);
  return pairOf(machine.spawn(), MemoryModel.empty(), filesOf(machine));
}

/** Every process ends, and every file is closed: nothing is left. */
export function ended(machine: SimulatedMachine, pairs: readonly Pair[]): void {
  for (const { mm } of pairs) machine.exit(mm);
  for (const { id } of pairs[0]!.files) machine.closeFile(id);
}

/** Pins whose pages have parted from what the process sees (cow-and-gup I3, by bytes). */
export const strayPins = ({ state: { core }, profile }: SimulatedMachine, pairs: readonly Pair[]): string[] => pairs.flatMap(({ mm, pins }) => pins.flatMap(({ hold, cells }) => {
  const seen = core.hold(hold).pages.map((pfn) => core.frames.get(pfn, F_VALUE));
  // Before 84209e87c696 a pin could be left behind with the zero page.
  const left = !profile['longterm-pin-unshares'] && core.hold(hold).pages.includes(ZERO_PFN);
  return left || isDeepStrictEqual(seen, cells.map(({ value }) => value)) ? [] : [`pin ${hold} of ${mm} sees ${seen.join(' ')}, not ${cells.map(({ value }) => value).join(' ')}`];
}));
