import { VM_ACCOUNT, VM_SOFTDIRTY, VM_WIPEONFORK } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { AT, mapped, prot, vmaAt } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE } from '../../../../tools/arch-lab/cases/machines';
import { given } from '../testing/given';
import { lab, type CaseLab } from '../testing/lab';

/** Address ranges of the VMAs, in pages from AT. */
const ranges = (machine: CaseLab, mm: number): string =>
  machine.view.vmas(mm).map(({ start, end }) => (end - start === 1 ? `${start - AT}` : `${start - AT}-${end - AT - 1}`)).join(' ');

/** One page of a process. */
const map = (machine: CaseLab, mm: number, page: number, text: string, zero?: number) =>
  machine.mmap(mm, { vpn: AT + page, pages: 1, prot: prot(text), shared: false, backing: zero === undefined ? 'anon' : 'zero', offset: zero ?? 0 });
const protect = (page: number, text = 'r') => (machine: CaseLab, mm: number) => machine.mprotect(mm, AT + page, 1, prot(text));
const write = (page: number) => (machine: CaseLab, mm: number) => machine.access(mm, AT + page, 'write', 7);
const all = (...steps: ((machine: CaseLab, mm: number) => unknown)[]) => (machine: CaseLab, mm: number) => steps.map((step) => step(machine, mm)).at(-1);

interface Case {
  readonly when: string;
  /** Pages mapped at first, each process its own; `rw` if nothing else is said. */
  readonly before: (machine: CaseLab, mm: number) => unknown;
  readonly act: (machine: CaseLab, mm: number) => unknown;
  readonly ranges: string;
  /** The same on 6.12, where that differs. */
  readonly ranges612?: string;
}

/** Two pages mapped as one VMA. 6.12 accounts memory that was never written no more once it is read-only: that parts it from memory that was. */
const MPROTECT: readonly Case[] = [
  { when: 'neither was written', before: protect(0), act: protect(1), ranges: '0-1' },
  { when: 'both were written as one VMA', before: all(write(0), write(1), protect(0)), act: protect(1), ranges: '0-1' },
  { when: 'both were written, apart: the second took the anon_vma of the first', before: all(protect(0, 'rw'), write(0), protect(1, 'r'), protect(1, 'rw'), write(1), protect(0)), act: protect(1), ranges: '0-1' },
  { when: 'it was written, its neighbour below was not', before: all(protect(0), write(1)), act: protect(1), ranges: '0 1' },
  { when: 'it was written, its neighbour above was not', before: all(protect(1), write(0)), act: protect(0), ranges: '0 1' },
  { when: 'it was not written, its neighbour below was', before: all(protect(1, '-'), write(0), protect(0)), act: protect(1), ranges: '0-1', ranges612: '0 1' },
];

/** Pages 0 and 2 are there, page 1 is mapped anew. */
const MMAP: readonly Case[] = [
  { when: 'nothing was written', before: () => undefined, act: (machine, mm) => map(machine, mm, 1, 'rw'), ranges: '0-2' },
  { when: 'the page below was written', before: write(0), act: (machine, mm) => map(machine, mm, 1, 'rw'), ranges: '0-2' },
  { when: 'both were written, each with an anon_vma of its own', before: all(write(0), write(2)), act: (machine, mm) => map(machine, mm, 1, 'rw'), ranges: '0 1-2', ranges612: '0-1 2' },
  { when: 'its protection is another', before: () => undefined, act: (machine, mm) => map(machine, mm, 1, 'r'), ranges: '0 1 2' },
  { when: 'it is of /dev/zero', before: () => undefined, act: (machine, mm) => map(machine, mm, 1, 'rw', 0), ranges: '0 1 2' },
];

/** A child's pages, whose anon_vma is its own beside that of its parent. */
const INHERITED: readonly Case[] = [
  { when: 'neither it nor its neighbour was written since', before: protect(0), act: protect(1), ranges: '0-1' },
  { when: 'the neighbour is new', before: (machine, mm) => machine.munmap(mm, AT + 1, 1), act: (machine, mm) => map(machine, mm, 1, 'rw'), ranges: '0 1' },
];

