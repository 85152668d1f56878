import { VM_LOCKED, VM_LOCKONFAULT, VM_MAYSHARE, VM_READ, VM_SHARED, type Kernel } from '@faultline/contracts';
import type { EntryView, PageView } from '@faultline/machine';
import { describe, expect, it } from 'vitest';
import { observe, type MappingState } from './observation';
import { PageNames } from './page-runs';
import { Places } from './places';
import { entry, page, PRIVATE_RW, running, vma, type FakeProcess } from './testing/fake-view';

const HUGE = 512;

/** One process with one mapping `m` of ten pages; `entries` from its first page on. */
function alone(entries: Readonly<Record<number, EntryView>>, pages: readonly PageView[], { vmas = [[0, 10]] as readonly (readonly [number, number, number?])[], pageShift = 12, kernel = '6.2' as Kernel } = {}): MappingState {
  const places = new Places(HUGE);
  const start = places.add('m', 10);
  const process: FakeProcess = {
    vmas: vmas.map(([first, end, flags]) => vma(start + first, start + end, flags)),
    entries: Object.fromEntries(Object.entries(entries).map(([index, each]) => [start + Number(index), each])),
  };
  return observe(running(places, { A: process }, pages, { pageShift, kernel }), new PageNames())['A']!['m']!;
}

/** Entries of consecutive pages, all alike. */
const run = (first: number, frames: readonly number[], more: Partial<EntryView> = {}): Record<number, EntryView> =>
  Object.fromEntries(frames.map((pfn, at) => [first + at, entry(pfn, more)]));
const REST = 'exclusive anon lru uptodate swapBacked';

