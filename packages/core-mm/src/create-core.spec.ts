import {
  awaitFlush, profileOf, type FaultDecoded, type FaultEnded, type FaultRaised, type FlushCompleted, type FlushRequested, type MmEvent, type MmuGather,
  type Path,
} from '@faultline/contracts';
import { filter, map, scan, type Observable } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { leaf, PAGES, V, W } from '../../../tools/arch-lab/paper/bits';
import { paper } from '../../../tools/arch-lab/paper/paper';
import type { Core, CoreHost } from './core';
import { createCore, type CreateCoreOptions, type LoneCore } from './create-core';
import { immediateGather } from './immediate-gather';
import { coreInvariants } from './invariants';
import { FIRST_FRAME } from './state/core-state';

const AT = 16;
const RW = { prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' } as const;

/** A core on paper, one address space, and pages of memory in it. */
function mapped(options: Partial<CreateCoreOptions> = {}, { pages = 1, shared = false } = {}): { core: LoneCore; mm: number } {
  const core = createCore({ architecture: paper(), memoryPages: 64, ...options });
  const mm = core.createMm();
  core.mmap(mm, { vpn: AT, pages, ...RW, shared });
  return { core, mm };
}
const typesOf = (core: LoneCore, from: number): string[] => [...core.log.events(from)].map(({ type }) => type);
const code = (what: string) => expect.objectContaining({ name: 'CoreError', code: what });
const framesInUse = (core: LoneCore): number =>
  Array.from({ length: 64 }, (_, frame) => core.view.page(FIRST_FRAME + frame)).filter(({ refcount }) => refcount > 0).length;

describe('a core alone', () => {
  it('handles a first write: a table, a page, an entry', () => {
    const { core, mm } = mapped();
    expect(core.fault(mm, AT, 'write')).toBe('ok');
    const { pfn, raw } = core.view.entry(mm, AT)!;
    expect(Number(raw) & ~12).toBe(leaf(pfn, V | W));
    expect(core.view.page(pfn)).toMatchObject({ anon: true, exclusive: true, refcount: 1, mapcount: 1 });
    expect([core.view.faults(mm), coreInvariants(paper(), core.core.state)]).toEqual([{ minor: 1, major: 0 }, []]);
  });

  it.each([
    ['read', 'of no mapping', AT + 5, 'SIGSEGV/MAPERR'], ['write', 'of a page that was read', AT, 'ok'], ['read', 'of the same', AT, 'ok'], ['exec', 'of what may not be run', AT, 'SIGSEGV/ACCERR'],
  ] as const)('handles a %s %s', (access, _what, vpn, outcome) => {
    const { core, mm } = mapped();
    core.fault(mm, AT, 'read');
    expect(core.fault(mm, vpn, access)).toBe(outcome);
  });

  it('copies on write after a fork, and reuses what is left', () => {
    const { core, mm } = mapped();
    core.fault(mm, AT, 'write');
    const { mm: child } = core.fork(mm);
    const { pfn } = core.view.entry(mm, AT)!;
    expect([core.fault(child, AT, 'write'), core.fault(mm, AT, 'write')]).toEqual(['ok', 'ok']);
    expect([core.view.entry(mm, AT)!.pfn, core.view.entry(child, AT)!.pfn === pfn]).toEqual([pfn, false]);
  });

  it('flushes each page and each table before it frees it', () => {
    const { core, mm } = mapped({}, { pages: 2 });
    for (const vpn of [AT, AT + 1]) core.fault(mm, vpn, 'write');
    const from = core.log.length;
    core.munmap(mm, AT, 2);
    expect(typesOf(core, from).filter((type) => ['EntrySet', 'FlushCompleted', 'FolioFreed'].includes(type)))
      .toEqual(['EntrySet', 'FlushCompleted', 'FolioFreed', 'EntrySet', 'FlushCompleted', 'FolioFreed', 'EntrySet', 'FlushCompleted', 'FolioFreed']);
  });

  it('gives everything back when the last address space goes', () => {
    const { core, mm } = mapped({}, { pages: 3, shared: true });
    for (const vpn of [AT, AT + 2]) core.fault(mm, vpn, 'write');
    const { mm: child } = core.fork(mm);
    core.fault(child, AT, 'read');
    for (const each of [mm, child]) core.exit(each);
    expect([core.view.mms(), framesInUse(core)]).toEqual([[], 0]);
  });

  it('takes another gather, and another host for flushes', () => {
    const asked: string[] = [];
    const gather = (of: Core): MmuGather => {
      const made = immediateGather(of);
      const begin = made.begin.bind(made);
      return Object.assign(made, { begin: (...args: Parameters<typeof begin>) => (asked.push(`gather ${String(args)}`), begin(...args)) });
    };
    const host: CoreHost = {
      *flush({ start, end, seq }): Path<void> {
        asked.push(`flush ${start} ${end}`);
        yield awaitFlush(seq);
      },
    };
    const { core, mm } = mapped({ gather, host });
    core.fault(mm, AT, 'write');
    core.munmap(mm, AT, 1);
    expect(asked).toEqual([`gather ${mm},false`, `flush ${AT} ${AT + 1}`, `flush ${AT} ${AT + 1}`]);
  });
});

describe('the streams of a core', () => {
  it('are typed, and carry what happens as it happens', () => {
    const { core, mm } = mapped();
    expectTypeOf(core.events$).toEqualTypeOf<Observable<MmEvent>>();
    expectTypeOf(core.faults$).toEqualTypeOf<Observable<FaultRaised | FaultDecoded | FaultEnded>>();
    expectTypeOf(core.flushes$).toEqualTypeOf<Observable<FlushRequested | FlushCompleted>>();
    const seen: unknown[] = [];
    core.faults$.pipe(filter((event) => event.type === 'FaultRaised'), map(({ access, vpn, reason }) => [access, vpn, reason])).subscribe((each) => seen.push(each));
    core.flushes$.pipe(scan((count) => count + 1, 0)).subscribe((count) => seen.push(count));
    core.transactions$.subscribe(({ label }) => seen.push(label));
    core.fault(mm, AT, 'read');
    core.fault(mm, AT, 'write');
    core.munmap(mm, AT, 1);
    expect(seen).toEqual([
      ['read', AT, 'notPresent'], 'fault', ['write', AT, 'protection'], 1, 2, 'fault', 3, 4, 5, 6, 'munmap',
    ]);
  });

  it('a call from inside one is refused, and changes nothing', () => {
    const { core, mm } = mapped();
    const caught: unknown[] = [];
    core.events$.pipe(filter(({ type }) => type === 'FaultEnded')).subscribe(() => {
      try {
        core.munmap(mm, AT, 1);
      } catch (error) {
        caught.push(error);
      }
    });
    core.fault(mm, AT, 'write');
    expect(caught).toEqual([code('busy')]);
    expect(core.view.vmas(mm)).toHaveLength(1);
  });
});

describe('what a core refuses', () => {
  it.each([0, 1.5, 2 ** 24 + 1, Number.NaN])('memory of %d pages', (memoryPages) => {
    expect(() => createCore({ architecture: paper(), memoryPages })).toThrow(code('bad-argument'));
  });

  it('an address space that is not there', () => {
    const { core, mm } = mapped();
    core.exit(mm);
    for (const call of [() => core.fault(mm, AT, 'read'), () => core.munmap(mm, AT, 1), () => core.view.vmas(mm)]) expect(call).toThrow(code('no-such-mm'));
    expect(core.log.depth).toBe(0);
  });

  it('an address space that there is no memory for', () => {
    const core = createCore({ architecture: paper(), memoryPages: 1 });
    expect(() => core.createMm()).toThrow(code('out-of-memory'));
    expect(core.view.mms()).toEqual([]);
  });

  const OPTIONS: Readonly<Record<string, unknown>> = {
    'options': undefined, 'architecture': {}, 'architecture ': { architecture: {} }, 'gather': { architecture: paper(), gather: 1 }, 'host': { architecture: paper(), host: {} },
    'profile': { architecture: paper(), profile: {} }, 'profile ': { architecture: paper(), profile: { ...profileOf('6.2'), zork: true } },
  };
  it.each(Object.entries(OPTIONS))('options on trust: %s', (name, options) => {
    expect(() => createCore(options as CreateCoreOptions)).toThrow(expect.objectContaining({ code: 'bad-argument', message: expect.stringMatching(`^${name.trim()} `) }));
  });

  type Call = (core: LoneCore, mm: number) => unknown;
  const request = (more: object): Parameters<LoneCore['mmap']>[1] => ({ vpn: AT + 1, pages: 1, ...RW, ...more });
  const ARGUMENTS: readonly (readonly [name: string, value: string, call: Call])[] = [
    ['newPages', 'NaN', (core, mm) => core.mremap(mm, AT, 1, Number.NaN)], ['newPages', '0.5', (core, mm) => core.mremap(mm, AT, 1, 0.5)],
    ['to.vpn', 'NaN', (core, mm) => core.mremap(mm, AT, 1, 1, { vpn: Number.NaN, dontUnmap: false })],
    ['to.dontUnmap', 'undefined', (core, mm) => core.mremap(mm, AT, 1, 1, { vpn: AT + 4 } as never)], ['to', '"up"', (core, mm) => core.mremap(mm, AT, 1, 1, 'up' as never)],
    ['vpn', 'NaN', (core, mm) => core.munmap(mm, Number.NaN, 1)], ['vpn', '-1', (core, mm) => core.mmap(mm, request({ vpn: -1 }))],
    ['pages', '1.5', (core, mm) => core.mprotect(mm, AT, 1.5, RW.prot)], ['pages', String(2 ** 53), (core, mm) => core.madvise(mm, AT, 2 ** 53, 'dontneed')],
    ['vpn', 'NaN', (core, mm) => core.fault(mm, Number.NaN, 'read')], ['vpn', String(2 ** 52), (core, mm) => core.fault(mm, 2 ** 52, 'read')],
    ['access', '"WRITE"', (core, mm) => core.fault(mm, AT, 'WRITE' as never)], ['advice', '"zork"', (core, mm) => core.madvise(mm, AT, 1, 'zork' as never)],
    ['advice', '"toString"', (core, mm) => core.madvise(mm, AT, 1, 'toString' as never)],
    ['mm', '1.5', (core) => core.exit(1.5)], ['mm', 'NaN', (core) => core.fork(Number.NaN)], ['mm', '"1"', (core) => core.munmap('1' as never, AT, 1)],
    ['prot', '7', (core, mm) => core.mprotect(mm, AT, 1, 7 as never)], ['prot', '"rw"', (core, mm) => core.mmap(mm, request({ prot: 'rw' }))],
    ['prot.w', '1', (core, mm) => core.mmap(mm, request({ prot: { r: true, w: 1, x: false } }))],
    ['backing', '"zork"', (core, mm) => core.mmap(mm, request({ backing: 'zork' }))], ['shared', 'undefined', (core, mm) => core.mmap(mm, request({ shared: undefined }))],
    ['populate', '1', (core, mm) => core.mmap(mm, request({ populate: 1 }))], ['the request', 'undefined', (core, mm) => core.mmap(mm, undefined as never)],
  ];
  it.each(ARGUMENTS)('%s that is %s, before anything is recorded', (name, value, call) => {
    const { core, mm } = mapped();
    const { vmas, length } = { vmas: core.view.vmas(mm), length: core.log.length };
    expect(() => call(core, mm)).toThrow(expect.objectContaining({ name: 'CoreError', code: 'bad-argument', message: expect.stringContaining(`${name} is ${value}, but must be `) }));
    expect([core.view.vmas(mm), core.log.length, core.log.depth]).toEqual([vmas, length, 0]);
  });

  it.each([
    ['there is no open file 7', 'no-such-file', { backing: 'file', file: 7 }], ['file is undefined', 'bad-argument', { backing: 'file' }],
    ['file is 1', 'bad-argument', { backing: 'anon', file: 1 }], ['readOnly is true', 'bad-argument', { backing: 'anon', readOnly: true }],
    ['backing is "hugetlb"', 'bad-argument', { backing: 'hugetlb' }], ['backing is "shmem"', 'bad-argument', { backing: 'shmem' }], ['offset is -1', 'bad-argument', { backing: 'zero', offset: -1 }],
  ])('what it cannot map: %s', (message, code, more) => {
    const { core, mm } = mapped();
    const { length } = core.log;
    expect(() => core.mmap(mm, request(more))).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }));
    expect(core.log.length).toBe(length);
  });

  it.each([
    ['no-such-file', 'there is no open file 9', (core) => core.fileRead(9, 0)], ['no-such-file', 'there is no open file 9', (core) => core.closeFile(9)],
    ['bad-argument', 'backing is "disk"', (core) => core.createFile({ backing: 'disk' as never, pages: 1 })], ['bad-argument', 'pages is -1', (core) => core.createFile({ backing: 'file', pages: -1 })],
    ['bad-argument', 'pages is 2147483648', (core) => core.createFile({ backing: 'file', pages: 2 ** 31 })], ['bad-argument', 'content[0] is 256', (core) => core.createFile({ backing: 'file', pages: 1, content: [256] })],
    ['bad-argument', 'content is', (core) => core.createFile({ backing: 'file', pages: 1, content: [1, 2] })], ['bad-argument', 'cached is 1', (core) => core.createFile({ backing: 'shmem', pages: 1, cached: 1 as never })],
  ] as readonly (readonly [string, string, (core: LoneCore) => unknown])[])('a call on files: %s, %s', (code, message, call) => {
    const { core } = mapped();
    const { length } = core.log;
    expect(() => call(core)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }));
    expect(core.log.length).toBe(length);
  });

  it.each([
    ['to grow beyond the top', PAGES, undefined, 'ENOMEM'], ['to grow without bounds', 2 ** 53, undefined, 'ENOMEM'], ['to fewer than no page', -1, undefined, 'EINVAL'],
    ['to a place beyond the top', 1, PAGES, 'EINVAL'], ['to a place across the top', 2, PAGES - 1, 'EINVAL'], ['to a place below all', 1, -1, 'EINVAL'],
    ['to a place that no number has', 2 ** 53, 2 ** 60, 'EINVAL'],
  ] as const)('mremap %s, as the kernel does', (_what, newPages, vpn, errno) => {
    const { core, mm } = mapped();
    const vmas = core.view.vmas(mm);
    expect(core.mremap(mm, AT, 1, newPages, vpn === undefined ? undefined : { vpn, dontUnmap: false })).toBe(errno);
    expect(core.view.vmas(mm)).toEqual(vmas);
  });

  it('ranges as the kernel does', () => {
    const { core, mm } = mapped();
    expect([core.munmap(mm, PAGES, 1), core.munmap(mm, AT, 0), core.mmap(mm, { vpn: PAGES - 1, pages: 2, ...RW })]).toEqual(['EINVAL', 'EINVAL', 'ENOMEM']);
  });
});

it('runs with the switches of its architecture\'s kernel, unless others are given', () => {
  expect(mapped().core.core.profile).toBe(profileOf('6.2'));
  expect(mapped({ profile: profileOf('6.1') }).core.core.profile).toBe(profileOf('6.1'));
});
