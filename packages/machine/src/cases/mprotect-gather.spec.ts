import { wordHi, wordLo, type MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import type { SimulatedMachine } from '../machine';
import { AT, lab, loadEverywhere, mapped, MACHINES, ofType, prot, recorded } from '../testing/lab';

const pteSets = (events: readonly MmEvent[], mm: number) => ofType(events, 'EntrySet').filter((event) => event.level === 0 && event.mm === mm);
const flushes = (events: readonly MmEvent[]): string[] => ofType(events, 'FlushRequested').map(({ scope, reason }) => `${scope} ${reason}`);
const protect = (machine: SimulatedMachine, mm: number, text: string): MmEvent[] =>
  recorded(machine, () => expect(machine.mprotect(mm, AT, 1, prot(text))).toBe('ok'));
/** A process whose first page was written. */
function touched(machine: SimulatedMachine, options: { pages?: number } = {}): number {
  const mm = mapped(machine, 'rw', options);
  machine.access(mm, AT, 'write', 7);
  return mm;
}

/** What mprotect hands to the gather. What it does to entries is in core-mm, among the cases of fork and mprotect. */
describe.each(MACHINES)('mprotect on %s: the frame (§2)', (name) => {
  it('several VMAs are one gather', () => {
    const machine = lab(name);
    const mm = touched(machine, { pages: 3 });
    machine.access(mm, AT + 2, 'write');
    machine.mprotect(mm, AT + 1, 1, prot('r'));
    const events = recorded(machine, () => machine.mprotect(mm, AT, 3, prot('-')));
    expect([ofType(events, 'GatherStarted').length, ofType(events, 'GatherFinished').length]).toEqual([1, 1]);
    expect(pteSets(events, mm).map(({ vpn }) => vpn - AT).filter((at, n, all) => all.indexOf(at) === n)).toEqual([0, 2]);
  });
});

describe.each(MACHINES)('mprotect on %s: a present entry (§3)', (name) => {
  const x86 = name === 'x86-64';
  const lazy = name === 's390';

  it.each([
    ['one CPU', 1, lazy ? ['invalid', 'FlushDeferred', 'set', 'EntryQueued', 'FlushRequested'] : ['none', 'set', 'EntryQueued', 'FlushRequested']],
    ['two CPUs', 2, lazy ? ['invalid', 'FlushRequested', 'set', 'EntryQueued'] : ['none', 'set', 'EntryQueued', 'FlushRequested']],
  ] as const)('CP2, CP6, CP7: emptied, set, queued; the flush comes at the end (%s)', (_what, cpus, order) => {
    const machine = lab(name, { cpus });
    const { codec } = machine.architecture;
    const mm = touched(machine);
    loadEverywhere(machine, mm);
    const said = protect(machine, mm, 'r').flatMap((event) => {
      if (event.type !== 'EntrySet') return ['FlushDeferred', 'FlushRequested', 'EntryQueued'].includes(event.type) ? [event.type] : [];
      return [codec.isNone(0, wordLo(event.new), wordHi(event.new)) ? 'none' : codec.accessible(0, wordLo(event.new), wordHi(event.new), false) ? 'set' : 'invalid'];
    });
    expect(said).toEqual(order);
  });

  it.each([
    ['rw', 'r', true, true], ['r', 'rw', true, true], ['rw', 'rx', true, true], ['r', 'rx', true, true], ['rx', 'r', true, true],
    ['rw', '-', true, true], ['r', '-', true, true], ['-', 'r', false, false], ['-', 'rw', false, false], ['-', 'rx', false, false],
  ] as const)('CP7, C18: %s to %s', (from, to, x86Queues, s390Owes) => {
    const machine = lab(name);
    const mm = touched(machine);
    protect(machine, mm, from);
    const events = protect(machine, mm, to);
    expect(ofType(events, 'EntryQueued')).toHaveLength(x86 && !x86Queues ? 0 : 1);
    const flushed = x86 ? x86Queues : lazy ? s390Owes : true;
    expect(flushes(events)).toEqual(flushed ? [lazy ? 'mm gather' : 'range gather'] : []);
  });

  it('CN10, C20: an empty entry stays empty, without a flush', () => {
    const machine = lab(name);
    const mm = touched(machine, { pages: 2 });
    const events = recorded(machine, () => machine.mprotect(mm, AT + 1, 1, prot('r')));
    expect([pteSets(events, mm), ofType(events, 'EntryQueued'), ofType(events, 'FlushRequested')]).toEqual([[], [], []]);
  });
});