describe('page entries: "RANGE NAME [xMAPCOUNT] FLAG..."', () => {
  type Row = readonly [what: string, entries: Readonly<Record<number, EntryView>>, pages: readonly PageView[], expected: readonly string[]];
  const ROWS: readonly Row[] = [
    ['nothing in the page table has no entry', {}, [], []],
    ['one page', run(0, [7]), [page(7)], [`0 p0 x1 ${REST}`]],
    ['pages in a row with names in a row stand once', run(2, [9, 4, 7]), [page(9), page(4), page(7)], [`2-4 p0+ x1 ${REST}`]],
    ['a hole parts them', { ...run(0, [7]), ...run(2, [8]) }, [page(7), page(8)], [`0 p0 x1 ${REST}`, `2 p1 x1 ${REST}`]],
    ['another mapcount parts them', run(0, [7, 8, 9]), [page(7), page(8, { mapcount: 2 }), page(9)], [`0 p0 x1 ${REST}`, '1 p1 x2 anon lru uptodate swapBacked', `2 p2 x1 ${REST}`]],
    ['another flag parts them', run(0, [7, 8]), [page(7), page(8, { dirty: true })], [`0 p0 x1 ${REST}`, '1 p1 x1 exclusive anon lru uptodate dirty swapBacked']],
    ['the zero page carries no mapcount and no flags', run(3, [0]), [], ['3 zero']],
    ['zero pages in a row are the same page', run(0, [0, 0, 0]), [], ['0-2 zero']],
    ['a hole parts zero pages, and the same page', { ...run(0, [0]), ...run(2, [0]), ...run(4, [7]), ...run(6, [7]) }, [page(7, { mapcount: 2 })],
      ['0 zero', '2 zero', '4 p0 x2 anon lru uptodate swapBacked', '6 p0 x2 anon lru uptodate swapBacked']],
    ['a zero page parts pages', run(0, [7, 0, 8]), [page(7), page(8)], [`0 p0 x1 ${REST}`, '1 zero', `2 p1 x1 ${REST}`]],
    ['the same page throughout stands once, without +', run(0, [7, 7, 7]), [page(7, { mapcount: 3 })], ['0-2 p0 x3 anon lru uptodate swapBacked']],
    ['the same page, then the next', run(0, [7, 7, 8]), [page(7, { mapcount: 2 }), page(8, { mapcount: 2 })], ['0-1 p0 x2 anon lru uptodate swapBacked', '2 p1 x2 anon lru uptodate swapBacked']],
    ['pages in a row, then the last again', run(0, [7, 8, 8]), [page(7, { mapcount: 2 }), page(8, { mapcount: 2 })], ['0-1 p0+ x2 anon lru uptodate swapBacked', '2 p1 x2 anon lru uptodate swapBacked']],
    ['names that fall are no run', { ...run(0, [7, 8]), ...run(3, [8, 7]) }, [page(7, { mapcount: 2 }), page(8, { mapcount: 2 })],
      ['0-1 p0+ x2 anon lru uptodate swapBacked', '3 p1 x2 anon lru uptodate swapBacked', '4 p0 x2 anon lru uptodate swapBacked']],
    ['an entry that is only a mark is special', run(0, [7], { present: false }), [], ['0 special']],
    ['what userfaultfd protects says so: a page, the zero page, a marker, a page on swap', { ...run(0, [7, 0], { uffdWp: true }), ...run(2, [7], { present: false, uffdWp: true }), ...run(3, [7], { present: false, slot: 4, uffdWp: true }) }, [page(7)],
      ['0 p0 x1 exclusive uffdWp anon lru uptodate swapBacked', '1 zero uffdWp', '2 special uffdWp', '3 s0 uffdWp']],
    ['pages on swap are named by their slots, as long as they are seen', { ...run(0, [7], { present: false, slot: 4 }), ...run(1, [7], { present: false, slot: 9 }), ...run(3, [7], { present: false, slot: 4 }) }, [], ['0-1 s0+', '3 s0']],
  ];
  it.each(ROWS)('%s', (_what, entries, pages, expected) => expect(alone(entries, pages).pages).toEqual(expected));

  it('a run goes on across VMAs', () => {
    expect(alone(run(0, [5, 6]), [page(5), page(6)], { vmas: [[0, 1], [1, 10, VM_READ]] }).pages).toEqual([`0-1 p0+ x1 ${REST}`]);
  });

  const FLAGS: readonly (readonly [flags: string, page: Partial<PageView>])[] = [
    ['file lru uptodate swapBacked', { anon: false, mapcount: 2 }],
    ['file exclusive lru uptodate swapBacked', { anon: false }],
    [`${REST}`, {}],
    ['anon lru uptodate swapBacked', { mapcount: 2 }],
    ['anon', { mapcount: 3, lru: false, uptodate: false, swapBacked: false }],
    ['exclusive anon lru active uptodate swapBacked', { active: true }],
    ['exclusive anon lru referenced uptodate swapBacked', { referenced: true }],
    ['exclusive anon lru uptodate dirty swapBacked', { dirty: true }],
    ['exclusive anon lru uptodate swapBacked unevictable mlocked', { unevictable: true, mlocked: true }],
    ['exclusive anon lru active referenced uptodate dirty swapBacked unevictable mlocked', { active: true, referenced: true, dirty: true, unevictable: true, mlocked: true }],
  ];
  it.each(FLAGS)('flags: %s', (flags, more) => expect(alone(run(0, [7]), [page(7, more)]).pages).toEqual([`0 p0 x${more.mapcount ?? 1} ${flags}`]));

  it('exclusive is mapped exactly once, whatever the kernel\'s own mark says', () => {
    expect(alone(run(0, [7]), [page(7, { exclusive: false })]).pages).toEqual([`0 p0 x1 ${REST}`]);
    expect(alone(run(0, [7]), [page(7, { exclusive: true, mapcount: 2 })]).pages).toEqual(['0 p0 x2 anon lru uptodate swapBacked']);
  });
});

