import {
  recFlushSent, recTlbEvicted, recTlbFilled, recTlbInvalidated, recWalkCacheFilled, threadOn, TLB_READ, TLB_WRITE, vpnHi, vpnLo, type Thread,
} from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { recorderOver } from '../../../tools/arch-lab/recorder';
import { TLB_GUARDS } from './tlb-guards';
import { Tlb, TLB_ENTRIES } from './tlb';
import { TLB_FOLDS } from './tlb-folds';
import { WALK_CACHE_ENTRIES, WalkCache } from './walk-cache';

const SETS = 256;
const WAYS = 4;
/** A page above 2^32, so that both halves of its number count. */
const HIGH = 2 ** 35;
const BY_FAULT = 0;
const PAGES = 0;
const WHOLE = 1;
const SELF = 0;

const newTlb = (indexBits = 9): Tlb => new Tlb(new WalkCache(indexBits));
const find = (tlb: Tlb, mm: number, vpn: number): number => tlb.find(mm, vpnLo(vpn), vpnHi(vpn));
const fill = (tlb: Tlb, mm: number, vpn: number, pfn = vpn): number => {
  const slot = tlb.place(vpnLo(vpn));
  tlb.fill(slot, mm, vpnLo(vpn), vpnHi(vpn), pfn, TLB_READ);
  return slot;
};
/** Page `n` of those that share the set of `vpn`. */
const sameSet = (vpn: number, n: number): number => vpn + n * SETS;
const cached = (tlb: Tlb, mm: number, pages: readonly number[]): number[] => pages.filter((vpn) => find(tlb, mm, vpn) >= 0);

/** What records make of the TLBs of some CPUs. */
function folded(cpus: number, record: (thread: Thread) => void): Tlb[] {
  const tlbs = Array.from({ length: cpus }, () => newTlb());
  record(threadOn(recorderOver({ owner: 'cpu', folds: TLB_FOLDS, guards: TLB_GUARDS, state: tlbs })));
  return tlbs;
}

describe('a TLB', () => {
  it('is empty at first', () => {
    expect(find(newTlb(), 1, 0x400)).toBe(-1);
    expect(TLB_ENTRIES).toBe(SETS * WAYS);
  });

  it.each([0, 0x400, 0xffffffff, HIGH, HIGH + 0x400, 2 ** 52 - 1])('finds page %i again, with its frame and rights', (vpn) => {
    const tlb = newTlb();
    const slot = tlb.place(vpnLo(vpn));
    tlb.fill(slot, 3, vpnLo(vpn), vpnHi(vpn), 0x1234, TLB_READ | TLB_WRITE);
    expect(find(tlb, 3, vpn)).toBe(slot);
    expect([tlb.vpn(slot), tlb.pfn[slot], tlb.flags[slot]]).toEqual([vpn, 0x1234, TLB_READ | TLB_WRITE]);
  });

  it.each([
    ['of another address space', 2, HIGH + 0x400],
    ['with another low half', 1, HIGH + 0x500],
    ['with another high half', 1, 0x400],
    ['beside it', 1, HIGH + 0x401],
  ])('does not take a page for one %s', (_what, mm, vpn) => {
    const tlb = newTlb();
    fill(tlb, 1, HIGH + 0x400);
    expect(find(tlb, mm, vpn)).toBe(-1);
  });

  it('holds four pages of a set, and as many of each other set', () => {
    const tlb = newTlb();
    const pages = Array.from({ length: TLB_ENTRIES }, (_, n) => 0x8000 + n);
    for (const vpn of pages) fill(tlb, 1, vpn);
    expect(cached(tlb, 1, pages)).toEqual(pages);
  });

  it('evicts the slots of a full set in turn', () => {
    const tlb = newTlb();
    const slots = Array.from({ length: 4 * WAYS }, (_, n) => fill(tlb, 1, sameSet(7, n)) - 7 * WAYS);
    expect(slots).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]);
    expect(cached(tlb, 1, [11, 12, 13, 14, 15].map((n) => sameSet(7, n)))).toEqual([12, 13, 14, 15].map((n) => sameSet(7, n)));
  });

  it('turns in each set for itself', () => {
    const tlb = newTlb();
    for (let n = 0; n < WAYS + 1; n++) fill(tlb, 1, sameSet(7, n));
    for (let n = 0; n < WAYS; n++) fill(tlb, 1, sameSet(8, n));
    expect(fill(tlb, 1, sameSet(8, WAYS))).toBe(8 * WAYS);
    expect(fill(tlb, 1, sameSet(7, WAYS + 1))).toBe(7 * WAYS + 1);
  });

  it('takes an empty slot before it evicts one', () => {
    const tlb = newTlb();
    for (let n = 0; n < WAYS; n++) fill(tlb, 1, sameSet(7, n));
    tlb.evict(7 * WAYS + 2);
    expect(fill(tlb, 1, sameSet(7, WAYS))).toBe(7 * WAYS + 2);
    expect(fill(tlb, 1, sameSet(7, WAYS + 1))).toBe(7 * WAYS);
  });

  it('tells address spaces apart in one set', () => {
    const tlb = newTlb();
    for (let mm = 1; mm <= WAYS; mm++) fill(tlb, mm, 0x400, mm);
    expect([1, 2, 3, 4].map((mm) => tlb.pfn[find(tlb, mm, 0x400)])).toEqual([1, 2, 3, 4]);
  });
});

