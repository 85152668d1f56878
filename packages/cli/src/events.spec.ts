import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const example = (name: string): string => join(EXAMPLES, `${name}.yaml`);
const FORK_COW = example('fork-cow');
const ON = ['--arch', 'x86-64'];

interface Step {
  readonly i: number;
  readonly do: string;
  readonly first: number;
  readonly end: number;
  readonly events: readonly { readonly seq: number; readonly type: string; readonly rule?: string }[];
}
const eventsJson = (file: string, ...args: string[]): { readonly start?: Step['events']; readonly steps: readonly Step[] } =>
  JSON.parse(faultline('run', file, '--events', '--json', ...args).out);

describe('run --events', () => {
  it('prints the events of a step, each with its seq', () => {
    const { status, out, err } = faultline('run', example('mprotect-exclusive'), ...ON, '--events', '--step', '4');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "mprotect-exclusive on x86-64:l4, kernel 6.2

      4  write A at=m+0 value=34: ok  faults 0+0
            75  AccessStarted access=write mode=user tlb=miss mm=1 vpn=0x100000
            76  EntryRead level=3 verdict=table index=0 table=0x202 entry=0x0000000000102067
            77  EntryRead level=2 verdict=table index=4 table=0x204 entry=0x0000000000103067
            78  EntryRead level=1 verdict=table index=0 table=0x206 entry=0x0000000000104067
            79  EntryRead level=0 verdict=leaf index=0 table=0x208 entry=0x8000000000105867
            80  WalkCacheFilled slot=0 mm=1 vpn=0x100000 table=0x208
            81  TlbFilled flags=27 level=0 replaced=false slot=0 mm=1 vpn=0x100000 pfn=0x105
            82  AccessCompleted access=write value=34 pfn=0x105
      "
    `);
  });

  it('prints them in the form that explore has: the same lines for the same events', () => {
    const line = /^ {0,7}\d+ {2}[A-Z]\w+( \w+=\S+)*$/;
    const lines = (text: string): string[] => text.split('\n').filter((each) => /^ *\d+ {2}[A-Z]/.test(each) && !each.includes('CPU '));
    const ran = lines(faultline('run', FORK_COW, ...ON, '--events', '--width', '1000').out);
    const explored = lines(faultline('explore', 'free-before-flush', '--without', 'flush-before-free', '--width', '1000').out);
    expect([ran.length > 200, explored.length > 10]).toEqual([true, true]);
    expect([...ran, ...explored].filter((each) => !line.test(each))).toEqual([]);
  });

  it('without a step, prints every event of the log once, in order', () => {
    const { start = [], steps } = eventsJson(FORK_COW, ...ON);
    const all = [...start, ...steps.flatMap(({ events }) => events)];
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, at) => at));
    const text = faultline('run', FORK_COW, ...ON, '--events', '--width', '1000').out;
    expect(all.filter(({ seq, type }) => !text.includes(`\n${String(seq).padStart(8)}  ${type}`))).toEqual([]);
    expect(text.match(/^\d+ {2}\w.*: /gm)).toHaveLength(steps.length);
  });

  it('as JSON has the events that a written log has', () => {
    const log = join(folder(), 'log.jsonl');
    faultline('run', FORK_COW, ...ON, '--log', log);
    const written = readFileSync(log, 'utf8').trim().split('\n').slice(1).filter((line) => !line.startsWith('{"step"')).map((line) => JSON.parse(line) as { seq: number; type: string });
    const { start = [], steps } = eventsJson(FORK_COW, ...ON);
    expect([...start, ...steps.flatMap(({ events }) => events)].map(({ seq, type }) => [seq, type])).toEqual(written.map(({ seq, type }) => [seq, type]));
  });

  it('names the rule of a branch', () => expect(eventsJson(FORK_COW, ...ON, '--step', '5').steps[0]!.events.filter(({ type }) => type === 'BranchTaken').map(({ rule }) => rule)).toContain('do_wp_page/copy'));

  it('a step without events is told without any', () => {
    const file = join(folder(), 's.yaml');
    writeFileSync(file, 'name: ended\nabout: none\nsteps:\n  - mmap: {proc: A, as: m, pages: 1, prot: rw, share: private, backing: anon}\n  - fork: {proc: A, child: B}\n  - exit: {proc: B}\n  - read: {proc: B, at: m+0}\n');
    expect(faultline('run', file, ...ON, '--events', '--step', '3').out).toMatch(/\n3 {2}read B at=m\+0: noProcess\n$/);
    const log = join(folder(), 'log');
    faultline('run', file, ...ON, '--log', log);
    const [before, after] = ['2', '3'].map((step) => JSON.parse(faultline('replay', log, '--step', step, '--json').out));
    expect([after.seq, after.state]).toEqual([before.seq, before.state]);
  });

  it('goes with --log, which is written too', () => {
    const log = join(folder(), 'log');
    expect(faultline('run', FORK_COW, ...ON, '--events', '--log', log).out).toBe(faultline('run', FORK_COW, ...ON, '--events').out);
    expect(faultline('replay', log).status).toBe(0);
  });

  it('--step without it is misuse', () => expect(faultline('run', FORK_COW, ...ON, '--step', '3')).toEqual({ status: 2, out: '', err: 'faultline: --step says of which step the events are printed; add --events\n' }));
});

describe('replay --step', () => {
  const logOf = (...args: string[]): string => {
    const log = join(folder(), 'log.jsonl');
    faultline('run', FORK_COW, ...args, '--log', log);
    return log;
  };

  it.each(['x86-64', 's390', 'arm64:64k-52', 'riscv'])('is the state at the last event of the step, and names both: %s', (arch) => {
    const log = logOf('--arch', arch);
    for (const { i, do: text, end } of eventsJson(FORK_COW, '--arch', arch).steps) {
      const { step, do: told, seq, state } = JSON.parse(faultline('replay', log, '--step', String(i), '--json').out);
      expect([step, told, seq]).toEqual([i, text, end - 1]);
      expect(state).toEqual(JSON.parse(faultline('replay', log, '--to', String(end - 1), '--json').out).state);
    }
  });

  it('of the last step is the end of the log', () => {
    const log = logOf(...ON);
    expect(JSON.parse(faultline('replay', log, '--step', '12', '--json').out).state).toEqual(JSON.parse(faultline('replay', log, '--json').out).state);
    expect(faultline('replay', log, '--step', '1').out).toMatch(/^x86-64:l4, kernel 6\.2, after step 1 \(.*\), event \d+:/);
  });

  it.each([['13'], ['-1'], ['two'], ['1.5'], ['']])("a step that is none is misuse: '%s'", (step) => {
    const log = logOf(...ON);
    expect(faultline('replay', log, '--step', step)).toEqual({ status: 2, out: '', err: `faultline: ${log}: --step is '${step}', and the log has steps 0 to 12; pass the number of a step as run and compare print it\n` });
  });

  it('a log that does not say where steps begin is told so', () => {
    const log = join(EXAMPLES, 'first-write.jsonl');
    expect(faultline('replay', log, '--step', '0')).toEqual({ status: 2, out: '', err: `faultline: ${log}: the log does not say where steps begin; name an event by --to, or write the log by faultline run --log\n` });
  });

  it('one of the format before is refused, with what to do', () => {
    const log = logOf(...ON);
    writeFileSync(log, readFileSync(log, 'utf8').replace('"version":5', '"version":4'));
    expect(faultline('replay', log, '--step', '0')).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/the log has version 4, and version 5 is read; .*record it again\n$/) });
  });

  it('with --to is misuse', () => expect(faultline('replay', logOf(...ON), '--step', '1', '--to', '5')).toMatchObject({ status: 2, err: expect.stringContaining('--to and --step both say where to stop') }));
});

describe('compare names the seqs of the first event that differs', () => {
  interface Parting { readonly step: number; readonly events: readonly string[]; readonly seqs: readonly (number | null)[] }
  /** The type of the event that `run --events` prints at a seq of a step. */
  const typeAt = (file: string, arch: string, kernel: string, step: number, seq: number): string => {
    const event = eventsJson(file, '--arch', arch, '--kernel', kernel, '--step', String(step)).steps[0]!.events.find((each) => each.seq === seq);
    return event?.type ?? 'no event of this step';
  };
  const checked = (file: string, { step, events, seqs }: Parting, on: readonly (readonly [arch: string, kernel: string])[]): number => {
    for (const [at, seq] of seqs.entries()) {
      if (seq === null) continue;
      expect(typeAt(file, ...on[at]!, step, seq)).toBe(events[at]!.split(' ')[0]);
    }
    return seqs.filter((seq) => seq !== null).length;
  };

  it.each(['fork-cow', 'move-and-drop', 'zero-page', 'mprotect-exclusive'])('of architectures: each is in the run of its own: %s', (name) => {
    const { parting } = JSON.parse(faultline('compare', example(name), '--json').out) as { parting: Parting };
    expect(checked(example(name), parting, ['x86-64', 'arm64', 's390'].map((arch) => [arch, '6.2']))).toBeGreaterThan(0);
  });

  it.each(['x86-64', 'arm64', 's390', 'riscv'])('of kernels, though what was compared had the entries of one: %s', (arch) => {
    let found = 0;
    for (const name of ['fork-cow', 'move-and-drop', 'zero-page']) {
      const { kernels } = JSON.parse(faultline('compare', example(name), '--arch', arch, '--kernel', '6.1,6.12', '--json').out) as { kernels: { parting?: Parting }[] };
      for (const { parting } of kernels) if (parting !== undefined) found += checked(example(name), parting, [[arch, '6.1'], [arch, '6.12']]);
    }
    expect(found).toBeGreaterThan(0);
  });
});

describe('compare says whether entries differ in bits, and where', () => {
  const compared = (name: string, ...args: string[]): string => faultline('compare', example(name), ...args).out.split('\n\n').at(-1)!.replaceAll('\n', ' ').trim();

  it('they do not', () => expect(compared('mprotect-exclusive', '--arch', 'x86-64', '--kernel', '6.1,6.2')).toBe('The runs do not part. No entry differs in its bits.'));

  it('they do: the first step, the page, both entries and the bits', () => {
    expect(compared('mprotect-exclusive', '--arch', 'x86-64', '--kernel', '6.2,6.12')).toBe(
      'The runs do not part. Entries differ in bits first in step 2 (mprotect A at=m+0 pages=1 prot=r), A.m+0: x86-64 (6.2) 0x8000000000105865, x86-64 (6.12) 0x8400000000105825 (58 saved-dirty set, 6 D cleared); in 1 of 5 steps some differ.');
  });

  it('as JSON too, with the entries of each column', () => {
    const { entries } = JSON.parse(faultline('compare', FORK_COW, '--arch', 'x86-64,arm64', '--json').out);
    expect(entries).toEqual({ step: 1, page: 'A.m+0', raw: [expect.stringMatching(/^0x[0-9a-f]{16}$/), expect.stringMatching(/^0x[0-9a-f]{16}$/)], steps: expect.any(Number) });
    expect(JSON.parse(faultline('compare', FORK_COW, '--arch', 'x86-64,x86-64', '--json').out).entries).toBeNull();
  });
});
