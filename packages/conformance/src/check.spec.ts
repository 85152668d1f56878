import { x86_64 } from '@faultline/arch-x86';
import type { Architecture } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { checkConformance, conformance, conformanceLaws, renderReport, type ConformanceReport } from './index';
import { replaced, x86 } from './testing/plant';

const RUNS = 20;
const PARTS = ['geometry', 'codec', 'prot', 'swap', 'live', 'gather', 'hw', 'faults', 'caps'] as const;
const check = (arch: unknown): ConformanceReport => checkConformance(arch as Architecture, { runs: RUNS });

/** Every function of every part replaced; data stay. */
function stub(body: (name: string) => unknown): Architecture {
  const hollow = (part: object): object =>
    Object.fromEntries(
      Object.entries(part).map(([name, member]) => [name, typeof member === 'function' ? () => body(name) : (member as unknown)]),
    );
  return { ...x86, ...Object.fromEntries(PARTS.map((part) => [part, hollow(x86[part])])) };
}
const notWritten = stub((name) => {
  throw new Error(`${name} is not written yet`);
});

/** What a generator may leave behind, from nothing to everything but one member. */
const STUBS: readonly (readonly [string, unknown])[] = [
  ['no architecture', undefined],
  ['nothing at all', {}],
  ['parts without members', Object.fromEntries(PARTS.map((part) => [part, {}]))],
  ['functions that throw', notWritten],
  [
    'functions that throw no error',
    stub(() => {
      throw 'later';
    }),
  ],
  ['functions that return nothing', stub(() => undefined)],
  ['functions that return zero', stub(() => 0)],
  ['functions that return NaN', stub(() => NaN)],
  ['functions that return true', stub(() => true)],
  ...PARTS.map((part) => [`no ${part}`, { ...x86, [part]: undefined }] as const),
  ['a codec of functions that throw', replaced(x86, 'codec', notWritten.codec)],
  ['a top level beyond all', replaced(x86, 'geometry', { topLevel: 7 as 4 })],
  ...[0, 53, 60, -5, NaN].map((pageShift) => [`pages of 2^${pageShift} bytes`, replaced(x86, 'geometry', { pageShift })] as const),
  ['an offset wider than an entry', replaced(x86, 'swap', { offsetBits: 1e9 })],
  ['no bits for frames', replaced(x86, 'swap', { pfnBits: NaN })],
];

describe('an architecture that is not finished is reported on, not tripped over', () => {
  it.each(STUBS)('%s', (_what, arch) => {
    const report = check(arch);
    expect(report).toMatchObject({ ok: false });
    expect(report.results).toHaveLength(conformanceLaws.length);
    expect(report.results.filter(({ status, counterexamples }) => (status === 'broken') !== counterexamples.length > 0)).toEqual([]);
    expect(renderReport(report)).toContain('[ ] ');
  });

  it('the first entry of the list names what is missing', () => {
    const [first, second, third] = check({ ...x86, codec: { ...x86.codec, mkYoung: undefined, decode: undefined } }).results.filter(
      ({ part }) => part === 'shape',
    );
    expect([first?.status, second?.status]).toEqual(['holds', 'holds']);
    expect(third?.counterexamples[0]?.came).toBe('missing or of another type: mkYoung (function), decode (function)');
  });

  it('an error of the architecture is what came', () => {
    const came = check(notWritten).results.flatMap(({ counterexamples }) => counterexamples.map((one) => one.came));
    expect(came).toContain('threw Error: none is not written yet');
  });

  it('a stub that answers nothing keeps no law of the codec over its entries', () => {
    const parts = ['codec', 'modifiers', 'swap', 'hardware', 'decode'];
    const kept = check(notWritten)
      .results.filter(({ part, status }) => parts.includes(part) && status === 'holds')
      .map(({ law }) => law);
    expect(kept).toEqual([
      'reserved swap types are distinct, and above those of swap files',
      'the pte markers and the swapin error are those of the kernel version',
    ]);
  });
});

/** As the generator's stubs do. */
const notFilled = (member: string): never => {
  throw Object.assign(new Error(`${member} is not filled yet`), { code: 'not-filled', member });
};
const unfilled = Object.fromEntries(Object.keys(x86.codec).map((name) => [name, () => notFilled(`codec.${name}`)])) as unknown as Architecture['codec'];