const ZERO: readonly (readonly [when: string, offset: number, ranges: string])[] = [
  ['the file goes on', 1, '0-1'], ['the file starts again', 0, '0 1'], ['the file leaves a page out', 2, '0 1'],
];

describe.each(EVERYWHERE)('MP4 VMAs that could be one, $name $kernel', ({ name, kernel }) => {
  const start = (pages: readonly number[]) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, 'rw', { at: AT + pages[0]!, pages: 1 });
    for (const page of pages.slice(1)) map(machine, mm, page, 'rw');
    return { machine, mm };
  };
  const check = (machine: CaseLab, mm: number, { before, act, ranges: until612, ranges612 = until612 }: Case): void => {
    before(machine, mm);
    given(machine).when(() => act(machine, mm)).then(() => expect(ranges(machine, mm)).toBe(kernel === '6.12' ? ranges612 : until612));
  };

  it.each(MPROTECT)('mprotect of a page, $when: $ranges', (row) => {
    const { machine, mm } = start([0, 1]);
    check(machine, mm, row);
  });

  it.each(MMAP)('a mapping between two, $when: $ranges', (row) => {
    const { machine, mm } = start([0, 2]);
    check(machine, mm, row);
  });

  it.each(INHERITED)('a child, $when: $ranges', (row) => {
    const { machine, mm } = start([0, 1]);
    write(0)(machine, mm);
    check(machine, machine.fork(mm).mm, row);
  });

  it('a child shares no anon_vma that a neighbour inherited', () => {
    const { machine, mm } = start([0]);
    write(0)(machine, mm);
    const child = machine.fork(mm).mm;
    map(machine, child, 1, 'rw');
    given(machine).when(() => write(1)(machine, child)).then(() => {
      expect(vmaAt(machine, child, AT + 1).anonVma).not.toBe(vmaAt(machine, child).anonVma);
    });
  });

  it.each(ZERO)('/dev/zero mapped twice, %s: %s', (_when, offset, after) => {
    const machine = lab(name, { kernel });
    const mm = mapped(machine, 'rw', { at: AT + 8, pages: 1 });
    machine.munmap(mm, AT + 8, 1);
    map(machine, mm, 0, 'rw', 0);
    given(machine).when(() => map(machine, mm, 1, 'rw', offset)).then(() => expect(ranges(machine, mm)).toBe(after));
  });

  it('private /dev/zero is anonymous memory, but keeps its file: a fork cannot wipe it', () => {
    const { machine, mm } = start([8]);
    map(machine, mm, 0, 'rw', 0);
    given(machine).when(() => [machine.madvise(mm, AT, 1, 'wipeonfork'), machine.access(mm, AT, 'write', 7).result]).then(({ outcome }) => {
      expect(outcome).toEqual(['EINVAL', 'ok']);
      expect(vmaAt(machine, mm).vmFlags & VM_WIPEONFORK).toBe(0);
      expect(vmaAt(machine, mm).anonVma).not.toBe(0);
    });
  });

  it('a VMA that mprotect makes one with its neighbour has its own flags for both, soft-dirty among them', () => {
    const { machine, mm } = start([0, 1]);
    const { vmFlags } = vmaAt(machine, mm);
    expect(vmFlags & VM_SOFTDIRTY).toBe(machine.architecture.caps.softDirty ? VM_SOFTDIRTY : 0);
    given(machine).when(() => all(protect(0), protect(0, 'rw'))(machine, mm)).then(() => {
      expect([ranges(machine, mm), vmaAt(machine, mm).vmFlags]).toEqual(['0-1', vmFlags]);
    });
  });

  it('MP3 memory that can hold no page of its own is accounted no more without write permission, from 6.12 on', () => {
    const { machine, mm } = start([0]);
    given(machine).when(() => protect(0)(machine, mm)).then(() => {
      expect(vmaAt(machine, mm).vmFlags & VM_ACCOUNT).toBe(kernel === '6.12' ? 0 : VM_ACCOUNT);
    }).when(() => all(protect(0, 'rw'), write(0), protect(0))(machine, mm)).then(() => {
      expect(vmaAt(machine, mm).vmFlags & VM_ACCOUNT).toBe(VM_ACCOUNT);
    });
  });
});
