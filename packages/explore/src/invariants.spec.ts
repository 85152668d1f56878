import { describe, expect, it } from 'vitest';
import { explore } from './explore';
import { violationOf, type Violation } from './invariants';
import type { Race } from './race';
import { runToEvent, stageOf, step } from './testing/drive';
import { ARCHES, parts, ruleOff, type ArchName, type Parts } from './testing/machines';
import { clearsWithoutFlush, deaf, keepsLock, withoutLock, withoutNestedTest } from './testing/mutants';
import { copyOnWrite, touchUnmap, twoStores, twoZaps, unmapAlone, unmapReadDrop, unmapReadTake, unmapStoreProtect } from './testing/races';
import type { World } from './world';

/** What a step breaks. */
function broken(world: World, act: () => void): Violation | undefined {
  const from = world.machine.log.length;
  act();
  return violationOf(world, from);
}

describe('I2: no access reaches a frame that was freed', () => {
  const freed = (): World => {
    const world = stageOf(unmapReadTake, 'x86-64', { profile: ruleOff() }).world();
    step(world, 'reader');
    runToEvent(world, 'unmap', 'FolioFreed');
    return world;
  };

  it('and is free', () => {
    const world = freed();
    expect(broken(world, () => step(world, 'reader'))).toEqual({ invariant: 'I2', message: expect.stringMatching(/^CPU 1 read frame 0x[0-9a-f]+, which was freed$/) });
  });

  it('and has another owner by now', () => {
    const world = freed();
    expect(broken(world, () => runToEvent(world, 'taker', 'FolioAllocated'))).toBeUndefined();
    expect(broken(world, () => step(world, 'reader'))).toEqual({ invariant: 'I2', message: expect.stringMatching(/^CPU 1 read frame 0x[0-9a-f]+, which was freed and has another owner$/) });
  });

  it('where a CPU runs no thread, none can be reached', () => {
    const { violation } = explore({ race: unmapAlone, ...parts('x86-64'), profile: ruleOff() });
    expect(violation).toMatchObject({ invariant: 'I2', message: expect.stringMatching(/^CPU 1 can reach frame 0x[0-9a-f]+, which was freed$/) });
  });

  it('the zero page is nobody’s to free', () => {
    const world = stageOf({ ...touchUnmap, threads: [copyOnWrite.threads[1]!] }, 'x86-64').world();
    step(world, 'reader');
    let found: Violation | undefined;
    while (!world.finished) found ??= broken(world, () => step(world, 'reader'));
    expect(found).toBeUndefined();
  });
});

type Case = readonly [invariant: Violation['invariant'], variant: string, race: Race, mutate: (parts: Parts) => Parts, arches: readonly ArchName[]];
const same = (unchanged: Parts): Parts => unchanged;
const only = (invariant: Race['invariants'][number], race: Race): Race => ({ ...race, invariants: [invariant] });
const GATHERING = ['x86-64', 'arm64'] as const;

/** Broken variants that must be found. s390 invalidates in the clear, so what leaves out a later flush breaks nothing there. */
const CASES: readonly Case[] = [
  ['I2', 'a CPU that does not do its part of a flush reads', only('I2', unmapReadDrop), deaf, ARCHES],
  ['I2', 'a CPU that runs no thread does not do its part of a flush', only('I2', unmapAlone), deaf, ARCHES],
  ['I4', 'munmap without the other CPU', only('I4', unmapAlone), deaf, ARCHES],
  ['I4', 'mprotect without the other CPUs', only('I4', unmapStoreProtect), deaf, ARCHES],
  ['I4', 'TR-28: two zaps without the nested test', only('I4', withoutNestedTest(twoZaps)), same, GATHERING],
  ['I9', 'tables freed without the other CPU', only('I9', unmapAlone), deaf, ARCHES],
  ['I10', 'TR-36: copy on write without the flush of the clear', only('I10', copyOnWrite), clearsWithoutFlush, GATHERING],
  ['I12', 'copy on write without the PTE lock', only('I12', withoutLock(twoStores, 'writer', 'ptl')), same, ARCHES],
  ['error', 'munmap without the mmap lock', withoutLock(touchUnmap, 'unmap', 'mmap_lock'), same, ARCHES],
  ['deadlock', 'a PTE lock that is kept', keepsLock(touchUnmap, 'ptl'), same, ARCHES],
];

describe.each(CASES)('%s is broken by: %s', (invariant, _, race, mutate, arches) => {
  it.each(arches)('%s', (arch) => expect(explore({ race, ...mutate(parts(arch)) })).toMatchObject({ verdict: 'violated', violation: { invariant } }));
});

describe('nothing is broken', () => {
  it.each<[string, Race, (parts: Parts) => Parts]>([
    ['two zaps on s390 without the nested test', withoutNestedTest(twoZaps), same], ['copy on write on s390 without the flush of the clear', copyOnWrite, clearsWithoutFlush],
  ])('by %s', (_, race, mutate) => expect(explore({ race, ...mutate(parts('s390')) }).verdict).toBe('holds'));

  it.each(ARCHES.flatMap((arch) => [touchUnmap, twoStores].map((race) => [arch, race.name, race] as const)))('on %s by %s as it is', (arch, _, race) =>
    expect(explore({ race, ...parts(arch) })).toMatchObject({ verdict: 'holds' }));
});

it('a deadlock names who waits for what, and who holds it', () => {
  const found = explore({ race: keepsLock(touchUnmap, 'mmap_lock'), ...parts('x86-64') });
  expect(found.violation?.message).toBe('writer waits for mmap_lock:1, held by unmap');
});
