import { describe, expect, it } from 'vitest';
import { AT, lab, mapped, MACHINES, prot } from './testing/lab';

describe.each(MACHINES)('a view of a machine on %s', (name) => {
  it('lists live address spaces, oldest first', () => {
    const machine = lab(name);
    const before = machine.view.mms();
    const [one, two, three] = [machine.spawn(), machine.spawn(), machine.spawn()];
    machine.exit(two);
    expect([before, machine.view.mms()]).toEqual([[], [one, three]]);
  });

  it('shows the VMAs, in order', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { at: AT + 0x1000, pages: 2, shared: true });
    machine.mmap(mm, { vpn: AT, pages: 1, prot: prot('r'), shared: false, backing: 'anon' });
    expect(machine.view.vmas(mm)).toMatchObject([
      { start: AT, end: AT + 1, backing: 'anon', pgoff: AT, object: 0, anonVma: 0, pkey: 0 },
      { start: AT + 0x1000, end: AT + 0x1002, backing: 'shmem', pgoff: 0, object: 1, anonVma: 0, pkey: 0 },
    ]);
  });

  it('shows an entry: undefined without a table or a value, the zero page, a page', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 3 });
    const { view } = machine;
    const noTable = view.entry(mm, AT);
    machine.access(mm, AT, 'read');
    machine.access(mm, AT + 1, 'write', 7);
    expect([noTable, view.entry(mm, AT + 2), view.entry(mm, 2 ** 33)]).toEqual([undefined, undefined, undefined]);
    expect(view.entry(mm, AT)).toMatchObject({ level: 0, present: true, zeroPage: true, special: true, write: false, dirty: false });
    expect(view.entry(mm, AT + 1))
      .toMatchObject({ level: 0, present: true, zeroPage: false, special: false, write: true, dirty: true, young: true });
  });

  it('finds the pages that tables cover: a whole table at a time', () => {
    const machine = lab(name);
    const mm = mapped(machine, 'rw', { pages: 8192 });
    const { shift, pageShift } = machine.architecture.geometry;
    const span = 2 ** (shift[1]! - pageShift);
    const touched = AT + 3 * span + 5;
    const end = AT + 8192;
    const before = machine.view.nextCovered(mm, AT, end);
    machine.access(mm, touched, 'write', 1);
    const table = touched - (touched % span);
    expect(before).toBe(end);
    expect([AT, table, touched, table + span, end].map((vpn) => machine.view.nextCovered(mm, vpn, end))).toEqual([table, table, touched, end, end]);
  });

  it('shows a page and its generation', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    const { pfn } = machine.view.entry(mm, AT)!;
    const first = machine.view.page(pfn);
    expect(first).toMatchObject({
      pfn, refcount: 1, mapcount: 1, value: 7, anon: true, exclusive: true, swapBacked: true, uptodate: true, lru: true, dirty: false,
    });
    machine.madvise(mm, AT, 1, 'dontneed');
    expect(machine.view.page(pfn)).toMatchObject({ refcount: 0, mapcount: 0 });
    machine.access(mm, AT, 'write', 8);
    expect(machine.view.page(pfn)).toMatchObject({ value: 8, generation: first.generation + 1 });
  });

  it('counts faults, pages and table bytes', () => {
    const machine = lab(name);
    const { tableBytes, topLevel } = machine.architecture.geometry;
    const mm = machine.spawn();
    expect([machine.view.faults(mm), machine.view.counters(mm), machine.view.tableBytes(mm)])
      .toEqual([{ minor: 0, major: 0 }, { file: 0, anon: 0, swap: 0, shmem: 0 }, tableBytes[topLevel]]);
    machine.mmap(mm, { vpn: AT, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
    machine.mmap(mm, { vpn: AT + 1, pages: 1, prot: prot('rw'), shared: true, backing: 'anon' });
    for (const vpn of [AT, AT + 1]) machine.access(mm, vpn, 'write');
    expect([machine.view.faults(mm), machine.view.counters(mm)]).toEqual([{ minor: 2, major: 0 }, { file: 0, anon: 1, swap: 0, shmem: 1 }]);
    expect(machine.view.tableBytes(mm)).toBe(tableBytes.slice(0, topLevel + 1).reduce((sum, bytes) => sum + bytes, 0));
  });

  it('gives frozen answers that do not change later', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    const answers = [machine.view.entry(mm, AT)!, machine.view.page(machine.view.entry(mm, AT)!.pfn), machine.view.vmas(mm)[0]!];
    const copies = answers.map((answer) => ({ ...answer }));
    machine.fork(mm);
    machine.mprotect(mm, AT, 1, prot('r'));
    expect([answers.every((answer) => Object.isFrozen(answer)), answers]).toEqual([true, copies]);
  });

  it('records nothing, and changes nothing', () => {
    const machine = lab(name);
    const mm = mapped(machine);
    machine.access(mm, AT, 'write', 7);
    const { view, log } = machine;
    const ask = (): unknown[] => [
      view.mms(), view.vmas(mm), view.entry(mm, AT), view.entry(mm, 0), view.page(300), view.faults(mm), view.counters(mm), view.tableBytes(mm),
    ];
    const { length } = log;
    expect(ask()).toEqual(ask());
    expect(log.length).toBe(length);
  });

  it.each(['vmas', 'faults', 'counters', 'tableBytes'] as const)('refuses to tell %s of an address space that is not there', (question) => {
    const machine = lab(name);
    const gone = mapped(machine);
    machine.exit(gone);
    for (const mm of [gone, 0, 99, -1])
      expect(() => machine.view[question](mm)).toThrow(expect.objectContaining({ name: 'CoreError', code: 'no-such-mm' }));
    expect(() => machine.view.entry(gone, AT)).toThrow(expect.objectContaining({ code: 'no-such-mm' }));
  });
});