describe('names: in order of first sight, as long as the page lives', () => {
  const places = new Places(HUGE);
  const m = places.add('m', 4);
  const n = places.add('n', 4);
  const names = new PageNames();
  const see = (processes: Readonly<Record<string, Readonly<Record<number, number>>>>, pages: readonly PageView[]): Record<string, string> => {
    const fakes = Object.entries(processes).map(([name, frames]) => [name, { vmas: [vma(m, m + 4), vma(n, n + 4)], entries: Object.fromEntries(Object.entries(frames).map(([vpn, pfn]) => [vpn, entry(pfn)])) }] as const);
    const seen = observe(running(places, Object.fromEntries(fakes), pages), names);
    return Object.fromEntries(Object.entries(seen).flatMap(([process, mappings]) => Object.entries(mappings).map(([mapping, state]) =>
      [`${process}.${mapping}`, state.pages.map((text) => text.split(' ').slice(0, 2).join(' ')).join(', ')])));
  };

  it('processes as they were made, mappings by address, pages upwards', () => {
    expect(see({ A: { [n]: 30, [m + 1]: 31, [m]: 32 }, B: { [m + 3]: 33 } }, [30, 31, 32, 33].map((pfn) => page(pfn))))
      .toEqual({ 'A.m': '0-1 p0+', 'A.n': '0 p2', 'B.m': '3 p3', 'B.n': '' });
  });

  it('a page that is mapped elsewhere, or was unmapped for a while, keeps its name', () => {
    expect(see({ A: {}, B: { [n]: 31 } }, [31, 32].map((pfn) => page(pfn)))).toEqual({ 'A.m': '', 'A.n': '', 'B.m': '', 'B.n': '0 p1' });
    expect(see({ A: { [m + 2]: 32 }, B: {} }, [32].map((pfn) => page(pfn)))).toEqual({ 'A.m': '2 p0', 'A.n': '', 'B.m': '', 'B.n': '' });
  });

  it('the same frame allocated once more is another page, and no name comes back', () => {
    expect(see({ A: { [m]: 32, [m + 1]: 34 }, B: {} }, [page(32, { generation: 2 }), page(34)])).toEqual({ 'A.m': '0-1 p4+', 'A.n': '', 'B.m': '', 'B.n': '' });
  });
});

