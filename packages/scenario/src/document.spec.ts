import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changes, overlay, type Full } from './changes';
import { formatDocument, runDocument } from './document';
import type { MappingState, Observation } from './observation';
import { parseDocument } from './parse-document';
import { stepText } from './step-text';
import { lab } from './testing/lab';
import { scenarioOf } from './testing/texts';

const state: fc.Arbitrary<MappingState> = fc.record({
  vmas: fc.array(fc.record({ pages: fc.constantFrom('0', '0-1'), prot: fc.constantFrom('rw-p', 'r--p'), rss: fc.nat(3) }), { maxLength: 2 }), pages: fc.array(fc.constantFrom('0 zero', '1 p0 x1'), { maxLength: 2 }),
});
/** Some names are those of things that every object has. */
const names = <T>(value: fc.Arbitrary<T>) => fc.dictionary(fc.constantFrom('A', 'B', 'm', 'constructor', 'toString', 'valueOf'), value, { maxKeys: 4 });
const observation: fc.Arbitrary<Observation> = names(names(state));

/** The full state without processes that have no mapping: an observation says of them that they live, changes do not. */
const fullOf = (seen: Observation): Full => new Map(Object.entries(seen).filter(([, own]) => Object.keys(own).length > 0).map(([process, own]) => [process, new Map(Object.entries(own))]));
const withoutEmpty = (full: Full): Full => new Map([...full].filter(([, own]) => own.size > 0));

describe('what changed, laid over what was, is what is', () => {
  it('between any two observations', () => {
    fc.assert(fc.property(observation, observation, (before, after) => {
      const full = fullOf(before);
      overlay(full, changes(before, after));
      expect(withoutEmpty(full)).toEqual(fullOf(after));
    }), { numRuns: 300 });
  });

  it('through any number of them', () => {
    fc.assert(fc.property(fc.array(observation, { maxLength: 6 }), (all) => {
      const full: Full = new Map();
      [{}, ...all].reduce<Observation>((before, after) => {
        overlay(full, changes(before, after));
        expect(withoutEmpty(full)).toEqual(fullOf(after));
        return after;
      }, {});
    }));
  });

  it('nothing changed between equal observations', () => {
    fc.assert(fc.property(observation, (seen) => {
      expect(changes(seen, structuredClone(seen))).toEqual({});
    }));
  });

  it('it names what changed only: the same state is not said twice, a name that never was is not gone', () => {
    fc.assert(fc.property(observation, observation, (before, after) => {
      for (const [process, own] of Object.entries(changes(before, after))) {
        if (own === null) expect(Object.keys(before)).toContain(process);
        for (const [mapping, next] of Object.entries(own ?? {})) {
          const old = Object.entries(Object.entries(before).find(([name]) => name === process)?.[1] ?? {}).find(([name]) => name === mapping)?.[1];
          expect(old ?? null).not.toEqual(next);
        }
      }
    }));
  });
});

const one: MappingState = { vmas: [], pages: ['0 zero'] };
const two: MappingState = { vmas: [], pages: ['0 p0 x1'] };
describe('changes', () => {
  it.each([
    ['a new process', {}, { A: { m: one } }, { A: { m: one } }],
    ['a new mapping', { A: { m: one } }, { A: { m: one, n: two } }, { A: { n: two } }],
    ['another state', { A: { m: one, n: two } }, { A: { m: two, n: two } }, { A: { m: two } }],
    ['a mapping that is gone', { A: { m: one, n: two } }, { A: { m: one } }, { A: { n: null } }],
    ['a process that is gone', { A: { m: one }, B: { m: one } }, { A: { m: one } }, { B: null }],
    ['a process that is gone with all it had', { constructor: { toString: one } }, {}, { constructor: null }],
    ['a process without mappings', {}, { A: {} }, {}],
  ] as const)('%s', (_what, before, after, expected) => expect(changes(before as Observation, after as Observation)).toEqual(expected));
});

describe('a step in one line', () => {
  it.each([
    ['write: {proc: A, at: m+0, value: ret}', 'write A at=m+0 value=ret'],
    ['mmap: {proc: A, as: n, pages: 2H+1, prot: rw, share: shared, backing: zero, populate: true, locked: false}', 'mmap A as=n pages=2H+1 prot=rw share=shared backing=zero populate=True locked=False'],
    ['mmap: {as: n, backing: anon, share: private, prot: none, pages: 1, proc: A}', 'mmap A as=n backing=anon share=private prot=none pages=1'],
    ['mremap: {proc: A, at: m+1, pages: 2, newPages: 3, as: n, mayMove: true}', 'mremap A at=m+1 pages=2 newPages=3 as=n mayMove=True'],
    ['fork: {proc: A, child: B}', 'fork A child=B'],
    ['exit: {proc: A}', 'exit A'],
    ['swapoff:', 'swapoff'],
    ['fileWrite: {file: data, offset: 1H, value: 3}', 'fileWrite file=data offset=1H value=3'],
  ])('%s', (yaml, text) => expect(stepText(scenarioOf(yaml).steps.at(-1)!)).toBe(text));
});