describe('an invalidation', () => {
  /** At most two to a set, for either address space has them all. */
  const pages = [0, 0x3ff, 0x401, 0x402, 0x4fe, 0x501, 0x603, HIGH + 0x404];

  it.each([
    ['one page', 0x401, 0x402],
    ['a range of as many pages as there are sets', 0x402, 0x502],
    ['a range of more', 0x401, 0x502],
    ['a range that ends before a page', 0x3ff, 0x401],
    ['an empty range', 0x401, 0x401],
    ['a range across 2^32', 0x603, HIGH + 0x404],
    ['a range to the top', 0x401, 2 ** 52],
    ['everything', 0, Number.POSITIVE_INFINITY],
  ])('of %s drops what lies in it, half open, and of this address space only', (_what, start, end) => {
    const tlb = newTlb();
    for (const vpn of pages) for (const mm of [1, 2]) fill(tlb, mm, vpn);
    tlb.invalidate(1, start, end);
    expect(cached(tlb, 1, pages)).toEqual(pages.filter((vpn) => vpn < start || vpn >= end));
    expect(cached(tlb, 2, pages)).toEqual(pages);
  });

  it('leaves the turn of a set alone', () => {
    const tlb = newTlb();
    for (let n = 0; n < WAYS + 1; n++) fill(tlb, 1, sameSet(7, n));
    tlb.invalidate(1, 0, Number.POSITIVE_INFINITY);
    for (let n = 0; n < WAYS; n++) fill(tlb, 1, sameSet(7, n));
    expect(fill(tlb, 1, sameSet(7, WAYS))).toBe(7 * WAYS + 1);
  });
});

describe('a paging-structure cache', () => {
  const table = (cache: WalkCache, mm: number, vpn: number): number => cache.find(mm, vpnLo(vpn), vpnHi(vpn));
  const put = (cache: WalkCache, mm: number, vpn: number, ref: number): void =>
    cache.fill(cache.slot(vpnLo(vpn), vpnHi(vpn)), mm, vpnLo(vpn), vpnHi(vpn), ref);

  it.each([8, 9, 11, 13])('knows the table of every page that %i index bits cover, and of no other', (bits) => {
    const cache = new WalkCache(bits);
    const span = 2 ** bits;
    const base = HIGH + 6 * span;
    put(cache, 1, base + 3, 0x777);
    expect([base, base + 3, base + span - 1].map((vpn) => table(cache, 1, vpn))).toEqual([0x777, 0x777, 0x777]);
    expect([base - 1, base + span, base - HIGH, base + 2 ** 40].map((vpn) => table(cache, 1, vpn))).toEqual([0, 0, 0, 0]);
    expect(table(cache, 2, base)).toBe(0);
    expect(cache.base(cache.slot(vpnLo(base), vpnHi(base)))).toBe(base);
  });

  it('gives a slot to the latest table', () => {
    const cache = new WalkCache(9);
    const other = 512 * WALK_CACHE_ENTRIES;
    put(cache, 1, 0, 0x111);
    put(cache, 1, other, 0x222);
    expect([table(cache, 1, 0), table(cache, 1, other)]).toEqual([0, 0x222]);
  });

  it('holds as many tables as it has slots', () => {
    const cache = new WalkCache(9);
    const bases = Array.from({ length: WALK_CACHE_ENTRIES }, (_, n) => n * 512);
    bases.forEach((vpn, n) => put(cache, 1, vpn, n + 1));
    expect(bases.map((vpn) => table(cache, 1, vpn))).toEqual(bases.map((_, n) => n + 1));
  });

  it('drops the tables of one address space', () => {
    const cache = new WalkCache(9);
    put(cache, 1, 0, 0x111);
    put(cache, 2, 512, 0x222);
    cache.drop(1);
    expect([table(cache, 1, 0), table(cache, 2, 512)]).toEqual([0, 0x222]);
  });
});

