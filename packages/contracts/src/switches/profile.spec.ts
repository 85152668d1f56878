import { describe, expect, it } from 'vitest';
import { KERNELS } from '../kernel';
import { SwitchError } from './switch-error';
import { profileFault, profileOf, profilesBetween, switchesApart, withSwitches, withTurned, type SwitchChoice } from './profile';
import { SWITCHES, type SwitchName } from './table';

const NAMES: readonly string[] = SWITCHES.map(({ name }) => name);
const on = (profile: Readonly<Record<string, boolean>>): string[] => NAMES.filter((name) => profile[name]);
const namesOf = (...kinds: readonly string[]): string[] => SWITCHES.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);

function refusal(action: () => unknown): { code: string; message: string; remedy: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof SwitchError) return { code: error.code, message: error.message, remedy: error.remedy };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('what is taken for a profile', () => {
  it.each(KERNELS)('that of %s', (kernel) => expect(profileFault(profileOf(kernel))).toBeUndefined());
  it.each([
    ['is null, but must be an object with a yes or no for each switch', null], ['is of type string, but must be an object with a yes or no for each switch', '6.2'],
    [`says nothing of the switch '${NAMES[0]}'`, {}], ['has \'zork\', but there is no such switch', { ...profileOf('6.2'), zork: true }],
    [`says neither true nor false of the switch '${NAMES[1]}'`, { ...profileOf('6.2'), [NAMES[1]!]: 1 }],
  ] as const)('not what %s', (fault, value) => expect(profileFault(value)).toBe(fault));
});

describe('the profile of a kernel', () => {
  it('6.1 has none of the ten commits and no later difference, and every protection', () => expect(on(profileOf('6.1'))).toEqual(namesOf('protection')));
  it('6.2 has all ten', () => expect(on(profileOf('6.2'))).toEqual(NAMES.filter((name) => !['gather-spare-slot', 'unaccount-untouched', 'mmap-merges-as-others', 'ring-pins-fast', 'random-reads-unmarked', 'poison-marker', 'swap-in-writable', 'pageout-ignores-marks', 'swapped-in-unlocked', 'uffd-lifts-by-mprotect', 'uffd-protects-many-vmas'].includes(name))));
  it('6.12 has everything but what ended before it', () => expect(on(profileOf('6.12'))).toEqual(NAMES.filter((name) => name !== 'remove-needs-write')));
  it('6.2-rc3 is another name of 6.2', () => expect(profileOf('6.2-rc3')).toBe(profileOf('6.2')));
  it.each(KERNELS)('%s is frozen, and names every switch', (kernel) => {
    expect(profileOf(kernel)).toSatisfy(Object.isFrozen);
    expect(Object.keys(profileOf(kernel))).toEqual(NAMES);
  });
  it.each(['5.19', '', 'constructor', '__proto__'])('there is none of the name %j', (name) => {
    expect(refusal(() => profileOf(name as '6.1'))).toEqual({
      code: 'unknown-kernel', message: `there is no kernel profile '${name}'`, remedy: 'use one of 6.1, 6.2, 6.2-rc3, 6.12',
    });
  });
});

describe('a profile with switches', () => {
  const choose = (choice: SwitchChoice, kernel: '6.1' | '6.2' | '6.12' = '6.2') => switchesApart(profileOf(kernel), withSwitches(profileOf(kernel), choice));

  it.each(SWITCHES.filter(({ modelled, since }) => modelled && since !== '6.12'))('6.2 without $name', ({ name }) => {
    expect(choose({ without: [name] })).toContain(name);
    expect(withSwitches(profileOf('6.2'), { without: [name] })).toSatisfy(Object.isFrozen);
  });
  it('clears and sets, and leaves the rest', () => expect(choose({ without: ['shared-first'], with: ['gather-spare-slot'] })).toEqual(['shared-first', 'gather-spare-slot']));
  it('is the same where it was so already', () => expect(choose({ with: ['shared-first', 'shared-first'], without: ['gather-spare-slot'] })).toEqual([]));
  it('what needs a switch that is cleared goes with it', () => {
    expect(choose({ without: ['delayed-rmap'] })).toEqual(['delayed-rmap', 'rmap-flag-in-gather', 'delayed-rmap-two-batches']);
  });
  it('delayed rmap removal has its three forms', () => {
    expect(choose({ with: ['delayed-rmap'] }, '6.1')).toEqual(['delayed-rmap']);
    expect(choose({ with: ['delayed-rmap', 'delayed-rmap-two-batches', 'rmap-flag-in-gather'] }, '6.1')).toHaveLength(3);
    expect(choose({ without: ['delayed-rmap-two-batches'] })).toEqual(['delayed-rmap-two-batches']);
  });
});