describe('a run as a recorder would write it', () => {
  const scenario = scenarioOf('write: {proc: A, at: m+1, value: 17}', 'read: {proc: A, at: m+0}', 'fork: {proc: A, child: B}', 'exit: {proc: A}', 'read: {proc: B, at: m+1}', 'write: {proc: A, at: m+0, value: 1}', 'munmap: {proc: B, at: m+0, pages: 4}', 'read: {proc: B, at: m+1}');
  const run = runDocument(scenario, lab('x86_64-6.2'));
  const vma = (counters: object): object => ({ pages: '0-3', prot: 'rw-p', ...counters, vmFlags: 'rd wr mr mw me ac' });
  const own = { vmas: [vma({ rss: 1, pssKiB: 4, privateDirty: 1, referenced: 1, anonymous: 1 })], pages: ['1 p0 x1 exclusive anon lru uptodate swapBacked'] };
  const withZero = { ...own, pages: ['0 zero', ...own.pages] };
  const inherited = (counters: object, mapcount: string): object => ({ vmas: [vma(counters)], pages: ['0 zero', `1 p0 ${mapcount} lru uptodate swapBacked`] });

  it('step by step, on x86-64', () => {
    expect(run.steps).toEqual([
      { i: 0, do: 'mmap A as=m pages=4 prot=rw share=private backing=anon', result: 'ok', faults: [0, 0], after: { A: { m: { vmas: [vma({})], pages: [] } } } },
      { i: 1, do: 'write A at=m+1 value=17', result: 'ok', faults: [1, 0], after: { A: { m: own } } },
      { i: 2, do: 'read A at=m+0', result: 'ok', value: 0, faults: [1, 0], after: { A: { m: withZero } } },
      {
        i: 3, do: 'fork A child=B', result: 'ok', faults: [0, 0],
        after: {
          A: { m: inherited({ rss: 1, pssKiB: 2, sharedDirty: 1, referenced: 1, anonymous: 1 }, 'x2 anon') },
          B: { m: inherited({ rss: 1, pssKiB: 2, sharedDirty: 1, anonymous: 1 }, 'x2 anon') },
        },
      },
      { i: 4, do: 'exit A', result: 'ok', faults: [0, 0], after: { A: null, B: { m: inherited({ rss: 1, pssKiB: 4, privateDirty: 1, anonymous: 1 }, 'x1 exclusive anon') } } },
      { i: 5, do: 'read B at=m+1', result: 'ok', value: 17, faults: [0, 0], after: { B: { m: withZero } } },
      { i: 6, do: 'write A at=m+0 value=1', result: 'noProcess', after: {} },
      { i: 7, do: 'munmap B at=m+0 pages=4', result: 'ok', faults: [0, 0], after: { B: { m: null } } },
      { i: 8, do: 'read B at=m+1', result: 'SIGSEGV/MAPERR', faults: [0, 0], after: {} },
    ]);
  });

  it('has a head of its own, and a kernel profile for a release', () => {
    const { steps: _steps, ...head } = run;
    expect(head).toEqual({ scenario: 'test', kernel: '6.2', arch: 'x86_64', pmdPages: 512 });
    expect(runDocument(scenario, lab('s390x-6.12'))).toMatchObject({ kernel: '6.12', arch: 's390x', pmdPages: 256 });
  });

  it('as text it has a line for each step, and is read back as it was', () => {
    const text = formatDocument(run);
    const lines = text.split('\n');
    expect([lines[0], lines[1], lines.at(-2), lines.at(-1)]).toEqual(['{"scenario":"test","kernel":"6.2","arch":"x86_64","pmdPages":512,', '"steps":[', ']}', '']);
    expect(lines.slice(2, -2).map((line) => JSON.parse(line.replace(/,$/, '')).i)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(parseDocument(text, 'test.json')).toEqual(run);
  });

  it('a scenario without steps is a document without steps', () => {
    const empty = runDocument({ name: 'empty', about: 'empty', steps: [] }, lab());
    expect(parseDocument(formatDocument(empty), 'empty.json')).toEqual(empty);
  });
});
