import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlay, type Full } from './changes';
import { compareDocuments } from './comparison';
import { formatDocument, runDocument } from './document';
import { arePageStrings, expandPages } from './page-strings';
import { parseDocument } from './parse-document';
import { scenarios } from './testing/arbitraries';
import { lab, type Target } from './testing/lab';

const TARGETS: readonly Target[] = ['x86_64-6.2', 'arm64-6.2', 'arm64-6.2-swaf', 's390x-6.2', 'x86_64-6.1', 's390x-6.12'];
const RESULT = /^(ok|noProcess|E[A-Z]+|SIG(SEGV|BUS)\/[A-Z]+)$/;

describe.each(TARGETS)('any scenario that lacks nothing, on %s', (target) => {
  it('runs to its end, and its document is sound', () => {
    fc.assert(fc.property(scenarios, (scenario) => {
      const run = runDocument(scenario, lab(target));
      expect(run.steps.map(({ i }) => i)).toEqual(scenario.steps.map((_, index) => index));
      for (const { result } of run.steps) expect(result).toMatch(RESULT);
      expect(parseDocument(formatDocument(run), 'random.json')).toEqual(run);
    }), { numRuns: 25 });
  });

  it('is the same every time', () => {
    fc.assert(fc.property(scenarios, (scenario) => {
      const first = runDocument(scenario, lab(target));
      const second = runDocument(scenario, lab(target));
      expect(compareDocuments(first, second)).toMatchObject({ differences: [], soft: [] });
      expect(formatDocument(second)).toBe(formatDocument(first));
    }), { numRuns: 8 });
  });

  it('adds up after every step: pages to counters, mappings of a page to its mapcount', () => {
    fc.assert(fc.property(scenarios, (scenario) => {
      const full: Full = new Map();
      for (const { after } of runDocument(scenario, lab(target)).steps) {
        overlay(full, after);
        const mapped = new Map<string, { said: string; found: number }>();
        for (const state of [...full.values()].flatMap((own) => [...own.values()])) {
          expect(state.pages).toSatisfy(arePageStrings);
          const own = [...expandPages(state.pages).values()].filter(({ name }) => name !== 'zero');
          const sum = (name: string): number => state.vmas.reduce((total, vma) => total + Number(vma[name] ?? 0), 0);
          expect(sum('rss')).toBe(own.length);
          expect(sum('sharedClean') + sum('sharedDirty')).toBe(own.filter(({ mapcount }) => mapcount !== 'x1').length);
          expect(sum('privateClean') + sum('privateDirty')).toBe(own.filter(({ flags }) => flags.includes('exclusive')).length);
          expect(sum('anonymous')).toBe(own.filter(({ flags }) => flags.includes('anon')).length);
          for (const { name, mapcount } of own) mapped.set(name, { said: mapcount, found: (mapped.get(name)?.found ?? 0) + 1 });
        }
        for (const { said, found } of mapped.values()) expect(said).toBe(`x${found}`);
      }
    }), { numRuns: 25 });
  });
});
