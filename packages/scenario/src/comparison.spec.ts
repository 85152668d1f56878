import { describe, expect, it } from 'vitest';
import { compareDocuments, type Difference } from './comparison';
import type { RunDocument } from './document';
import { parseDocument } from './parse-document';

/** A recording with one of everything, as text. */
const TEXT = JSON.stringify({
  scenario: 'all', kernel: '6.2.12', arch: 'x86_64', pmdPages: 512,
  steps: [
    { i: 0, do: 'mmap A as=m pages=4 prot=rw share=private backing=anon', result: 'ok', faults: [0, 0], after: { A: { m: { vmas: [{ pages: '0-3', prot: 'rw-p', vmFlags: 'rd wr' }], pages: [] } } } },
    {
      i: 1, do: 'read A at=m+0', result: 'ok', value: 17, faults: [1, 0],
      after: {
        A: {
          m: {
            vmas: [
              {
                pages: '0-2', prot: 'rw-p', rss: 21, pssKiB: 22, sharedClean: 23, sharedDirty: 24, privateClean: 25, privateDirty: 26, referenced: 27, anonymous: 28, ksm: 29, lazyFree: 30, anonHuge: 31,
                shmemHuge: 32, filePmd: 33, sharedHugetlb: 34, privateHugetlb: 35, swap: 36, swapPssKiB: 37, locked: 38, vmFlags: 'rd wr',
              },
              { pages: '3', prot: 'r--p', vmFlags: 'rd' },
            ],
            pages: ['0-1 p5+ x1 exclusive anon lru', '2 p0 x2 anon active referenced', '3 s1'],
          },
          n: { vmas: [{ pages: '0', prot: 'rw-s', vmFlags: 'rd wr sh' }], pages: ['0 zero'] },
        },
        B: { m: { vmas: [{ pages: '0-3', prot: 'rw-p', vmFlags: 'rd wr' }], pages: [] } },
      },
    },
    { i: 2, do: 'readGot A as=g', result: 'ok', value: [1, 2], faults: [0, 0], after: { A: { n: null }, B: null } },
    { i: 3, do: 'swapoff', result: 'ok', after: {} },
  ],
});
const document = (text = TEXT): RunDocument => parseDocument(text, 'all.json');

/** What comparing finds when one part of the text is another in the model's run. */
const planted = (before: string, after: string) => {
  expect(TEXT.split(before)).toHaveLength(2);
  return compareDocuments(document(), document(TEXT.replace(before, after)));
};

it('a document differs in nothing from itself', () => {
  const { steps, differences, soft, compared } = compareDocuments(document(), document());
  expect({ steps, differences, soft }).toEqual({ steps: 4, differences: [], soft: [] });
  expect(compared).toBeGreaterThan(50);
});

it('the kernel is not compared: a recording names a release, a model its profile', () => {
  expect(planted('6.2.12', '6.2')).toMatchObject({ differences: [], soft: [] });
});

type Row = readonly [observable: string, before: string, after: string, found: Partial<Difference>];
const VMA = { step: 1, process: 'A', mapping: 'm', where: 'pages 0-2' };
const PAGE = { step: 1, process: 'A', mapping: 'm' };
const counter = (name: string, value: number): Row => [name, `"${name}":${value}`, `"${name}":99`, { ...VMA, expected: String(value), actual: '99' }];
const ROWS: readonly Row[] = [
  ['scenario', '"scenario":"all"', '"scenario":"other"', { step: -1, expected: '"all"', actual: '"other"' }],
  ['pmdPages', '"pmdPages":512', '"pmdPages":256', { step: -1, expected: '512', actual: '256' }],
  ['steps', ',{"i":3,"do":"swapoff","result":"ok","after":{}}', '', { step: -1, expected: '4', actual: '3' }],
  ['step', '"do":"swapoff"', '"do":"swapon"', { step: 3, expected: '[3,"swapoff"]', actual: '[3,"swapon"]' }],
  ['step', '"i":3', '"i":4', { step: 3 }],
  ['result', '"do":"swapoff","result":"ok"', '"do":"swapoff","result":"EINVAL"', { step: 3, where: 'swapoff', expected: '"ok"', actual: '"EINVAL"' }],
  ['value', '"value":17', '"value":18', { step: 1, expected: '17', actual: '18' }],
  ['value', '"value":17,', '', { step: 1, expected: '17', actual: 'nothing' }],
  ['value', '"value":[1,2]', '"value":[1,3]', { step: 2, expected: '[1,2]', actual: '[1,3]' }],
  ['faults', '"value":17,"faults":[1,0]', '"value":17,"faults":[2,0]', { step: 1, expected: '[1,0]', actual: '[2,0]' }],
  ['faults', '"value":17,"faults":[1,0]', '"value":17,"faults":[1,1]', { step: 1, actual: '[1,1]' }],
  ['faults', '"value":17,"faults":[1,0],', '"value":17,', { step: 1, actual: 'nothing' }],
  ['mapping', '"n":null', '', { step: 2, process: 'A', mapping: 'n', expected: 'false', actual: 'true' }],
  ['vmas', '"pages":"3","prot":"r--p"', '"pages":"3-4","prot":"r--p"', { step: 1, process: 'A', mapping: 'm', expected: '"0-2 3"', actual: '"0-2 3-4"' }],
  ['vmas', ',{"pages":"3","prot":"r--p","vmFlags":"rd"}', '', { step: 1, process: 'A', mapping: 'm', expected: '"0-2 3"', actual: '"0-2"' }],
  ['prot', '"prot":"r--p"', '"prot":"rw-p"', { step: 1, where: 'pages 3', expected: '"r--p"', actual: '"rw-p"' }],
  ['vmFlags', '"r--p","vmFlags":"rd"', '"r--p","vmFlags":"rd wr"', { step: 1, where: 'pages 3', expected: '"rd"', actual: '"rd wr"' }],
  counter('rss', 21), counter('pssKiB', 22), counter('sharedClean', 23), counter('sharedDirty', 24), counter('privateClean', 25), counter('privateDirty', 26), counter('anonymous', 28), counter('ksm', 29),
  counter('lazyFree', 30), counter('anonHuge', 31), counter('shmemHuge', 32), counter('filePmd', 33), counter('sharedHugetlb', 34), counter('privateHugetlb', 35), counter('swap', 36), counter('swapPssKiB', 37), counter('locked', 38),
  ['locked', ',"locked":38', '', { ...VMA, expected: '38', actual: 'nothing' }],
  ['rss', '{"pages":"3",', '{"pages":"3","rss":1,', { step: 1, where: 'pages 3', expected: 'nothing', actual: '1' }],
  ['page', 'p5+', 'p6+', { ...PAGE, where: 'page 0', expected: '"p5"', actual: '"p6"' }],
  ['page', '0-1 p5+', '0-1 p5', { ...PAGE, where: 'page 1', expected: '"p6"', actual: '"p5"' }],
  ['page', ',"3 s1"', '', { ...PAGE, where: 'page 3', expected: '"s1"', actual: 'nothing' }],
  ['page', '"0 zero"', '"0 hzero"', { step: 1, process: 'A', mapping: 'n', where: 'page 0', expected: '"zero"', actual: '"hzero"' }],
  ['mapcount', 'p0 x2', 'p0 x3', { ...PAGE, where: 'page 2', expected: '"x2"', actual: '"x3"' }],
  ['flags', 'exclusive anon lru', 'anon lru', { ...PAGE, where: 'page 0', expected: '["exclusive","anon","lru"]', actual: '["anon","lru"]' }],
  ['flags', '"3 s1"', '"3 s1 softDirty"', { ...PAGE, where: 'page 3', expected: '[]', actual: '["softDirty"]' }],
];

