import { parseScenario } from '@faultline/scenario';
import { describe, expect, it } from 'vitest';
import { legendLine, renderCompare, type Column, type StepFacts } from '@faultline/workbench';
import { terminalOf } from './terminal';

const WIDTH = 100;
const plain = terminalOf({ color: false, width: WIDTH });
const scenario = parseScenario('name: two\nabout: a mapping and a write\nsteps:\n  - mmap: {proc: A, as: m, pages: 1, prot: rw, share: private, backing: anon}\n  - write: {proc: A, at: m+0, value: 17}\n', 'two.yaml');
const step = (more: Partial<StepFacts> = {}): StepFacts => ({ result: 'ok', faults: [0, 0], branches: [], pages: [], flushes: {}, tables: { pages: 1, bytes: 4096 }, events: 4, ...more });
const column = (label: string, written: Partial<StepFacts>, totals: Readonly<Record<string, number>> = {}): Column =>
  ({ label, kernel: '6.2', steps: [step(), step({ faults: [1, 0], pages: ['A.m 0 p0 x1'], tables: { pages: 4, bytes: 16384 }, ...written })], totals: { 'minor faults': 1, 'major faults': 0, 'page-table pages, most': 4, events: 8, ...totals }, eventKinds: [[], []], firstSeqs: [4, 8], entryChanges: [new Map(), new Map()] });

describe('a comparison for a terminal', () => {
  it('of one column is what each step came to', () => {
    expect(renderCompare({ scenario, columns: [column('s390', { branches: ['a', 'b'], pte: { raw: '0x0000000000105067', words: 'young dirty' }, flushes: { page: 2, range: 1 } })] }, plain)).toBe([
      'two: a mapping and a write', '', '          s390, 6.2', '', '0  mmap A as=m pages=1 prot=rw share=private backing=anon', 'outcome   ok  faults 0+0', 'tables    1 page', 'events    4', '',
      '1  write A at=m+0 value=17', 'outcome   ok  faults 1+0', 'branch    a', '          b', 'pte       0x0000000000105067', '          young dirty', 'pages     A.m 0 p0 x1', 'flushes   2 page, 1 range', 'tables    4 pages', 'events    4', '',
      'totals', 'minor     1', 'tables    4', 'events    8', '', legendLine(plain), '',
    ].join('\n'));
  });

  it('says where two part, and by which event', () => {
    const columns = [column('x86-64', { faults: [1, 0] }), column('arm64', { faults: [2, 0] })];
    const text = renderCompare({ scenario, columns, parting: { step: 1, what: 'faults', events: ['TlbFilled', 'nothing more'], seqs: [12, null] } }, plain);
    expect(text.split('\n\n').at(-1)).toBe('They part first in step 1 (write A at=m+0 value=17), in faults.\nFirst event that differs: x86-64 (6.2) event 12 TlbFilled, arm64 (6.2) nothing more. (run --events\n--step 1 prints them.)\nNo entry differs in its bits.\n');
    expect(text).toMatch(/^outcome {3}ok {2}faults 1\+0 +ok {2}faults 2\+0$/m);
  });

  it('says so where two part in no event, and where they do not part', () => {
    const columns = [column('x86-64', {}), column('arm64', {})];
    expect(renderCompare({ scenario, columns, parting: { step: 1, what: 'flushes', events: [], seqs: [] } }, plain)).toMatch(/\nThey part first in step 1 \(write A at=m\+0 value=17\), in flushes\.\nNo entry differs in its bits\.\n$/);
    expect(renderCompare({ scenario, columns }, plain)).toMatch(/\nThe runs do not part\. No entry differs in its bits\.\n$/);
  });

  it('shows a row only if a column has something in it, and the others as -', () => {
    const text = renderCompare({ scenario, columns: [column('x86-64', { flushes: { range: 1 } }), column('arm64', {})] }, plain);
    expect(text).toMatch(/^flushes {3}1 range +-$/m);
    expect(text).not.toContain('pte');
  });

  it('shows a value, a signal, and no faults for a process that has ended', () => {
    const { faults: _faults, ...ended } = step({ result: 'noProcess', events: 0 });
    const text = renderCompare({ scenario, columns: [{ ...column('s390', {}), steps: [step({ value: 0 }), ended] }] }, plain);
    expect(text).toContain('outcome   ok  value 0  faults 0+0\n');
    expect(text).toContain('outcome   noProcess\n');
  });

  it('fits the width with six columns and much in each', () => {
    const busy = { branches: ['do_anonymous_page/new-page', 'can_change_pte_writable/soft-dirty-tracked'], pages: ['A.m 0-511 p0+ x1', 'longprocessname.longmappingname 0 p1000 x64'], flushes: { page: 100, range: 100, 'remote broadcast': 100 }, pte: { raw: '0x0000000000105067', words: 'young dirty hwDirty swDirty write exec userExec special softDirty' } };
    const text = renderCompare({
      scenario, columns: ['a', 'b', 'c', 'd', 'e', 'f'].map((label) => column(`arm64:4k-48+${label}`, { ...busy, value: label.charCodeAt(0) })),
      parting: { step: 1, what: 'result', events: Array.from({ length: 6 }, () => 'GatherTablesFreed'), seqs: [1, 2, 3, 4, 5, 6] },
    }, plain);
    expect(text.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
  });
});