describe('VMAs and their smaps counters', () => {
  const counters = (state: MappingState): Record<string, unknown> => {
    const { pages: _pages, prot: _prot, vmFlags: _vmFlags, ...rest } = state.vmas[0]!;
    return rest;
  };

  it('of a mapping without pages: no counter, for those that are zero are left out', () => {
    expect(alone({}, []).vmas).toEqual([{ pages: '0-9', prot: 'rw-p', vmFlags: 'rd wr mr mw me' }]);
  });

  it('keys stand in the order recordings have them', () => {
    const { vmas } = alone({ ...run(0, [1, 2]), ...run(2, [3, 4], { dirty: false }) }, [page(1), page(2, { mapcount: 2 }), page(3), page(4, { mapcount: 2 })]);
    expect(Object.keys(vmas[0]!)).toEqual(['pages', 'prot', 'rss', 'pssKiB', 'sharedClean', 'sharedDirty', 'privateClean', 'privateDirty', 'referenced', 'anonymous', 'vmFlags']);
  });

  it('the zero page counts in none of them', () => {
    expect(counters(alone(run(0, [0, 0]), []))).toEqual({});
  });

  type Row = readonly [what: string, entry: Partial<EntryView>, page: Partial<PageView>, expected: Readonly<Record<string, number>>];
  const ROWS: readonly Row[] = [
    ['private and dirty by the entry', {}, {}, { privateDirty: 1, referenced: 1, anonymous: 1 }],
    ['private and clean', { dirty: false }, {}, { privateClean: 1, referenced: 1, anonymous: 1 }],
    ['private and dirty by the page', { dirty: false }, { dirty: true }, { privateDirty: 1, referenced: 1, anonymous: 1 }],
    ['neither young nor marked', { young: false }, {}, { privateDirty: 1, anonymous: 1 }],
    ['marked as referenced, though old', { young: false }, { referenced: true }, { privateDirty: 1, referenced: 1, anonymous: 1 }],
    ['a page of shared memory', {}, { anon: false }, { privateDirty: 1, referenced: 1 }],
  ];
  it.each(ROWS)('%s', (_what, own, more, expected) => expect(counters(alone(run(0, [7], own), [page(7, more)]))).toEqual({ rss: 1, pssKiB: 4, ...expected }));

  it.each([['sharedDirty', true], ['sharedClean', false]] as const)('mapped twice: %s, and half of its size', (kind, dirty) => {
    expect(counters(alone(run(0, [7], { dirty }), [page(7, { mapcount: 2 })]))).toEqual({ rss: 1, pssKiB: 2, [kind]: 1, referenced: 1, anonymous: 1 });
  });

  // Each page adds 4096 << 12 divided by its mapcount, without remainder; the sum is shifted down and printed in KiB.
  const PSS: readonly (readonly [what: string, mapcounts: readonly number[], expected: number])[] = [
    ['one page of three: 1365 bytes', [3], 1],
    ['three pages of three: a hair less than 4096 bytes', [3, 3, 3], 3],
    ['two pages of two', [2, 2], 4],
    ['one page of four', [4], 1],
    ['one page of five: 819 bytes', [5], 0],
    ['five pages of five: a hair less than 4096 bytes', [5, 5, 5, 5, 5], 3],
    ['a whole page, a half and a third: 7509 bytes', [1, 2, 3], 7],
  ];
  it.each(PSS)('pssKiB of %s', (_what, mapcounts, expected) => {
    const frames = mapcounts.map((_, at) => at + 1);
    expect(counters(alone(run(0, frames), frames.map((pfn, at) => page(pfn, { mapcount: mapcounts[at]! }))))['pssKiB'] ?? 0).toBe(expected);
  });

  it('pssKiB where pages are of 64 KiB', () => {
    expect(counters(alone(run(0, [1, 2]), [page(1), page(2, { mapcount: 3 })], { pageShift: 16 }))).toMatchObject({ rss: 2, pssKiB: 85 });
  });

  it.each([
    ['two whole pages', [1, 1], 2], ['one page of two: less than a page', [2], 0], ['two pages of two', [2, 2], 1], ['a whole page, a half and a third', [1, 2, 3], 1],
  ] as const)('locked is the share in them, in whole pages, of a VMA that is: %s', (_what, mapcounts, expected) => {
    const frames = mapcounts.map((_, at) => at + 1);
    const pages = frames.map((pfn, at) => page(pfn, { mapcount: mapcounts[at]! }));
    expect(counters(alone(run(0, frames), pages, { vmas: [[0, 10, PRIVATE_RW | VM_LOCKED]] }))).toMatchObject({ locked: expected });
    expect(counters(alone(run(0, frames), pages))).not.toHaveProperty('locked');
  });

  it('a locked VMA without a share in any page has no such counter', () => {
    expect(counters(alone(run(0, [0]), [], { vmas: [[0, 10, PRIVATE_RW | VM_LOCKED]] }))).toEqual({});
  });

  it.each([['6.1', '??'], ['6.2', 'lf'], ['6.12', 'lf']] as const)('smaps-names-lock-on-fault: %s prints %s', (kernel, code) => {
    expect(alone({}, [], { vmas: [[0, 10, VM_READ | VM_LOCKED | VM_LOCKONFAULT]], kernel }).vmas).toMatchObject([{ vmFlags: `rd lo ${code}` }]);
  });

  it('each VMA of a mapping counts its own pages, and only those', () => {
    expect(alone(run(0, [1, 2, 3]), [page(1), page(2), page(3)], { vmas: [[0, 2], [2, 3, VM_READ], [5, 10]] }).vmas).toEqual([
      { pages: '0-1', prot: 'rw-p', rss: 2, pssKiB: 8, privateDirty: 2, referenced: 2, anonymous: 2, vmFlags: 'rd wr mr mw me' },
      { pages: '2', prot: 'r--p', rss: 1, pssKiB: 4, privateDirty: 1, referenced: 1, anonymous: 1, vmFlags: 'rd' },
      { pages: '5-9', prot: 'rw-p', vmFlags: 'rd wr mr mw me' },
    ]);
  });

  it('a shared mapping is told by what it may be', () => {
    expect(alone({}, [], { vmas: [[0, 10, PRIVATE_RW | VM_SHARED | VM_MAYSHARE]] }).vmas).toEqual([{ pages: '0-9', prot: 'rw-s', vmFlags: 'rd wr sh mr mw me ms' }]);
  });
});

describe('what belongs to a mapping', () => {
  const places = new Places(HUGE);
  const m = places.add('m', 4);
  const n = places.add('n', 4);
  places.alias('over', m + 2);
  const see = (...vmas: FakeProcess['vmas'][number][]): unknown => {
    const { A } = observe(running(places, { A: { vmas, entries: {} } }, []), new PageNames());
    return Object.fromEntries(Object.entries(A!).map(([name, state]) => [name, state.vmas.map((each) => each['pages']).join(' ')]));
  };

  it('all that lies from its start on, to the start of the next', () => {
    expect(see(vma(m, m + 2), vma(m + 2, m + 9), vma(n, n + 1))).toEqual({ m: '0-1 2-8', n: '0' });
  });

  it('a mapping without any VMA left is not there', () => expect(see(vma(n + 3, n + 4))).toEqual({ n: '3' }));

  it('a process without mappings is there', () => expect(observe(running(places, { A: { vmas: [], entries: {} } }, []), new PageNames())).toEqual({ A: {} }));
});