describe('a choice of switches is refused', () => {
  const ALL = `the switches are ${NAMES.join(', ')}`;
  it.each<[SwitchChoice, string, string, string]>([
    [{ without: ['delayed-rmaps'] }, 'unknown-switch', "there is no switch 'delayed-rmaps'", ALL],
    [{ with: ['Shared_First'] }, 'unknown-switch', "there is no switch 'Shared_First'", ALL],
    [{ with: ['gravity'] }, 'unknown-switch', "there is no switch 'gravity'", ALL],
    [{ without: [''] }, 'unknown-switch', "there is no switch ''", ALL],
    [{ without: ['__proto__'] }, 'unknown-switch', "there is no switch '__proto__'", ALL],
    [{ without: ['private-skips-huge-fault'] }, 'not-modelled', "the switch 'private-skips-huge-fault' is known, but neither side of it is modelled yet", 'leave it out'],
    [{ with: ['private-skips-huge-fault'] }, 'not-modelled', "the switch 'private-skips-huge-fault' is known, but neither side of it is modelled yet", 'leave it out'],
    [{ with: ['shared-first'], without: ['shared-first'] }, 'contradiction', "the switch 'shared-first' is to be on and off", 'name it once'],
    [
      { with: ['rmap-flag-in-gather'], without: ['delayed-rmap'] }, 'contradiction', "the switch 'rmap-flag-in-gather' needs 'delayed-rmap', which is off",
      "switch 'delayed-rmap' on too, or leave 'rmap-flag-in-gather' out",
    ],
  ])('%j', (choice, code, message, remedy) => expect(refusal(() => withSwitches(profileOf('6.2'), choice))).toEqual({ code, message, remedy }));

  it('one that needs what the kernel has not', () => {
    expect(refusal(() => withSwitches(profileOf('6.1'), { with: ['delayed-rmap-two-batches'] }))).toMatchObject({ code: 'contradiction' });
  });
  it('a word of any length soon', () => expect(refusal(() => withSwitches(profileOf('6.2'), { with: ['x'.repeat(1e6)] })).remedy).toBe(ALL));
});

describe('the difference of two profiles', () => {
  it.each(KERNELS.flatMap((from) => KERNELS.map((to) => [from, to] as const)))('turned over makes %s of %s again', (to, from) => {
    const apart = switchesApart(profileOf(from), profileOf(to)).filter((name) => SWITCHES.find((row) => row.name === name)!.modelled);
    expect(switchesApart(withTurned(profileOf(from), apart), profileOf(to)).filter((name: SwitchName) => apart.includes(name))).toEqual([]);
  });
  it.each(KERNELS.flatMap((from) => KERNELS.map((to) => [from, to] as const)))('is gone through switch by switch: %s to %s', (from, to) => {
    const [start, end] = [profileOf(from), profileOf(to)];
    const way = profilesBetween(start, end);
    expect(way.map(({ turned }) => turned)).toEqual(switchesApart(start, end));
    way.forEach(({ profile, turned }, at) => expect(switchesApart(way[at - 1]?.profile ?? start, profile)).toEqual([turned]));
    expect(way.at(-1)?.profile ?? start).toEqual(end);
  });
  it('with a name of none is refused', () => expect(refusal(() => withTurned(profileOf('6.2'), ['gravity'])).code).toBe('unknown-switch'));
});
