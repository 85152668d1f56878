import type { Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { codeOf, did, ride, story, untilFlush, zapAll } from './testing/asks';
import type { LabOptions } from './testing/lab';
import { X86_NO_PARAVIRT } from './testing/policies';
import { AS_FIRST_COMMITTED } from './testing/zap';

describe('page batches (§4)', () => {
  it('MG-03 7 clean pages', () => {
    const g = ride();
    expect({ flushDue: zapAll(g, 7) }).toEqual({ flushDue: false });
    expect(g.now()).toMatchObject({ batchCount: 0, active: 0, inActive: 7 });
  });

  it('MG-04 8 clean pages', () => {
    const g = ride();
    expect({ flushDue: zapAll(g, 8) }).toEqual({ flushDue: false });
    expect(g.now()).toMatchObject({ batchCount: 1, active: 1, inActive: 0 });
  });

  it('MG-05 the page for a batch is not had: the 8th call asks for a flush', () => {
    const g = ride({ batchPage: () => false });
    expect(untilFlush(g)).toBe(8);
    expect(g.now()).toMatchObject({ batchCount: 0, active: 0, inActive: 8 });
  });

  it.each([[518, 2], [1028, 3]])('MG-06 %i clean pages: %i batches', (pages, batches) => {
    const g = ride();
    zapAll(g, pages - 1);
    expect(g.now().batchCount).toBe(batches - 1);
    g.zap(pages);
    expect(g.now()).toMatchObject({ batchCount: batches, inActive: 0 });
  });

  it('MG-07 and MG-08 the 9698th asks for a flush; after it the 19 batches are used again', () => {
    const g = ride();
    expect([untilFlush(g), g.now().batchCount, g.lab.deeds]).toEqual([9698, 19, []]);
    g.flushMmu();
    expect(story(g)).toBe(`flush${' page'.repeat(9698)}`);
    expect(did(g.lab.deeds, 'page').map(({ pfn }) => pfn)).toEqual(Array.from({ length: 9698 }, (_, page) => page + 1));
    expect(g.now()).toMatchObject({ active: 0, inActive: 0, queued: 0, batchCount: 19 });
    expect([untilFlush(g), g.now().batchCount]).toEqual([9698, 19]);
  });

  it.each<[string, Kernel, LabOptions, number]>([
    ['§4',    '6.1',  { pageShift: 12 }, 9698], ['§4',    '6.1',  { pageShift: 14 }, 8192], ['§4',    '6.1',  { pageShift: 16 }, 8198],
    ['MG-09', '6.2',  { pageShift: 14 }, 8192], ['MG-09', '6.2',  { pageShift: 16 }, 8198], ['§4', '6.2', { pointerBytes: 4 }, 9197],
    ['MG-10', '6.12', { pageShift: 12 }, 9678], ['MG-10', '6.12', { pageShift: 14 }, 8187], ['MG-10', '6.12', { pageShift: 16 }, 8196],
    ['§10, x86 without PARAVIRT', '6.2', { policy: X86_NO_PARAVIRT }, 9698], ['§10, UP', '6.2', { smp: false }, 9698],
  ])('%s, %s with %j: a flush is asked for at page %i, and again after as many', (_, kernel, options, pages) => {
    const g = ride({ ...options, kernel });
    const first = untilFlush(g);
    g.flushMmu();
    expect([first, untilFlush(g)]).toEqual([pages, pages]);
  });

  it('MG-10 6.12 takes the next batch at page 7', () => {
    const g = ride({ kernel: '6.12' });
    zapAll(g, 6);
    expect(g.now()).toMatchObject({ active: 0, inActive: 6 });
    g.zap(7);
    expect(g.now()).toMatchObject({ active: 1, inActive: 0, batchCount: 1 });
  });

  it('batch k is allocated while page 8 + 510 (k - 1) is stored', () => {
    const at: number[] = [];
    let page = 0;
    const g = ride({ batchPage: () => at.push(page) > 0 });
    do page++; while (!g.zap(page));
    expect(at).toEqual(Array.from({ length: 19 }, (_, k) => 8 + 510 * k));
  });

  it.each<[Kernel, number]>([['6.1', 8], ['6.2', 8], ['6.12', 7]])('%s, no batch is ever had: every %ith page asks for a flush', (kernel, pages) => {
    const g = ride({ kernel, batchPage: () => false });
    for (let round = 0; round < 3; round++) {
      expect(untilFlush(g)).toBe(pages);
      g.flushMmu();
    }
  });

  it.each([[1, 8, 0], [3, 1028, 2]])('batch %i is not had once: only that flush is early, and batches before it stay', (missed, pages, batches) => {
    const g = ride({ batchPage: (request) => request !== missed });
    expect([untilFlush(g), g.now().batchCount]).toEqual([pages, batches]);
    g.flushMmu();
    expect([untilFlush(g), g.now().batchCount]).toEqual([9698, 19]);
  });

  it('a full gather takes no page before it was flushed', () => {
    const g = ride({ batchPage: () => false });
    untilFlush(g);
    g.flushTlb();
    expect(codeOf(() => g.zap(9))).toBe('flush-due');
    g.flushMmu();
    expect({ flushDue: g.zap(9) }).toEqual({ flushDue: false });
  });
});

describe('delayed rmap removal (§6)', () => {
  it('MG-12 8 delayed pages: no flush asked for; each rmap goes once, after the flush and before the pages', () => {
    const g = ride();
    expect({ flushDue: zapAll(g, 8, true) }).toEqual({ flushDue: false });
    g.flushTlb();
    g.flushRmaps();
    g.flushRmaps();
    expect([story(g), g.now().delayedRmap]).toEqual([`flush${' rmap'.repeat(8)}`, false]);
    expect(did(g.lab.deeds, 'rmap').map(({ pfn }) => pfn)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    g.flushMmu();
    expect(story(g)).toBe(`flush${' rmap'.repeat(8)}${' page'.repeat(8)}`);
  });

  it.each<[string, LabOptions, number]>([
    ['MG-13', { pageShift: 12 }, 518], ['§6', { pageShift: 14 }, 2054], ['§6', { pageShift: 16 }, 8198],
    ['MG-14', { pageShift: 12, ...AS_FIRST_COMMITTED }, 8], ['§6', { pageShift: 14, ...AS_FIRST_COMMITTED }, 8],
    ['§6', { pageShift: 16, ...AS_FIRST_COMMITTED }, 8], ['§6', { pageShift: 12, kernel: '6.12' }, 516],
    ['§6', { pageShift: 14, kernel: '6.12' }, 2052], ['§6', { pageShift: 16, kernel: '6.12' }, 8196],
  ])('%s %j: delayed pages in an empty gather ask for a flush at page %i, and all their rmaps go', (_, options, pages) => {
    const g = ride(options);
    expect(untilFlush(g, true)).toBe(pages);
    g.flushTlb();
    g.flushRmaps();
    expect(did(g.lab.deeds, 'rmap').map(({ pfn }) => pfn)).toEqual(Array.from({ length: pages }, (_, page) => page + 1));
  });

  it.each([['MG-15', 100, 418], ['MG-16', 517, 1], ['§6', 8, 510], ['§6', 0, 518], ['§6', 5, 513], ['§6', 518, 510]])(
    '%s %i clean pages first: delayed page %i asks for a flush', (_, clean, delayed) => {
      const g = ride();
      zapAll(g, clean);
      expect(untilFlush(g, true)).toBe(delayed);
    });

  it('MG-17 8 delayed, then 100 clean: 8 rmaps go', () => {
    const g = ride();
    zapAll(g, 8, true);
    zapAll(g, 100);
    g.flushRmaps();
    expect(did(g.lab.deeds, 'rmap')).toHaveLength(8);
  });

  it('delayed pages may stand on both sides of the first batch\'s end, with clean ones between', () => {
    const g = ride();
    const delayed = [3, 8, 9, 300, 517];
    for (let page = 1; page <= 517; page++) g.zap(page, delayed.includes(page));
    g.flushRmaps();
    expect(did(g.lab.deeds, 'rmap').map(({ pfn }) => pfn)).toEqual(delayed);
  });

  it('only the first and the active batch are walked', () => {
    const g = ride();
    zapAll(g, 600);
    g.lab.state.stores.slots.set(g.id, 100, g.now().slots[100]! | 1);
    g.zap(601, true);
    g.flushRmaps();
    expect(did(g.lab.deeds, 'rmap').map(({ pfn }) => pfn)).toEqual([601]);
  });

  it('marks stay until the pages are freed: without it, the first rmap goes twice, as in the kernel', () => {
    const g = ride();
    for (const page of [1, 2]) {
      g.zap(page, true);
      g.flushTlb();
      g.flushRmaps();
    }
    expect(did(g.lab.deeds, 'rmap').map(({ pfn }) => pfn)).toEqual([1, 1, 2]);
    g.flushMmu();
    g.zap(3, true);
    g.flushRmaps();
    expect(did(g.lab.deeds, 'rmap').map(({ pfn }) => pfn)).toEqual([1, 1, 2, 3]);
  });

  it.each<[string, LabOptions, boolean]>([
    ['6.2 SMP', {}, true], ['6.12 SMP', { kernel: '6.12' }, true], ['6.1', { kernel: '6.1' }, false], ['MG-18 UP', { smp: false }, false],
    ['6.2 with the commit off', { without: ['delayed-rmap'] }, false], ['6.1 with the commit on', { kernel: '6.1', with: ['delayed-rmap', 'delayed-rmap-two-batches'] }, true],
  ])('asked, %s: %j', (_, options, expected) => {
    const g = ride(options);
    expect(g.lab.gather.delayRmap(g.id)).toBe(expected);
  });

  it('MG-18 nothing delayed: nothing is walked, nothing recorded', () => {
    const g = ride({ smp: false });
    zapAll(g, 20);
    const before = g.lab.recorder.records.length;
    g.flushRmaps();
    expect([g.lab.deeds, g.lab.recorder.records.length]).toEqual([[], before]);
  });
});
