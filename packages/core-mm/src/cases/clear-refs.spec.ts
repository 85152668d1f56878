import { VM_SOFTDIRTY, VM_WRITE } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { because } from '../../../../tools/arch-lab/because';
import { AT, mapped, pageAt, recorded, vmaAt, vmstat } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules, story } from '../../../../tools/arch-lab/cases/words';
import { coreInvariants } from '../invariants';
import { given } from '../testing/given';
import { type CaseLab, lab } from '../testing/lab';
import type { EntryView } from '../views';

const entryAt = (machine: CaseLab, mm: number, vpn = AT): EntryView => machine.view.entry(mm, vpn)!;
const bitsOf = ({ view }: CaseLab, mm: number): readonly number[] => view.vmas(mm).map(({ vmFlags }) => vmFlags & VM_SOFTDIRTY);

describe.each(EVERYWHERE)('clearing soft-dirty marks, fork-mprotect-numa §5: $name, kernel $kernel', ({ name, kernel }) => {
  const tracks = name === 'x86-64' || name === 's390';
  const machineOf = (): CaseLab => lab(name, { kernel });
  const written = (machine: CaseLab, options: { pages?: number; shared?: boolean } = {}): number => {
    const mm = mapped(machine, 'rw', options);
    machine.access(mm, AT, 'write', 7);
    return mm;
  };

  it('takes from every entry the right to write and the mark, tells secondary MMUs, and flushes the address space once', () => {
    const machine = machineOf();
    const mm = written(machine, { pages: 2 });
    machine.access(mm, AT + 1, 'read');
    given(machine)
      .when(() => machine.clearRefs(mm, 'softDirty'))
      .then(({ outcome, events }) => {
        expect(outcome).toBe('ok');
        expect([entryAt(machine, mm), entryAt(machine, mm, AT + 1)]).toMatchObject([{ write: false, softDirty: false, dirty: true }, { write: false, softDirty: false }]);
        expect(bitsOf(machine, mm)).toEqual([0]);
        expect(ofType(events, 'NotifierCalled').map(({ phase, kind, start, end }) => `${phase} ${kind} ${start} ${end === machine.architecture.geometry.userLimit(machine.core.state.mm(mm))}`))
          .toEqual(['start SOFT_DIRTY 0 true', 'end SOFT_DIRTY 0 true']);
        const flushes = ofType(events, 'FlushRequested');
        expect([new Set(flushes.map(({ reason }) => reason)), flushes.filter(({ scope }) => scope === 'mm').length]).toEqual([new Set(['clearRefs']), 1]);
        expect(ofType(events, 'FlushPendingChanged').map(({ delta }) => delta)).toEqual([1, -1]);
        expect(coreInvariants(machine.architecture, machine.core.state)).toEqual([]);
      });
  });

  it.runIf(tracks)('C39 the next write faults, reuses the page, and marks it', because('only where soft-dirty is tracked'), () => {
    const machine = machineOf();
    const mm = written(machine);
    const { pfn } = entryAt(machine, mm);
    machine.clearRefs(mm, 'softDirty');
    const before = vmstat(machine, 'PGREUSE');
    given(machine)
      .when(() => machine.access(mm, AT, 'write', 8))
      .then(({ events }) => {
        expect(rules(events)).toEqual(['do_wp_page/reuse-exclusive']);
        expect(entryAt(machine, mm)).toMatchObject({ pfn, write: true, softDirty: true });
        expect([vmstat(machine, 'PGREUSE') - before, pageAt(machine, mm).value]).toEqual([1, 8]);
      })
      .when(() => machine.access(mm, AT, 'write', 9))
      .then(({ events }) => expect(ofType(events, 'FaultRaised')).toEqual([]));
  });

  it.runIf(tracks)('a shared mapping is tracked by its protection: a page that is only read stays read-only', because('only where soft-dirty is tracked'), () => {
    const machine = machineOf();
    const mm = written(machine, { pages: 40, shared: true });
    machine.clearRefs(mm, 'softDirty');
    machine.access(mm, AT + 32, 'read');
    expect(entryAt(machine, mm, AT + 32)).toMatchObject({ write: false });
    expect(vmaAt(machine, mm).vmFlags & VM_WRITE).toBe(VM_WRITE);
    expect(rules(recorded(machine, () => machine.access(mm, AT, 'write', 8)))).toContain('do_wp_page/shared');
  });

  it('leaves a writable page of a device that writes it, and what is mapped anew counts as written', () => {
    const machine = machineOf();
    const mm = written(machine, { pages: 2 });
    machine.access(mm, AT + 1, 'write', 3);
    machine.pin(mm, AT, 1, 'write');
    given(machine)
      .when(() => machine.clearRefs(mm, 'softDirty'))
      .then(({ events }) => {
        expect(ofType(events, 'BranchTaken').map(({ rule, arg }) => [rule, arg])).toEqual([['clear_soft_dirty/pinned', AT]]);
        expect([entryAt(machine, mm).write, entryAt(machine, mm, AT + 1).write]).toEqual([true, false]);
      });
    machine.mmap(mm, { vpn: AT + 0x1000, pages: 1, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
    expect(bitsOf(machine, mm)).toEqual([0, tracks ? VM_SOFTDIRTY : 0]);
  });

  it('of a process with nothing mapped changes nothing but what is pending', () => {
    const machine = machineOf();
    const mm = machine.spawn();
    expect(story(recorded(machine, () => machine.clearRefs(mm, 'softDirty'))).filter((word) => !word.startsWith('notifier') && !word.startsWith('flush'))).toEqual([]);
  });

  it('1 makes entries and pages count as not accessed; other marks, the zero page, and secondary MMUs are left alone', () => {
    const machine = machineOf();
    const mm = written(machine, { pages: 2 });
    machine.access(mm, AT + 1, 'read');
    machine.peek(mm, mm, AT);
    const zero = entryAt(machine, mm, AT + 1);
    expect(pageAt(machine, mm)).toMatchObject({ referenced: true });
    given(machine)
      .when(() => machine.clearRefs(mm, 'referenced'))
      .then(({ outcome, events }) => {
        expect(outcome).toBe('ok');
        expect(entryAt(machine, mm)).toMatchObject({ young: false, dirty: true, write: true });
        expect([pageAt(machine, mm).referenced, entryAt(machine, mm, AT + 1)]).toEqual([false, zero]);
        expect([ofType(events, 'NotifierCalled'), ofType(events, 'FlushPendingChanged'), ofType(events, 'VmaRemoved')]).toEqual([[], [], []]);
        expect(ofType(events, 'FlushRequested').filter(({ scope }) => scope === 'mm')).toEqual([]);
      })
      .when(() => machine.clearRefs(mm, 'referenced'))
      .then(({ events }) => expect(story(events).filter((word) => word !== 'flush page')).toEqual([]));
  });

  it('clears nothing else', () => expect(() => machineOf().clearRefs(1, 'young' as 'softDirty')).toThrow(expect.objectContaining({ code: 'bad-argument' }) as Error));
});
