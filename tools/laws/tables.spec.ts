import { describe, expect, it } from 'vitest';
import { machineOf, SUBJECTS } from './subjects';

describe.each(SUBJECTS)('tables of any size, on $name', (subject) => {
  const [entries] = subject.architecture.geometry.entries as [number];

  it.each([0, 1, entries / 2, entries - 1])('entry %i of a PTE table is one of its own', (index) => {
    const machine = machineOf(subject);
    const mm = machine.spawn();
    const vpn = entries * 8 + index;
    machine.mmap(mm, { vpn: entries * 8, pages: entries, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
    expect(machine.access(mm, vpn, 'write', 9)).toEqual({ result: 'ok' });
    const pages = Array.from({ length: entries }, (_, at) => at).filter((at) => machine.view.entry(mm, entries * 8 + at) !== undefined);
    expect([pages, machine.access(mm, vpn, 'read').value]).toEqual([[index], 9]);
    const sets = [...machine.log.events()].filter((event) => event.type === 'EntrySet' && event.level === 0);
    expect(sets.map((event) => event.type === 'EntrySet' && event.index)).toEqual([index]);
  });
});