describe('records fold into the TLB of the CPU that acts', () => {
  it('a filled slot is found on that CPU only, and an eviction empties it', () => {
    const [first, second] = folded(2, (thread) => {
      const log = { ...thread, cpu: 1 };
      recTlbFilled(log, TLB_READ, 0, 0, 5, 1, HIGH, 0x99);
      recTlbFilled(log, TLB_READ, 0, 0, 9, 1, 0x402, 0x98);
      recTlbEvicted(log, BY_FAULT, 9, 1, 0x402);
    });
    expect([second!.mm[5], second!.vpn(5), second!.pfn[5], second!.flags[5], second!.mm[9]]).toEqual([1, HIGH, 0x99, TLB_READ, 0]);
    expect([...first!.mm].filter((mm) => mm !== 0)).toEqual([]);
  });

  it.each([
    ['a page', PAGES, 0x401, 0x402, [0x400, HIGH]],
    ['the whole address space', WHOLE, 0x401, 0x402, []],
  ] as const)('an invalidation of %s', (_what, kind, start, end, left) => {
    const [tlb] = folded(1, (log) => {
      [0x400, 0x401, HIGH].forEach((vpn) => recTlbFilled(log, TLB_READ, 0, 0, (vpn & (SETS - 1)) * WAYS + (vpn === HIGH ? 1 : 0), 1, vpn, 1));
      recFlushSent(log, 0, kind, SELF, 0, 0, 1, start, end);
      recTlbInvalidated(log, kind, SELF, 0, 0, 1, start, end);
    });
    expect(cached(tlb!, 1, [0x400, 0x401, HIGH])).toEqual(left);
  });

  it.each([[0, 0], [1, 0x55]] as const)('leafOnly %i leaves table 0x%s in the paging-structure cache', (leafOnly, table) => {
    const [tlb] = folded(1, (log) => {
      recWalkCacheFilled(log, 2, 1, 0x400, 0x55);
      recFlushSent(log, 0, PAGES, SELF, leafOnly, 0, 1, 0x400, 0x401);
      recTlbInvalidated(log, PAGES, SELF, leafOnly, 0, 1, 0x400, 0x401);
    });
    expect(tlb!.walkCache.find(1, 0x400, 0)).toBe(table);
  });
});

describe('a copy of a TLB', () => {
  it('holds the same, turns included, and goes its own way', () => {
    const tlb = newTlb();
    for (let n = 0; n < WAYS + 1; n++) fill(tlb, 1, sameSet(7, n));
    tlb.walkCache.fill(0, 1, 0, 0, 0x111);
    const copy = tlb.clone();
    expect(copy).toEqual(tlb);
    tlb.invalidate(1, 0, Number.POSITIVE_INFINITY);
    tlb.walkCache.drop(1);
    expect(cached(copy, 1, [1, 2, 3, 4].map((n) => sameSet(7, n)))).toHaveLength(WAYS);
    expect([copy.walkCache.find(1, 0, 0), fill(copy, 1, sameSet(7, 9))]).toEqual([0x111, 7 * WAYS + 1]);
  });
});
