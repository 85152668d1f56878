import { recFlushSent, recGatherStarted, recPageQueued, recTableQueued } from '@faultline/contracts';
import { journalOf, storesOf, type SimulatedMachine } from '@faultline/machine';
import { renderState } from '@faultline/projections/reference';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { columnChanges } from '../arch-lab/column-changes';
import { DEFAULTS, machineOf, type Subject } from './subjects';

const RW = { r: true, w: true, x: false } as const;

/** Pages on swap, of which two came back and one is read ahead. */
function swapOut(machine: SimulatedMachine, mm: number): void {
  machine.swapon(8);
  machine.mmap(mm, { vpn: 0x40000, pages: 4, prot: RW, shared: false, backing: 'anon' });
  for (let page = 0; page < 4; page++) machine.access(mm, 0x40000 + page, 'write', page + 1);
  machine.madvise(mm, 0x40000, 4, 'pageout');
  machine.madvise(mm, 0x40002, 1, 'willneed');
  machine.mmap(mm, { vpn: 0x50000, pages: 1, prot: RW, shared: true, backing: 'anon' });
  machine.access(mm, 0x50000, 'write', 1);
  machine.madvise(mm, 0x50000, 1, 'pageout');
  for (const page of [0, 1]) machine.access(mm, 0x40000 + page, 'read');
}

/** A machine of whose state every store holds something: shared and private pages, a fork, a swap device, a gather under way, a share that waits. */
function worked(subject: Subject): SimulatedMachine {
  const machine = machineOf(subject, { cpus: 2 });
  const mm = machine.spawn();
  for (const [vpn, shared] of [[0x20000, false], [0x30000, true]] as const) {
    machine.mmap(mm, { vpn, pages: 8, prot: RW, shared, backing: 'anon' });
    for (let page = 0; page < 8; page++) machine.access(mm, vpn + page, 'write', page);
  }
  machine.fork(mm);
  machine.createFile({ backing: 'file', pages: 2, content: [1, 2], cached: true });
  machine.pin(mm, 0x20004, 1, 'write');
  machine.munmap(mm, 0x20000, 2);
  machine.access(mm, 0x20003, 'write', 9);
  swapOut(machine, mm);
  recGatherStarted(machine.thread, 0, 0, mm);
  recPageQueued(machine.thread, 0, 1, 300);
  recTableQueued(machine.thread, 0, 0, 600, 1, 2);
  recFlushSent(machine.thread, 1, 0, 0, 0, 1, mm, 1, 2);
  return machine;
}

describe.each(DEFAULTS)('the plain state, on $name', (subject) => {
  it('shows every column that is declared, so that the two folds are compared in all of them', () => {
    const { state, architecture } = worked(subject);
    const journal = journalOf(state);
    journal.on = true;
    const before = renderState(architecture, state);
    const shows = (change: () => void): boolean => {
      change();
      const seen = !isDeepStrictEqual(renderState(architecture, state), before);
      journal.rollback(0);
      return seen;
    };
    const names = new Set<string>();
    const shown = new Set<string>();
    for (const [column, changes] of columnChanges(storesOf(state))) {
      const name = column.replace(/^cpu\d+/, 'cpu');
      names.add(name);
      if (!shown.has(name) && changes.some(shows)) shown.add(name);
    }
    expect([...names].filter((name) => !shown.has(name))).toEqual([]);
  });
});
