import {
  FAULT_FLAG_TRIED, FAULT_FLAG_WRITE, VM_FAULT_COMPLETED, VM_FAULT_ERROR, VM_FAULT_LOCKED, VM_FAULT_MAJOR, VM_FAULT_NOPAGE, VM_FAULT_OOM, VM_FAULT_RETRY, VM_FAULT_SIGBUS, type MmEvent, type RuleId, type StepPoint,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { AT, coreFault, pageAt, prot } from '../../../../tools/arch-lab/cases/given-state';
import { EVERYWHERE } from '../../../../tools/arch-lab/cases/machines';
import { ofType, rules, story } from '../../../../tools/arch-lab/cases/words';
import { coreInvariants } from '../invariants';
import { given } from '../testing/given';
import { lab, thread, type CaseLab } from '../testing/lab';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const FIRST = 100;

/** A file of `pages` pages, whose page i begins with 100 + i. */
const fileOf = (machine: CaseLab, pages: number, cached = true): number =>
  machine.createFile({ backing: 'file', pages, cached, content: upTo(pages).map((page) => (FIRST + page) % 256) }).file;

interface Mapping {
  readonly shared?: boolean;
  readonly text?: string;
  readonly pages?: number;
  readonly offset?: number;
  readonly at?: number;
  readonly readOnly?: boolean;
}

function map(machine: CaseLab, mm: number, file: number, { shared = false, text = 'rw', pages = 4, offset = 0, at = AT, readOnly = false }: Mapping = {}): string {
  return machine.mmap(mm, { vpn: at, pages, prot: prot(text), shared, backing: 'file', file, offset, readOnly });
}

/** A process with a mapping of a new file. */
function withFile(machine: CaseLab, mapping: Mapping & { cached?: boolean; of?: number } = {}): { mm: number; file: number } {
  const mm = machine.spawn();
  const file = fileOf(machine, mapping.of ?? 4, mapping.cached ?? true);
  map(machine, mm, file, mapping);
  return { mm, file };
}

const object = (machine: CaseLab, file: number) => machine.core.state.object(file);
const cachedPages = (machine: CaseLab, file: number): number[] => {
  const found: number[] = [];
  object(machine, file).forEach((index) => void found.push(index));
  return found;
};
const cacheOf = (machine: CaseLab, file: number, page: number) => machine.view.page(object(machine, file).get(page));
const entryAt = (machine: CaseLab, mm: number, vpn = AT) => machine.view.entry(mm, vpn);
const resultsOf = (events: readonly MmEvent[]): number[] => ofType(events, 'FaultEnded').map(({ result }) => result);
/** These rules decided, in this order; one that decided page by page counts once. */
const has = (events: readonly MmEvent[], ...wanted: RuleId[]): void =>
  expect(rules(events).filter((rule) => wanted.includes(rule)).filter((rule, at, all) => rule !== all[at - 1])).toEqual(wanted);
/** A fault of the kernel's own, made anew as often as it asks for that. */
function faultOf(machine: CaseLab, mm: number, flags: number): number {
  const result = coreFault(machine, mm, flags);
  return result & VM_FAULT_RETRY ? faultOf(machine, mm, flags | FAULT_FLAG_TRIED) : result;
}
const vmstat = (from: readonly MmEvent[], item: string): number => ofType(from, 'VmstatCounted').filter((event) => event.item === item).length;

describe.each(EVERYWHERE)('pages of files: $name, kernel $kernel', ({ name, kernel }) => {
  const machineOf = (options = {}): CaseLab => lab(name, { kernel, ...options });
  const sound = (machine: CaseLab): void => expect(coreInvariants(machine.architecture, machine.core.state)).toEqual([]);

  it('FF4 RF2 RF3 RF4 RF5 do_fault/read: a cached page is mapped read-only, with what is around it', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    given(machine)
      .when(() => machine.access(mm, AT + 1, 'read'))
      .then(({ outcome, events }) => {
        expect([outcome.value, resultsOf(events)]).toEqual([101, [VM_FAULT_NOPAGE]]);
        has(events, 'do_fault/read', 'filemap_map_pages/mapped-along');
        // The first write has to be seen: no entry is writable.
        for (const page of upTo(4)) expect(entryAt(machine, mm, AT + page)).toMatchObject({ write: false, dirty: false });
        expect(cacheOf(machine, file, 2)).toMatchObject({ refcount: 2, mapcount: 1, anon: false, swapBacked: false, uptodate: true, dirty: false });
        expect(machine.view.counters(mm)).toEqual({ file: 4, anon: 0, swap: 0, shmem: 0 });
        sound(machine);
      });
  });

  it('T8 L5 DF2 filemap_fault/missed, maybe_unlock_mmap_for_io/dropped: the first attempt reads without the lock, the second maps; charged as major', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { cached: false });
    given(machine)
      .when(() => machine.access(mm, AT, 'read'))
      .then(({ outcome, events }) => {
        expect([outcome.value, resultsOf(events)]).toEqual([100, [VM_FAULT_RETRY | VM_FAULT_MAJOR, VM_FAULT_NOPAGE]]);
        expect([machine.view.faults(mm), vmstat(events, 'PGMAJFAULT')]).toEqual([{ minor: 0, major: 1 }, 1]);
        has(events, 'filemap_fault/missed', 'maybe_unlock_mmap_for_io/dropped');
        expect(cachedPages(machine, file)).toEqual(upTo(4));
        expect(object(machine, file).open).toBe(1);
        sound(machine);
      });
  });

  it('T8 a caller that cannot wait without the lock reads at once: MAJOR', () => {
    const machine = machineOf();
    const { mm } = withFile(machine, { cached: false });
    given(machine)
      .when(() => machine.peek(mm, mm, AT))
      .then(({ outcome, events }) => {
        expect([outcome, resultsOf(events)]).toEqual([{ result: 'ok', value: 100 }, [VM_FAULT_MAJOR | VM_FAULT_LOCKED]]);
        expect(rules(events)).not.toContain('maybe_unlock_mmap_for_io/dropped');
        sound(machine);
      });
  });

  it('populating makes such a fault anew from the start: charged as minor', () => {
    const machine = machineOf();
    const mm = machine.spawn();
    const file = fileOf(machine, 4, false);
    machine.mmap(mm, { vpn: AT, pages: 4, prot: prot('r'), shared: false, backing: 'file', file, populate: true });
    expect(machine.view.faults(mm)).toEqual({ minor: 1, major: 0 });
    sound(machine);
  });

  it('T12 S3 filemap_fault/beyond-end: SIGBUS, nothing charged, no table kept (FF7)', () => {
    for (const backing of ['file', 'shmem'] as const) {
      const machine = machineOf();
      const mm = machine.spawn();
      const { file } = machine.createFile({ backing, pages: 2 });
      map(machine, mm, file);
      given(machine)
        .when(() => machine.access(mm, AT + 2, 'read').result)
        .then(({ outcome, events }) => {
          expect([outcome, resultsOf(events), machine.view.faults(mm)]).toEqual(['SIGBUS/ADRERR', [VM_FAULT_SIGBUS], { minor: 0, major: 0 }]);
          has(events, ...(backing === 'file' ? ['filemap_fault/beyond-end' as const] : []));
          expect(ofType(events, 'TableFreed').map(({ level }) => level)).toEqual([0]);
          sound(machine);
        });
    }
  });

  it('T9 FF5 CF2 CF3 CF4 CF5 FN1 SP6 do_fault/write-private, do_cow_fault/copied: the process gets a copy, the page stays unmapped', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine);
    given(machine)
      .when(() => machine.access(mm, AT + 1, 'write', 7))
      .then(({ events }) => {
        has(events, 'do_fault/write-private', 'do_cow_fault/copied');
        expect(story(events).filter((word) => ['copy', 'rmap.add anonNew exclusive', 'anon +1', 'lru.add', 'pte.set'].includes(word))).toEqual(['copy', 'anon +1', 'rmap.add anonNew exclusive', 'lru.add', 'pte.set']);
        expect(pageAt(machine, mm, AT + 1)).toMatchObject({ anon: true, exclusive: true, refcount: 1, mapcount: 1, value: 7 });
        expect(cacheOf(machine, file, 1)).toMatchObject({ refcount: 1, mapcount: 0, dirty: false, value: 101 });
        expect(machine.view.counters(mm)).toMatchObject({ file: 0, anon: 1 });
        for (const page of [0, 2, 3]) expect(entryAt(machine, mm, AT + page)).toBeUndefined();
        sound(machine);
      });
  });

  it('CF6 NOPAGE: another thread was faster, and the copy is freed', () => {
    const machine = machineOf({ cpus: 2 });
    const { mm } = withFile(machine);
    const late = thread(machine, 0, (paths) => paths.access(mm, AT, 1, true, 8));
    late.run((step: StepPoint) => step.kind === 'lock' && step.lock.startsWith('folio'));
    machine.threadOn(1);
    expect(thread(machine, 1, (paths) => paths.access(mm, AT, 1, true, 9)).run()).toBeGreaterThanOrEqual(0);
    const from = machine.log.length;
    late.run();
    const events = [...machine.log.events(from)];
    has(events, 'finish_fault/raced');
    expect(resultsOf(events)[0]).toBe(VM_FAULT_LOCKED | VM_FAULT_NOPAGE);
    expect(pageAt(machine, mm)).toMatchObject({ anon: true, refcount: 1, value: 8 });
    sound(machine);
  });

  it('T10 SF2 SF5 do_page_mkwrite/told, fault_dirty_shared_page/throttled: told, dirty, mapped; COMPLETED', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    given(machine)
      .when(() => machine.access(mm, AT, 'write', 7))
      .then(({ events }) => {
        has(events, 'do_fault/write-shared', 'do_page_mkwrite/told', 'fault_dirty_shared_page/dirtied', 'fault_dirty_shared_page/throttled');
        expect(story(events).filter((word) => ['page.dirty set', 'pte.set'].includes(word))).toEqual(['page.dirty set', 'pte.set']);
        expect(resultsOf(events)).toEqual([VM_FAULT_LOCKED | VM_FAULT_COMPLETED]);
        expect(entryAt(machine, mm)).toMatchObject({ write: true, dirty: true, young: true });
        expect(cacheOf(machine, file, 0)).toMatchObject({ dirty: true, refcount: 2, mapcount: 1, value: 7 });
        expect(machine.view.faults(mm)).toEqual({ minor: 1, major: 0 });
        sound(machine);
      });
  });

  it('SF3 RF5 a write that raced drops its reference', () => {
    const machine = machineOf({ cpus: 2 });
    const { mm, file } = withFile(machine, { shared: true });
    const late = thread(machine, 0, (paths) => paths.access(mm, AT, 1, true, 8));
    late.run((step: StepPoint) => step.kind === 'lock' && step.lock.startsWith('ptl'));
    thread(machine, 1, (paths) => paths.access(mm, AT, 1, true, 9)).run();
    late.run();
    expect(cacheOf(machine, file, 0)).toMatchObject({ refcount: 2, mapcount: 1, value: 8 });
    sound(machine);
  });

  it('T11 SH1 SH2 SH3 a page that was read is write-protected: the file system is told, and the entry updated in place', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    machine.access(mm, AT, 'read');
    given(machine)
      .when(() => machine.access(mm, AT, 'write', 7))
      .then(({ events }) => {
        has(events, 'do_wp_page/shared', 'do_page_mkwrite/told');
        expect(ofType(events, 'EntrySet').filter(({ level, vpn }) => level === 0 && vpn === AT).map(({ how }) => how)).not.toContain('set');
        expect(cacheOf(machine, file, 0)).toMatchObject({ dirty: true, refcount: 2, mapcount: 1 });
        expect(entryAt(machine, mm)).toMatchObject({ write: true, dirty: true });
        sound(machine);
      });
  });

  it('SH3 SH4 finish_mkwrite_fault/raced: the entry changed while the file system was asked: NOPAGE', () => {
    const machine = machineOf({ cpus: 2 });
    const { mm, file } = withFile(machine, { shared: true });
    machine.access(mm, AT, 'read');
    const late = thread(machine, 0, (paths) => paths.access(mm, AT, 1, true, 8));
    late.run((step: StepPoint) => step.kind === 'lock' && step.lock.startsWith('folio'));
    thread(machine, 1, (paths) => paths.access(mm, AT, 1, true, 9)).run();
    const from = machine.log.length;
    late.run();
    has([...machine.log.events(from)], 'finish_mkwrite_fault/raced');
    expect(cacheOf(machine, file, 0)).toMatchObject({ refcount: 2, mapcount: 1, value: 8 });
    sound(machine);
  });

  it('SH2 NOPAGE: the page was cut off while the file system was asked', () => {
    const machine = machineOf({ cpus: 2 });
    const { mm, file } = withFile(machine, { shared: true });
    machine.access(mm, AT + 3, 'read');
    const late = thread(machine, 0, (paths) => paths.access(mm, AT + 3, 1, true, 8));
    late.run((step: StepPoint) => step.kind === 'lock' && step.lock.startsWith('folio'));
    machine.fileTruncate(file, 3);
    const from = machine.log.length;
    expect(late.run()).toBeLessThan(0);
    expect(resultsOf([...machine.log.events(from)])).toEqual([VM_FAULT_NOPAGE, VM_FAULT_SIGBUS]);
    sound(machine);
  });

  it('FA1 filemap_fault/marked: a page with the read-ahead mark is not mapped along; its fault reads on, and is made anew', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { pages: 40, of: 200, cached: false, text: 'r' });
    machine.access(mm, AT, 'read');
    // 32 pages were read; eight before their end the next window is due.
    expect(cachedPages(machine, file)).toEqual(upTo(32));
    given(machine)
      .when(() => machine.access(mm, AT + 23, 'read'))
      .then(() => expect(entryAt(machine, mm, AT + 24)).toBeUndefined())
      .when(() => machine.access(mm, AT + 24, 'read'))
      .then(({ events }) => {
        has(events, 'filemap_fault/marked');
        expect(resultsOf(events)).toEqual([VM_FAULT_RETRY, VM_FAULT_NOPAGE]);
        expect(cachedPages(machine, file)).toEqual(upTo(64));
        sound(machine);
      });
  });

  it('a mapping that is read at random reads no page but the one', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { cached: false });
    machine.madvise(mm, AT, 4, 'random');
    given(machine)
      .when(() => machine.access(mm, AT + 2, 'read'))
      .then(({ events }) => {
        expect([cachedPages(machine, file), machine.view.faults(mm), resultsOf(events)[0]]).toEqual([[2], { minor: 0, major: 1 }, VM_FAULT_RETRY | VM_FAULT_MAJOR]);
        sound(machine);
      });
  });

  it('unmap_mapping_range/all: cutting a file unmaps what lies beyond its end, copies too; growing it again gives zeros', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    map(machine, mm, file, { at: AT + 16 });
    machine.access(mm, AT, 'read');
    machine.access(mm, AT + 16 + 2, 'write', 7);
    machine.access(mm, AT + 16 + 1, 'read');
    given(machine)
      .when(() => machine.fileTruncate(file, 2))
      .then(({ events }) => {
        has(events, 'unmap_mapping_range/all');
        expect([2, 3, 18, 19].map((page) => entryAt(machine, mm, AT + page))).toEqual([undefined, undefined, undefined, undefined]);
        expect([0, 1, 17].map((page) => entryAt(machine, mm, AT + page)?.present)).toEqual([true, true, true]);
        expect([cachedPages(machine, file), machine.view.counters(mm)]).toEqual([[0, 1], { file: 4, anon: 0, swap: 0, shmem: 0 }]);
        sound(machine);
      })
      .when(() => machine.fileTruncate(file, 4))
      .then(() => {
        expect(machine.access(mm, AT + 2, 'read').value).toBe(0);
        sound(machine);
      });
  });

  it('ZR-11 Z2 unmap_mapping_range/shared-only: a punched hole leaves private copies alone', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    map(machine, mm, file, { at: AT + 16 });
    machine.access(mm, AT, 'read');
    machine.access(mm, AT + 16 + 1, 'write', 7);
    machine.access(mm, AT + 16, 'read');
    given(machine)
      .when(() => machine.filePunch(file, 0, 2))
      .then(({ events }) => {
        expect(rules(events)).toContain('unmap_mapping_range/shared-only');
        expect([0, 1, 16].map((page) => entryAt(machine, mm, AT + page))).toEqual([undefined, undefined, undefined]);
        expect([entryAt(machine, mm, AT + 17)?.present, machine.access(mm, AT + 17, 'read').value, machine.access(mm, AT, 'read').value]).toEqual([true, 7, 0]);
        sound(machine);
      });
  });

  it('madvise_remove/punched: REMOVE punches what a shared, writable mapping shows; else EINVAL or EACCES', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    map(machine, mm, file, { at: AT + 16, shared: true, text: 'r' });
    map(machine, mm, file, { at: AT + 32 });
    machine.mmap(mm, { vpn: AT + 48, pages: 4, prot: prot('rw'), shared: false, backing: 'anon' });
    machine.access(mm, AT, 'write', 7);
    given(machine)
      .when(() => [AT, AT + 16, AT + 32, AT + 48].map((vpn) => machine.madvise(mm, vpn, 1, 'remove')))
      .then(({ outcome, events }) => {
        expect(outcome).toEqual(['ok', kernel === '6.2' ? 'EACCES' : 'ok', 'EACCES', 'EINVAL']);
        has(events, 'madvise_remove/punched');
        expect([cachedPages(machine, file), machine.access(mm, AT, 'read').value]).toEqual([[1, 2, 3], 0]);
        sound(machine);
      });
  });

  it('ZR-23 folio_mkclean/entry-cleaned: write-back makes the entry read-only and clean after a flush, and stores the page', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    machine.access(mm, AT, 'write', 7);
    given(machine)
      .when(() => machine.msync(mm, AT, 4))
      .then(({ outcome, events }) => {
        expect(outcome).toBe('ok');
        has(events, 'folio_mkclean/entry-cleaned');
        expect(entryAt(machine, mm)).toMatchObject({ write: false, dirty: false, present: true });
        expect(cacheOf(machine, file, 0)).toMatchObject({ dirty: false, value: 7 });
        expect(object(machine, file).stored(0)).toBe(7);
        sound(machine);
      })
      .when(() => machine.access(mm, AT, 'write', 8))
      .then(({ events }) => has(events, 'do_page_mkwrite/told'));
  });

  it('ZR-24 a dirty page that nobody maps is written without looking at a table', () => {
    const machine = machineOf();
    const file = fileOf(machine, 2);
    machine.fileWrite(file, 1, 9);
    given(machine)
      .when(() => machine.fileSync(file))
      .then(({ events }) => {
        expect([rules(events), object(machine, file).stored(1), cacheOf(machine, file, 1).dirty]).toEqual([[], 9, false]);
        expect(ofType(events, 'PageStored').map(({ index }) => index)).toEqual([1]);
      });
  });

  it('ZR-25 an entry of a private mapping is not cleaned', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { text: 'r' });
    machine.access(mm, AT, 'read');
    machine.fileWrite(file, 0, 9);
    const before = entryAt(machine, mm);
    given(machine)
      .when(() => machine.fileSync(file))
      .then(({ events }) => expect([ofType(events, 'EntrySet'), entryAt(machine, mm)]).toEqual([[], before]));
  });

  it('a page whose mark is in its entry alone is written too (9.4)', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    machine.access(mm, AT, 'write', 7);
    machine.fileSync(file);
    machine.access(mm, AT, 'write', 8);
    machine.fileSync(file);
    expect(object(machine, file).stored(0)).toBe(8);
  });

  it('msync: a hole in the range is ENOMEM, and what is mapped is written all the same', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    machine.access(mm, AT + 3, 'write', 7);
    machine.munmap(mm, AT + 1, 1);
    expect([machine.msync(mm, AT, 4), object(machine, file).stored(3), machine.msync(mm, AT + 0x1000, 1)]).toEqual(['ENOMEM', 7, 'ENOMEM']);
  });

  it('a descriptor opened for reading: shared memory cannot be written by it, ever', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine);
    expect([map(machine, mm, file, { at: AT + 16, shared: true, readOnly: true }), map(machine, mm, file, { at: AT + 16, shared: true, text: 'r', readOnly: true })]).toEqual(['EACCES', 'ok']);
    expect(machine.mprotect(mm, AT + 16, 1, prot('rw'))).toBe('EACCES');
    expect(map(machine, mm, file, { at: AT + 32, readOnly: true })).toBe('ok');
  });

  it('a file lives as long as a descriptor or a mapping holds it', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    machine.access(mm, AT, 'write', 7);
    const child = machine.fork(mm).mm;
    machine.closeFile(file);
    machine.munmap(mm, AT, 4);
    expect([machine.core.state.hasObject(file), object(machine, file).mapped]).toEqual([true, 1]);
    given(machine)
      .when(() => machine.exit(child))
      .then(({ events }) => {
        expect([machine.core.state.hasObject(file), ofType(events, 'ObjectFreed')]).toMatchObject([false, [{ object: file }]]);
        sound(machine);
      });
  });

  it('two VMAs of one file that go at once release it once', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true });
    map(machine, mm, file, { at: AT + 4, shared: true, offset: 2 });
    machine.closeFile(file);
    given(machine)
      .when(() => machine.munmap(mm, AT, 8))
      .then(({ events }) => expect(ofType(events, 'ObjectFreed')).toHaveLength(1));
  });

  it('read(2) and write(2): bytes are those that mappings show; a write beyond the end makes the file longer; used once though read twice', () => {
    const machine = machineOf();
    const { mm, file } = withFile(machine, { shared: true, pages: 6 });
    machine.access(mm, AT, 'write', 7);
    expect([machine.fileRead(file, 0), cacheOf(machine, file, 0)]).toMatchObject([{ result: 'ok', value: 7 }, { referenced: true, active: false }]);
    expect([machine.fileRead(file, 0).value, cacheOf(machine, file, 0).active]).toEqual([7, false]);
    machine.fileRead(file, 1);
    expect([machine.fileRead(file, 0).value, cacheOf(machine, file, 0).active]).toEqual([7, true]);
    expect([machine.fileRead(file, 5), machine.fileWrite(file, 5, 9), machine.fileRead(file, 5), machine.access(mm, AT + 5, 'read').value]).toEqual([{ result: 'ok' }, 'ok', { result: 'ok', value: 9 }, 9]);
    expect(object(machine, file).pages).toBe(6);
    sound(machine);
  });

  it('a hole of shared memory reads as zero and stays one', () => {
    const machine = machineOf();
    const { file } = machine.createFile({ backing: 'shmem', pages: 2 });
    expect([machine.fileRead(file, 1), cachedPages(machine, file)]).toEqual([{ result: 'ok', value: 0 }, []]);
  });

  it('what is not written back is gone with the cache of a file that was cut; what is on storage stays', () => {
    const machine = machineOf();
    const file = fileOf(machine, 4);
    machine.fileWrite(file, 3, 9);
    machine.fileTruncate(file, 3);
    machine.fileTruncate(file, 4);
    expect([machine.fileRead(file, 3).value, machine.fileRead(file, 2).value]).toEqual([0, 102]);
  });

  const FAILING: Readonly<Record<string, number>> = { read: 0, 'private write': FAULT_FLAG_WRITE, 'shared write': FAULT_FLAG_WRITE };

  /** Memory is full but for so many pages. */
  function fillUp(machine: CaseLab, spare: number): void {
    const { file } = machine.createFile({ backing: 'shmem', pages: 4096 });
    let page = 0;
    while (machine.fileWrite(file, page, 1) === 'ok') page++;
    machine.filePunch(file, 0, spare);
  }

  it.each(Object.keys(FAILING))('CF1 DF1 whatever allocation of a %s fails, OOM leaves nothing behind', (what) => {
    const outcomes = upTo(8).map((spare) => {
      const machine = machineOf({ memoryPages: 64 });
      const { mm } = withFile(machine, { shared: what === 'shared write', cached: false, of: 1, pages: 1 });
      // Tables above the PTE level are there: blocks of pages cannot be had one by one.
      const beside = AT + machine.architecture.geometry.entries[0]!;
      machine.mmap(mm, { vpn: beside, pages: 1, prot: prot('rw'), shared: false, backing: 'anon' });
      machine.access(mm, beside, 'read');
      fillUp(machine, spare);
      const result = faultOf(machine, mm, FAILING[what]!);
      sound(machine);
      if (!(result & VM_FAULT_ERROR)) return 'ok';
      expect([result & VM_FAULT_ERROR, entryAt(machine, mm), machine.view.faults(mm)]).toEqual([VM_FAULT_OOM, undefined, { minor: 1, major: 0 }]);
      return 'OOM';
    });
    expect(outcomes.join(' ')).toMatch(/^(OOM )+ok( ok)*$/);
  });

  it('CF1 do_cow_fault/no-memory: without a page for the copy nothing is looked for', () => {
    const machine = machineOf({ memoryPages: 64 });
    const { mm, file } = withFile(machine);
    machine.access(mm, AT, 'read');
    machine.madvise(mm, AT, 4, 'dontneed');
    fillUp(machine, 0);
    given(machine)
      .when(() => coreFault(machine, mm, FAULT_FLAG_WRITE))
      .then(({ outcome, events }) => {
        expect([outcome, cachedPages(machine, file)]).toEqual([VM_FAULT_OOM, upTo(4)]);
        has(events, 'do_fault/write-private', 'do_cow_fault/no-memory');
        sound(machine);
      });
  });

  it('a call on a file without memory is ENOMEM and changes no byte', () => {
    const machine = machineOf({ memoryPages: 1 });
    expect(machine.createFile({ backing: 'file', pages: 4, cached: true })).toEqual({ errno: 'ENOMEM', file: 0 });
    const { file } = machine.createFile({ backing: 'file', pages: 4, content: [1, 2, 3] });
    machine.fileRead(file, 0);
    expect([machine.fileRead(file, 2), machine.fileWrite(file, 2, 9), object(machine, file).stored(2)]).toEqual([{ result: 'ENOMEM' }, 'ENOMEM', 3]);
    sound(machine);
  });
});