describe('a law that comes upon a stub waits for it', () => {
  const report = check({ ...x86, codec: unfilled });
  const waiting = report.results.filter(({ status }) => status === 'waiting');

  it('is not broken, and not kept', () => {
    expect(report).toMatchObject({ ok: false, broken: 0, waiting: waiting.length });
    expect(waiting.length).toBeGreaterThan(80);
    expect(report.holds + report.waiting + report.notApplicable).toBe(report.results.length);
  });

  it('keeps all that is known of it, for a program', () => {
    expect(waiting.find(({ law }) => law === 'mkOld makes old, and changes nothing else')).toMatchObject({
      part: 'modifiers', source: expect.stringContaining('arch-interface') as string,
      counterexamples: [{ level: 'pte', waitsFor: 'codec.makeLeaf', came: 'threw Error: codec.makeLeaf is not filled yet' }, { level: 'pmd' }, { level: 'pud' }],
    });
  });

  it('takes no line of its own: there is one for each member that laws wait for', () => {
    const members = new Set(waiting.map(({ counterexamples }) => counterexamples[0]!.waitsFor));
    const lines = renderReport(report).split('\n').filter((line) => line.startsWith('[ ]'));
    expect(lines).toHaveLength(members.size);
    expect(lines).toContain(`[ ] codec.makeLeaf: ${waiting.filter(({ counterexamples }) => counterexamples[0]!.waitsFor === 'codec.makeLeaf').length} laws wait for it`);
    expect(renderReport(report).split('\n').length).toBeLessThan(waiting.length);
  });

  it('is broken where something speaks against it at another level', () => {
    const wrProtect = (level: number): void => void (level === 0 || notFilled('codec.wrProtect'));
    const { results } = check(replaced(x86, 'codec', { wrProtect }));
    expect(results.find(({ law }) => law === 'wrProtect takes write away, and nothing else')).toMatchObject({
      status: 'broken', counterexamples: [{ level: 'pte', came: 'write true' }, { level: 'pmd', waitsFor: 'codec.wrProtect' }, { level: 'pud' }],
    });
  });

  it.each([['no member', { code: 'not-filled' }], ['a member that is no name', { code: 'not-filled', member: 7 }], ['no code', { member: 'codec.young' }]])(
    'an error with %s is no such word: the law is broken', (_what, fields) => {
      const young = (): never => {
        throw Object.assign(new Error('no'), fields);
      };
      expect(check(replaced(x86, 'codec', { young }))).toMatchObject({ ok: false, waiting: 0 });
    });
});

describe('a report', () => {
  const broken = replaced(x86_64({ kernel: '6.2' }), 'codec', { wrProtect: (_level, e) => void (e.lo &= ~0x42) });

  it('is the same for the same seed and runs', () => {
    expect(checkConformance(broken, { seed: 7, runs: RUNS })).toEqual(checkConformance(broken, { seed: 7, runs: RUNS }));
  });

  it('finds the fault whatever the seed', () => {
    for (const seed of [1, 2, 3])
      expect(checkConformance(broken, { laws: conformanceLaws.filter(({ part }) => part === 'modifiers'), seed, runs: 100 })).toMatchObject({ ok: false });
  });

  it('survives being written and read', () => {
    const report = check(broken);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('counts every law once', () => {
    const { holds, broken: bad, notApplicable, results } = check(broken);
    expect(holds + bad + notApplicable).toBe(results.length);
  });

  it('can be asked about some laws only', () => {
    const laws = conformanceLaws.filter(({ part }) => part === 'geometry');
    expect(checkConformance(broken, { laws, runs: RUNS })).toMatchObject({ ok: true, results: laws.map(({ name }) => ({ law: name })) });
  });

  it('reads as a list of things to do', () => {
    const laws = conformanceLaws.filter(({ name }) => name.startsWith('wrProtect') || name.startsWith('mkOld'));
    expect(renderReport(checkConformance(broken, { laws }))).toMatchInlineSnapshot(`
      "x86-64:l4, kernel 6.2: 2 laws, 1 kept, 1 broken, 0 not applicable (seed 20230108, 200 runs)
      [ ] modifiers: wrProtect takes write away, and nothing else
          fork and copy-on-write protect dirty pages: a mark lost here is a page never written back.
          (arch-interface §7 laws 5 and 7; @kernel v6.2-rc3 mm/debug_vm_pgtable.c:pte_basic_tests)
          pte 0x000fffffffffe960: leaf of frame 0x1 ---p, mkDirty
            expected  dirty true
            came      dirty false
          pmd 0x000fffffffc009e0: leaf of frame 0x200 ---p, mkDirty
            expected  dirty true
            came      dirty false
          pud 0x80000000400008e5: leaf of frame 0x40000 r--p, mkDirty
            expected  dirty true
            came      dirty false
      "
    `);
  });

  it('fits a hundred columns', () => {
    const wide = renderReport(check(notWritten))
      .split('\n')
      .filter((line) => line.length > 100);
    expect(wide).toEqual([]);
  });
});

describe('the suite within a test runner', () => {
  interface Registered {
    readonly names: string[];
    readonly bodies: (() => void)[];
  }
  function register(arch: Architecture): Registered {
    const names: string[] = [];
    const bodies: (() => void)[] = [];
    conformance(
      arch,
      {
        describe(name, body) {
          names.push(name);
          body();
        },
        it: (_name, body) => void bodies.push(body),
      },
      { runs: RUNS },
    );
    return { names, bodies };
  }

  it('has one test a law that applies, grouped by part', () => {
    const { names, bodies } = register(x86);
    expect(bodies).toHaveLength(conformanceLaws.filter((law) => law.applies(x86)).length);
    expect(names).toEqual(['x86-64:l4 on 6.2 keeps the laws of an architecture', ...new Set(conformanceLaws.map(({ part }) => part))]);
  });

  it('fails with the counterexample in words', () => {
    const bodies = register(replaced(x86, 'codec', { wrProtect: (_level, e) => void (e.lo &= ~0x42) })).bodies;
    const messages = bodies.flatMap((body) => {
      try {
        body();
        return [];
      } catch (error) {
        return [(error as Error).message];
      }
    });
    expect(messages.find((message) => message.startsWith('wrProtect'))).toContain('expected  dirty true\n  came      dirty false');
  });

  it('fails in a line where a stub is met', () => {
    expect(register({ ...x86, codec: unfilled }).bodies.filter((body) => {
      try {
        body();
        return false;
      } catch (error) {
        return /^mkOld makes old, and changes nothing else: waits for codec\.makeLeaf, which is not filled yet$/.test((error as Error).message);
      }
    })).toHaveLength(1);
  });

  it('registers for a stub as well', () => {
    expect(register({} as Architecture).bodies).toHaveLength(conformanceLaws.length);
  });
});
