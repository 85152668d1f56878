import { wordHex, wordHi, wordLo, type RecordError } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { addressSpaces, leavesOf, type AddressSpaces } from './address-spaces';
import { AT, busy, machineOf, NAMES } from './testing/lab';

describe.each(NAMES)('address spaces on %s', (name) => {
  it('are those of the machine, after every transaction', () => {
    const machine = machineOf(name);
    const { view, architecture } = machine;
    let spaces: AddressSpaces = {};
    machine.log.transactions$.pipe(addressSpaces(architecture).changes).subscribe(({ state }) => (spaces = state));
    const looked = (): void => {
      expect(Object.keys(spaces).map(Number)).toEqual(view.mms());
      for (const mm of view.mms()) {
        const space = spaces[mm]!;
        expect(space.vmas.map(({ start, end, backing }) => [start, end, backing])).toEqual(view.vmas(mm).map(({ start, end, backing }) => [start, end, backing]));
        expect(space.faults).toEqual(view.faults(mm));
        const leaves = leavesOf(space, architecture);
        expect(leaves.map(([vpn, { raw }]) => [vpn, raw])).toEqual(leaves.map(([vpn]) => {
          const entry = view.entry(mm, vpn);
          return [vpn, entry && wordHex(wordLo(entry.raw), wordHi(entry.raw))];
        }));
        const mapped = view.vmas(mm).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)).filter((vpn) => view.entry(mm, vpn));
        expect(leaves.map(([vpn]) => vpn)).toEqual(mapped);
      }
    };
    busy(machine, looked);
  });

  it('have entries in words', () => {
    const machine = machineOf(name);
    const { architecture, view } = machine;
    const mm = busy(machine);
    const spaces = [...machine.log.events()].reduce(addressSpaces(architecture).evolve, {});
    const [vpn, entry] = leavesOf(spaces[mm]!, architecture).find(([page]) => page === AT + 0x8000)!;
    expect(entry).toMatchObject({ kind: 'page', pfn: view.entry(mm, vpn)!.pfn, flags: expect.arrayContaining(['young', 'dirty']) });
    expect(spaces[mm]!.vmas.map(({ rights }) => rights)).toEqual(['rw-s', 'rw-p', 'r--p', 'rw-p', 'rw-p']);
  });

  it('refuse, by its seq, each event of theirs that begins a log in its middle', () => {
    const machine = machineOf(name);
    busy(machine);
    const { evolve, initial } = addressSpaces(machine.architecture);
    const outcomes = [...machine.log.events()].map((event) => {
      try {
        return evolve(initial, event) === initial ? 'nothing to it' : event.type;
      } catch (error) {
        const { code, seq, message } = error as RecordError;
        return code === 'cannot-follow' && seq === event.seq ? 'refused' : message;
      }
    });
    expect(new Set(outcomes)).toEqual(new Set(['MmCreated', 'nothing to it', 'refused']));
  });
});
