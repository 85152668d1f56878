import type { Exploration } from '@faultline/explore';
import { describe, expect, it } from 'vitest';
import { explorationJson, renderExploration } from './exploration';
import { PLAIN } from './testing/plain';

const base = { race: 'free-before-flush', machine: 'x86-64:l4, 2 CPUs', without: [], verdict: 'holds', states: 12, transitions: 20, ends: 3, depth: 7, bounds: ['2 CPUs, one page', 'at most 200000 states'] };
const render = (more: object): string => renderExploration({ ...base, ...more } as unknown as Exploration, PLAIN);
const EVENT = { seq: 5, cause: 4, cpu: 1, type: 'FolioFreed', order: 0, pfn: 0x105 };

describe('an exploration as text', () => {
  it.each([['holds', 'holds in every interleaving'], ['budget', 'not decided: the budget ended the search']])('%s: %s, with counts and bounds', (verdict, words) => {
    const text = render({ verdict }).split('\n');
    expect(text[0]).toBe(`free-before-flush: ${words}`);
    expect(text).toEqual(expect.arrayContaining(['12 states, 20 transitions, 3 ends, depth 7', 'bounds:', '  2 CPUs, one page', '  at most 200000 states']));
  });

  it('violated: the invariant, and the shortest run with its events', () => {
    const violation = { invariant: 'I2', message: 'CPU 1 read frame 0x105, which was freed', run: [{ actor: 'CPU 0 munmap', step: 'zap_pte_range: entry cleared', events: [EVENT] }, { actor: 'CPU 1 reader', step: 'done', events: [] }] };
    const text = render({ verdict: 'violated', without: ['flush-before-free'], violation }).split('\n');
    expect(text.slice(0, 3)).toEqual(['free-before-flush without flush-before-free: violated', 'I2: CPU 1 read frame 0x105, which was freed', 'shortest run, 2 steps:']);
    expect(text.slice(3, 6)).toEqual(['  1  CPU 0 munmap     zap_pte_range: entry cleared', '       5  FolioFreed order=0 pfn=0x105', '  2  CPU 1 reader     done']);
    expect(text.filter((line) => line.length > PLAIN.width)).toEqual([]);
  });

  it('as JSON, a branch names its rule, and entries are texts', () => {
    const event = { seq: 5, cause: 4, cpu: 1, type: 'BranchTaken', rule: 'do_wp_page/copy', arg: 0 };
    const read = { seq: 6, cause: 4, cpu: 1, type: 'EntryRead', level: 0, verdict: 'leaf', index: 3, table: 520, entry: 0x8000000000105867n };
    const violation = { invariant: 'I2', message: '', run: [{ actor: 'CPU 0', step: 'done', events: [event, read] }] };
    expect(JSON.parse(explorationJson({ ...base, verdict: 'violated', violation } as unknown as Exploration)).violation.run[0].events).toEqual([event, { ...read, entry: '0x8000000000105867' }]);
  });
});
