import { handleRecord, profileOf } from '@faultline/contracts';
import fc from 'fast-check';
import { plainStores } from '@faultline/state-kit';
import { describe, expect, it } from 'vitest';
import { GATHER_FOLDS } from './evolve';
import { gatherLimits } from './limits';
import { initialGatherState } from './state';
import { did, ride, untilFlush, zapAll } from './testing/asks';
import { lab, type Deed, type LabOptions } from './testing/lab';
import { ARM64, S390 } from './testing/policies';
import { tableOf } from '../../../tools/arch-lab/recorder';
import { acts, actsFrom, end, labOptions, play, type Act } from './testing/zap';

/** With fullmm, arm64 leaves stale translations to an ASID that is not used again: they are not usable (§1). */
const fullmmOf = ({ policy }: LabOptions, fullmm: boolean): boolean => fullmm && policy !== ARM64;

/** Everything that one gather does, from beginning to end. */
function deedsOf(options: LabOptions, script: readonly Act[], fullmm = false): Deed[] {
  const g = lab(options).begin(fullmmOf(options, fullmm));
  play(g, script);
  end(g);
  return g.lab.deeds;
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const queuedPages = (deeds: readonly Deed[]): number[] =>
  did(deeds, 'cleared').filter(({ holds }) => holds !== 'nothing').map(({ pfn }) => pfn);

/** Frees and rmap removals that come before the flush of what was cleared. */
function unflushed(deeds: readonly Deed[]): Deed[] {
  const pages = new Set<number>();
  const tables = new Map<number, number>();
  return deeds.filter((deed) => {
    if (deed.did === 'cleared') pages.add(deed.pfn);
    else if (deed.did === 'unhooked') tables.set(deed.table, deed.start);
    else if (deed.did === 'flush') {
      const covers = (page: number) => deed.mm || (page >= deed.state.start && page < deed.state.end);
      for (const page of pages) if (covers(page)) pages.delete(page);
      for (const [table, start] of tables) if (covers(start)) tables.delete(table);
    }
    return deed.did === 'table' ? tables.has(deed.table) : (deed.did === 'page' || deed.did === 'rmap') && pages.has(deed.pfn);
  });
}

/** Deeds of each call of `flushMmu` and `finish`, a letter each. */
const calls = (deeds: readonly Deed[]): string[] =>
  deeds.map((deed) => (deed.did === 'flushing' ? '|' : 'flush table page'.includes(deed.did) ? deed.did[0]! : ' ')).join('')
    .split('|').slice(1).map((call) => call.split(' ')[0]!);

describe('what is queued', () => {
  it('each page and each table is freed exactly once', () => {
    fc.assert(fc.property(labOptions, acts, fc.boolean(), (options, script, fullmm) => {
      const deeds = deedsOf(options, script, fullmm);
      expect(sorted(did(deeds, 'page').map(({ pfn }) => pfn))).toEqual(queuedPages(deeds));
      expect(sorted(did(deeds, 'table').map(({ table }) => table))).toEqual(did(deeds, 'unhooked').map(({ table }) => table));
    }));
  });

  it('G1, G2: nothing is freed before the flush that covers its address', () => {
    fc.assert(fc.property(labOptions, acts, fc.boolean(), (options, script, fullmm) => {
      expect(unflushed(deedsOf(options, script, fullmm))).toEqual([]);
    }));
  });

  it('G1 notices when `flush-before-free` is off', () => {
    fc.assert(fc.property(labOptions, fc.nat(1000), (options, page) => {
      const script: Act[] = [{ act: 'zap', entries: [{ page, holds: 'clean' }] }];
      expect(unflushed(deedsOf({ ...options, without: ['flush-before-free'] }, script))).toEqual([{ did: 'page', pfn: page }]);
    }));
  });

  it('in each flush: TLB first, tables second, pages third; tables among the pages go with them', () => {
    fc.assert(fc.property(labOptions, acts, fc.boolean(), (options, script, fullmm) => {
      const order = options.policy!.tableFree === 'rcuBatch' ? /^f?t*p*$/ : /^f?[tp]*$/;
      for (const call of calls(deedsOf(options, script, fullmm))) expect(call).toMatch(order);
    }));
  });
});

describe('delayed rmap removal', () => {
  it('each goes exactly once, after the flush of its address and before the lock is dropped; no other page\'s does', () => {
    fc.assert(fc.property(labOptions, acts, (options, script) => {
      const waiting = new Set<number>();
      for (const deed of deedsOf(options, script)) {
        if (deed.did === 'cleared' && deed.holds === 'delayed') waiting.add(deed.pfn);
        else if (deed.did === 'rmap') expect({ pfn: deed.pfn, waited: waiting.delete(deed.pfn) }).toEqual({ pfn: deed.pfn, waited: true });
        else if (deed.did === 'unlocked') expect([...waiting]).toEqual([]);
      }
    }));
  });

  it('§6: with C clean pages queued, the place of the delayed page that asks for a flush', () => {
    fc.assert(fc.property(fc.constantFrom(6, 7, 9, 12), fc.nat(2000), (pageShift, clean) => {
      const { batch } = gatherLimits(profileOf('6.2'), pageShift);
      const g = ride({ pageShift });
      zapAll(g, clean);
      expect(untilFlush(g, true)).toBe(clean < 8 ? 8 + batch - clean : batch - ((clean - 8) % batch));
    }), { numRuns: 60 });
  });
});

describe('the range', () => {
  it('is the hull of what was recorded since the last flush, with its levels; all-ones above with fullmm', () => {
    fc.assert(fc.property(labOptions, acts, fc.boolean(), (options, script, fullmm) => {
      const above = fullmmOf(options, fullmm) ? [Infinity] : [];
      let pages: number[] = [];
      let levels = 0;
      for (const deed of deedsOf(options, script, fullmm)) {
        if (deed.did === 'cleared') [pages, levels] = [[...pages, deed.pfn], levels | 1];
        else if (deed.did === 'unhooked') [pages, levels] = [[...pages, deed.start], levels | [2, 4, 8, 0][deed.level]!];
        else if (deed.did === 'flush') {
          const end = Math.max(...above, ...pages.map((page) => page + 1));
          expect(deed.state).toMatchObject({ start: Math.min(...pages), end, clearedLevels: levels });
          [pages, levels] = [[], 0];
        }
      }
    }));
  });
});

describe('two gathers on one mm, in turn', () => {
  it('keep G1 and G2, free all they queued, and the first to finish escalates', () => {
    fc.assert(fc.property(labOptions, acts, actsFrom(2 ** 24), (options, one, other) => {
      const made = lab(options);
      const [a, b] = [made.begin(), made.begin()];
      for (let at = 0; at < Math.max(one.length, other.length); at++) {
        play(a, one.slice(at, at + 1));
        play(b, other.slice(at, at + 1));
      }
      const from = made.deeds.length;
      end(a);
      expect(did(made.deeds.slice(from), 'flush')).toMatchObject([{ mm: true, state: { fullmm: true, freedTables: true } }]);
      end(b);
      expect(unflushed(made.deeds)).toEqual([]);
      expect(sorted(did(made.deeds, 'page').map(({ pfn }) => pfn))).toEqual(sorted(queuedPages(made.deeds)));
    }));
  });
});

describe('the state', () => {
  it('is what its log folds into', () => {
    fc.assert(fc.property(labOptions, acts, (options, script) => {
      const g = ride(options);
      play(g, script);
      const folded = initialGatherState();
      const folds = tableOf('gather', GATHER_FOLDS, folded);
      g.lab.recorder.records.forEach((record, seq) => void handleRecord(folds, record, 0, seq));
      expect(plainStores(folded.stores)).toEqual(plainStores(g.lab.state.stores));
    }));
  });

  it('a clone is left alone by what its origin does, and goes on as its origin would', () => {
    fc.assert(fc.property(labOptions, fc.boolean(), acts, fc.nat(), (made, had, script, cut) => {
      const options = { ...made, batchPage: () => had };
      const at = cut % (script.length + 1);
      const g = ride(options);
      play(g, script.slice(0, at));
      const [clone, before] = [g.lab.state.snapshot(), plainStores(g.lab.state.stores)];
      const from = g.lab.deeds.length;
      play(g, script.slice(at));
      end(g);
      expect(plainStores(clone.stores)).toEqual(before);
      const other = lab({ ...options, state: clone }).resume(g.id);
      play(other, script.slice(at));
      end(other);
      expect(other.lab.deeds).toEqual(g.lab.deeds.slice(from));
    }));
  });
});

describe('immediate mode', () => {
  it('queues nothing: each page goes as soon as its entry was cleared, and no flush is asked for', () => {
    fc.assert(fc.property(labOptions, acts, (options, script) => {
      const g = ride({ ...options, policy: S390 });
      play(g, script);
      expect(g.now()).toMatchObject({ queued: 0, active: 0, batchCount: 0, delayedRmap: false });
      const { deeds } = g.lab;
      for (const [at, deed] of deeds.entries())
        if (deed.did === 'cleared' && deed.holds !== 'nothing') expect(deeds[at + 1]).toEqual({ did: 'page', pfn: deed.pfn });
      expect(sorted(did(deeds, 'page').map(({ pfn }) => pfn))).toEqual(queuedPages(deeds));
      expect([did(deeds, 'flush'), did(deeds, 'rmap')]).toEqual([[], []]);
    }));
  });
});