describe('a difference planted in each observable is found and named', () => {
  it.each(ROWS)('%s: %s is %s', (observable, before, after, found) => {
    const { differences, soft } = planted(before, after);
    expect(differences[0]).toMatchObject({ observable, ...found });
    expect(new Set(differences.map((each) => each.observable))).toEqual(new Set([observable]));
    expect(soft).toEqual([]);
  });

  it('process: one that lives on, with its mappings', () => {
    expect(planted(',"B":null', '').differences.filter(({ step }) => step === 2)).toEqual([
      { step: 2, process: 'B', mapping: '', observable: 'process', where: '', expected: 'false', actual: 'true' },
      { step: 2, process: 'B', mapping: 'm', observable: 'mapping', where: '', expected: 'false', actual: 'true' },
    ]);
  });

  it('one that lasts is found after every step', () => {
    expect(planted('p0 x2', 'p0 x3').differences.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it('one in a page that many stand for is found in each', () => {
    expect(planted('x1 exclusive', 'x2 exclusive').differences.filter(({ step }) => step === 1).map(({ where }) => where)).toEqual(['page 0', 'page 1']);
  });

  it('what a run records of a mapping the kernel did not change is found', () => {
    expect(planted('"swapoff","result":"ok","after":{}', '"swapoff","result":"ok","after":{"A":{"m":null}}').differences).toMatchObject([{ step: 3, mapping: 'm', observable: 'mapping', expected: 'true', actual: 'false' }]);
  });
});

describe('referenced and active are compared apart', () => {
  it.each([
    ['referenced', '"referenced":27', '"referenced":28', VMA], ['referenced', 'active referenced', 'active', { ...PAGE, where: 'page 2' }], ['active', 'anon active referenced', 'anon referenced', { ...PAGE, where: 'page 2' }],
  ])('%s', (observable, before, after, found) => {
    const { differences, soft } = planted(before, after);
    expect(differences).toEqual([]);
    expect(soft[0]).toMatchObject({ observable, ...found });
  });
});

it('however pages are written together, equal pages are equal', () => {
  const apart = TEXT.replace('"0-1 p5+ x1 exclusive anon lru"', '"0 p5 x1 exclusive anon lru","1 p6 x1 exclusive anon lru"');
  expect(compareDocuments(document(), document(apart)).differences).toEqual([]);
});

describe('values compared', () => {
  const count = (text: string): number => compareDocuments(document(text), document(text)).compared;
  const step = (i: number, after: object): object => ({ i, do: 'x', result: 'ok', after });
  const whole = (...steps: object[]): string => JSON.stringify({ scenario: 'x', kernel: 'x', arch: 'x', pmdPages: 1, steps });
  // result, value and faults of each step; the number of steps once
  it('of steps without mappings', () => expect([count(whole()), count(whole(step(0, {}))), count(whole(step(0, {}), step(1, {})))]).toEqual([1, 4, 7]));
  // a mapping: that it is there, its ranges; a VMA: prot, vmFlags and each counter; a page: name, mapcount, flags, referenced, active
  it('of a mapping, after every step', () => {
    const m = { A: { m: { vmas: [{ pages: '0', prot: 'rw-p', rss: 1, vmFlags: 'rd' }], pages: ['0-1 p0+ x1'] } } };
    expect([count(whole(step(0, m))), count(whole(step(0, m), step(1, {})))]).toEqual([1 + 3 + 2 + 3 + 10, 1 + 2 * (3 + 2 + 3 + 10)]);
  });
});
